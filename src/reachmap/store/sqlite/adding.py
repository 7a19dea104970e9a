"""Nodes, and rows added to ledgers and links, checked against what the file holds.

The rules are the model's own, applied to a map of the new rows and the few nodes that they
depend on. Everything else is looked up by id: neither attendance nor asks are ever read whole.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from reachmap.errors import InvalidMap, Issue, quoted
from reachmap.model import checks
from reachmap.model.columns import MEND as PUT_RIGHT
from reachmap.model.columns import Columns, columns_of, rows_of
from reachmap.model.contact_details import contact_details
from reachmap.model.content import Content
from reachmap.model.fields import column_name, reference
from reachmap.model.head_counts import head_counts
from reachmap.model.ledger import Ledger
from reachmap.model.links import LINK_TYPES
from reachmap.model.rules import Fault, Names, keys, references
from reachmap.model.spelling import nearest
from reachmap.model.summing import Issues
from reachmap.model.tables import LEDGERS, NODE_TABLES, TABLES
from reachmap.store.sqlite.cells import FIELDS, INSERT, SELECT, columns, to_sqlite

NODES = tuple(NODE_TABLES.values())
GROWING = (*NODES, *LEDGERS, "links")
"""Tables that rows can be added to; nodes come before what names them."""

RULES = (
    *(keys, references, checks.cycles, checks.populations, checks.own_columns),
    *(checks.link_ends, head_counts, checks.future, contact_details),
)
"""The model's rules that a new row can break; those of annotations and counts come apart."""

MEND = "Give what the table asks for"


def _among(select: str) -> str:
    return f"{select} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608  names of the model


ALL: dict[str, str] = {
    kind: f"SELECT id FROM {table}"  # noqa: S608  names of the model
    for kind, table in NODE_TABLES.items()
}
"""Statement that lists the ids of each kind."""

KNOWN: dict[str, str] = {kind: _among(select) for kind, select in ALL.items()}
"""Statement that picks the ids of each kind from some ids."""

NAMED: dict[str, str] = {table: _among(SELECT[table]) for table in NODE_TABLES.values()}
"""Statement that fetches the nodes of some ids from each table."""

ATTENDED = """
SELECT a.id, a.attended, (SELECT count(*) FROM came c WHERE c.activity = a.number)
FROM json_each(?) j JOIN activities a ON a.id = j.value
WHERE a.attended IS NOT NULL ORDER BY a.id
"""

INTO: dict[str, str] = INSERT | {
    "attendance": """
    INSERT INTO came (voice, activity, speaking)
    SELECT v.number, a.number, ?3 FROM voices v, activities a WHERE v.id = ?1 AND a.id = ?2
    """
}
"""Statement that adds a row to each table."""


def _there(table: str, first: str, second: str) -> str:
    return f"""
    SELECT j.key FROM json_each(?) j JOIN {table} t
        ON t."{first}" = json_extract(j.value, '$[0]')
        AND t."{second}" = json_extract(j.value, '$[1]')
    ORDER BY j.key
    """  # noqa: S608  names of the model


THERE: dict[str, str] = {
    "attendance": """
    SELECT j.key FROM json_each(?) j JOIN voices v ON v.id = json_extract(j.value, '$[0]')
    JOIN activities a ON a.id = json_extract(j.value, '$[1]')
    JOIN came c ON c.voice = v.number AND c.activity = a.number
    ORDER BY j.key
    """,
    **{
        name: _there(name, *(FIELDS[name][field] for field in TABLES[name].key))
        for name in ("turnout", "panels", "findings")
    },
}
"""Statement that finds the indices of keys that the file has already."""


FOLLOWING: dict[str, str] = {
    "groups": """
    INSERT INTO wider
    WITH RECURSIVE up (narrow, wide) AS (
        SELECT g.number, g.number FROM json_each(?) j JOIN groups g ON g.id = j.value
        UNION
        SELECT up.narrow, w.number
        FROM up JOIN groups g ON g.number = up.wide, json_each(g.part_of) p
        JOIN groups w ON w.id = p.value
    )
    SELECT narrow, wide FROM up ORDER BY narrow, wide
    """,
    "voices": """
    INSERT INTO member
    SELECT DISTINCT v.number, w.wide
    FROM json_each(?) j JOIN voices v ON v.id = j.value
    CROSS JOIN json_each(v.groups) o JOIN groups g ON g.id = o.value
    JOIN wider w ON w.narrow = g.number
    ORDER BY v.number, w.wide
    """,
    "activities": """
    INSERT INTO wanted
    SELECT DISTINCT a.number, g.number
    FROM json_each(?) j JOIN activities a ON a.id = j.value
    CROSS JOIN json_each(a.groups) o JOIN groups g ON g.id = o.value
    ORDER BY a.number, g.number
    """,
}
"""Statements that note what follows from new nodes: nobody was part of them before."""

VOCABULARIES = ("methods", "supports", "taxonomy")


def rows_to_add(changes: Mapping[str, Columns]) -> Content:
    """Return the rows to add, each value checked against its field."""
    issues: list[Issue] = []
    rows: dict[str, Any] = {}
    for table, named in changes.items():
        try:
            rows[table] = rows_of(table, _by_field(table, named))
        except InvalidMap as error:
            issues += [_of(table, issue) for issue in error.issues]
    if issues:
        raise InvalidMap(tuple(issues))
    return Content(**rows)


def append(db: sqlite3.Connection, content: Content) -> None:
    """Add the rows, if the map they make with the others breaks no rule."""
    new = {node.id for table in NODES for node in getattr(content, table)}
    faults = _faults(db, content, _as_json(new | _references(content)))
    if faults:
        raise InvalidMap(tuple(Issues(fault.issue() for fault in faults)))
    for table in GROWING:
        cells = columns_of(content, table)
        rows = zip(*(to_sqlite(table, field, cells[field]) for field in FIELDS[table]), strict=True)
        db.executemany(INTO[table], rows)
        if table == NODES[-1]:  # before attendance, which is counted by what follows from voices
            for name, statement in FOLLOWING.items():
                db.execute(statement, (_as_json(node.id for node in getattr(content, name)),))


def _as_json(ids: Iterable[str]) -> str:
    """Return ids as statements take them."""
    return json.dumps(sorted(ids), ensure_ascii=False)


def _of(table: str, issue: Issue) -> Issue:
    """Return an issue with its table, and a remedy for adding rows to it."""
    remedy = MEND if issue.remedy == PUT_RIGHT else issue.remedy
    return replace(issue, file=table, remedy=remedy)


def _by_field(table: str, named: Columns) -> Columns:
    """Return columns by field, also where they have the name of a column in files."""
    if table not in GROWING:
        near = nearest(table, GROWING)
        hint = f"Did you mean {quoted(near[0])}?" if near else "Write the whole map again"
        raise InvalidMap((Issue(f"no rows can be added to {quoted(table)}", hint),))
    fields = {column: field for field, column in FIELDS[table].items()} | {
        field: field for field in FIELDS[table]
    }
    unknown = [name for name in named if name not in fields]
    if unknown:
        issues = (
            Issue(f"there is no column {quoted(name)}", MEND, column=name) for name in unknown
        )
        raise InvalidMap(tuple(issues))
    if len({len(values) for values in named.values()}) > 1:
        raise InvalidMap((Issue("the columns are not of one length", MEND),))
    return {fields[name]: values for name, values in named.items()}


def _references(content: Content) -> set[str]:
    """Return every id that the rows name."""
    ids: set[str] = set()
    for table in GROWING:
        cells = columns_of(content, table)
        for field, spec in TABLES[table].record.model_fields.items():
            if reference(spec) is not None:
                for value in dict.fromkeys(cells[field]):
                    ids.update(value if isinstance(value, tuple) else filter(None, [value]))
    return ids


def _faults(db: sqlite3.Connection, rows: Content, wanted: str) -> list[Fault]:
    """Return every rule that a new row breaks."""
    content = _with_nodes(db, rows)
    new = {table: len(getattr(rows, table)) for table in NODES}
    known = {
        kind: frozenset(id_ for (id_,) in db.execute(KNOWN[kind], (wanted,))) for kind in KNOWN
    }
    repeated = [*_repeated_ids(rows, known)]
    if not repeated and next(_rule_faults(db, content, known, new), None) is None:
        return []
    # To say what is nearest to an unknown id, all ids are looked through.
    every = {kind: frozenset(id_ for (id_,) in db.execute(ALL[kind])) for kind in ALL}
    return [*repeated, *_rule_faults(db, content, every, new)]


def _rule_faults(
    db: sqlite3.Connection,
    content: Content,
    known: Mapping[str, Collection[str]],
    new: Mapping[str, int],
) -> Iterator[Fault]:
    """Yield the faults of new rows; so many nodes of each table are new, and come first."""
    names = Names(content, known)
    for rule in RULES:
        for fault in rule(content, names):
            is_old = fault.table in new and (fault.row or 0) >= new[fault.table]
            if fault.table in GROWING and not is_old:
                yield fault
    # A pair that is to be annotated has both its nodes here.
    yield from checks.annotations(content, Names(content))
    yield from _repeated_keys(db, content)
    yield from _low_counts(db, content)


def _with_nodes(db: sqlite3.Connection, rows: Content) -> Content:
    """Return the rows with the nodes that rules look into: activities, and ends of annotations."""
    ends = [
        end for link in rows.links if LINK_TYPES[link.type].derived for end in (link.from_, link.to)
    ]
    sat = {*rows.attendance.categories("activity")}
    nodes: dict[str, Any] = {
        "about": rows_of("about", columns("about", [*db.execute(SELECT["about"])]))
    }
    for table in NODES:
        ids = _as_json({*ends, *sat} if table == "activities" else ends)
        there = db.execute(NAMED[table], (ids,))
        if table == "groups" and rows.groups:  # how many are part of the next, all of them say
            there = db.execute(SELECT["groups"])
        fresh = getattr(rows, table)
        added = {node.id for node in fresh}
        others = rows_of(table, columns(table, there.fetchall()))
        nodes[table] = (*fresh, *(node for node in others if node.id not in added))
    if any(len(getattr(rows, table)) for table in NODES):
        for table in VOCABULARIES:
            nodes[table] = rows_of(table, columns(table, db.execute(SELECT[table]).fetchall()))
    return replace(rows, **nodes)


def _repeated_ids(rows: Content, known: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    """Yield the new nodes whose id the file has already."""
    taken = frozenset().union(*known.values())
    for table in NODES:
        for row, node in enumerate(getattr(rows, table)):
            if node.id in taken:
                message = f"the map has the id {quoted(node.id)} already"
                yield Fault(table, row, "id", node.id, message, "Give it another id")


def _repeated_keys(db: sqlite3.Connection, content: Content) -> Iterator[Fault]:
    """Yield the rows whose key the file has already."""
    for table, statement in THERE.items():
        rows: Ledger[Any] = getattr(content, table)
        key = TABLES[table].key
        cells = zip(*(to_sqlite(table, field, rows.cells(field)) for field in key), strict=True)
        known = db.execute(statement, (json.dumps([*cells], ensure_ascii=False),)).fetchall()
        names = [column_name(field, rows.record.model_fields[field]) for field in key]
        for row in sorted(int(rows.origin[index]) for (index,) in known):
            message = f"the map has a row of the same {', '.join(names)} already"
            remedy = "Leave out the row, or write the whole map again"
            yield Fault(table, row, names[0], None, message, remedy)


def _low_counts(db: sqlite3.Connection, content: Content) -> Iterator[Fault]:
    """Yield the activities to which fewer came in all than are now recorded by name or group."""
    came, turnout = content.attendance, content.turnout
    names = zip(came.categories("activity"), came.tally("activity"), strict=True)
    by_name = dict(names)
    heads: dict[str, int] = {}
    for row in turnout:
        heads[row.activity] = max(row.attended or 0, heads.get(row.activity, 0))
    ids = json.dumps(sorted({*by_name, *heads}), ensure_ascii=False)
    for activity, attended, before in db.execute(ATTENDED, (ids,)).fetchall():
        now = before + by_name[activity] if activity in by_name else 0
        for table, least in (("attendance", now), ("turnout", heads.get(activity, 0))):
            if attended < least:
                message = f"{attended} came to {quoted(activity)} in all, but {table} would have"
                remedy = f"Correct 'attended' of the activity, or the rows of {table}"
                yield Fault(table, None, "activity", activity, f"{message} {least}", remedy)
