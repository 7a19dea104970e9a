"""What is to mend in a map, and what is worth a look, as a file."""

import csv
import io
import json
from collections.abc import Sequence

from reachmap.errors import Issue, UnreadableFile, visible
from reachmap.io.tables.edits import as_text
from reachmap.io.workbook.tables import rows_workbook

COLUMNS = ("what", "file", "sheet", "row", "column", "value", "problem", "remedy", "more", "rows")

WHAT = {"slip": "probably a slip", "made": "done for you", "": "worth a look"}
"""What kinds of warning are called."""

STAMP = "For internal use: it quotes the map."


def problems_file(issues: Sequence[Issue], ending: str) -> bytes:
    """Return problems as the rows of a file, which quotes the map and is internal."""
    if ending == ".json":
        listed = {"audience": "internal", "issues": [issue.to_dict() for issue in issues]}
        return (json.dumps(listed, indent=2, ensure_ascii=False) + "\n").encode()
    if ending == ".csv":
        lines = io.StringIO(newline="")
        writer = csv.writer(lines)
        writer.writerow(COLUMNS)
        writer.writerows([as_text(cell) for cell in _row(issue)] for issue in issues)
        return lines.getvalue().encode("utf-8-sig")
    if ending == ".xlsx":
        return rows_workbook("problems", COLUMNS, map(_row, issues), notes=(STAMP,))
    message = f"problems are written as .csv, .json or .xlsx, not as {ending or 'that'}"
    raise UnreadableFile(message)


def _row(issue: Issue) -> list[str | int | None]:
    what = "to mend" if issue.severity == "error" else WHAT[issue.kind]
    texts = (issue.column, issue.value, issue.message, issue.remedy)
    column, value, message, remedy = (None if text is None else visible(text) for text in texts)
    row = issue.row
    where: list[str | int | None] = [what, issue.file, issue.sheet, row, column, value]
    rows = ", ".join(map(str, issue.rows)) or None
    return [*where, message, remedy, issue.more or None, rows]
