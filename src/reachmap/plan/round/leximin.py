"""The best plan: the group heard worst first, level by level, or the most people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf, isinf
from typing import Literal

import numpy as np

from reachmap.plan.round.bounds import most_shares
from reachmap.plan.round.clock import Clock
from reachmap.plan.round.greedy import refilled
from reachmap.plan.round.model import Levels, People, RoundModel
from reachmap.plan.round.problem import SAME, SLACK, Bools, Floats, RoundProblem, is_fairer
from reachmap.plan.solver import Solution

Status = Literal["optimal", "time limit", "stopped", "greedy"]
Report = Callable[[int, int], None]
"""Told how many of how many groups are settled."""


@dataclass(frozen=True, eq=False)
class Chosen:
    """A plan, and how good it is known to be.

    `objective` is the first level that is not proved, or the lowest of all where every one is;
    no plan has more than `bound` there. Of a plan for the most people both count people.
    """

    actions: Bools
    status: Status
    objective: float
    bound: float
    settled: int = 0
    """How many groups, those served worst, no plan serves better: that is proved."""

    @property
    def gap(self) -> float:
        """How much better a plan might be, as a part of the bound."""
        if isinf(self.bound):
            return 1.0
        more = self.bound - self.objective
        return more / self.bound if more > SLACK else 0.0


def leximin(
    problem: RoundProblem, start: Bools, clock: Clock, report: Report = lambda _done, _of: None
) -> Chosen:
    """Return the fairest plan: shares worst first, ties by people and money.

    The lowest level is as high as can be; then as few groups as can be are left on it; then the
    next level is as high as can be with so few below; and so on [1]_. Groups that no action
    changes are the same in every plan, and are left out. Levels nearer than 0.00001 count as
    one. The first plan is the one given, and the one returned is never less fair.

    References
    ----------
    .. [1] Ogryczak, W. and Śliwiński, T. (2006). On direct methods for lexicographic min-max
       optimization. Computational Science and Its Applications, LNCS 3982, 802-811.
    """
    return _Search(problem, start, clock).fairest(report)


def most_people(problem: RoundProblem, start: Bools, clock: Clock) -> Chosen:
    """Return the plan that brings the most people; ties by money."""
    search = _Search(problem, start, clock)
    people, bound = search.most()
    if bound > people + SAME:
        return Chosen(search.best, search.unproved, people, bound)
    status = search.cheapest(people)
    return Chosen(search.best, status, people, people)


def greedy_plan(problem: RoundProblem, start: Bools, clock: Clock, *, total: bool) -> Chosen:
    """Return a plan that was chosen one by one, with the bound that actions in part would reach."""
    plan = RoundModel(problem, clock, whole=False)
    if total:
        people = People(plan)
        plan.model.set_costs(people.costs())
        objective = problem.total(start)
    else:
        threshold = plan.model.add_column(0.0, [], high=1.0)
        for share in plan.shares:
            plan.model.add_row([(share, 1.0), (threshold, -1.0)], low=0.0)
        costs = np.zeros(plan.model.columns)
        costs[threshold] = 1.0
        plan.model.set_costs(costs)
        objective = float(problem.shares(start).min(initial=1.0))
    solution = plan.solve()
    bound = solution.bound if solution.status == "optimal" else np.inf
    return Chosen(start, "greedy", objective, max(objective, float(bound)))


LONGER = 2
"""How many times as long as the last gain the next step is."""

MORE = SAME + 2 * SLACK
"""Least by which a higher level is looked for: what the solver lets go by included."""

GRACE = 0.12
"""Part of the time in which a bound is looked for where the plan is not proved."""

NEARER = (0.029, 0.1, 0.3, 1.0)
"""Parts by which a level might be higher, that are tried then until one is ruled out."""

LAST = 0.6
"""Part of the time left then that each of them has at most."""


class _Search:
    """The best plan so far, and the levels that are settled."""

    def __init__(self, problem: RoundProblem, start: Bools, clock: Clock) -> None:
        self.problem, self.best, self.clock = problem, start, clock
        self.plan = RoundModel(problem, clock)
        self.settled: list[tuple[int, float]] = []
        """How many groups are below each level at most, and its threshold."""
        self.levels = Levels(self.plan)
        self.out = np.zeros(problem.actions, np.bool_)
        self.held = 0
        self.people: People | None = None

    @property
    def unproved(self) -> Status:
        """The status of a plan that is not proved."""
        return "stopped" if self.clock.stopped else "time limit"

    def fairest(self, report: Report) -> Chosen:
        """Settle level after level."""
        self.top = most_shares(self.problem)
        few, groups = 0, len(self.top)
        self.grace = GRACE * self.clock.seconds
        self.clock.seconds -= self.grace
        while few < groups:
            report(few, groups)
            self.best = refilled(self.problem, self.best, few)
            threshold, bound = self._threshold(few)
            if bound > threshold + SAME:
                return Chosen(self.best, self.unproved, threshold, bound, few)
            self.settled.append((few, threshold))
            least = few + 1
            few, proved = self._fewest_below(least, threshold)
            if not proved:
                bound = self._nearer(least, threshold, float(np.sort(self.top)[least]))
                return Chosen(self.best, self.unproved, threshold, bound, least)
        objective = self.settled[0][1] if self.settled else 1.0
        people, bound = self.most()
        status = self.cheapest(people) if bound <= people + SAME else self.unproved
        return Chosen(self.best, status, objective, objective, groups)

    def _threshold(self, few: int) -> tuple[float, float]:
        """Return the height of the level with so few below, and what none can be above.

        Plans with a higher one are looked for, a little higher first and then by longer steps,
        until there are none.
        """
        bound, step = float(np.sort(self.top)[few]), MORE
        while True:
            threshold = self._share(few)
            if threshold + SAME > bound or self._is_clear(threshold + SAME):
                return threshold, threshold
            step = max(min(step, (bound - threshold) / 2), MORE)
            status = self._tried(few, threshold + step)
            if status == "infeasible" and step == MORE:
                self._rule_out()
                return threshold, threshold
            gained = self._share(few) - threshold
            if status == "infeasible":
                bound, step = threshold + step, MORE
            elif gained > 0:
                step = LONGER * max(gained, step)
            else:
                return threshold, self._nearer(few, threshold, bound)

    def _nearer(self, few: int, threshold: float, bound: float) -> float:
        """Return what no plan is above, where the time was over before that was known exactly."""
        if self.clock.stopped:
            return bound
        end = self.clock.seconds + self.grace
        for part in NEARER:
            more = self._share(few) + max(part * threshold, MORE)
            self.clock.seconds = end
            self.clock.seconds -= (1 - LAST) * self.clock.left
            if more < bound and self._tried(few, more) == "infeasible":
                return more
        return bound

    def _tried(self, few: int, threshold: float) -> str:
        """Look for a plan with all groups but few at a level; return what the solver says."""
        with self._level(few, threshold):
            solution = self._solve(np.zeros(self.plan.model.columns), self._is_fairer)
        if solution.status != "infeasible":
            self.best = refilled(self.problem, self.best, few)
        return solution.status

    def _rule_out(self) -> None:
        """Rule out actions for which too little is left in any plan that keeps to the levels.

        Without the actions for a group that is heard above every level anyway, a plan still
        keeps to the levels. So where these take so much of a limit at least, and an action for
        such a group more than the rest, no plan has that action. Actions for a group with a floor
        are not among them: the rest might not meet it.
        """
        problem, model = self.problem, self.plan.model
        last = self._above()
        above = np.ones(problem.groups, np.bool_)
        above[self.plan.ranked] = problem.base[self.plan.ranked] >= last
        above &= problem.floor <= 0
        free = np.ones(problem.actions, np.bool_)
        free[problem.action[~above[problem.group]]] = False
        free &= ~problem.fixed & ~self.out
        for row in (0, 1):
            spare = problem.limit[row] - problem.use[row, self.best].sum()
            tight = free & (problem.use[row] > spare + problem.use[row, free & self.best].sum())
            if not tight.any():
                continue
            costs = np.zeros(model.columns)
            costs[: problem.actions] = -problem.use[row]
            solution = self._solve(costs, lambda _new: False)
            least = -solution.bound
            self._set_out(free & (problem.use[row] > problem.limit[row] - least + SLACK))

    def _set_out(self, actions: Bools) -> None:
        """Let no plan have some actions."""
        for a in np.flatnonzero(actions & ~self.best).tolist():
            self.plan.model.set_column(a, low=0.0, high=0.0)
            self.out[a] = True
        self.top = np.minimum(self.top, most_shares(self.problem, ~self.out))

    def _fewest_below(self, least: int, threshold: float) -> tuple[int, bool]:
        """Return how few groups are left on or below a level, and whether that is proved.

        At least one more than below it: it would be higher otherwise.
        """
        below = self._below(threshold + SAME)
        if below <= least:
            return least, True
        with self._level(len(self.top), threshold + SAME) as levels:
            solution = self._solve(levels.costs(), self._is_fairer)
        return max(self._below(threshold + SAME), least), solution.status == "optimal"

    def _is_clear(self, threshold: float) -> bool:
        """Return whether it is clear that no plan has as few groups below a level.

        So few were proved to be below the level before it. Where a group that no plan can change
        lies between the two, one more is below.
        """
        before = self._unchanged(self._above() + SAME) if self.settled else 0
        return self._unchanged(threshold) > before

    def _unchanged(self, threshold: float) -> int:
        """Return how many groups that no plan can change are below a level."""
        base = self.problem.base[self.plan.ranked]
        return int(((self.top <= base + SLACK) & (base < threshold - SLACK)).sum())

    @contextmanager
    def _level(self, few: int, threshold: float) -> Iterator[Levels]:
        """Ask for one more level above those settled, for now."""
        levels = self._held()
        keep = len(levels.reached)
        levels.add(few, threshold, self.top)
        yield levels
        levels.drop(keep=keep)

    def _held(self) -> Levels:
        """Return the levels of the program: those settled that do not follow from others."""
        if self.held < len(self.settled):
            least, levels = inf, []
            for few, threshold in reversed(self.settled):
                changed = few - self._unchanged(threshold)
                if changed < least:
                    least = changed
                    levels.append((few, threshold - SLACK))
            self.levels.drop()
            for few, threshold in reversed(levels):
                self.levels.add(few, threshold, self.top)
            self.held = len(self.settled)
        return self.levels

    def _share(self, few: int) -> float:
        """Return the share above which few of the groups are in the best plan so far."""
        return float(np.sort(self.problem.shares(self.best))[few])

    def _below(self, low: float) -> int:
        """Return how many groups are below a level in the best plan so far."""
        return int((self.problem.shares(self.best) < low - SAME / 4).sum())

    def _above(self) -> float:
        """Return the share of the last level that is settled."""
        return self.settled[-1][1] if self.settled else 0.0

    def most(self) -> tuple[float, float]:
        """Return the most people of a plan within the levels, and what none can be above."""
        self._held()
        self.people = People(self.plan)
        total = self.problem.total

        def has_more(new: Bools) -> bool:
            return total(new) > total(self.best) and not self._is_less_fair(new)

        solution = self._solve(self.people.costs(), has_more)
        people, every = total(self.best), total(~self.out)
        proved = solution.status == "optimal"
        return people, people if proved else max(people, min(solution.bound, every))

    def cheapest(self, people: float) -> Status:
        """Look for the cheapest plan as good."""
        problem = self.problem
        if self.people:
            self.people.hold(people)
        costs = np.zeros(self.plan.model.columns)
        costs[: problem.actions] = -problem.use[0]
        price = costs[: problem.actions]

        def is_cheaper(new: Bools) -> bool:
            cheaper = bool(price[new].sum() > price[self.best].sum())
            return cheaper and not self._is_less_fair(new)

        solution = self._solve(costs, is_cheaper)
        return "optimal" if solution.status == "optimal" else self.unproved

    def _is_less_fair(self, new: Bools) -> bool:
        """Return whether a plan is less fair than the best so far, where levels are settled."""
        shares = self.problem.shares
        return bool(self.settled) and is_fairer(shares(self.best), shares(new))

    def _is_fairer(self, new: Bools) -> bool:
        return is_fairer(self.problem.shares(new), self.problem.shares(self.best))

    def _solve(self, costs: Floats, is_better: Callable[[Bools], bool]) -> Solution:
        """Solve from the best plan so far, and take what is better."""
        solution = self.plan.maximise(costs, self._start())
        chosen = self.plan.chosen(solution)
        if chosen is not None and is_better(chosen):
            self.best = chosen
        return solution

    def _start(self) -> Floats:
        """Return the values of all columns in the best plan so far."""
        problem, best = self.problem, self.best
        values = np.zeros(self.plan.model.columns)
        values[: problem.actions] = best
        shares = problem.shares(best)
        values[list(self.plan.shares)] = shares
        self.levels.start(values, shares)
        if self.people:
            values[self.people.columns] = self.people.start(best)
        return values
