"""What Python hands over is taken, or refused with what to give instead."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

import reachmap as rm

TEAM: Any = [{"id": "team", "name": "Team", "team": True}]


def town_of(groups: Any) -> rm.StakeholderMap:
    """Return the map of some groups and a team."""
    return rm.from_frames({"organisations": TEAM, "groups": groups}).stakeholders


TAKEN: dict[str, Any] = {
    "a list of dicts": [{"id": "a", "name": "A", "population": 20}],
    "ids as a named index": pd.DataFrame({"name": ["A"], "population": [20]}).set_index(
        pd.Index(["a"], name="id")
    ),
    "decimals": pd.DataFrame({"id": ["a"], "name": ["A"], "population": [Decimal(20)]}),
    "categories": pd.DataFrame({"id": pd.Categorical(["a"]), "name": ["A"], "population": [20.0]}),
    "rows that were picked": pd.DataFrame(
        {"id": ["z", "a"], "name": ["Z", "A"], "population": [1, 20]}
    ).iloc[1:],
}


@pytest.mark.parametrize("kind", TAKEN)
def test_tables_are_taken_as_people_have_them(kind: str) -> None:
    town = town_of(TAKEN[kind])
    assert [(group.id, group.name, group.population) for group in town.groups] == [("a", "A", 20)]


REFUSED: list[tuple[Any, str, str]] = [
    (pd.DataFrame({"name": ["A"]}, index=["a"]), "the index has values but no name", "rename_axis"),
    (
        pd.DataFrame({"name": ["A"]}, index=pd.MultiIndex.from_tuples([("a", "b")])),
        "the index has values but no name",
        "rename_axis",
    ),
    ([{"id": "a", "name": "A"}, {}], "row 2 is empty", "Leave it out"),
    (pd.Series(["A"]), "Series is no table", "Give a frame of pandas, polars or pyarrow"),
    ([rm.Group(id="a", name="A")], "list is no table", "Give a frame of pandas, polars or pyarrow"),
    (pd.DataFrame({"name": ["A"], "ward": ["N"]}), "no column 'ward'", "your own begin with x_"),
    (pd.DataFrame({"name": [7]}), "a number where text is expected", "in quotation marks"),
]


@pytest.mark.parametrize(("groups", "message", "remedy"), REFUSED)
def test_the_rest_is_one_clear_error(groups: Any, message: str, remedy: str) -> None:
    with pytest.raises(rm.InvalidMap) as caught:
        town_of(groups)
    assert len(caught.value.issues) == 1
    assert message in caught.value.issues[0].message
    assert remedy in caught.value.issues[0].remedy


PATHS: dict[str, Callable[[Any, rm.ReachMap], object]] = {
    "read": lambda path, _: rm.read(path),
    "open": lambda path, _: rm.open(path),
    "record": lambda path, _: rm.record(path, []),
    "forget": lambda path, _: rm.forget(path, "v1"),
    "import": lambda path, _: rm.import_(path),
    "write": lambda path, desk: desk.write(path),
    "page": lambda path, desk: desk.to_html(path),
    "report": lambda path, desk: desk.report(path),
}


@pytest.mark.parametrize("door", PATHS)
@pytest.mark.parametrize("path", [None, 7, b"town", pd.DataFrame(), ["town"]])
def test_what_is_no_path_is_one_clear_error(door: str, path: Any) -> None:
    desk = rm.new(title="Town")
    wanted = f"is a path as text or a Path, not {type(path).__name__}"
    with pytest.raises(rm.InputError, match=wanted):
        PATHS[door](path, desk)


def test_what_is_no_map_is_not_merged() -> None:
    name: Any = "town.xlsx"
    with pytest.raises(rm.InputError, match=r"str is no ReachMap; rm\.read opens a file"):
        rm.merge(name, rm.new(title="Town"))


def test_rows_are_added_under_the_headings_that_people_use() -> None:
    rows = [{"Group name": "Men", "Population (2021)": "1200", "Barriers": ["cost", "trust"]}]
    (group,) = rm.new(title="Town").add(groups=rows).groups
    assert (group.name, group.population) == ("Men", 1200)
    assert set(group.barriers) == {"cost", "trust"}
    with pytest.raises(rm.InvalidMap, match="the heading 'name' is there twice"):
        rm.new(title="Town").add(groups=[{"name": "Men", "Name": "Fathers"}])


STRANGE: list[tuple[dict[str, Any], str]] = [
    ({"groups": [{"id": "a", "name": "A"}]}, "groups, row 1: dict is no Group. Give rm.Group"),
    ({"groups": pd.DataFrame({"id": ["a"]})}, "groups, row 1: str is no Group"),
    ({"groups": [rm.Organisation(id="a", name="A")]}, "row 1: Organisation is no Group"),
    ({"attendance": []}, "attendance: list is no ledger. Give rm.Ledger.of(rm.Attendance, rows)"),
    ({"about": {"title": "x"}}, "about, row 1: dict is no About. Give rm.About"),
]


@pytest.mark.parametrize(("tables", "words"), STRANGE)
def test_a_map_is_made_of_records_alone(tables: dict[str, Any], words: str) -> None:
    with pytest.raises(rm.InvalidMap) as caught:
        rm.StakeholderMap(**tables)
    assert words in str(caught.value)


def test_a_desk_is_that_of_a_map() -> None:
    path: Any = "town.xlsx"
    with pytest.raises(rm.InputError, match=r"str is no StakeholderMap; rm\.read opens a file"):
        rm.ReachMap.of(path)
