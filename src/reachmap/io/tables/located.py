"""Where a fault of records is in the file that they came from."""

from dataclasses import replace

from reachmap.errors import Issue
from reachmap.io.tables.headings import CONTACT_FIELDS, CONTACTS
from reachmap.io.tables.rows import Rows
from reachmap.io.tables.sheets import Sheet
from reachmap.model.rules import Fault


def issue_of(fault: Fault, read: Rows, *, about: Sheet | None, source: str) -> Issue:
    """Return a fault as an issue with its file, sheet and row."""
    locations = read.locations.get(fault.table, [])
    sheet = about if fault.table == "about" else None
    position = 0
    if fault.row is not None and fault.row < len(locations):
        sheet, position = locations[fault.row]
    message = fault.message_with(_row_of(fault.other, read))
    issue = replace(fault.issue(), message=message)
    if sheet is None:
        file = locations[0].sheet.file if locations else source
        return replace(issue, file=file, row=None, rows=())
    column = issue.column and sheet.typed.get(issue.column, issue.column)
    if sheet.table == CONTACTS and issue.column not in CONTACT_FIELDS:
        column = None  # it is of a table that contacts add to
    others = (locations[each] for each in fault.rows if each < len(locations))
    return replace(
        issue,
        column=column,
        file=sheet.file,
        sheet=sheet.sheet,
        row=None if fault.row is None else sheet.rows[position],
        rows=tuple(at.sheet.rows[at.position] for at in others if at.sheet is sheet),
    )


def _row_of(other: tuple[str, int] | None, read: Rows) -> str:
    """Return the location of another row in words."""
    table, position = other or ("", 0)
    locations = read.locations.get(table, [])
    if position >= len(locations):
        return table
    sheet, position = locations[position]
    return f"row {sheet.rows[position]} of {sheet.sheet or sheet.file}"
