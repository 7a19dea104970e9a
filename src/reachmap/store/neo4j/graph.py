"""The layout of a map in the graph: labels, types of relationship, and statements.

Statements are made from the lists of the model alone; text that people wrote is only ever a
parameter.
"""

from reachmap.model.fields import reference
from reachmap.model.links import LINK_TYPES
from reachmap.model.tables import NODE_TABLES, TABLES
from reachmap.store.neo4j.answers import Count, Question, question
from reachmap.store.neo4j.gathering import by_start, gathered

SCHEMA = 2
"""Version of the layout; a map of a later one is not touched, one of an earlier is upgraded."""

LABELS: dict[str, str] = {
    name: table.record.__name__.removesuffix("Row") for name, table in TABLES.items()
}
"""Label of the rows of each table, where they are nodes."""

JOINING: dict[str, tuple[str, str, str]] = {
    "attendance": ("voice", "ATTENDED", "activity"),
    "turnout": ("activity", "COUNTED", "group"),
    "asks": ("from_", "ASKED", "to"),
}
"""Tables whose rows are relationships: from which field, of what type, to which field."""

NODES: tuple[str, ...] = tuple(NODE_TABLES.values())
ROWS: tuple[str, ...] = tuple(n for n in TABLES if n not in {*NODES, *JOINING, "links"})
"""Tables whose rows are nodes without relationships."""

CONSTRAINTS: dict[str, str] = {
    name: f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE {key} IS UNIQUE"
    for name, label, key in (
        ("reachmap_one_map", "ReachMap", "n.map"),
        ("reachmap_one_copy", "ReachMapCopy", "(n.map, n.version)"),
        ("reachmap_one_id", "MapNode", "(n.map, n.version, n.id)"),
        ("reachmap_one_row", "MapRow", "(n.map, n.version, n.key)"),
    )
}
"""Constraints that a database needs before a map is written, by name."""

INSIDE = "{map: $map, version: $version}"
"""Properties that every node of one version of a map has."""


def fields_of(table: str) -> tuple[str, ...]:
    """Return the fields of a table that are properties of its nodes or relationships."""
    ends = {"from_", "type", "to"} if table == "links" else set(JOINING.get(table, ())[::2])
    return tuple(name for name in TABLES[table].record.model_fields if name not in ends)


def names_of(table: str) -> tuple[str, ...]:
    """Return what the rows of a table are fetched as, from first to last."""
    if table == "links":
        return ("type", "to", *fields_of(table))
    return (*JOINING.get(table, ())[::2], *fields_of(table))


def kinds_at(table: str, name: str) -> tuple[str, ...]:
    """Return the kinds of node that a field may name."""
    ref = reference(TABLES[table].record.model_fields[name])
    return () if ref is None else ref.kinds


def names_by_start(what: str) -> tuple[str, ...]:
    """Return what the columns of what is fetched by start are, from first to last."""
    table = what.rpartition(" ")[2]
    return names_of(table)[0 if table == "links" else 1 :]


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
        "UNWIND row[1] AS other "
        f"MATCH (b:MapNode {{map: $map, version: $version, id: other[0]}}) "
        f"CREATE (a)-[r:{type_}]->(b) SET r = other[1] "
        "RETURN count(r)"
    )


CREATE: dict[str, str] = {
    **{table: _create_node(table) for table in (*NODES, *ROWS)},
    **{type_: _create_link(type_) for type_ in LINK_TYPES},
    **{table: _create_link(type_) for table, (_, type_, _) in JOINING.items()},
}
"""Statements that write rows: nodes by table, relationships by table or by type of link."""


GATHERED: tuple[str, ...] = tuple(name for name in NODES if name != "voices")
"""Tables fetched as one row of columns, as each row of an answer takes time; voices are too many.
"""


BY_START: dict[str, str] = {"links": "from_", "outline links": "from_", "attendance": "voice"}
"""What is fetched by start, a row each with columns as lists, and what a start is called.

There are fewer rows so, each start is named once, and columns with nothing in them need no room.
"""


GATHER: dict[str, str] = {what: by_start(len(names_by_start(what))) for what in BY_START}
"""What ends a statement that has a start and a list of the other values in each row."""


def _fetch_node(table: str) -> str:
    label, key = ("MapNode", "id") if table in NODES else ("MapRow", "key")
    names = fields_of(table)
    matched = f"MATCH (n:{label}:{LABELS[table]} {INSIDE}) WHERE n.{key} IS NOT NULL"
    if table in GATHERED:
        return f"{matched} {gathered(table, names, (f'n.{name}' for name in names))}"
    return f"{matched} RETURN {', '.join(f'n.{name} AS {name}' for name in names)}"


def _fetch_joining(table: str) -> str:
    from_, type_, to = JOINING[table]
    matched = f"MATCH (a:MapNode {INSIDE})-[r:{type_}]->(b) WHERE a.id IS NOT NULL"
    names = fields_of(table)
    if table in BY_START:
        row = f"[{', '.join(('b.id', *(f'r.{name}' for name in names)))}]"
        return f"{matched} WITH a.id AS start, {row} AS row {GATHER[table]}"
    given = "".join(f", r.{name} AS {name}" for name in names)
    return f"{matched} RETURN a.id AS {from_}, b.id AS {to}{given}"


WRITTEN_LINKS = "|".join(LINK_TYPES)


def is_of(var: str, *kinds: str) -> str:
    """Return the condition that a node is of one of some kinds."""
    return " OR ".join(f"{var}:{LABELS[NODE_TABLES[kind]]}" for kind in kinds)


LINKED = sorted({kind for spec in LINK_TYPES.values() for kind in spec.tails} - {"voice"})
"""Kinds at which links may start, voices left out: else links are looked for among attendance."""


def _fetch_links(which: str) -> str:
    """Return the statement that reads written links."""
    row = f"[{', '.join(('type(r)', 'b.id', *(f'r.{name}' for name in fields_of('links'))))}]"
    return (
        f"MATCH (a:MapNode {INSIDE})-[r:{WRITTEN_LINKS}]->(b) "
        f"WHERE a.id IS NOT NULL AND r.derived IS NULL{which} "
        f"WITH a.id AS start, {row} AS row {GATHER['links']}"
    )


def _count(table: str) -> str:
    """Return what counts the rows of a table."""
    if table == "links":
        joined = f"(a:MapNode {INSIDE})-[r:{WRITTEN_LINKS}]->() "
        return f"MATCH {joined}WHERE a.id IS NOT NULL AND r.derived IS NULL RETURN count(*)"
    if table in JOINING:
        joined = f"(a:MapNode {INSIDE})-[r:{JOINING[table][1]}]->() "
        return f"MATCH {joined}WHERE a.id IS NOT NULL RETURN count(*)"
    label, key = ("MapNode", "id") if table in NODES else ("MapRow", "key")
    return f"MATCH (n:{label}:{LABELS[table]} {INSIDE}) WHERE n.{key} IS NOT NULL RETURN count(*)"


SIZES: dict[str, Question] = {
    name: question(name, _count(name), Count)
    for name in TABLES
    if name not in {"about", "assumptions"}
}
"""What counts the rows of each table; about and assumptions are no lists."""

FETCH: dict[str, str] = {
    **{table: _fetch_node(table) for table in (*NODES, *ROWS)},
    **{table: _fetch_joining(table) for table in JOINING},
    "links": _fetch_links(""),
    "outline links": _fetch_links(f" AND ({is_of('a', *LINKED)})"),
}
"""Statements that read the rows of each table."""
