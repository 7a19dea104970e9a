"""Why each action is in a plan, what it beat, and what more would buy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reachmap.model.fields import from_pence
from reachmap.plan.round.candidates import Candidate
from reachmap.plan.round.problem import SLACK, Bools, Floats, RoundProblem, is_fairer
from reachmap.plan.round.rows import SHORT, Short
from reachmap.plan.round.words import INSTEAD, count_of_hours
from reachmap.words import within_sentence, words_of_expected, words_of_money

A_PERSON = 0.5
"""People fewer that are worth a word."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """A plan, and what else could have been done."""

    problem: RoundProblem
    actions: Sequence[Candidate]
    chosen: Bools
    limits: Sequence[str]
    """Names of those that the limits after money and hours are about."""
    currency: str

    def instead_of(self, number: int) -> str:
        """Return the next best for the group of an action, and why it is not in the plan."""
        own = self.problem.own
        others = np.flatnonzero((own == own[number]) & ~self.chosen).tolist()
        if not others:
            return INSTEAD["none"]
        swapped = {other: self._swapped(number, other) for other in others}
        fits = [other for other in others if self.problem.keeps(swapped[other])]
        best = min(fits or others, key=lambda a: (-self.actions[a].expected, self.actions[a].id))
        difference = self._difference if fits else self._limit
        reason = difference(number, best, swapped[best])
        action = self.actions[best]
        who = first_asked(action)
        return INSTEAD["other"].format(
            method=within_sentence(action.method.name), who=who, reason=reason
        )

    def _swapped(self, number: int, other: int) -> Bools:
        plan = self.chosen.copy()
        plan[[number, other]] = False, True
        return plan

    def _difference(self, number: int, other: int, plan: Bools) -> str:
        """Return in what another action is worse than the one of the plan."""
        mine, its = self.actions[number], self.actions[other]
        fewer, cost, hours = (
            mine.expected - its.expected,
            its.cost - mine.cost,
            its.hours - mine.hours,
        )
        if fewer >= A_PERSON:
            return INSTEAD["fewer"].format(people=words_of_expected(fewer))
        if cost > 0:
            return INSTEAD["dearer"].format(cost=words_of_money(from_pence(cost), self.currency))
        if hours > SLACK:
            return INSTEAD["longer"].format(hours=count_of_hours(hours))
        if fewer >= 0:
            return INSTEAD["no_better"]
        shares = self.problem.shares
        if is_fairer(shares(self.chosen), shares(plan)):
            return INSTEAD["others"]
        more = self.problem.total(plan) > self.problem.total(self.chosen) + A_PERSON
        is_better = more or is_fairer(shares(plan), shares(self.chosen))
        return INSTEAD["unproved" if is_better else "no_better"]

    def _limit(self, number: int, _other: int, plan: Bools) -> str:
        """Return which limit a plan goes beyond."""
        used = self.problem.use[:, plan].sum(axis=1)
        over = np.flatnonzero(used > self.problem.limit + SLACK)
        if not over.size:
            return INSTEAD["fixed" if self.problem.fixed[number] else "floor"]
        row = int(over[0])
        if row < 2:  # noqa: PLR2004  money and hours
            return INSTEAD[("budget", "hours")[row]]
        return INSTEAD["room"].format(name=self.limits[row - 2])

    @cached_property
    def short(self) -> tuple[Short, ...]:
        """Return what keeps further actions out: money or hours, if more of one lets some in."""
        over: Bools = self.problem.use[:2] > self._left[:2, None] + SLACK
        free = ~self.chosen & (self.problem.use[2:] <= self._left[2:, None] + SLACK).all(axis=0)
        alone = [
            bool((free & one & ~other).any()) for one, other in zip(over, over[::-1], strict=True)
        ]
        either = [bool((free & over.all(axis=0)).any())] * 2
        is_short = alone if any(alone) else either
        return tuple(name for name, short in zip(SHORT, is_short, strict=True) if short)

    def least_more(self, limit: int, more: float) -> float | None:
        """Return how much more of a limit, beyond an amount, lets in another action by itself."""
        others = np.arange(len(self.problem.limit)) != limit
        use, left = self.problem.use, self._left
        fits = (use[others] <= left[others, None] + SLACK).all(axis=0) & ~self.chosen
        lacks = use[limit, fits] - left[limit]
        return float(lacks[lacks > more].min(initial=np.inf)) if (lacks > more).any() else None

    @property
    def _left(self) -> Floats:
        """What the plan leaves of each limit."""
        left: Floats = self.problem.limit - self.problem.use[:, self.chosen].sum(axis=1)
        return left

    def next_action(self, problem: RoundProblem) -> int | None:
        """Return the one action that helps most on top of the plan within other limits."""
        best, fairest = None, problem.shares(self._as(problem))
        people = problem.total(self._as(problem))
        left = problem.limit - problem.use[:, self._as(problem)].sum(axis=1)
        fits = (problem.use <= left[:, None] + SLACK).all(axis=0) & ~self._as(problem)
        for number in np.flatnonzero(fits).tolist():
            plan = self._as(problem).copy()
            plan[number] = True
            shares, total = problem.shares(plan), problem.total(plan)
            if is_fairer(shares, fairest) or (
                total > people + SLACK and not is_fairer(fairest, shares)
            ):
                best, fairest, people = number, shares, total
        return best

    def _as(self, problem: RoundProblem) -> Bools:
        """Return the plan among the actions of another problem, which has more at the end."""
        more = problem.actions - len(self.chosen)
        return np.concatenate((self.chosen, np.zeros(more, np.bool_)))


def first_asked(action: Candidate) -> str:
    """Return who is asked first, by name; the group itself where nobody is between."""
    return action.route.names[1]
