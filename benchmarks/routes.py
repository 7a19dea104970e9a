"""Best routes, several routes, and the way to them through a map."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

import reachmap as rm
from benchmarks.graphs import community, town_of
from benchmarks.measure import Figure, forget_peak, peak_megabytes, timed
from reachmap.network.bottlenecks import bottlenecks
from reachmap.network.compile import TrustNetwork, trust_network
from reachmap.network.reach import reach, reach_by_guess
from reachmap.network.routes import ForwardPasses, best_routes, best_to_all, forward_passes

if TYPE_CHECKING:
    from igraph import Graph
    from scipy.sparse import csr_array

    from reachmap.network.index import Floats, Network

SIZES = (10_000, 100_000, 1_000_000)
HOPS = 5
K, TARGETS = 5, 50
PEER_TARGETS = {10_000: 50, 100_000: 2}
"""Targets for which the slow peers are run; their time is scaled to all of them."""

TIMES = {10_000: 100, 100_000: 300}
"""How many times as fast as each peer several routes are to be found."""

SWEEP_MEGABYTES = 1_100
DOORS = (10_000, 100_000)
COMPILE_S = 3.0
"""Seconds within which the largest map is compiled."""

DOOR_S = 0.3
"""At the largest size."""

SAMPLES = 1_024


def ways_of(net: Network, *, max_hops: int) -> ForwardPasses:
    """Run the forward pass from the team, nobody closed."""
    return forward_passes(net, sources=[0], closed=net.full, max_hops=max_hops)


def matrix(net: Network) -> csr_array[np.float64]:
    """Return the network as SciPy has it; weights are whole, so that sums are exact."""
    from scipy.sparse import csr_array

    shape = (net.size, net.size)
    return csr_array((net.weight.astype(np.float64), (net.tail, net.head)), shape=shape)


def best_routes_to_all() -> Iterator[Figure]:
    """Find the best routes to all, with and without a hop limit, beside SciPy and NetworkX."""
    from scipy.sparse.csgraph import dijkstra

    for size in SIZES:
        net = community(size)
        forget_peak()
        near, ways = timed(partial(ways_of, net, max_hops=HOPS), runs=7)
        far, free = timed(partial(ways_of, net, max_hops=size), runs=7)
        peak = peak_megabytes()
        read, routes = timed(partial(best_to_all, free))
        graph = matrix(net)
        peer, (least, _) = timed(
            partial(dijkstra, graph, indices=0, return_predecessors=True), runs=7
        )
        limited = best_to_all(ways)
        assert _prices(net, limited) == _to_groups(net, _within(net, HOPS))
        assert _prices(net, routes) == _to_groups(net, least)
        yield Figure(
            f"best routes to all, {size:,} nodes, at most {HOPS} links",
            near,
            "SciPy without limit",
            peer,
            "at least 1.0 x",
            met=peer >= near,
            note=f"as dynamic programming finds them, to {len(limited)} groups",
            size=size,
        )
        yield Figure(
            f"best routes to all, {size:,} nodes, without limit",
            far,
            "SciPy",
            peer,
            "at least 0.5 x" + (f", {SWEEP_MEGABYTES} MB" if size == SIZES[-1] else ""),
            met=peer >= far / 2 and (size < SIZES[-1] or peak <= SWEEP_MEGABYTES),
            note=f"peak {peak:.0f} MB; and {read:.4f} s to write down {len(routes):,} routes",
            size=size,
        )
        del graph
        yield from _beside_networkx(net, least, near=near, far=far + read)


def _beside_networkx(net: Network, least: Floats, *, near: float, far: float) -> Iterator[Figure]:
    """Run NetworkX once: at a million nodes it takes a minute and 4 GB, after our own peak."""
    import networkx as nx

    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_weighted_edges_from(
        zip(net.tail.tolist(), net.head.tolist(), net.weight.tolist(), strict=True)
    )
    took, (found, _) = timed(lambda: nx.single_source_dijkstra(graph, 0), runs=1)
    assert all(found[node] == least[node] for node in found)
    for what, ours, goal in (
        (f"at most {HOPS} links", near, 50),
        ("without limit, routes written", far, None),
    ):
        yield Figure(
            f"best routes to all, {net.size:,} nodes, {what}",
            ours,
            "NetworkX",
            took,
            "at least 50 x" if goal else "",
            met=took >= goal * ours if goal else None,
            size=net.size,
        )


def _within(net: Network, hops: int) -> Floats:
    """Return the least weight of every node within so many links, by dynamic programming."""
    least = np.full(net.size, np.inf)
    least[0] = 0
    for _ in range(hops):
        before = least.copy()
        np.minimum.at(least, net.head, before[net.tail] + net.weight)
        least[0] = 0
    return least


def _to_groups(net: Network, least: Floats) -> dict[int, float]:
    """Return the least weight of each group that can be reached."""
    groups = np.flatnonzero(net.is_group & np.isfinite(least)).tolist()
    return {end: float(least[end]) for end in groups}


def _prices(net: Network, routes: dict[int, tuple[int, ...]]) -> dict[int, float]:
    """Return the sum of weights of each route."""
    return {end: _price(net, path) for end, path in routes.items()}


def _price(net: Network, path: tuple[int, ...]) -> float:
    """Return the sum of weights of a route."""
    return float(sum(int(net.weight[net.link(*pair)]) for pair in pairwise(path)))


def several_routes() -> Iterator[Figure]:
    """Find the five best loopless routes to fifty groups, beside igraph and SciPy's Yen."""
    import igraph

    for size, count in PEER_TARGETS.items():
        net = community(size)
        reached = [*best_to_all(ways_of(net, max_hops=size))]
        targets = np.random.default_rng(2).choice(reached, TARGETS, replace=False).tolist()
        took, found = timed(partial(_ours, net, targets), runs=5)
        some, scaled = targets[:count], TARGETS / count
        peer, least = timed(partial(_yen, matrix(net), some), runs=1)
        assert least == [[_price(net, path) for path in paths] for paths in found[:count]]
        yield _several(size, took, "SciPy's Yen", peer * scaled, count)
        pairs = np.column_stack((net.tail, net.head))
        graph = igraph.Graph(size, pairs, directed=True)
        peer, paths = timed(partial(_igraph, graph, net.weight.tolist(), some), runs=1)
        assert paths == found[:count]
        yield _several(size, took, "igraph", peer * scaled, count)


def _ours(net: Network, targets: list[int]) -> list[list[tuple[int, ...]]]:
    ways = ways_of(net, max_hops=net.size)
    return [best_routes(ways, [target], k=K) for target in targets]


def _yen(graph: csr_array[np.float64], targets: list[int]) -> list[list[float]]:
    from scipy.sparse.csgraph import yen

    return [yen(graph, 0, target, K).tolist() for target in targets]


def _igraph(graph: Graph, weight: list[int], targets: list[int]) -> list[list[tuple[int, ...]]]:
    return [
        [tuple(path) for path in graph.get_k_shortest_paths(0, to=each, k=K, weights=weight)]
        for each in targets
    ]


def _several(size: int, took: float, peer: str, seconds: float, count: int) -> Figure:
    return Figure(
        f"{K} best routes to {TARGETS} groups, {size:,} nodes",
        took,
        peer,
        seconds,
        f"at least {TIMES[size]} x",
        met=seconds >= TIMES[size] * took,
        note=f"the peer on {count} of the groups, scaled",
        size=size,
    )


def door() -> Iterator[Figure]:
    """Ask maps twice; the second time each is compiled already."""
    for size in DOORS:
        yield from _door_of(size, largest=size == DOORS[-1])


def _door_of(size: int, *, largest: bool) -> Iterator[Figure]:
    desk = rm.ReachMap.of(town_of(community(size)))
    took, trust = timed(lambda: trust_network(desk.store), runs=1)
    links = f"{len(trust.network.tail):,} links"
    yield Figure(
        f"compile a map of {size:,} nodes",
        took,
        goal=f"{COMPILE_S:.0f} s" if largest else "",
        met=took <= COMPILE_S if largest else None,
        note=links,
        size=size,
    )
    first, _ = timed(desk.routes_to_all, runs=1)
    again, answer = timed(desk.routes_to_all)
    kernel, routes = timed(lambda: best_to_all(ways_of(trust.network, max_hops=HOPS)))
    found = {way.group for way in answer.routes}
    assert found == {trust.network.ids[end] for end in routes}
    yield Figure(
        f"routes_to_all() of {size:,} nodes, the second time",
        again,
        "the kernel alone",
        kernel,
        f"{DOOR_S} s above the kernel" if largest else "",
        met=again <= kernel + DOOR_S if largest else None,
        note=f"the first time {first:.3f} s; {len(answer.groups):,} groups",
        size=size,
    )
    yield _door_of_reach(desk, trust, largest=largest)


def _door_of_reach(desk: rm.ReachMap, trust: TrustNetwork, *, largest: bool) -> Figure:
    """Ask how surely each group is reached, beside the kernels that the answer rests on."""
    net = trust.network
    numbers = np.flatnonzero(net.is_group).tolist()
    terms: dict[str, Any] = {
        "sources": np.flatnonzero(net.is_team).tolist(),
        "closed": net.gone,
        "max_hops": HOPS,
    }
    again, answer = timed(lambda: desk.reach(samples=SAMPLES, max_hops=HOPS))
    kernel, found = timed(
        lambda: (
            reach(net, numbers, **terms, samples=SAMPLES),
            bottlenecks(net, numbers, **terms),
            reach_by_guess(net, numbers, trust.guesses, **terms),
        )
    )
    chance = dict(zip(numbers, found[0].chance.tolist(), strict=True))
    assert all(
        (row.chance or 0) >= chance[net.ids.index(row.group)] - 1e-12 for row in answer.groups[:50]
    )
    return Figure(
        f"reach() of {net.size:,} nodes, the second time",
        again,
        "the kernels alone",
        kernel,
        f"{DOOR_S} s above the kernels" if largest else "",
        met=again <= kernel + DOOR_S if largest else None,
        note=f"{len(answer.groups):,} groups, {SAMPLES:,} samples",
        size=net.size,
    )
