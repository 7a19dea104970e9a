"""How lines bend, so that none runs through a node that it does not join.

A bent line is one quadratic curve. Its control point follows the rule by which the picture
library draws lines that are `curvedCW`, or `curvedCCW` where it is below zero, with a
roundness from 0 to 1; 0 is straight.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Link = tuple[str, str]
Floats = NDArray[np.float64]

CLEAR = 6.5
"""How far the middle of a line keeps from the middle of a node."""

RIM = 5.3
"""How far it keeps at the least, where there is no room for more: outside the rim of a node."""

BULGE = 0.3
"""How much a line bends, to the right, that joins two nodes of one column."""

TRIES, MOST_TRIED = 51, 15_000
"""Bends tried of each line, and of all lines together where there are very many."""

EDGE = 7
"""How far a line may leave the picture."""

STEP, MOST = 0.02, 0.96
"""Between the bends that are tried, and the largest."""

FINE = 0.01
"""Between the bends that are tried of lines for which none of these will do."""

POINTS = 96
"""Points of a line that are looked at."""


def bends(
    spots: Mapping[str, tuple[int, int]], wished: Mapping[Link, Sequence[float]]
) -> dict[Link, int]:
    """Return how much each line bends that is not straight, in hundredths.

    A line that must bend passes columns as near as it can to the heights wished for it.
    """
    if not wished:
        return {}
    numbers = {id_: n for n, id_ in enumerate(spots)}
    places = np.array([*spots.values()], float)
    ends = np.array([[numbers[tail], numbers[head]] for tail, head in wished])
    wish = np.array([_wish(spots, link, points) for link, points in wished.items()])
    best = np.zeros(len(ends))
    fewest = nodes_met(places, ends, best)

    def attempt(left: NDArray[np.int64], tried: Floats, clear: float = CLEAR) -> None:
        met = nodes_met(places, ends[left], tried, clear)
        better = met < fewest[left]
        best[left[better]], fewest[left[better]] = tried[better], met[better]

    for shift in _shifts(min(TRIES, MOST_TRIED // len(ends))):
        left = np.flatnonzero(fewest)
        attempt(left, np.clip(wish[left] + shift, -MOST, MOST))
    # The few that still come near a node may bend by anything, and only clear its rim.
    left = np.flatnonzero(fewest)
    fewest[left] = nodes_met(places, ends[left], best[left], RIM)
    for bend in sorted(np.arange(-MOST, MOST, FINE), key=abs):
        left = np.flatnonzero(fewest)
        if not 0 < len(left) <= MOST_TRIED * FINE / MOST:
            break
        attempt(left, np.full(len(left), bend), RIM)
    hundredths = np.rint(best * 100).astype(int).tolist()
    return {link: bend for link, bend in zip(wished, hundredths, strict=True) if bend}


def _shifts(tries: int) -> list[float]:
    """Return by how much the bend differs from the wished one, the least first."""
    return [0.0, *(side * STEP * n for n in range(1, tries // 2 + 1) for side in (-1, 1))]


def _wish(spots: Mapping[str, tuple[int, int]], link: Link, points: Sequence[float]) -> float:
    """Return the bend with which a line passes about the middle of the wished heights."""
    (x0, y0), (x1, y1) = spots[link[0]], spots[link[1]]
    if x0 == x1:
        return math.copysign(BULGE, y1 - y0)
    if len(points) <= len(link):
        return 0.0
    aside = sum(points[1:-1]) / (len(points) - 2) - (y0 + y1) / 2
    most = np.linspace(0, MOST, 97)
    middle = (1 + most) / 4 * np.sin(most * np.pi / 2) * math.hypot(x1 - x0, y1 - y0)
    bend = float(np.interp(abs(aside), middle, most))
    return round(math.copysign(bend, aside * (x0 - x1)), 2)


def curves(places: Floats, ends: NDArray[np.int64], bend: Floats, points: int = POINTS) -> Floats:
    """Return points along each line: an array of lines by points by two.

    Parameters
    ----------
    places
        Where nodes are, an array of nodes by two.
    ends
        The numbers of the nodes that each line joins, lines by two.
    bend
        The roundness of each line.
    points
        How many points, both ends among them.
    """
    start, end = places[ends[:, 0]], places[ends[:, 1]]
    across, up = (end - start)[:, 0], (start - end)[:, 1]
    part = np.abs(bend) / 2 + 0.5
    angle = np.arctan2(up, across) + np.pi / 2 + np.sign(bend) * np.abs(bend) * np.pi / 2
    reach = (part * np.hypot(across, up))[:, None]
    control = start + reach * np.stack([np.sin(angle), np.cos(angle)], axis=1)
    t = np.linspace(0, 1, points)[None, :, None]
    ways = [start[:, None], control[:, None], end[:, None]]
    drawn: Floats = (1 - t) ** 2 * ways[0] + 2 * t * (1 - t) * ways[1] + t**2 * ways[2]
    return drawn


def nodes_met(
    places: Floats, ends: NDArray[np.int64], bend: Floats, clear: float = CLEAR
) -> NDArray[np.int64]:
    """Return how many nodes each line runs through, its own ends left out, and the edges."""
    drawn = curves(places, ends, bend)
    high, low = places[:, 1].min() - EDGE, places[:, 1].max() + EDGE
    outside = (drawn[:, :, 1] < high) | (drawn[:, :, 1] > low)
    met: NDArray[np.int64] = outside.any(axis=1).astype(np.int64)
    for x in np.unique(places[:, 0]):
        own = np.flatnonzero(places[:, 0] == x)
        own = own[np.argsort(places[own, 1])]
        line, point = np.nonzero(np.abs(drawn[:, :, 0] - x) < clear)
        at = drawn[line, point]
        near = np.searchsorted(places[own, 1], at[:, 1])
        through = [
            _through(
                own[np.clip(near + side, 0, len(own) - 1)], line, at, places, ends, clear=clear
            )
            for side in (-1, 0)
        ]
        hit = np.unique(np.concatenate(through), axis=0)
        met += np.bincount(hit[:, 0], minlength=len(ends))
    return met


def _through(
    nodes: NDArray[np.int64],
    line: NDArray[np.int64],
    at: Floats,
    places: Floats,
    ends: NDArray[np.int64],
    *,
    clear: float,
) -> NDArray[np.int64]:
    """Return lines and nodes, a pair a row, where a point of the line is within the node."""
    is_end = (nodes == ends[line, 0]) | (nodes == ends[line, 1])
    inside = np.hypot(*(at - places[nodes]).T) < clear
    pairs: NDArray[np.int64] = np.stack([line, nodes], axis=1)[inside & ~is_end]
    return pairs
