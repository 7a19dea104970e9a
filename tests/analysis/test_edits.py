"""Maps that are built in code, a step at a time; each step leaves the map before as it was."""

import inspect
from datetime import date
from time import process_time
from typing import Any

import numpy as np
import pandas as pd
import pytest

import reachmap as rm
from folders import TOWN


def test_a_map_is_built_from_plain_rows_without_an_id() -> None:
    first = rm.new(title="Our town")
    town = first.add(
        groups=[{"name": "Unpaid carers", "population": np.int64(900)}, {"name": "Young people"}],
        organisations={"name": "Carers' Hub"},
        links=[
            {"from": "Engagement team", "type": "KNOWS", "to": "Carers' Hub"},
            {"from": "Carers' Hub", "type": "TRUSTED_BY", "to": "Unpaid carers", "trust": 4},
        ],
        activities={"name": "Winter group", "date": "2026-01-20", "attended": 9},
    ).add(turnout=[{"activity": "Winter group", "group": "Unpaid carers", "attended": 3}])
    assert town["Winter group"].date == date(2026, 1, 20)  # type: ignore[attr-defined]  # an activity
    assert town.participation(as_of="2026-03-31")["unpaid-carers"].heard == 3  # type: ignore[arg-type]
    assert len(town.routes("Unpaid carers", as_of=date(2026, 3, 31))) == 1
    assert first.groups == ()


def test_records_are_added_as_they_are_and_removed_with_all_that_names_them() -> None:
    town = rm.read(TOWN)
    more = town.add(groups=rm.Group(id="bell", name="Bell ringers"))
    assert more["bell"].name == "Bell ringers"
    assert more.remove("Bell ringers") == town
    assert more.remove(["bell"]) == town
    link = town.stakeholders.links[0]
    less = town.remove([(link.from_, link.type, link.to)])
    assert len(less.stakeholders.links) == len(town.stakeholders.links) - 1
    assert town.remove((link.from_, link.type, link.to)) == less
    with rm.Building(town) as same:
        same.remove((link.from_, link.type, link.to))
    assert same.map == less


def test_other_assumptions_hold_on_the_new_map_alone() -> None:
    town = rm.read(TOWN)
    other = town.with_assumptions(max_hops=3).with_assumptions(rest_days=30)
    terms = other.stakeholders.assumptions
    assert (terms.max_hops, terms.rest_days) == (3, 30)
    assert town == rm.read(TOWN)


def test_an_index_named_id_is_kept_where_frames_come_in() -> None:
    rows = pd.DataFrame({"id": ["bell"], "name": ["Bell ringers"]}).set_index("id")
    assert rm.new(title="Our town").add(groups=rows)["bell"].name == "Bell ringers"
    organisations = pd.DataFrame({"name": ["Team"], "team": [True]})
    read = rm.from_frames({"groups": rows, "organisations": organisations})
    assert read["bell"].name == "Bell ringers"


ODD: list[Any] = [None, 3, "nobody", [3], {"colour": "red"}, [{}], object(), float("nan")]


@pytest.mark.parametrize("value", ODD, ids=lambda value: type(value).__name__)
def test_what_cannot_be_added_or_removed_is_one_error_of_ours(value: Any) -> None:
    town = rm.read(TOWN)
    for table in ("groups", "attendance", "gossip"):
        with pytest.raises(rm.ReachMapError):
            town.add(**{table: value})
    with pytest.raises(rm.ReachMapError):
        town.remove(value)


def test_settings_that_are_not_there_or_out_of_bounds_are_refused() -> None:
    town = rm.read(TOWN)
    for value in (-1, "many", [3], {}, object(), float("nan")):
        with pytest.raises(rm.InputError):
            town.with_assumptions(max_hops=value)
    with pytest.raises(
        rm.InvalidMap, match="'max_hops' should be less than or equal to 50 \\(found: '99'"
    ):
        town.with_assumptions(max_hops=99)
    with pytest.raises(rm.InvalidMap, match="Did you mean 'max_hops'"):
        town.with_assumptions(maxhops=3)
    with pytest.raises(rm.InvalidMap):
        town.with_assumptions(gossip=3)
    with pytest.raises(rm.InputError, match="nothing to change"):
        town.with_assumptions()
    with pytest.raises(rm.InvalidMap):
        rm.new(title="Our town", team="")


def test_a_building_gives_the_map_that_steps_one_by_one_give() -> None:
    rows: list[tuple[str, Any]] = [
        ("groups", {"Name": "Unpaid carers", "population": 900}),
        ("groups", [rm.Group(id="bell", name="Bell ringers"), {"name": "Young people"}]),
        ("organisations", pd.DataFrame({"id": ["hub"], "name": ["Carers' Hub"]})),
        ("links", {"from": "Engagement team", "type": "KNOWS", "to": "Carers' Hub"}),
        ("activities", {"name": "Winter group", "date": date(2026, 1, 20)}),
        ("turnout", {"activity": "Winter group", "group": "Young people", "attended": 3}),
    ]
    start = rm.new(title="Our town")
    step = start
    with rm.Building(start) as town:
        for table, given in rows:
            step = step.add(**{table: given})
            town.add(**{table: given})
        town.remove("Bell ringers")
        with pytest.raises(rm.InputError, match="when the block ends"):
            _ = town.map
    assert town.map == step.remove("Bell ringers")
    assert start.groups == ()
    with rm.Building(town.map) as same:
        pass
    assert same.map == town.map


def built(*rows: Any) -> rm.Building:
    """Return a building of groups."""
    with rm.Building(rm.new(title="Town")) as town:
        for row in rows:
            town.add(groups=row)
    return town


def fail(town: rm.Building) -> None:
    """Fail in a building."""
    with town:
        town.add(groups={"name": "A"})
        raise ZeroDivisionError


def test_what_is_wrong_in_a_building_is_told_together_and_makes_nothing() -> None:
    with pytest.raises(rm.InvalidMap) as caught:
        built({"name": "A", "population": "many"}, {"name": "B", "part_of": "nobody"})
    assert len(caught.value.issues) == 2
    town = rm.Building(rm.new(title="Town"))
    with pytest.raises(ZeroDivisionError):
        fail(town)
    with pytest.raises(rm.InputError):
        _ = town.map
    for odd in ODD[:6]:
        with pytest.raises(rm.ReachMapError):
            built(odd)
    with pytest.raises(rm.InputError, match=r"rm\.new makes one"):
        rm.Building({})  # type: ignore[arg-type]  # as people try


@pytest.mark.timed
def test_twenty_thousand_nodes_are_built_row_by_row_in_seconds() -> None:
    begun = process_time()
    with rm.Building(rm.new(title="Region")) as town:
        for number in range(10_000):
            town.add(groups={"id": f"g{number}", "name": f"Group {number}"})
            town.add(organisations={"id": f"o{number}", "name": f"Body {number}"})
    assert process_time() - begun < 15
    assert town.map.store.sizes()["organisations"] == 10_001


def test_about_is_filled_in_where_it_stands() -> None:
    town = rm.new("Our town", area_population=20_000, as_of="2026-03-31").add(
        groups={"name": "Unpaid carers", "population": 2_000}
    )
    later = town.add(about={"as_of": "2026-06-30", "area": "North"})
    about = later.stakeholders.about
    assert (about.title, about.area_population, about.area) == ("Our town", 20_000, "North")
    assert (about.as_of, town.stakeholders.about.as_of) == (date(2026, 6, 30), date(2026, 3, 31))
    assert later.add(about=rm.About(area="South")).stakeholders.about.area == "South"
    with rm.Building(town) as building:
        building.add(about={"area": "North"})
        building.add(about={"as_of": "2026-06-30"})
    assert building.map == later


def test_what_about_cannot_be_is_refused() -> None:
    town = rm.new("Our town")
    for rows, words in (
        ([{"area": "North"}, {"area": "South"}], "about has one row"),
        ({"areas": "North"}, "no column 'areas'"),
        ({"area_population": "many"}, "area_population"),
        ({"area": "North", "Area ": "South"}, "there twice"),
    ):
        with pytest.raises(rm.InvalidMap, match=words):
            town.add(about=rows)
    with pytest.raises(rm.InvalidMap, match="no column 'areas'"):
        rm.new("Our town", areas=3)


def test_settings_given_as_rows_lead_to_where_they_are_changed() -> None:
    town = rm.new("Our town")
    with pytest.raises(rm.InputError, match=r"by m\.with_assumptions\(max_hops=\.\.\.\)"):
        town.add(assumptions={"max_hops": 3})
    by_row = town.add(assumptions={"name": "max_hops", "value": 3})
    assert by_row == town.with_assumptions(max_hops=3)


def test_rows_without_their_table_are_refused_as_python_does() -> None:
    with pytest.raises(TypeError, match="positional"):
        rm.demo().add({"name": "Unpaid carers"})  # type: ignore[call-arg]  # no table named


def test_help_says_that_another_map_is_given() -> None:
    for name in ("add", "remove", "subset", "with_assumptions"):
        assert inspect.signature(getattr(rm.ReachMap, name)).return_annotation == "ReachMap"
