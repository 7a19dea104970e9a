"""Limits, trade-offs and what to say to the first person asked, on maps worked out by hand."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise, product

import pytest

import reachmap as rm
from bars import assert_within
from reachmap.analysis.routes.question import Routes
from reachmap.analysis.routes.rows import Route
from reachmap.network import limits
from reachmap.release import release

TODAY = date(2026, 3, 31)


def link(from_: str, type_: str, to: str, **fields: object) -> rm.Link:
    """Return a link, last used today unless it says otherwise."""
    ends = {"from": from_, "type": type_, "to": to, "last_contact": TODAY}
    return rm.Link.model_validate(ends | fields)


def three_ways(**changes: object) -> rm.ReachMap:
    """Return a map with a sure, a cheap and a quick way to carers, and one that is none of these.

    Sure: 0.9 for 30 pounds in 20 days. Cheap: 0.5 for nothing in 30 days. Quick: 0.4 for 20
    pounds in 2 days. Poor: 0.4 for 40 pounds in 30 days.
    """
    ways = {"sure": (0.9, 30.0, 20), "cheap": (0.5, 0, 30), "quick": (0.4, 20.0, 2)}
    ways |= {"poor": (0.4, 40.0, 30)}
    tables: dict[str, object] = {
        "about": rm.About(as_of=TODAY),
        "organisations": [
            rm.Organisation(id="team", name="Engagement team", team=True),
            *(rm.Organisation(id=name, name=name.title()) for name in ways),
        ],
        "groups": [rm.Group(id="carers", name="Carers", barriers=("caring",))],
        "links": [
            *(
                link("team", "KNOWS", to, chance=chance, cost=cost, days=days)
                for to, (chance, cost, days) in ways.items()
            ),
            *(link(to, "TRUSTED_BY", "carers", chance=1.0, cost=0, days=0) for to in ways),
        ],
    }
    return rm.ReachMap.of(rm.StakeholderMap(**(tables | changes)))  # type: ignore[arg-type]  # by name


def through(answer: Routes) -> list[str]:
    """Return whom the routes of an answer go through."""
    return [route.nodes[1] for route in answer.routes]


def test_limits_choose_among_ways_whatever_makes_them_good() -> None:
    desk = three_ways()
    assert through(desk.routes("carers", k=9)) == ["sure", "cheap", "quick", "poor"]
    assert through(desk.routes("carers", max_cost=29.99)) == ["cheap", "quick"]
    assert through(desk.routes("carers", max_days=20, objective="cost")) == ["quick", "sure"]
    assert through(desk.routes("carers", max_cost=20, max_days=20)) == ["quick"]
    assert through(desk.routes("carers", max_cost=0, k=1)) == ["cheap"]
    words = desk.routes("carers", max_cost=20, max_days=20).explain()
    assert "Only ways for at most £20, within 20 days were looked for." in words


def test_where_limits_alone_close_the_way_the_answer_says_so() -> None:
    desk = three_ways()
    answer = desk.routes("carers", max_cost=10, max_days=10)
    assert (answer.routes, answer.why) == ((), "over the limits")
    assert "every way costs more or takes longer than you allow" in answer.explain()
    (row,) = desk.routes_to_all(max_cost=10, max_days=10).groups
    assert (row.state, row.why) == (None, "over the limits")
    (row,) = desk.routes_to_all(max_days=10).groups
    assert (row.nodes[1], row.why) == ("quick", None)
    assert "Only ways within 10 days" in desk.routes_to_all(max_days=10).explain()


def test_all_ways_that_none_beats_are_told_the_surest_first() -> None:
    answer = three_ways().routes("carers", objective="pareto", k=1)
    assert through(answer) == ["sure", "cheap", "quick"]
    assert answer.cut_at is None
    assert "3 ways to Carers that no other beats on chance, cost and days" in answer.explain()
    assert through(three_ways().routes("carers", objective="pareto", max_cost=20)) == [
        "cheap",
        "quick",
    ]


def test_a_search_that_stopped_early_is_stated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_LABELS", 1)
    desk = three_ways()
    for answer in (
        desk.routes("carers", objective="pareto"),
        desk.routes("carers", max_cost=20),
    ):
        assert answer.cut_at == 1
        assert any("The search stopped after 1 parts of routes" in told for told in answer.missing)
    monkeypatch.setattr(limits, "MOST_LABELS", 0)
    for stopped in (desk.routes_to_all(max_cost=20), desk.routes("carers", max_cost=20)):
        assert stopped.cut_at == 0
        assert any("The search stopped" in told for told in stopped.missing)
    assert desk.routes("carers").cut_at is None


def liaison(**changes: object) -> rm.ReachMap:
    """Return a map where a worker of a hub, who was asked before, leads to a champion."""
    asks = [
        {"date": TODAY - timedelta(days=ago), "from": "team", "to": "jo", "outcome": outcome}
        for ago, outcome in ((200, "passed-on"), (20, "declined"), (5, "passed-on"))
    ]
    tables: dict[str, object] = {
        "organisations": [rm.Organisation(id="team", name="Engagement team", team=True)],
        "workers": [rm.KeyWorker(id="jo", name="Jo Bloggs", role="Community nurse")],
        "champions": [
            rm.Champion(id="sam", name="Sam Bloggs", supported_by="jo", groups=("carers",))
        ],
        "links": [link("team", "KNOWS", "jo", chance=0.9, days=4, cost=15.0)],
        "asks": rm.Ledger.of(rm.Ask, [rm.Ask.model_validate(ask) for ask in asks]),
    }
    return three_ways(**(tables | changes))


def test_the_brief_says_why_you_what_before_what_you_get_and_that_you_may_decline() -> None:
    answer = liaison().routes("carers", k=1)
    lines = answer.brief().split("\n")
    assert lines == answer.routes[0].brief().split("\n")
    assert lines[:8] == [
        "To: Community nurse",
        "We are Engagement team.",
        "Would you help us to meet Carers?",
        "Why you: you support a champion.",
        "What we asked before: we asked you 3 times, and you passed on 2: thank you.",
        "You were asked twice in the last quarter; if that is enough, please say so.",
        "What we ask: one introduction, within 4 days if it suits you.",
        "What you get: we cover what it costs you (£15), and we tell you what happened "
        "as a result.",
    ]
    assert lines[8].startswith("What often helps people to join: ")
    assert "Replacement care" in lines[8]
    assert lines[9:] == ["You are free to say no. You need not say why, and nothing depends on it."]


def test_the_brief_names_no_person() -> None:
    desk = liaison(workers=[rm.KeyWorker(id="jo", name="Jo Bloggs")])
    assert "Bloggs" not in desk.routes("carers").brief()
    assert desk.routes("carers").brief().startswith("To: a key worker\n")


def test_a_first_ask_says_that_nothing_was_asked_before() -> None:
    brief = three_ways().routes("carers", objective="cost").brief()
    assert "What we asked before: nothing that we have on record." in brief
    assert "Why you: they trust you." in brief
    assert "within 30 days" in brief
    assert "last quarter" not in brief


def test_there_is_no_brief_where_nobody_is_asked_or_may_be_seen() -> None:
    direct = three_ways(links=[link("team", "TRUSTED_BY", "carers")])
    assert direct.routes("carers").routes[0].hops == 1
    assert direct.routes("carers").brief() == ""
    assert three_ways(links=[]).routes("carers").brief() == ""
    assert release(liaison().routes("carers"), audience="partner").content.brief() == ""
    assert Route(rank=1).brief() == ""


@pytest.mark.parametrize(
    ("days", "words"), [(None, "whenever"), (0, "today"), (1, "within 1 day if")]
)
def test_the_brief_asks_for_no_more_haste_than_the_map_records(
    days: int | None, words: str
) -> None:
    desk = three_ways(
        links=[link("team", "KNOWS", "sure", days=days), link("sure", "TRUSTED_BY", "carers")]
    )
    assert words in desk.routes("carers").brief()


def test_two_hundred_rows_of_one_relationship_are_one_step() -> None:
    rows = [
        link("team", "KNOWS", "sure", chance=(n + 1) / 300, source=f"source {n}", days=n)
        for n in range(200)
    ]
    (route,) = (
        three_ways(links=[*rows, link("sure", "TRUSTED_BY", "carers")]).routes("carers").routes
    )
    assert (route.steps[0].chance, route.steps[0].days) == (1 / 300, 0)


def test_every_group_shares_the_steps_that_are_the_same() -> None:
    groups = [rm.Group(id=f"g{n}", name=f"Group {n}") for n in range(3)]
    links = [link("team", "KNOWS", "sure"), *(link("sure", "TRUSTED_BY", g.id) for g in groups)]
    rows = three_ways(groups=groups, links=links).routes_to_all().groups
    assert {row.steps[0] for row in rows} == {rows[0].steps[0]}
    assert len({row.steps[1] for row in rows}) == 3


def layers(number: int, width: int) -> rm.ReachMap:
    """Return a map on which every body of a layer knows every body of the next."""
    dice = random.Random(1)  # noqa: S311  made-up links
    names = [[f"o{layer}-{n}" for n in range(width)] for layer in range(number)]
    pairs = [("team", each) for each in names[0]]
    pairs += [pair for one, other in pairwise(names) for pair in product(one, other)]
    links = [
        link(
            tail,
            "TRUSTED_BY" if head == "carers" else "KNOWS",
            head,
            chance=dice.uniform(0.1, 0.99),
            cost=float(dice.randint(0, 100)),
            days=dice.randint(0, 60),
        )
        for tail, head in [*pairs, *((each, "carers") for each in names[-1])]
    ]
    bodies = [rm.Organisation(id=id_, name=id_) for layer in names for id_ in layer]
    return rm.ReachMap.of(
        rm.StakeholderMap(
            organisations=[rm.Organisation(id="team", name="Team", team=True), *bodies],
            groups=[rm.Group(id="carers", name="Carers")],
            links=links,
        )
    )


@pytest.mark.timed
@pytest.mark.campaign
def test_every_trade_off_of_very_many_ways_comes_in_bounded_work(
    told: Callable[[str], None],
) -> None:
    desk = layers(12, 8)
    begun = time.process_time()
    answer = desk.routes("carers", objective="pareto", max_hops=14)
    seconds = time.process_time() - begun
    told(f"12 layers of 8, every trade-off: {seconds:.1f} s of one core, {len(answer.routes)} ways")
    assert_within(seconds, 12)
    assert answer.cut_at == limits.MOST_LABELS
    assert answer.routes
    assert any(f"stopped after {limits.MOST_LABELS:,} parts" in words for words in answer.missing)
    begun = time.process_time()
    most = desk.routes("carers", k=1000, diverse=False, max_hops=14)
    told(f"12 layers of 8, 1,000 routes: {time.process_time() - begun:.1f} s of one core")
    assert len(most.routes) == 1000
