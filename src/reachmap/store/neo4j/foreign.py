"""Constraints that others made in the same database, and that a map cannot keep.

A map is written beside the present one, so for a while the same ids stand there twice.
"""

from collections.abc import Iterator

from reachmap.errors import StoreAccess, quoted
from reachmap.model.links import LINK_TYPES
from reachmap.store.neo4j.answers import Text, Texts, question
from reachmap.store.neo4j.connection import Connection
from reachmap.store.neo4j.graph import CONSTRAINTS, JOINING, LABELS, NODES, fields_of
from reachmap.store.neo4j.labels import own_name
from reachmap.words import join_names

SHOWN = question(
    "the constraints",
    "SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties "
    "RETURN name, type, labelsOrTypes, properties",
    *(Text, Text, Texts, Texts),
)
VERSION = frozenset({"map", "version"})
"""Properties that tell one version of a map from another."""

PROPERTIES: dict[str, frozenset[str]] = {
    **{label: VERSION | {"key", *fields_of(table)} for table, label in LABELS.items()},
    "MapNode": VERSION.union(*map(fields_of, NODES)),
    "MapRow": VERSION | {"key"},
}
"""What we write, by label without a prefix."""

OF_TYPES: dict[str, frozenset[str]] = {
    **{type_: frozenset(fields_of("links")) for type_ in LINK_TYPES},
    **{type_: frozenset(fields_of(table)) for table, (_, type_, _) in JOINING.items()},
}
"""What we write, by type of relationship."""


def settled_constraints(connection: Connection) -> frozenset[str]:
    """Return the names of all constraints; raise where one of others is in the way of a map."""
    there = connection.glance(SHOWN)
    prefix = connection.address.prefix
    ours = {own_name(name, prefix) for name in CONSTRAINTS}
    clashes = [
        f"{quoted(name)} ({labels[0]}.{'+'.join(properties)})"
        for name, type_, labels, properties in there
        if name not in ours and "UNIQUE" in type_ and any(_clashing(labels, properties, prefix))
    ]
    if clashes:
        message = (
            f"the {connection.address} cannot be written beside what others made unique in the "
            f"database: {join_names(clashes)}. A new copy stands beside the present one for a "
            "while, so ids come twice: drop the constraint, name another database, or have labels "
            "with another beginning (?prefix=Rm)"
        )
        raise StoreAccess(message)
    return frozenset(name for name, *_ in there)


def _clashing(labels: list[str], properties: list[str], prefix: str) -> Iterator[bool]:
    """Yield for each label or type whether two versions of a map may break a constraint on it."""
    named = frozenset(properties)
    written = {f"{prefix}{label}": names for label, names in PROPERTIES.items()} | OF_TYPES
    for label in labels:
        yield named <= written.get(label, frozenset()) and not named >= VERSION
