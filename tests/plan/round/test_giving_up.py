"""A solver that gives up on the way: the best plan so far comes back, and says so."""

import json
import os
import signal
from itertools import count
from math import isfinite
from typing import Any

import numpy as np
import pytest

import reachmap as rm
from reachmap.plan.round import choosing
from reachmap.plan.round.clock import Clock
from reachmap.plan.round.greedy import fair_start
from reachmap.plan.round.leximin import greedy_plan, leximin, most_people
from reachmap.plan.round.problem import is_fairer
from reachmap.plan.solver import Model, Solution
from rounds import made_up, next_round, village

SAID = "the solver gave up (Solve error)"


def gives_up_at(monkeypatch: pytest.MonkeyPatch, first: int) -> None:
    """Let the solver solve so many times less one, and give up from then on."""
    solve, number = Model.solve, count(1)

    def stubbed(model: Model, **limits: Any) -> Solution:
        if next(number) >= first:
            raise rm.SolverError(SAID)
        return solve(model, **limits)

    monkeypatch.setattr(Model, "solve", stubbed)


@pytest.mark.parametrize("first", range(1, 7))
def test_at_any_level_the_best_plan_so_far_comes_back(
    monkeypatch: pytest.MonkeyPatch, first: int
) -> None:
    here = made_up(5, actions=14, groups=6)
    start = fair_start(here)
    assert start is not None
    gives_up_at(monkeypatch, first)
    for search in (leximin, most_people):
        clock = Clock(60)
        chosen = search(here, start, clock)
        assert (chosen.status, clock.failure) == ("stopped", SAID)
        assert here.keeps(chosen.actions)
        assert isfinite(chosen.bound)
        assert chosen.bound >= chosen.objective
        if search is leximin:
            assert not is_fairer(here.shares(start), here.shares(chosen.actions))


def test_without_a_bound_a_plan_may_be_anything_better(monkeypatch: pytest.MonkeyPatch) -> None:
    here = made_up(5, actions=14, groups=6)
    gives_up_at(monkeypatch, 1)
    chosen = greedy_plan(here, np.zeros(here.actions, bool), Clock(60), total=False)
    assert (chosen.status, chosen.gap) == ("greedy", 1)


@pytest.mark.parametrize("terms", [{}, {"fairness": "total"}, {"rounds": 2}])
def test_a_plan_on_whose_way_the_solver_gave_up_says_so(
    monkeypatch: pytest.MonkeyPatch, terms: dict[str, Any]
) -> None:
    gives_up_at(monkeypatch, 1)
    plan = next_round(village(), **terms)
    assert plan.status == "stopped"
    assert plan.actions
    assert len(plan.rounds) == (2 if terms.get("rounds") else 0)
    assert "Stopped before the end: this is the best plan so far." in plan.explain()
    assert any(SAID in line for line in plan.missing)
    json.dumps(plan.to_dict(), allow_nan=False)


def test_what_the_solver_said_in_the_first_round_is_not_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fail, number = Clock.fail, count(1)

    def only_first(clock: Clock, words: str) -> None:
        fail(clock, words if next(number) == 1 else "another failure")

    monkeypatch.setattr(Clock, "fail", only_first)
    gives_up_at(monkeypatch, 1)
    plan = next_round(village(), rounds=2)
    assert [line for line in plan.missing if "the search for better plans" in line] == [
        f"On the way, {SAID}: the search for better plans ended there."
    ]


def test_rounds_after_a_stop_by_hand_are_named() -> None:
    def stop(_what: str, _done: int, _of: int) -> None:
        os.kill(os.getpid(), signal.SIGINT)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        plan = next_round(village(), rounds=3, progress=stop)
    finally:
        signal.signal(signal.SIGINT, before)
    assert plan.status == "stopped"
    assert len(plan.rounds) == 1
    ended = [line for line in plan.missing if line.endswith("the search was stopped before that.")]
    assert len(ended) == 2


def test_stopped_by_hand_before_any_plan_nothing_is_said_of_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stopped(_problem: object, clock: Clock) -> None:
        clock.stopped = True

    monkeypatch.setattr(choosing, "fair_start", lambda _problem: None)
    monkeypatch.setattr(choosing, "some_plan", stopped)
    with pytest.raises(rm.SolverError, match="the search was stopped before it was settled"):
        next_round(village(), floors={"carers": 1})


def test_out_of_time_before_any_plan_nothing_is_called_impossible(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(choosing, "fair_start", lambda _problem: None)
    assert next_round(village(), floors={"carers": 1}).actions
    with pytest.raises(rm.SolverError, match="was not settled in the time allowed"):
        next_round(village(), floors={"carers": 1}, time_limit_s=1e-9)
