"""Reach of every group at once, beside a loop that draws each link when it meets it."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from benchmarks.graphs import community, rows_of_nodes
from benchmarks.measure import Figure, forget_peak, peak_megabytes, timed
from reachmap.analysis.intervals import wilson
from reachmap.network.index import Network
from reachmap.network.reach import Reached
from reachmap.network.reach import reach as reached

SAMPLES = 1_024
PEER_SAMPLES = 12
"""Samples of the peer that are timed; its time is scaled to all."""

GOALS = {None: 50.0, 5: 5.0}
"""How many times as fast as the peer, by hop limit."""

MOST_MEGABYTES = 600
Z = 4.5
"""Both sample: this far apart they are not by chance."""

SIZES = (10_000, 30_000, 100_000)

WIDTHS = (2, 3, 4, 5, 6, 8)
"""Nodes side by side in the networks whose reach is exact."""

UNCERTAIN = 200
MODEST = 4
"""Most nodes side by side up to which an exact answer is the goal."""


def reach() -> Iterator[Figure]:
    """Sample the reach of all groups, with and without a hop limit."""
    for size in SIZES:
        forget_peak()
        yield from _reach_of(community(size), largest=size == SIZES[-1])
    for width in WIDTHS:
        yield _exactly(width)


def _exactly(width: int) -> Figure:
    """Work out the exact reach across rows of so many nodes, about 200 uncertain links."""
    net = rows_of_nodes(width, UNCERTAIN // (2 * width))
    ask = partial(reached, net, [net.size - 1], sources=[0], closed=net.gone)
    took, found = timed(ask)
    sampled, _ = timed(partial(ask, exact=False))
    return Figure(
        f"exact reach across rows of {width}",
        took,
        peer="4,096 samples",
        peer_seconds=sampled,
        goal="exact" if width <= MODEST else "",
        met=bool(found.exact[0]) if width <= MODEST else None,
        note=f"{net.tail.size} uncertain links; {'exact' if found.exact[0] else 'sampled'}",
    )


def _reach_of(net: Network, *, largest: bool) -> Iterator[Figure]:
    groups = np.flatnonzero(net.is_group).tolist()
    ours = {limit: timed(partial(_sampled, net, groups, limit)) for limit in GOALS}
    # The peer's graph is made only now: the memory is that of the kernel alone.
    peak = peak_megabytes()
    graph = _graph(net)
    for limit, (took, found) in ours.items():
        start = time.perf_counter()
        met = _lazily(graph, groups, limit)
        peer = (time.perf_counter() - start) / PEER_SAMPLES * SAMPLES
        _agree(int(found.hits.sum()), met, len(groups))
        goal = f"{GOALS[limit]:.0f} x, {MOST_MEGABYTES} MB"
        yield Figure(
            f"reach, {SAMPLES:,} samples, {net.size:,} nodes, {limit or 'no'} hop limit",
            took,
            peer="networkx, lazy",
            peer_seconds=peer,
            goal=goal if largest else "",
            met=peer / took >= GOALS[limit] and peak <= MOST_MEGABYTES if largest else None,
            note=f"{peak:.0f} MB; {len(groups):,} groups; peer scaled from {PEER_SAMPLES} samples",
            size=net.size,
        )


def _sampled(net: Network, groups: list[int], limit: int | None) -> Reached:
    return reached(
        net, groups, sources=[0], closed=net.gone, max_hops=limit, samples=SAMPLES, exact=False
    )


def _graph(net: Network) -> Any:  # noqa: ANN401  a NetworkX graph
    import networkx as nx

    graph: Any = nx.DiGraph()
    graph.add_nodes_from(range(net.size))
    passed = ~net.is_team[net.head]
    columns = (net.tail[passed], net.head[passed], net.chance[passed])
    for tail, head, chance in zip(*(column.tolist() for column in columns), strict=True):
        graph.add_edge(tail, head, chance=chance)
    return graph


def _lazily(graph: Any, groups: list[int], limit: int | None) -> int:  # noqa: ANN401  NetworkX
    """Return how many groups some samples reach: breadth first, each link drawn when met."""
    dice = random.Random(1)  # noqa: S311  samples, not secrets
    met = 0
    for _ in range(PEER_SAMPLES):
        seen, newest, hops = {0}, [0], 0
        while newest and (limit is None or hops < limit):
            hops += 1
            onward = []
            for node in newest:
                for head, fields in graph.adj[node].items():
                    if head not in seen and dice.random() < fields["chance"]:
                        seen.add(head)
                        onward.append(head)
            newest = onward
        met += sum(group in seen for group in groups)
    return met


def _agree(hits: int, met: int, groups: int) -> None:
    """Assert that the two shares, over all groups, differ no more than samples do."""
    share = hits / SAMPLES / groups
    # Groups of one sample hang together, so whole samples are what is counted.
    low, high = wilson(share * PEER_SAMPLES, PEER_SAMPLES, z=Z)
    assert low <= met / PEER_SAMPLES / groups <= high
