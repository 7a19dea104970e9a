"""A table as a form of file gives it: headings and cells, with their places."""

from __future__ import annotations

import reprlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from reachmap.errors import Issue

Raw = object


@dataclass(slots=True)
class Sheet:
    """One table as it was found.

    Attributes
    ----------
    table
        Name of the table, as the file or sheet says.
    file, sheet
        Where it is.
    columns
        Cells by heading, as many in each.
    rows
        Row of each, as a spreadsheet counts it: the headings are row 1.
    """

    table: str
    file: str
    columns: dict[str, list[Raw]]
    rows: Sequence[int]
    sheet: str | None = None

    def issue(
        self,
        message: str,
        remedy: str,
        *,
        place: int | None = None,
        row: int | None = None,
        column: str | None = None,
        value: Raw = None,
        severity: Literal["error", "warning"] = "error",
    ) -> Issue:
        """Return a problem of this table."""
        return Issue(
            message,
            remedy,
            severity=severity,
            file=self.file,
            sheet=self.sheet,
            row=row if place is None else self.rows[place],
            column=column,
            value=None if value is None else plainly(value),
        )


@dataclass(slots=True)
class ParsedTables:
    """What a form found in a file: its tables, and what it could not make sense of.

    Attributes
    ----------
    sheets
        The tables.
    issues
        Problems of the file itself.
    lost
        Names of tables that are there but could not be read.
    """

    sheets: list[Sheet] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)


def plainly(value: Raw) -> str:
    """Return a cell as text for a message; of what is nested only the outermost."""
    nested = isinstance(value, dict | list | tuple | set | frozenset)
    return reprlib.repr(value) if nested else str(value)
