"""One plain table as a workbook: the form in which an answer goes to a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from reachmap.io.workbook.reading import MOST_CHARACTERS
from reachmap.io.workbook.writing import CODED, DAY_FORMAT, new_sheet, still_bytes, styled_cell

WIDTH = 22


def table_bytes(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, notes: Sequence[str] = ()
) -> bytes:
    """Return a table as the bytes of a workbook; no spreadsheet runs a cell of it."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, NamedStyle
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    heading = NamedStyle("heading", font=Font(bold=True))
    text = NamedStyle("text", alignment=Alignment(vertical="top", wrap_text=True))
    day = NamedStyle("day", number_format=DAY_FORMAT, alignment=Alignment(vertical="top"))
    for style in (heading, text, day):
        book.add_named_style(style)
    letters = [get_column_letter(number) for number in range(1, len(columns) + 1)]
    sheet = new_sheet(book, "answer", dict.fromkeys(letters, WIDTH))
    sheet.freeze_panes = "A2"
    sheet.append([styled_cell(sheet, name, "heading") for name in columns])
    for row in rows:
        sheet.append(
            [
                styled_cell(sheet, _cell(value), "day" if isinstance(value, date) else "text")
                for value in row
            ]
        )
    if notes:
        sheet.append([])
    for note in notes:
        sheet.append([styled_cell(sheet, _cell(note), None)])
    return still_bytes(book)


def _cell(value: object) -> object:
    """Return a value as a cell: texts whole, as far as a cell can hold them."""
    shown = ";".join(map(str, value)) if isinstance(value, tuple) else value
    if isinstance(shown, str):
        return CODED.sub("_x005F_", shown)[:MOST_CHARACTERS]
    return shown
