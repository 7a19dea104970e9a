"""The backward search: complete routes to a group, best first, one after the other.

A *suffix* is the end of a route, from some node to the group. The forward pass prices the
best way from a team to each node, so the best completion of a suffix is known at once, and
suffixes taken in the order of their best completions give routes in the order of the
contract. The one flaw: that completion may meet the suffix again. Such a suffix is extended
as it is, which is cheap and nearly always enough; but in a dead end this would walk every
path there is. So after `PATIENCE` fruitless suffixes the forward pass is run again
without the nodes of a suffix (as Lawler did), which settles all that extends it.

Under limits on cost or days a suffix whose least completion overspends is dropped, by a
forward pass of its own for each limit, and a completion that overspends is no route.

For `diverse` a completion must also bring an intermediary not seen before; when many do not,
the forward pass is run for ways that pass one. Such a way may have to pass a node twice, out
to the new one and back: where every way to some nodes and every way from them pass the same
node, no route has them, and they count as seen. To find a route through a given node is hard
in general. So with that rule, and only then, the number of suffixes can still grow with the
number of paths that the hop limit allows.

References
----------
.. [1] Lawler, E. L. (1972). A procedure for computing the K best solutions to discrete
   optimization problems and its application to the shortest path problem. Management
   Science 18(7), 401-405.
.. [2] Yen, J. Y. (1971). Finding the K shortest loopless paths in a network. Management
   Science 17(11), 712-716.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from reachmap.network import limits
from reachmap.network.sweep import Labels, RouteQuestion, leads_to, link_prices, sweep

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reachmap.network.index import Bools
    from reachmap.network.limits import Limit

PATIENCE = 32
"""Fruitless suffixes in a row before the forward pass is run again without their nodes."""

Key = tuple[int, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """The least that completions cost when they pass no closed node."""

    plain: Labels
    """The best ways."""

    closed: Bools
    """Shape (nodes,): nodes that they do not pass."""

    idle: Bools
    """Shape (nodes,): nodes that no route can have, as it would pass another node twice."""

    fresh: Labels | None = None
    """The best ways that pass an intermediary not seen before, once these were needed."""

    seen: int = -1
    """How many intermediaries had been seen when `fresh` was made."""

    tried: set[int] = field(default_factory=set)
    """Nodes checked for idle nodes behind them."""


@dataclass(slots=True, eq=False)
class Suffix:
    """The end of a route: a node, and the suffix that it was put before."""

    node: int
    above: Suffix | None = None
    first: int = 0
    second: int = 0
    links: int = 0
    spent: tuple[int, ...] = ()
    """The sum over its links of each limited price."""
    label: int = -1
    labels: Labels | None = None
    bounds: Bounds | None = None
    """The bounds that the label comes from."""
    beyond: Bounds | None = None
    """Bounds without its nodes, for all that extends this suffix, once they are worth making."""
    walk: tuple[int, ...] = ()

    def chain(self) -> list[int]:
        """Return the nodes from this suffix's own to the group."""
        nodes, at = [self.node], self.above
        while at is not None:
            nodes.append(at.node)
            at = at.above
        return nodes

    def completion(self) -> tuple[int, ...]:
        """Return the best completion, from team to group; it may pass a node twice."""
        if not self.walk and self.labels is not None:
            self.walk = (*self.labels.path(self.label), *self.chain()[1:])
        return self.walk

    def __lt__(self, other: Suffix) -> bool:
        """Order suffixes whose completions cost the same by the ids along them."""
        return self.completion() < other.completion()


class Search:
    """One question's routes to some groups, in order.

    A search under limits looks at no more than `left` suffixes; `cut` says whether that stopped it.
    """

    def __init__(
        self,
        question: RouteQuestion,
        labels: Labels,
        *,
        ends: Sequence[int],
        diverse: bool,
        spending_limits: Sequence[Limit] = (),
    ) -> None:
        self.question = question
        self.spending_limits = spending_limits
        self.left = limits.MOST_LABELS
        self.cut = False
        self.network = question.network
        self.diverse = diverse
        self.chance_first = question.objective == "chance"
        self.ends = sorted(set(ends))
        self.prices = link_prices(question.network, question.objective)
        self.bounds = Bounds(labels, question.closed, np.zeros(self.network.size, np.bool_))
        self.seen: set[int] = set()
        self.fruitless = 0
        self.heap: list[tuple[Key, Suffix]] = []

    def routes(self) -> Iterator[tuple[int, ...]]:
        """Yield routes as node numbers from a team to a group, best first."""
        for end in self.ends:
            self._extend(Suffix(end, spent=(0,) * len(self.spending_limits)), {end})
        while self.heap:
            self.left -= 1
            self.cut = bool(self.spending_limits) and self.left < 0
            if self.cut:
                return
            _, suffix = heappop(self.heap)
            bounds = self._nearest(suffix.above)
            if bounds is not suffix.bounds:
                self._price_again(suffix, bounds)
                continue
            chain, walk = suffix.chain(), suffix.completion()
            before = walk[: len(walk) - len(chain)]
            if self._is_route(walk):
                yield walk
                self.fruitless = 0
                self.seen.update(walk[1:-1])
                self._branch(suffix, chain, before)
            else:
                self._pursue(suffix, chain, before)

    def _is_route(self, walk: tuple[int, ...]) -> bool:
        """Return whether a way is a route: no node twice, a new intermediary, within the limits."""
        between = walk[1:-1]
        if len(set(walk)) < len(walk):
            return False
        if self.diverse and between and self.seen.issuperset(between):
            return False
        if not self.spending_limits:
            return True
        links = [self.network.link(tail, head) for tail, head in pairwise(walk)]
        return all(int(limit.price[links].sum()) <= limit.most for limit in self.spending_limits)

    def _nearest(self, suffix: Suffix | None) -> Bounds:
        """Return the tightest bounds there are for what extends a suffix."""
        holder = self._holder(suffix)
        return self.bounds if holder is None or holder.beyond is None else holder.beyond

    def _holder(self, suffix: Suffix | None) -> Suffix | None:
        """Return the longest part of a suffix that has bounds of its own."""
        while suffix is not None and suffix.beyond is None:
            suffix = suffix.above
        return suffix

    def _labels(self, suffix: Suffix | None, bounds: Bounds) -> tuple[Labels, int]:
        """Return the labels that price what extends a suffix, and the offset of their states."""
        if bounds.fresh is None:
            return bounds.plain, 0
        intermediaries = () if suffix is None else suffix.chain()[:-1]
        if not self.seen.issuperset(intermediaries):
            return bounds.plain, 0
        return bounds.fresh, self.network.size

    def _branch(self, suffix: Suffix, chain: list[int], before: tuple[int, ...]) -> None:
        """Put in the heap every way of leaving a route that was yielded."""
        used = set(chain)
        for along in reversed(before):
            suffix = self._extend(suffix, used, along=along)
            used.add(along)

    def _pursue(self, suffix: Suffix, chain: list[int], before: tuple[int, ...]) -> None:
        """Go on from a suffix whose best completion is no route."""
        self.fruitless += 1
        if self.fruitless > PATIENCE and self._tighten(suffix, before):
            self._price_again(suffix, self._nearest(suffix.above))
        else:
            self._extend(suffix, set(chain))

    def _tighten(self, suffix: Suffix, before: Sequence[int]) -> bool:
        """Make better bounds for a suffix; return whether there were any to be made."""
        met, at = None, suffix.above
        while at is not None:
            met = at if at.node in before else met
            at = at.above
        if met is not None:
            # The bounds made nearest to the group settle the most suffixes.
            met.beyond = self._without(met, self._nearest(met))
            return True
        holder, bounds = self._holder(suffix.above), self._nearest(suffix.above)
        if not self.diverse:
            return False
        if bounds.seen == len(self.seen):
            idle = self._idle(holder, bounds, before)
            if idle is None:
                return False
            bounds = replace(bounds, idle=idle)
        better = self._with_fresh(bounds, self._links_left(holder))
        if holder is None:
            self.bounds = better
        else:
            holder.beyond = better
        return True

    def _links_left(self, holder: Suffix | None) -> int:
        """Return the most links of what comes before any extension of a suffix."""
        return self.question.max_hops - 1 - (0 if holder is None else holder.links)

    def _idle(self, holder: Suffix | None, bounds: Bounds, before: Sequence[int]) -> Bools | None:
        """Return the nodes that can be passed only by passing a node of a way twice."""
        twice = next((node for node in before if before.count(node) > 1), None)
        if twice is None or twice in bounds.tried:
            return None
        bounds.tried.add(twice)
        closed = bounds.closed.copy()
        closed[twice] = True
        links = self._links_left(holder)
        ends = self.ends if holder is None else [holder.node]
        ahead = sweep(replace(self.question, closed=closed), links=links).latest >= 0
        behind = leads_to(self.network, ends, closed=closed, links=links)
        idle = bounds.idle | ~(ahead | behind)
        idle[twice] = bounds.idle[twice]
        return None if (idle == bounds.idle).all() else idle

    def _without(self, suffix: Suffix, looser: Bounds) -> Bounds:
        """Return bounds for what extends a suffix, without its nodes."""
        closed = looser.closed.copy()
        closed[suffix.chain()] = True
        links = self._links_left(suffix)
        labels = sweep(replace(self.question, closed=closed), links=links)
        bounds = Bounds(labels, closed, looser.idle)
        return bounds if looser.fresh is None else self._with_fresh(bounds, links)

    def _with_fresh(self, bounds: Bounds, links: int) -> Bounds:
        """Return the bounds with the best ways that pass an intermediary not seen before."""
        fresh = ~bounds.idle
        fresh[list(self.seen)] = False
        labels = sweep(replace(self.question, closed=bounds.closed), links=links, fresh=fresh)
        return replace(bounds, fresh=labels, seen=len(self.seen), tried=set(bounds.tried))

    def _extend(self, suffix: Suffix, used: set[int], *, along: int = -1) -> Suffix:
        """Put every open node that leads to a suffix before it, in the heap."""
        net, onward = self.network, suffix
        if net.is_team[suffix.node]:
            return onward
        bounds = self._nearest(suffix)
        labels, offset = self._labels(suffix, bounds)
        # Plain numbers, as a slice of NumPy numbers takes twice as long.
        span = slice(net.head_start.item(suffix.node), net.head_start.item(suffix.node + 1))
        tails = net.tail[span]
        # A team is no fresh intermediary, but it may start a route that has one, or a direct one.
        states = tails + offset * ~net.is_team[tails] if offset else tails
        latest = labels.latest.take(states)
        start, links = (suffix.first, suffix.second), suffix.links + 1
        rows = zip(
            latest.tolist(),
            tails.tolist(),
            *(price[span].tolist() for price in self.prices),
            labels.price.take(latest, axis=0).tolist(),
            strict=True,
        )
        for label, tail, first, second, best in rows:
            if (label < 0 and tail != along) or tail in used:
                continue
            longer = Suffix(tail, suffix, start[0] + first, start[1] + second, links)
            if self.spending_limits:
                longer.spent = self._spent(suffix, tail)
            if tail == along:
                onward = longer
            else:
                self._put(longer, label, labels, bounds, best=best)
        return onward

    def _spent(self, suffix: Suffix, tail: int) -> tuple[int, ...]:
        """Return the sum of each limited price of a suffix with one more node before it."""
        link = self.network.link(tail, suffix.node)
        paid = zip(suffix.spent, self.spending_limits, strict=True)
        return tuple(before + int(limit.price[link]) for before, limit in paid)

    def _price_again(self, suffix: Suffix, bounds: Bounds) -> None:
        """Put a suffix back in the heap by better bounds, if it still has a completion."""
        labels, offset = self._labels(suffix.above, bounds)
        state = suffix.node if self.network.is_team[suffix.node] else suffix.node + offset
        suffix.walk = ()
        label = int(labels.latest[state])
        self._put(suffix, label, labels, bounds, best=labels.price[label].tolist())

    def _put(
        self,
        suffix: Suffix,
        label: int,
        labels: Labels,
        bounds: Bounds,
        *,
        best: Sequence[int],
    ) -> None:
        """Put a suffix in the heap at the price of its best completion, if it has one.

        `best` is the price of the label; a shorter label counts where that has too many links.
        """
        left = self.question.max_hops - suffix.links
        if best[2] > left:
            label = labels.within(label, left)
            best = labels.price[label].tolist()
        if label < 0 or (self.spending_limits and not self._affords(suffix, left)):
            return
        suffix.label, suffix.labels, suffix.bounds = label, labels, bounds
        first, second, links = best[0] + suffix.first, best[1] + suffix.second, best[2]
        links += suffix.links
        key = (first, links, second) if self.chance_first else (first, second, links)
        heappush(self.heap, (key, suffix))

    def _affords(self, suffix: Suffix, links: int) -> bool:
        """Return whether some completion of so many links keeps each limit."""
        paid = zip(self.spending_limits, suffix.spent, strict=True)
        return all(limit.affords(suffix.node, spent, links=links) for limit, spent in paid)
