"""How wide the columns of a table are: narrow ones as their words need, the rest shared out."""

from collections.abc import Sequence
from typing import NamedTuple

from reachmap.view.tables import Table

NARROW = 14
"""Letters up to which texts stand on one line."""

LONGEST = 60
"""Letters beyond which a longer text makes a column no wider."""


class Width(NamedTuple):
    """The width of a column, in letters; a shared one has its part of what is left."""

    letters: int
    shared: bool


def widths(whole: Table) -> list[Width]:
    """Return how wide each column is."""
    columns = zip(whole.columns, *([cell.text for cell in row] for row in whole.rows), strict=True)
    return [_width(heading, texts) for heading, *texts in columns]


def _width(heading: str, texts: Sequence[str]) -> Width:
    word = max((len(word) for text in (heading, *texts) for word in text.split()), default=1)
    longest = max(map(len, texts), default=1)
    if max(word, longest) <= NARROW:
        return Width(max(word, longest), shared=False)
    return Width(min(max(word + NARROW, longest), LONGEST), shared=True)
