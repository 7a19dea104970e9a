"""Plans chosen one by one: lazily as eagerly, and as good as is promised where anything is."""

from collections.abc import Callable
from dataclasses import replace
from math import e

import numpy as np
import pytest

from reachmap.plan.round.greedy import Gain, filled, gain_of_people, gain_to, people_start
from reachmap.plan.round.problem import SLACK, Bools, RoundProblem
from round_regions import region
from rounds import best_of_all, made_up

GAINS: dict[str, Callable[[RoundProblem], Gain]] = {
    "people": gain_of_people,
    "a low level": lambda here: gain_to(here, 0.3),
    "fair shares": lambda here: gain_to(here, 1.0),
}
EVERY = slice(None)


def eagerly(problem: RoundProblem, gain: Gain) -> Bools:
    """Return the plan for which every gain is worked out at every step."""
    plan = problem.fixed.copy()
    size = np.where(problem.limit > 0, problem.limit, 1.0)
    weight = np.maximum((problem.use / size[:, None]).max(axis=0), SLACK)
    while True:
        left = problem.limit - problem.use[:, plan].sum(axis=1)
        fits = (problem.use <= left[:, None] + SLACK / 2).all(axis=0) & ~plan
        more = gain(problem.expected(plan), EVERY)
        worth = np.bincount(problem.action, more, problem.actions) / weight
        best = int(np.where(fits, worth, 0.0).argmax())
        if not fits[best] or worth[best] <= SLACK:
            return plan
        plan[best] = True


@pytest.mark.parametrize("name", GAINS)
def test_a_lazy_choice_is_the_eager_one(name: str) -> None:
    rounds = [made_up(seed, actions=8 + seed, groups=2 + seed % 6) for seed in range(40)]
    rounds += [made_up(seed, actions=30, floors=True) for seed in range(10)]
    for here in (*rounds, region(3, actions=600, groups=60)):
        gain = GAINS[name](here)
        assert filled(here, here.fixed, gain).tolist() == eagerly(here, gain).tolist()


@pytest.mark.parametrize("name", GAINS)
def test_gains_never_rise_the_more_people_are_brought(name: str) -> None:
    dice, adding = np.random.default_rng(0), 0
    for seed in range(20):
        here = made_up(seed, actions=20, groups=5)
        gain, few = GAINS[name](here), dice.random(20) < 0.3
        many = few | (dice.random(20) < 0.3)
        before, after = (gain(here.expected(plan), EVERY) for plan in (few, many))
        assert (after <= before + 1e-12).all()
        adding += bool((before > after).any())
    assert adding


@pytest.mark.parametrize(("alike", "part"), [(True, 1 - 1 / e), (False, (1 - 1 / e) / 2)])
def test_of_one_limit_it_brings_the_part_of_the_most_people_that_is_promised(
    alike: bool,  # noqa: FBT001  parametrised
    part: float,
) -> None:
    least = 1.0
    for seed in range(60):
        here = made_up(seed, actions=9, groups=3)
        use = np.zeros_like(here.use)
        use[0] = 1.0 if alike else here.use[0] + 5
        limit = np.array([use[0].sum() * (0.2 + 0.1 * (seed % 5)), 1.0, 1.0, 1.0])
        one = replace(here, use=use, limit=limit)
        best, plan = best_of_all(one, total=True), people_start(one)
        assert best is not None
        assert plan is not None
        assert one.keeps(plan)
        least = min(least, one.total(plan) / best[1])
    assert part <= least < 1


def test_one_action_that_brings_most_is_taken_where_many_small_ones_seem_dearer_to_leave() -> None:
    here = RoundProblem(
        group=np.array([0, 0]),
        action=np.array([0, 1]),
        people=np.array([2.0, 90.0]),
        own=np.array([0, 0]),
        use=np.array([[1.0, 100.0], [0.0, 0.0]]),
        limit=np.array([100.0, 1.0]),
        heard=np.zeros(1),
        fair=np.array([200.0]),
        floor=np.zeros(1),
        fixed=np.zeros(2, np.bool_),
    )
    assert filled(here, here.fixed, gain_of_people(here)).tolist() == [True, False]
    plan = people_start(here)
    assert plan is not None
    assert plan.tolist() == [False, True]
