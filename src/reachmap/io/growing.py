"""A map with more rows: read beside what they may name, or with the whole where all is not well."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from reachmap.errors import InvalidMap
from reachmap.io.frames import framed_for, headings_and_cells, is_frame, plain_cell, take
from reachmap.io.tables.collector import collect
from reachmap.io.tables.headings import KNOWN_TABLES, fields_of
from reachmap.io.tables.names import names_of, table_named
from reachmap.io.tables.several import parts_of
from reachmap.io.tables.sheets import ParsedTables
from reachmap.io.tables.texts import as_columns
from reachmap.model.content import Content
from reachmap.model.fields import Record, column_name, references_in
from reachmap.model.neighbours import clash
from reachmap.model.own import OWN, own_cells
from reachmap.model.stakeholders import GROWING, StakeholderMap
from reachmap.model.tables import LEDGERS, NODE_TABLES, TABLES
from reachmap.model.texts import joined_names

SHARE = 10
"""Rows to each new one of a map that is large enough to be left unread."""

NAMING = frozenset({"id", "name"})
"""Columns that say what a new node is called, which another may be called already."""

SEPARATORS = r"[|\n]"
"""What parts several names in a cell without ``;``."""

Columns = tuple[Sequence[str], list[list[Any]]]
"""Headings, and the cells below each."""


def with_rows(
    stakeholders: StakeholderMap, tables: Mapping[str, Any], *, in_place_of: Collection[str] = ()
) -> StakeholderMap:
    """Return a map with rows of some tables, after those it has or in place of them.

    What is given of about takes the place of those cells, as about has one row. A few rows are
    read beside what they may name; whatever is wrong with them is told by reading all.
    """
    named = {name: table_named(name) or name for name in tables}
    given = [_Given(named[name], *_columns_of(named[name], rows)) for name, rows in tables.items()]
    is_light = {*in_place_of} <= {"assumptions"} and _are_few(stakeholders, given)
    grown = _grown(stakeholders, given, in_place_of) if is_light else None
    return grown or _read(stakeholders, given, in_place_of)


class _Given(NamedTuple):
    """A table of rows to add: its name, its headings, and the cells below each."""

    table: str
    headings: Sequence[str]
    cells: Sequence[list[Any]]

    @property
    def size(self) -> int:
        """Number of rows."""
        return len(self.cells[0]) if self.cells else 0


def _are_few(town: StakeholderMap, given: Sequence[_Given]) -> bool:
    """Return whether the rows of a map are many beside those to add, and may be left unread."""
    tables = {each.table for each in given}
    rows = sum(each.size for each in given)
    return tables <= {*GROWING, "assumptions"} and SHARE * rows < sum(town.sizes().values())


def _grown(
    town: StakeholderMap, given: Sequence[_Given], in_place_of: Collection[str]
) -> StakeholderMap | None:
    """Return a map with rows, if they and what they may name are a map without all others."""
    beside = town.around(_names_in(given))
    try:
        small = _read(beside, given, in_place_of)
    except InvalidMap:
        return None
    known = {node.id for node in beside.nodes()}
    fresh: dict[str, Any] = {
        table: tuple(node for node in getattr(small, table) if node.id not in known)
        for table in NODE_TABLES.values()
    }
    changed = any(each.table == "assumptions" for each in given)
    fresh["assumptions"] = small.assumptions if changed else town.assumptions
    rows = Content(links=small.links, **fresh, **{name: getattr(small, name) for name in LEDGERS})
    both = town.grown(rows)
    return None if clash(town, rows, both) else both


def _names_in(given: Iterable[_Given]) -> Iterator[str]:
    """Yield whatever may be a name in the cells of some rows."""
    for table, headings, cells in given:
        record = TABLES[table].record
        for heading, column in zip(headings, cells, strict=True):
            if heading in NAMING or fields_of(record).get(heading) in references_in(record):
                for cell in map(plain_cell, column):
                    listed = cell if isinstance(cell, list | tuple) else (cell,)
                    yield from chain.from_iterable(_names_of(str(each)) for each in listed)


def _names_of(text: str) -> Iterator[str]:
    """Yield the names that a text may be or list, as the readers of cells part them."""
    yield text
    for part in parts_of(text, SEPARATORS):
        yield str(part)
        yield from chain.from_iterable(joined_names(str(part)))


def _read(
    town: StakeholderMap, given: Iterable[_Given], in_place_of: Collection[str]
) -> StakeholderMap:
    """Return the map that its tables are with those that are given."""
    tables = {
        name: _Given(name, [*columns], [*columns.values()])
        for name, columns in as_columns(town).items()
    }
    for each in given:
        before = tables.get(each.table)
        if before is None or each.table in in_place_of:
            tables[each.table] = each
        else:
            tables[each.table] = _one_table(before, each)
    parsed = ParsedTables(remarks=False)
    for each in tables.values():
        take(parsed, *each)
    return collect(parsed, source="frames").stakeholders


def _one_table(before: _Given, after: _Given) -> _Given:
    """Return a table with the rows of another below; of about, with the cells of the other."""
    is_about = before.table == "about" and after.size == 1
    below = [*zip(after.headings, after.cells, strict=True)]
    headings, cells = [*before.headings], [*before.cells]
    for number, heading in enumerate(before.headings):
        at = next((n for n, (other, _) in enumerate(below) if other == heading), None)
        more = [None] * after.size if at is None else below.pop(at)[1]
        if not is_about:
            cells[number] = [*cells[number], *more]
        elif at is not None:
            cells[number] = more
    for heading, more in below:
        headings.append(heading)
        cells.append(more if is_about else [*[None] * before.size, *more])
    return _Given(before.table, headings, cells)


def _columns_of(table: str, rows: Any) -> Columns:  # noqa: ANN401  whatever was given
    """Return the columns of rows; raise where they are none."""
    listed = _as_dicts(rows)
    if isinstance(listed, list) and all(isinstance(row, Mapping) and row for row in listed):
        typed = [*dict.fromkeys(chain.from_iterable(listed))]
        cells = [[row.get(heading) for row in listed] for heading in typed]
    else:
        typed, cells = headings_and_cells(framed_for(table, listed))
    return _headings(table, tuple(map(str, typed))), cells


def _is_no_list(rows: Any) -> bool:  # noqa: ANN401  the same
    """Return whether something is a frame, or nothing that has rows."""
    return isinstance(rows, str) or is_frame(rows) or not isinstance(rows, Iterable)


def listed_rows(given: str, rows: Any) -> list[dict[str, Any]]:  # noqa: ANN401  the same
    """Return rows of a table as dicts by column, to add to others of it.

    Raises
    ------
    InvalidMap
        If they are no rows.
    """
    name, listed = table_named(given) or given, _as_dicts(rows)
    if not isinstance(listed, list) or not all(isinstance(row, Mapping) and row for row in listed):
        frame = framed_for(name, listed)
        listed = [dict(zip(frame.columns, row, strict=True)) for row in frame.to_numpy(object)]
    return [
        dict(zip(_headings(name, tuple(map(str, row))), row.values(), strict=True))
        for row in listed
    ]


def _as_dicts(rows: Any) -> Any:  # noqa: ANN401  whatever was given
    """Return rows as a list, records in it as dicts; a frame, and what is no list, as it is."""
    listed = [rows] if isinstance(rows, Mapping | Record) else rows
    if not isinstance(listed, list | tuple) and _is_no_list(listed):
        return listed
    return [_cells(row) if isinstance(row, Record) else row for row in listed]


@lru_cache(maxsize=1_000)
def _headings(table: str, typed: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns that headings mean; as they are typed where two mean one."""
    meant = tuple(map(str, names_of(table, typed))) if table in KNOWN_TABLES else typed
    return meant if len({*meant}) == len(meant) else typed


def _cells(row: Record) -> dict[str, Any]:
    """Return the columns of a record; what a blank cell means is left out."""
    fields = type(row).model_fields.items()
    own = own_cells(getattr(row, OWN, ()))
    return own | {
        column_name(name, field): getattr(row, name)
        for name, field in fields
        if name != OWN and getattr(row, name) not in (None, (), field.default)
    }
