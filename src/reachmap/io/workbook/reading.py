"""A map as an Excel workbook, one sheet per table: reading.

The one file that reads with openpyxl. It reads row by row and within limits, so that no
workbook exhausts the machine.
"""

from __future__ import annotations

import re
import warnings
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from reachmap.errors import Issue, ReachMapError, UnreadableFile, quoted, shortened
from reachmap.io.tables.cells import Raw, Unusable, is_blank
from reachmap.io.tables.edits import Parts
from reachmap.io.tables.grid import below_headings, lay_out, letters, note_stray
from reachmap.io.tables.headings import unknown_table
from reachmap.io.tables.names import names_of, table_named
from reachmap.io.tables.sheets import ParsedTables, Sheet
from reachmap.io.workbook.hidden import Hidden, note_hidden
from reachmap.io.workbook.limits import TooMuchWorkError, Work, work_of
from reachmap.io.workbook.raw_cells import Formula, raw_cell, with_results
from reachmap.io.workbook.totals import totals_rows
from reachmap.model.texts import plain

if TYPE_CHECKING:
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.workbook.workbook import Workbook

MOST_BYTES = 50 * 10**6
MOST_COLUMNS = 1_000
MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
MOST_CELLS = 5_000_000
"""Cells of all sheets, with the blank ones before the last of each row."""

MOST_WIDE_ROWS = 20
"""Rows wider than `MOST_COLUMNS` that are reported before the rest of a sheet is skipped."""

MOST_FORMULAS = 100
"""Formulas of a column whose texts are kept, to be named."""

BESIDE = frozenset({"start_here", "words"})
"""Sheets of the template that hold no table."""

FIRST_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::|$)")
"""The first of some cells, as ``A2`` of ``A2:A3``."""

NAMED_SIGN = re.compile(r"\[\$([^\]-]*)")
"""The sign in a format such as ``[$€-2] 0.00``; blank where it names a language alone."""

CODED = re.compile(r"_x(005F|000D)_")
"""Escapes of an underscore and a carriage return."""

BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    expat.ExpatError,
    zlib.error,
)
"""What openpyxl and the libraries under it raise for a damaged workbook."""


def read_workbook(parts: Parts, path: Path) -> ParsedTables:
    """Return the tables of a workbook."""
    parsed = ParsedTables()
    raw = parts[path.name]
    with _read_errors(path), ZipFile(BytesIO(raw)) as archive:
        work = work_of(archive, path)
        with _worksheets(raw, work) as worksheets:
            left = RowsLeft(totals_rows(archive))
            for worksheet, results in worksheets:
                _read_sheet(path.name, worksheet, left.of(worksheet, results), work, parsed)
    if not parsed.sheets and not parsed.issues:
        message = (
            f"nothing is filled in yet in {path}: start with the sheets about and groups, below "
            "the worked examples (`reachmap template` writes a workbook to fill in)"
        )
        raise UnreadableFile(message)
    return parsed


def cells_of_sheets(raw: bytes, path: Path) -> dict[str, list[list[Raw]]]:
    """Return the rows of cells of every sheet of a workbook that need be no map, by its title."""
    with _read_errors(path), ZipFile(BytesIO(raw)) as archive:
        work = work_of(archive, path)
        with _worksheets(raw, work) as worksheets:
            left = RowsLeft()
            blank: list[Raw] = []  # one for all blank rows: there may be very many
            return {
                str(sheet.title): [
                    [raw_cell(cell) for cell in row[:MOST_COLUMNS]] if row else blank
                    for row in left.of(sheet, results)
                ]
                for sheet, results in worksheets
            }


def workbook_parts(path: Path) -> Parts:
    """Return the bytes of a workbook."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        message = (
            f"{path} is larger than {MOST_BYTES // 10**6} MB; "
            "take pictures out of it, or save the sheets as CSV files in one folder"
        )
        raise TooMuchWorkError(message)
    return {path.name: path.read_bytes()}


@contextmanager
def _read_errors(path: Path) -> Iterator[None]:
    """Turn errors of openpyxl into one error of reachmap."""
    try:
        yield
    except ReachMapError:
        raise
    except BROKEN as error:
        message = (
            f"{path} cannot be read as a workbook; open it in a spreadsheet program, take away "
            "any password, and save it as Excel workbook (.xlsx)"
        )
        raise UnreadableFile(message) from error


@contextmanager
def _worksheets(raw: bytes, work: Work) -> Iterator[list[tuple[Any, Any]]]:
    """Yield the sheets of a workbook, each with the same one as the file holds its results.

    The second is None where no cell has a formula.
    """
    with _workbook(raw) as book, ExitStack() as stack:
        sheets: list[Any] = book.worksheets
        results: list[Any] = [None] * len(sheets)
        if work.formulas:
            results = stack.enter_context(_workbook(raw, results=True)).worksheets
        yield list(zip(sheets, results, strict=True))


@contextmanager
def _workbook(raw: bytes, *, results: bool = False) -> Iterator[Workbook]:
    """Open a workbook; cells with a formula give it, or what the file says are its `results`."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # It warns of what it leaves out: drop-downs, pictures, styles. Only cells are wanted.
        warnings.simplefilter("ignore")
        book = load_workbook(BytesIO(raw), read_only=True, keep_links=False, data_only=results)
        try:
            yield book
        finally:
            book.close()


class TableLocation(NamedTuple):
    """Where a table is in a workbook."""

    part: str
    """Its part of the archive."""

    title: str
    """Name of its sheet, as typed."""

    top: int
    """Row of the headings; 0 where the sheet is blank."""

    headings: list[str]
    """Plain headings from the first column on."""


class BookLayout(NamedTuple):
    """The tables of a workbook, and how it shows days."""

    tables: dict[str, TableLocation]

    day_styles: frozenset[int]
    """Numbers of the styles that show a number as a day."""

    epoch: datetime
    """The day from which numbers of days count."""


def layout_of(raw: bytes) -> BookLayout:
    """Return the layout of a workbook that was read without a problem."""
    tables = {}
    with _workbook(raw, results=True) as book:
        inside: Any = book
        for worksheet in inside.worksheets:
            table = table_named(str(worksheet.title))
            if table is None:
                continue
            sheet = Sheet(table=table, file="", sheet=None, columns={}, rows=())
            rows = _rows(sheet, RowsLeft().of(worksheet), ParsedTables())
            (top, cells), _ = below_headings(sheet, rows, ParsedTables())
            typed = ["" if cell is None else str(cell) for cell in cells]
            headings = [str(name) for name in names_of(table, typed)]
            part = str(worksheet._worksheet_path)  # noqa: SLF001  openpyxl gives it in no other way
            tables[table] = TableLocation(
                part, str(worksheet.title), top if any(headings) else 0, headings
            )
        day_styles = frozenset(inside._date_formats)  # noqa: SLF001  the same
        return BookLayout(tables, day_styles, book.epoch)


class RowsLeft:
    """How many cells may yet be read of all sheets of a workbook, but for totals of its tables."""

    def __init__(self, totals: Mapping[str, Collection[int]] | None = None) -> None:
        self._cells = MOST_CELLS
        self._totals = totals or {}

    def of(
        self,
        worksheet: Any,  # noqa: ANN401  of openpyxl
        results: Any = None,  # noqa: ANN401  the same
    ) -> Iterator[Sequence[ReadOnlyCell | Formula]]:
        """Yield the rows of a sheet, each as long as it has cells; with `results` of formulas."""
        # openpyxl gives the part of a sheet in no other way.
        totals = self._totals.get(str(worksheet._worksheet_path), ())  # noqa: SLF001
        for number, row in enumerate(_all_rows(worksheet, results), start=1):
            self._cells -= 1 + len(row)
            if number > MOST_ROWS or self._cells < 0:
                beyond = "rows beyond the last there can be"
                blank = "cells so far out that too many blank ones are before them; clear them"
                what = beyond if number > MOST_ROWS else blank
                message = f"the sheet {quoted(str(worksheet.title))} has {what}"
                raise TooMuchWorkError(message)
            yield () if number in totals else row


def _all_rows(
    worksheet: Any,  # noqa: ANN401  of openpyxl
    results: Any,  # noqa: ANN401  the same
) -> Iterator[Sequence[ReadOnlyCell | Formula]]:
    worksheet.reset_dimensions()
    if results is None:
        yield from worksheet.iter_rows()
        return
    results.reset_dimensions()
    for row, known in zip(worksheet.iter_rows(), results.iter_rows(), strict=True):
        yield tuple(with_results(row, known))


def _read_sheet(
    file: str,
    worksheet: Any,  # noqa: ANN401  of openpyxl
    all_rows: Iterable[Sequence[ReadOnlyCell | Formula]],
    work: Work,
    parsed: ParsedTables,
) -> None:
    """Read one sheet, unless it is blank or holds no table."""
    title = str(worksheet.title)
    table = table_named(title)
    hidden = worksheet.sheet_state != "visible"
    if plain(title) in BESIDE:
        return
    if table is None:
        if any(cell.value is not None for row in all_rows for cell in row):
            parsed.strangers.append(title)
            parsed.issues.append(_unknown(file, title, hidden=hidden))
        return
    sheet = Sheet(table=table, file=file, sheet=title, columns={}, rows=())
    (top, cells), rows = below_headings(sheet, _rows(sheet, all_rows, parsed), parsed)
    headings = [_heading(cell, column, sheet, parsed) for column, cell in enumerate(cells)]
    lay_out(sheet, headings, rows, parsed)
    named = names_of(table, headings)
    _by_heading(sheet, named)
    part = str(worksheet._worksheet_path)  # noqa: SLF001  openpyxl gives it in no other way
    _note_merged(sheet, work.merged.get(part, ()), top, named, parsed)
    note_hidden(sheet, work.hidden.get(part, Hidden()), named, parsed)
    if hidden and len(sheet.rows):
        message = "the sheet is hidden, and its rows are read all the same"
        parsed.issues.append(sheet.issue(message, "Unhide it to see them", severity="warning"))
    if len(sheet.rows):
        parsed.sheets.append(sheet)


def _unknown(file: str, title: str, *, hidden: bool) -> Issue:
    """Return the issue of an unknown sheet with content: an error where it is visible."""
    if not hidden:
        return unknown_table(title, file=file, sheet=title)
    return Issue(
        f"the hidden sheet {quoted(title)} is not read: no table has that name",
        "Nothing to do, unless it holds a table: then name it so",
        severity="warning",
        file=file,
        sheet=title,
        value=title,
    )


def _rows(
    sheet: Sheet, all_rows: Iterable[Sequence[ReadOnlyCell | Formula]], parsed: ParsedTables
) -> Iterator[tuple[int, list[Raw]]]:
    """Yield (number, cells) of every row that is not blank; at least one."""
    wide, empty = 0, True
    for number, row in enumerate(all_rows, start=1):
        cells = [None if cell.value is None else raw_cell(cell) for cell in row[:MOST_COLUMNS]]
        _keep_formulas(sheet, number, row, cells)
        if len(row) > MOST_COLUMNS:
            wide += _note_wide(sheet, number, row, parsed)
            if wide > MOST_WIDE_ROWS:
                message = f"the sheet has many cells beyond column {letters(MOST_COLUMNS - 1)}"
                parsed.issues.append(sheet.issue(message, "Clear them; the rest was not read"))
                parsed.lost.add(sheet.table)
                break
        if any(not is_blank(cell) for cell in cells):
            empty = False
            yield number, cells
    if empty:
        yield 1, []


def _keep_formulas(
    sheet: Sheet, number: int, row: Sequence[ReadOnlyCell | Formula], cells: Sequence[Raw]
) -> None:
    """Keep the formulas of a row whose values are taken from the file, by the first of a column."""
    for position, (cell, value) in enumerate(zip(row, cells, strict=False)):
        if isinstance(cell, Formula) and not isinstance(value, Unusable | None):
            formulas = sheet.formulas.setdefault(position, {})
            formulas[number] = str(cell.value) if len(formulas) < MOST_FORMULAS else ""


def _by_heading(sheet: Sheet, headings: Sequence[str | None]) -> None:
    """Put the formulas of a sheet under the headings of their columns."""
    sheet.formulas = {
        heading: sheet.formulas[position]
        for position, heading in enumerate(headings)
        if heading and position in sheet.formulas
    }


def _note_wide(
    sheet: Sheet, number: int, row: Sequence[ReadOnlyCell | Formula], parsed: ParsedTables
) -> bool:
    """Return whether a row has cells beyond the last column read; note the first of them."""
    far = enumerate(row[MOST_COLUMNS:], start=MOST_COLUMNS)
    first = next(((column, cell.value) for column, cell in far if not is_blank(cell.value)), None)
    if first is not None:
        note_stray(sheet, number, *first, parsed)
    return first is not None


def _heading(cell: Raw, column: int, sheet: Sheet, parsed: ParsedTables) -> str | None:
    """Return a heading as typed; None where it cannot be read."""
    if isinstance(cell, Unusable):
        issue = sheet.issue(
            cell.message, "Type the heading itself", column=letters(column), value=cell
        )
        parsed.issues.append(issue)
        return None
    return "" if cell is None else str(cell)


def _note_merged(
    sheet: Sheet,
    refs: Sequence[str],
    top: int,
    headings: Sequence[str | None],
    parsed: ParsedTables,
) -> None:
    """Note merged cells, from the headings on, whose value belongs to the first of them only."""
    names = {letters(position): name for position, name in enumerate(headings) if name}
    for ref in dict.fromkeys(refs):
        first = FIRST_CELL.match(ref)
        if first and int(first[2]) < top:
            continue
        parsed.issues.append(
            sheet.issue(
                f"the cells {shortened(ref)} are merged, and what they show counts for the first "
                "alone",
                "Unmerge them, and type what is meant into each",
                row=int(first[2]) if first else 1,
                column=names.get(first[1], first[1]) if first else None,
            )
        )
