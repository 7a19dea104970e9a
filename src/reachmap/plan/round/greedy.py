"""A first plan, action by action: for the worst served in SATURATE's way, or for the most people.

All gains are worked out at once at each step, so that no queue of stale gains is needed.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from reachmap.plan.round.problem import SLACK, Bools, Floats, RoundProblem, is_fairer

ROUNDS = 16
"""How often the level that is aimed at is halved in."""

HIGHER = (1.001, 1.01, 1.05, 1.2)
"""How many times as high as the level of a plan the levels are that it is filled anew for."""

STEP = 1.2
"""How many times as high the next level is that a plan is filled for."""

LOWEST = 1e-3
"""Level from which on that is done."""

Gain = Callable[[Floats], Floats]
"""From the people of each group brought so far, what each action adds."""


def fair_start(problem: RoundProblem, start: Bools | None = None) -> Bools | None:
    """Return a plan that serves the worst served well; None where no plan was come by.

    For each level that is aimed at, actions are taken by what they add to the sum of the shares,
    none counted above the level, for what they use of the limits. The level is raised while
    every group comes up to it, and lowered while not; the fairest plan of all is kept [1]_.

    References
    ----------
    .. [1] Krause, A., McMahan, H. B., Guestrin, C. and Gupta, A. (2008). Robust submodular
       observation selection. Journal of Machine Learning Research 9, 2761-2801.
    """
    first = start if start is not None else least_plan(problem)
    if first is None:
        return None
    best, low, high = first, 0.0, 1.0
    for number in range(ROUNDS):
        level = high if not number else (low + high) / 2
        plan = _filled(problem, first, _gain_to(problem, level))
        if is_fairer(problem.shares(plan), problem.shares(best)):
            best = plan
        if (problem.shares(plan) >= level - SLACK).all():
            low = level
        else:
            high = level
    return _filled(problem, best, _gain_of_people(problem))


def refilled(problem: RoundProblem, plan: Bools, few: int) -> Bools:
    """Return a plan at least as fair: what only groups above a level need is spent anew.

    The level is that with so few groups below. Actions that no group needs for it, or for one a
    little higher, are taken out; then the plan is filled for the worst served first, step by step
    upwards. So it goes on while that is fairer.
    """
    best = plan
    while True:
        level = float(np.sort(problem.shares(best))[few])
        tried = (_filled_upwards(problem, best, level * more) for more in HIGHER)
        fairer = (each for each in tried if is_fairer(problem.shares(each), problem.shares(best)))
        fairest = next(fairer, None)
        if fairest is None:
            return best
        best = fairest


def _filled_upwards(problem: RoundProblem, plan: Bools, level: float) -> Bools:
    """Return the actions of a plan that a level needs, and others for it, then for higher ones."""
    filled, aim = _trimmed(problem, plan, level), max(level, LOWEST)
    while aim < 1:
        filled = _filled(problem, filled, _gain_to(problem, aim))
        aim *= STEP
    return _filled(problem, filled, _gain_to(problem, 1.0))


def _trimmed(problem: RoundProblem, plan: Bools, level: float) -> Bools:
    """Return a plan without actions that no group needs to be as far up, or to reach a level."""
    brought = problem.expected(plan)
    size = np.where(problem.limit > 0, problem.limit, 1.0)
    weight = (problem.use / size[:, None]).max(axis=0)
    least = np.where(
        np.isnan(problem.fair),
        0.0,
        np.minimum(level * problem.fair - problem.heard, problem.missing),
    )
    least = np.maximum(least, problem.floor)
    trimmed = plan.copy()
    for a in sorted(np.flatnonzero(plan & ~problem.fixed).tolist(), key=lambda a: -weight[a]):
        mine = slice(*np.searchsorted(problem.action, (a, a + 1)))
        group, people = problem.group[mine], problem.people[mine]
        if (brought[group] - people >= least[group] - SLACK / 2).all():
            trimmed[a] = False
            np.subtract.at(brought, group, people)
    return trimmed


def people_start(problem: RoundProblem) -> Bools | None:
    """Return a plan that brings many people, chosen one by one; None where no plan was come by."""
    first = least_plan(problem)
    if first is None:
        return None
    return _filled(problem, first, _gain_of_people(problem))


def least_plan(problem: RoundProblem) -> Bools | None:
    """Return a plan of the fixed actions that meets the floors; None where greed finds none."""
    missing = problem.floor - problem.expected(problem.fixed)

    def gain(brought: Floats) -> Floats:
        left = np.maximum(missing - (brought - problem.expected(problem.fixed)), 0.0)
        useful = np.minimum(problem.people, left[problem.group])
        return np.bincount(problem.action, useful, problem.actions).astype(np.float64)

    plan = _filled(problem, problem.fixed, gain)
    return plan if problem.keeps(plan) else None


def _gain_to(problem: RoundProblem, level: float) -> Gain:
    """Return what actions add to the shares, none counted above a level."""
    fair = problem.fair[problem.group]
    counts = np.isin(problem.group, problem.ranked)

    def gain(brought: Floats) -> Floats:
        share = (problem.heard + brought)[problem.group] / fair
        more = np.minimum(share + problem.step, level) - np.minimum(share, level)
        return np.bincount(problem.action, np.where(counts, more, 0.0), problem.actions).astype(
            np.float64
        )

    return gain


def _gain_of_people(problem: RoundProblem) -> Gain:
    """Return how many people actions add, of no group more than it misses."""

    def gain(brought: Floats) -> Floats:
        left = np.maximum(problem.missing - brought, 0.0)[problem.own]
        return np.minimum(problem.own_people, left)

    return gain


def _filled(problem: RoundProblem, start: Bools, gain: Gain) -> Bools:
    """Return a plan with actions taken by gain for what they use, while any fits."""
    plan, count = start.copy(), problem.actions
    limit, action, amount = problem.used_entries
    size = np.where(problem.limit > 0, problem.limit, 1.0)
    weight = np.full(count, SLACK)
    np.maximum.at(weight, action, amount / size[limit])
    left = problem.limit - problem.use[:, plan].sum(axis=1)
    brought = problem.expected(plan)
    while count:
        too_much = np.bincount(action, amount > left[limit] + SLACK / 2, count)
        worth = np.where((too_much > 0) | plan, 0.0, gain(brought) / weight)
        chosen = int(worth.argmax())
        if worth[chosen] <= SLACK:
            break
        plan[chosen] = True
        left = left - problem.use[:, chosen]
        mine = slice(*np.searchsorted(problem.action, (chosen, chosen + 1)))
        np.add.at(brought, problem.group[mine], problem.people[mine])
    return plan
