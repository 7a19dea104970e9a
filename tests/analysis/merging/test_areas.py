"""Maps of several areas as one: counts add up, the rest agrees or is named with who says what."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import reachmap as rm
from amounts import some_of
from builders import came, town
from reachmap.analysis.merging.areas import one_map
from reachmap.model.own import own_cells
from reachmap.model.tables import NODE_TABLES, TABLES
from strategies import maps


def area(name: str, **changes: Any) -> rm.StakeholderMap:
    """Return the small town as the map of an area, with whole tables of it changed."""
    made = town(**changes)
    return replace(made, about=made.about.model_copy(update={"area": name, "title": name}))


def of_people(carers: int | None, **more: Any) -> list[rm.Group]:
    """Return the groups of the small town, with so many carers."""
    students = rm.Group(id="students", name="Students", population=300)
    return [rm.Group(id="carers", name="Carers", population=carers, **more), students]


def problems(**areas: rm.StakeholderMap) -> list[str]:
    """Return why maps cannot be read as one."""
    with pytest.raises(rm.InvalidMap) as caught:
        one_map(areas)
    return [str(issue) for issue in caught.value.issues]


def test_populations_add_up_and_each_node_says_where_it_is() -> None:
    west = area(
        "West",
        groups=[*of_people(50, notes="Many at night"), rm.Group(id="young", name="Young carers")],
        attendance=came(("v2", "autumn")),
    )
    east = area("East", groups=of_people(200, notes="Few buses"))
    whole, remarks = one_map({"east": east, "west": west})
    carers, young = whole.node("carers"), whole.node("young")
    assert isinstance(carers, rm.Group)
    assert carers.population == 250
    assert carers.notes == "east: Few buses; west: Many at night"
    assert own_cells(carers.own) == {"x_area": "east; west"}
    assert own_cells(young.own) == {"x_area": "west"}
    assert {*whole.attendance} == {*east.attendance, *west.attendance}
    about = whole.about
    assert (about.title, about.area, about.area_population) == (
        "East and West",
        "East and West",
        2000,
    )
    assert [str(each).partition(":")[0] for each in remarks] == ["voices"]
    heard = rm.ReachMap.of(whole).participation().to_frame()
    assert heard.set_index("group").loc["carers", "population"] == 250


def test_a_sum_is_not_known_where_one_map_does_not_say_its_part() -> None:
    west = area("West", groups=of_people(None))
    west = replace(west, about=west.about.model_copy(update={"area_population": None}))
    whole, remarks = one_map({"east": area("East"), "west": west})
    assert [group.population for group in whole.groups] == [None, 600]
    assert whole.about.area_population is None
    assert [each.message for each in remarks[:2]] == [
        "how many people live in all areas is not known: 'west' does not say it",
        "how many people of 'carers' live in all areas is not known: 'west' does not say it",
    ]
    young = rm.Group(id="young", name="Young carers", population=90)
    west = area("West", groups=[*of_people(10), young])
    whole, remarks = one_map({"east": area("East"), "west": west})
    assert [group.population for group in whole.groups] == [210, 600, None]
    assert "'young' live in all areas is not known: 'east'" in remarks[0].message


def test_a_margin_of_a_sum_is_that_of_its_parts_together() -> None:
    whole, _ = one_map(
        {
            "east": area("East", groups=of_people(300, population_margin=0.1)),
            "west": area("West", groups=of_people(100)),
        }
    )
    assert whole.groups[0].population_margin == pytest.approx(30 / 400)


def test_what_areas_say_differently_is_named_with_who_says_what() -> None:
    voices = [rm.Voice(id="v1", name="v1", groups=("students",)), town().voices[1]]
    told = problems(
        east=area("East"),
        west=area("West", voices=voices, groups=of_people(1, hidden=True)),
        north=area("North"),
    )
    assert told == [
        "groups, column hidden: 'carers' says different things: 'false' in 'east', 'true' in "
        "'west' and 'false' in 'north'. Write the same in each, leave it blank in one, or give "
        "one of the two another id",
        "voices, column groups: 'v1' says different things: 'carers' in 'east', 'students' in "
        "'west' and 'carers' in 'north'. Write the same in each, leave it blank in one, or give "
        "one of the two another id",
    ]


def test_maps_that_are_not_alike_are_not_read_as_one() -> None:
    east = area("East")

    def west(**changes: Any) -> rm.StakeholderMap:
        made = area("West")
        return replace(made, about=made.about.model_copy(update=changes))

    kept: dict[str, rm.StakeholderMap] = {
        "'east' and 'west' are maps of the same area, 'East'": west(area="East"),
        "'GBP' in 'east' and 'EUR' in 'west'": west(currency="EUR"),
        "nothing in 'east' and 'students' in 'west'": west(subject="students"),
        "'max_hops' is not the same: '5' in 'east' and '3' in 'west'": replace(
            area("West"), assumptions=rm.Assumptions.of([("max_hops", 3)])
        ),
        "'forum' is of different kinds: 'channel' in 'east' and 'venue' in 'west'": area(
            "West",
            channels=[],
            venues=[rm.Venue(id="forum", name="Forum")],
            activities=[each.model_copy(update={"channel": None}) for each in east.activities],
        ),
    }
    for message, other in kept.items():
        (problem,) = problems(east=east, west=other)
        assert message in problem


def test_the_day_is_the_latest_and_asked_of_all_is_what_all_asked() -> None:
    made = area("West")
    about = made.about.model_copy(
        update={"as_of": date(2026, 5, 1), "asked": ("carers", "students"), "title": None}
    )
    east = area("East")
    east = replace(east, about=east.about.model_copy(update={"asked": ("carers",)}))
    whole, remarks = one_map({"east": east, "west": replace(made, about=about)})
    assert whole.about.as_of == date(2026, 5, 1)
    assert whole.about.asked == ("carers",)
    assert whole.about.title == "East and west"
    assert "'2026-03-31' in 'east' and '2026-05-01' in 'west'" in remarks[0].message


def without(made: rm.StakeholderMap, *tables: str) -> dict[str, Any]:
    """Return the tables of a map, nodes without populations and the areas that they are in."""
    left: dict[str, Any] = {n: rows for n, rows in made.as_tables().items() if n not in tables}
    bare = {"own": (), "population": None}
    for table in NODE_TABLES.values():
        left[table] = [row.model_copy(update=bare) for row in left[table]]
    return left


def test_margins_that_are_alike_stay_as_they_are() -> None:
    people = {"One": 3, "Two": 3}  # a tenth of 3, twice, is a little less than a tenth of 6
    areas = {
        name: area(name, groups=of_people(count, population_margin=0.1))
        for name, count in people.items()
    }
    carers = one_map(areas).content.groups[0]
    assert (carers.population, carers.population_margin) == (6, 0.1)


@settings(
    max_examples=some_of(100, usual=10), suppress_health_check=list(HealthCheck), deadline=None
)
@given(made=maps())
def test_a_map_beside_itself_is_that_map_with_twice_the_people(made: rm.StakeholderMap) -> None:
    made = replace(made, about=made.about.model_copy(update={"area": None}))
    whole, _ = one_map({"one": made, "two": made})
    assert without(whole, "about") == without(made, "about")
    for before, now in zip(made.groups, whole.groups, strict=True):
        assert now.population == (None if before.population is None else 2 * before.population)
    assert whole.sizes() == made.sizes()
    assert [*without(whole)] == [*TABLES]
