"""Reach of maps: against every state, without somebody or some link, in words, refused."""

from __future__ import annotations

import json
from math import prod
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import reachmap as rm
from reachmap.analysis.altered import links_named, without_links
from reachmap.analysis.reach.question import Reach
from reachmap.model.audience import AUDIENCES
from reachmap.model.derived import all_links
from reachmap.release import release
from strategies import maps

some = settings(max_examples=40, suppress_health_check=list(HealthCheck))


def bridge(**changes: Any) -> rm.StakeholderMap:
    """Return the bridge network at a half: the team, two who know each other, a group."""
    pairs = [("team", "a"), ("team", "b"), ("a", "b"), ("b", "a")]
    tables: dict[str, Any] = {
        "organisations": [
            rm.Organisation(id="team", name="Team", team=True),
            rm.Organisation(id="a", name="Carers' Hub"),
            rm.Organisation(id="b", name="Bakery"),
        ],
        "groups": [rm.Group(id="g", name="Carers")],
        "links": [
            *(rm.Link(from_=x, type="KNOWS", to=y, chance=0.5) for x, y in pairs),
            *(rm.Link(from_=x, type="TRUSTED_BY", to="g", chance=0.5) for x in "ab"),
        ],
        "assumptions": rm.Assumptions.of([("undated_days", 0)]),
    }
    return rm.StakeholderMap(**(tables | changes))


def only(answer: Reach) -> Any:
    """Return the one row of an answer."""
    (row,) = answer.groups
    return row


@some
@given(town=maps(rich=True), exact=st.booleans())
def test_reach_is_at_least_the_best_open_route_and_at_most_one(
    town: rm.StakeholderMap, *, exact: bool
) -> None:
    desk = rm.ReachMap.of(town)
    best = {
        row.group: row.chance or 0.0 for row in desk.routes_to_all().groups if row.state == "open"
    }
    with pytest.MonkeyPatch.context() as patched:
        if not exact:
            patched.setattr("reachmap.network.reach.MOST_LINKS", 0)
        answer = desk.reach(samples=64)
    for row in answer.groups:
        assert best.get(row.group, 0.0) <= (row.chance or 0)
        assert (row.chance or 0) <= (row.chance_if_free or 0) <= 1


def test_the_bridge_is_reached_by_half_where_one_route_has_a_quarter() -> None:
    desk = rm.ReachMap.of(bridge())
    row = only(desk.reach("Carers"))
    assert row.chance == pytest.approx(0.5, abs=1e-15)
    assert row.independent_routes == 2
    best = desk.routes("g").routes[0]
    assert best.chance == 0.25
    assert only(desk.reach(max_hops=2)).chance == pytest.approx(0.4375, abs=1e-15)


def test_without_a_node_or_a_link_the_rest_is_left() -> None:
    desk = rm.ReachMap.of(bridge())
    assert only(desk.reach(without="a")).chance == 0.25
    assert only(desk.reach(without=["Carers' Hub"])).independent_routes == 1
    assert only(desk.reach(without=[("a", "TRUSTED_BY", "g")])).chance == pytest.approx(0.3125)
    assert only(desk.reach(without=["a", ("b", "TRUSTED_BY", "Carers")])).chance == 0


def test_a_link_of_another_type_stays_and_its_chance_counts() -> None:
    worker = rm.KeyWorker(id="w", name="Worker", organisation="a")
    links = [
        rm.Link(from_="team", type="KNOWS", to="a", chance=1),
        rm.Link(from_="a", type="KNOWS", to="w", chance=0.25),
        rm.Link(from_="w", type="TRUSTED_BY", to="g", chance=1),
    ]
    desk = rm.ReachMap.of(bridge(workers=[worker], links=links))
    assert only(desk.reach()).chance == 0.95
    assert only(desk.reach(without=[("a", "EMPLOYS", "w")])).chance == 0.25
    assert only(desk.reach(without=[("a", "KNOWS", "w")])).chance == 0.95
    both: Any = [("a", "KNOWS", "w"), ("a", "EMPLOYS", "w")]
    assert only(desk.reach(without=both)).independent_routes == 0


def test_one_direction_of_a_link_of_both_ways_leaves_the_other() -> None:
    link = rm.Link(from_="a", type="KNOWS", to="b", both_ways=True, chance=0.5)
    town = bridge(links=[link])
    for gone, left in ((("a", "b"), ("b", "a")), (("b", "a"), ("a", "b"))):
        (kept,) = without_links(town, {(gone[0], "KNOWS", gone[1])}).links
        assert (kept.from_, kept.to, kept.both_ways, kept.chance) == (*left, False, 0.5)
    assert without_links(town, {("a", "KNOWS", "b"), ("b", "KNOWS", "a")}).links == ()


@some
@given(town=maps(rich=True), data=st.data())
def test_a_map_without_a_link_has_all_the_others(town: rm.StakeholderMap, data: Any) -> None:
    outline = town.outline()
    ways = {
        (from_, link.type, to)
        for link in all_links(outline)
        for from_, to in [(link.from_, link.to)] + [(link.to, link.from_)] * link.both_ways
    }
    assume(ways)
    gone = data.draw(st.sampled_from(sorted(ways)))
    if gone[1] == "PART_OF":
        return
    left = without_links(outline, links_named(outline, [gone]))
    assert {
        (from_, link.type, to)
        for link in all_links(left)
        for from_, to in [(link.from_, link.to)] + [(link.to, link.from_)] * link.both_ways
    } == ways - {gone}


def wide(**changes: Any) -> rm.StakeholderMap:
    """Return a map of forty who know each other, too many to reckon with exactly."""
    dice = np.random.default_rng(1)
    bodies = [f"b{n}" for n in range(40)]
    pairs = {(str(a), str(b)) for a, b in dice.choice(bodies, (200, 2)) if a != b}
    links = [rm.Link(from_="team", type="KNOWS", to=body, chance=0.3) for body in bodies[:6]]
    links += [rm.Link(from_=a, type="KNOWS", to=b, chance=0.3) for a, b in sorted(pairs)]
    links += [rm.Link(from_=b, type="TRUSTED_BY", to="g") for b in bodies[30:]]
    return bridge(
        organisations=[
            rm.Organisation(id="team", name="Team", team=True),
            *(rm.Organisation(id=body, name=f"Body {body}") for body in bodies),
        ],
        links=links,
        **changes,
    )


def test_larger_maps_are_sampled_the_same_for_the_same_seed() -> None:
    desk = rm.ReachMap.of(wide())
    first, again, other = (desk.reach(samples=500, seed=seed) for seed in (3, 3, 4))
    assert only(first).method == "sampled"
    assert json.dumps(first.to_dict()) == json.dumps(again.to_dict())
    assert only(first).chance != only(other).chance
    assert only(first).low < only(first).chance < only(first).high
    assert 0 < prod([0.3, 0.3, 0.6]) < only(first).chance


def test_a_sample_too_small_and_links_that_are_assumed_are_told() -> None:
    desk = rm.ReachMap.of(wide())
    few, many = desk.reach(samples=50).missing, desk.reach(samples=20_000).missing
    assert any("So few samples tell little: 200 would halve" in line for line in few)
    assert any("20,000 times" in line for line in many)
    assert not any("So few" in line for line in many)
    assert any(line.startswith("How well 10 of ") for line in many)
    assert not any("times" in line for line in rm.ReachMap.of(bridge()).reach().missing)


def test_full_nodes_are_passed_only_if_they_were_free() -> None:
    bodies = [
        rm.Organisation(id="team", name="Team", team=True),
        rm.Organisation(id="a", name="Carers' Hub", capacity=0),
        rm.Organisation(id="b", name="Bakery"),
    ]
    row = only(rm.ReachMap.of(bridge(organisations=bodies)).reach())
    assert (row.chance, row.independent_routes) == (0.25, 2)
    assert row.chance_if_free == pytest.approx(0.5, abs=1e-15)


def test_the_words_are_plain_and_never_a_bare_chance() -> None:
    desk = rm.ReachMap.of(bridge())
    assert desk.reach().sentences() == (
        "To Carers at least one introduction works about 5 times of 10 (a guess: 2 to 8 times of "
        "10). 2 ways have nobody in common that we know of.",
    )
    assert desk.reach(without="a").sentences() == (
        "To Carers at least one introduction works about 2 times of 10 (a guess: up to 6 times of "
        "10). Every way on our map goes through Bakery.",
    )
    assert desk.reach(without=["a", "b"]).sentences() == (
        "We know no way to Carers yet: every way goes through someone you chose to leave out.",
    )
    assert rm.ReachMap.of(bridge(groups=(), links=())).reach().sentences() == (
        "The map has no groups yet.",
    )


def test_a_map_whose_team_knows_nobody_says_so() -> None:
    answer = rm.ReachMap.of(bridge(links=())).reach()
    assert answer.missing[0].startswith("The team that asks has no link to anybody")
    assert only(answer).why == "nobody linked"


@some
@given(town=maps())
def test_every_audience_can_read_it(town: rm.StakeholderMap) -> None:
    desk = rm.ReachMap.of(town)
    for answer in (desk.reach(samples=64), desk.gatekeepers()):
        for audience in AUDIENCES:
            shown: Any = release(answer, audience=audience)  # type: ignore[call-overload]  # one of three
            assert shown.content.explain().strip()
            assert "None" not in shown.content.explain()


def test_the_columns_are_those_of_the_contract() -> None:
    frame = rm.ReachMap.of(bridge()).reach().to_frame()
    assert list(frame.columns) == [
        "group",
        "name",
        "chance",
        "low",
        "high",
        "method",
        "independent_routes",
        "chance_if_free",
    ]


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"groups": "Carer"}, "no single group goes by 'Carer'; the nearest: 'Carers'"),
        ({"groups": ["g", "nobody"]}, "no single group goes by 'nobody'"),
        ({"samples": 0}, "samples is a whole number, 1 to 1000000, not '0'"),
        ({"samples": 2_000_000}, "samples is a whole number, 1 to 1000000"),
        ({"samples": True}, "samples is a whole number"),
        ({"seed": -1}, "seed is a whole number, 0 to 18446744073709551615, not '-1'"),
        ({"max_hops": 0}, "max_hops is a whole number of links, 1 to 10000"),
        ({"without": "Bakry"}, "no single node goes by 'Bakry'; the nearest: 'Bakery'"),
        ({"without": "team"}, "the team that asks cannot be left out"),
        ({"without": [("a", "KNOW", "b")]}, "there is no type of link 'KNOW'; the nearest: KNOWS"),
        (
            {"without": [("g", "TRUSTED_BY", "a")]},
            "there is no link g TRUSTED_BY a; there is a TRUSTED_BY g",
        ),
        ({"without": [("a", "USES", "team")]}, "there is no link a USES team; there is team KNOWS"),
        ({"team": "a"}, "'a' is not a team that asks; the map has 'team'"),
    ],
)
def test_terms_that_make_no_sense_are_refused_with_what_would(
    terms: dict[str, Any], words: str
) -> None:
    with pytest.raises(rm.InputError) as refused:
        rm.ReachMap.of(bridge()).reach(**terms)
    assert words in str(refused.value)


def test_the_parts_of_a_group_are_named_whichever_groups_are_asked_about() -> None:
    town = rm.StakeholderMap(
        organisations=[rm.Organisation(id="team", name="Team", team=True)],
        groups=[
            rm.Group(id="languages", name="People who use other languages"),
            rm.Group(id="polish", name="Polish speakers", part_of=("languages",)),
        ],
        links=[rm.Link(from_="team", type="TRUSTED_BY", to="polish")],
    )
    desk = rm.ReachMap.of(town)
    every = {row.group: row for row in desk.reach().groups}
    assert every["languages"].parts == ("Polish speakers",)
    assert only(desk.reach(groups="languages")) == every["languages"]
    assert "but one to a part of them: Polish speakers" in desk.reach(groups="languages").explain()
