"""Nodes of each column in an order in which few lines cross.

Barycentre sweeps give a start (Sugiyama and others 1981); then each node is sifted to its best
place among its column while the columns beside it stand still (Matuszewski and others 1999),
and the best order is shaken a little, again and again, and kept where fewer lines cross.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Piece = tuple[int, int]
"""A piece of a line, between a point of one column and a point of the next."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

SWEEPS = 8
"""Times that columns are put in order by the mean of their neighbours."""

SIFTS = 30
"""Most times that columns are sifted one after another."""

SHAKES = 300
"""Most times that an order is shaken, to see whether a better one is near."""

WARM = 0.04
"""Of the crossings at first, how many more an order may well have that is taken at first."""

SEED = 2
"""Of the dice: of six tried on the demo, the one that led to the fewest crossings."""

WORK = 6_000_000
"""Most pairs of points that are compared in shaking: a second of a slow machine."""

SIFTED_TO = 300
"""Most points of a column that is sifted; for longer ones the barycentre must do."""

SHAKEN, STRENGTH, LEAST = 0.2, 0.06, 0.7
"""How near to a height points are shaken, by how much, in heights of the column, and both at
the least in rows."""


@dataclass(frozen=True, slots=True)
class Between:
    """The pieces of lines between two columns, as places in the two, by the first."""

    tails: Ints
    heads: Ints
    points: Ints
    """The places in the first that have a piece."""
    starts: Ints
    """Where the pieces of each begin."""

    @classmethod
    def of(cls, tails: Ints, heads: Ints) -> "Between":
        """Return pieces sorted by their first place."""
        order = np.argsort(tails, kind="stable")
        points, starts = np.unique(tails[order], return_index=True)
        return cls(tails[order], heads[order], points, starts)


def in_order(
    columns: Sequence[Sequence[int]],
    pieces: Iterable[Piece],
    families: Mapping[int, Hashable] = MappingProxyType({}),
) -> list[list[int]]:
    """Return columns of points in an order in which few pieces cross.

    Points of the last column that have the same family are next to each other, in a column of
    at most 300.
    """
    untangling = _Untangling(columns, pieces)
    untangling.sweep()
    untangling.sift()
    parts = 2 if columns and families else 1
    untangling.shake(parts)
    if columns and families:
        untangling.gather([families.get(point, point) for point in columns[-1]])
    return [
        [column[row] for row in order]
        for column, order in zip(columns, untangling.orders, strict=True)
    ]


def crossings(columns: Sequence[Sequence[int]], pieces: Iterable[Piece]) -> int:
    """Return how many pieces of lines cross between columns in this order."""
    return _Untangling(columns, pieces).crossings()


class _Untangling:
    """Columns that are being put in order; an order holds places of the column as given."""

    def __init__(self, columns: Sequence[Sequence[int]], pieces: Iterable[Piece]) -> None:
        self.orders: list[Ints] = [np.arange(len(column)) for column in columns]
        self.sizes = [len(column) for column in columns]
        self.onward = _between(columns, pieces)
        self.back = [Between.of(met.heads, met.tails) for met in self.onward]
        self.families: list[Ints] = []
        """Points of the last column by family, where families are to be together."""

    def sweep(self) -> None:
        """Order columns by the mean of their neighbours, from left to right and back."""
        heights = [_heights(order) for order in self.orders]
        last = len(self.sizes) - 1
        for sweep in range(SWEEPS):
            onward = sweep % 2 == 0
            for number in range(1, last + 1) if onward else range(last - 1, -1, -1):
                beside = number - 1 if onward else number + 1
                met = self.back[beside] if onward else self.onward[number]
                means = _means(met, heights[beside], heights[number])
                self.orders[number] = np.argsort(means, kind="stable")
                heights[number] = _heights(self.orders[number])

    def sift(self) -> int:
        """Move each point to its best place while fewer pieces cross; return how many do."""
        numbers = [n for n, size in enumerate(self.sizes) if 1 < size <= SIFTED_TO]
        waiting = set(numbers)
        for sift in range(SIFTS):
            for number in numbers if sift % 2 == 0 else reversed(numbers):
                if number in waiting and self._sift(number):
                    waiting |= {number - 1, number + 1}
                waiting.discard(number)
            if waiting.isdisjoint(numbers):
                break
        return self.crossings()

    def _sift(self, number: int) -> bool:
        """Sift one column, and return whether its order changed."""
        before, costs = self.orders[number], self._costs(number)
        if self.families and number == len(self.sizes) - 1:
            self.orders[number] = _together(costs, before, self.families)
            return not np.array_equal(self.orders[number], before)
        self.orders[number] = _sifted(costs, before)
        return self.orders[number] is not before

    def shake(self, parts: int) -> None:
        """Shake the order at some height, again and again, and keep the best there was.

        It does so in so many parts of the time that there is for it.
        """
        dice = np.random.default_rng(SEED)
        first = now = fewest = self.crossings()
        orders = best = self.orders
        times = min(SHAKES, WORK // (sum(size * size for size in self.sizes) + 1)) // parts
        for left in range(times, 0, -1):
            if not fewest:
                break
            at = dice.random()
            self.orders = [_shaken(order, at, dice) for order in orders]
            more = self.sift() - now
            if more <= 0 or dice.random() < np.exp(-more / (WARM * first * left / times)):
                now, orders = now + more, self.orders
            if now < fewest:
                fewest, best = now, orders
        self.orders = best

    def gather(self, names: Sequence[Hashable]) -> None:
        """Put families of the last column together, by their names, and untangle the rest anew."""
        self.families = _families(names)
        self.sift()
        self.shake(2)

    def crossings(self) -> int:
        """Return how many pieces cross."""
        return sum(
            _crossings(met, self.orders[number], self.orders[number + 1])
            for number, met in enumerate(self.onward)
        )

    def _costs(self, number: int) -> Floats:
        """Return the crossings between pieces of two points of a column: the first above."""
        costs = np.zeros((self.sizes[number],) * 2)
        if number > 0:
            _add_costs(costs, self.back[number - 1], self.orders[number - 1])
        if number + 1 < len(self.sizes):
            _add_costs(costs, self.onward[number], self.orders[number + 1])
        return costs


def _families(names: Sequence[Hashable]) -> list[Ints]:
    """Return the points of each family of a column, by the names of their families."""
    members: defaultdict[Hashable, list[int]] = defaultdict(list)
    for point, name in enumerate(names):
        members[name].append(point)
    return [np.array(points) for points in members.values()]


def _together(costs: Floats, order: Ints, families: Sequence[Ints]) -> Ints:
    """Return an order with families together, that no move of one, or within one, betters."""
    ranks = _ranks(order)
    belongs = np.zeros((len(families), len(order)))
    for number, points in enumerate(families):
        belongs[number, points] = 1
    middle = belongs @ ranks / belongs.sum(axis=1)
    whole = _sifted(belongs @ costs @ belongs.T, np.argsort(middle, kind="stable"))
    return np.concatenate([_within(costs, families[n], ranks) for n in whole.tolist()])


def _within(costs: Floats, points: Ints, ranks: Ints) -> Ints:
    """Return the points of a family in an order in which few of their pieces cross."""
    own = points[np.argsort(ranks[points])]
    return own[_sifted(costs[np.ix_(own, own)], np.arange(len(own)))] if len(own) > 1 else own


def _between(columns: Sequence[Sequence[int]], pieces: Iterable[Piece]) -> list[Between]:
    """Return the pieces by the column where they begin."""
    rows = {p: (number, n) for number, column in enumerate(columns) for n, p in enumerate(column)}
    ends: list[list[tuple[int, int]]] = [[] for _ in columns[1:]]
    for piece in sorted(pieces):
        (number, tail), (_, head) = sorted(rows[point] for point in piece)
        ends[number].append((tail, head))
    arrays = [np.array(pairs, np.int64).reshape(-1, 2) for pairs in ends]
    return [Between.of(array[:, 0], array[:, 1]) for array in arrays]


def _ranks(order: Ints) -> Ints:
    """Return at which place each point is."""
    ranks = np.empty_like(order)
    ranks[order] = np.arange(len(order))
    return ranks


def _heights(order: Ints) -> Floats:
    """Return how far down its column each point is, from 0 to 1."""
    heights: Floats = (_ranks(order) + 0.5) / max(len(order), 1)
    return heights


def _means(met: Between, beside: Floats, own: Floats) -> Floats:
    """Return the mean height of the neighbours of each point, or its own where it has none."""
    count = np.bincount(met.tails, minlength=len(own))
    total = np.bincount(met.tails, weights=beside[met.heads], minlength=len(own))
    return np.where(count > 0, total / np.maximum(count, 1), own)


def _add_costs(costs: Floats, met: Between, beside: Ints) -> None:
    """Add the crossings of the pieces that two points have to one of the columns beside."""
    if not len(met.tails):
        return
    to = _ranks(beside)[met.heads]
    table = np.zeros((len(costs), len(beside)))
    np.add.at(table, (met.tails, to), 1)
    higher = table.cumsum(axis=1) - table
    costs[met.points] += np.add.reduceat(higher.T[to], met.starts, axis=0)


def _crossings(met: Between, order: Ints, beside: Ints) -> int:
    """Return how many pieces between two columns cross."""
    at, to = _ranks(order)[met.tails], _ranks(beside)[met.heads]
    table = np.zeros((len(order), len(beside)), np.int64)
    np.add.at(table, (at, to), 1)
    higher = np.cumsum(table, axis=0) - table
    further = np.cumsum(higher[:, ::-1], axis=1)[:, ::-1] - higher
    return int(further[at, to].sum())


def _sifted(costs: Floats, order: Ints) -> Ints:
    """Return an order that no move of a single point betters."""
    gains = costs - costs.T
    while len(movers := _movers(gains[np.ix_(order, order)])):
        for point in order[movers]:
            order = _moved(gains[point], order, int(point))
    return order


def _movers(gains: Floats) -> Ints:
    """Return the places of points that are better off elsewhere."""
    after = gains.cumsum(axis=1)
    upper = _upper(len(gains))
    down = np.where(upper, after, -np.inf).max(axis=1)
    up = np.where(upper.T, after - gains, -np.inf).max(axis=1)
    better: NDArray[np.bool_] = np.maximum(up, down) > after.diagonal()
    return better.nonzero()[0]


@lru_cache(maxsize=16)
def _upper(size: int) -> NDArray[np.bool_]:
    """Return which places of a square are on or above its diagonal."""
    return np.tri(size, dtype=np.bool_).T


def _moved(gains: Floats, order: Ints, point: int) -> Ints:
    """Return the order with a point at its best place, or as it was if none is better."""
    now = int((order == point).argmax())
    saved = gains[order].cumsum()  # nothing at the point itself
    here, most = saved[now], saved.max()
    # Before the first of all is a place too, where nothing is saved yet; what lies between is
    # the same as after the last.
    if here >= max(most, 0):
        return order
    if most <= 0:
        return np.concatenate([order[now : now + 1], order[:now], order[now + 1 :]])
    (fits,) = (saved == most).nonzero()
    to = int(fits[len(fits) // 2])
    if to > now:
        return np.concatenate(
            [order[:now], order[now + 1 : to + 1], order[now : now + 1], order[to + 1 :]]
        )
    return np.concatenate(
        [order[: to + 1], order[now : now + 1], order[to + 1 : now], order[now + 1 :]]
    )


def _shaken(order: Ints, at: float, dice: np.random.Generator) -> Ints:
    """Return an order with the points about a height moved a little."""
    rows = max(len(order), 1)
    heights = (np.arange(len(order)) + 0.5) / rows
    near = np.abs(heights - at) < max(SHAKEN, LEAST / rows)
    moved = heights + near * dice.normal(0, max(STRENGTH, LEAST / rows), len(order))
    return order[np.argsort(moved, kind="stable")]
