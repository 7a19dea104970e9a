"""The maps that a database holds."""

from reachmap.store.neo4j.address import address_of
from reachmap.store.neo4j.answers import Count, Text, question
from reachmap.store.neo4j.connection import Connection
from reachmap.store.protocol import MapListed

TIME_LIMIT_S = 60.0

# A node of the same label that is none of ours is no map.
LISTED = question(
    "the maps",
    "MATCH (p:ReachMap) WHERE p.current IS NOT NULL "
    "AND p.map IS :: STRING NOT NULL AND p.revision IS :: INTEGER NOT NULL "
    "RETURN p.map, p.name, p.revision, toStringOrNull(date(p.changed)) ORDER BY p.map",
    *(Text, Text | None, Count, Text | None),
)


def listed_maps(text: str, *, insecure: bool = False) -> tuple[str, tuple[MapListed, ...]]:
    """Return what a database is called, and the maps in it by name."""
    address = address_of(text, insecure=insecure)
    connection = Connection(address, time_limit_s=TIME_LIMIT_S)
    try:
        return address.of_database, tuple(MapListed(*row) for row in connection.glance(LISTED))
    finally:
        connection.close()
