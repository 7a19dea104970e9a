"""An answer, or what is to mend, as a workbook of one sheet."""

from collections.abc import Iterable, Sequence
from datetime import date

from reachmap.io.workbook.raw_cells import MOST_CHARACTERS
from reachmap.io.workbook.writing import CODED, DAY_FORMAT, new_sheet, still_bytes, styled_cell
from reachmap.model.answer import Answer
from reachmap.release.released import Released

WIDTH = 22


def answer_workbook(
    released: Released[Answer], *, columns: Sequence[str] = (), first: int | None = None
) -> bytes:
    """Return the rows of a released answer as a workbook; no spreadsheet runs a cell of it."""
    answer = released.content
    wanted = answer.columns_named(columns) if columns else answer.columns()
    rows = ([row.in_table(name) for name in wanted.values()] for row in answer.listed()[:first])
    notes = (released.stamp, *answer.footnotes())
    return rows_workbook("answer", [*wanted], rows, notes=notes)


def rows_workbook(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, notes: Iterable[str]
) -> bytes:
    """Return rows below headings, and notes below them, as a workbook of one sheet."""
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
    sheet = new_sheet(book, title, dict.fromkeys(letters, WIDTH))
    sheet.freeze_panes = "A2"
    sheet.append([styled_cell(sheet, name, "heading") for name in columns])
    for values in rows:
        styles = ["day" if isinstance(value, date) else "text" for value in values]
        cells = zip(values, styles, strict=True)
        sheet.append([styled_cell(sheet, _cell(value), style) for value, style in cells])
    sheet.append([])
    for note in notes:
        sheet.append([styled_cell(sheet, _cell(note), None)])
    return still_bytes(book)


def _cell(value: object) -> object:
    """Return a value as a cell: texts whole, as far as a cell can hold them."""
    plain = ";".join(map(str, value)) if isinstance(value, tuple) else value
    if isinstance(plain, str):
        return CODED.sub("_x005F_", plain)[:MOST_CHARACTERS]
    return plain
