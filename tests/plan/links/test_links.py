"""Links to build: gains are what a what-if would say, and reasons are on the map."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, reject, settings

import reachmap as rm
from amounts import some_of
from bars import assert_within
from builders import AS_OF, heads
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.what_if.question import what_if
from reachmap.errors import InputError
from reachmap.plan.links import gains as gains_module
from reachmap.plan.links import question as question_module
from reachmap.plan.links.candidates import Candidate, Neighbourhood
from reachmap.plan.links.gains import WORTH_NAMING
from reachmap.plan.links.question import LinksToBuild, links_for_page, links_to_build
from strategies import maps


def asked(town: rm.StakeholderMap, **options: Any) -> LinksToBuild:
    """Ask which links to build."""
    return links_to_build(Snapshot.of(town), **options)


def link_of(row: Any) -> rm.Link:
    """Return a relationship as a link."""
    return rm.Link.model_validate({"from": row.from_, "type": row.type, "to": row.to})


def reached(town: rm.StakeholderMap, links: Sequence[Any]) -> dict[str, float]:
    """Return how surely each group is reached with some relationships built, as a what-if says."""
    lone = rm.Organisation(id="of-no-account", name="Of no account")
    answer = what_if(Snapshot.of(town), add=[lone, *map(link_of, links)])
    if answer.sampled:
        reject()
    return {each.group: each.chance_after or 0.0 for each in answer.groups}


def gains_of(town: rm.StakeholderMap, above: Sequence[Any], row: Any) -> dict[str, float]:
    """Return what groups gain by a relationship on top of others, all worked out anew."""
    before, after = reached(town, above), reached(town, [*above, row])
    gains = {group: after[group] - before[group] for group in after}
    return {group: gain for group, gain in gains.items() if gain >= WORTH_NAMING}


def possible(town: rm.StakeholderMap) -> list[Candidate]:
    """Return every relationship that could be tried, each pair once."""
    near = Neighbourhood(Snapshot.of(town))
    each = (
        candidate
        for group in sorted(town.groups, key=lambda group: (not group.hidden, group.id))
        for candidate in near.candidates(group)
    )
    pairs: dict[tuple[str, str], Candidate] = {}
    for candidate in each:
        pairs.setdefault((candidate.from_, candidate.to), candidate)
    return list(pairs.values())


several = settings(max_examples=some_of(60, usual=4), suppress_health_check=list(HealthCheck))


@several
@given(town=maps(rich=True))
def test_each_gain_is_what_two_what_ifs_say_on_top_of_those_above(
    town: rm.StakeholderMap,
) -> None:
    answer = asked(town, groups=[group.id for group in town.groups], n=50)
    for number, row in enumerate(answer.links[:5]):
        gains = gains_of(town, answer.links[:number], row)
        assert dict(zip(row.groups, row.gains, strict=True)) == pytest.approx(gains, abs=1e-9)
        assert row.gain == pytest.approx(sum(row.gains))


@several
@given(town=maps(rich=True))
def test_each_is_the_best_of_all_on_top_of_those_above(town: rm.StakeholderMap) -> None:
    answer = asked(town, groups=[group.id for group in town.groups], n=3)
    today = reached(town, [])
    waiting = {group.id for group in town.groups if group.hidden or not today[group.id]}
    left = possible(town)
    for number, row in enumerate(answer.links):
        ranks = {}
        for candidate in left:
            gains = gains_of(town, answer.links[:number], candidate)
            if gains:
                most = min(gains, key=lambda group: (-round(gains[group], 9), group))
                ranks[candidate] = (most not in waiting, -sum(gains.values()))
        late, total = min(ranks.values())
        assert (row.groups[0] not in waiting) == late
        assert row.gain == pytest.approx(-total, abs=1e-9)
        waiting -= {*row.groups}
        left = [each for each in left if (each.from_, each.to) != (row.from_, row.to)]
    if len(answer.links) < 3:
        assert not any(gains_of(town, answer.links, candidate) for candidate in left)


def test_gains_add_up_to_what_building_all_of_them_brings() -> None:
    borough = rm.demo()
    answer = borough.links_to_build()
    after = borough.what_if(add=[link_of(row) for row in answer.links])
    for group in {group for row in answer.links for group in row.groups}:
        gains = [
            gain
            for row in answer.links
            for name, gain in zip(row.groups, row.gains, strict=True)
            if name == group
        ]
        change = next(row.change for row in after.groups if row.group == group)
        # Each of the other relationships may add a little that counts as none.
        assert (
            0
            <= change - sum(gains) + 1e-9
            <= WORTH_NAMING * (len(answer.links) - len(gains)) + 1e-9
        )
    assert "they add up to what building them all would bring" in answer.explain()


def test_two_that_stand_in_for_each_other_do_not_both_bring_all() -> None:
    sure = rm.Link(from_="team", type="KNOWS", to="club", chance=1.0)
    links = [each for each in town().links if each.to in {"hub", "carers"}]
    links += [sure, rm.Link(from_="club", type="TRUSTED_BY", to="carers")]
    rows = asked(town(links=links), groups=["hidden"]).links
    assert [(row.from_, row.to) for row in rows] == [("club", "hidden"), ("hub", "hidden")]
    assert [row.gain for row in rows] == pytest.approx([0.6, 0.4 * 0.6])


def test_two_that_lead_on_to_each_other_bring_more_together() -> None:
    # The hub alone leads nowhere new, as the team does not know it.
    links = [each for each in town().links if each.to != "hub"]
    rows = asked(town(links=links), groups=["carers", "hidden"]).links
    assert [(row.from_, row.to) for row in rows] == [("team", "hub"), ("hub", "hidden")]
    assert [row.gain for row in rows] == pytest.approx([0.5, 0.5 * 0.6])
    # So hidden carers can be helped, though not by one relationship alone.
    assert asked(town(links=links), groups=["carers", "hidden"], n=1).unhelped == ()


def test_pairs_that_are_in_contact_already_are_no_suggestion() -> None:
    def suggested(**changes: Any) -> set[tuple[str, str]]:
        return {(row.from_, row.to) for row in asked(town(**changes), groups=["men"]).links}

    assert ("club", "men") in suggested()
    links = [each for each in town().links if each.from_ != "team"]
    known = rm.Link(from_="club", type="TRUSTED_BY", to="men")
    assert ("team", "club") in suggested(links=[*links, known])
    # They know us, we asked them, or they asked us: we have met.
    back = rm.Link(from_="club", type="KNOWS", to="team")
    assert ("team", "club") not in suggested(links=[*links, known, back])
    for asker, of in (("team", "club"), ("club", "team")):
        ask = rm.Ask.model_validate({"date": AS_OF, "from": asker, "to": of})
        asks = rm.Ledger.of(rm.Ask, [ask])
        assert ("team", "club") not in suggested(links=[*links, known], asks=asks)
        later = rm.Ledger.of(rm.Ask, [ask.model_copy(update={"date": date(2026, 4, 2)})])
        assert ("team", "club") in suggested(links=[*links, known], asks=later)


def test_a_body_knows_the_groups_that_its_own_people_lead_to() -> None:
    def suggested(**changes: Any) -> set[tuple[str, str]]:
        return {(row.from_, row.to) for row in asked(town(**changes), groups=["hidden"]).links}

    assert ("hub", "hidden") in suggested()
    officer = rm.KeyWorker(id="officer", name="Liaison officer")
    trusted = rm.Link(from_="officer", type="TRUSTED_BY", to="hidden")
    links = [*town().links, trusted]
    assert ("hub", "hidden") in suggested(links=links, workers=[officer])
    employed = officer.model_copy(update={"organisation": "hub"})
    assert ("hub", "hidden") not in suggested(links=links, workers=[employed])
    champion = rm.Champion(id="sam", name="Sam", groups=("hidden",))
    assert ("hub", "hidden") in suggested(champions=[champion])
    backed = champion.model_copy(update={"supported_by": "hub"})
    assert ("hub", "hidden") not in suggested(champions=[backed])


@pytest.mark.campaign
def test_a_page_names_each_group_that_can_be_helped() -> None:
    snapshot = Snapshot(rm.demo().store)
    page, every = links_for_page(snapshot), links_to_build(snapshot, n=100)
    assert page.links == every.links[: len(page.links)]
    assert len(page.links) >= 10
    named = {group for row in page.links for group in row.group_names}
    unsettled = {row.name for row in rm.demo().participation().unsettled()}
    left = unsettled - named - {*page.unhelped}
    assert named.isdisjoint(page.unhelped)
    # Those left have a way today, and none on the map is near them who is not on it.
    assert all(row.chance_if_free for row in rm.demo().reach(left).groups)
    assert left.isdisjoint(name for row in every.links for name in row.group_names)
    *before, _ = page.links
    assert len(page.links) == 10 or {g for row in before for g in row.group_names} != named


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
    assert first.reason == "on our map Carers' Hub leads to Carers, the wider group"
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
    assert "no new relationship that would help to reach Shift workers" in answer.explain()


def test_where_everybody_is_heard_nothing_is_looked_for() -> None:
    everybody = heads(("a", "carers", 300), ("a", "hidden", 100), ("a", "men", 200))
    groups = [
        group.model_copy(update={"population": size})
        for group, size in zip(town().groups, (500, 170, 330), strict=True)
    ]
    about = rm.About(as_of=AS_OF, area_population=1000)
    activities = [rm.Activity(id="a", name="A", attended=600)]
    answer = asked(town(turnout=everybody, groups=groups, about=about, activities=activities))
    assert answer.links == ()
    assert answer.sentences() == (
        "Every group on the map is heard at least about as much as its share, so no new "
        "relationship is looked for.",
    )


def test_of_very_many_relationships_the_nearest_are_tried_and_it_is_said() -> None:
    answer = asked(town(), most_tried=1)
    assert len(answer.links) == 1
    assert answer.links[0].from_ == "team"
    assert "possible relationships the 1 nearest to the team were tried" in answer.missing[2]


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


@pytest.mark.campaign
def test_compared_in_samples_what_comes_next_is_as_good_and_its_gain_is_worked_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    borough = rm.demo().stakeholders
    exact = asked(borough, n=5)
    monkeypatch.setattr(gains_module, "MOST_WORK", 0)
    sampled = asked(borough, n=5)
    above: list[Any] = []
    for row in sampled.links:
        told = dict(zip(row.groups, row.gains, strict=True))
        worked_out = gains_of(borough, above, row)
        assert told == pytest.approx({group: worked_out[group] for group in told})
        above.append(row)
    for one, other in zip(exact.links, sampled.links, strict=True):
        assert abs((one.gain or 0) - (other.gain or 0)) < 0.1
    assert "trying each of them 1,024 times" in sampled.missing[-1]
    assert "trying each" not in " ".join(exact.missing)


def region(*, groups: int, people: int, links: int) -> rm.StakeholderMap:
    """Return a map on which many could be brought together."""
    dice = np.random.default_rng(1)
    near = [f"g{n:03d}" for n in range(groups)]
    bodies = [f"o{n:04d}" for n in range(people // 3)]
    workers = [f"w{n:04d}" for n in range(people - len(bodies))]
    places = [f"p{n:02d}" for n in range(30)]
    who = ["team", *bodies, *workers]
    ends = [(who[a], "KNOWS", who[b]) for a, b in dice.integers(0, len(who), (links, 2)) if a != b]
    for _ in range(links // 4):
        a, b = dice.integers(1, len(who)), dice.integers(0, groups)
        ends.append((who[a], "TRUSTED_BY", near[b]))
    ends += [(places[n % 30], "GATHERS", group) for n, group in enumerate(near)]
    ends += [(bodies[n], "USES", places[n % 30]) for n in range(40)]
    return rm.StakeholderMap(
        about=rm.About(title="A region", area_population=10**6, as_of=AS_OF),
        organisations=[rm.Organisation(id=i, name=i, team=i == "team") for i in ["team", *bodies]],
        workers=[
            rm.KeyWorker(id=id_, name=id_, organisation=bodies[n % len(bodies)])
            for n, id_ in enumerate(workers)
        ],
        venues=[rm.Venue(id=id_, name=id_) for id_ in places],
        groups=[rm.Group(id=id_, name=id_, population=1000) for id_ in near],
        links=[link_of_ends(*each) for each in dict.fromkeys(ends)],
    )


def link_of_ends(from_: str, type_: str, to: str) -> rm.Link:
    """Return a link."""
    return rm.Link.model_validate({"from": from_, "type": type_, "to": to, "trust": 3})


@pytest.mark.timed
@pytest.mark.campaign
@pytest.mark.parametrize(
    ("size", "seconds"),
    [
        ({"groups": 80, "people": 400, "links": 1_200}, 5),
        ({"groups": 500, "people": 2_000, "links": 6_000}, 20),
        ({"groups": 60, "people": 3_200, "links": 26_500}, 20),
    ],
)
def test_it_ends_soon_however_many_groups_there_are(size: dict[str, int], seconds: float) -> None:
    town = region(**size)
    start = time.process_time()
    assert asked(town).links
    assert_within(time.process_time() - start, seconds)


@pytest.mark.campaign
def test_the_page_of_a_very_large_map_says_that_it_looks_for_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(question_module, "MOST_NODES", 10)
    answer = links_for_page(Snapshot.of(rm.demo().stakeholders))
    assert answer.links == ()
    assert answer.sentences() == (
        "On a map this large the page looks for no new relationships: `reachmap links` does.",
    )
    assert asked(rm.demo().stakeholders).is_looked_for


def leaving(id_: str, until: date | None) -> rm.KeyWorker:
    """Return a worker of the hub with a last day."""
    return rm.KeyWorker(id=id_, name=id_.title(), role="adviser", organisation="hub", until=until)


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (date(2026, 4, 30), ("All that it would bring goes through Ann", "30 April 2026")),
        (AS_OF, ("All that it would bring goes through Ann", "31 March 2026")),
        (None, ()),
    ],
)
def test_a_relationship_that_hangs_on_who_leaves_says_so(
    until: date | None, words: tuple[str, ...]
) -> None:
    people = [leaving("ann", until), leaving("bob", date(2026, 4, 2))]
    own = {"team": rm.Organisation(id="team", name="Team", team=True)}
    own["hub"] = rm.Organisation(id="hub", name="Hub")
    links = [rm.Link(from_="ann", type="TRUSTED_BY", to="carers")]
    here = town(
        organisations=[*own.values()],
        channels=[],
        activities=[],
        voices=[],
        workers=people,
        links=links,
        attendance=rm.Ledger(rm.Attendance, {}),
        turnout=heads(),
    )
    answer = asked(here, groups="carers", n=1)
    row = answer.links[0]
    assert (row.from_, row.to) == ("team", "ann")
    assert [(each.node, each.until) for each in row.leavers] == ([("ann", until)] if until else [])
    assert all(part in answer.explain() for part in words)
    assert ("All that it would bring" in answer.explain()) == bool(words)


def test_a_second_way_after_a_relationship_hangs_on_no_one() -> None:
    people = [leaving("ann", date(2026, 4, 30)), leaving("bob", date(2026, 5, 30))]
    own = [
        rm.Organisation(id="team", name="Team", team=True),
        rm.Organisation(id="hub", name="Hub"),
    ]
    links = [rm.Link(from_=id_, type="TRUSTED_BY", to="carers") for id_ in ("ann", "bob")]
    links.append(rm.Link(from_="bob", type="TRUSTED_BY", to="men"))
    here = town(
        organisations=own,
        channels=[],
        activities=[],
        voices=[],
        workers=people,
        links=links,
        attendance=rm.Ledger(rm.Attendance, {}),
        turnout=heads(),
    )
    rows = {row.to: row for row in asked(here, groups=["carers", "men"], n=9).links}
    (bob,) = rows["hub"].leavers
    assert (bob.node, bob.groups) == ("bob", ("Older men",))
