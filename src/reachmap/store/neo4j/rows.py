"""Rows of a map as batches for the graph, and rows of the graph as columns."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from neo4j import ManagedTransaction
from neo4j.time import Date

from reachmap.errors import quoted
from reachmap.model.columns import Columns, columns_of
from reachmap.model.content import Content
from reachmap.model.derived import derived_links
from reachmap.model.links import LINK_TYPES
from reachmap.model.tables import TABLES
from reachmap.store.neo4j.answers import (
    FIRST_DAY,
    LAST_DAY,
    Text,
    bounded,
    question,
    refuse,
    row_name,
    rows_of,
    the_only,
)
from reachmap.store.neo4j.connection import run
from reachmap.store.neo4j.gathering import days_of
from reachmap.store.neo4j.graph import (
    BY_START,
    FETCH,
    GATHERED,
    JOINING,
    NODES,
    ROWS,
    fields_of,
    names_by_start,
    names_of,
)

BATCH = 10_000
"""Rows that one transaction writes."""

Ends = tuple[str, str, dict[str, Any]]
"""Start, end and properties of a relationship."""


class Batch(NamedTuple):
    """Rows that are written together: the key of their statement, their table, and how many."""

    text: str
    table: str
    rows: list[Any]
    size: int

    @property
    def name(self) -> str:
        """The table and the first row, for messages."""
        first = self.rows[0]
        key = first.get("id", first.get("key")) if isinstance(first, dict) else first[0]
        return f"{self.table} from {quoted(str(key))} on"


def batches(content: Content) -> Iterator[Batch]:
    """Yield all rows of a map in batches, always in the same order."""
    for table in (*NODES, *ROWS):
        rows = node_rows(table, columns_of(content, table), table)
        yield from _row_batches(table, table, [*rows])
    links = link_ends(columns_of(content, "links"))
    annotated = {(from_, type_, to) for type_, ends in links.items() for from_, to, _ in ends}
    for from_, type_, to in derived_links(content):
        if (from_, type_, to) not in annotated:
            links[type_].append((from_, to, {"derived": True}))
    for kind, ends in links.items():
        yield from _relationship_batches(kind, "links", sorted(ends, key=itemgetter(0, 1)))
    for table in JOINING:
        joined = joining_ends(table, columns_of(content, table))
        yield from _relationship_batches(table, table, sorted(joined, key=itemgetter(0)))


def _row_batches(text: str, table: str, rows: list[Any]) -> Iterator[Batch]:
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        yield Batch(text, table, part, len(part))


def _relationship_batches(text: str, table: str, ends: list[Ends]) -> Iterator[Batch]:
    for start in range(0, len(ends), BATCH):
        part = ends[start : start + BATCH]
        yield Batch(text, table, group_by_start(part), len(part))


def group_by_start(ends: Iterable[Ends]) -> list[Any]:
    """Return relationships by their start, so that each start is looked up once."""
    return [
        [from_, [[to, given] for _, to, given in same]]
        for from_, same in groupby(ends, key=itemgetter(0))
    ]


def node_rows(table: str, columns: Columns, mark: str) -> Iterator[dict[str, Any]]:
    """Yield the properties of each row of a table whose rows are nodes."""
    names = [name for name in columns if columns[name]]
    for number, row in enumerate(zip(*(columns[name] for name in names), strict=True)):
        given = _properties(names, row)
        if table in ROWS:
            given["key"] = f"{mark} {number:09d}"
        yield given


def joining_ends(table: str, columns: Columns) -> Iterator[Ends]:
    """Yield the rows of a table whose rows are relationships."""
    from_, _, to = JOINING[table]
    names = [name for name in fields_of(table) if columns.get(name)]
    given = zip(*(columns[name] for name in (from_, to, *names)), strict=True)
    for tail, head, *row in given:
        yield tail, head, _properties(names, row)


def link_ends(columns: Columns) -> dict[str, list[Ends]]:
    """Return written links by type."""
    by_type: dict[str, list[Ends]] = {type_: [] for type_ in LINK_TYPES}
    names = fields_of("links")
    ends = (columns[name] for name in ("from_", "type", "to", *names))
    for from_, type_, to, *row in zip(*ends, strict=True):
        by_type[type_].append((from_, to, _properties(names, row)))
    return by_type


def _properties(names: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    """Return the values of a row that are not blank, by name."""
    pairs = zip(names, row, strict=True)
    return {name: value for name, value in pairs if value is not None and value != ()}


_BY_START = {
    what: question(what, FETCH[what], Text, *[list[Any]] * len(names_by_start(what)))
    for what in BY_START
}
_GATHERED = {
    table: question(table, FETCH[table], *[list[Any]] * len(names_of(table))) for table in GATHERED
}


def fetch_columns(
    tx: ManagedTransaction,
    what: str,
    text: str,
    **given: Any,  # noqa: ANN401  parameters
) -> dict[str, list[Any]]:
    """Return the columns of a table as the graph holds them, by the statement that reads it."""
    result = run(tx, text, **given)
    if what in BY_START:
        return columns_by_start(what, rows_of(result, _BY_START[what]))
    if what in GATHERED:
        return columns_gathered(what, the_only(rows_of(result, _GATHERED[what]), what))
    return plain_columns(what, bounded(result, what))


def columns_by_start(what: str, rows: Sequence[Sequence[Any]]) -> dict[str, list[Any]]:
    """Return the columns of rows that were gathered by their start."""
    table, names = what.rpartition(" ")[2], names_by_start(what)
    starts: list[str] = []
    columns: list[list[Any]] = [[] for _ in names]
    for start, *lists in rows:
        filled = _filled(table, quoted(start), lists)
        starts += [start] * len(filled[0])
        for column, values in zip(columns, filled, strict=True):
            column.extend(values)
    plain = _plain_columns(table, names, columns, [starts])
    return {BY_START[what]: starts, **plain}


def columns_gathered(table: str, lists: Sequence[list[Any]]) -> dict[str, list[Any]]:
    """Return the columns of a table that came as one row, in which days are numbers."""
    names = names_of(table)
    columns = _filled(table, "of all", lists)
    for name in days_of(table):
        at = names.index(name)
        numbers = {cell for cell in columns[at] if type(cell) is int}
        days = {number: _day(table, number) for number in numbers}
        columns[at] = [days[cell] if type(cell) is int else _no_day(cell) for cell in columns[at]]
    return _plain_columns(table, names, columns, columns)


def _day(table: str, number: int) -> date:
    """Return the day of a number counted from the first of 1970."""
    if not FIRST_DAY <= number <= LAST_DAY:
        refuse(table, "of all", f"a day that is none: {number}")
    day: date = np.datetime64(number, "D").item()
    return day


def _no_day(cell: Any) -> Any:  # noqa: ANN401  whatever stands there
    """Return what stands in place of a day, out of its list, for the model to refuse."""
    alone = cell[0] if type(cell) is list and len(cell) == 1 else cell
    return cell if type(alone) is int else alone


def _filled(table: str, row: str, lists: Sequence[list[Any]]) -> list[list[Any]]:
    """Return the columns of a row of lists; one without a value is empty there."""
    length = max(map(len, lists))
    if any(values and len(values) != length for values in lists):
        refuse(table, row, "lists of different lengths")
    return [values or [None] * length for values in lists]


def plain_columns(table: str, rows: list[list[Any]]) -> dict[str, list[Any]]:
    """Return rows as columns of plain values, if they have the columns that were asked for."""
    names = names_of(table)
    for row in rows:
        if type(row) is not list or len(row) != len(names):
            refuse(table, str(row), f"not the {len(names)} values that were asked for")
    columns = [*zip(*rows, strict=True)] if rows else [() for _ in names]
    return _plain_columns(table, names, columns, columns)


def _plain_columns(
    table: str,
    names: Sequence[str],
    columns: Sequence[Sequence[Any]],
    named: Sequence[Sequence[Any]],
) -> dict[str, list[Any]]:
    """Return columns of plain values; rows are named after the first text in some columns."""
    for values in columns:
        # No property of the graph holds values within a value.
        if not {list, dict}.isdisjoint(map(type, values)):
            for at, value in enumerate(values):
                if _is_nested(value):
                    refuse(table, row_name([each[at] for each in named]), "values within a value")
    pairs = zip(names, columns, strict=True)
    return {name: _plain(table, name, values) for name, values in pairs}


def _is_nested(value: object) -> bool:
    """Return whether a value holds others, as no property of the graph can."""
    if type(value) is list:
        return any(type(each) in {list, dict} for each in value)
    return type(value) is dict


def _plain(table: str, name: str, values: Sequence[Any]) -> list[Any]:
    """Return a column with blanks as the field has them, lists as tuples and days as days."""
    field = TABLES[table].record.model_fields[name]
    blank = None if field.is_required() else field.get_default()
    kinds = {*map(type, values)}
    if kinds == {type(None)}:
        return [blank] * len(values)
    if list not in kinds and Date not in kinds:
        return [blank if value is None else value for value in values]
    known: dict[Any, Any] = {}
    cells: list[Any] = []
    for value in values:
        kind = type(value)
        if kind is list:
            cells.append(tuple(value))
        elif kind is Date:
            # The same days come again and again, and converting one takes a while.
            cells.append(known.get(value) or known.setdefault(value, _native(value)))
        else:
            cells.append(blank if value is None else value)
    return cells


def _native(value: Date) -> object:
    """Return a day; the day before the first, which the server has, is left for the model."""
    try:
        return value.to_native()
    except ValueError:
        return value
