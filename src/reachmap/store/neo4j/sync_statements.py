"""Statements that find, remove and write what a sync changes."""

from typing import Annotated

from pydantic import Strict

from reachmap.model.tables import TABLES
from reachmap.store.neo4j.answers import Number, Text, question
from reachmap.store.neo4j.graph import INSIDE, JOINING, LABELS, NODES, WRITTEN_LINKS, fields_of

Bytes = Annotated[bytes, Strict()]

_HELD = "(s:ReachMapSync {map: $map, version: $version})"
HELD = question(
    "the marks",
    f"MATCH {_HELD} RETURN s.revision, s.digest, {', '.join(f's.{table}' for table in TABLES)}",
    *(Number, Text, *(Bytes for _ in TABLES)),
)
HOLD = (
    "MERGE (s:ReachMapSync {map: $map}) "
    "SET s = $marks, s.map = $map, s.version = $version, s.revision = $revision, "
    "s.digest = $digest"
)

OWNED: dict[str, tuple[str, ...]] = {
    "workers": ("(n)<-[r:EMPLOYS]-()",),
    "champions": ("(n)<-[r:SUPPORTS]-()", "(n)-[r:BELONGS_TO]->()"),
    "channels": ("(n)<-[r:RUNS]-()",),
    "groups": ("(n)-[r:PART_OF]->()",),
    "voices": ("(n)-[r:BELONGS_TO]->()",),
}
"""Links that follow from the fields of a node."""

OWNER_IS_END = frozenset({"EMPLOYS", "SUPPORTS", "RUNS"})
"""Types of derived link that follow from a field of the node they lead to."""

_KEYED = "{map: $map, version: $version, id: id}"
UNTIED: dict[str, tuple[str, ...]] = {
    table: tuple(
        f"UNWIND $ids AS id MATCH (n:MapNode {_KEYED}) MATCH {pattern} WHERE r.derived DELETE r"
        for pattern in patterns
    )
    for table, patterns in OWNED.items()
}
"""Statements that remove the links that follow from the fields of some nodes."""

PUT: dict[str, str] = {
    table: "UNWIND $rows AS row "
    "MERGE (n:MapNode {map: $map, version: $version, id: row.id}) "
    f"SET n:{LABELS[table]} SET n = row"
    for table in NODES
}
"""Statements that write nodes, new ones or in the place of those of the same id."""

TIED = question(
    "nodes",
    f"UNWIND $ids AS id MATCH (n:MapNode {_KEYED})-[r]-(:MapNode {INSIDE}) "
    "WHERE r.derived IS NULL RETURN DISTINCT id ORDER BY id LIMIT 20",
    Text,
)
GONE = f"UNWIND $ids AS id MATCH (n:MapNode {_KEYED}) DETACH DELETE n"
ROWS_GONE = f"MATCH (n:MapRow {INSIDE}) WHERE n.key IN $ids DELETE n"
JOINED_GONE = "MATCH ()-[r]->() WHERE elementId(r) IN $ids DELETE r"


def _find(table: str) -> str:
    """Return what finds the rows of a table, each with what it is removed by."""
    if table == "links":
        return (
            f"MATCH (a:MapNode {INSIDE})-[r:{WRITTEN_LINKS}]->(b) "
            "WHERE a.id IS NOT NULL AND r.derived IS NULL "
            "RETURN elementId(r), a.id, type(r), b.id, r.source"
        )
    if table in JOINING:
        given = "".join(f", r.{name}" for name in fields_of(table))
        return (
            f"MATCH (a:MapNode {INSIDE})-[r:{JOINING[table][1]}]->(b) WHERE a.id IS NOT NULL "
            f"RETURN elementId(r), a.id, b.id{given}"
        )
    if table in NODES:
        matched = f"MATCH (n:MapNode:{LABELS[table]} {INSIDE}) WHERE n.id IS NOT NULL"
        return f"{matched} RETURN n.id AS key, n.id AS id"
    given = ", ".join(f"n.{name}" for name in fields_of(table))
    return (
        f"MATCH (n:MapRow:{LABELS[table]} {INSIDE}) WHERE n.key IS NOT NULL RETURN n.key, {given}"
    )


FIND: dict[str, str] = {table: _find(table) for table in TABLES}
"""Statements that find the rows of each table."""
