"""The figures of charts: where lines and bars go. Templates draw them as inline SVG."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from reachmap.analysis.participation.rows import GroupHeard
from reachmap.analysis.participation.words import words_of_bar
from reachmap.analysis.voices.words import PAGE

SIZE = 260
"""Width and height of the Lorenz chart, in pixels."""

POINTS = 200
"""Most points of a curve: more cannot be seen."""

WIDEST = 3.0
"""Heard for every one expected, at the right end of the chart of shares."""

BAR_WIDTH = 320
BAR_HEIGHT = 26

MOST_BARS = 40
"""Most groups in the chart of shares: those heard least for their number."""


@dataclass(frozen=True, slots=True)
class Lorenz:
    """A curve of people, least often first, against the places they fill, with its words."""

    points: str
    """``x,y`` pairs for an SVG polyline."""
    words: str


def lorenz(frequencies: Sequence[int], half: int) -> Lorenz | None:
    """Return the Lorenz curve of attendances."""
    if not frequencies:
        return None
    sums = [0, *accumulate(sorted(frequencies))]
    step = max(1, len(sums) // POINTS)
    chosen = sorted({*range(0, len(sums), step), len(sums) - 1})
    points = " ".join(
        f"{SIZE * n / (len(sums) - 1):.1f},{SIZE * (1 - sums[n] / sums[-1]):.1f}" for n in chosen
    )
    words = PAGE["curve_words"].format(half=half, voices=len(frequencies), places=sums[-1])
    return Lorenz(points, words)


@dataclass(frozen=True, slots=True)
class Bar:
    """A group in the chart of people heard against people expected.

    `y` is its line, in pixels from the top; `left`, `right` and `at` the ends of the interval
    and the figure itself, in pixels from the left.
    """

    name: str
    y: int
    left: float
    right: float
    at: float
    words: str


def is_charted(row: GroupHeard) -> bool:
    """Return whether a figure of a group says something: of those nobody asked none does."""
    return row.ppr is not None and row.status != "not-recorded"


def bars(rows: Sequence[GroupHeard]) -> tuple[Bar, ...]:
    """Return the groups that were asked about and have a population, those heard least first."""
    known = [row for row in rows if is_charted(row)]
    return tuple(_bars(known[:MOST_BARS]))


def _bars(rows: Sequence[GroupHeard]) -> Iterator[Bar]:
    for line, row in enumerate(rows):
        left, right, at = (_across(ratio) for ratio in (row.low, row.high, row.ppr))
        yield Bar(row.name, line * BAR_HEIGHT, left, right, at, words_of_bar(row))


def _across(ratio: float | None) -> float:
    return round(BAR_WIDTH * min(ratio or 0.0, WIDEST) / WIDEST, 1)
