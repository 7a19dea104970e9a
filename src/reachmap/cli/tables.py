"""An answer as a table for people, as wide as the terminal that it is printed on."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from reachmap.model.frame_types import is_number

if TYPE_CHECKING:
    from reachmap.model.answer import Answer, Row

LONGEST_WORD = 14
"""Most letters of a heading that stay on one line."""

NO_LIMIT = 10_000
"""Width of a table that may be as wide as it is."""


def print_table(
    answer: "Answer", columns: Mapping[str, str], rows: Iterable["Row"], *, wide: bool
) -> None:
    """Print rows under headings, numbers to the right; a wide table folds no cell."""
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table

    from reachmap.model.answer import text_in

    table = Table(box=SIMPLE, show_edge=False, pad_edge=False)
    for column, name in columns.items():
        heading = column.replace("_", " ")
        number = is_number(answer.row, name)
        table.add_column(
            heading,
            justify="right" if number else "left",
            overflow="fold",
            no_wrap=wide,
            min_width=min(LONGEST_WORD, max(map(len, heading.split()))),
        )
    texts = {name: answer.text_of(name) for name in columns.values()}
    for row in rows:
        table.add_row(*(text_in(row, name, text) for name, text in texts.items()))
    console = Console(
        color_system=None,
        markup=False,
        emoji=False,
        highlight=False,
        width=NO_LIMIT if wide else None,
    )
    console.print(table)
