"""How a map stands in the graph: labels, types of relationship, and the texts that say so.

Everything that is put into a text here comes from the lists of the model; what people wrote is
given as parameters alone.
"""

from __future__ import annotations

from reachmap.model.links import LINK_TYPES
from reachmap.model.tables import NODE_TABLES, TABLES

SCHEMA = 1
"""Of how a map stands in the graph; a later one is not touched."""

LABELS: dict[str, str] = {
    name: table.record.__name__.removesuffix("Row") for name, table in TABLES.items()
}
"""What a row of each table is called, where it is a node."""

JOINING: dict[str, tuple[str, str, str]] = {
    "attendance": ("voice", "ATTENDED", "activity"),
    "turnout": ("activity", "COUNTED", "group"),
    "asks": ("from_", "ASKED", "to"),
}
"""Tables whose rows are relationships: from which field, of what type, to which."""

NODES: tuple[str, ...] = tuple(NODE_TABLES.values())
ROWS: tuple[str, ...] = tuple(n for n in TABLES if n not in {*NODES, *JOINING, "links"})
"""Tables whose rows are nodes that nothing leads to."""

CONSTRAINTS: dict[str, str] = {
    name: f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE {key} IS UNIQUE"
    for name, label, key in (
        ("reachmap_one_map", "ReachMap", "n.map"),
        ("reachmap_one_copy", "ReachMapCopy", "(n.map, n.version)"),
        ("reachmap_one_id", "MapNode", "(n.map, n.version, n.id)"),
        ("reachmap_one_row", "MapRow", "(n.map, n.version, n.key)"),
    )
}
"""What a database must see to before a map is written, by name."""

INSIDE = "{map: $map, version: $version}"
"""What every node of one version of a map has."""


def fields_of(table: str) -> tuple[str, ...]:
    """Return the fields of a table that are kept as properties of what stands for a row."""
    ends = {"from_", "type", "to"} if table == "links" else set(JOINING.get(table, ())[::2])
    return tuple(name for name in TABLES[table].record.model_fields if name not in ends)


def _create_node(table: str) -> str:
    label, key = ("MapNode", "id") if table in NODES else ("MapRow", "key")
    return (
        f"UNWIND $rows AS row CREATE (n:{label}:{LABELS[table]} "
        f"{{map: $map, version: $version, {key}: row.{key}}}) SET n += row"
    )


def _create_link(type_: str) -> str:
    return (
        "UNWIND $rows AS row "
        f"MATCH (a:MapNode {{map: $map, version: $version, id: row[0]}}) "
        "UNWIND row[1] AS there "
        f"MATCH (b:MapNode {{map: $map, version: $version, id: there[0]}}) "
        f"CREATE (a)-[r:{type_}]->(b) SET r = there[1] "
        "RETURN count(r)"
    )


CREATE: dict[str, str] = {
    **{table: _create_node(table) for table in (*NODES, *ROWS)},
    **{type_: _create_link(type_) for type_ in LINK_TYPES},
    **{table: _create_link(type_) for table, (_, type_, _) in JOINING.items()},
}
"""How rows are written: nodes by table, relationships by table or by type of link."""


GATHERED: tuple[str, ...] = tuple(name for name in NODES if name != "voices")
"""Tables whose rows come as one list, as each row of an answer costs; people are too many."""


def _fetch_node(table: str) -> str:
    label, key = ("MapNode", "id") if table in NODES else ("MapRow", "key")
    names = fields_of(table)
    plain = ", ".join(f"n.{name} AS {name}" for name in names)
    listed = f"collect([{', '.join(f'n.{name}' for name in names)}])"
    given = listed if table in GATHERED else plain
    return f"MATCH (n:{label}:{LABELS[table]} {INSIDE}) WHERE n.{key} IS NOT NULL RETURN {given}"


def _fetch_joining(table: str) -> str:
    from_, type_, to = JOINING[table]
    given = "".join(f", r.{name} AS {name}" for name in fields_of(table))
    return (
        f"MATCH (a:MapNode {INSIDE})-[r:{type_}]->(b) WHERE a.id IS NOT NULL "
        f"RETURN a.id AS {from_}, b.id AS {to}{given}"
    )


WRITTEN_LINKS = "|".join(LINK_TYPES)


def _fetch_links(which: str) -> str:
    """Gather the links of each start: fewer rows, and each start is named once."""
    given = "".join(f", r.{name}" for name in fields_of("links"))
    return (
        f"MATCH (a:MapNode {INSIDE})-[r:{WRITTEN_LINKS}]->(b) "
        f"WHERE a.id IS NOT NULL AND r.derived IS NULL{which} "
        f"RETURN a.id, collect([type(r), b.id{given}])"
    )


FETCH: dict[str, str] = {
    **{table: _fetch_node(table) for table in (*NODES, *ROWS)},
    **{table: _fetch_joining(table) for table in JOINING},
    "links": _fetch_links(""),
    "outline links": _fetch_links(" AND NOT a:Voice"),
}
"""How the rows of each table are read."""
