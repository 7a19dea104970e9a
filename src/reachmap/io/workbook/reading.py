"""A map as an Excel workbook, one sheet per table: reading.

The one file that reads with openpyxl. It reads row by row and within limits, so that no
workbook exhausts the machine.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from reachmap.errors import Issue, ReachMapError, UnreadableFile, quoted, shortened
from reachmap.io.tables.cells import Raw, Unusable, is_blank
from reachmap.io.tables.edits import Parts
from reachmap.io.tables.grid import below_headings, lay_out, letters, note_stray
from reachmap.io.tables.headings import plain, unknown_table
from reachmap.io.tables.names import names_of, table_named
from reachmap.io.tables.sheets import ParsedTables, Sheet
from reachmap.io.workbook.limits import TooMuchWorkError, work_of

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
        merged = work_of(archive, path).merged
        with _workbook(raw) as book:
            left = RowsLeft()
            for worksheet in book.worksheets:
                _read_sheet(path.name, worksheet, merged, left, parsed)
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
        work_of(archive, path)
        with _workbook(raw) as book:
            left = RowsLeft()
            blank: list[Raw] = []  # one for all blank rows: there may be very many
            return {
                str(sheet.title): [
                    [_raw(cell) for cell in row[:MOST_COLUMNS]] if row else blank
                    for row in left.of(sheet)
                ]
                for sheet in book.worksheets
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
def _workbook(raw: bytes) -> Iterator[Workbook]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # It warns of what it leaves out: drop-downs, pictures, styles. Only cells are wanted.
        warnings.simplefilter("ignore")
        book = load_workbook(BytesIO(raw), read_only=True, keep_links=False)
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
    with _workbook(raw) as book:
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
    """How many cells may yet be read of all sheets of a workbook."""

    def __init__(self) -> None:
        self._cells = MOST_CELLS

    def of(self, worksheet: Any) -> Iterator[Sequence[ReadOnlyCell]]:  # noqa: ANN401  of openpyxl
        """Yield the rows of a sheet, each as long as it has cells."""
        worksheet.reset_dimensions()
        for number, row in enumerate(worksheet.iter_rows(), start=1):
            self._cells -= 1 + len(row)
            if number > MOST_ROWS or self._cells < 0:
                beyond = "rows beyond the last there can be"
                blank = "cells so far out that too many blank ones are before them; clear them"
                what = beyond if number > MOST_ROWS else blank
                message = f"the sheet {quoted(str(worksheet.title))} has {what}"
                raise TooMuchWorkError(message)
            yield row


def _read_sheet(
    file: str,
    worksheet: Any,  # noqa: ANN401  of openpyxl
    merged: Mapping[str, Sequence[str]],
    left: RowsLeft,
    parsed: ParsedTables,
) -> None:
    """Read one sheet, unless it is blank or holds no table."""
    title = str(worksheet.title)
    table = table_named(title)
    hidden = worksheet.sheet_state != "visible"
    if plain(title) in BESIDE:
        return
    if table is None:
        if any(cell.value is not None for row in left.of(worksheet) for cell in row):
            parsed.strangers.append(title)
            parsed.issues.append(_unknown(file, title, hidden=hidden))
        return
    sheet = Sheet(table=table, file=file, sheet=title, columns={}, rows=())
    (top, cells), rows = below_headings(sheet, _rows(sheet, left.of(worksheet), parsed), parsed)
    headings = [_heading(cell, column, sheet, parsed) for column, cell in enumerate(cells)]
    lay_out(sheet, headings, rows, parsed)
    # openpyxl gives the part of a sheet in no other way.
    _note_merged(sheet, merged.get(str(worksheet._worksheet_path), ()), top, parsed)  # noqa: SLF001
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
    )


def _rows(
    sheet: Sheet, all_rows: Iterable[Sequence[ReadOnlyCell]], parsed: ParsedTables
) -> Iterator[tuple[int, list[Raw]]]:
    """Yield (number, cells) of every row that is not blank; at least one."""
    wide, empty = 0, True
    for number, row in enumerate(all_rows, start=1):
        cells = [None if cell.value is None else _raw(cell) for cell in row[:MOST_COLUMNS]]
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


def _note_wide(
    sheet: Sheet, number: int, row: Sequence[ReadOnlyCell], parsed: ParsedTables
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


def _raw(cell: ReadOnlyCell) -> Raw:
    """Return the value of a cell; formulas and errors are unusable."""
    value = cell.value
    if cell.data_type == "f":
        text = value if isinstance(value, str) else f"={getattr(value, 'text', '')}"
        message = "is a formula, and what it comes to is not read"
        return Unusable(text, message, "Type the value itself")
    if cell.data_type == "e":
        return Unusable(str(value), "is an error of the spreadsheet", "Type the value itself")
    if isinstance(value, str) and len(value) > MOST_CHARACTERS:
        return Unusable(value, f"has more than {MOST_CHARACTERS:,} characters", "Shorten it")
    if isinstance(value, str) and "_x00" in value:
        return CODED.sub(lambda match: chr(int(match[1], 16)), value)
    if isinstance(value, int | float) and not isinstance(value, bool) and cell.has_style:
        sign = _sign(cell.number_format)
        return f"{sign}{value:.15g}" if sign else value
    return value


@cache
def _sign(number_format: str) -> str:
    """Return the sign of the currency in which a number format shows a number, if any."""
    from openpyxl.styles.numbers import is_builtin

    if is_builtin(number_format):
        return ""  # its dollar is the currency of whoever looks
    named = NAMED_SIGN.search(number_format)
    signs = (c for c in number_format if unicodedata.category(c) == "Sc")
    return named[1].strip() if named else next(signs, "")


def _note_merged(sheet: Sheet, refs: Sequence[str], top: int, parsed: ParsedTables) -> None:
    """Note merged cells, from the headings on, whose value belongs to the first of them only."""
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
                column=first[1] if first else None,
            )
        )
