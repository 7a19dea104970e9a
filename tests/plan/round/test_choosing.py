"""The best choice of actions, against every plan there is, and against plans chosen one by one."""

from dataclasses import replace

import numpy as np
import pytest

from amounts import some_of
from reachmap.plan.round.bounds import LeastUse, most_shares
from reachmap.plan.round.clock import Clock
from reachmap.plan.round.greedy import fair_start, people_start, refilled
from reachmap.plan.round.leximin import greedy_plan, leximin, most_people
from reachmap.plan.round.model import RoundModel
from reachmap.plan.round.problem import RoundProblem, is_fairer
from reachmap.plan.round.relaxation import least_floors, least_more, some_plan
from round_regions import region
from rounds import (
    all_plans,
    as_plan,
    best_of_all,
    covered,
    keeps,
    made_up,
    people_of,
    sorted_shares,
)

SEEDS = range(some_of(400, usual=40))


def rounded(shares: list[float]) -> list[float]:
    """Return shares as near as levels are told apart."""
    return [round(share, 5) for share in shares]


def problem(seed: int) -> RoundProblem:
    """Return a small made-up round; every third has a floor and a fixed action."""
    return made_up(seed, actions=8 + seed % 3, groups=4 + seed % 3, floors=seed % 3 == 0)


FLOOR_ABOVE_LEVELS = 231
"""Round in which actions that a floor needs would seem to be left for others."""


@pytest.mark.parametrize("seed", sorted({*SEEDS, FLOOR_ABOVE_LEVELS}))
def test_the_fairest_plan_is_the_fairest_of_all_plans(seed: int) -> None:
    here = problem(seed)
    plans = all_plans(here)
    start = fair_start(here)
    if start is None:
        start = some_plan(here, Clock(60))
    assert (start is None) == (not plans)
    if start is None:
        return
    best = max(
        plans,
        key=lambda plan: (
            rounded(sorted_shares(here, plan)),
            round(people_of(here, plan), 5),
            -here.use[0][list(plan)].sum(),
        ),
    )
    chosen = leximin(here, start, Clock(60))
    plan = as_plan(chosen.actions)
    assert chosen.status == "optimal"
    assert chosen.gap == 0
    assert keeps(here, plan)
    assert rounded(sorted_shares(here, plan)) == rounded(sorted_shares(here, best))
    assert people_of(here, plan) == pytest.approx(people_of(here, best), abs=1e-5)
    assert here.use[0][chosen.actions].sum() == pytest.approx(here.use[0][list(best)].sum())
    assert not is_fairer(here.shares(start), here.shares(chosen.actions))
    again = leximin(here, start, Clock(60))
    assert again.actions.tolist() == chosen.actions.tolist()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_most_people_are_the_most_of_all_plans(seed: int) -> None:
    here = problem(seed)
    start = people_start(here)
    if start is None:
        return
    chosen = most_people(here, start, Clock(60))
    most = max(people_of(here, plan) for plan in all_plans(here))
    assert chosen.status == "optimal"
    assert keeps(here, as_plan(chosen.actions))
    assert people_of(here, as_plan(chosen.actions)) == pytest.approx(most, abs=1e-5)
    assert chosen.objective == pytest.approx(most, abs=1e-5)
    assert people_of(here, as_plan(start)) <= most + 1e-9


def max_min(here: RoundProblem, least: list[float]) -> float:
    """Return the highest next level of plans whose lowest shares are given: solved apart."""
    best = -1.0
    for plan in all_plans(here):
        shares = sorted_shares(here, plan)
        if rounded(shares)[: len(least)] == rounded(least) and len(shares) > len(least):
            best = max(best, shares[len(least)])
    return best


@pytest.mark.parametrize("seed", range(8))
def test_leximin_is_max_min_again_and_again(seed: int) -> None:
    here = replace(problem(seed), floor=np.zeros(4 + seed % 3), fixed=np.zeros(8 + seed % 3, bool))
    start = fair_start(here)
    assert start is not None
    shares = sorted_shares(here, as_plan(leximin(here, start, Clock(60)).actions))
    for number, share in enumerate(shares):
        assert share == pytest.approx(max_min(here, shares[:number]), abs=1e-5)


@pytest.mark.parametrize("seed", range(12))
def test_more_of_a_limit_never_makes_the_plan_less_fair(seed: int) -> None:
    here = replace(problem(seed), floor=np.zeros(4 + seed % 3), fixed=np.zeros(8 + seed % 3, bool))
    for row in range(len(here.limit)):
        more = here.with_limit(row, here.limit[row] * 1.5 + 1)
        plans = []
        for each in (here, more):
            start = fair_start(each)
            assert start is not None
            plans.append(each.shares(leximin(each, start, Clock(60)).actions))
        assert not is_fairer(*plans)


@pytest.mark.parametrize("seed", range(12))
def test_no_plan_is_above_a_bound(seed: int) -> None:
    here = problem(seed)
    plans = [np.array(plan) for plan in all_plans(here)]
    if not plans:
        return
    most = np.max([here.shares(plan) for plan in plans], axis=0)
    assert (most <= most_shares(here) + 1e-9).all()
    least = LeastUse(here)
    for number, group in enumerate(here.ranked.tolist()):
        family = np.unique(least.family(group))
        for plan in plans:
            share = float(here.shares(plan)[number])
            used = here.use[:2, family][:, plan[family]].sum(axis=1)
            for row in (0, 1):
                assert least.of(row, number, share) <= used[row] + 1e-6


@pytest.mark.parametrize("seed", range(12))
def test_a_plan_chosen_one_by_one_has_a_bound_that_the_best_plan_keeps(seed: int) -> None:
    here = problem(seed)
    fair, many = fair_start(here), people_start(here)
    if fair is None or many is None:
        return
    best = leximin(here, fair, Clock(60))
    quick = greedy_plan(here, fair, Clock(60), total=False)
    assert (quick.status, keeps(here, as_plan(fair))) == ("greedy", True)
    assert quick.bound >= min(sorted_shares(here, as_plan(best.actions)), default=1.0) - 1e-6
    people = greedy_plan(here, many, Clock(60), total=True)
    assert people.bound >= most_people(here, many, Clock(60)).objective - 1e-6


def test_out_of_time_the_first_plan_comes_back_with_its_bound() -> None:
    here = problem(1)
    start = fair_start(here)
    assert start is not None
    first = np.zeros(here.actions, bool)
    late = leximin(here, first, Clock(0))
    assert late.status == "time limit"
    assert late.bound >= late.objective
    assert 0 < late.gap <= 1
    stopped = Clock(60, stopped=True)
    assert most_people(here, first, stopped).status == "stopped"
    assert leximin(here, start, stopped).status == "stopped"


@pytest.mark.parametrize("seed", range(0, 30, 3))
def test_the_smallest_relaxation_makes_a_plan_possible_and_less_does_not(seed: int) -> None:
    here = problem(seed)
    strict = replace(here, limit=np.where(np.arange(len(here.limit)) == 1, 0.2, here.limit))
    assert some_plan(strict, Clock(60)) is None
    more = least_more(strict, [1], Clock(60))
    if more is None:
        assert all_plans(replace(strict, limit=strict.limit + np.array([0, 1e6, 0, 0]))) == []
        return
    enough = strict.with_limit(1, strict.limit[1] + float(more[0]))
    assert all_plans(enough)
    assert not all_plans(strict.with_limit(1, strict.limit[1] + float(more[0]) - 0.25))


@pytest.mark.parametrize("seed", range(0, 12, 3))
def test_lowered_floors_can_be_met(seed: int) -> None:
    here = replace(problem(seed), fixed=np.zeros(8 + seed % 3, bool))
    high = replace(here, floor=here.floor * 50)
    floors = least_floors(high, Clock(60))
    assert floors is not None
    assert (floors <= high.floor).all()
    assert some_plan(replace(high, floor=floors), Clock(60)) is not None


def test_a_plan_better_by_what_the_solver_lets_go_by_ends_no_search() -> None:
    here = region(3, actions=1_000, groups=200)
    start, clock = fair_start(here), Clock(60)
    assert start is not None

    def enough(settled: int, _of: int) -> None:
        clock.stopped = settled > 2

    chosen = leximin(here, start, clock, enough)
    assert chosen.status == "stopped"
    assert chosen.bound >= chosen.objective > 0.0102


@pytest.mark.parametrize("seed", range(8))
def test_groups_that_are_settled_when_it_is_stopped_are_served_as_by_the_best_plan(
    seed: int,
) -> None:
    here = problem(seed)
    start, clock = fair_start(here), Clock(60)
    if start is None:
        return

    def enough(settled: int, _of: int) -> None:
        clock.stopped = settled >= 2

    early, best = leximin(here, start, clock, enough), leximin(here, start, Clock(60))
    settled = early.settled
    assert settled >= min(2, len(here.ranked))
    shares = [rounded(sorted_shares(here, as_plan(each.actions))) for each in (early, best)]
    assert shares[0][:settled] == shares[1][:settled]
    if settled < len(shares[1]):
        assert shares[1][settled] <= early.bound + 1e-5


@pytest.mark.parametrize("seed", range(12))
def test_a_plan_filled_anew_is_never_less_fair_and_keeps_what_is_below_a_level(seed: int) -> None:
    here = problem(seed) if seed < 9 else made_up(seed, actions=60, groups=15)
    start = fair_start(here)
    if start is None:
        return
    before = np.sort(here.shares(start))
    for few in range(len(before)):
        plan = refilled(here, start, few)
        after = np.sort(here.shares(plan))
        assert here.keeps(plan)
        assert (after[:few] >= before[:few] - 1e-9).all()
        assert not is_fairer(before, after)


def test_the_program_has_a_row_a_limit_and_a_column_an_action_and_group() -> None:
    here = problem(2)
    plan = RoundModel(here, Clock(60))
    assert plan.model.rows == len(here.limit) + len(here.ranked)
    assert plan.model.columns == here.actions + len(here.ranked)


@pytest.mark.parametrize("seed", range(6))
def test_larger_plans_are_never_less_fair_than_greedy_or_saturate(seed: int) -> None:
    here = made_up(seed, actions=40, groups=9)
    fair, many = fair_start(here), people_start(here)
    assert fair is not None
    assert many is not None
    chosen = leximin(here, fair, Clock(60))
    most = most_people(here, many, Clock(60))
    assert (chosen.status, most.status) == ("optimal", "optimal")
    assert keeps(here, as_plan(chosen.actions))
    for peer in (fair, many, most.actions):
        assert not is_fairer(here.shares(peer), here.shares(chosen.actions))
        assert here.total(peer) <= most.objective + 1e-5


def test_actions_that_a_group_shares_with_a_wider_one_count_for_both() -> None:
    here = made_up(3, actions=12, groups=4)
    plan = np.ones(here.actions, bool)
    expected = here.expected(plan)
    own = [float(here.own_people[here.own == g].sum()) for g in range(4)]
    assert expected[0] == pytest.approx(own[0] + own[1])
    assert here.own_people.sum() == pytest.approx(sum(own))


@pytest.mark.parametrize("seed", [*range(8), 2843, 2982, 3836])
def test_of_fourteen_actions_no_plan_is_better(seed: int) -> None:
    floors = seed % 2 == 1
    few = seed > 8
    here = made_up(seed, actions=8 if few else 14, groups=2 if few else 6, floors=floors)
    best, start = best_of_all(here, total=False), fair_start(here)
    if best is None or start is None:
        assert best is None or some_plan(here, Clock(60)) is not None
        return
    fair = leximin(here, start, Clock(60))
    assert (fair.status, here.keeps(fair.actions)) == ("optimal", True)
    assert rounded(sorted(here.shares(fair.actions).tolist())) == rounded(best[0])
    assert here.total(fair.actions) == pytest.approx(best[1], abs=2e-5)
    assert here.use[0][fair.actions].sum() == pytest.approx(best[2])
    many, most = most_people(here, start, Clock(60)), best_of_all(here, total=True)
    assert most is not None
    assert here.total(many.actions) == pytest.approx(most[1], abs=2e-5)
    assert here.use[0][many.actions].sum() == pytest.approx(most[2])


def test_in_networks_of_unequal_groups_the_worst_served_do_better_than_by_greed() -> None:
    gains = {"saturate": 0, "greedy": 0}
    for seed in range(6):
        here = covered(seed)
        start, many = fair_start(here), people_start(here)
        assert start is not None
        assert many is not None
        chosen = leximin(here, start, Clock(60))
        assert chosen.status == "optimal"
        worst = float(here.shares(chosen.actions).min())
        for name, peer in (("saturate", start), ("greedy", many)):
            assert not is_fairer(here.shares(peer), here.shares(chosen.actions))
            gains[name] += worst > float(here.shares(peer).min()) + 1e-5
    assert gains["greedy"] == 6
