"""What is probably a slip between rows: counts, days, names that say too little or too much."""

from datetime import date, timedelta
from typing import Any

import pytest

import reachmap as rm
from reachmap.io.imports.pseudonyms import pseudonym
from reachmap.model.checks import errors, faults
from reachmap.model.content import Content
from reachmap.model.ledger import Ledger
from reachmap.model.rules import Fault

DAY = date(2026, 3, 31)
TEAM = rm.Organisation(id="team", name="Engagement team", team=True)
FORUM: dict[str, Any] = {"id": "forum", "name": "Forum", "date": date(2026, 1, 10)}


def town(**changes: Any) -> Content:
    """Return a small sound map, some of it changed."""
    usual: dict[str, Any] = {
        "about": rm.About(as_of=DAY, area="Northmarsh", area_population=1000),
        "organisations": (TEAM,),
        "groups": (rm.Group(id="carers", name="Carers"),),
        "activities": (rm.Activity(**FORUM),),
    }
    return Content(**(usual | changes))


def slips(content: Content) -> list[tuple[str, str | None, str]]:
    """Return what is probably a slip; nothing else is wrong."""
    found = faults(content)
    assert {(fault.severity, fault.kind) for fault in found} <= {("warning", "slip")}
    assert not errors(content)
    return [(fault.table, fault.column, fault.message) for fault in found]


def bodies(*names: str) -> Content:
    """Return a map of some organisations beside the team."""
    named = (rm.Organisation(id=f"o{n}", name=name) for n, name in enumerate(names))
    return town(organisations=(TEAM, *named))


def groups(*names: str) -> Content:
    """Return a map of some groups."""
    return town(groups=tuple(rm.Group(id=f"g{n}", name=name) for n, name in enumerate(names)))


def turnout(**cells: int | None) -> Ledger[rm.Turnout]:
    """Return one head count of carers at the forum."""
    return Ledger.of(rm.Turnout, [rm.Turnout(activity="forum", group="carers", **cells)])


def test_more_who_came_than_were_invited_are_told_kindly() -> None:
    few = rm.Activity(**FORUM, invited=12, attended=14)
    content = town(activities=(few,), turnout=turnout(invited=20, attended=140))
    (fault,) = (each for each in faults(content) if each.table == "turnout")
    assert fault.message == "more came (140) than were invited (20)"
    assert fault.remedy.startswith("Nothing to do if some came uninvited")
    assert (fault.severity, fault.kind, fault.row) == ("warning", "slip", 0)
    assert ("activities", "attended", "more came (14) than were invited (12)") in [
        (each.table, each.column, each.message) for each in faults(content)
    ]


@pytest.mark.parametrize(
    "cells", [{"invited": 20, "attended": 20}, {"attended": 9}, {"invited": 9}]
)
def test_as_many_as_were_invited_are_no_slip(cells: dict[str, Any]) -> None:
    assert slips(town(turnout=turnout(**cells))) == []
    assert slips(town(activities=(rm.Activity(**FORUM, **cells),))) == []


def test_feedback_before_the_activity_is_a_slip() -> None:
    early = rm.Activity(**FORUM, feedback_on=date(2026, 1, 9))
    told = rm.Said(activity="forum", told_on=date(2025, 1, 12))
    content = town(activities=(early,), said=Ledger.of(rm.Said, [told]))
    assert slips(content) == [
        ("activities", "feedback_on", "2026-01-09 is before the activity, on 2026-01-10"),
        ("said", "told_on", "2025-01-12 is before the activity, on 2026-01-10"),
    ]
    same = rm.Activity(**FORUM, feedback_on=FORUM["date"])
    assert slips(town(activities=(same,))) == []


def activities(*days: date) -> tuple[rm.Activity, ...]:
    """Return an activity on each of some days."""
    return tuple(rm.Activity(id=f"a{n}", name=f"A{n}", date=day) for n, day in enumerate(days))


RECENT = [DAY - timedelta(days=40 * n) for n in range(9)]


def test_an_activity_years_before_all_others_is_a_slip() -> None:
    ((_, column, message),) = slips(town(activities=activities(date(2016, 3, 2), *RECENT)))
    assert (column, message) == (
        "date",
        "2016-03-02 is years before the others, from 2025-05-15 on",
    )


@pytest.mark.parametrize(
    "days",
    [
        [date(2023, 1, 2), *RECENT],
        [date(2016 + n, 3, 1) for n in range(10)],
        [date(2016, 3, 2), *RECENT[:2]],
        [*(date(2016, 3, n) for n in range(1, 9)), *RECENT],
    ],
)
def test_a_long_record_is_no_slip(days: list[date]) -> None:
    assert slips(town(activities=activities(*days))) == []


def asked(day: date, **cells: Any) -> Content:
    """Return a map with one ask, and an activity to come."""
    ask = rm.Ask.model_validate({"date": day, "from": "team", "to": "o0", **cells})
    return town(
        organisations=(TEAM, rm.Organisation(id="o0", name="Hub")),
        activities=(
            rm.Activity(**FORUM),
            rm.Activity(id="next", name="Next", date=date(2026, 6, 1)),
        ),
        asks=Ledger.of(rm.Ask, [ask]),
    )


@pytest.mark.parametrize(
    "cells", [{}, {"activity": "forum"}, {"activity": "next", "outcome": "declined"}]
)
def test_an_ask_after_the_day_of_the_map_is_a_slip(cells: dict[str, Any]) -> None:
    ((table, column, message),) = slips(asked(date(2026, 5, 2), **cells))
    assert (table, column) == ("asks", "date")
    assert message == "2026-05-02 is after 2026-03-31, the day the map speaks for"


def test_an_ask_that_is_planned_is_no_slip() -> None:
    assert slips(asked(date(2026, 5, 2), activity="next")) == []
    assert slips(asked(DAY)) == []


def test_without_a_day_of_its_own_a_map_is_said_to_be_of_today() -> None:
    far = date.today() + timedelta(days=9000)  # noqa: DTZ011  a planner's own day
    content = town(about=rm.About(), activities=activities(far))
    ((_, _, message),) = slips(content)
    assert message.endswith(f"is years after {date.today()}, today")  # noqa: DTZ011


@pytest.mark.parametrize("name", ["Others", "other", "All", "Everyone", "ALL GROUPS", "Misc."])
def test_a_group_of_nobody_in_particular_is_a_slip(name: str) -> None:
    ((table, column, message),) = slips(groups("Carers", name))
    assert (table, column, message) == ("groups", "name", f"'{name}' does not say who is meant")
    assert len(slips(bodies(name))) == 1


@pytest.mark.parametrize("name", ["Other faiths", "All Saints", "People of all ages"])
def test_a_name_that_says_more_is_none(name: str) -> None:
    assert slips(groups("Carers", name)) == []


def test_a_reference_to_everybody_is_no_group_to_be_added() -> None:
    open_to_all = rm.Activity(**FORUM, groups=("All",))
    counted = rm.Turnout(activity="forum", group="Everyone", attended=5)
    content = town(activities=(open_to_all,), turnout=Ledger.of(rm.Turnout, [counted]))
    named = "Name the groups that are meant; where all are meant,"
    assert [(each.message, each.remedy) for each in faults(content)] == [
        ("there is no group 'All'", f"{named} leave the cell blank"),
        ("there is no group 'Everyone'", f"{named} delete the row"),
    ]


def test_two_names_in_one_are_a_slip() -> None:
    ((_, _, message),) = slips(bodies("Language Hub / Library"))
    assert message == "'Language Hub / Library' reads like two names"
    ((_, _, message),) = slips(groups("Carers", "Veterans", "Carers and veterans"))
    assert message == "'Carers and veterans' reads like two names"
    assert slips(bodies("24/7 care", "Gypsy/Roma/Traveller Service", "Mind and Body")) == []
    assert slips(groups("Deaf / hard of hearing people")) == []


def test_a_name_with_the_area_before_it_comes_near_the_name_without() -> None:
    ((_, _, message),) = slips(bodies("Northmarsh Deaf Club", "Deaf Club"))
    assert message == "'Deaf Club' comes near 'Northmarsh Deaf Club' in {other}"
    ((_, _, message),) = slips(bodies("Food Bank", "Northmarsh Foodbank"))
    assert message == "'Northmarsh Foodbank' comes near 'Food Bank' in {other}"
    assert slips(bodies("Northmarsh", "Northmarsh Deaf Club", "Northmarsh Carers")) == []
    assert slips(town(about=rm.About(as_of=DAY), **without_area())) == []


def without_area() -> dict[str, Any]:
    """Return the organisations of a map that does not say of which area it is."""
    return {"organisations": bodies("Northmarsh Deaf Club", "Deaf Club").organisations}


DETAILS = [
    "student services 01632 960123",
    "desk (07700 900123)",
    "+44 1632 960 123",
    "ask kim@example.org",
]
WORKERS = [
    {"name": "Tutor", "role": "{}"},
    {"name": "{}"},
    {"name": "Tutor", "id": "{}"},
]


@pytest.mark.parametrize("text", DETAILS)
@pytest.mark.parametrize("cells", WORKERS)
def test_how_to_reach_a_person_is_refused_and_not_repeated(
    text: str, cells: dict[str, str]
) -> None:
    given = {name: cell.format(text) for name, cell in cells.items()}
    worker = rm.KeyWorker.model_validate({"id": "w", "organisation": "team", **given})
    (fault,) = faults(town(workers=(worker,)))
    assert fault.severity == "error"
    assert fault.message == (
        "holds an e-mail address, which a map is not for"
        if "@" in text
        else "holds a telephone number, which a map is not for"
    )
    assert not any(text in each for each in (fault.message, fault.remedy, fault.value or ""))
    assert fault in errors(town(workers=(worker,)))


def test_owners_and_themes_are_looked_at_too() -> None:
    link = rm.Link(from_="team", type="KNOWS", to="o0", owner="kim@example.org")
    said = [rm.Said(activity="forum", owner=owner) for owner in ("officer", "01632 960123")]
    content = town(
        organisations=(TEAM, rm.Organisation(id="o0", name="Hub")),
        links=(link,),
        said=Ledger.of(rm.Said, said),
    )
    assert [(fault.table, fault.row, fault.column) for fault in faults(content)] == [
        ("links", 0, "owner"),
        ("said", 1, "owner"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "NHS 111 desk",
        "2025-10-21-library-drop-in",
        "03-02-2026 10:30",
        "Samaritans 116 123",
        "Room 0123",
        "0012345678",
        "Hub @ the library",
        "over-75s 2024-2026",
    ],
)
def test_figures_that_are_no_telephone_are_let_be(name: str) -> None:
    assert slips(bodies(name)) == []


def one(content: Content) -> Fault:
    """Return the one fault of a map."""
    (fault,) = faults(content)
    return fault


def test_years_far_back_are_told_with_what_helps() -> None:
    fault = one(town(activities=activities(date(1926, 1, 2), *RECENT)))
    assert (fault.message, fault.remedy) == (
        "1926-01-02 is long before 2026-03-31, the day the map speaks for",
        "Check the year",
    )


def test_who_did_not_say_is_counted_and_no_group() -> None:
    counted = rm.Turnout(activity="forum", group="Prefer not to say", attended=2)
    content = town(activities=(rm.Activity(**FORUM),), turnout=Ledger.of(rm.Turnout, [counted]))
    remedy = "Count them as 'not_said' beside each group that was asked about"
    assert [(each.message, each.remedy) for each in faults(content)] == [
        ("there is no group 'Prefer not to say'", remedy)
    ]


FIGURES = [
    pseudonym(b"key", "voice", "x")[:2] + "0044770090012345",
    "org-" + pseudonym(b"key", "voice", "x")[:2] + "0044770090012345",
    "07234567-8901-4012-8345-678901234567",
]
"""A pseudonym, one with something before it, and a UUID."""


@pytest.mark.parametrize("id_", FIGURES)
def test_a_pseudonym_or_uuid_of_figures_by_chance_is_no_telephone_number(id_: str) -> None:
    assert faults(town(voices=(rm.Voice(id=id_, name=id_),))) == []
    assert faults(town(voices=(rm.Voice(id="v-07700900123", name="v"),))) != []
