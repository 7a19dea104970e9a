"""Frames: what they may hold, and where a fault in one is said to be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

import reachmap as rm
from folders import TOWN
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
    remedy = 'Give a frame of pandas, polars or pyarrow, or dicts in a list: [{"name": ...}]'
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
        ("hidden", 1, "neither yes nor no"),
        ("hidden", np.int64(0), "neither yes nor no"),
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


def test_frames_of_a_map_have_the_types_of_its_fields_and_give_it_back() -> None:
    town = rm.read(TOWN)
    frames = town.to_frames()
    types = {name: frame.dtypes.astype(str) for name, frame in frames.items()}
    assert types["groups"]["population"] == types["turnout"]["attended"] == "Int64"
    assert types["activities"]["date"] == types["asks"]["date"] == "datetime64[ns]"
    assert types["links"]["chance"] == "float64"
    teams = frames["organisations"]["team"]
    assert str(teams.dtype) == "boolean"
    assert teams.tolist() == [each.team for each in town.stakeholders.organisations]
    assert rm.from_frames(frames) == town
    one = rm.new(title="Town").add(groups={"name": "Carers"}).to_frames()
    assert one["groups"].dtypes.equals(frames["groups"].dtypes)


def test_columns_are_called_otherwise_and_others_are_left_out() -> None:
    groups = pd.DataFrame({"Caption": ["A"], "pop": [7], "ward": ["N"], "x_ours": ["kept"]})
    calls = {"columns": {"groups": {"Caption": "name", "pop": "population"}}, "extra": "ignore"}
    came = pd.DataFrame({"voice": ["v"], "activity": ["m"], "seat": [4]})
    town = rm.from_frames(
        {
            "organisations": TEAM,
            "groups": groups,
            "voices": pd.DataFrame({"id": ["v"]}),
            "activities": pd.DataFrame({"id": ["m"]}),
            "attendance": came,
        },
        **calls,  # type: ignore[arg-type]  # a dict of both
    )
    (group,) = town.groups
    assert (group.id, group.population, group.own) == ("a", 7, ("x_ours: kept",))
    assert len(town.stakeholders.attendance) == 1
    assert "no column 'ward'" in problem(groups=pd.DataFrame({"id": ["a"], "ward": ["N"]})).message
    with pytest.raises(rm.InvalidMap, match="the column 'from' is missing"):
        rm.from_frames({"organisations": TEAM, "links": came}, extra="ignore")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"columns": {"grups": {}}}, "names the table 'grups', and there is no such frame"),
        ({"columns": {"groups": {"nam": "name"}}}, "'nam', which groups has not. Did you mean"),
        ({"columns": {"name": "title"}}, "new names by table"),
        ({"columns": "name"}, "new names by table"),
        ({"extra": "allow"}, "'forbid' or 'ignore', not 'allow'"),
    ],
)
def test_names_of_columns_that_are_not_there_are_told(given: Any, words: str) -> None:
    groups = pd.DataFrame({"id": ["a"], "name": ["A"]})
    with pytest.raises(rm.InputError, match=words):
        rm.from_frames({"organisations": TEAM, "groups": groups}, **given)


def test_frames_of_polars_are_read_as_those_of_pandas() -> None:
    polars = pytest.importorskip("polars")
    team = polars.DataFrame({"id": ["team"], "name": ["Team"], "team": [True]})
    groups = polars.DataFrame(
        {"id": ["a", "b"], "population": [5, None], "part_of": [None, ["a"]]},
    )
    meeting = polars.DataFrame({"id": ["m"], "date": [date(2025, 3, 1)]})
    tables = {"organisations": team, "groups": groups, "activities": meeting}
    town = rm.from_frames(tables)
    wide, narrow = town.groups
    assert (wide.population, narrow.population, narrow.part_of) == (5, None, ("a",))
    assert town.stakeholders.activities[0].date == date(2025, 3, 1)
    more = town.add(groups=polars.DataFrame({"name": ["C"]}))
    assert [group.id for group in more.groups] == ["a", "b", "c"]
    with pytest.raises(rm.InvalidMap, match=r"Give what it gives: frame\.collect\(\)"):
        rm.from_frames({"organisations": team.lazy()})
