"""From rows of cells below headings, as in CSV files and workbooks, to a table."""

from collections.abc import Iterable, Sequence
from itertools import chain, takewhile

from reachmap.errors import quoted
from reachmap.io.tables.cells import Raw, is_blank
from reachmap.io.tables.examples import EXAMPLE, is_untouched
from reachmap.io.tables.headings import KNOWN_TABLES, columns_of
from reachmap.io.tables.sheets import ParsedTables, Sheet

ALPHABET = 26


def letters(column: int) -> str:
    """Return the letters of a column in a spreadsheet, from its index.

    Examples
    --------
    >>> letters(0), letters(25), letters(26), letters(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, ALPHABET)
        name = chr(ord("A") + rest) + name
    return name


def lay_out(
    sheet: Sheet,
    headings: Sequence[str | None],
    records: Iterable[tuple[int, Sequence[Raw]]],
    parsed: ParsedTables,
) -> None:
    """Fill the columns of a table from its rows, and note cells outside the headings.

    Blank rows and the worked examples of the template are skipped.
    """
    columns = _columns(sheet, headings, parsed)
    width = len(headings)
    bare = [column for column, heading in enumerate(headings) if heading == ""]
    rows: list[int] = []
    filled: list[Sequence[Raw]] = []
    strays: dict[int, tuple[int, Raw]] = {}
    for number, cells in records:
        first = next((column for column, cell in enumerate(cells) if not is_blank(cell)), None)
        if first is None or _is_example(sheet, headings, cells, (number, first), parsed):
            continue
        within = takewhile(len(cells).__gt__, bare)
        for column in chain(within, range(width, len(cells))):
            if not is_blank(cells[column]):
                strays.setdefault(column, (number, cells[column]))
        rows.append(number)
        filled.append(cells)
    sheet.rows = rows
    for heading, column in columns.items():
        sheet.columns[heading] = [c[column] if column < len(c) else None for c in filled]
    for column, (number, cell) in sorted(strays.items()):
        note_stray(sheet, number, column, cell, parsed)


def _columns(sheet: Sheet, headings: Sequence[str | None], parsed: ParsedTables) -> dict[str, int]:
    """Return where the columns of the table are; note other headings, and those there twice.

    Cells under other headings are not held: there may be very many of both.
    """
    columns: dict[str, int] = {}
    for column, heading in enumerate(headings):
        if heading and heading in columns:
            message = f"the heading {quoted(heading)} is there twice"
            parsed.issues.append(sheet.issue(message, "Rename one of them", column=heading))
        elif heading:
            columns[heading] = column
    known = columns_of(sheet.table) if sheet.table in KNOWN_TABLES else ()
    sheet.strange = [heading for heading in columns if heading not in known]
    return {heading: column for heading, column in columns.items() if heading in known}


def note_stray(sheet: Sheet, row: int, position: int, cell: Raw, parsed: ParsedTables) -> None:
    """Note a cell in a column without a heading."""
    message = "a cell is in a column that has no heading"
    remedy = "Clear it, or give the column a heading; a remark goes under 'notes'"
    issue = sheet.issue(message, remedy, row=row, column=letters(position), value=cell)
    parsed.issues.append(issue)


def _is_example(
    sheet: Sheet,
    headings: Sequence[str | None],
    cells: Sequence[Raw],
    at: tuple[int, int],
    parsed: ParsedTables,
) -> bool:
    """Return whether a row, at (number, first filled column), is a worked example.

    An example that was typed over is noted.
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
        parsed.issues.append(sheet.issue(message, remedy, row=row, value=mark))
    return True
