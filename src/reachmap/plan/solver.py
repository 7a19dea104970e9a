"""The one file that knows HiGHS: linear programs, with whole numbers or without."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from reachmap.errors import SolverError

Floats = NDArray[np.float64]
Status = Literal["optimal", "infeasible", "unbounded", "time limit", "stopped"]

STATUSES: dict[str, Status] = {
    "kOptimal": "optimal",
    "kInfeasible": "infeasible",
    "kUnboundedOrInfeasible": "infeasible",
    "kUnbounded": "unbounded",
    "kTimeLimit": "time limit",
    "kInterrupt": "stopped",
}

WITH_VALUES = frozenset({"optimal", "time limit", "stopped"})
"""Statuses in which there may be a solution, the best so far."""


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """What the solver says.

    `values` has shape (columns,), empty where there is no solution; `duals` has shape (rows,):
    what a unit more of a row's bounds would add to the objective, empty where a column is whole.
    `objective` is not a number where there is no solution, and none has more than `bound`.
    """

    status: Status
    objective: float
    bound: float
    values: Floats
    duals: Floats


class Model:
    """A program to be solved, changed a little and solved again.

    ::

        maximise    sum over columns j of cost[j] value[j]
        subject to  low[i] <= sum over j of entry[i, j] value[j] <= high[i]   for each row i
                    low[j] <= value[j] <= high[j]                             for each column j
                    value[j] whole                                            where asked for

    Examples
    --------
    >>> model = Model([(0, 4)])
    >>> model.add_column(1.0, [(0, 3.0)])
    0
    >>> round(float(model.solve().values[0]), 6)
    1.333333
    """

    def __init__(
        self, rows: Sequence[tuple[float, float]], *, gap: float = 0.0, abs_gap: float = 1e-9
    ) -> None:
        import highspy

        # The compiled class itself: its Python child prints a banner as it is made.
        make: Any = highspy.Highs.__base__
        self._highs = make()
        for name, value in (
            ("output_flag", False),
            # One thread and one seed: the same program has the same answer each time.
            ("threads", 1),
            ("random_seed", 0),
            ("mip_rel_gap", gap),
            ("mip_abs_gap", abs_gap),
        ):
            self._highs.setOptionValue(name, value)
        self._highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self._whole = highspy.HighsVarType.kInteger
        self._any_whole = False
        self._columns = self._rows = 0
        self._interrupt = highspy.cb.HighsCallbackType.kCallbackMipInterrupt
        for low, high in rows:
            self.add_row((), low=low, high=high)

    @property
    def columns(self) -> int:
        """Number of columns."""
        return self._columns

    @property
    def rows(self) -> int:
        """Number of rows."""
        return self._rows

    def add_row(
        self, entries: Sequence[tuple[int, float]], *, low: float = -inf, high: float = inf
    ) -> int:
        """Add a row."""
        columns, numbers = [column for column, _ in entries], [number for _, number in entries]
        self._highs.addRow(
            _bound(low), _bound(high), len(columns), _ints(columns), _floats(numbers)
        )
        self._rows += 1
        return self._rows - 1

    def add_column(
        self,
        cost: float,
        entries: Sequence[tuple[int, float]],
        *,
        low: float = 0.0,
        high: float = inf,
        whole: bool = False,
    ) -> int:
        """Add a column."""
        rows, numbers = [row for row, _ in entries], [number for _, number in entries]
        self._highs.addCol(
            cost, _bound(low), _bound(high), len(rows), _ints(rows), _floats(numbers)
        )
        if whole:
            self._highs.changeColIntegrality(self._columns, self._whole)
            self._any_whole = True
        self._columns += 1
        return self._columns - 1

    def set_costs(self, costs: Floats) -> None:
        """Set what a unit of each of the first columns adds to the objective."""
        count = len(costs)
        self._highs.changeColsCost(count, np.arange(count, dtype=np.int32), _floats(costs))

    def set_row(self, row: int, *, low: float, high: float = inf) -> None:
        """Set the bounds of a row."""
        self._highs.changeRowBounds(row, _bound(low), _bound(high))

    def set_entry(self, row: int, column: int, number: float) -> None:
        """Set how much of a column a row has."""
        self._highs.changeCoeff(row, column, number)

    def set_column(self, column: int, *, low: float, high: float) -> None:
        """Set the bounds of a column."""
        self._highs.changeColBounds(column, _bound(low), _bound(high))

    def cut_back(self, *, rows: int, columns: int) -> None:
        """Take out the rows and columns after the first so many."""
        last_rows = np.arange(rows, self._rows, dtype=np.int32)
        last_columns = np.arange(columns, self._columns, dtype=np.int32)
        self._highs.deleteRows(len(last_rows), last_rows)
        self._highs.deleteCols(len(last_columns), last_columns)
        self._rows, self._columns = rows, columns

    def suggest(self, values: Floats) -> None:
        """Suggest values of the first columns to start from, where whole numbers are asked for."""
        count = len(values)
        self._highs.setSolution(count, np.arange(count, dtype=np.int32), _floats(values))

    def stop_when(self, is_stopped: Callable[[], bool]) -> None:
        """Look now and then, while whole numbers are searched, whether to stop with the best."""

        def look(_type: object, _message: str, _state: object, answer: Any, _: object) -> None:  # noqa: ANN401  HiGHS's own
            answer.user_interrupt = is_stopped()

        self._highs.setCallback(look, None)
        self._highs.startCallback(self._interrupt)

    def solve(self, *, time_limit_s: float = inf) -> Solution:
        """Solve the program as it stands."""
        # Its clock runs over all solves of a model; the limit is of this one.
        limit = self._highs.getRunTime() + time_limit_s
        self._highs.setOptionValue("time_limit", _bound(limit))
        self._highs.run()
        if not self._is_consistent() or self._status() is None:
            # HiGHS 1.16 may take suggested values for better ones that they become in presolve,
            # and may give up where it would not from the beginning.
            self._highs.clearSolver()
            self._highs.run()
        status = self._status()
        if status is None:
            reason = self._highs.modelStatusToString(self._highs.getModelStatus())
            message = f"the solver gave up ({reason})"
            raise SolverError(message)
        solution, figures = self._highs.getSolution(), self._highs.getInfo()
        if status not in WITH_VALUES or not solution.value_valid:
            bound = -inf if status == "infeasible" else inf
            return Solution(status, float("nan"), bound, _floats(()), _floats(()))
        objective = float(figures.objective_function_value)
        return Solution(
            status,
            objective,
            float(figures.mip_dual_bound) if self._any_whole else objective,
            _floats(solution.col_value),
            _floats(() if self._any_whole else solution.row_dual),
        )

    def _status(self) -> Status | None:
        """Return what came of the last solve; None where the solver gave up."""
        return STATUSES.get(self._highs.getModelStatus().name)

    def _is_consistent(self) -> bool:
        """Return whether the objective is that of the values, where there are any."""
        solution = self._highs.getSolution()
        if not self._any_whole or not solution.value_valid:
            return True
        objective = float(self._highs.getInfo().objective_function_value)
        worth = float(_floats(self._highs.getLp().col_cost_) @ _floats(solution.col_value))
        return bool(np.isclose(objective, worth, rtol=1e-6, atol=1e-6))


def _bound(value: float) -> float:
    """Return a bound as the solver knows it: its own number stands for no bound."""
    return float(np.clip(value, -1e30, 1e30))


def _ints(values: Sequence[int]) -> NDArray[np.int32]:
    return np.array(values, np.int32)


def _floats(values: Sequence[float] | Floats) -> Floats:
    return np.array(values, np.float64)
