"""A few rows of a workbook changed, and everything else left as the person made it."""

from __future__ import annotations

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
from reachmap.io.tables.headings import columns_of
from reachmap.io.workbook.reading import MOST_CHARACTERS, MOST_ROWS, Laid, Plan, plan_of
from reachmap.io.workbook.rows import SheetRows, cell_element
from reachmap.io.workbook.sheets import (
    BOOK,
    BOOK_LINKS,
    KINDS,
    add_sheet,
    grow_tables,
    without_loose_texts,
)
from reachmap.io.workbook.writing import STILL, as_cell

DIMENSION = re.compile(rb'(<(?:\w+:)?dimension ref="[A-Z]+[0-9]+)(?::[A-Z]+[0-9]+)?"')
NO_WAY = "{} cannot be changed in place; save it anew in a spreadsheet program"

WIDE = (b"\xff\xfe", b"\xfe\xff")
"""Marks of XML in characters of two bytes, which no spreadsheet program writes."""


def edit_workbook(parts: Parts, edits: Mapping[str, Edits], path: Path) -> Parts:
    """Return a workbook in which rows change; every other part of it stays, byte for byte."""
    raw = parts[path.name]
    with ZipFile(BytesIO(raw)) as archive:
        files = {part.filename: archive.read(part) for part in archive.infolist()}
        changed: dict[str, bytes] = {}
        plan = plan_of(raw)
        for table, change in edits.items():
            laid = plan.tables.get(table)
            if laid is None:
                _refuse_without(files, path)
                laid, fresh = add_sheet(files | changed, table, _heading_style(files, plan))
                changed |= fresh
            before = (files | changed)[laid.part]
            if before.startswith(WIDE):
                raise UnreadableFile(NO_WAY.format(path))
            first, after = _Sheet(table, before, laid, plan).edited(change)
            changed[laid.part] = after
            changed |= grow_tables(files, laid.part, first, len(change.added))
        if any(change.cleared for change in edits.values()):
            changed |= without_loose_texts(files | changed)
        return {path.name: _packed(archive, changed)}


def _refuse_without(files: Parts, path: Path) -> None:
    """Raise where a workbook lacks what names its sheets, at its usual place."""
    if not files.keys() >= {BOOK, BOOK_LINKS, KINDS}:
        raise UnreadableFile(NO_WAY.format(path))


def _heading_style(files: Parts, plan: Plan) -> str | None:
    """Return the style of the second heading of some table, for a new sheet to look like it."""
    for laid in plan.tables.values():
        if laid.top:
            return SheetRows(files[laid.part]).style(laid.top, min(len(laid.headings), 2))
    return None


class _Sheet:
    """A sheet that changes."""

    def __init__(self, table: str, raw: bytes, laid: Laid, plan: Plan) -> None:
        self._rows = SheetRows(raw)
        self._table = table
        self._plan = plan
        self._top = laid.top or self._rows.last + 1
        self._headings = list(laid.headings) if laid.top else []
        while self._headings and not self._headings[-1]:
            self._headings.pop()

    def edited(self, change: Edits) -> tuple[int, bytes]:
        """Return the first new row, and the sheet anew."""
        self._add_headings(change.columns())
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
        return first, self._with_dimension(self._rows.written(), first + len(change.added) - 1)

    def _add_headings(self, wanted: Sequence[str]) -> None:
        """Add the columns that the sheet does not have, beyond its last."""
        for column in columns_of(self._table):
            if column in wanted and column not in self._headings:
                beside = self._rows.style(self._top, len(self._headings))
                self._headings.append(column)
                cell = cell_element(_text(column), beside, "inlineStr")
                self._rows.put(self._top, len(self._headings), cell)

    def _put(self, row: int, column: str, value: Any, *, like: int | None) -> None:  # noqa: ANN401  any value of a record
        place = self._headings.index(column) + 1
        style = self._rows.style(row, place, like=like)
        self._rows.put(row, place, self._cell(value, style, column))

    def _cell(self, value: Any, style: str | None, column: str) -> bytes:  # noqa: ANN401  the same
        held = as_cell(value)
        if isinstance(held, date):
            if int(style or 0) in self._plan.day_styles:
                return cell_element(f"<v>{self._serial(held)}</v>".encode(), style)
            held = held.isoformat()
        if held is None:
            return cell_element(None, style)
        if not isinstance(held, str):
            return cell_element(f"<v>{held!r}</v>".encode(), style)
        if len(held) > MOST_CHARACTERS:
            size = f"{len(held):,} characters, and a cell takes {MOST_CHARACTERS:,}"
            message = f"a text under {column} of {self._table} has {size}; shorten it"
            raise InputError(message)
        return cell_element(_text(held), style, "inlineStr")

    def _serial(self, day: date) -> int:
        from openpyxl.utils.datetime import to_excel

        return int(to_excel(day, self._plan.epoch))  # type: ignore[no-untyped-call]  # of openpyxl

    def _with_dimension(self, raw: bytes, last: int) -> bytes:
        """Return the sheet with a note of its size that is true."""
        corner = f"{letters(max(len(self._headings), 1) - 1)}{max(last, self._top)}".encode()
        return DIMENSION.sub(rb"\1:" + corner + b'"', raw, count=1)


def _text(text: str) -> bytes:
    """Return a text as it stands in a cell: never a formula."""
    told = escape(text).encode("ascii", "xmlcharrefreplace")
    return b'<is><t xml:space="preserve">' + told + b"</t></is>"


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
