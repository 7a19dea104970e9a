"""The figures of charts: where lines and bars go. Templates draw them as inline SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from reachmap.analysis.participation.rows import GroupHeard
from reachmap.view.picture.kinds import STATUS_WORDS

SIZE = 260
"""Width and height of the Lorenz chart, in pixels."""

POINTS = 200
"""Most points of a curve: more cannot be told apart."""

WIDEST = 3.0
"""Heard for every one expected, at the right end of the chart of shares."""

BAR_WIDTH = 320
BAR_HEIGHT = 26

MOST_BARS = 40
"""Most groups in the chart of shares: those heard least for their number."""


@dataclass(frozen=True, slots=True)
class Lorenz:
    """A curve of people, least often first, against the places they fill.

    Attributes
    ----------
    points
        ``x,y`` pairs for an SVG polyline.
    words
        What it shows, in a sentence.
    """

    points: str
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
    words = (
        f"The straight line is what even shares would give. The curve sags below it: {half} of "
        f"{len(frequencies):,} people fill half of the {sums[-1]:,} places."
    )
    return Lorenz(points, words)


@dataclass(frozen=True, slots=True)
class Bar:
    """A group in the chart of people heard against people expected.

    Attributes
    ----------
    name
        Of the group.
    y
        Its line, in pixels from the top.
    left, right, at
        Ends of the interval and the figure itself, in pixels from the left.
    words
        The same in words.
    """

    name: str
    y: int
    left: float
    right: float
    at: float
    words: str


def bars(rows: Sequence[GroupHeard]) -> tuple[Bar, ...]:
    """Return the groups of which a share is known, those heard least for their number first."""
    known = [row for row in rows if row.ppr is not None]
    known.sort(key=lambda row: (row.ppr or 0, row.group))
    return tuple(
        Bar(
            name=row.name,
            y=place * BAR_HEIGHT,
            left=_across(row.low),
            right=_across(row.high),
            at=_across(row.ppr),
            words=f"{out_of_ten(row.ppr)}, likely between "
            f"{10 * (row.low or 0):.0f} and {10 * (row.high or 0):.0f}: "
            f"{STATUS_WORDS[row.status]}",
        )
        for place, row in enumerate(known[:MOST_BARS])
    )


def _across(ratio: float | None) -> float:
    return round(BAR_WIDTH * min(ratio or 0.0, WIDEST) / WIDEST, 1)


def out_of_ten(ratio: float | None) -> str:
    """Return how much a group is heard for its number, in words.

    Examples
    --------
    >>> out_of_ten(0.46), out_of_ten(0.01), out_of_ten(38), out_of_ten(None)
    ('5 heard for every 10 expected', 'fewer than 1 heard for every 10 expected', \
'more than 100 heard for every 10 expected', '')
    """
    if ratio is None:
        return ""
    whole = round(10 * ratio)
    word = "more than 100" if ratio > 10 else str(whole) if whole or not ratio else "fewer than 1"  # noqa: PLR2004  ten times its share
    return f"{word} heard for every 10 expected"
