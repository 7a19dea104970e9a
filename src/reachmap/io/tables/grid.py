"""Rows of cells below headings, as CSV files and sheets of a workbook have them, to a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reachmap.errors import quoted
from reachmap.io.tables.cells import Raw, is_blank
from reachmap.io.tables.examples import EXAMPLE, is_untouched
from reachmap.io.tables.sheets import ParsedTables, Sheet

ALPHABET = 26


def letters(place: int) -> str:
    """Return the letters by which a spreadsheet calls a column.

    Examples
    --------
    >>> letters(0), letters(25), letters(26), letters(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    told = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, ALPHABET)
        told = chr(ord("A") + rest) + told
    return told


def lay_out(
    sheet: Sheet,
    headings: Sequence[str | None],
    records: Iterable[tuple[int, Sequence[Raw]]],
    found: ParsedTables,
) -> None:
    """Fill the columns of a table from its rows, and note what stands out of place.

    Blank rows and the worked examples of the template are passed over.
    """
    _note_doubled(sheet, headings, found)
    width = len(headings)
    bare = [place for place, heading in enumerate(headings) if heading == ""]
    rows: list[int] = []
    kept: list[Sequence[Raw]] = []
    strays: dict[int, tuple[int, Raw]] = {}
    for number, cells in records:
        first = next((place for place, cell in enumerate(cells) if not is_blank(cell)), None)
        if first is None or _is_example(sheet, headings, cells, (number, first), found):
            continue
        for place in (*bare, *range(width, len(cells))):
            if place < len(cells) and not is_blank(cells[place]):
                strays.setdefault(place, (number, cells[place]))
        rows.append(number)
        kept.append(cells)
    sheet.rows = rows
    for place, heading in enumerate(headings):
        if heading and heading not in sheet.columns:
            sheet.columns[heading] = [c[place] if place < len(c) else None for c in kept]
    for place, (number, cell) in sorted(strays.items()):
        note_stray(sheet, number, place, cell, found)


def _note_doubled(sheet: Sheet, headings: Sequence[str | None], found: ParsedTables) -> None:
    for place, heading in enumerate(headings):
        if heading and headings.index(heading) != place:
            message = f"the heading {quoted(heading)} is there twice"
            found.issues.append(sheet.issue(message, "Rename one of them", column=heading))


def note_stray(sheet: Sheet, row: int, place: int, cell: Raw, found: ParsedTables) -> None:
    """Note a cell that stands in a column without a heading."""
    message = "a cell stands in a column that has no heading"
    remedy = "Clear it, or give the column a heading; a remark goes under 'notes'"
    found.issues.append(sheet.issue(message, remedy, row=row, column=letters(place), value=cell))


def _is_example(
    sheet: Sheet,
    headings: Sequence[str | None],
    cells: Sequence[Raw],
    at: tuple[int, int],
    found: ParsedTables,
) -> bool:
    """Return whether a row is a worked example; note where somebody typed over it.

    Where it stands is its row and the position of its first cell.
    """
    row, first = at
    mark = cells[first]
    if not isinstance(mark, str) or not mark.casefold().startswith(EXAMPLE):
        return False
    others = list(zip(headings, cells, strict=False))
    del others[first : first + 1]
    if not is_untouched(sheet.table, dict(others)):
        message = f"the row is marked {EXAMPLE}, so it would not count, but it was changed"
        remedy = f"Take {EXAMPLE} away if the row is yours; otherwise clear the row"
        found.issues.append(sheet.issue(message, remedy, row=row, value=mark))
    return True
