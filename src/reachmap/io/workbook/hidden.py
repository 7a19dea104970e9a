"""Rows and columns of a workbook that are read though nobody sees them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reachmap.io.tables.sheets import ParsedTables, Sheet
from reachmap.words import join_names


@dataclass(slots=True)
class Hidden:
    """The hidden rows and columns of a sheet."""

    rows: list[int] = field(default_factory=list)

    columns: list[tuple[int, int]] = field(default_factory=list)
    """The first and the last of columns side by side, from 1."""


def note_hidden(
    sheet: Sheet, hidden: Hidden, headings: Sequence[str | None], parsed: ParsedTables
) -> None:
    """Note hidden rows and columns that are read all the same."""
    rows = sorted(set(hidden.rows).intersection(sheet.rows))
    if rows:
        message = "the row is hidden, and is read all the same"
        remedy = "Show it (clear the filter), and delete it if it is not meant"
        if len(rows) > 1:
            numbers = join_names(map(str, rows))
            message = f"{len(rows):,} rows are hidden, and are read all the same: {numbers}"
            remedy = "Show them (clear the filter), and delete those that are not meant"
        parsed.issues.append(sheet.issue(message, remedy, row=rows[0], severity="warning"))
    for position, name in enumerate(headings, start=1):
        column = sheet.columns.get(name or "")
        if column and any(first <= position <= last for first, last in hidden.columns):
            message = "the column is hidden, and is read all the same"
            remedy = "Show it, and clear what is not meant"
            issue = sheet.issue(message, remedy, column=name, severity="warning")
            parsed.issues.append(issue)
