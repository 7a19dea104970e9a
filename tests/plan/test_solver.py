"""The contract of the solver, whichever it is."""

from itertools import product
from math import inf, isnan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reachmap.errors import SolverError
from reachmap.plan import solver
from reachmap.plan.solver import Model

few = settings(max_examples=60, deadline=None)


def test_the_best_values_come_with_the_price_of_each_row() -> None:
    model = Model([(-inf, 4), (-inf, 6)])
    model.add_column(3.0, [(0, 1.0)])
    model.add_column(5.0, [(1, 2.0)])
    found = model.solve()
    assert found.status == "optimal"
    assert found.values.tolist() == pytest.approx([4, 3])
    assert found.duals.tolist() == pytest.approx([3, 2.5])
    assert (found.objective, found.bound) == pytest.approx((27, 27))


def test_a_model_can_be_changed_and_solved_again() -> None:
    model = Model([(-inf, 4)])
    assert model.add_column(1.0, [(0, 1.0)]) == 0
    assert model.solve().objective == pytest.approx(4)
    assert model.add_column(3.0, [(0, 1.0)], high=1) == 1
    assert model.solve().objective == pytest.approx(6)
    model.set_costs(np.array([2.0, 1.0]))
    assert model.solve().objective == pytest.approx(8)
    model.set_entry(0, 0, 4.0)
    assert model.solve().values.tolist() == pytest.approx([0.75, 1])
    model.add_row([(1, 1.0)], high=0.5)
    assert model.solve().values.tolist() == pytest.approx([0.875, 0.5])
    model.set_row(0, low=9, high=10)
    assert model.solve().values[0] == pytest.approx(2.375)
    assert model.columns == 2


def test_what_cannot_be_is_a_status() -> None:
    model = Model([(3, inf)])
    model.add_column(1.0, [(0, 1.0)], high=2)
    found = model.solve()
    assert (found.status, len(found.values), found.bound) == ("infeasible", 0, -inf)
    assert isnan(found.objective)


def test_what_has_no_end_is_a_status() -> None:
    model = Model([])
    model.add_column(1.0, [])
    assert model.solve().status == "unbounded"


@few
@given(
    worth=st.lists(st.integers(-5, 9), min_size=1, max_size=5),
    weigh=st.lists(st.integers(1, 7), min_size=5, max_size=5),
    most=st.integers(0, 15),
)
def test_whole_numbers_are_the_best_of_all_that_can_be_listed(
    worth: list[int], weigh: list[int], most: int
) -> None:
    model = Model([(-inf, most)])
    for value, weight in zip(worth, weigh, strict=False):
        model.add_column(float(value), [(0, float(weight))], high=2, whole=True)
    fits = [
        sum(w * n for w, n in zip(worth, taken, strict=True))
        for taken in product(range(3), repeat=len(worth))
        if sum(w * n for w, n in zip(weigh, taken, strict=False)) <= most
    ]
    found = model.solve()
    assert found.objective == pytest.approx(max(fits))
    assert found.bound == pytest.approx(max(fits))
    assert np.abs(found.values - np.rint(found.values)).max() < 1e-6
    assert len(found.duals) == 0


def test_the_same_program_has_the_same_answer_each_time() -> None:
    def solved() -> list[float]:
        dice = np.random.default_rng(3)
        model = Model([(-inf, 20.0)] * 8)
        for _ in range(30):
            entries = [(row, float(n)) for row, n in enumerate(dice.integers(1, 9, 8))]
            model.add_column(float(dice.integers(1, 9)), entries, whole=True)
        return [float(value) for value in model.solve().values]

    assert solved() == solved()


def test_a_limit_of_time_is_a_status() -> None:
    dice = np.random.default_rng(1)
    model = Model([(5000.0, 5000.0)] * 6)
    for _ in range(60):
        entries = [(row, float(n)) for row, n in enumerate(dice.integers(1, 99, 6))]
        model.add_column(float(dice.integers(1, 9)), entries, high=9, whole=True)
    assert model.solve(time_limit_s=0.05).status == "time limit"


def test_a_solver_that_gives_up_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Model([(0, 1)])
    monkeypatch.setattr(solver, "STATUSES", {})
    with pytest.raises(SolverError, match="the solver gave up"):
        model.solve()


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    model = Model([(0, 1)])
    model.add_column(1.0, [(0, 1.0)], whole=True)
    model.solve()
    assert capfd.readouterr() == ("", "")


def test_a_time_limit_is_of_one_solve_and_not_of_all() -> None:
    dice = np.random.default_rng(3)
    model = Model([(-inf, 40.0)] * 30)
    for number in range(60):
        entries = [(row, float(dice.integers(1, 9))) for row in range(30)]
        model.add_column(float(number % 7 + 1), entries, high=3, whole=True)
    model.solve(time_limit_s=9)
    spent = model._highs.getRunTime()
    assert spent > 0
    model.solve(time_limit_s=9)
    _, limit = model._highs.getOptionValue("time_limit")
    assert limit == pytest.approx(9 + spent, abs=1e-9)


def test_what_was_added_last_can_be_taken_out_again() -> None:
    model = Model([(-inf, 4)])
    model.add_column(1.0, [(0, 1.0)])
    assert model.solve().objective == pytest.approx(4)
    assert model.add_row([(0, 1.0)], high=1) == 1
    model.add_column(5.0, [(0, 1.0)], high=1)
    assert model.solve().objective == pytest.approx(6)
    model.cut_back(rows=1, columns=1)
    assert (model.rows, model.columns) == (1, 1)
    assert model.solve().objective == pytest.approx(4)
    model.set_column(0, low=0, high=3)
    assert model.solve().objective == pytest.approx(3)


def test_a_solution_to_start_from_changes_nothing_but_the_way() -> None:
    model = Model([(-inf, 10)])
    for number in range(6):
        model.add_column(number + 1.0, [(0, number + 2.0)], high=1, whole=True)
    model.suggest(np.array([1.0, 1, 1, 0, 0, 0]))
    assert model.solve().objective == pytest.approx(8)


def test_a_search_stops_where_it_is_asked_to() -> None:
    dice = np.random.default_rng(3)
    model = Model([(-inf, 400.0)] * 8)
    for _ in range(60):
        entries = [(row, float(dice.integers(1, 60))) for row in range(8)]
        model.add_column(float(dice.integers(1, 60)), entries, high=1, whole=True)
    model.stop_when(lambda: True)
    stopped = model.solve()
    assert stopped.status == "stopped"
    assert stopped.bound >= 0


def test_values_to_start_from_are_never_taken_for_better_than_they_are() -> None:
    model = Model([(0, inf), (11, inf)])
    costs = (-3.0, -8.0, -2.0, -4.0, -4.0)
    for cost, *entries in zip(costs, (5, 4, 2, 4, 2), (3, 8, 5, 7, 0), strict=True):
        model.add_column(cost, [*enumerate(map(float, entries))], high=1, whole=True)
    model.add_column(0.0, [(0, -1.0)], high=1)
    model.add_row([(5, 1.0)], low=1)
    start = np.array([0.0, 0, 1, 1, 1, 1])
    model.suggest(start)
    solution = model.solve()
    assert solution.objective == pytest.approx(np.dot(costs, solution.values[:5]))
    assert solution.status == "optimal"
    assert solution.objective == pytest.approx(-6)
