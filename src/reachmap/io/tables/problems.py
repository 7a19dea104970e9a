"""A cell that cannot be read."""

SHEETS = (".xlsx", ".csv", ".tsv", ".tab", ".txt")
"""Endings of files whose cells are typed in a spreadsheet."""


class CellError(ValueError):
    """A cell that cannot be read: what is wrong, and how to put it right.

    `elsewhere` is how to put it right where the cell is in no spreadsheet.
    """

    def __init__(self, message: str, remedy: str, elsewhere: str | None = None) -> None:
        super().__init__(message, remedy, elsewhere)
        self.message = message
        self.remedy = remedy
        self.elsewhere = elsewhere

    def remedy_in(self, file: str) -> str:
        """Return how to put it right in a file, or in a table handed over in Python."""
        typed = file.casefold().endswith(SHEETS)
        return self.remedy if typed or self.elsewhere is None else self.elsewhere
