"""An answer as a table for people, as wide as the terminal that it is printed on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from reachmap.model.frame_types import is_number

if TYPE_CHECKING:
    from reachmap.model.answer import Answer, Row

LONGEST_WORD = 14
"""Most letters of a cell, or of a word of a longer one, that stay on one line."""

NO_LIMIT = 10_000
"""Width of a table that may be as wide as it is."""


SPACE = 3
"""Columns of the screen between two columns of a table."""


BLANK = 2
"""Letters that a line of a folded cell leaves blank, more or less, as words stay whole."""

MOST_MEASURED = 200
"""Most rows by which columns are measured."""


def with_cells(
    answer: "Answer", columns: Mapping[str, str], rows: Sequence["Row"]
) -> dict[str, str]:
    """Return the columns that hold something in one of some rows: others would be blank."""
    from reachmap.model.answer import text_in

    texts = {name: answer.text_of(name) for name in columns.values()}
    return {
        column: name
        for column, name in columns.items()
        if any(text_in(row, name, texts[name]) for row in rows)
    }


def print_table(
    answer: "Answer", columns: Mapping[str, str], rows: Iterable["Row"], *, wide: bool
) -> None:
    """Print rows under headings, numbers to the right; a wide table folds no cell."""
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table

    from reachmap.model.answer import text_in

    console = Console(
        color_system=None,
        markup=False,
        emoji=False,
        highlight=False,
        width=NO_LIMIT if wide else None,
    )
    texts = {name: answer.text_of(name) for name in columns.values()}
    cells = [[text_in(row, name, text) for name, text in texts.items()] for row in rows]
    headings = [column.replace("_", " ") for column in columns]
    widths = widths_of(headings, cells, room=console.width)
    table = Table(box=SIMPLE, show_edge=False, pad_edge=False)
    for heading, name, width in zip(headings, columns.values(), widths, strict=True):
        number = is_number(answer.row, name)
        table.add_column(
            heading,
            justify="right" if number else "left",
            overflow="fold",
            no_wrap=wide,
            width=width,
        )
    for row in cells:
        table.add_row(*row)
    console.print(table)


def widths_of(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, room: int
) -> list[int] | list[None]:
    """Return how wide columns are, so that cells have few lines and none has very many.

    Width goes where it takes away the most, by the squares of the lines of all cells. None each
    where all have room as they are, or their longest words have not.

    Examples
    --------
    >>> widths_of(["who", "what"], [["Ann Bo", "one two three four five six"]], room=24)
    [6, 11]
    """
    import numpy as np
    from rich.cells import cell_len

    columns = [*zip(headings, *rows[:MOST_MEASURED], strict=True)]
    sizes = np.array([[*map(cell_len, column)] for column in columns])
    words = [max(cell_len(word) for cell in column for word in cell.split()) for column in columns]
    widths = np.array(
        [
            whole if whole <= LONGEST_WORD else min(LONGEST_WORD, word)
            for word, whole in zip(words, sizes.max(axis=1).tolist(), strict=True)
        ]
    )
    left = room - SPACE * (len(columns) - 1)
    if sizes.max(axis=1).sum() <= left or widths.sum() > left:
        return [None] * len(columns)

    def lines(column: int, width: int) -> int:
        """Return the squares of the lines of a column, some of each line left blank by words."""
        whole = sizes[column]
        count = np.where(whole <= width, 1, np.ceil(whole / max(width - BLANK, 1)))
        return int((count**2).sum())

    while spare := int(left - widths.sum()):
        gain, more, column = max(
            ((lines(at, width) - lines(at, width + more)) / more, more, at)
            for at, width in enumerate(widths.tolist())
            for more in range(1, spare + 1)
        )
        if not gain > 0:
            break
        widths[column] += more
    return [int(width) for width in widths]
