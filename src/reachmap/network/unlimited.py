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

from reachmap.network.sweep import Labels, RouteQuestion, link_prices, run_positions

if TYPE_CHECKING:
    from reachmap.network.index import Bools, Floats, Ints, Longs

EXACT = 2.0**53
"""Whole numbers below it are exact in the engine, which computes in floating point."""


class _Links(NamedTuple):
    """Links sorted by (tail, head): their heads, their numbers, and the start of each tail's."""

    head: Ints
    link: Ints
    start: Longs


def unlimited_labels(question: RouteQuestion) -> Labels | None:
    """Find the best way from the teams to every node; None where sums are too large to be exact."""
    net = question.network
    enter = ~(question.closed | net.is_group | net.is_team)
    prices = link_prices(net, question.objective)
    links = _Links(net.head[net.by_tail], net.by_tail, net.tail_start)
    usable = enter[links.head]
    for price in prices[: 1 if question.objective == "chance" else 2]:
        cost = price[links.link].astype(np.float64)
        cost[~usable] = np.inf
        least = _least(question, links, cost)
        if least[np.isfinite(least)].max(initial=0) >= EXACT:
            return None
        links, usable = _tight(links, cost, least)
    return _walk(question, links, prices)


def _least(question: RouteQuestion, links: _Links, cost: Floats) -> Floats:
    """Return the least sum of a price from a team to each node; infinite where there is no way."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    size = question.network.size
    start = links.start.astype(np.int32)
    graph = csr_array((cost, links.head, start), shape=(size, size))
    if len(question.sources) == 1:
        least: Floats = dijkstra(graph, indices=[*question.sources])[0]  # the quicker of the two
        return least
    return dijkstra(graph, indices=[*question.sources], min_only=True)


def _tight(links: _Links, cost: Floats, least: Floats) -> tuple[_Links, Bools]:
    """Return the links on which the least price of their head is met."""
    before = np.repeat(least, np.diff(links.start))
    before += cost
    met = np.flatnonzero((before == least[links.head]) & (before < np.inf))
    start = np.searchsorted(met, links.start)
    return _Links(links.head[met], links.link[met], start), np.ones(len(met), np.bool_)


def _walk(question: RouteQuestion, links: _Links, prices: tuple[Longs, Longs]) -> Labels:
    """Return the labels met by walking links from the teams; fewest links come first."""
    size = question.network.size
    latest = np.full(size, -1, np.int64)
    node = np.array(sorted(set(question.sources)), np.int64)
    none = np.full(node.size, -1, np.int64)
    zero = np.zeros(node.size, np.int64)
    rounds = [(node, none, zero, zero, np.arange(node.size))]
    begun, mark = 0, np.zeros(size, np.int64)
    while node.size:
        latest[node] = np.arange(begun, begun + node.size)
        first, second = rounds[-1][2:4]
        start = links.start[node]
        origin, position = run_positions(start, links.start[node + 1] - start)
        head = links.head[position].astype(np.int64)
        new = np.flatnonzero(latest[head] < 0)
        origin, link, head = origin[new], links.link[position[new]], head[new]
        sums = first[origin] + prices[0][link], second[origin] + prices[1][link]
        rows = _best_rows(head, sums[1], mark)
        parent = begun + origin[rows]
        begun, node = begun + node.size, head[rows]
        rounds.append((node, parent, sums[0][rows], sums[1][rows], np.arange(node.size)))
    node, parent, *sums_, rank = (np.concatenate(part) for part in zip(*rounds, strict=True))
    hops = np.repeat(np.arange(len(rounds)), [len(part[0]) for part in rounds])
    return Labels(
        price=np.column_stack((*sums_, hops)),
        state=node,
        parent=parent,
        shorter=np.full(len(node), -1),
        rank=rank,
        latest=latest,
        size=size,
    )


def _best_rows(head: Longs, second: Longs, mark: Longs) -> Longs:
    """Return, in order, the row of the least second price of each head, the first of equals.

    `mark` has shape (nodes,) and is overwritten.
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
