"""Tables as the page shows them: cells of words, with what to sort them by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reachmap.model.answer import Answer, cell_text

FIRST = 6
"""Rows of a long table that are in sight from the start."""

ALL_TO = 8
"""Most rows of a table that is not folded."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Attributes
    ----------
    text
        What it says.
    sort
        What it is sorted by, where that is not the text.
    node
        Id of a node that it offers to show on the map.
    leave
        Id of a node of whom it offers to say what changes if they leave.
    """

    text: str
    sort: str = ""
    node: str = ""
    leave: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the page.

    Attributes
    ----------
    id
        Anchor on the page and name of its CSV.
    title
        Its heading.
    lead
        A sentence before it.
    columns
        Headings.
    rows
        Cells, as many a row as there are columns.
    """

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lead: str = ""

    @property
    def first(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows that are in sight from the start."""
        return self.rows if len(self.rows) <= ALL_TO else self.rows[:FIRST]

    @property
    def others(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows that are folded away."""
        return self.rows[len(self.first) :]


def table(
    id_: str,
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell | str | None]],
    *,
    lead: str = "",
) -> Table:
    """Return a table of words; columns that are blank throughout are left out."""
    cells = [[part if isinstance(part, Cell) else Cell(part or "") for part in row] for row in rows]
    kept = [n for n in range(len(columns)) if n == 0 or any(row[n].text for row in cells)]
    return Table(
        id=id_,
        title=title,
        lead=lead,
        columns=tuple(columns[n] for n in kept),
        rows=tuple(tuple(row[n] for n in kept) for row in cells),
    )


def table_of(id_: str, title: str, answer: Answer, *, lead: str = "") -> Table:
    """Return the frame of an answer as a table, terms and numbers and all."""
    names = answer.columns()
    rows = [[plain(getattr(row, field)) for field in names.values()] for row in answer.rows()]
    return table(id_, title, [name.replace("_", " ") for name in names], rows, lead=lead)


def plain(value: object) -> Cell:
    """Return a value as a cell, sorted as the number it is."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Cell(cell_text(value))
    return Cell(cell_text(value), sort=f"{value:.6g}" if isinstance(value, float) else str(value))
