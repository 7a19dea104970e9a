"""A map as an Excel workbook, one sheet a table: reading.

The one file that reads with openpyxl. It reads row by row and within limits, so that no
workbook, however it was made, takes the machine down.
"""

from __future__ import annotations

import re
import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from reachmap.errors import Issue, ReachMapError, UnreadableFile, quoted
from reachmap.io.tables.cells import Raw, Unusable, is_blank
from reachmap.io.tables.edits import Parts
from reachmap.io.tables.grid import lay_out, letters, note_stray
from reachmap.io.tables.headings import KNOWN_TABLES, plain, unknown_table
from reachmap.io.tables.sheets import ParsedTables, Sheet

if TYPE_CHECKING:
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.workbook.workbook import Workbook

MOST_BYTES = 50 * 10**6
MOST_UNPACKED = 200 * 10**6
MOST_COLUMNS = 1_000
MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
MOST_WIDE_ROWS = 20
"""Rows beyond `MOST_COLUMNS` that are told of before a sheet is given up."""

BESIDE = frozenset({"start_here", "words"})
"""Sheets of the template that hold no table."""

MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]{2,30})"')
CODED = re.compile(r"_x(005F|000D)_")
"""Characters that spreadsheets write by their number: an underscore, a carriage return."""

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
"""What openpyxl and what it stands on raise for a workbook that is damaged."""


def read_workbook(parts: Parts, path: Path) -> ParsedTables:
    """Return the tables of a workbook."""
    found = ParsedTables()
    raw = parts[path.name]
    with _told(path), ZipFile(BytesIO(raw)) as archive:
        _refuse_bombs(path, archive)
        with _opened(raw) as book:
            for worksheet in book.worksheets:
                _read_sheet(path.name, worksheet, archive, found)
    if not found.sheets and not found.issues:
        message = (
            f"nothing is filled in yet in {path}: start with the sheets about and groups, below "
            "the worked examples (`reachmap template` writes a workbook to fill in)"
        )
        raise UnreadableFile(message)
    return found


def workbook_parts(path: Path) -> Parts:
    """Return what a workbook holds."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        message = (
            f"{path} is larger than {MOST_BYTES // 10**6} MB; "
            "take pictures out of it, or save the sheets as CSV files in one folder"
        )
        raise UnreadableFile(message)
    return {path.name: path.read_bytes()}


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the engine says of a damaged workbook into an error of ours."""
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


def _refuse_bombs(path: Path, archive: ZipFile) -> None:
    """Raise where a workbook would grow beyond measure, or declares entities."""
    size = sum(part.file_size for part in archive.infolist())
    if size > MOST_UNPACKED:
        message = f"{path} unpacks to more than {MOST_UNPACKED // 10**6} MB; split it"
        raise UnreadableFile(message)
    for part in archive.namelist():
        if part.endswith((".xml", ".rels")) and _declares_type(archive, part):
            message = f"{path} declares a document type (in {part}), which no workbook needs"
            raise UnreadableFile(message)


def _declares_type(archive: ZipFile, part: str) -> bool:
    """Return whether the XML of a part has a DOCTYPE: it can only stand before the content."""
    seen = {"type": False, "content": False}
    parser = expat.ParserCreate()

    def note_type(*_: object) -> None:
        seen["type"] = True

    def note_content(*_: object) -> None:
        seen["content"] = True

    parser.StartDoctypeDeclHandler = note_type
    parser.StartElementHandler = note_content
    with archive.open(part) as stream:
        while not any(seen.values()) and (chunk := stream.read(4096)):
            parser.Parse(chunk)
    return seen["type"]


@contextmanager
def _opened(raw: bytes) -> Iterator[Workbook]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # It warns of what it leaves out: drop-downs, pictures, styles. We want cells alone.
        warnings.simplefilter("ignore")
        book = load_workbook(BytesIO(raw), read_only=True, keep_links=False)
        try:
            yield book
        finally:
            book.close()


class Laid(NamedTuple):
    """Where a table stands in a workbook.

    Attributes
    ----------
    part
        Its part of the archive.
    top
        Row of the headings; 0 where the sheet is blank.
    headings
        Plain headings from the first column on.
    """

    part: str
    top: int
    headings: list[str]


class Plan(NamedTuple):
    """How a workbook is laid out: its tables, and which styles show days.

    Attributes
    ----------
    tables
        Where each stands.
    day_styles
        Numbers of the styles that show a number as a day.
    epoch
        The day that numbers of days count from.
    """

    tables: dict[str, Laid]
    day_styles: frozenset[int]
    epoch: datetime


def plan_of(raw: bytes) -> Plan:
    """Return how a workbook is laid out that was read without a problem."""
    tables = {}
    with _opened(raw) as book:
        inside: Any = book
        for worksheet in inside.worksheets:
            table = plain(str(worksheet.title))
            if table not in KNOWN_TABLES:
                continue
            sheet = Sheet(table=table, file="", sheet=None, columns={}, rows=())
            top, cells = next(_rows(sheet, worksheet, ParsedTables()))
            headings = ["" if cell is None else plain(str(cell)) for cell in cells]
            part = str(worksheet._worksheet_path)  # noqa: SLF001  openpyxl does not tell otherwise
            tables[table] = Laid(part, top if any(headings) else 0, headings)
        day_styles = frozenset(inside._date_formats)  # noqa: SLF001  the same
        return Plan(tables, day_styles, book.epoch)


def _read_sheet(file: str, worksheet: Any, archive: ZipFile, found: ParsedTables) -> None:  # noqa: ANN401  of openpyxl
    """Read one sheet, unless it is blank or none of ours."""
    title = str(worksheet.title)
    table = plain(title)
    hidden = worksheet.sheet_state != "visible"
    if table in BESIDE:
        return
    if table not in KNOWN_TABLES:
        _note_unknown(file, title, worksheet, hidden=hidden, found=found)
        return
    sheet = Sheet(table=table, file=file, sheet=title, columns={}, rows=())
    rows = _rows(sheet, worksheet, found)
    headings = [_heading(cell, place, sheet, found) for place, cell in enumerate(next(rows)[1])]
    lay_out(sheet, headings, rows, found)
    _note_merged(sheet, archive, worksheet, found)
    if hidden and len(sheet.rows):
        message = "the sheet is hidden, and its rows are read all the same"
        found.issues.append(sheet.issue(message, "Unhide it to see them", severity="warning"))
    if len(sheet.rows):
        found.sheets.append(sheet)


def _note_unknown(
    file: str,
    title: str,
    worksheet: Any,  # noqa: ANN401  of openpyxl
    *,
    hidden: bool,
    found: ParsedTables,
) -> None:
    """Note a sheet that no map has: an error where people see it and something stands on it."""
    if not any(cell.value is not None for row in _within(worksheet) for cell in row):
        return
    if hidden:
        issue = Issue(
            f"the hidden sheet {quoted(title)} is not read: no table goes by that name",
            "Nothing to do, unless it holds a table: then name it so",
            severity="warning",
            file=file,
            sheet=title,
        )
    else:
        issue = unknown_table(title, file=file, sheet=title)
    found.issues.append(issue)


def _within(worksheet: Any) -> Iterator[Sequence[ReadOnlyCell]]:  # noqa: ANN401  of openpyxl
    """Yield the rows of a sheet as they are, each as long as it has cells."""
    worksheet.reset_dimensions()
    for number, row in enumerate(worksheet.iter_rows(), start=1):
        if number > MOST_ROWS:
            message = (
                f"the sheet {quoted(str(worksheet.title))} has rows beyond the last there can be"
            )
            raise UnreadableFile(message)
        yield row


def _rows(sheet: Sheet, worksheet: Any, found: ParsedTables) -> Iterator[tuple[int, list[Raw]]]:  # noqa: ANN401  of openpyxl
    """Yield the rows that hold something, with their numbers; at least one."""
    wide, empty = 0, True
    for number, row in enumerate(_within(worksheet), start=1):
        cells = [_raw(cell) for cell in row[:MOST_COLUMNS]]
        if len(row) > MOST_COLUMNS:
            wide += _note_wide(sheet, number, row, found)
            if wide > MOST_WIDE_ROWS:
                message = f"the sheet has many cells beyond column {letters(MOST_COLUMNS - 1)}"
                found.issues.append(sheet.issue(message, "Clear them; the rest was not read"))
                found.lost.add(sheet.table)
                break
        if any(not is_blank(cell) for cell in cells):
            empty = False
            yield number, cells
    if empty:
        yield 1, []


def _note_wide(sheet: Sheet, number: int, row: Sequence[ReadOnlyCell], found: ParsedTables) -> bool:
    """Note a cell far to the right of every heading."""
    beyond = [(n, cell.value) for n, cell in enumerate(row) if n >= MOST_COLUMNS and cell.value]
    for place, value in beyond[:1]:
        note_stray(sheet, number, place, value, found)
    return bool(beyond)


def _heading(cell: Raw, place: int, sheet: Sheet, found: ParsedTables) -> str | None:
    """Return a heading as columns are named; None where it cannot be read."""
    if isinstance(cell, Unusable):
        issue = sheet.issue(
            cell.message, "Type the heading itself", column=letters(place), value=cell
        )
        found.issues.append(issue)
        return None
    return "" if cell is None else plain(str(cell))


def _raw(cell: ReadOnlyCell) -> Raw:
    """Return what stands in a cell; formulas and their errors are of no use."""
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
        return CODED.sub(lambda found: chr(int(found[1], 16)), value)
    return value


def _note_merged(sheet: Sheet, archive: ZipFile, worksheet: Any, found: ParsedTables) -> None:  # noqa: ANN401  of openpyxl
    """Note merged cells: what they show stands in the first alone."""
    part = worksheet._worksheet_path  # noqa: SLF001  openpyxl tells merged cells in no other way here
    for ref in dict.fromkeys(MERGED.findall(archive.read(part))):
        cells = ref.decode()
        first = re.match(r"([A-Z]+)([0-9]+)", cells)
        row = int(first[2]) if first else 1
        found.issues.append(
            sheet.issue(
                f"the cells {cells} are merged, and what they show counts for the first alone",
                "Unmerge them, and type what is meant into each",
                row=row,
                column=first[1] if first else None,
            )
        )
