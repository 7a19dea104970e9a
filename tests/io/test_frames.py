"""Frames: what they may hold, and where a fault in one is said to be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

import reachmap as rm
from reachmap.io import from_frames

TEAM = pd.DataFrame({"id": ["team"], "team": [True]})


def problem(**tables: pd.DataFrame) -> rm.Issue:
    """Return the one problem of some frames beside the team."""
    with pytest.raises(rm.InvalidMap) as caught:
        from_frames({"organisations": TEAM, **tables})
    assert len(caught.value.issues) == 1, str(caught.value)
    return caught.value.issues[0]


@pytest.mark.parametrize("absent", [None, np.nan, pd.NaT, pd.NA, "", " "])
def test_every_way_to_say_nothing_is_nothing(absent: Any) -> None:
    groups = pd.DataFrame({"id": ["a", "b"], "name": ["A", absent], "population": [5, absent]})
    groups["part_of"] = [absent, ("a",)]
    wide, narrow = from_frames({"organisations": TEAM, "groups": groups}).groups
    assert (wide.population, wide.part_of) == (5, ())
    assert (narrow.name, narrow.population, narrow.part_of) == ("b", None, ("a",))


@pytest.mark.parametrize(
    "several", [("b", "a"), ["b", "a"], "b;a", "b ; a;", np.array(["b", "a"]), ("a", "b", "a")]
)
def test_several_values_may_come_as_tuple_list_text_or_array(several: Any) -> None:
    groups = pd.DataFrame({"id": ["a", "b", "c"], "part_of": [None, None, several]})
    assert from_frames({"organisations": TEAM, "groups": groups}).groups[2].part_of == ("a", "b")


@pytest.mark.parametrize(
    "day", [date(2025, 3, 1), pd.Timestamp("2025-03-01"), np.datetime64("2025-03-01"), "2025-03-01"]
)
def test_a_day_may_come_in_any_type(day: Any) -> None:
    frame = pd.DataFrame({"id": ["meet"], "date": [day]})
    town = from_frames({"organisations": TEAM, "activities": frame})
    assert town.activities[0].date == date(2025, 3, 1)


def test_ids_may_be_the_index_and_rows_may_be_dicts() -> None:
    groups = pd.DataFrame({"name": ["A", "B"]}, index=pd.Index(["a", "b"], name="id"))
    rows: Any = [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]
    for table in (groups, rows):
        town = from_frames({"organisations": TEAM, "groups": table})
        assert [(group.id, group.name) for group in town.groups] == [("a", "A"), ("b", "B")]


@pytest.mark.parametrize(("value", "number"), [(Decimal(7), 7), (Decimal("7.00"), 7)])
def test_decimals_are_numbers(value: Decimal, number: int) -> None:
    frame = pd.DataFrame({"id": ["a"], "population": pd.Series([value], dtype=object)})
    town = from_frames({"organisations": TEAM, "groups": frame})
    assert town.groups[0].population == number


def test_a_period_of_a_day_is_that_day_and_a_longer_one_is_refused() -> None:
    frame = pd.DataFrame({"id": ["meet"], "date": [pd.Period("2025-03-01", freq="D")]})
    town = from_frames({"organisations": TEAM, "activities": frame})
    assert town.activities[0].date == date(2025, 3, 1)
    month = pd.DataFrame({"id": ["meet"], "date": [pd.Period("2025-03", freq="M")]})
    assert problem(activities=month).column == "date"


@pytest.mark.parametrize("table", [["a", "b"], "groups", 7, None, {"id": ["a"]}])
def test_what_is_no_frame_is_one_clear_error(table: Any) -> None:
    issue = problem(groups=table)
    remedy = 'Give a pandas DataFrame, or dicts in a list: [{"name": ...}]'
    assert (issue.file, issue.remedy) == ("groups", remedy)
    with pytest.raises(rm.InvalidMap, match="is no dict of tables"):
        from_frames(TEAM)  # type: ignore[arg-type]  # as people try


@pytest.mark.parametrize("kind", ["int8", "int64", "float64", "Int64", "object"])
def test_whole_numbers_may_come_in_any_type(kind: Any) -> None:
    frame = pd.DataFrame({"id": ["a"], "population": pd.array([7], dtype=kind)})
    town = from_frames({"organisations": TEAM, "groups": frame})
    assert town.groups[0].population == 7
    assert type(town.groups[0].population) is int


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("population", 7.5, "not a whole number"),
        ("population", True, "which is no number"),
        ("population", np.inf, "not a whole number"),
        ("population", 10**400, "less than or equal"),
        ("population", [1], "not a whole number"),
        ("name", 7, "a number where text is expected"),
        ("name", date(2025, 1, 1), "a day where text is expected"),
        ("name", ["A"], "a list where text is expected"),
        ("name", {"a": 1}, "an object where text is expected"),
        ("part_of", {"a"}, "a list, or text"),
        ("part_of", ("a", None), "nothing where text is expected"),
        ("part_of", (("a",),), "tuple where text is expected"),
        ("hidden", 1, "neither true nor false"),
        ("hidden", np.int64(0), "neither true nor false"),
    ],
)
def test_a_cell_of_the_wrong_type_is_located(column: str, value: Any, words: str) -> None:
    frame = pd.DataFrame({"id": ["a", "b"], column: pd.Series([None, value], dtype=object)})
    issue = problem(groups=frame)
    assert (issue.file, issue.row, issue.column) == ("groups", 2, column)
    assert words in issue.message


@pytest.mark.parametrize("chance", [10**400, -(10**400), np.nan + 1j, "1e999999"])
def test_a_number_too_large_for_any_is_located(chance: Any) -> None:
    frame = pd.DataFrame({"from": ["team"], "type": ["USES"], "to": ["hall"], "chance": [chance]})
    issue = problem(links=frame.astype(object), venues=pd.DataFrame({"id": ["hall"]}))
    assert (issue.file, issue.row, issue.column) == ("links", 1, "chance")


def test_a_moment_is_the_day_that_it_is_on() -> None:
    frame = pd.DataFrame({"id": ["meet"], "date": [pd.Timestamp("2025-03-01 09:30")]})
    town = from_frames({"organisations": TEAM, "activities": frame})
    assert town.activities[0].date == date(2025, 3, 1)


def test_a_heading_twice_and_names_that_are_no_text_are_told() -> None:
    twice = pd.DataFrame([["a", "A", "B"]], columns=["id", "name", "Name"])
    assert "twice" in problem(groups=twice).message
    assert "no column '3'" in problem(groups=pd.DataFrame({"id": ["a"], 3: ["x"]})).message
    with pytest.raises(rm.InvalidMap, match="no table '3'"):
        from_frames({3: TEAM, "organisations": TEAM})  # type: ignore[dict-item]  # what may happen
