"""Sheets and headings in the words that a file has for them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reachmap.io.tables.headings import KNOWN_TABLES, columns_of
from reachmap.io.tables.names import heading_of
from reachmap.io.tables.sheets import Sheet

_IN = re.compile(r"'([a-z_]+)' in ([a-z]+)\b")
_SHEET = re.compile(r"\b([Ss])heet '([a-z]+)'((?:, columns? [^:(.;]*)?)")
_WORD = re.compile(r"'([a-z_]+)'")


@dataclass(frozen=True, slots=True)
class FileWords:
    """What a file calls the tables and columns that it has."""

    sheets: Mapping[str, str] = field(default_factory=dict)
    """Names of sheets by table."""

    headings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Headings by table and column, where they are not the name of the column."""

    def of_columns(self, text: str) -> str:
        """Return a text in which each ``'column' in table`` is called as the file does."""
        return _IN.sub(self._column_in, text)

    def of_sheets(self, text: str) -> str:
        """Return a text in which each ``sheet 'table', column 'name'`` is called so.

        Examples
        --------
        >>> words = FileWords({"about": "about"}, {("about", "as_of"): "As of date"})
        >>> words.of_sheets("Sheet 'about', column 'subject'. Sheet 'asks' (for burden).")
        "Sheet 'about', column 'Subject'. New sheet 'asks' (for burden)."
        """
        return _SHEET.sub(self._sheet, text) if self.sheets else text

    def _heading(self, table: str, column: str) -> str:
        typed = self.headings.get((table, column))
        return typed or (heading_of(table, column) if self.headings else column)

    def _column_in(self, match: re.Match[str]) -> str:
        column, table = match.groups()
        if table not in KNOWN_TABLES or column not in columns_of(table):
            return match[0]
        return f"'{self._heading(table, column)}' in {self.sheets.get(table, table)}"

    def _sheet(self, match: re.Match[str]) -> str:
        first, table, columns = match.groups()
        if table not in KNOWN_TABLES:
            return match[0]
        known = columns_of(table)
        of_file = _WORD.sub(
            lambda word: f"'{self._heading(table, word[1])}'" if word[1] in known else word[0],
            columns,
        )
        if table in self.sheets:
            return f"{first}heet '{self.sheets[table]}'{of_file}"
        return f"{'New' if first == 'S' else 'new'} sheet '{table}'{of_file}"


def words_of_file(sheets: Iterable[Sheet]) -> FileWords:
    """Return what a file calls its tables and columns."""
    listed = list(sheets)
    return FileWords(
        {sheet.table: sheet.sheet or sheet.table for sheet in listed},
        {(s.table, column): typed for s in listed for column, typed in s.typed.items()},
    )
