"""Betweenness and constraint against NetworkX."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from networks import Asked, asked, built
from reachmap.network.centrality import betweenness, constraint
from reachmap.network.index import Bools, Network


def graph_of(net: Network, closed: Bools) -> nx.DiGraph[int]:
    """Return the nodes that can be asked as NetworkX has them."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(np.flatnonzero(~(closed | net.is_group)).tolist())
    for tail, head, chance in zip(
        net.tail.tolist(), net.head.tolist(), net.chance.tolist(), strict=True
    ):
        if tail in graph and head in graph:
            graph.add_edge(tail, head, weight=chance)
    return graph


@settings(max_examples=300)
@given(question=asked(most_links=25))
def test_both_are_those_of_networkx(question: Asked) -> None:
    net, closed = question.net, question.closed
    graph = graph_of(net, closed)
    share = betweenness(net, closed=closed).share
    tight = constraint(net, closed=closed)
    tightness = nx.constraint(graph, weight="weight") if len(graph) else {}
    expected = nx.betweenness_centrality(graph), tightness
    for found, wanted in zip((share, tight), expected, strict=True):
        for node in range(net.size):
            assert found[node] == pytest.approx(wanted.get(node, np.nan), abs=1e-12, nan_ok=True)


def larger(seed: int, size: int = 400) -> Network:
    """Return a network of one team and no groups, some of it apart."""
    dice = np.random.default_rng(seed)
    pairs = {(int(a), int(b)) for a, b in dice.integers(0, size, (4 * size, 2)) if a != b}
    chances = dice.uniform(0.2, 0.95, len(pairs)).tolist()
    return built(size, dict(zip(sorted(pairs), chances, strict=True)), groups=())


def test_rows_worked_out_in_parts_come_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    net = larger(1)
    monkeypatch.setattr("reachmap.network.centrality.ROWS_AT_ONCE", 7)
    wanted = nx.constraint(graph_of(net, net.gone), weight="weight")
    found = constraint(net, closed=net.gone)
    assert found.tolist() == pytest.approx([wanted[node] for node in range(net.size)], rel=1e-9)


def test_a_pivot_at_every_node_but_one_comes_near_the_exact_share() -> None:
    net = larger(2)
    exact = betweenness(net, closed=net.gone)
    near = betweenness(net, closed=net.gone, exact_to=10, pivots=net.size - 1)
    assert (exact.pivots, exact.error, near.pivots) == (0, 0.0, net.size - 1)
    assert near.share == pytest.approx(exact.share, abs=6 * near.error)
    assert 0 < near.error < 1e-3


def test_pivots_tell_how_far_off_they_may_be() -> None:
    net = larger(3)
    exact = betweenness(net, closed=net.gone).share
    outside = [
        np.mean(np.abs(told.share - exact) > 1.96 * told.error)
        for told in (
            betweenness(net, closed=net.gone, exact_to=10, pivots=60, seed=s) for s in range(20)
        )
    ]
    # The error told is that of the node least sure, so nearly all lie within.
    assert np.mean(outside) < 0.02
    coarse, fine = (betweenness(net, closed=net.gone, exact_to=10, pivots=p) for p in (30, 300))
    assert fine.error < coarse.error / 2


def test_the_same_seed_gives_the_same_pivots() -> None:
    net = larger(4)
    one, same, other = (
        betweenness(net, closed=net.gone, exact_to=10, pivots=20, seed=seed) for seed in (1, 1, 2)
    )
    assert (one.share == same.share).all()
    assert (one.share != other.share).any()


def test_one_node_and_none_stand_between_nobody() -> None:
    for size in (1, 2):
        net = built(size, {}, groups=())
        assert betweenness(net, closed=net.gone).share.tolist() == [0.0] * size
        assert np.isnan(constraint(net, closed=net.gone)).all()
    alone = built(1, {}, teams=(), groups=(0,))
    assert np.isnan(betweenness(alone, closed=alone.gone).share).all()


def test_pivots_are_as_many_as_the_work_allows() -> None:
    net = larger(4)
    work = net.size * net.tail.size
    assert betweenness(net, closed=net.gone, exact_to=work).pivots == 0
    assert betweenness(net, closed=net.gone, exact_to=work - 1).pivots == net.size - 1
    assert betweenness(net, closed=net.gone, exact_to=300 * net.tail.size).pivots == 300
    assert betweenness(net, closed=net.gone, exact_to=1).pivots == 200


def test_betweenness_is_the_same_to_the_last_digit_each_time() -> None:
    net = larger(4)
    shares = [betweenness(net, closed=net.gone).share for _ in range(8)]
    assert len({share.tobytes() for share in shares}) == 1
