"""Links to build: gains are what a what-if would say, and reasons are on the map."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import reachmap as rm
from amounts import some_of
from builders import AS_OF, heads
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.what_if.question import what_if
from reachmap.errors import InputError
from reachmap.plan.links.gains import WORTH_NAMING
from reachmap.plan.links.question import LinksToBuild, links_to_build
from strategies import maps


def asked(town: rm.StakeholderMap, **options: Any) -> LinksToBuild:
    """Ask which links to build."""
    return links_to_build(Snapshot.of(town), **options)


@settings(max_examples=some_of(60, usual=20), suppress_health_check=list(HealthCheck))
@given(town=maps(rich=True))
def test_a_gain_is_what_a_what_if_says_of_the_link(town: rm.StakeholderMap) -> None:
    groups = [group.id for group in town.groups]
    answer = asked(town, groups=groups, n=50)
    pairs = {(link.from_, link.to) for link in town.links}
    for row in answer.links[:4]:
        assert (row.from_, row.to) not in pairs
        new = rm.Link.model_validate({"from": row.from_, "type": row.type, "to": row.to})
        after = what_if(Snapshot.of(town), add=[new])
        change = {each.group: each.change for each in after.groups}
        assert dict(zip(row.groups, row.gains, strict=True)) == pytest.approx(
            {group: change[group] for group in row.groups}, abs=1e-9
        )
        assert row.gain == pytest.approx(sum(row.gains))
        untold = {group: gain for group, gain in change.items() if group not in row.groups}
        assert all(gain < WORTH_NAMING + 1e-12 for gain in untold.values())
    told = [link.gain or 0 for link in answer.links if not _first(town, link)]
    assert told == sorted(told, reverse=True)


def _first(town: rm.StakeholderMap, row: Any) -> bool:
    """Whether a row stands among those for hidden or unreached groups."""
    best = {way.group: way for way in rm.ReachMap.of(town).routes_to_all().groups}
    group = next(each for each in town.groups if each.id == row.groups[0])
    return group.hidden or best[group.id].state != "open"


def town(**changes: Any) -> rm.StakeholderMap:
    """Return a map of hidden carers whom nobody reaches, and carers whom two reach."""
    tables: dict[str, Any] = {
        "about": rm.About(as_of=AS_OF),
        "organisations": [
            rm.Organisation(id="team", name="Engagement team", team=True),
            rm.Organisation(id="hub", name="Carers' Hub"),
            rm.Organisation(id="club", name="Supper Club"),
        ],
        "venues": [rm.Venue(id="hall", name="Village hall")],
        "groups": [
            rm.Group(id="carers", name="Carers"),
            rm.Group(
                id="hidden",
                name="Hidden carers",
                part_of=("carers",),
                hidden=True,
                finding_question="Do you look after someone?",
            ),
            rm.Group(id="men", name="Older men"),
        ],
        "links": [
            rm.Link(from_="team", type="KNOWS", to="hub", chance=1.0),
            rm.Link(from_="hub", type="TRUSTED_BY", to="carers", chance=1.0),
            rm.Link(from_="team", type="KNOWS", to="club", chance=0.5),
            rm.Link(from_="club", type="USES", to="hall", chance=0.5),
            rm.Link(from_="hall", type="GATHERS", to="men", chance=0.5),
        ],
        "activities": [rm.Activity(id="a", name="A")],
        "turnout": heads(("a", "carers", 3)),
        "assumptions": rm.Assumptions.of([("undated_days", 0)]),
    }
    return rm.StakeholderMap(**(tables | changes))


def test_whoever_reaches_the_wider_group_is_asked_to_reach_the_hidden_one() -> None:
    answer = asked(town())
    first = answer.links[0]
    assert (first.from_, first.type, first.to) == ("hub", "TRUSTED_BY", "hidden")
    assert first.gain == pytest.approx(0.6)
    assert first.groups == ("hidden",)
    assert first.reason == "Carers' Hub reaches Carers already, the wider group"
    assert list(answer.to_frame().columns) == ["from", "type", "to", "gain", "groups", "reason"]


def test_a_venue_where_people_are_met_is_a_reason_and_a_place_to_go() -> None:
    found = {(row.from_, row.type, row.to): row.reason for row in asked(town()).links}
    assert found["club", "TRUSTED_BY", "men"] == (
        "Supper Club uses Village hall, where they can be met"
    )
    assert found["team", "USES", "hall"] == "Older men can be met there already"


def test_the_finding_question_comes_with_where_to_ask_it() -> None:
    (asking,) = asked(town()).asking
    assert (asking.group, asking.question) == ("hidden", "Do you look after someone?")
    assert asking.places == ("Carers' Hub",)
    assert "Ask at Carers' Hub: “Do you look after someone?”" in asked(town()).explain()


def test_a_question_that_may_shame_is_asked_in_private() -> None:
    groups = [group.model_copy(update={"barriers": ("stigma",)}) for group in town().groups]
    told = asked(town(groups=groups)).explain()
    assert "Ask at Carers' Hub, in private and never on an open list: “Do you" in told


def test_a_group_that_nobody_is_near_is_named() -> None:
    lone = rm.Group(id="far", name="Shift workers")
    answer = asked(town(groups=[*town().groups, lone]))
    assert answer.unhelped == ("Shift workers",)
    assert "No new relationship on this map would help to reach Shift workers" in answer.explain()


def test_where_everybody_is_heard_nothing_is_looked_for() -> None:
    everybody = heads(("a", "carers", 3), ("a", "hidden", 1), ("a", "men", 2))
    answer = asked(town(turnout=everybody))
    assert answer.links == ()
    assert answer.sentences() == (
        "No group on the map is left unheard, so no new relationship is looked for.",
    )


def test_of_very_many_relationships_the_nearest_are_tried_and_it_is_said() -> None:
    answer = asked(town(), most_tried=1)
    assert len(answer.links) == 1
    assert answer.links[0].from_ == "team"
    assert "possible relationships the 1 nearest to the team were tried" in answer.missing[1]


def test_what_cannot_be_asked_is_told() -> None:
    for options, words in (
        ({"n": 0}, "n is a whole number"),
        ({"max_hops": 0}, "max_hops is a whole number"),
        ({"groups": ["caresr"]}, "carers"),
    ):
        with pytest.raises(InputError, match=words):
            asked(town(), **options)


def test_the_borough_is_told_whom_to_get_to_know_for_hidden_carers() -> None:
    answer = asked(rm.demo().stakeholders, groups="Hidden carers")
    assert answer.links[0].groups == ("hidden-carers",)
    assert answer.links[0].from_ == "carers-coordinator"
    assert asked(rm.demo().stakeholders) == asked(rm.demo().stakeholders)
