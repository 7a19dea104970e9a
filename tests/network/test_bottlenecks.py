"""Sole gatekeepers and independent routes against taking away and trying everything."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from networks import Asked, asked, built, most_apart, simple_ways, sole_by_cutting
from reachmap.network.bottlenecks import Bottlenecks, bottlenecks, sole_gatekeepers


def hung(question: Asked, **options: Any) -> Bottlenecks:
    """Return on whom every group of a question hangs."""
    return bottlenecks(
        question.net,
        question.groups,
        sources=question.sources,
        closed=question.closed,
        max_hops=question.max_hops,
        **options,
    )


@settings(max_examples=700)
@given(question=asked(most_links=18))
def test_gatekeepers_and_routes_are_those_of_brute_force(question: Asked) -> None:
    answer = hung(question)
    for place, group in enumerate(question.groups):
        sole = sole_by_cutting(question, group)
        assert set(answer.sole[place]) == sole
        most = most_apart(question, group)
        expected = 1 if sole else most
        routes, at_most = int(answer.routes[place]), bool(answer.at_most[place])
        assert routes >= expected
        assert at_most or routes == expected
        if question.max_hops is None:
            assert not at_most


@settings(max_examples=300)
@given(question=asked(most_links=18))
def test_without_a_sole_gatekeeper_no_way_is_left(question: Asked) -> None:
    answer = hung(question)
    for place, group in enumerate(question.groups):
        for node in answer.sole[place]:
            closed = question.closed.copy()
            closed[node] = True
            without = replace(question, closed=closed)
            assert list(simple_ways(without, group)) == []
            assert hung(without).routes[place] == 0


def test_gatekeepers_stand_in_the_order_of_the_way() -> None:
    net = built(6, {(0, 5): 0.5, (5, 3): 0.5, (3, 4): 0.5, (4, 2): 0.5, (2, 1): 0.5, (3, 2): 0.5})
    closed = np.zeros(6, np.bool_)
    assert sole_gatekeepers(net, [1], sources=[0], closed=closed) == ((5, 3, 2),)


def test_a_limit_may_make_a_gatekeeper_of_one_among_several() -> None:
    links = {(0, 2): 0.5, (2, 1): 0.5, (0, 3): 0.5, (3, 4): 0.5, (4, 1): 0.5}
    net = built(5, links)
    closed = np.zeros(5, np.bool_)
    assert sole_gatekeepers(net, [1], sources=[0], closed=closed, max_hops=2) == ((2,),)
    assert sole_gatekeepers(net, [1], sources=[0], closed=closed, max_hops=3) == ((),)


def test_routes_too_long_to_count_are_told_as_at_most() -> None:
    # Two ways of three links exist only together with ones of four: the flow cannot tell.
    links = dict.fromkeys(
        [(0, 2), (2, 3), (3, 1), (0, 4), (4, 3), (2, 5), (5, 6), (6, 1), (4, 6)], 0.5
    )
    net = built(7, links)
    found = bottlenecks(net, [1], sources=[0], closed=np.zeros(7, np.bool_), max_hops=4)
    assert found.routes.tolist() == [2]
    question = Asked(net, (0,), np.zeros(7, np.bool_), 4)
    assert most_apart(question, 1) == 2


def test_routes_as_long_as_allowed_are_counted_surely() -> None:
    net = built(6, dict.fromkeys([(0, 2), (2, 3), (3, 1), (0, 4), (4, 5), (5, 1)], 0.5))
    for most, sure in ((4, True), (3, True)):
        result = bottlenecks(net, [1], sources=[0], closed=np.zeros(6, np.bool_), max_hops=most)
        assert (result.routes.tolist(), result.at_most.tolist()) == ([2], [not sure])


def test_a_link_taken_away_leads_nowhere() -> None:
    net = built(4, {(0, 2): 0.5, (2, 1): 0.5, (0, 3): 0.5, (3, 1): 0.5})
    chance = net.chance.copy()
    chance[net.link(3, 1)] = 0
    closed = np.zeros(4, np.bool_)
    assert bottlenecks(net, [1], sources=[0], closed=closed).routes.tolist() == [2]
    assert bottlenecks(net, [1], sources=[0], closed=closed, chance=chance).sole == ((2,),)


def test_nothing_hangs_where_there_is_no_way() -> None:
    net = built(3, {(0, 2): 0.5})
    found = bottlenecks(net, [1], sources=[0], closed=np.zeros(3, np.bool_))
    assert (found.sole, found.routes.tolist(), found.at_most.tolist()) == (((),), [0], [False])


def test_a_direct_way_hangs_on_nobody() -> None:
    net = built(3, {(0, 1): 0.5, (0, 2): 0.5, (2, 1): 0.5}, teams=(0,))
    found = bottlenecks(net, [1], sources=[0], closed=np.zeros(3, np.bool_))
    assert (found.sole, found.routes.tolist()) == (((),), [2])


@pytest.mark.parametrize("seed", range(20))
def test_gatekeepers_of_a_larger_network_are_networkx_dominators(seed: int) -> None:
    dice = np.random.default_rng(seed)
    size = 300
    groups = tuple(range(1, 31))
    pairs = {(int(a), int(b)) for a, b in dice.integers(0, size, (450, 2))}
    pairs = {(a, b) for a, b in pairs if a != b and a not in groups and b != 0}
    net = built(size, dict.fromkeys(sorted(pairs), 0.5), groups=groups)
    graph = nx.DiGraph(sorted(pairs))
    graph.add_nodes_from(range(size))
    above = nx.immediate_dominators(graph, 0)
    found = sole_gatekeepers(net, groups, sources=[0], closed=np.zeros(size, np.bool_))
    for group, sole in zip(groups, found, strict=True):
        expected: list[int] = []
        node = above.get(group)
        while node not in (None, 0):
            expected.insert(0, node)
            node = above.get(node)
        assert list(sole) == expected


@pytest.mark.parametrize("seed", range(20))
def test_independent_routes_are_networkx_node_connectivity(seed: int) -> None:
    dice = np.random.default_rng(seed)
    pairs = {(int(a), int(b)) for a, b in dice.integers(0, 40, (200, 2))}
    pairs = {(a, b) for a, b in pairs if a not in (b, 1) and b != 0} - {(0, 1)}
    net = built(40, dict.fromkeys(sorted(pairs), 0.5))
    graph = nx.DiGraph(sorted(pairs))
    found = bottlenecks(net, [1], sources=[0], closed=np.zeros(40, np.bool_))
    assert found.routes[0] == nx.node_connectivity(graph, 0, 1)
