"""A part of a map: what is known to be about something else goes, the ways in stay."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import reachmap as rm
from amounts import some_of
from folders import TOWN
from strategies import maps

EARLY, LATE = date(2025, 5, 5), date(2026, 2, 2)


def town() -> rm.ReachMap:
    """Return a map of two areas and two groups, one within a wider one."""
    link = rm.Link
    return rm.ReachMap.of(
        rm.StakeholderMap(
            about=rm.About(area_population=900, register_complete=True),
            organisations=[rm.Organisation(id="team", name="Team", team=True)],
            groups=[
                rm.Group(id="all", name="Everybody"),
                rm.Group(id="carers", name="Carers", part_of=("all",)),
                rm.Group(id="young", name="Young carers", part_of=("carers",)),
                rm.Group(id="deaf", name="Deaf people", part_of=("all",)),
            ],
            champions=[rm.Champion(id="c", name="C", groups=("deaf",))],
            venues=[
                rm.Venue(id="n", name="N", area="North"),
                rm.Venue(id="s", name="S", area="South"),
                rm.Venue(id="x", name="X"),
            ],
            activities=[
                rm.Activity(id="n1", name="N1", venue="n", date=EARLY, groups=("carers", "deaf")),
                rm.Activity(id="s1", name="S1", venue="s", date=LATE),
                rm.Activity(id="d1", name="D1", date=LATE, groups=("deaf",)),
                rm.Activity(id="o1", name="O1"),
            ],
            voices=[
                rm.Voice(id="v1", name="v1", groups=("young",)),
                rm.Voice(id="v2", name="v2", groups=("deaf",)),
                rm.Voice(id="v3", name="v3"),
            ],
            links=[
                link(from_="team", type="KNOWS", to="c"),
                link(from_="team", type="TRUSTED_BY", to="deaf"),
                link(from_="team", type="TRUSTED_BY", to="young"),
            ],
            attendance=rm.Ledger.of(
                rm.Attendance,
                [rm.Attendance(voice=v, activity=a) for v in ("v1", "v2") for a in ("n1", "s1")],
            ),
            asks=rm.Ledger.of(
                rm.Ask,
                [
                    rm.Ask(date=EARLY, from_="team", to="n", group="deaf"),
                    rm.Ask(date=LATE, from_="team", to="n", group="carers"),
                    rm.Ask(date=LATE, from_="team", to="c"),
                ],
            ),
        )
    )


def ids(rows: Any) -> str:
    """Return the ids of rows."""
    return " ".join(row.id for row in rows)


def test_groups_come_with_those_within_them_and_others_go_with_their_people() -> None:
    part = town().subset(groups=["Carers"]).stakeholders
    assert ids(part.groups) == "carers young"
    assert (part.groups[0].part_of, part.groups[1].part_of) == ((), ("carers",))
    assert (ids(part.champions), ids(part.voices)) == ("", "v1 v3")
    assert ids(part.activities) == "n1 o1 s1"
    assert part.node("n1").groups == ("carers",)  # type: ignore[attr-defined]  # an activity
    assert [(link.from_, link.to) for link in part.links] == [("team", "young")]
    assert {row.voice for row in part.attendance} == {"v1"}
    assert [(ask.to, ask.group) for ask in part.asks] == [("n", "carers")]
    assert not part.about.register_complete
    assert ids(town().subset(groups="deaf").stakeholders.groups) == "deaf"


def test_venues_elsewhere_go_with_what_was_held_there() -> None:
    part = town().subset(area="north").stakeholders
    assert (ids(part.venues), ids(part.activities)) == ("n x", "d1 n1 o1")
    assert {row.activity for row in part.attendance} == {"n1"}
    assert (part.about.area, part.about.area_population) == ("north", None)
    with pytest.raises(rm.InputError, match="no venue is in the area 'Nort'; there are 'North'"):
        town().subset(area="Nort")


def test_what_was_before_a_day_goes() -> None:
    part = town().subset(since=LATE).stakeholders
    assert ids(part.activities) == "d1 s1"
    assert {ask.date for ask in part.asks} == {LATE}
    assert {row.activity for row in part.attendance} == {"s1"}
    assert len(part.voices) == 3


def test_an_unknown_group_is_refused_and_no_limit_is_the_whole_map() -> None:
    with pytest.raises(rm.UnknownNode):
        town().subset(groups=["Carerz"])
    for desk in (town(), rm.read(TOWN), rm.demo()):
        assert desk.subset() == desk


@settings(max_examples=some_of(200, usual=10), suppress_health_check=list(HealthCheck))
@given(whole=maps())
def test_every_part_is_a_map_whose_rows_are_rows_of_the_whole(whole: rm.StakeholderMap) -> None:
    desk = rm.ReachMap.of(whole)
    for groups in ([], [group.id for group in whole.groups[:1]]):
        part = desk.subset(groups=groups, since=date(2026, 1, 1))
        again = part.subset(groups=groups, since=date(2026, 1, 1))
        assert again == part
        assert {*part.stakeholders.attendance} <= {*whole.attendance}
        assert {n.id for n in part.stakeholders.nodes()} <= {n.id for n in whole.nodes()}
        assert part.stakeholders.organisations == whole.organisations
