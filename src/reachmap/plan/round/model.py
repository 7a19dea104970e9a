"""The plan as a program with whole numbers, and its shares level by level."""

from __future__ import annotations

from math import inf

import numpy as np

from reachmap.plan.round.bounds import NEVER, LeastUse
from reachmap.plan.round.clock import Clock
from reachmap.plan.round.problem import SAME, SLACK, Bools, Floats, Longs, RoundProblem
from reachmap.plan.solver import Model, Solution, Status

HALF = 0.5


class RoundModel:
    """A plan to be chosen.

    ::

        x[a]      whether action a is taken: 0 or 1
        share[g]  share of its fair share by which group g is heard with the plan

        sum over a of use[i, a] x[a]                          <= limit[i]  for each limit i
        sum over a of people[g, a] x[a]                       >= floor[g]  for each group g
        share[g] - sum over a of people[g, a] x[a] / fair[g]  <= base[g]
        base[g] <= share[g] <= 1
        x[a] = 1  for fixed actions

    A level asks that all groups but few are heard at least so far::

        share[g] + (high - base[g]) below[g] - threshold  >=  0    for each group g
        sum over g of below[g]                         <=  few
        below[g]                                                0 or 1
    """

    def __init__(self, problem: RoundProblem, clock: Clock, *, whole: bool = True) -> None:
        self.problem, self.clock = problem, clock
        self.ranked = problem.ranked
        use = [(-inf, high) for high in problem.limit.tolist()]
        floors = np.flatnonzero(problem.floor > 0)
        needed = [(low, inf) for low in problem.floor[floors].tolist()]
        shares = [(-inf, base) for base in problem.base[self.ranked].tolist()]
        self.model = Model([*use, *needed, *shares], abs_gap=SAME / 10)
        self.model.stop_when(lambda: clock.stopped)
        first = len(use) + len(needed)
        for a, entries in enumerate(self._entries(floors, len(use), first)):
            low = float(problem.fixed[a])
            self.model.add_column(0.0, entries, low=low, high=1.0, whole=whole)
        for row, base in enumerate(problem.base[self.ranked].tolist(), first):
            self.model.add_column(0.0, [(row, 1.0)], low=base, high=1.0)
        self.shares = range(problem.actions, self.model.columns)

    def _entries(self, floors: Longs, after_use: int, first: int) -> list[list[tuple[int, float]]]:
        """Return the entries of the column of each action."""
        problem = self.problem
        entries: list[list[tuple[int, float]]] = [[] for _ in range(problem.actions)]
        for i, a in np.argwhere(problem.use.T > 0)[:, ::-1].tolist():
            entries[a].append((i, float(problem.use[i, a])))
        floor_row = {int(g): after_use + n for n, g in enumerate(floors)}
        share_row = {int(g): first + n for n, g in enumerate(self.ranked)}
        columns = (problem.group.tolist(), problem.action.tolist(), problem.people.tolist())
        for g, a, people in zip(*columns, strict=True):
            if g in floor_row:
                entries[a].append((floor_row[g], people))
            if g in share_row:
                entries[a].append((share_row[g], -people / float(problem.fair[g])))
        return entries

    def maximise(self, costs: Floats, start: Floats) -> Solution:
        """Solve for other costs of the columns, from values of them that hold."""
        if self.clock.is_over:
            status: Status = "stopped" if self.clock.stopped else "time limit"
            return Solution(status, -inf, inf, np.zeros(0), np.zeros(0))
        self.model.set_costs(costs)
        self.model.suggest(start)
        return self.model.solve(time_limit_s=self.clock.left)

    def chosen(self, solution: Solution) -> Bools | None:
        """Return the actions of a solution, where it has any that keep to the limits."""
        if not len(solution.values):
            return None
        chosen = solution.values[: self.problem.actions] > HALF
        return chosen if self.problem.keeps(chosen) else None


class Level:
    """All ranked groups but few are heard at least so far.

    ::

        share[g] + (threshold - base[g]) below[g]                       >=  threshold
        sum over a of use[i, a] x[a] + least[i, g] below[g]          >=  least[i, g]
        sum over g of below[g]                                       <=  few

    The second row, of money and of hours, follows from the first: of the actions that bring
    people of g, least[i, g] is what those take that reach the level at least. With it the program
    is solved much sooner.
    """

    def __init__(
        self, plan: RoundModel, few: int, threshold: float, top: Floats, least: LeastUse
    ) -> None:
        self.plan, self.threshold = plan, threshold
        model, base = plan.model, plan.problem.base[plan.ranked].tolist()
        self.below: list[int] = []
        self.first_row, self.first_column = model.rows, model.columns
        for number, (share, start, most) in enumerate(
            zip(plan.shares, base, top.tolist(), strict=True)
        ):
            # Who is above without a plan is not counted, and who cannot be is below.
            must, may = float(most < threshold - SLACK), float(start < threshold)
            below = model.add_column(0.0, [], low=min(must, may), high=may, whole=True)
            self.below.append(below)
            if may and not must:
                entries = [(share, 1.0), (below, threshold - start)]
                model.add_row(entries, low=threshold)
                self._add_least(number, below, least)
        model.add_row([(column, 1.0) for column in self.below], high=few)

    def _add_least(self, number: int, below: int, least: LeastUse) -> None:
        """Add what a group takes at least to reach the level."""
        plan = self.plan
        for row in (0, 1):
            needed = least.of(row, number, self.threshold)
            if 0 < needed < NEVER:
                actions = least.family(int(plan.ranked[number])).tolist()
                use = [(a, float(plan.problem.use[row, a])) for a in actions]
                plan.model.add_row([*use, (below, needed)], low=needed)

    def costs(self) -> Floats:
        """Return the costs by which as few groups as can be are below."""
        costs = np.zeros(self.plan.model.columns)
        costs[self.below] = -1.0
        return costs

    def start(self, shares: Floats) -> Floats:
        """Return who is below it, with some shares, shape (ranked,)."""
        return (shares < self.threshold - SLACK).astype(np.float64)

    def drop(self) -> None:
        """Ask for the level no longer; it is the last that was asked for."""
        self.plan.model.cut_back(rows=self.first_row, columns=self.first_column)


class People:
    """The people whom a plan brings, of no group more than it misses.

    ::

        brought[g]  <=  sum over actions a for group g of people[g, a] x[a]
        brought[g]  <=  missing[g]
    """

    def __init__(self, plan: RoundModel) -> None:
        self.plan, problem = plan, plan.problem
        self.groups = np.unique(problem.own)
        self.columns = []
        for g in self.groups.tolist():
            actions = np.flatnonzero(problem.own == g).tolist()
            entries = [(a, -float(problem.own_people[a])) for a in actions]
            row = plan.model.add_row(entries, high=0.0)
            high = float(problem.missing[g])
            self.columns.append(plan.model.add_column(0.0, [(row, 1.0)], high=high))

    def start(self, chosen: Bools) -> Floats:
        """Return the people of each group that a plan brings."""
        problem = self.plan.problem
        own = np.bincount(problem.own[chosen], problem.own_people[chosen], problem.groups)
        return np.asarray(np.minimum(own, problem.missing)[self.groups])

    def costs(self) -> Floats:
        """Return the costs by which a plan brings the most people."""
        costs = np.zeros(self.plan.model.columns)
        costs[self.columns] = 1.0
        return costs

    def hold(self, people: float) -> None:
        """Let no plan bring fewer people."""
        entries = [(column, 1.0) for column in self.columns]
        self.plan.model.add_row(entries, low=people - SLACK)
