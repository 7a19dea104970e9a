"""From rows of cells below headings, as in CSV files and workbooks, to a table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, takewhile

from reachmap.errors import quoted
from reachmap.io.tables.cells import Raw, is_blank
from reachmap.io.tables.examples import EXAMPLE, is_marked, is_untouched
from reachmap.io.tables.headings import columns_of, may_be_own
from reachmap.io.tables.names import SEARCHED, heading_row, is_ours, names_of
from reachmap.io.tables.sheets import ParsedTables, Sheet
from reachmap.model.texts import plain
from reachmap.words import join_names

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


Row = tuple[int, Sequence[Raw]]
"""A row that is not blank: its number and its cells."""


def below_headings(
    sheet: Sheet, rows: Iterable[Row], parsed: ParsedTables
) -> tuple[Row, Iterator[Row]]:
    """Return the row of the headings, of at least one row, and the rows below it."""
    rows = iter(rows)
    first = list(islice(rows, SEARCHED))
    top = heading_row(sheet.table, [cells for _, cells in first])
    if top:
        number = first[top][0]
        title = next(cell for cell in first[0][1] if not is_blank(cell))
        message = f"the headings are in row {number}, and what is above them is not read"
        remedy = "Nothing to do, unless a row of the table is there"
        issue = sheet.issue(message, remedy, row=first[0][0], value=title, severity="warning")
        parsed.issues.append(replace(issue, kind="made"))
    return first[top], chain(first[top + 1 :], rows)


def lay_out(
    sheet: Sheet, typed: Sequence[str | None], records: Iterable[Row], parsed: ParsedTables
) -> None:
    """Fill the columns of a table from its rows, and note cells outside the headings.

    Blank rows and the worked examples of the template are skipped. Headings are `typed` as
    people do; None where one cannot be read.
    """
    headings = names_of(sheet.table, typed)
    note_taken(sheet, headings, typed, parsed)
    columns = _columns(sheet, headings, parsed)
    width = len(headings)
    bare = [column for column, heading in enumerate(headings) if heading == ""]
    rows: list[int] = []
    filled: list[Sequence[Raw]] = []
    strays: dict[int, tuple[int, Raw]] = {}
    for number, cells in records:
        first = next((column for column, cell in enumerate(cells) if not is_blank(cell)), None)
        if first is None or is_example(sheet, headings, cells, (number, first), parsed):
            continue
        if bare or len(cells) > width:
            within = takewhile(len(cells).__gt__, bare)
            for column in chain(within, range(width, len(cells))):
                if not is_blank(cells[column]):
                    strays.setdefault(column, (number, cells[column]))
        rows.append(number)
        filled.append(cells)
    sheet.rows = rows
    if 0 in strays and _counts_rows([cells[0] for cells in filled]):
        del strays[0]
        message = "the first column has no heading and counts the rows, so it is not read"
        parsed.issues.append(sheet.issue(message, "Nothing to do", severity="warning"))
    known = columns_of(sheet.table)
    for heading, column in columns.items():
        cells_of = sheet.columns if heading in known else sheet.own
        cells_of[heading] = [c[column] if column < len(c) else None for c in filled]
    for column, (number, cell) in sorted(strays.items()):
        note_stray(sheet, number, column, cell, parsed)


def _counts_rows(cells: Sequence[Raw]) -> bool:
    """Return whether cells are running numbers, as pandas writes its index."""
    given = [str(cell) for cell in cells]
    return any(given == [*map(str, range(first, first + len(cells)))] for first in (0, 1))


def note_taken(
    sheet: Sheet,
    headings: Sequence[str | None],
    typed: Sequence[str | None],
    parsed: ParsedTables,
) -> None:
    """Remember how headings are typed, and note those that are taken for a column like them."""
    taken, exact = [], frozenset(typed)
    for name, heading in zip(headings, typed, strict=True):
        if name and heading and name not in exact:
            sheet.typed.setdefault(name, " ".join(heading.split()))
            if name != plain(heading) and not is_ours(sheet.table, name, heading):
                taken.append(f"{quoted(sheet.typed[name])} as {name!r}")
    if taken:
        message = f"headings are understood by what they mean: {join_names(taken)}"
        remedy = "Nothing to do, unless one means something else: then rename it"
        issue = sheet.issue(message, remedy, severity="warning")
        parsed.issues.append(replace(issue, kind="made"))


def _columns(sheet: Sheet, headings: Sequence[str | None], parsed: ParsedTables) -> dict[str, int]:
    """Return where the columns of the table are; note other headings, and those there twice.

    Of other headings only a few are held: there may be very many of both.
    """
    columns: dict[str, int] = {}
    for column, heading in enumerate(headings):
        if heading and heading in columns:
            message = f"the heading {quoted(heading)} is there twice"
            parsed.issues.append(sheet.issue(message, "Rename one of them", column=heading))
        elif heading:
            columns[heading] = column
    known = columns_of(sheet.table)
    sheet.strange = [heading for heading in columns if heading not in known]
    held = {*known, *may_be_own(sheet.table, sheet.strange)}
    return {heading: column for heading, column in columns.items() if heading in held}


def note_stray(sheet: Sheet, row: int, position: int, cell: Raw, parsed: ParsedTables) -> None:
    """Note a cell in a column without a heading."""
    message = "a cell is in a column that has no heading"
    remedy = "Clear it, or give the column a heading"
    if "notes" in columns_of(sheet.table):
        remedy += ", as Notes for remarks"
    if "notes" in sheet.columns:
        remedy = f"Clear it, or move it to the column {quoted(sheet.typed.get('notes', 'notes'))}"
    issue = sheet.issue(message, remedy, row=row, column=letters(position), value=cell)
    parsed.issues.append(issue)


def is_example(
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
    if not is_marked(mark):
        return False
    others = list(zip(headings, cells, strict=False))
    del others[first : first + 1]
    read = {"", None, *columns_of(sheet.table)}
    if not is_untouched(sheet.table, {name: cell for name, cell in others if name in read}):
        message = f"the row is marked {EXAMPLE}, so it would not count, but it was changed"
        remedy = f"Take {EXAMPLE} away if the row is yours; otherwise clear the row"
        parsed.issues.append(sheet.issue(message, remedy, row=row, value=mark))
    return True
