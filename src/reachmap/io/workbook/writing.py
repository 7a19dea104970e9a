"""A map as an Excel workbook, one sheet per table: writing.

Each sheet has headings with comments, drop-downs of the allowed words, and cells that no
spreadsheet runs. The same map gives the same bytes.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reachmap.errors import InputError
from reachmap.io.tables.headings import STAMP, columns_of, field_at, required_of
from reachmap.io.tables.several import bare
from reachmap.io.tables.texts import as_columns
from reachmap.io.whole_files import write_bytes
from reachmap.io.workbook.lists import WORDS, Choices, choices_of
from reachmap.io.workbook.raw_cells import MOST_CHARACTERS
from reachmap.io.workbook.reading import MOST_ROWS
from reachmap.model.stakeholders import StakeholderMap
from reachmap.release.released import Released

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook.workbook import Workbook

STILL = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The day on which every workbook says it was made, so that its bytes depend on the map."""

TEXT_FORMAT, DAY_FORMAT = "@", "yyyy-mm-dd"

SPARE_ROWS = 2_000
"""Rows below the last that have drop-downs as well."""

STYLED_ROWS = 20_000
"""Rows of the longest table whose cells are marked as text; nobody types into longer ones."""

CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""An underscore that a spreadsheet would take for the start of an escape."""

WIDTHS: tuple[tuple[str, int], ...] = (
    ("notes", 40),
    ("name", 32),
    ("title", 40),
    ("organisation", 32),
    ("activity", 32),
    ("role", 28),
    ("can_change", 32),
    ("finding_question", 36),
    ("description", 40),
    ("summary", 40),
    ("response", 40),
)
USUAL_WIDTH = 18


@dataclass(slots=True)
class Layout:
    """The columns of a table from left to right, and its rows of cells."""

    table: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]] = field(default_factory=tuple)
    example: bool = False
    """Whether the first row is a worked example."""

    headings: Mapping[str, str] = field(default_factory=dict)
    """Headings by column, where they are not the names of the columns."""

    @property
    def key(self) -> str:
        """Column whose cells the drop-downs of other sheets offer."""
        return next(column for column in self.columns if column in {"id", "name"})

    @property
    def needed(self) -> set[str]:
        """Columns that each row needs."""
        needed = set(required_of(self.table))
        return needed if needed or self.table == "about" else {self.key}


def write_workbook(released: Released[StakeholderMap], target: Path, *, force: bool) -> None:
    """Write a released map as a workbook."""
    layouts = []
    for table, columns in as_columns(released.content).items():
        if table == "about":
            columns[STAMP] = [released.audience]
        rows = list(zip(*columns.values(), strict=True))
        layouts.append(Layout(table, tuple(columns), rows))
    raw = workbook_bytes(layouts, choices_of(released.content))
    write_bytes(target, raw, force=force, private=released.private)


def workbook_bytes(
    layouts: Sequence[Layout],
    choices: Choices,
    *,
    first: Callable[[Workbook], None] | None = None,
) -> bytes:
    """Return a workbook as bytes."""
    from openpyxl import Workbook

    for layout in layouts:
        _refuse_too_long(layout)
    book = Workbook(write_only=True)
    _add_styles(book)
    if first is not None:
        first(book)
    by_table = {layout.table: layout for layout in layouts}
    for layout in layouts:
        _add_table(book, layout, _offers(layout, choices, by_table))
    _add_words(book, choices)
    return still_bytes(book)


def _refuse_too_long(layout: Layout) -> None:
    """Raise where a table or a text is longer than a workbook takes."""
    instead = "write the map as a folder of CSV files or as .json"
    if len(layout.rows) >= MOST_ROWS:
        size = f"{len(layout.rows):,} rows, and a sheet takes {MOST_ROWS - 1:,}"
        message = f"{layout.table} has {size}; {instead}"
        raise InputError(message)
    for index, column in enumerate(layout.columns):
        values = (as_cell(row[index]) for row in layout.rows)
        longest = max((len(v) for v in values if isinstance(v, str)), default=0)
        if longest > MOST_CHARACTERS:
            size = f"{longest:,} characters, and a cell takes {MOST_CHARACTERS:,}"
            message = f"a text under {column} of {layout.table} has {size}; {instead}"
            raise InputError(message)


def as_cell(value: Any) -> Any:  # noqa: ANN401  any value of a record
    """Return a value as a cell can hold it, without loss."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        value = ";".join(value)
    if isinstance(value, float) and float(f"{value:.16g}") != value:
        return repr(value)
    return CODED.sub("_x005F_", value) if isinstance(value, str) else value


def _add_styles(book: Workbook) -> None:
    from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill

    top = Alignment(vertical="top", wrap_text=True)
    for style in (
        NamedStyle("text", number_format=TEXT_FORMAT),
        NamedStyle("day", number_format=DAY_FORMAT),
        NamedStyle("example", number_format=TEXT_FORMAT, font=Font(italic=True, color="6B7680")),
        NamedStyle("example day", number_format=DAY_FORMAT, font=Font(italic=True, color="6B7680")),
        NamedStyle(
            "needed", font=Font(bold=True, color="FFFFFF"), fill=PatternFill("solid", "12355B")
        ),
        NamedStyle("optional", font=Font(bold=True), fill=PatternFill("solid", "DCE5EE")),
        NamedStyle("link", alignment=top, font=Font(underline="single", color="1D5FA8")),
        NamedStyle("title", font=Font(bold=True, size=16, color="12355B")),
        NamedStyle("prose", alignment=top),
    ):
        book.add_named_style(style)


def _add_table(book: Workbook, layout: Layout, offers: Mapping[str, str]) -> None:
    """Add the sheet of a table; `offers` are the formulas of drop-downs by column."""
    from openpyxl.comments import Comment
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet = new_sheet(book, layout.table, {})
    sheet.freeze_panes = "B2"
    headings = []
    last = min(len(layout.rows) + SPARE_ROWS, MOST_ROWS)
    for number, column in enumerate(layout.columns, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = dict(WIDTHS).get(column, USUAL_WIDTH)
        sheet.column_dimensions[letter].number_format = _format(layout.table, column)
        text = layout.headings.get(column, column)
        cell = styled_cell(sheet, text, "needed" if column in layout.needed else "optional")
        description = description_of(layout.table, column)
        cell.comment = Comment(description, "reachmap", height=110, width=280)
        headings.append(cell)
        if column in offers:
            rule = DataValidation("list", formula1=offers[column], showErrorMessage=False)
            rule.add(f"{letter}2:{letter}{last}")
            sheet.data_validations.append(rule)
    sheet.append(headings)
    styled = len(layout.rows) <= STYLED_ROWS
    for number, row in enumerate(layout.rows):
        example = layout.example and number == 0
        sheet.append([_cell(sheet, value, styled=styled, example=example) for value in row])


def new_sheet(book: Workbook, name: str, widths: Mapping[str, int]) -> Any:  # noqa: ANN401  of openpyxl
    """Return a new sheet that prints one page wide."""
    sheet = book.create_sheet(name)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width
    return sheet


def description_of(table: str, column: str) -> str:
    """Return the comment of a heading: what the column holds."""
    if column == STAMP:
        return "The audience this file was made for. It is not part of the map."
    if column not in columns_of(table):
        return "A column of your own, kept with its row. It never leaves the working map."
    return (field_at(table, column).description or "").replace("``", "")


def _format(table: str, column: str) -> str:
    """Return the number format of empty cells, so that 007 stays 007 and days are days."""
    is_field = column != STAMP and column in columns_of(table)
    shape = bare(field_at(table, column).annotation) if is_field else str
    if shape in {int, float} or isinstance(shape, types.UnionType):
        return "General"
    return DAY_FORMAT if shape is date else TEXT_FORMAT


def _offers(layout: Layout, choices: Choices, others: Mapping[str, Layout]) -> dict[str, str]:
    """Return the drop-down of each column: its words, or names typed on another sheet."""
    from openpyxl.utils import get_column_letter

    formulas: dict[str, str] = {}
    for column in layout.columns:
        if column == STAMP or column not in columns_of(layout.table):
            continue
        formula = choices.formula(layout.table, column)
        other = others.get(choices.table_named(layout.table, column) or "")
        if formula is None and other is not None:
            letter = get_column_letter(other.columns.index(other.key) + 1)
            last = len(other.rows) + SPARE_ROWS
            formula = f"'{other.table}'!${letter}${3 if other.example else 2}:${letter}${last}"
        if formula is not None:
            formulas[column] = formula
    return formulas


def _cell(
    sheet: Any,  # noqa: ANN401  of openpyxl
    value: Any,  # noqa: ANN401  any value of a record
    *,
    styled: bool,
    example: bool,
) -> Cell | None:
    """Return a value as a cell, None where it is blank."""
    plain = as_cell(value)
    if plain is None:
        return None
    if isinstance(plain, date):
        return styled_cell(sheet, plain, "example day" if example else "day")
    style = "text" if styled and isinstance(plain, str) else None
    return styled_cell(sheet, plain, "example" if example else style)


def styled_cell(sheet: Any, value: Any, style: str | None) -> Cell:  # noqa: ANN401  of openpyxl
    """Return a cell in one of the styles of `_add_styles`; text is never taken for a formula."""
    from openpyxl.cell import WriteOnlyCell

    cell: Cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula
    if style is not None:
        cell.style = style
    return cell


def _add_words(book: Workbook, choices: Choices) -> None:
    """Add the sheet of words that the drop-downs offer."""
    sheet = new_sheet(book, WORDS, {"A": 20, "B": 44, "C": 90})
    sheet.freeze_panes = "A2"
    sheet.append([styled_cell(sheet, word, "optional") for word in ("list", "word", "meaning")])
    for row in choices.rows():
        sheet.append([styled_cell(sheet, text, "text") for text in row])


def still_bytes(book: Workbook) -> bytes:
    """Return a workbook as bytes that depend on its content only."""
    from openpyxl.writer.excel import ExcelWriter

    book.properties.creator = "reachmap"
    book.properties.created = book.properties.modified = STILL
    moving, still = BytesIO(), BytesIO()
    ExcelWriter(book, ZipFile(moving, "w", ZIP_DEFLATED)).save()
    with ZipFile(moving) as parts, ZipFile(still, "w", ZIP_DEFLATED) as archive:
        for name, raw in _parts(parts):
            archive.writestr(ZipInfo(name, STILL.timetuple()[:6]), raw, ZIP_DEFLATED)
    return still.getvalue()


def _parts(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    for name in archive.namelist():
        yield name, archive.read(name)
