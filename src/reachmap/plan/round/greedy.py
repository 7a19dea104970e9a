"""A first plan, action by action: for the worst served in SATURATE's way, or for the most people.

The gains are lazy: those worked out earlier bound those of now, in a queue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from heapq import heapify, heappop, heappush

import numpy as np

from reachmap.plan.round.problem import SLACK, Bools, Floats, Longs, RoundProblem, is_fairer

ROUNDS = 16
"""How often the level that is aimed at is halved in."""

HIGHER = (1.001, 1.01, 1.05, 1.2)
"""How many times as high as the level of a plan the levels are that it is filled anew for."""

STEP = 1.2
"""How many times as high the next level is that a plan is filled for."""

LOWEST = 1e-3
"""Level from which on that is done."""

Gain = Callable[[Floats, Longs | slice], Floats]
"""From the people of each group brought so far, what some entries add: never more than before."""


def fair_start(problem: RoundProblem, start: Bools | None = None) -> Bools | None:
    """Return a plan that serves the worst served well; None where no plan was come by.

    For each level that is aimed at, actions are taken by what they add to the sum of the shares,
    none counted above the level, for what they use of the limits. The level is raised while
    every group comes up to it, and lowered while not; the fairest plan of all is kept [1]_. What
    is promised there is of one limit, and of plans that go beyond it: of these, nothing is.

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
        plan = filled(problem, first, gain_to(problem, level))
        if is_fairer(problem.shares(plan), problem.shares(best)):
            best = plan
        if (problem.shares(plan) >= level - SLACK).all():
            low = level
        else:
            high = level
    return filled(problem, best, gain_of_people(problem))


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
    better, aim = _trimmed(problem, plan, level), max(level, LOWEST)
    while aim < 1 and _fitting(problem, better).any():
        better = filled(problem, better, gain_to(problem, aim))
        aim *= STEP
    return filled(problem, better, gain_to(problem, 1.0))


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
    """Return a plan that brings many people, chosen one by one; None where no plan was come by.

    It is the better of two: actions by people for what they use of the limit they use most of,
    and the one action that brings most, filled up in that way. Where one limit alone matters,
    and all actions use as much of it, it brings at least 1 - 1/e, 63%, of the people that any
    plan brings [1]_; where they use more or less of it, (1 - 1/e) / 2, 32% [2]_. Of several
    limits, as money, hours and asks are, of floors and of fixed actions nothing is promised: how
    far a plan may be from the best is what the bound of the program says.

    References
    ----------
    .. [1] Nemhauser, G. L., Wolsey, L. A. and Fisher, M. L. (1978). An analysis of approximations
       for maximizing submodular set functions, I. Mathematical Programming 14, 265-294.
    .. [2] Leskovec, J. et al. (2007). Cost-effective outbreak detection in networks. Proceedings
       of KDD 2007, 420-429.
    """
    first = least_plan(problem)
    if first is None:
        return None
    gain = gain_of_people(problem)
    plans = [filled(problem, start, gain) for start in (first, _with_most(problem, first, gain))]
    return max(plans, key=problem.total)


def _with_most(problem: RoundProblem, plan: Bools, gain: Gain) -> Bools:
    """Return a plan and the one action that fits on top of it and adds most, if any does."""
    fits = _fitting(problem, plan)
    more = np.bincount(problem.action, gain(problem.expected(plan), slice(None)), problem.actions)
    larger = plan.copy()
    if fits.any():
        larger[int(np.where(fits, more, -1.0).argmax())] = True
    return larger


def _fitting(problem: RoundProblem, plan: Bools) -> Bools:
    """Return which actions that are not in a plan fit on top of it, one at a time."""
    left = problem.limit - problem.use[:, plan].sum(axis=1)
    fits: Bools = (problem.use <= left[:, None] + SLACK / 2).all(axis=0) & ~plan
    return fits


def least_plan(problem: RoundProblem) -> Bools | None:
    """Return a plan of the fixed actions that meets the floors; None where greed finds none."""
    before = problem.expected(problem.fixed)
    missing = problem.floor - before

    def gain(brought: Floats, entries: Longs | slice) -> Floats:
        mine = problem.group[entries]
        left = np.maximum(missing[mine] - (brought[mine] - before[mine]), 0.0)
        return np.minimum(problem.people[entries], left)

    plan = filled(problem, problem.fixed, gain)
    return plan if problem.keeps(plan) else None


def gain_to(problem: RoundProblem, level: float) -> Gain:
    """Return what entries add to the shares, none counted above a level."""
    group, step, heard = problem.group, problem.step, problem.heard
    fair, counts = problem.fair[group], problem.counted

    def gain(brought: Floats, entries: Longs | slice) -> Floats:
        mine = group[entries]
        share = (heard[mine] + brought[mine]) / fair[entries]
        more = np.minimum(share + step[entries], level) - np.minimum(share, level)
        return np.where(counts[entries], more, 0.0)

    return gain


def gain_of_people(problem: RoundProblem) -> Gain:
    """Return how many people entries add, of no group more than it misses; of own groups alone."""
    group, people, missing = problem.group, problem.people, problem.missing
    is_own = group == problem.own[problem.action]

    def gain(brought: Floats, entries: Longs | slice) -> Floats:
        mine = group[entries]
        left = np.maximum(missing[mine] - brought[mine], 0.0)
        return np.where(is_own[entries], np.minimum(people[entries], left), 0.0)

    return gain


def filled(problem: RoundProblem, start: Bools, gain: Gain) -> Bools:
    """Return a plan with actions taken by gain for what they use, while any fits [1]_.

    A gain worked out earlier is never less than what it is now, as each is a sum of concave
    functions of the people brought, whatever the plan; and what did not fit never fits later. So
    the best action of each group waits in a queue, and only that of the first is worked out anew,
    if people were brought since or it no longer fits. The choice is that of working out all gains
    each time, ties to the first action, but for the last digit of a float.

    References
    ----------
    .. [1] Leskovec, J. et al. (2007). Cost-effective outbreak detection in networks. Proceedings
       of KDD 2007, 420-429.
    """
    line = _Line(problem, start, gain)
    while line.take():
        pass
    return line.plan


class _Line:
    """A plan, and the best action that each group may still bring, the best of all first."""

    def __init__(self, problem: RoundProblem, start: Bools, gain: Gain) -> None:
        self.plan = start.copy()
        self._problem, self._gain = problem, gain
        self._left = problem.limit - problem.use[:, start].sum(axis=1)
        self._brought = problem.expected(start)
        self._taken = 0
        self._known_at = [0] * problem.groups
        self._changed_at = np.zeros(problem.groups, np.int64)
        self._queue = [*self._best_of_each()]
        heapify(self._queue)

    def _best_of_each(self) -> Iterator[tuple[float, int, int]]:
        """Yield the best action for each group that fits, if any adds something: all at once."""
        problem = self._problem
        limit, action, amount = problem.used_entries
        more = self._gain(self._brought, slice(None))
        worth = np.bincount(problem.action, more, problem.actions) / problem.weight
        worth[action[amount > self._left[limit] + SLACK / 2]] = 0.0
        worth[self.plan] = 0.0
        best = np.full(problem.groups, SLACK)
        np.maximum.at(best, problem.own, worth)
        tied = np.flatnonzero((worth > SLACK) & (worth == best[problem.own]))
        for group, first in zip(*np.unique(problem.own[tied], return_index=True), strict=True):
            yield -float(worth[tied[first]]), int(tied[first]), int(group)

    def take(self) -> bool:
        """Take the best action that fits; return whether there was one that adds anything."""
        while self._queue:
            _, action, group = heappop(self._queue)
            if not self._is_known(group) or not self._fits(action):
                self._queue_best(group)
                continue
            self._taken += 1
            self.plan[action] = True
            self._left -= self._problem.use[:, action]
            mine = slice(*np.searchsorted(self._problem.action, (action, action + 1)))
            brought_to = self._problem.group[mine]
            np.add.at(self._brought, brought_to, self._problem.people[mine])
            self._changed_at[brought_to] = self._taken
            self._queue_best(group)
            return True
        return False

    def _queue_best(self, group: int) -> None:
        """Put the best action for a group that fits into the queue, if any adds something."""
        batch, self._known_at[group] = self._problem.batches[group], self._taken
        more = self._gain(self._brought, batch.entries)
        worth = np.bincount(batch.of_entries, more, len(batch.actions)) / batch.weight
        too_much = batch.amount > self._left[batch.limit] + SLACK / 2
        worth[batch.of_uses[too_much]] = 0.0
        worth[self.plan[batch.actions]] = 0.0
        best = int(worth.argmax())
        if worth[best] > SLACK:
            heappush(self._queue, (-float(worth[best]), int(batch.actions[best]), group))

    def _is_known(self, group: int) -> bool:
        """Return whether nobody was brought, to it or wider groups, since its best was chosen."""
        changed = self._changed_at[self._problem.batches[group].groups]
        return int(changed.max()) <= self._known_at[group]

    def _fits(self, action: int) -> bool:
        return bool((self._problem.use[:, action] <= self._left + SLACK / 2).all())
