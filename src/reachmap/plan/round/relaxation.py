"""The smallest changes of the limits under which there is a plan."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import numpy as np

from reachmap.plan.round.clock import Clock
from reachmap.plan.round.model import RoundModel
from reachmap.plan.round.problem import Bools, Floats, RoundProblem


def some_plan(problem: RoundProblem, clock: Clock) -> Bools | None:
    """Return any plan that keeps to the limits, floors and fixed actions; None where none does."""
    plan = RoundModel(problem, clock)
    solution = plan.model.solve(time_limit_s=clock.left)
    return plan.chosen(solution)


def least_more(problem: RoundProblem, rows: Sequence[int], clock: Clock) -> Floats | None:
    """Return how much more of some limits, as little as can be, makes a plan possible.

    ::

        minimise    sum over i of more[i] / limit[i]
        subject to  sum over a of use[i, a] x[a] - more[i] <= limit[i]  for these limits
                    more[i] >= 0, and all else as it is

    None where no amount of them does.
    """
    plan = RoundModel(problem, clock)
    costs = np.zeros(problem.actions + len(plan.shares) + len(rows))
    for number, row in enumerate(rows):
        plan.model.add_column(0.0, [(row, -1.0)])
        costs[number - len(rows)] = -1.0 / max(1.0, float(problem.limit[row]))
    plan.model.set_costs(costs)
    solution = plan.model.solve(time_limit_s=clock.left)
    return solution.values[-len(rows) :] if len(solution.values) else None


def least_floors(problem: RoundProblem, clock: Clock) -> Floats | None:
    """Return floors that some plan meets, lowered by as few people as can be; None where none does.

    Only floors are lowered: fixed actions and limits stay.
    """
    unmet = np.flatnonzero(problem.floor > 0)
    plan = RoundModel(problem, clock)
    first = len(problem.limit)
    costs = np.zeros(problem.actions + len(plan.shares) + len(unmet))
    for number in range(len(unmet)):
        plan.model.add_column(0.0, [(first + number, 1.0)])
        costs[number - len(unmet)] = -1.0
    plan.model.set_costs(costs)
    solution = plan.model.solve(time_limit_s=clock.left)
    if not len(solution.values):
        return None
    floors = problem.floor.copy()
    floors[unmet] -= solution.values[problem.actions + len(plan.shares) :]
    return np.floor(np.maximum(floors, 0.0) + 1e-6)


def smallest_alone(problem: RoundProblem, row: int) -> float | None:
    """Return how much more of a limit lets a single action in; None where others are in the way."""
    others = np.delete(np.arange(len(problem.limit)), row)
    fits = (problem.use[others] <= problem.limit[others, None]).all(axis=0)
    if not fits.any():
        return None
    return float(problem.use[row, fits].min() - problem.limit[row])


def rounded_up(amount: float, parts: int) -> float:
    """Return an amount rounded up to a part of one.

    Examples
    --------
    >>> rounded_up(39.991, 1), rounded_up(2.2, 2)
    (40.0, 2.5)
    """
    return ceil(round(amount * parts, 6)) / parts
