"""New rows, checked beside the part of the map that they touch.

The rules of a map look at all of it. For a new row they need what the row names, and the rows
that share its activity, person or subject.
"""

from collections.abc import Mapping
from typing import Any

from neo4j import ManagedTransaction

from reachmap.model.columns import Columns, checked, rows_of
from reachmap.model.content import Content
from reachmap.model.fields import Record, reference
from reachmap.model.tables import LEDGERS, NODE_TABLES, TABLES
from reachmap.store.neo4j.answers import Text, bounded, question
from reachmap.store.neo4j.connection import fetch, run
from reachmap.store.neo4j.graph import FETCH, INSIDE, JOINING, LABELS, fields_of
from reachmap.store.neo4j.rows import fetch_columns, plain_columns

NAMED: dict[str, str] = {
    table: (
        "UNWIND $ids AS id "
        f"MATCH (n:MapNode:{LABELS[table]} {{map: $map, version: $version, id: id}}) RETURN "
        + ", ".join(f"n.{name} AS {name}" for name in fields_of(table))
    )
    for table in NODE_TABLES.values()
}
GROWING = (*LEDGERS, "links")
VOCABULARIES = ("methods", "supports", "taxonomy")
TEAM = question(
    "organisations",
    f"MATCH (n:MapNode:Organisation {INSIDE}) WHERE n.id IS NOT NULL AND n.team "
    "RETURN n.id LIMIT 1",
    Text,
)


def _beside_joining(table: str, known: str) -> str:
    from_, type_, to = JOINING[table]
    given = "".join(f", r.{name} AS {name}" for name in fields_of(table))
    return (
        f"UNWIND $ids AS id MATCH ({known}:MapNode {{map: $map, version: $version, id: id}}) "
        f"MATCH (a:MapNode)-[r:{type_}]->(b:MapNode) RETURN a.id AS {from_}, b.id AS {to}{given}"
    )


def _beside_rows(table: str, field: str) -> str:
    given = ", ".join(f"r.{name} AS {name}" for name in fields_of(table))
    return (
        f"MATCH (r:MapRow:{LABELS[table]} {INSIDE}) "
        f"WHERE r.key IS NOT NULL AND r.{field} IN $ids RETURN {given}"
    )


BESIDE: dict[str, tuple[str, str]] = {
    "attendance": ("activity", _beside_joining("attendance", "b")),
    "turnout": ("activity", _beside_joining("turnout", "a")),
    "panels": ("voice", _beside_rows("panels", "voice")),
    "findings": ("subject", _beside_rows("findings", "subject")),
}
"""The field by which rows share a rule with others, and the statement that fetches those."""


def check(tx: ManagedTransaction, here: dict[str, str], given: Mapping[str, Columns]) -> None:
    """Raise where rows do not fit the map as it would then be."""
    tables = {table: _with_others(tx, here, table, added) for table, added in given.items()}
    new = {table: rows_of(table, given.get(table, {})) for table in NODE_TABLES.values()}
    named = _named_ids(tables) | {node.id for nodes in new.values() for node in nodes}
    named |= {id_ for (id_,) in fetch(tx, TEAM, **here)}
    content: dict[str, Any] = {"about": _about(tx, here, groups=bool(new["groups"]))}
    for table in NODE_TABLES.values():
        result = run(tx, NAMED[table], **here, ids=sorted(named))
        columns = plain_columns(table, bounded(result, table))
        # New ones first, so that they keep their numbers; an id that is there already is a fault.
        there = [_alone(row, named) for row in rows_of(table, columns)]
        content[table] = [*new[table], *there]
    if new["groups"]:  # how many are part of the next, all of them say
        columns = fetch_columns(tx, "groups", FETCH["groups"], **here)
        there = [_alone(row, named | {*columns["id"]}) for row in rows_of("groups", columns)]
        content["groups"] = [*new["groups"], *there]
    content |= {table: rows_of(table, rows) for table, rows in tables.items() if table in GROWING}
    if any(new.values()):
        for table in VOCABULARIES:
            content[table] = rows_of(table, fetch_columns(tx, table, FETCH[table], **here))
    checked(Content(**content))


def _about(tx: ManagedTransaction, here: dict[str, str], *, groups: bool) -> Any:  # noqa: ANN401  the table of about
    """Return what the map says of itself, without what other tables would have to confirm.

    The people of the area stay where there are new groups, which may not have more.
    """
    about = rows_of("about", fetch_columns(tx, "about", FETCH["about"], **here))
    others: dict[str, Any] = {"team": None, "subject": None, "asked": ()}
    if not groups:
        others["area_population"] = None
    return about.model_copy(update=others)


def _named_ids(given: Mapping[str, Columns]) -> set[str]:
    """Return every id that the rows name."""
    return {
        id_
        for table, columns in given.items()
        for name, field in TABLES[table].record.model_fields.items()
        if reference(field) is not None
        for value in columns[name]
        if value is not None
        for id_ in (value if isinstance(value, tuple) else (value,))
    }


def _alone(record: Record, named: set[str]) -> Record:
    """Return a record that names only some ids, so that no rule misses the others."""
    changes: dict[str, Any] = {}
    for name, field in type(record).model_fields.items():
        if reference(field) is None:
            continue
        value = getattr(record, name)
        if isinstance(value, tuple):
            changes[name] = tuple(each for each in value if each in named)
        elif value not in named:
            changes[name] = None
    return record.model_copy(update=changes)


def _with_others(
    tx: ManagedTransaction, here: dict[str, str], table: str, columns: Columns
) -> Columns:
    """Return the new rows, so that they keep their numbers, and then the rows beside them."""
    if table not in BESIDE:
        return columns
    field, text = BESIDE[table]
    ids = sorted({value for value in columns[field] if value is not None})
    others = plain_columns(table, bounded(run(tx, text, **here, ids=ids), table))
    return {name: [*values, *others[name]] for name, values in columns.items()}
