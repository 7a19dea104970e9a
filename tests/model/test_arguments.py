"""Arguments of questions are checked in one home, with one message each."""

from datetime import date

import pytest

from reachmap.errors import InputError
from reachmap.model.arguments import check_one_of, check_whole, check_window


@pytest.mark.parametrize("value", [0, 11, True, 2.0, "3", None])
def test_a_number_out_of_bounds_or_not_whole_is_refused(value: object) -> None:
    with pytest.raises(InputError, match=f"^n is a whole number, 1 to 10, not '{value}'$"):
        check_whole("n", value, most=10)


def test_both_bounds_are_allowed() -> None:
    for value in (1, 10):
        check_whole("n", value, most=10)
    check_whole("days", 0, least=0)
    check_whole("n", 10**30)


def test_a_unit_is_named() -> None:
    with pytest.raises(InputError, match=r"^days is a whole number of days, 0 or more, not '-1'$"):
        check_whole("days", -1, least=0, unit="days")


def test_a_word_is_one_of_those_known() -> None:
    check_one_of("objective", "cost", ("chance", "cost"))
    with pytest.raises(InputError, match=r"^objective is one of chance, cost, not 'x'$"):
        check_one_of("objective", "x", ("chance", "cost"))


def test_a_window_of_one_day_or_without_an_end_is_a_window() -> None:
    day = date(2026, 3, 31)
    for since, until in ((day, day), (day, None), (None, day), (None, None)):
        check_window(since, until)
    with pytest.raises(InputError, match=r"ends \(2026-03-30\) before it begins \(2026-03-31\)"):
        check_window(day, date(2026, 3, 30))
