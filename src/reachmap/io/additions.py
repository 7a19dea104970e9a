"""Rows to be added to a map as people give them: records, dicts of their columns, or a frame.

Cells of dicts are read as those of a file are: headings, days, words of a list and numbers.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import Any

from reachmap.errors import InvalidMap, Issue, quoted
from reachmap.io.frames import framed_for, is_frame, plain_cell
from reachmap.io.tables.cells import is_blank, parsed_once, parser_of
from reachmap.io.tables.headings import CARRYING, columns_of, fields_of, lacking
from reachmap.io.tables.names import names_of
from reachmap.io.tables.own_columns import own_at
from reachmap.io.tables.problems import CellError
from reachmap.io.tables.sheets import Raw, Sheet
from reachmap.model.about import About
from reachmap.model.additions import GROWING, Addition, NewNode, changes_of, refuse_future
from reachmap.model.columns import Columns
from reachmap.model.fields import Record
from reachmap.model.own import OWN, START
from reachmap.model.spelling import Spellings
from reachmap.model.summing import Issues
from reachmap.model.tables import NODE_TABLES, TABLES
from reachmap.model.texts import slug
from reachmap.words import join_names

ROWS = "rows"
MOST_HEADINGS = 200
"""Most headings of a row that are looked at: no table has so many columns."""

HOW_TO_ADD = (
    "Give rows of asks, attendance, turnout, said, panels, findings or links, as rm.Ask(...) or as "
    "dicts of their columns, and nodes as rm.Organisation(...); other tables are changed in the "
    "file itself"
)


def read_changes(
    rows: Iterable[Addition | Mapping[str, Any]], about: Callable[[], About]
) -> dict[str, Columns]:
    """Return rows of what was done by today as the columns of their tables."""
    changes = changes_of(additions_of(rows, about))
    refuse_future(changes, today=date.today())  # noqa: DTZ011  a planner's own day, not an instant
    return changes


def additions_of(
    rows: Iterable[Addition | Mapping[str, Any]], about: Callable[[], About]
) -> list[Addition]:
    """Return the records that rows are; dicts are read as `about` says of days and money.

    Raises
    ------
    InvalidMap
        If any row is none of a table that grows, or a cell cannot be read: each of them, and
        nothing is dropped.
    """
    reader = _Reader(about, Issues())
    made = [reader.addition(number, row) for number, row in enumerate(_listed(rows), start=1)]
    issues = tuple(reader.issues)
    if issues:
        raise InvalidMap(issues)
    return [row for row in made if row is not None]


def node_of(table: str, cells: Mapping[str, str], about: Callable[[], About]) -> NewNode:
    """Return the new node that cells by heading give; its id is made of its name where left out.

    Raises
    ------
    InvalidMap
        If there is no such table of nodes, or the cells are none of a row of it.
    """
    if table not in NODE_TABLES.values():
        message, remedy = f"{quoted(table)} is no table of nodes", ", ".join(NODE_TABLES.values())
        raise InvalidMap((Issue(message, f"There are {remedy}"),))
    given = {heading: cell for heading, cell in cells.items() if not is_blank(cell)}
    by_column = dict(zip(_columns(table, tuple(given)), given.values(), strict=True))
    if "id" not in by_column and "name" in by_column:
        given["id"] = slug(by_column["name"]) or table
    if "name" not in by_column and "id" in by_column:
        given["name"] = by_column["id"]
    unknown, missing = _unfit(table, tuple(given))
    if unknown or missing:
        what = (
            f"there is no column {quoted(unknown[0])}" if unknown else f"no {missing[0]} is given"
        )
        remedy = f"Columns of {table}: {', '.join(columns_of(table))}"
        raise InvalidMap((Issue(what, remedy),))
    reader = _Reader(about, Issues())
    node = reader.record(1, table, given)
    if not isinstance(node, NewNode):
        raise InvalidMap(tuple(reader.issues))
    return node


def _listed(rows: Any) -> Iterator[Any]:  # noqa: ANN401  whatever was given
    """Return rows one by one, those of a frame as dicts."""
    if not isinstance(rows, list | tuple) and is_frame(rows):
        return iter(framed_for(ROWS, rows).to_dict("records"))
    if not isinstance(rows, Iterable):
        message = f"{type(rows).__name__} is no list of rows"
        raise InvalidMap((Issue(message, HOW_TO_ADD, file=ROWS),))
    if isinstance(rows, Record | Mapping | str):
        message = f"one {type(rows).__name__} is given in place of a list of rows"
        raise InvalidMap((Issue(message, "Put it in a list: [row]", file=ROWS),))
    return iter(rows)


@dataclass(slots=True)
class _Reader:
    """Reads rows, and notes every problem of them."""

    about: Callable[[], About]
    issues: Issues
    tables: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    """Tables that rows with some headings fit."""

    parsers: dict[tuple[str, str], Callable[[Raw], Any]] = field(default_factory=dict)
    """What reads the cells of a field of a table."""

    def addition(self, number: int, row: Any) -> Addition | None:  # noqa: ANN401  the same
        """Return the record that a row is; None where it is none."""
        if isinstance(row, Addition):
            return row
        if not isinstance(row, Mapping):
            message = f"{type(row).__name__} is no row that can be added"
            self.issues.append(Issue(message, HOW_TO_ADD, file=ROWS, row=number))
            return None
        cells = {str(heading): plain_cell(cell) for heading, cell in row.items()}
        filled = {heading: cell for heading, cell in cells.items() if not is_blank(cell)}
        for given in (cells, filled):
            tables = self._tables(tuple(given))
            if len(tables) == 1:
                return self.record(number, tables[0], filled)
        message, remedy = _no_table(tuple(filled))
        self.issues.append(Issue(message, remedy, file=ROWS, row=number))
        return None

    def _tables(self, headings: tuple[str, ...]) -> list[str]:
        """Return the tables that a row with some headings fits."""
        if headings not in self.tables:
            may_fit = GROWING if len(headings) <= MOST_HEADINGS else ()
            fitting = [table for table in may_fit if not any(_unfit(table, headings))]
            self.tables[headings] = fitting
        return self.tables[headings]

    def _parser(self, table: str, name: str) -> Callable[[Raw], Any]:
        """Return what reads the cells of a field."""
        if (table, name) not in self.parsers:
            about, record = self.about(), TABLES[table].record
            parse = parser_of(record, name, date_order=about.date_order, currency=about.currency)
            self.parsers[table, name] = parsed_once(parse)
        return self.parsers[table, name]

    def record(self, number: int, table: str, cells: Mapping[str, Raw]) -> Addition | None:
        """Return a record of a table."""
        record = TABLES[table].record
        sheet = Sheet(table, ROWS, {}, (number,))
        fields = fields_of(record)
        values: dict[str, Any] = {}
        bad = False
        for heading, column in zip(cells, _columns(table, tuple(cells)), strict=True):
            sheet.typed[column] = heading
            if column not in fields:
                sheet.own[column] = [cells[heading]]
                continue
            name, raw = fields[column], cells[heading]
            try:
                values[name] = self._parser(table, name)(raw)
            except CellError as error:
                bad = True
                remedy = error.remedy_in(ROWS)
                self.issues.append(
                    sheet.issue(error.message, remedy, position=0, column=column, value=raw)
                )
        if sheet.own:
            values[OWN] = own_at(sheet, 0, self.issues)
        return None if bad else record.model_validate(values)  # type: ignore[return-value]  # a table that grows


@lru_cache(maxsize=1_000)
def _columns(table: str, headings: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns that headings mean."""
    return tuple(map(str, names_of(table, headings)))


def _unfit(table: str, headings: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return the headings that a table has not, and the columns that it needs beside them."""
    columns, known = _columns(table, headings), columns_of(table)
    unknown = [
        heading
        for heading, column in zip(headings, columns, strict=True)
        if column not in known and not (table in CARRYING and column.startswith(START))
    ]
    return unknown, [*lacking(table, columns)]


@cache
def _spellings(table: str) -> Spellings:
    return Spellings(columns_of(table))


def _no_table(headings: tuple[str, ...]) -> tuple[str, str]:
    """Return what is said of a row that is of no table, or of several, and what to do."""
    named = join_names(sorted(headings)[:MOST_HEADINGS])
    if len(headings) > MOST_HEADINGS:
        return f"a dict with {len(headings):,} columns is a row of no table", HOW_TO_ADD
    ranked = sorted((sum(map(len, _unfit(table, headings))), table) for table in GROWING)
    (wrong, table), (second, _) = ranked[0], ranked[1]
    unknown, missing = _unfit(table, headings)
    if not headings or wrong == second or len(unknown) == len(headings):
        also = [name for count, name in ranked if not count]
        which = f"of {' or of '.join(also)}" if also else "of no table that grows"
        return f"a dict with the columns {named} is a row {which}", HOW_TO_ADD
    columns = columns_of(table)
    if missing:
        return f"a row of {table} needs {', '.join(missing)}", f"Its columns: {', '.join(columns)}"
    near = _spellings(table).nearest(unknown[0], count=1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    message = f"there is no column {quoted(unknown[0])} in {table}"
    return message, f"{hint}Its columns: {', '.join(columns)}"
