"""All routes that none beats: no other is at least as good on all of chance, cost and days.

Two steps, both backward from the groups, both with the three forward passes as bounds:

1. *What is best*: labels of a node hold the sums from there to the group, (weight, cost,
   days, links). A label falls where another of its node is no worse in all four, or where
   its best completion is no better than sums already met. Loops do not matter here, as a way
   without its loop is no worse.
2. *Which routes have it*: every route without a loop that has one of those sums. None beats it, so
   these are the routes within it as limits, and the search under limits finds them.

References
----------
.. [1] Martins, E. Q. V. (1984). On a multicriteria shortest path problem. European Journal
   of Operational Research 16(2), 236-245.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from reachmap.network import limits
from reachmap.network.limits import Limit, NodePath, SearchResult
from reachmap.network.search import Search
from reachmap.network.sweep import NEVER, OBJECTIVES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from reachmap.network.routes import ForwardPasses

Sums = tuple[int, int, int]


def pareto_routes(passes: ForwardPasses, ends: Sequence[int]) -> SearchResult:
    """Return all routes that none beats on chance, cost and days."""
    front = _Front(passes, sorted(set(ends)))
    sums_of, cut = _routes(passes, ends, front.sums(), front)
    every = set(sums_of.values())
    routes = [
        (sums, path) for path, sums in sums_of.items() if not cut or not _is_beaten(sums, every)
    ]
    routes.sort(key=lambda each: (each[0][0], len(each[1]), each[0][1], each[1]))
    return SearchResult([path for _, path in routes], cut)


def _routes(
    passes: ForwardPasses, ends: Sequence[int], best: Sequence[Sums], front: _Front
) -> tuple[dict[NodePath, Sums], bool]:
    """Return every route that has one of the best sums, and whether any search was cut."""
    sums_of: dict[NodePath, Sums] = {}
    cut, left = front.cut, limits.MOST_LABELS
    for sums in best:
        spending_limits = [
            Limit(most, price, floor)
            for most, price, floor in zip(sums, front.prices.T, front.floors, strict=True)
        ]
        search = Search(
            passes.question,
            passes.labels,
            ends=ends,
            diverse=False,
            spending_limits=spending_limits,
        )
        search.left = left
        sums_of |= {path: front.sums_of(path) for path in search.routes()}
        cut, left = cut or search.cut, search.left
    return sums_of, cut


def _is_beaten(sums: Sums, others: Collection[Sums]) -> bool:
    """Return whether some other sums are no worse in all and not the same."""
    return any(_reaches(other, sums) and other != sums for other in others)


def _reaches(low: Sequence[int], high: Sequence[int]) -> bool:
    """Return whether each of the first is at most its counterpart."""
    return all(a <= b for a, b in zip(low, high, strict=True))


class _Met:
    """Sums that were met, to be compared with all at once: rows that grow."""

    def __init__(self, width: int) -> None:
        self._rows = np.zeros((16, width), np.int64)
        self._count = 0

    def append(self, sums: Sequence[int]) -> None:
        """Add sums."""
        if self._count == len(self._rows):
            self._rows = np.concatenate((self._rows, np.zeros_like(self._rows)))
        self._rows[self._count] = sums
        self._count += 1

    def reaches(self, sums: Sequence[int]) -> bool:
        """Return whether some of those that were met are no worse in all."""
        return bool((self._rows[: self._count] <= sums).all(axis=1).any())


class _Front:
    """The sums that routes can have that no other route beats."""

    def __init__(self, passes: ForwardPasses, ends: Sequence[int]) -> None:
        self.network = passes.question.network
        self.max_hops = passes.question.max_hops
        self.ends = ends
        self.floors = [passes.floor(each) for each in OBJECTIVES]
        net = self.network
        self.prices = np.column_stack((net.weight, net.cost, net.days))
        self.most = tuple(
            NEVER if most is None else most for most in (None, passes.max_cost, passes.max_days)
        )
        self.bounds: dict[tuple[int, int], Sums | None] = {}
        self.left = 0
        self.cut = False

    def sums(self) -> list[Sums]:
        """Return the sums that routes can have and that no other route beats."""
        front: list[Sums] = []
        met, settled = _Met(3), defaultdict[int, _Met](lambda: _Met(4))
        heap: list[tuple[Sums, int, int, Sums]] = []
        for end in self.ends:
            self._push(heap, met, (end, (0, 0, 0), 0))
        self.left = limits.MOST_LABELS
        while heap and self._goes_on():
            best, links, node, sums = heappop(heap)
            label = (*sums, links)
            if met.reaches(best) or settled[node].reaches(label):
                continue
            settled[node].append(label)
            if self.network.is_team[node]:
                front.append(best)
                met.append(best)
            else:
                self._push(heap, met, (node, sums, links))
        return front

    def sums_of(self, path: NodePath) -> Sums:
        """Return the sums of a route."""
        links = [self.network.link(tail, head) for tail, head in pairwise(path)]
        weight, cost, days = self.prices[links].sum(axis=0).tolist()
        return weight, cost, days

    def _goes_on(self) -> bool:
        """Count one more label, and return whether there may be one."""
        self.left -= 1
        self.cut |= self.left < 0
        return self.left >= 0

    def _push(
        self,
        heap: list[tuple[Sums, int, int, Sums]],
        met: _Met,
        label: tuple[int, Sums, int],
    ) -> None:
        """Put in the heap the labels before a label, unless sums already met are no worse."""
        node, sums, links = label
        for best, tail, longer in self._before(node, sums, links):
            if not met.reaches(best):
                heappush(heap, (best, links + 1, tail, longer))

    def _before(self, node: int, sums: Sums, links: int) -> Iterator[tuple[Sums, int, Sums]]:
        """Yield what may come before a node: its best completion, its number and its sums."""
        net = self.network
        span = slice(int(net.head_start[node]), int(net.head_start[node + 1]))
        for tail, prices in zip(net.tail[span].tolist(), self.prices[span].tolist(), strict=True):
            least = self._least(tail, self.max_hops - links - 1)
            if least is None:
                continue
            longer = _sum(sums, prices)
            best = _sum(longer, least)
            if _reaches(best, self.most):
                yield best, tail, longer

    def _least(self, node: int, links: int) -> Sums | None:
        """Return the least of each sum from a team to a node; None where there is no way."""
        key = (node, links)
        if key not in self.bounds:
            labels = [each.within(int(each.latest[node]), links) for each in self.floors]
            if min(labels) < 0:
                self.bounds[key] = None
            else:
                least = [
                    int(f.price[label, 0]) for f, label in zip(self.floors, labels, strict=True)
                ]
                self.bounds[key] = (least[0], least[1], least[2])
        return self.bounds[key]


def _sum(one: Sums, other: Sequence[int]) -> Sums:
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2])
