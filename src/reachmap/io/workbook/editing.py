"""Changes to a few rows of a workbook; everything else stays as it was made."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reachmap.errors import InputError, UnreadableFile
from reachmap.io.tables.edits import Edits, Parts
from reachmap.io.tables.grid import letters
from reachmap.io.workbook.elements import WIDE
from reachmap.io.workbook.forgetting import BlankedSheet, without_traces
from reachmap.io.workbook.loose_cells import without_cells
from reachmap.io.workbook.raw_cells import MOST_CHARACTERS
from reachmap.io.workbook.reading import (
    MOST_ROWS,
    BookLayout,
    TableLocation,
    layout_of,
)
from reachmap.io.workbook.rows import SheetRows, cell_element
from reachmap.io.workbook.sheets import (
    BOOK,
    BOOK_LINKS,
    KINDS,
    add_sheet,
    grow_tables,
    without_unused_texts,
)
from reachmap.io.workbook.writing import STILL, as_cell

DIMENSION = re.compile(rb'(<(?:\w+:)?dimension ref="[A-Z]+[0-9]+)(?::[A-Z]+[0-9]+)?"')
UNEDITABLE = "{} cannot be changed in place; save it again in a spreadsheet program"


def edit_workbook(parts: Parts, edits: Mapping[str, Edits], path: Path) -> Parts:
    """Return a workbook with rows changed; every other part of it stays, byte for byte."""
    raw = parts[path.name]
    with ZipFile(BytesIO(raw)) as archive:
        files = {part.filename: archive.read(part) for part in archive.infolist()}
        changed: dict[str, bytes] = {}
        blanked: list[BlankedSheet] = []
        layout = layout_of(raw)
        for table, change in edits.items():
            location = layout.tables.get(table)
            if location is None:
                _refuse_without(files, path)
                location, fresh = add_sheet(files | changed, table, _heading_style(files, layout))
                changed |= fresh
            before = (files | changed)[location.part]
            if before.startswith(WIDE):
                raise UnreadableFile(UNEDITABLE.format(path))
            first, after = _Sheet(table, before, location, layout).edit(change)
            changed[location.part] = after
            changed |= grow_tables(files, location.part, first, len(change.added))
            if change.cleared:
                blanked.append(BlankedSheet(location.part, location.title, change.cleared))
        if blanked:
            names = {name for change in edits.values() for name in change.names}
            changed |= without_traces(files | changed, blanked, names)
            tables = [location.part for location in layout.tables.values()]
            changed |= without_cells(files | changed, tables, names)
            changed |= without_unused_texts(files | changed)
        return {path.name: _packed(archive, changed)}


def _refuse_without(files: Parts, path: Path) -> None:
    """Raise where a workbook lacks the usual parts that name its sheets."""
    if not files.keys() >= {BOOK, BOOK_LINKS, KINDS}:
        raise UnreadableFile(UNEDITABLE.format(path))


def _heading_style(files: Parts, layout: BookLayout) -> str | None:
    """Return the style of the second heading of some table, for a new sheet."""
    for location in layout.tables.values():
        if location.top:
            return SheetRows(files[location.part]).style(
                location.top, min(len(location.headings), 2)
            )
    return None


class _Sheet:
    """A sheet to be changed."""

    def __init__(self, table: str, raw: bytes, location: TableLocation, layout: BookLayout) -> None:
        self._rows = SheetRows(raw)
        self._table = table
        self._layout = layout
        self._top = location.top or self._rows.last + 1
        self._headings = list(location.headings) if location.top else []
        while self._headings and not self._headings[-1]:
            self._headings.pop()

    def edit(self, change: Edits) -> tuple[int, bytes]:
        """Return the number of the first new row, and the changed sheet."""
        self._add_headings(change.columns(self._table))
        for number, values in change.typed.items():
            for column, value in values.items():
                if column in self._headings:
                    self._put(number, column, value, like=change.like)
        for number in change.cleared:
            self._rows.clear(number)
        first = max(self._rows.last, self._top) + 1
        if first + len(change.added) - 1 > MOST_ROWS:
            message = (
                f"the sheet {self._table} is full; reachmap copy writes the map as a folder or .db"
            )
            raise InputError(message)
        for number, row in enumerate(change.added, first):
            for column, value in row.items():
                self._put(number, column, value, like=change.like)
        return first, self._with_dimension(self._rows.to_bytes(), first + len(change.added) - 1)

    def _add_headings(self, wanted: Sequence[str]) -> None:
        """Add missing columns to the right of the last."""
        for column in wanted:
            if column not in self._headings:
                beside = self._rows.style(self._top, len(self._headings))
                self._headings.append(column)
                cell = cell_element(_text(column), beside, "inlineStr")
                self._rows.put(self._top, len(self._headings), cell)

    def _put(self, row: int, column: str, value: Any, *, like: int | None) -> None:  # noqa: ANN401  any value of a record
        number = self._headings.index(column) + 1
        style = self._rows.style(row, number, like=like)
        self._rows.put(row, number, self._cell(value, style, column))

    def _cell(self, value: Any, style: str | None, column: str) -> bytes:  # noqa: ANN401  the same
        plain = as_cell(value)
        if isinstance(plain, date):
            if int(style or 0) in self._layout.day_styles:
                return cell_element(f"<v>{self._serial(plain)}</v>".encode(), style)
            plain = plain.isoformat()
        if plain is None:
            return cell_element(None, style)
        if not isinstance(plain, str):
            return cell_element(f"<v>{plain!r}</v>".encode(), style)
        if len(plain) > MOST_CHARACTERS:
            size = f"{len(plain):,} characters, and a cell takes {MOST_CHARACTERS:,}"
            message = f"a text under {column} of {self._table} has {size}; shorten it"
            raise InputError(message)
        return cell_element(_text(plain), style, "inlineStr")

    def _serial(self, day: date) -> int:
        from openpyxl.utils.datetime import to_excel

        return int(to_excel(day, self._layout.epoch))  # type: ignore[no-untyped-call]  # of openpyxl

    def _with_dimension(self, raw: bytes, last: int) -> bytes:
        """Return the sheet with its recorded size corrected."""
        corner = f"{letters(max(len(self._headings), 1) - 1)}{max(last, self._top)}".encode()
        return DIMENSION.sub(rb"\1:" + corner + b'"', raw, count=1)


def _text(text: str) -> bytes:
    """Return a text as the content of a cell, which is never a formula."""
    escaped = escape(text).encode("ascii", "xmlcharrefreplace")
    return b'<is><t xml:space="preserve">' + escaped + b"</t></is>"


def _packed(archive: ZipFile, changed: Mapping[str, bytes]) -> bytes:
    """Return an archive with some parts changed or added, the others as they are."""
    packed = BytesIO()
    still = STILL.timetuple()[:6]
    with ZipFile(packed, "w", ZIP_DEFLATED) as out:
        for part in archive.infolist():
            fresh = ZipInfo(part.filename, part.date_time)
            fresh.external_attr = part.external_attr
            raw = changed.get(part.filename)
            out.writestr(fresh, archive.read(part) if raw is None else raw, part.compress_type)
        known = set(archive.namelist())
        for name in changed.keys() - known:
            out.writestr(ZipInfo(str(PurePosixPath(name)), still), changed[name], ZIP_DEFLATED)
    return packed.getvalue()
