"""Rows to be added to a map as people give them: records, dicts of their columns, or a frame.

Cells of dicts are read as those of a file are: headings, days, words of a list and numbers.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from reachmap.errors import InvalidMap, Issue, quoted
from reachmap.io.frames import framed_for, plain_cell
from reachmap.io.tables.cells import is_blank, parser_of
from reachmap.io.tables.headings import CARRYING, columns_of, fields_of, lacking
from reachmap.io.tables.names import names_of
from reachmap.io.tables.own_columns import own_at
from reachmap.io.tables.problems import CellError
from reachmap.io.tables.sheets import Raw, Sheet
from reachmap.model.about import About
from reachmap.model.additions import GROWING, Addition, changes_of, refuse_future
from reachmap.model.columns import Columns
from reachmap.model.fields import Record
from reachmap.model.own import OWN, START
from reachmap.model.spelling import nearest
from reachmap.model.summing import Issues
from reachmap.model.tables import TABLES

ROWS = "rows"
HOW_TO_ADD = (
    "Give rows of asks, attendance, turnout, said, panels, findings or links, as rm.Ask(...) or as "
    "dicts of their columns; other tables are changed in the file itself"
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


def _listed(rows: Any) -> Iterator[Any]:  # noqa: ANN401  whatever was given
    """Return rows one by one, those of a frame as dicts."""
    pandas = sys.modules.get("pandas")  # without it there can be no frame
    if pandas is not None and isinstance(rows, pandas.DataFrame):
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
            tables = [table for table in GROWING if not any(_unfit(table, given))]
            if len(tables) == 1:
                return self._record(number, tables[0], filled)
        message, remedy = _no_table(filled)
        self.issues.append(Issue(message, remedy, file=ROWS, row=number))
        return None

    def _record(self, number: int, table: str, cells: Mapping[str, Raw]) -> Addition | None:
        """Return a record of a table."""
        record, about = TABLES[table].record, self.about()
        sheet = Sheet(table, ROWS, {}, (number,))
        fields = fields_of(record)
        values: dict[str, Any] = {}
        bad = False
        for heading, column in _columns(table, cells).items():
            sheet.typed[column] = heading
            if column not in fields:
                sheet.own[column] = [cells[heading]]
                continue
            name, raw = fields[column], cells[heading]
            parse = parser_of(record, name, date_order=about.date_order, currency=about.currency)
            try:
                values[name] = parse(raw)
            except CellError as error:
                bad = True
                remedy = error.remedy_in(ROWS)
                self.issues.append(
                    sheet.issue(error.message, remedy, position=0, column=column, value=raw)
                )
        if sheet.own:
            values[OWN] = own_at(sheet, 0, self.issues)
        return None if bad else record.model_validate(values)  # type: ignore[return-value]  # a table that grows


def _columns(table: str, cells: Mapping[str, Raw]) -> dict[str, str]:
    """Return the columns that headings mean."""
    return dict(zip(cells, map(str, names_of(table, [*cells])), strict=True))


def _unfit(table: str, cells: Mapping[str, Raw]) -> tuple[list[str], list[str]]:
    """Return the headings that a table has not, and the columns that it needs beside them."""
    columns, known = _columns(table, cells), columns_of(table)
    unknown = [
        heading
        for heading, column in columns.items()
        if column not in known and not (table in CARRYING and column.startswith(START))
    ]
    return unknown, [*lacking(table, [*columns.values()])]


def _no_table(cells: Mapping[str, Raw]) -> tuple[str, str]:
    """Return what is said of a row that is of no table, or of several, and what to do."""
    ranked = sorted((sum(map(len, _unfit(table, cells))), table) for table in GROWING)
    (wrong, table), (second, _) = ranked[0], ranked[1]
    unknown, missing = _unfit(table, cells)
    if not cells or wrong == second or len(unknown) == len(cells):
        also = [name for count, name in ranked if not count]
        which = f"of {' or of '.join(also)}" if also else "of no table that grows"
        return f"a dict with the columns {', '.join(sorted(cells))} is a row {which}", HOW_TO_ADD
    columns = columns_of(table)
    if missing:
        return f"a row of {table} needs {', '.join(missing)}", f"Its columns: {', '.join(columns)}"
    near = nearest(unknown[0], columns, count=1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    message = f"there is no column {quoted(unknown[0])} in {table}"
    return message, f"{hint}Its columns: {', '.join(columns)}"
