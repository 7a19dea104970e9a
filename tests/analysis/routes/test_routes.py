"""Routes on small maps, every figure worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reachmap.analysis.routes.question import routes, routes_in, routes_to_all
from reachmap.analysis.routes.rows import Step
from reachmap.analysis.routes.search import route_search
from reachmap.analysis.snapshot import Snapshot
from reachmap.errors import InputError, UnknownNode
from reachmap.model.about import About
from reachmap.model.assumptions import Assumptions
from reachmap.model.ledger import Ledger
from reachmap.model.links import Link
from reachmap.model.nodes import Activity, Champion, Channel, Group, KeyWorker, Organisation, Venue
from reachmap.model.records import Ask
from reachmap.model.stakeholders import StakeholderMap

TODAY = date(2026, 3, 31)

TEAM = Organisation(id="team", name="Engagement team", team=True)
HUB = Organisation(id="hub", name="Carers' Hub")
CLUB = Organisation(id="club", name="Lunch club")
CARERS = Group(id="carers", name="Carers", barriers=("caring",))


def link(from_: str, type_: str, to: str, **fields: object) -> Link:
    """Return a link, last used today unless it says otherwise."""
    ends = {"from": from_, "type": type_, "to": to, "last_contact": TODAY}
    return Link.model_validate(ends | fields)


def ask(from_: str, to: str, outcome: str | None = "passed-on", *, days_ago: int = 0) -> Ask:
    """Return an ask so many days before today."""
    day = TODAY - timedelta(days=days_ago)
    return Ask.model_validate({"date": day, "from": from_, "to": to, "outcome": outcome})


def town(
    *links: Link, asks: tuple[Ask, ...] = (), as_of: date = TODAY, **tables: object
) -> Snapshot:
    """Return a store of a small map: a team, a hub, a club and one group."""
    listed = {"organisations": (TEAM, HUB, CLUB), "groups": (CARERS,)} | tables
    listed |= {"about": About(as_of=as_of), "links": links, "asks": Ledger.of(Ask, asks)}
    return Snapshot.of(StakeholderMap(**listed))  # type: ignore[arg-type]  # by table name


def way_in(*, trust: int = 4) -> tuple[Link, Link]:
    """Return the links of the route team, hub, carers."""
    return link("team", "KNOWS", "hub", trust=trust), link("hub", "TRUSTED_BY", "carers")


def only_step(store: Snapshot, *, as_of: date | None = None) -> Step:
    """Return the first step of the best route to carers."""
    return routes(store, "carers", as_of=as_of).routes[0].steps[0]


def test_chance_multiplies_and_days_and_cost_add() -> None:
    store = town(
        link("team", "KNOWS", "hub", chance=0.5, days=2, cost=15.5),
        link("hub", "TRUSTED_BY", "carers", trust=5, days=7, cost=2.5),
    )
    (route,) = routes(store, "carers").routes
    assert route.chance == pytest.approx(0.5 * 0.95, abs=1e-15)
    assert (route.cost, route.days, route.hops) == (18, 9, 2)
    assert route.nodes == ("team", "hub", "carers")
    assert (route.basis, route.state, route.blocked_by) == ("judged", "open", ())


def test_what_is_not_recorded_comes_from_assumptions_and_says_so() -> None:
    usual = Assumptions.of([("step_days", 4), ("step_cost", 1.5), ("chance.KNOWS", 0.4)])
    store = town(
        link("team", "KNOWS", "hub"),
        link("hub", "TRUSTED_BY", "carers", trust=1),
        assumptions=usual,
    )
    answer = routes(store, "carers")
    (route,) = answer.routes
    assert route.chance == pytest.approx(0.4 * 0.2, abs=1e-15)
    assert (route.days, route.cost, route.basis) == (8, 3, "assumed")
    assert [step.days_given for step in route.steps] == [False, False]
    assert route.steps[0].how_known == "our assumption, no ask along it recorded"
    assert "How well 1 of 2 steps work is our assumption" in answer.explain()
    assert "The days of 2 of 2 steps are our assumption" in answer.explain()
    assert "our assumption" in answer.explain()


def test_derived_links_lead_on_by_their_defaults() -> None:
    store = town(
        link("team", "KNOWS", "hub", chance=1.0),
        link("hub", "USES", "library"),
        link("library", "GATHERS", "carers"),
        workers=(KeyWorker(id="liaison", name="Liaison officer", organisation="hub"),),
        champions=(
            Champion(id="champion", name="A champion", supported_by="liaison", groups=("carers",)),
        ),
        channels=(Channel(id="forum", name="Forum", run_by="hub"),),
        venues=(Venue(id="library", name="Library"),),
    )
    found = {route.nodes[2:-1]: route for route in routes(store, "carers", k=9).routes}
    assert found[("liaison", "champion")].chance == pytest.approx(0.95 * 0.9 * 0.9)
    assert found[("liaison", "champion")].basis == "judged"
    assert found[("library",)].chance == pytest.approx(0.8 * 0.6)
    assert ("forum",) not in found
    steps = found[("liaison", "champion")].steps
    assert [step.type for step in steps] == ["KNOWS", "EMPLOYS", "SUPPORTS", "BELONGS_TO"]
    assert [step.basis for step in steps] == ["judged", "known", "known", "known"]


def test_evidence_of_asks_updates_a_step() -> None:
    asks = (
        *(ask("team", "hub") for _ in range(4)),
        ask("team", "hub", "declined"),
        ask("team", "hub", "full"),
        ask("team", "hub", None),
        ask("team", "club", "no-answer"),
    )
    step = only_step(town(*way_in(trust=3), asks=asks))
    assert step.chance == pytest.approx((0.6 * 4 + 4) / (4 + 5), abs=1e-15)
    assert (step.asked, step.passed_on, step.basis) == (5, 4, "tried")
    assert step.how_known == "worked 4 times of 5"


def test_two_asks_are_evidence_but_not_yet_tried() -> None:
    step = only_step(town(*way_in(), asks=(ask("team", "hub"), ask("team", "hub", "no-answer"))))
    assert step.chance == pytest.approx((0.8 * 4 + 1) / 6, abs=1e-15)
    assert step.basis == "judged"
    assert step.how_known == "staff judgement, worked once of 2"


def test_a_relationship_fades_from_the_later_of_contact_and_ask() -> None:
    spoke = link("team", "KNOWS", "hub", chance=0.8, last_contact=TODAY - timedelta(days=730))
    last = link("hub", "TRUSTED_BY", "carers")
    assert only_step(town(spoke, last)).chance == pytest.approx(0.4, abs=1e-15)
    asks = (ask("team", "hub", None, days_ago=365),)
    step = only_step(town(spoke, last, asks=asks))
    assert step.chance == pytest.approx(0.8 * 0.5**0.5, abs=1e-15)
    late = link("team", "KNOWS", "hub", chance=0.8, last_contact=TODAY + timedelta(days=9))
    assert only_step(town(late, last)).chance == 0.8


def test_evidence_counts_before_fading() -> None:
    asks = (ask("team", "hub", "declined", days_ago=730),)
    spoke = way_in()[0].model_copy(update={"last_contact": TODAY - timedelta(730)})
    step = only_step(town(spoke, way_in()[1], asks=asks))
    assert step.chance == pytest.approx(0.8 * 4 / 5 * 0.5, abs=1e-15)


def test_a_link_without_a_day_counts_as_a_year_old_and_says_so() -> None:
    undated = (link("team", "KNOWS", "hub", chance=0.8, last_contact=None), way_in()[1])
    answer = routes(town(*undated), "carers")
    step = answer.routes[0].steps[0]
    assert step.chance == pytest.approx(0.8 * 0.5**0.5, abs=1e-15)
    assert step.contact_given is False
    assert step.how_known == (
        "staff judgement, no ask along it recorded, no day recorded: taken as a year ago"
    )
    assert any(line.startswith("When the two last spoke is not") for line in answer.missing)
    usual = Assumptions.of([("undated_days", 0)])
    step = only_step(town(*undated, assumptions=usual))
    assert step.chance == 0.8
    assert str(step.how_known).endswith("no day recorded: taken as today")
    assert only_step(town(*way_in())).contact_given


def test_what_nothing_is_known_of_learns_from_asks_along_such_links() -> None:
    bodies = (
        *(Organisation(id=each, name=each, team=each == "team") for each in ("team", "club")),
        Organisation(id="hub", name="Carers' Hub"),
    )
    asks = tuple(ask("team", "club", outcome) for outcome in ("declined",) * 3 + ("no-answer",) * 2)
    links = (link("team", "KNOWS", "hub"), link("team", "KNOWS", "club", chance=0.9), way_in()[1])
    step = only_step(town(*links, asks=asks, organisations=bodies))
    assert step.chance == pytest.approx(10 * 0.5 / 15, abs=1e-15)
    assert step.how_known == (
        "our assumption, learned from 5 asks along such links, no ask along it recorded"
    )


def test_an_ask_to_take_part_is_no_ask_for_an_introduction() -> None:
    activity = Activity(id="fair", name="Fair")
    came = Ask(date=TODAY, from_="team", to="hub", activity="fair", outcome="passed-on")
    step = only_step(town(*way_in(), asks=(came,), activities=(activity,)))
    assert (step.asked, step.chance) == (0, 0.8)
    for_group = came.model_copy(update={"group": "carers"})
    step = only_step(town(*way_in(), asks=(for_group,), activities=(activity,)))
    assert step.asked == 1
    assert step.chance == pytest.approx((0.8 * 4 + 1) / 5, abs=1e-15)


def test_last_steps_fade_but_learn_nothing_from_asks() -> None:
    last = link("hub", "TRUSTED_BY", "carers", chance=0.8, last_contact=TODAY - timedelta(730))
    (route,) = routes(town(link("team", "KNOWS", "hub", chance=1.0), last), "carers").routes
    assert route.chance == pytest.approx(0.4, abs=1e-15)
    assert (route.steps[1].asked, route.steps[1].basis) == (None, "judged")
    assert route.steps[1].how_known == "staff judgement"


def test_of_several_sources_the_lowest_prior_counts() -> None:
    store = town(
        link("team", "KNOWS", "hub", trust=5, days=1, source="a"),
        link("team", "KNOWS", "hub", chance=0.3, days=8, cost=5, source="b", owner="Officer"),
        link("team", "KNOWS", "hub", trust=4, days=2, source="c"),
        way_in()[1],
    )
    step = only_step(store)
    assert (step.chance, step.days, step.cost, step.owner) == (0.3, 8, 5, "Officer")


def test_of_several_types_the_best_lends_its_days_and_cost() -> None:
    liaison = KeyWorker(id="liaison", name="Liaison officer", organisation="hub")
    last = link("liaison", "TRUSTED_BY", "carers")
    judged = link("hub", "KNOWS", "liaison", chance=0.5, days=1, cost=1)
    employs = link("hub", "EMPLOYS", "liaison", days=6, cost=20)
    for links in permutations([link("team", "KNOWS", "hub", trust=4), judged, employs, last]):
        (route,) = routes(town(*links, workers=(liaison,)), "carers").routes
        step = route.steps[1]
        assert (step.type, step.chance, step.days, step.cost) == ("EMPLOYS", 0.95, 6, 20)
        assert step.basis == "known"


def test_asks_after_the_day_are_ignored() -> None:
    day = TODAY - timedelta(days=10)
    store = town(*way_in(), asks=(ask("team", "hub", days_ago=9),))
    assert only_step(store, as_of=day).chance == 0.8
    assert only_step(store).asked == 1


def test_a_link_of_both_ways_leads_back() -> None:
    store = town(link("hub", "KNOWS", "team", trust=4, both_ways=True), way_in()[1])
    assert routes(store, "carers").routes[0].nodes == ("team", "hub", "carers")
    assert not routes(town(link("hub", "KNOWS", "team"), way_in()[1]), "carers").routes


def test_a_full_node_is_not_passed() -> None:
    busy = Organisation(id="hub", name="Carers' Hub", capacity=2)
    asks = (ask("club", "hub", days_ago=91), ask("club", "hub", days_ago=90), ask("club", "hub"))
    bodies = (TEAM, busy, CLUB)
    other = (link("team", "KNOWS", "club", trust=1), link("club", "TRUSTED_BY", "carers"))
    found = routes(town(*way_in(), *other, asks=asks, organisations=bodies), "carers")
    assert [route.nodes[1] for route in found.routes] == ["club"]
    assert found.routes[0].state == "open"
    assert found.why is None
    spare = routes(town(*way_in(), *other, asks=asks[:2], organisations=bodies), "carers")
    assert [route.nodes[1] for route in spare.routes] == ["hub", "club"]


def test_where_fullness_alone_closes_the_way_the_route_says_who_and_until_when() -> None:
    busy = Organisation(id="hub", name="Carers' Hub", capacity=2)
    asks = tuple(ask("club", "hub", days_ago=ago) for ago in (80, 40, 10))
    found = routes(town(*way_in(), asks=asks, organisations=(TEAM, busy, CLUB)), "carers")
    (route,) = found.routes
    assert (route.state, route.blocked_by) == ("full", ("hub",))
    assert route.free_on == TODAY + timedelta(days=91 - 40)
    assert found.why == "all full"
    assert "Carers' Hub has no room before 21 May 2026" in found.explain()


def test_where_several_are_full_the_way_is_open_once_the_last_is_free() -> None:
    full = {"capacity": 1}
    bodies = (TEAM, HUB.model_copy(update=full), CLUB.model_copy(update=full))
    links = (
        link("team", "KNOWS", "hub"),
        link("hub", "KNOWS", "club"),
        link("club", "TRUSTED_BY", "carers"),
    )
    asks = (ask("team", "hub", days_ago=80), ask("team", "club", days_ago=10))
    (route,) = routes(town(*links, asks=asks, organisations=bodies), "carers").routes
    assert route.blocked_by == ("hub", "club")
    assert route.free_on == TODAY + timedelta(days=91 - 10)


def test_who_can_carry_nothing_is_never_free() -> None:
    never = Organisation(id="hub", name="Carers' Hub", capacity=0)
    found = routes(town(*way_in(), organisations=(TEAM, never)), "carers")
    assert found.routes[0].blocked_by == ("hub",)
    assert found.routes[0].free_on is None
    assert "Carers' Hub has no room for another ask" in found.explain()


def test_a_team_is_never_full_as_the_start() -> None:
    busy = Organisation(id="team", name="Engagement team", team=True, capacity=0)
    asks = (ask("hub", "team"),)
    found = routes(town(*way_in(), asks=asks, organisations=(busy, HUB)), "carers")
    assert found.routes[0].state == "open"


def test_no_other_team_stands_in_between() -> None:
    second = Organisation(id="second", name="Second team", team=True)
    store = town(
        link("team", "KNOWS", "second", chance=1.0),
        link("second", "KNOWS", "hub", chance=1.0),
        *way_in(trust=1),
        organisations=(TEAM, HUB, second),
    )
    assert [r.nodes for r in routes(store, "carers", diverse=False).routes] == [
        ("second", "hub", "carers"),
        ("team", "hub", "carers"),
    ]
    (route,) = routes(store, "carers", team="Engagement team", diverse=False).routes
    assert route.nodes == ("team", "hub", "carers")


@pytest.mark.parametrize(("until", "open_"), [(TODAY, True), (TODAY - timedelta(days=1), False)])
def test_a_worker_past_the_last_day_is_not_passed(until: date, *, open_: bool) -> None:
    liaison = KeyWorker(id="liaison", name="Liaison officer", until=until)
    store = town(
        link("team", "KNOWS", "liaison"),
        link("liaison", "TRUSTED_BY", "carers"),
        workers=(liaison,),
    )
    found = routes(store, "carers")
    assert bool(found.routes) == open_
    assert found.why == (None if open_ else "left the role")


def test_the_hop_limit_cuts_off_longer_ways() -> None:
    store = town(
        link("team", "KNOWS", "hub"),
        link("hub", "KNOWS", "club"),
        link("club", "TRUSTED_BY", "carers"),
    )
    assert routes(store, "carers", max_hops=3).routes[0].hops == 3
    cut = routes(store, "carers", max_hops=2)
    assert cut.routes == ()
    assert cut.why == "too far"
    assert "more introductions than the limit allows" in cut.explain()


def test_who_is_to_be_avoided_is_not_passed() -> None:
    other = (link("team", "KNOWS", "club", trust=1), link("club", "TRUSTED_BY", "carers"))
    store = town(*way_in(), *other)
    assert [r.nodes[1] for r in routes(store, "carers", avoid=["Carers' Hub"]).routes] == ["club"]
    none = routes(store, "carers", avoid=("hub", "club"))
    assert none.routes == ()
    assert none.why == "avoided"
    assert routes(store, "carers", avoid="hub").routes[0].nodes[1] == "club"


def test_a_group_without_a_way_of_its_own_is_reached_in_part() -> None:
    young = Group(id="young", name="Young carers", part_of=("carers",))
    younger = Group(id="under-12", name="Carers under 12", part_of=("young",))
    store = town(
        link("team", "KNOWS", "hub", trust=4),
        link("hub", "TRUSTED_BY", "under-12"),
        groups=(CARERS, young, younger),
    )
    found = routes(store, "carers")
    assert [(r.state, r.nodes[-1]) for r in found.routes] == [("part", "under-12")]
    assert found.why == "nobody linked"
    assert "This reaches Carers under 12, who are a part of the group" in found.explain()
    rows = {row.group: row for row in routes_to_all(store).groups}
    assert (rows["carers"].state, rows["carers"].why) == ("part", "nobody linked")
    assert (rows["under-12"].state, rows["under-12"].why) == ("open", None)


def test_diverse_routes_bring_a_new_intermediary_each() -> None:
    store = town(
        link("team", "KNOWS", "hub", chance=0.9),
        link("team", "KNOWS", "club", chance=0.5),
        link("hub", "KNOWS", "club", chance=0.8),
        link("hub", "TRUSTED_BY", "carers", chance=0.9),
        link("club", "TRUSTED_BY", "carers", chance=0.9),
    )
    every = [route.nodes[1:-1] for route in routes(store, "carers", diverse=False).routes]
    assert every == [("hub",), ("hub", "club"), ("club",)]
    assert [r.nodes[1:-1] for r in routes(store, "carers").routes] == every[:2]


def test_cost_and_days_have_orders_of_their_own() -> None:
    store = town(
        link("team", "KNOWS", "hub", chance=0.9, cost=500, days=1),
        link("team", "KNOWS", "club", chance=0.2, cost=0, days=9),
        link("hub", "TRUSTED_BY", "carers"),
        link("club", "TRUSTED_BY", "carers"),
    )
    first = {o: routes(store, "carers", objective=o).routes[0].nodes[1] for o in ("cost", "days")}
    assert first == {"cost": "club", "days": "hub"}


def test_the_frame_has_the_columns_of_the_contract() -> None:
    frame = routes(town(*way_in()), "carers").to_frame()
    assert list(frame.columns) == [
        *("rank", "first_in", "chance", "low", "high", "cost", "days", "hops"),
        *("nodes", "basis", "state", "blocked_by", "free_on"),
    ]
    assert frame.loc[0, "nodes"] == ("team", "hub", "carers")


def test_steps_say_how_to_ask_and_what_helps_people_join() -> None:
    answer = routes(town(*way_in(), asks=(ask("team", "hub"),)), "Carers")
    first, last = answer.routes[0].steps
    assert first.how == "Ask Carers' Hub to introduce you"
    assert last.how == "Carers' Hub is trusted by Carers"
    assert (first.methods, first.supports) == ((), ())
    outline = town().outline
    methods, supports = outline.method_table, outline.support_table
    assert last.methods
    assert all("caring" not in methods[code].excludes for code in last.methods)
    assert last.supports
    assert all("caring" in supports[code].lifts for code in last.supports)
    assert answer.helps == tuple(supports[code].name for code in last.supports)
    assert last.supports[:2] == ("replacement-care", "childcare")
    assert "What often helps people join: " in answer.explain()


def test_words_hold_no_bare_chance() -> None:
    answer = routes(town(*way_in()), "carers")
    assert "0.8" not in answer.explain()
    assert "0.48" not in answer.explain()
    assert answer.explain().startswith(
        "We know one way to Carers.\n1. Ask Carers' Hub to introduce"
    )


def test_hidden_groups_come_with_the_question_that_finds_them() -> None:
    hidden = Group(
        id="carers",
        name="Hidden carers",
        hidden=True,
        finding_question="Do you look after someone?",
    )
    assert (
        '"Do you look after someone?"'
        in routes(town(*way_in(), groups=(hidden,)), "carers").explain()
    )


def test_a_map_where_no_team_has_a_link_says_so() -> None:
    answer = routes(town(way_in()[1]), "carers")
    assert answer.routes == ()
    assert answer.why == "nobody linked"
    assert "The team that asks has no link to anybody" in answer.explain()
    assert answer.to_frame().columns[0] == "rank"


def test_routes_to_all_names_every_group_and_why_some_have_none() -> None:
    gone = KeyWorker(id="gone", name="Former officer", until=TODAY - timedelta(days=1))
    busy = Organisation(id="busy", name="Busy hub", capacity=0)
    names = ("reached", "full", "avoided", "left", "far", "unlinked")
    groups = tuple(Group(id=name, name=name.title()) for name in names)
    store = town(
        *(link("team", "KNOWS", to) for to in ("hub", "busy", "gone", "club")),
        link("hub", "TRUSTED_BY", "reached"),
        link("busy", "TRUSTED_BY", "full"),
        link("gone", "TRUSTED_BY", "left"),
        link("club", "TRUSTED_BY", "avoided"),
        link("hub", "KNOWS", "last"),
        link("last", "TRUSTED_BY", "far"),
        organisations=(TEAM, HUB, CLUB, busy, Organisation(id="last", name="Last")),
        workers=(gone,),
        groups=groups,
    )
    answer = routes_to_all(store, avoid=("club",), max_hops=2)
    assert {row.group: row.why for row in answer.groups} == {
        "reached": None,
        "full": "all full",
        "avoided": "avoided",
        "left": "left the role",
        "far": "too far",
        "unlinked": "nobody linked",
    }
    assert {row.group for row in answer.routes} == {"reached", "full"}
    assert [row.group for row in answer.without] == ["avoided", "far", "left", "unlinked"]
    assert "We know no way yet to Unlinked" in answer.explain()
    frame = answer.to_frame()
    assert list(frame.columns[:3]) == ["group", "name", "chance"]
    assert len(frame) == len(groups)


def test_the_best_to_all_is_the_first_route_of_each() -> None:
    young = Group(id="young", name="Young carers", part_of=("carers",))
    store = town(*way_in(), link("hub", "TRUSTED_BY", "young"), groups=(CARERS, young))
    terms = route_search(store)
    for row in routes_to_all(store).groups:
        first = routes_in(terms, row.group, k=1).routes[0]
        assert (row.nodes, row.chance, row.state) == (first.nodes, first.chance, first.state)


def test_what_an_audience_may_not_see_leaves_words_that_read() -> None:
    answer = routes(town(*way_in()), "carers")
    bare = [r.model_copy(update=dict.fromkeys(type(r).model_fields)) for r in answer.routes]
    emptied = [r.model_copy(update={"steps": (), "nodes": (), "waits_for": ()}) for r in bare]
    assert answer.model_copy(update={"routes": tuple(emptied), "why": None}).explain()
    everything = routes_to_all(town(*way_in()))
    blank = {"steps": (), "nodes": (), "chance": None, "cost": None, "days": None}
    rows = tuple(row.model_copy(update=blank) for row in everything.groups)
    assert everything.model_copy(update={"groups": rows}).explain() is not None


@pytest.mark.parametrize(
    "terms",
    [
        {"k": 0},
        {"k": -1},
        {"k": True},
        {"k": 1.5},
        {"max_hops": 0},
        {"objective": "beauty"},
        {"max_cost": -1},
        {"max_cost": 40.001},
        {"max_cost": "40"},
        {"max_cost": True},
        {"max_days": -1},
        {"max_days": True},
        {"team": "hub"},
        {"avoid": ("team",)},
    ],
)
def test_terms_out_of_range_are_refused(terms: dict[str, object]) -> None:
    with pytest.raises(InputError) as caught:
        routes(town(*way_in()), "carers", **terms)  # type: ignore[arg-type]  # wrong on purpose
    assert str(caught.value)
    with pytest.raises(InputError, match="objective is one of chance, cost, days, not 'pareto'"):
        routes_to_all(town(*way_in()), objective="pareto")  # type: ignore[arg-type]  # the same
    with pytest.raises(InputError, match="max_cost is 0 or more, with two decimals at most, not"):
        routes(town(*way_in()), "carers", max_cost=-1)


@pytest.mark.parametrize("terms", [{"group": "carer"}, {"avoid": ("hbu",)}, {"team": "teem"}])
def test_unknown_names_are_refused_with_the_nearest(terms: dict[str, object]) -> None:
    with pytest.raises(UnknownNode) as caught:
        routes(town(*way_in()), **({"group": "carers"} | terms))  # type: ignore[arg-type]  # by name
    assert caught.value.nearest


@given(st.lists(st.sampled_from(["hub", "club", "far"]), min_size=0, max_size=6), st.randoms())
def test_the_order_of_rows_changes_no_answer(asked: list[str], random: object) -> None:
    far = Organisation(id="far", name="Far", capacity=1)
    links = [
        link("team", "KNOWS", "hub", trust=3, source="a"),
        link("team", "KNOWS", "hub", trust=2, source="b"),
        link("team", "KNOWS", "club", both_ways=True),
        link("hub", "KNOWS", "far"),
        link("far", "TRUSTED_BY", "carers"),
        link("club", "TRUSTED_BY", "carers", trust=1),
    ]
    asks = [ask("team", to, days_ago=place) for place, to in enumerate(asked)]
    before = routes(town(*links, asks=tuple(asks), organisations=(TEAM, HUB, CLUB, far)), "carers")
    random.shuffle(links)  # type: ignore[attr-defined]  # a random.Random
    random.shuffle(asks)  # type: ignore[attr-defined]
    after = routes(town(*links, asks=tuple(asks), organisations=(far, CLUB, TEAM, HUB)), "carers")
    assert after == before


def test_weights_order_chances_as_the_contract_rounds_them() -> None:
    store = town(*way_in())
    net = route_search(store).trust.network
    assert sorted(net.weight.tolist()) == sorted(round(-log(c) * 2**32) for c in (0.8, 0.6))
