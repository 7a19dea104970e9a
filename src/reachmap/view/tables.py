"""Tables as the page shows them: cells of words, with what to sort them by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any

from reachmap.model.answer import Answer, Row, cell_text
from reachmap.view.words import PAGE
from reachmap.words import TableWords, words_of_day

FIRST = 6
"""Rows of a long table that are in sight from the start."""

ALL_TO = 8
"""Most rows of a table that is not folded."""

MOST_ROWS = 2_000
"""Most rows of a table on the page."""

NUMBER = re.compile(r"-?[\d,]+(\.\d+)?")
"""Text that the page sorts as a number by itself."""

LAST = "9e15"
"""Sorts after every day."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, with what to sort it by where that is not its text."""

    text: str
    sort: str = ""
    node: str = ""
    """Id of a node that it offers to show on the map."""
    leave: str = ""
    """Id of a node of which it offers to say what changes if they leave."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the page; its id is its anchor and the name of its CSV."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lead: str = ""
    sight: int | None = None
    """Rows in sight from the start; None: all of a short table, the first few of a long one."""
    columns_in_sight: int | None = None
    """Columns in sight from the start; None: all."""

    @property
    def first(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows that are in sight from the start."""
        few = len(self.rows) if len(self.rows) <= ALL_TO else FIRST
        return self.rows[: self.sight or few]

    @property
    def others(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows that are folded away."""
        return self.rows[len(self.first) :]

    def with_column(self, heading: str, texts: Iterable[str]) -> Table:
        """Return the table with a column more, at its end; of a long one, its first texts."""
        pairs = zip(self.rows, islice(texts, len(self.rows)), strict=True)
        rows = tuple((*row, Cell(text)) for row, text in pairs)
        return replace(self, columns=(*self.columns, heading), rows=rows)


def table(
    id_: str,
    words: TableWords,
    rows: Iterable[Sequence[Cell | str | None]],
    *,
    count: int | None = None,
) -> Table:
    """Return a table of words; columns that are blank throughout are left out.

    Of very many rows the first are there, and its lead says how many there are: `count`, or as
    many as come where it is left out.
    """
    every = iter(rows)
    first = islice(every, MOST_ROWS)
    cells = [
        [part if isinstance(part, Cell) else Cell(part or "") for part in row] for row in first
    ]
    rest = sum(1 for _ in every) if count is None else count - len(cells)
    lead = (words.lead, PAGE["first_rows"].format(first=MOST_ROWS, all=MOST_ROWS + rest))
    filled = [n for n in range(len(words.columns)) if n == 0 or any(row[n].text for row in cells)]
    return Table(
        id=id_,
        title=words.title,
        lead=" ".join(part for part in lead if part) if rest else words.lead,
        columns=tuple(words.columns[n] for n in filled),
        rows=tuple(tuple(row[n] for n in filled) for row in cells),
    )


def table_of(id_: str, words: TableWords, answer: Answer) -> Table:
    """Return the frame of an answer as a table, terms and numbers and all."""
    names = answer.columns()
    headings = tuple(name.replace("_", " ") for name in names)
    texts, listed = answer.texts(), answer.rows()
    rows = ([field_cell(row, name, texts[name]) for name in texts] for row in listed)
    return table(id_, words._replace(columns=headings), rows, count=len(listed))


def field_cell(row: Row, name: str, text: Callable[[Any], str] = cell_text) -> Cell:
    """Return a field of a row as a cell, or what stands in place of its figure."""
    words = row.unrecorded(name)
    return plain(getattr(row, name), text) if words is None else Cell(words)


def plain(value: object, text: Callable[[Any], str] = cell_text) -> Cell:
    """Return a value as a cell, sorted as the number it is where its text is no number."""
    words = text(value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or NUMBER.fullmatch(words):
        return Cell(words)
    return Cell(words, sort=f"{value:.6g}" if isinstance(value, float) else str(value))


def day_cell(day: date | None, text: str) -> Cell:
    """Return words about a day as a cell, sorted by it; without a day it comes last.

    What is a day and nothing else, the page sorts as one by itself.
    """
    if day is None:
        return Cell(text, sort=LAST)
    return Cell(text, sort="" if text == words_of_day(day) else words_of_day(day))
