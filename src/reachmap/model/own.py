"""What a row says in columns of people's own, which are kept with it and mean nothing to us.

Each is a text such as ``x_colour: green``: a heading has no blanks, so the first ``: `` ends it.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import AfterValidator

from reachmap.errors import quoted
from reachmap.model.texts import clean_item, clean_text, plain

OWN = "own"
"""The field of a record that holds them."""

START = "x_"
"""Start of the headings of columns that are people's own without being listed."""

BETWEEN = ": "


def clean_heading(heading: str) -> str:
    """Return the heading of a column of people's own in its plain form."""
    name = plain(clean_item(heading))
    if not (name[0].isalnum() or name[0] == "_"):
        message = f"{quoted(heading)} does not begin with a letter or a figure"
        raise ValueError(message)
    return name


def own_texts(cells: Mapping[str, str]) -> tuple[str, ...]:
    """Return cells by heading as texts.

    Examples
    --------
    >>> own_texts({"x_ward": "North", "x_colour": "green"})
    ('x_colour: green', 'x_ward: North')
    """
    return tuple(f"{heading}{BETWEEN}{cells[heading]}" for heading in sorted(cells))


def own_cells(texts: Sequence[str]) -> dict[str, str]:
    """Return texts as cells by heading.

    Examples
    --------
    >>> own_cells(("x_colour: green",))
    {'x_colour': 'green'}
    """
    return {heading: cell for heading, _, cell in (text.partition(BETWEEN) for text in texts)}


def joined(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    """Return the texts of two rows as those of one; nothing where they differ under a heading.

    Examples
    --------
    >>> joined(("x_a: 1",), ("x_a: 1", "x_b: 2")), joined(("x_a: 1",), ("x_a: 2",))
    (('x_a: 1', 'x_b: 2'), ())
    """
    ours, theirs = own_cells(first), own_cells(second)
    same = all(theirs.get(heading, cell) == cell for heading, cell in ours.items())
    return own_texts(ours | theirs) if same else ()


def _clean(texts: tuple[str, ...]) -> tuple[str, ...]:
    cells: dict[str, str] = {}
    for text in texts:
        heading, _, cell = text.partition(BETWEEN)
        if heading in cells or heading != clean_heading(heading) or not cell.strip():
            message = f"{quoted(text)} is not a heading of its own and its cell, as 'x_ward: North'"
            raise ValueError(message)
        cells[heading] = clean_text(cell)
    return own_texts(cells)


Heading = Annotated[str, AfterValidator(clean_heading)]
OwnTexts = Annotated[tuple[str, ...], AfterValidator(_clean)]
