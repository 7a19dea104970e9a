"""Limits on cost and days, and all routes that none beats, against all simple paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reachmap.network import limits, routes, search
from reachmap.network.pareto import pareto_routes
from reachmap.network.routes import (
    ForwardPasses,
    best_routes,
    best_to_all,
    forward_passes,
    search_routes,
    search_to_all,
)
from reachmap.network.sweep import OBJECTIVES
from route_oracle import Question, allowed, build, everyone, questions, unbeaten, walked, ways_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reachmap.network.sweep import Objective

Links = dict[tuple[int, int], tuple[float, int, int]]

most = st.none() | st.integers(0, 8)


def ends_of(question: Question) -> Iterator[tuple[int, ...]]:
    """Yield each group, and all groups together."""
    groups = tuple(np.flatnonzero(question.net.is_group).tolist())
    yield from ((group,) for group in groups)
    yield groups


def test_under_limits_routes_are_those_of_all_simple_paths_and_the_limits_bite() -> None:
    bitten = []

    @settings(max_examples=600)
    @given(
        drawn=questions(most=7),
        cost=most,
        days=most,
        k=st.integers(1, 10),
        diverse=st.booleans(),
        patience=st.sampled_from([0, 3, 32]),
        small=st.sampled_from([0, 2000]),
    )
    def compared(  # noqa: PLR0917  drawn
        drawn: Question,
        cost: int | None,
        days: int | None,
        k: int,
        diverse: bool,  # noqa: FBT001  drawn
        patience: int,
        small: int,
    ) -> None:
        question = drawn._replace(max_cost=cost, max_days=days)
        before = search.PATIENCE, routes.SMALL
        search.PATIENCE, routes.SMALL = patience, small
        try:
            ways = ways_of(question)
            firsts = {}
            for ends in ends_of(question):
                expected = walked(question, ends, k=k, diverse=diverse)
                assert best_routes(ways, ends, k=k, diverse=diverse) == expected
                if len(ends) == 1 and expected:
                    firsts[ends[0]] = expected[0]
                if free := walked(drawn, ends, k=k, diverse=diverse):
                    bitten.append(expected != free)
            assert best_to_all(ways) == firsts
        finally:
            search.PATIENCE, routes.SMALL = before

    compared()
    assert sum(bitten) > len(bitten) / 10


def test_routes_that_none_beats_are_those_of_all_simple_paths() -> None:
    several = []

    @settings(max_examples=600)
    @given(drawn=questions(most=7), cost=most, days=most, small=st.sampled_from([0, 2000]))
    def compared(drawn: Question, cost: int | None, days: int | None, small: int) -> None:
        question = drawn._replace(max_cost=cost, max_days=days, objective="chance")
        before, routes.SMALL = routes.SMALL, small
        try:
            ways = ways_of(question)
            for ends in ends_of(question):
                found = pareto_routes(ways, ends)
                expected = unbeaten(question, ends)
                assert found == (expected, False)
                if len(ways_there := allowed(question, ends)) > 1:
                    several.append(1 < len(expected) < len(ways_there))
        finally:
            routes.SMALL = before

    compared()
    assert sum(several) > len(several) / 10


def trade_offs(size: int) -> Question:
    """Return a network of many ways, each cheaper or quicker than another."""
    dice = np.random.default_rng(7)
    links: Links = {
        (a, b): (dice.integers(30, 90).item() / 100, *dice.integers(0, [99, 9]).tolist())
        for a in range(size)
        for b in range(1, size)
        if a not in {b, size - 1}
    }
    net = build(size, links, groups=(size - 1,))
    return Question(net, (0,), everyone(size), "chance", 5)


def test_a_search_that_stops_early_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    question = trade_offs(14)
    whole = pareto_routes(ways_of(question), (13,))
    assert len(whole.paths) > 3
    assert not whole.cut
    monkeypatch.setattr(limits, "MOST_LABELS", 40)
    part = pareto_routes(ways_of(question), (13,))
    assert part.cut
    assert part.paths
    assert set(part.paths) <= set(allowed(question, (13,)))
    tight = question._replace(max_cost=200, max_days=30)
    assert search_routes(ways_of(tight), [13], k=500).cut
    assert not search_routes(ways_of(question), [13], k=500).cut


def test_a_group_whose_search_was_cut_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each half of the way is cheap or quick, the whole never both: bounds cannot tell."""
    links: Links = {}
    for step in range(8):
        near, cheap, quick = 3 * step, 3 * step + 1, 3 * step + 2
        links |= {(near, cheap): (0.9, 0, 9), (near, quick): (0.8, 9, 0)}
        links |= {(cheap, near + 3): (1.0, 0, 0), (quick, near + 3): (1.0, 0, 0)}
    net = build(25, links, groups=(24,))
    ways = forward_passes(
        net, sources=[0], closed=everyone(25), max_hops=16, max_cost=30, max_days=30
    )
    assert [*map(len, search_to_all(ways))] == [0, 0]
    monkeypatch.setattr(limits, "MOST_LABELS", 9)
    best, cut = search_to_all(ways)
    assert (best, sorted(cut)) == ({}, [24])


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_under_limits_a_dead_end_pocket_does_not_hold_up_the_search(objective: Objective) -> None:
    pocket = range(5, 35)
    links = {(0, 1): (1.0, 0, 0), (1, 2): (1.0, 0, 0), (0, 4): (0.01, 9, 9), (4, 2): (0.01, 9, 9)}
    links |= {(a, b): (1.0, 0, 0) for a in pocket for b in pocket if a != b}
    links |= {(1, a): (1.0, 0, 0) for a in pocket} | {(a, 1): (1.0, 0, 0) for a in pocket}
    links |= {(1, 3): (1.0, 0, 0), (4, 3): (0.01, 9, 9), (2, 1): (1.0, 0, 0)}
    net = build(35, links, groups=(3,))

    def ways_within(most: int) -> ForwardPasses:
        return forward_passes(
            net,
            sources=[0],
            closed=everyone(35),
            objective=objective,
            max_hops=33,
            max_cost=most,
            max_days=18,
        )

    ways = ways_within(18)
    found = search_routes(ways, [3], k=10)
    assert found == ([(0, 1, 3), (0, 4, 3), (0, 4, 2, 1, 3)], False)
    assert search_routes(ways_within(17), [3], k=10) == ([(0, 1, 3)], False)
    assert pareto_routes(ways, [3]) == ([(0, 1, 3)], False)
