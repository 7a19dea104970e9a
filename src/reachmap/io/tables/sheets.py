"""A table as a file gives it: headings, cells and row numbers."""

import reprlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from reachmap.errors import Issue, Severity
from reachmap.model.summing import Issues

Raw = object


@dataclass(slots=True)
class Sheet:
    """One table: columns of cells by heading, and the row number of each cell.

    Rows are numbered as a spreadsheet counts them: the headings are row 1.
    """

    table: str
    file: str
    columns: dict[str, list[Raw]] = field(repr=False)
    rows: Sequence[int] = field(repr=False)
    sheet: str | None = None
    strange: Sequence[str] = ()
    """Headings of no column of the table."""

    own: dict[str, list[Raw]] = field(default_factory=dict, repr=False)
    """Cells of such headings that may be people's own columns, and later of those that are."""

    meant: dict[str, str] = field(default_factory=dict)
    """Headings of no column, and the absent column that each may stand for by its cells."""

    formulas: dict[str | int, dict[int, str]] = field(default_factory=dict)
    """Formulas whose values are taken, by heading (by position until it is known) and row."""

    misnamed: set[str] = field(default_factory=set)
    """Columns that are probably meant by headings near theirs, so that they are not missing."""

    typed: dict[str, str] = field(default_factory=dict)
    """Headings as they are in the file, by column, where they are not the same."""

    def leave_out(self, positions: Collection[int]) -> None:
        """Take rows out, with the cells of people's own beside them."""
        if not positions:
            return
        left = [position for position in range(len(self.rows)) if position not in positions]
        self.rows = [self.rows[position] for position in left]
        for cells_of in (self.columns, self.own):
            for heading, cells in cells_of.items():
                cells_of[heading] = [cells[position] for position in left]

    def issue(
        self,
        message: str,
        remedy: str,
        *,
        position: int | None = None,
        row: int | None = None,
        column: str | None = None,
        value: Raw = None,
        severity: Severity = "error",
    ) -> Issue:
        """Return an issue of this table."""
        return Issue(
            message,
            remedy,
            severity=severity,
            file=self.file,
            sheet=self.sheet,
            row=row if position is None else self.rows[position],
            column=column and self.typed.get(column, column),
            value=None if value is None else plainly(value),
        )


def texts_in(cells: Sequence[Raw]) -> set[str]:
    """Return the different texts among cells."""
    try:
        different: Collection[Raw] = set(cells)
    except TypeError:  # lists, as documents have them
        different = cells
    return {cell for cell in different if isinstance(cell, str)}


@dataclass(slots=True)
class ParsedTables:
    """The tables of a file, and the problems of the file itself."""

    sheets: list[Sheet] = field(default_factory=list)
    issues: Issues = field(default_factory=Issues)
    lost: set[str] = field(default_factory=set)
    """Names of tables that exist but could not be read."""

    strangers: list[str] = field(default_factory=list)
    """Names of sheets and files that are no table."""

    remarks: bool = True
    """Whether anybody reads warnings; where not, what is not read is an error."""

    ignores_extra: bool = False
    """Whether columns that a table has not are left out, where they would be an error."""

    how_to_ignore: str = ""
    """How to have them left out, in words, where that can be asked for."""


def plainly(value: Raw) -> str:
    """Return a cell as text for a message, nested values abridged."""
    nested = isinstance(value, dict | list | tuple | set | frozenset)
    return reprlib.repr(value) if nested else str(value)
