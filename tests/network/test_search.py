"""Routes against an oracle that walks every simple path."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reachmap.network import routes, search
from reachmap.network.routes import best_routes, best_to_all, forward_passes
from reachmap.network.sweep import OBJECTIVES
from route_oracle import Question, build, everyone, key, questions, walked, ways_of

if TYPE_CHECKING:
    from reachmap.network.sweep import Objective


@settings(max_examples=600)
@given(
    question=questions(most=7),
    k=st.integers(1, 10),
    diverse=st.booleans(),
    patience=st.sampled_from([0, 3, 32]),
)
def test_routes_are_those_of_all_simple_paths_in_order(
    question: Question, k: int, *, diverse: bool, patience: int
) -> None:
    groups = tuple(np.flatnonzero(question.net.is_group).tolist())
    ways = ways_of(question)
    before, search.PATIENCE = search.PATIENCE, patience
    try:
        for ends in [*((group,) for group in groups), groups]:
            found = best_routes(ways, ends, k=k, diverse=diverse)
            assert found == walked(question, ends, k=k, diverse=diverse)
    finally:
        search.PATIENCE = before


@settings(max_examples=300)
@given(question=questions(most=7), k=st.integers(1, 10), diverse=st.booleans())
def test_without_a_limit_the_engine_finds_the_same_routes(
    question: Question, k: int, *, diverse: bool
) -> None:
    groups = np.flatnonzero(question.net.is_group).tolist()
    question = question._replace(max_hops=question.net.size)
    before, routes.SMALL = routes.SMALL, 0
    try:
        ways = ways_of(question)
    finally:
        routes.SMALL = before
    firsts: dict[int, tuple[int, ...]] = {}
    for group in groups:
        expected = walked(question, (group,), k=k, diverse=diverse)
        assert best_routes(ways, [group], k=k, diverse=diverse) == expected
        if expected:
            firsts[group] = expected[0]
    assert best_to_all(ways) == firsts


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_prices_beyond_the_engine_are_summed_all_the_same(objective: Objective) -> None:
    size = 10_000
    links = {(a, a + 1): (5e-324, 10**12, 36_500) for a in range(size - 1)}
    links |= {(0, size - 1): (5e-324, 10**12, 36_500)}
    net = build(size, links, groups=(size - 1,))
    ways = forward_passes(
        net, sources=[0], closed=everyone(size), objective=objective, max_hops=size
    )
    assert best_to_all(ways) == {size - 1: (0, size - 1)}
    assert ways.labels.price[:, 0].max() > 2**53 or objective == "days"


@settings(max_examples=200)
@given(questions())
def test_the_best_to_all_is_the_first_route_to_each(question: Question) -> None:
    ways = ways_of(question)
    groups = np.flatnonzero(question.net.is_group).tolist()
    firsts = {group: best_routes(ways, [group], k=1) for group in groups}
    assert best_to_all(ways) == {group: found[0] for group, found in firsts.items() if found}


@settings(max_examples=60)
@given(questions(), st.integers(1, 10))
def test_prices_are_those_of_networkx(question: Question, k: int) -> None:
    question = question._replace(max_hops=question.net.size, sources=question.sources[:1])
    source = question.sources[0]
    net = question.net
    for end in np.flatnonzero(net.is_group).tolist():
        passable = ~(net.is_team | net.is_group | question.closed)
        passable[[source, end]] = True
        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_nodes_from([source, end])
        for tail, head, price in zip(
            net.tail.tolist(), net.head.tolist(), net.weight.tolist(), strict=True
        ):
            if passable[tail] and passable[head] and head != source:
                graph.add_edge(tail, head, weight=price)
        question = question._replace(objective="chance")
        found = best_routes(ways_of(question), [end], k=k)
        prices = [key(question, path)[0] for path in found]
        if not nx.has_path(graph, source, end):
            assert found == []
            continue
        assert prices[0] == nx.dijkstra_path_length(graph, source, end)
        peers = islice(nx.shortest_simple_paths(graph, source, end, weight="weight"), k)
        assert prices == [nx.path_weight(graph, path, "weight") for path in peers]


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("diverse", [False, True])
def test_a_dead_end_pocket_does_not_hold_up_the_search(
    objective: Objective, *, diverse: bool
) -> None:
    """Behind node 1 lies a pocket of 30 friends who cost nothing; the way on costs much."""
    pocket = range(5, 35)
    links = {(0, 1): (1.0, 0, 0), (1, 2): (1.0, 0, 0), (0, 4): (0.01, 9, 9), (4, 2): (0.01, 9, 9)}
    links |= {(a, b): (1.0, 0, 0) for a in pocket for b in pocket if a != b}
    links |= {(1, a): (1.0, 0, 0) for a in pocket} | {(a, 1): (1.0, 0, 0) for a in pocket}
    links |= {(1, 3): (1.0, 0, 0), (4, 3): (0.01, 9, 9), (2, 1): (1.0, 0, 0)}
    net = build(35, links, groups=(3,))
    ways = forward_passes(net, sources=[0], closed=everyone(35), objective=objective, max_hops=33)
    expected = [(0, 1, 3), (0, 4, 3), (0, 4, 2, 1, 3)]
    assert best_routes(ways, [3], k=10, diverse=diverse) == expected


def test_nodes_that_no_route_can_have_do_not_hold_up_a_diverse_search() -> None:
    """Eleven friends know each other; one of them has a pocket that leads nowhere else."""
    friends, pocket, group = range(1, 12), range(12, 17), 17
    links = {(a, b): (0.9, 0, 0) for a in (0, *friends) for b in (*friends, group) if a != b}
    links |= {(a, b): (1.0, 0, 0) for a in pocket for b in pocket if a != b}
    links |= {(1, a): (0.9, 0, 0) for a in pocket} | {(a, 1): (0.9, 0, 0) for a in pocket}
    net = build(18, links, groups=(group,))
    ways = forward_passes(net, sources=[0], closed=everyone(18), max_hops=17)
    expected = [(0, group), *((0, friend, group) for friend in friends)]
    assert best_routes(ways, [group], k=30, diverse=True) == expected


def test_a_long_way_needs_no_recursion() -> None:
    size = 3000
    net = build(size, {(a, a + 1): (0.9, 1, 1) for a in range(size - 1)}, groups=(size - 1,))
    ways = forward_passes(net, sources=[0], closed=everyone(size), max_hops=size)
    assert best_routes(ways, [size - 1], k=3) == [tuple(range(size))]
    short = forward_passes(net, sources=[0], closed=everyone(size), max_hops=size - 2)
    assert best_routes(short, [size - 1], k=3) == []


def test_tiny_chances_and_huge_prices_stay_whole() -> None:
    size = 60
    links = {(a, a + 1): (5e-324, 10**12, 36_500) for a in range(size - 1)}
    net = build(size, links, groups=(size - 1,))
    for objective in OBJECTIVES:
        ways = forward_passes(
            net, sources=[0], closed=everyone(size), objective=objective, max_hops=size
        )
        assert best_routes(ways, [size - 1], k=1) == [tuple(range(size))]
        assert (ways.labels.price >= 0).all()


@settings(max_examples=100)
@given(
    seed=st.integers(0, 2**32 - 1), hops=st.integers(1, 9), objective=st.sampled_from(OBJECTIVES)
)
def test_hop_limited_best_routes_are_those_of_dynamic_programming(
    seed: int, hops: int, objective: Objective
) -> None:
    dice = np.random.default_rng(seed)
    size = 60
    groups = range(50, size)
    pairs = {(int(a), int(b)) for a, b in dice.integers(0, size, (220, 2)) if a != b and a < 50}
    links = {
        pair: (float(dice.choice([0.3, 0.5, 0.9])), *dice.integers(0, 9, 2).tolist())
        for pair in sorted(pairs)
    }
    net = build(size, links, groups=tuple(groups))
    price = {"chance": net.weight, "cost": net.cost, "days": net.days}[objective].tolist()
    steps = list(zip(net.tail.tolist(), net.head.tolist(), price, strict=True))
    least: list[float] = [0 if node == 0 else np.inf for node in range(size)]
    for _ in range(hops):
        before = least.copy()
        for tail, head, each in steps:
            if head:
                least[head] = min(least[head], before[tail] + each)
    ways = forward_passes(
        net, sources=[0], closed=everyone(size), objective=objective, max_hops=hops
    )
    question = Question(net, (0,), everyone(size), objective, hops)
    found = {end: key(question, path)[0] for end, path in best_to_all(ways).items()}
    assert found == {end: least[end] for end in groups if least[end] < np.inf}
    assert all(len(path) <= hops + 1 for path in best_to_all(ways).values())


@settings(max_examples=200)
@given(questions())
def test_a_bigger_hop_limit_never_lowers_a_best_chance(question: Question) -> None:
    question = question._replace(objective="chance")
    near = best_to_all(ways_of(question))
    far = best_to_all(ways_of(question._replace(max_hops=question.max_hops + 1)))
    for end, path in near.items():
        assert key(question, far[end]) <= key(question, path)


def test_a_network_of_one_node_has_no_routes() -> None:
    net = build(1, {})
    ways = forward_passes(net, sources=[0], closed=everyone(1))
    assert best_to_all(ways) == {}


def test_a_team_is_never_closed_as_the_start_nor_passed_on_the_way() -> None:
    links = {(0, 1): (1.0, 0, 0), (1, 2): (1.0, 0, 0), (0, 2): (0.1, 0, 0)}
    net = build(3, links, teams=(0, 1), groups=(2,))
    shut = np.ones(3, np.bool_)
    assert best_routes(forward_passes(net, sources=[0], closed=shut), [2], k=9) == [(0, 2)]
    both = forward_passes(net, sources=[0, 1], closed=shut)
    assert best_routes(both, [2], k=9) == [(1, 2), (0, 2)]


def test_fewer_links_then_lower_cost_then_ids_settle_equal_chances() -> None:
    links = {(0, a): (0.5, 3 if a == 1 else 2, 0) for a in (1, 2, 3)}
    links |= {(a, 5): (0.5, 0, 0) for a in (1, 2, 3)}
    links |= {(0, 4): (0.25, 9, 0), (4, 5): (1.0, 0, 0), (1, 4): (0.5, 0, 0)}
    net = build(6, links, groups=(5,))
    ways = forward_passes(net, sources=[0], closed=everyone(6))
    expected = [(0, 2, 5), (0, 3, 5), (0, 1, 5), (0, 4, 5), (0, 1, 4, 5)]
    assert best_routes(ways, [5], k=9) == expected
