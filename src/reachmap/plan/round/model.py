"""The plan as a program with whole numbers, and its shares level by level."""

from __future__ import annotations

from functools import cached_property
from math import inf

import numpy as np

from reachmap.errors import SolverError
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
        if not self.clock.is_over:
            self.model.set_costs(costs)
            self.model.suggest(start)
        return self.solve()

    def solve(self) -> Solution:
        """Solve as it stands; where the solver gives up, the clock stops."""
        if not self.clock.is_over:
            try:
                return self.model.solve(time_limit_s=self.clock.left)
            except SolverError as error:
                self.clock.fail(str(error))
        status: Status = "stopped" if self.clock.stopped else "time limit"
        return Solution(status, -inf, inf, np.zeros(0), np.zeros(0))

    def chosen(self, solution: Solution) -> Bools | None:
        """Return the actions of a solution, where it has any that keep to the limits."""
        if not len(solution.values):
            return None
        chosen = solution.values[: self.problem.actions] > HALF
        return chosen if self.problem.keeps(chosen) else None


class Levels:
    """Levels one above the other, each reached by all ranked groups but few.

    ::

        share[g]    >=  base[g] + sum over k of (t[k] - t[k - 1]) reached[k, g]   for each group g
        sum over a of use[i, a] x[a]
                    >=  sum over k of (least[i, k, g] - least[i, k - 1, g]) reached[k, g]
        reached[k, g]  <=  reached[k - 1, g]
        sum over g of reached[k, g]  >=  groups - few[k]
        reached[k, g]    0 or 1

    with t[k] the levels upwards, no lower than base[g]. The second row, of money and of hours,
    follows from the first: of the actions that bring people of g, least[i, k, g] is what those
    take that reach level k at least. With it the program is solved much sooner, and sooner with
    all levels in one row of a group than with a row for each.
    """

    def __init__(self, plan: RoundModel) -> None:
        self.plan = plan
        self.thresholds: list[float] = []
        self.reached: list[list[int]] = []
        """Columns of each level, by group."""
        self._size: list[tuple[int, int]] = []
        self._base: list[float] = plan.problem.base[plan.ranked].tolist()
        self._rows: list[list[int]] = []

    @cached_property
    def _least(self) -> LeastUse:
        return LeastUse(self.plan.problem)

    def _add_rows(self) -> None:
        """Add the rows of share, money and hours of each group."""
        model, use = self.plan.model, self.plan.problem.use
        groups = zip(self.plan.shares, self._base, self.plan.ranked.tolist(), strict=True)
        for share, base, group in groups:
            rows = [model.add_row([(share, 1.0)], low=base)]
            family = self._least.family(group).tolist()
            for limit in (0, 1):
                entries = [(a, float(use[limit, a])) for a in family]
                rows.append(model.add_row(entries, low=0.0))
            self._rows.append(rows)

    def add(self, few: int, threshold: float, top: Floats) -> None:
        """Add a level above all others; no group is heard more than `top` in any plan."""
        model = self.plan.model
        if not self._rows:
            self._add_rows()
        self._size.append((model.rows, model.columns))
        below = self.reached[-1] if self.reached else []
        reached = []
        for number, (base, most) in enumerate(zip(self._base, top.tolist(), strict=True)):
            needed = self._needed(number, threshold)
            # Who is above without a plan is not counted, and who cannot be is below.
            must = base >= threshold
            may = must or (most >= threshold - SLACK and NEVER not in needed[1:])
            before = self._needed(number, self.thresholds[-1]) if self.thresholds else [base, 0, 0]
            more = zip(self._rows[number], needed, before, strict=True)
            entries = [(row, was - now) for row, now, was in more if may and now > was]
            column = model.add_column(0.0, entries, low=float(must), high=float(may), whole=True)
            if below and may and not must:
                model.add_row([(column, -1.0), (below[number], 1.0)], low=0.0)
            reached.append(column)
        model.add_row([(column, 1.0) for column in reached], low=float(len(reached) - few))
        self.thresholds.append(threshold)
        self.reached.append(reached)

    def _needed(self, number: int, threshold: float) -> list[float]:
        """Return the share, the money and the hours by which a group reaches a level at least."""
        uses = [self._least.of(row, number, threshold) for row in (0, 1)]
        return [max(threshold, self._base[number]), *uses]

    def drop(self, *, keep: int = 0) -> None:
        """Take out the levels after the lowest so many."""
        if len(self.reached) > keep:
            rows, columns = self._size[keep]
            self.plan.model.cut_back(rows=rows, columns=columns)
            for listed in (self.thresholds, self.reached, self._size):
                del listed[keep:]

    def costs(self) -> Floats:
        """Return the costs by which as many groups as can be reach the highest level."""
        costs = np.zeros(self.plan.model.columns)
        costs[self.reached[-1]] = 1.0
        return costs

    def start(self, values: Floats, shares: Floats) -> None:
        """Set which levels are reached with some shares, shape (ranked,)."""
        for threshold, columns in zip(self.thresholds, self.reached, strict=True):
            values[columns] = shares >= threshold - SLACK


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
