"""Betweenness beside igraph; sole gatekeepers of a thousand groups."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from benchmarks.graphs import community
from benchmarks.measure import Figure, timed
from reachmap.network.bottlenecks import sole_gatekeepers
from reachmap.network.centrality import betweenness, constraint
from reachmap.network.index import Network

EXACT = (2_500, 5_000, 10_000)
SAMPLED = (30_000, 100_000)
OTHERS = (10_000, 100_000)
"""Nodes at which exact betweenness, that of pivots, and all else is measured."""

PIVOTS = 100
EXACT_GOAL, PIVOTS_GOAL = 1.2, 3.0
"""Most times as long as igraph, at the largest size."""

SOLE_S = 5.0
TRIED = 20
"""Groups whose gatekeepers are tried one by one."""


def gatekeepers() -> Iterator[Figure]:
    """Measure who stands between, and on whom groups hang."""
    for size in EXACT:
        yield _exact(community(size), largest=size == EXACT[-1])
    for size in SAMPLED:
        yield _pivots(community(size), largest=size == SAMPLED[-1])
    for size in OTHERS:
        net = community(size)
        yield _constraint(net)
        for limit in (5, None):
            yield _sole(net, limit, largest=size == OTHERS[-1])


def _constraint(net: Network) -> Figure:
    took, found = timed(partial(constraint, net, closed=net.gone))
    note = f"mean {np.nanmean(found):.3f}"
    return Figure(f"constraint, {net.size:,} nodes", took, note=note, size=net.size)


def _exact(net: Network, *, largest: bool) -> Figure:
    peer_graph, nodes = _peer(net)
    took, found = timed(lambda: betweenness(net, closed=net.gone, exact_to=sys.maxsize), runs=1)
    peer, told = timed(lambda: peer_graph.betweenness(directed=True), runs=1)
    size = nodes.size
    assert np.allclose(found.share[nodes], np.array(told) / ((size - 1) * (size - 2)), atol=1e-9)
    return Figure(
        f"betweenness, exact, {net.size:,} nodes",
        took,
        peer="igraph",
        peer_seconds=peer,
        goal=f"at most {EXACT_GOAL} x igraph's time" if largest else "",
        met=took <= EXACT_GOAL * peer if largest else None,
        size=net.size,
    )


def _pivots(net: Network, *, largest: bool) -> Figure:
    peer_graph, nodes = _peer(net)
    size = nodes.size
    took, found = timed(lambda: betweenness(net, closed=net.gone, pivots=PIVOTS), runs=1)
    # The same pivots, as the kernel draws them.
    start = np.random.default_rng(0).choice(size, PIVOTS, replace=False)
    peer, told = timed(
        lambda: peer_graph.betweenness(directed=True, sources=start.tolist()), runs=1
    )
    scale = size / PIVOTS / ((size - 1) * (size - 2))
    assert np.allclose(found.share[nodes], np.array(told) * scale, atol=1e-9)
    return Figure(
        f"betweenness, {PIVOTS} pivots, {net.size:,} nodes",
        took,
        peer="igraph",
        peer_seconds=peer,
        goal=f"at most {PIVOTS_GOAL:.0f} x igraph's time" if largest else "",
        met=took <= PIVOTS_GOAL * peer if largest else None,
        note=f"(95% within {100 * 1.96 * found.error:.2g} in 100)",
        size=net.size,
    )


def _peer(net: Network) -> tuple[Any, Any]:
    """Return the same network as igraph has it, and its nodes' numbers in ours."""
    import igraph

    kept = ~net.is_group
    number = np.cumsum(kept) - 1
    link = kept[net.tail] & kept[net.head]
    pairs = np.column_stack((number[net.tail[link]], number[net.head[link]]))
    return igraph.Graph(int(kept.sum()), pairs.tolist(), directed=True), np.flatnonzero(kept)


def _sole(net: Network, limit: int | None, *, largest: bool) -> Figure:
    groups = np.flatnonzero(net.is_group).tolist()
    took, found = timed(
        lambda: sole_gatekeepers(net, groups, sources=[0], closed=net.gone, max_hops=limit)
    )
    hanging = [place for place, sole in enumerate(found) if sole]
    for place in [*hanging[:TRIED], *(p for p in range(TRIED) if not found[p])]:
        assert set(found[place]) == _by_trying(net, groups[place], limit)
    return Figure(
        f"sole gatekeepers, {len(groups):,} groups, {limit or 'no'} hop limit, {net.size:,} nodes",
        took,
        goal=f"{SOLE_S:.0f} s" if largest else "",
        met=took <= SOLE_S if largest else None,
        note=f"{len(hanging):,} groups hang on somebody",
        size=net.size,
    )


def _by_trying(net: Network, group: int, limit: int | None) -> set[int]:
    """Return the nodes of a shortest way without which scipy finds no way short enough."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import breadth_first_order, shortest_path

    leaves = ~net.is_group[net.tail] & ~net.is_team[net.head]
    room = limit or net.size

    def matrix(without: int) -> Any:  # noqa: ANN401  a sparse matrix
        kept = leaves & (net.tail != without) & (net.head != without)
        ends = (net.tail[kept], net.head[kept])
        return csr_array((np.ones(int(kept.sum()), np.int8), ends), shape=(net.size, net.size))

    _, before = breadth_first_order(matrix(-1), 0)
    way = []
    node = int(before[group])
    while node > 0:
        way.append(node)
        node = int(before[node])
    if before[group] < 0 or len(way) + 1 > room:
        return set()
    return {
        node
        for node in way
        if shortest_path(matrix(node), method="D", unweighted=True, indices=0)[group] > room
    }
