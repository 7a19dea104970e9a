"""What no plan can be above: how far each group can be heard if all else is given up for it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import comb

import numpy as np

from reachmap.plan.round.problem import SLACK, Bools, Floats, Longs, RoundProblem

MOST_COMBINED = 50_000
"""Combinations of actions for one group that are gone through; with more there is no such bound."""

NEVER = 1e7
"""What stands for the money or hours of a share that no actions reach."""


def most_shares(problem: RoundProblem, possible: Bools | None = None) -> Floats:
    """Return the share by which each ranked group is heard at most, shape (ranked,).

    Each limit alone is filled with the actions that bring the group the most for what they use
    of it, the last one in part; the smallest of these bounds holds.
    """
    ranked = problem.ranked
    every = np.ones(problem.actions, np.bool_) if possible is None else possible
    most = problem.shares(every)
    for row, g in enumerate(ranked.tolist()):
        entries = (problem.group == g) & every[problem.action]
        step, action = problem.step[entries], problem.action[entries]
        for use, limit in zip(problem.use[:, action], problem.limit.tolist(), strict=True):
            if use.sum() <= limit:
                continue
            most[row] = min(most[row], problem.base[g] + filled(step, use, limit))
    return most


def filled(value: Floats, use: Floats, limit: float) -> float:
    """Return the most value within a limit where each may be taken in part.

    Examples
    --------
    >>> filled(np.array([6.0, 4.0]), np.array([2.0, 4.0]), 4.0)
    8.0
    """
    free = use <= 0
    some = np.flatnonzero(~free)
    order = some[np.argsort(-value[some] / use[some], kind="stable")]
    used = np.cumsum(use[order])
    part = np.clip((limit - (used - use[order])) / use[order], 0.0, 1.0)
    return float(value[free].sum() + (value[order] * part).sum())


class LeastUse:
    """The least money, and the least hours, that each share takes, if nobody else were served.

    Of each ranked group and of money and hours: the people that come of the actions for it and
    for its narrower groups, upwards, and the least of money or hours that so many or more take.
    """

    def __init__(self, problem: RoundProblem) -> None:
        self._problem = problem
        self._of_own: dict[int, tuple[Front, ...]] = {}
        families = [np.unique(problem.own[self.family(g)]) for g in problem.ranked.tolist()]
        self._fronts = [self._of_family(owns.tolist()) for owns in families]

    def family(self, group: int) -> Longs:
        """Return the actions that bring people of a group: its own, and of narrower groups."""
        return np.asarray(self._problem.action[self._problem.group == group])

    def of(self, row: int, number: int, share: float) -> float:
        """Return the least money (0) or hours (1) by which a ranked group reaches a share.

        0 where so many actions would have to be gone through that it is not known.
        """
        group = int(self._problem.ranked[number])
        needed = share * self._problem.fair[group] - self._problem.heard[group] - SLACK
        fronts = self._fronts[number]
        if fronts is None or needed <= 0:
            return 0.0
        people, use = fronts[row]
        at = int(np.searchsorted(people, needed))
        return float(use[at]) if at < len(use) else NEVER

    def _of_family(self, owns: Sequence[int]) -> tuple[Front, ...] | None:
        """Return the fronts of several groups together; None where one is not known."""
        parts = [self._front_of(own) for own in owns]
        if not all(parts):
            return None
        together = parts[0]
        for part in parts[1:]:
            together = tuple(_sums(*both) for both in zip(together, part, strict=True))
        return together

    def _front_of(self, own: int) -> tuple[Front, ...]:
        """Return the fronts of the actions for one group; empty where there are too many."""
        if own not in self._of_own:
            problem = self._problem
            actions = np.flatnonzero(problem.own == own)
            most = min(_most_actions(problem, actions), len(actions))
            combined = sum(comb(len(actions), n) for n in range(most + 1))
            fronts: tuple[Front, ...] = ()
            if combined <= MOST_COMBINED:
                sets = [_subsets(actions, n) for n in range(most + 1)]
                people = np.concatenate([problem.own_people[each].sum(axis=1) for each in sets])
                fronts = tuple(
                    _least(
                        people,
                        np.concatenate([problem.use[row][each].sum(axis=1) for each in sets]),
                    )
                    for row in (0, 1)
                )
            self._of_own[own] = fronts
        return self._of_own[own]


Front = tuple[Floats, Floats]
"""People, upwards, and the least use by which so many or more come."""


def _subsets(actions: Longs, size: int) -> Longs:
    """Return every choice of so many of some actions, shape (choices, size)."""
    chosen = np.array([*combinations(range(len(actions)), size)], np.int64)
    return actions[chosen.reshape(comb(len(actions), size), size)]


def _least(people: Floats, use: Floats) -> Front:
    """Return the front of some choices: no other brings as many people for less.

    Examples
    --------
    >>> people, use = _least(np.array([0.0, 4.0, 3.0]), np.array([0.0, 2.0, 5.0]))
    >>> people.tolist(), use.tolist()
    ([0.0, 4.0], [0.0, 2.0])
    """
    order = np.lexsort((use, -people))
    best = np.minimum.accumulate(use[order])
    first = np.flatnonzero(np.diff(best, prepend=np.inf) < 0)[::-1]
    return people[order][first], best[first]


def _sums(first: Front, second: Front) -> Front:
    """Return the front of what two groups take together."""
    people = (first[0][:, None] + second[0]).ravel()
    return _least(people, (first[1][:, None] + second[1]).ravel())


def _most_actions(problem: RoundProblem, own: Longs) -> int:
    """Return how many of some actions fit together at most: by the limits that all of them use."""
    if not own.size:
        return 0
    least = problem.use[:, own].min(axis=1)
    rows = least > 0
    return int((problem.limit[rows] / least[rows] + SLACK).min(initial=float(own.size)))
