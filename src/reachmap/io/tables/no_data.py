"""Rows and cells that are no data: totals, notes below a table, a second table, placeholders.

They are left out, and each is told of: people mean them for readers, not for the map.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from reachmap.errors import Issue, quoted
from reachmap.io.tables.cells import PLACEHOLDER, is_blank
from reachmap.io.tables.headings import (
    CONTACTS,
    KNOWN_TABLES,
    columns_of,
    field_at,
    required_of,
)
from reachmap.io.tables.several import bare, is_many
from reachmap.io.tables.sheets import Raw, Sheet, texts_in
from reachmap.model.fields import FieldClass, field_class
from reachmap.model.tables import NODE_TABLES
from reachmap.model.texts import plain

_TOTAL = re.compile(
    r"(?:grand |sub[- ]?|overall |column )?totals?(?:\s*\([^()]*\))?"
    r"(?: (?:number|population|people|residents|attended"
    r"|attendance|groups|count|for all|of all|all)[\w ]*)?[\s:=]*[\d,.\s%]*"
    r"|sum[\s:=]*[\d,.\s%]*",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:data )?(?:source|note|footnote|key|legend|nb|n\.b|caveat)s?\s*(?:\(\w+\)\s*)?[:.–-].*"
    r"|[*†‡§©¹²³].*|\[\w\]\s.*|\(\d\)\s.*",
    re.IGNORECASE | re.DOTALL,
)
ALL_COLUMNS = frozenset(column for table in KNOWN_TABLES for column in columns_of(table))

_HEADING = re.compile(
    r"(?:our |other |key |main |local |further )?"
    r"(?:groups|communities|organisations|partners|protected characteristics|activities|events)\b.*"
    r"|.*:",
    re.IGNORECASE,
)
"""What headings among the rows are called."""

FEWEST = 5
"""Fewest rows of which one may be a heading, by what stands beside the others."""

LONE = 10
"""One row of so many, or fewer, is probably a heading where it has a name and nothing else."""

LEAST_HEADINGS = 2
"""Cells of a row that are all headings, where they are a second table's."""


def names_nothing(text: str) -> bool:
    """Return whether a text stands for a total, or for what is not known.

    Examples
    --------
    >>> names_nothing("n/a"), names_nothing("Total:"), names_nothing("Total Care")
    (True, True, False)
    """
    return any(pattern.fullmatch(text.strip()) for pattern in (PLACEHOLDER, _TOTAL))


def leave_out_no_data(sheet: Sheet, *, remarks: bool) -> Iterator[Issue]:
    """Take rows and cells that are no data out of a table; yield each, an error without remarks."""
    if sheet.table in {"about", "assumptions"} or not sheet.columns:
        return
    out: dict[int, Issue | None] = {}
    for position, issue in (*_totals(sheet), *_notes(sheet), *_second_tables(sheet)):
        out.setdefault(position, issue)
    issues = [replace(issue, kind="made") for issue in out.values() if issue is not None]
    for position, issue in _placeholders(sheet, out):
        issues.append(replace(issue, kind="slip"))
        if issue.column is None:
            out[position] = issue
    for issue in issues:
        if issue.severity == "error":
            yield replace(issue, kind="")
        else:
            yield issue if remarks else _as_error(issue)
    sheet.leave_out(out)
    if remarks:
        yield from _like_headings(sheet)


def notes_of_formulas(sheet: Sheet) -> Iterator[Issue]:
    """Yield every formula of a row and column that are read, whose value was taken."""
    read = frozenset(sheet.rows) if sheet.formulas else ()
    for heading, formulas in sheet.formulas.items():
        name = str(heading)
        for row in sorted(formulas) if name in sheet.columns or name in sheet.own else ():
            if row in read:
                issue = sheet.issue(
                    "is a formula, and the value that the file holds for it is taken",
                    "Nothing to do, if a spreadsheet program saved the workbook last",
                    row=row,
                    column=name,
                    value=formulas[row] or None,
                    severity="warning",
                )
                yield replace(issue, kind="made")


def _as_error(issue: Issue) -> Issue:
    """Return what is said of a row or cell as an error, as nothing was done about it."""
    message, _, _ = issue.message.partition(", so ")
    remedy = issue.remedy.replace("Nothing to do", "Take it out")
    return replace(issue, message=message, remedy=remedy, severity="error", kind="")


def _labels(sheet: Sheet) -> list[str]:
    """Return the columns that say what a row is about."""
    if sheet.table in NODE_TABLES.values():
        wanted: Iterable[str] = ("id", "name")
    else:
        wanted = required_of(sheet.table)
    return [column for column in wanted if column in sheet.columns]


def _matching(cells: Sequence[Raw], pattern: re.Pattern[str]) -> list[int]:
    """Return the positions of texts that match a pattern; each different text is tried once."""
    matching = {
        text for text in texts_in(cells) if pattern.fullmatch(text.strip()) and text.strip()
    }
    is_one = (isinstance(cell, str) and cell in matching for cell in cells) if matching else ()
    return [position for position, matches in enumerate(is_one) if matches]


def _totals(sheet: Sheet) -> Iterator[tuple[int, Issue]]:
    for column in _labels(sheet):
        for position in _matching(sheet.columns[column], _TOTAL):
            message = "the row is a total, so it is not read"
            remedy = "Nothing to do, unless it is no total: then give it a name that says so"
            yield position, _issue(sheet, position, column, message, remedy)


def _notes(sheet: Sheet) -> Iterator[tuple[int, Issue]]:
    for column, cells in sheet.columns.items():
        for position in _matching(cells, _NOTE):
            if len(_filled(sheet, position)) == 1:
                message = "the row is a note, so it is not read"
                remedy = "Nothing to do, unless it is a name: then fill in another cell beside it"
                yield position, _issue(sheet, position, column, message, remedy)


def _second_tables(sheet: Sheet) -> Iterator[tuple[int, Issue | None]]:
    """Yield headings within a table, the title above them, and rows below that are not its own."""
    tops = list(_headings_within(sheet))
    for number, top in enumerate(tops):
        row = sheet.rows[top]
        if _repeats_headings(sheet, top):
            message = "the row repeats the headings, so it is not read; the rows below it are"
            remedy = "Nothing to do, unless they are another table: then move them to a sheet"
            yield top, _issue(sheet, top, None, message, remedy)
        else:
            yield (
                top,
                sheet.issue(
                    "a second table begins here, under headings of its own",
                    "Move it to a sheet or file of its own, named after its table",
                    row=row,
                ),
            )
            below = range(top + 1, (*tops, len(sheet.rows))[number + 1])
            yield from ((position, None) for position in below)
        if _is_title(sheet, top - 1):
            message = "the row is the title of a table below, so it is not read"
            remedy = "Nothing to do, unless it is a row of the table above"
            yield top - 1, _issue(sheet, top - 1, None, message, remedy)


def _headings_within(sheet: Sheet) -> Iterator[int]:
    """Yield the positions of rows whose cells are headings of one table, and not all alike."""
    first = next(iter(sheet.columns.values()))
    headings = {text for text in texts_in(first) if plain(text) in ALL_COLUMNS}
    for position, cell in enumerate(first if headings else ()):
        if isinstance(cell, str) and cell in headings:
            filled = [plain(str(each)) for each in _filled(sheet, position).values()]
            if len(set(filled)) >= LEAST_HEADINGS and len(set(filled)) == len(filled):
                tables = [columns_of(table) for table in KNOWN_TABLES]
                if any(set(filled) <= set(columns) for columns in tables):
                    yield position


def _repeats_headings(sheet: Sheet, position: int) -> bool:
    filled = _filled(sheet, position)
    return all(plain(str(cell)) == column for column, cell in filled.items())


def _is_title(sheet: Sheet, position: int) -> bool:
    """Return whether a row has one cell, and a blank row above it."""
    if position < 1 or len(_filled(sheet, position)) != 1:
        return False
    return sheet.rows[position - 1] < sheet.rows[position] - 1


def _like_headings(sheet: Sheet) -> Iterator[Issue]:
    """Yield names that stand alone in their rows, and are in capitals or where that is unusual."""
    if sheet.table not in {*NODE_TABLES.values(), CONTACTS}:
        return
    count = len(sheet.rows)
    for column, cells in ((column, sheet.columns[column]) for column in _labels(sheet)):
        alone = _alone(sheet, column)
        loud = {n for n in alone if str(cells[n]).isupper()}
        if 2 * sum(isinstance(cell, str) and cell.isupper() for cell in cells) > count:
            loud = set()  # all are written so
        is_rare = count >= FEWEST and len(alone) * LONE <= count
        is_odd = count >= FEWEST and 2 * len(alone) < count
        for position in alone:
            is_heading = is_odd and _HEADING.fullmatch(str(cells[position]).strip())
            if is_rare or is_heading or position in loud:
                message = "stands alone in its row, and is read as a name"
                remedy = "Take it out if it is a heading among the rows; if not, fill in its row"
                yield replace(_issue(sheet, position, column, message, remedy), kind="slip")


def _alone(sheet: Sheet, column: str) -> list[int]:
    """Return the positions of names that are all there is in their row."""
    alone = [n for n, cell in enumerate(sheet.columns[column]) if not is_blank(cell)]
    for other, cells in (*sheet.columns.items(), *sheet.own.items()):
        if other != column:
            alone = [position for position in alone if is_blank(cells[position])]
    return alone


def _placeholders(sheet: Sheet, left_out: Collection[int]) -> Iterator[tuple[int, Issue]]:
    """Yield placeholders for names, and make them blank; rows that are named so are left out."""
    labels = set(_labels(sheet))
    for column, cells in sheet.columns.items():
        if not _holds_names(sheet.table, column):
            continue
        for position in _matching(cells, PLACEHOLDER):
            if position in left_out:
                continue
            message = "stands for what is not known, so it is read as blank"
            issue = _issue(sheet, position, column, message, "Leave the cell blank")
            if column in labels & {"id", "name", "organisation"}:
                message = f"{quoted(str(cells[position]))} names nothing, so the row is not read"
                remedy = "Write the name, or clear the row"
                issue = sheet.issue(message, remedy, position=position, severity="warning")
            elif column in required_of(sheet.table):
                continue  # the reference itself is refused
            yield position, issue
            cells[position] = None


@cache
def _holds_names(table: str, column: str) -> bool:
    """Return whether a column holds names, one or several, which nobody writes so."""
    if column not in columns_of(table) or (table == CONTACTS and column == "trust"):
        return False
    field = field_at(table, column)
    shape = bare(field.annotation)
    if is_many(shape):
        return str in {bare(part) for part in getattr(shape, "__args__", ())}
    return shape is str and field_class(field) is not FieldClass.FREE_TEXT


def _filled(sheet: Sheet, position: int) -> dict[str, Raw]:
    """Return the cells of a row that are not blank."""
    row = {column: cells[position] for column, cells in sheet.columns.items()}
    return {column: cell for column, cell in row.items() if not is_blank(cell)}


def _issue(sheet: Sheet, position: int, column: str | None, message: str, remedy: str) -> Issue:
    value = None if column is None else sheet.columns[column][position]
    return sheet.issue(
        message, remedy, position=position, column=column, value=value, severity="warning"
    )
