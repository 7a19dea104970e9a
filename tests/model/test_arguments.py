"""Arguments of questions are checked in one home, with one message each."""

from datetime import UTC, date, datetime

import pytest

from reachmap.errors import InputError
from reachmap.model.arguments import (
    check_day,
    check_hops,
    check_one_of,
    check_samples,
    check_seed,
    check_whole,
    check_window,
)


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


@pytest.mark.parametrize("value", [date.min, date(1899, 12, 31), date(2200, 1, 1), date.max])
def test_a_day_is_one_that_a_map_may_hold(value: date) -> None:
    words = f"is a day from 1900-01-01 to 2199-12-31, not '{value}'$"
    with pytest.raises(InputError, match=f"^as_of {words}"):
        check_day("as_of", value)
    with pytest.raises(InputError, match=f"^since {words}"):
        check_window(value, None)
    with pytest.raises(InputError, match=f"^until {words}"):
        check_window(None, value)


def test_the_ends_of_the_calendar_are_days_and_an_instant_is_none() -> None:
    for day in (date(1900, 1, 1), date(2199, 12, 31), None):
        check_day("as_of", day)
    for value in (datetime(2026, 3, 31, tzinfo=UTC), "2026-03-31"):
        with pytest.raises(InputError, match=r"^as_of is a day"):
            check_day("as_of", value)


def test_samples_seeds_and_links_have_limits() -> None:
    check_samples(1_000_000, 2**64 - 1)
    check_samples(0, 0, least=0)
    check_hops(None)
    for samples in (0, 1_000_001, True):
        with pytest.raises(InputError, match=r"^samples is a whole number, 1 to 1000000"):
            check_samples(samples, 0)
    for seed in (-1, 2**64):
        with pytest.raises(InputError, match=rf"^seed is a whole number, 0 to {2**64 - 1}"):
            check_seed(seed)
    with pytest.raises(InputError, match=r"^max_hops is a whole number of links, 1 to 10000"):
        check_hops(10_001)
