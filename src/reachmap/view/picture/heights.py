"""How high each node of an ordered column is, so that lines are as straight as they can be.

Columns take turns: each point goes to the mean of its neighbours beside, as near as the order
and the least distances allow (isotonic regression by pooling adjacent violators).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ROUNDS = 12
"""Times that all columns are gone through."""

STRAIGHT = 8.0
"""How much more it counts that a passing line is straight than that a node is near its own."""


def heights(
    columns: Sequence[Sequence[int]],
    pieces: Sequence[tuple[int, int]],
    rows: Mapping[int, float],
    high: float,
) -> dict[int, float]:
    """Return the height of each point, zero in the middle, from top to bottom.

    Parameters
    ----------
    columns
        Points of each column in their order.
    pieces
        Pairs of points of neighbouring columns that a line joins.
    rows
        Room that each point takes.
    high
        Height of the whole.
    """
    beside: defaultdict[int, list[int]] = defaultdict(list)
    for tail, head in pieces:
        beside[tail].append(head)
        beside[head].append(tail)
    needed = [_needed(column, rows) for column in columns]
    at = {
        point: float(height)
        for column, least in zip(columns, needed, strict=True)
        for point, height in zip(column, _spread(least, high), strict=True)
    }
    for turn in range(ROUNDS):
        numbers = range(len(columns))
        for number in numbers if turn % 2 else reversed(numbers):
            column = columns[number]
            wished = np.array([_mean([at[near] for near in beside[p]], at[p]) for p in column])
            weight = np.array([STRAIGHT if rows[p] < 1 and beside[p] else 1.0 for p in column])
            at |= zip(column, _nearest(wished, weight, needed[number], high), strict=True)
    return at


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _needed(column: Sequence[int], rows: Mapping[int, float]) -> Floats:
    """Return where the middles of points are that are as near as they may be, from 0."""
    room = np.array([rows[point] for point in column])
    middles: Floats = np.cumsum(room) - room / 2
    return middles


def _spread(needed: Floats, high: float) -> Floats:
    """Return heights that fill a column evenly."""
    if not len(needed):
        return needed
    heights: Floats = needed * (high / (needed[-1] + needed[0])) - high / 2
    return heights


def _nearest(wished: Floats, weight: Floats, needed: Floats, high: float) -> list[float]:
    """Return the heights next to those that are wished which keep order and distances."""
    if not len(needed):
        return []
    level = _rising(wished - needed, weight)
    lowest = high / 2 - needed[-1] - needed[0]
    at: list[float] = (np.clip(level, -high / 2, max(lowest, -high / 2)) + needed).tolist()
    return at


def _rising(values: Floats, weight: Floats) -> Floats:
    """Return the rising values that are next to some by least squares."""
    blocks: list[tuple[float, float, int]] = []
    for value, heavy in zip(values.tolist(), weight.tolist(), strict=True):
        block = (value, heavy, 1)
        while blocks and blocks[-1][0] >= block[0]:
            mean, mass, count = blocks.pop()
            whole = mass + block[1]
            block = ((mean * mass + block[0] * block[1]) / whole, whole, count + block[2])
        blocks.append(block)
    return np.repeat([mean for mean, _, _ in blocks], [count for _, _, count in blocks])
