"""The forward pass where no hop limit can bind: one label a node, by Dijkstra's algorithm.

SciPy finds the least price of every node. The links on which those prices are met hold all
best ways and no others; walked from the teams, round by round, they give to each node the
best way in the whole order of the contract, ids and all. The walk keeps each round in the
order of the ids along its ways, so nothing is sorted.

Where a tie of the first price is settled by another sum, the other price is asked for on
those links alone, in the same way.

References
----------
.. [1] Dijkstra, E. W. (1959). A note on two problems in connexion with graphs. Numerische
   Mathematik 1, 269-271.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reachmap.network.sweep import Labels, Terms, link_prices, slots

if TYPE_CHECKING:
    from reachmap.network.index import Bools, Floats, Ints, Longs

EXACT = 2.0**53
"""Whole numbers below it have no rounding in the engine, which reckons in floating point."""


class _Links(NamedTuple):
    """Links sorted by (tail, head): where each leads, its place, and where each tail's start."""

    head: Ints
    link: Ints
    start: Longs


def unlimited(terms: Terms) -> Labels | None:
    """Find the best way from the teams to every node, of any number of links."""
    net = terms.network
    enter = ~(terms.closed | net.is_group | net.is_team)
    prices = link_prices(net, terms.objective)
    links = _Links(net.head[net.by_tail], net.by_tail, net.tail_start)
    usable = enter[links.head]
    for price in prices[: 1 if terms.objective == "chance" else 2]:
        cost = price[links.link].astype(np.float64)
        cost[~usable] = np.inf
        least = _least(terms, links, cost)
        if least[np.isfinite(least)].max(initial=0) >= EXACT:
            return None
        links, usable = _tight(links, cost, least)
    return _walked(terms, links, prices)


def _least(terms: Terms, links: _Links, cost: Floats) -> Floats:
    """Return the least sum of a price from a team to each node; infinite where there is no way."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    size = terms.network.size
    start = links.start.astype(np.int32)
    graph = csr_array((cost, links.head, start), shape=(size, size))
    if len(terms.sources) == 1:
        least: Floats = dijkstra(graph, indices=[*terms.sources])[0]  # the quicker of the two
        return least
    return dijkstra(graph, indices=[*terms.sources], min_only=True)


def _tight(links: _Links, cost: Floats, least: Floats) -> tuple[_Links, Bools]:
    """Return the links on which the least price of their head is met."""
    before = np.repeat(least, np.diff(links.start))
    before += cost
    met = np.flatnonzero((before == least[links.head]) & (before < np.inf))
    start = np.searchsorted(met, links.start)
    return _Links(links.head[met], links.link[met], start), np.ones(len(met), np.bool_)


def _walked(terms: Terms, links: _Links, prices: tuple[Longs, Longs]) -> Labels:
    """Return the labels found by walking links from the teams; fewest links come first."""
    size = terms.network.size
    latest = np.full(size, -1, np.int64)
    place = np.array(sorted(set(terms.sources)), np.int64)
    none = np.full(place.size, -1, np.int64)
    zero = np.zeros(place.size, np.int64)
    rounds = [(place, none, zero, zero, np.arange(place.size))]
    begun, mark = 0, np.zeros(size, np.int64)
    while place.size:
        latest[place] = np.arange(begun, begun + place.size)
        first, second = rounds[-1][2:4]
        start = links.start[place]
        origin, slot = slots(start, links.start[place + 1] - start)
        head = links.head[slot].astype(np.int64)
        new = np.flatnonzero(latest[head] < 0)
        origin, link, head = origin[new], links.link[slot[new]], head[new]
        sums = first[origin] + prices[0][link], second[origin] + prices[1][link]
        kept = _firsts(head, sums[1], mark)
        parent = begun + origin[kept]
        begun, place = begun + place.size, head[kept]
        rounds.append((place, parent, sums[0][kept], sums[1][kept], np.arange(place.size)))
    place, parent, *sums_, rank = (np.concatenate(part) for part in zip(*rounds, strict=True))
    hops = np.repeat(np.arange(len(rounds)), [len(part[0]) for part in rounds])
    return Labels(
        price=np.column_stack((*sums_, hops)),
        place=place,
        parent=parent,
        shorter=np.full(len(place), -1),
        rank=rank,
        latest=latest,
        size=size,
    )


def _firsts(head: Longs, second: Longs, mark: Longs) -> Longs:
    """Return, in order, the row of the least second price of each head, the first of equals.

    `mark` is room to write in, a value a node.
    """
    rows = np.arange(head.size)
    mark[head[::-1]] = rows[::-1]
    first = mark[head]
    if (first == rows).all():
        return rows
    order = np.lexsort((rows, second, head))
    new = np.ones(head.size, np.bool_)
    new[1:] = head[order[1:]] != head[order[:-1]]
    return np.sort(order[new])
