"""What we have asked: against a slow reading of the contract, and in words."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings

import reachmap as rm
from amounts import some_of
from builders import AS_OF, came
from oracles import within
from reachmap.analysis.burden.words import ASKED_A_LOT
from strategies import made_up, maps

TALKING = {"own", "for-someone", "representative"}
QUARTER = timedelta(days=91)
TEAM = rm.Organisation(id="team", name="Engagement team", team=True)


def events(town: rm.StakeholderMap, node: str) -> list[date]:
    """Return the days on which a node was asked or came; an ask and its coming once."""
    asks = [a for a in town.asks if a.to == node and within_quarter(a.date)]
    named = {a.activity for a in asks}
    unasked = [day for activity, day in comings(town, node) if activity not in named]
    return sorted([*(a.date for a in asks), *unasked])


def comings(town: rm.StakeholderMap, node: str) -> list[tuple[str, date]]:
    """Return the activities of the quarter at which a node talked, and their days."""
    dates = {activity.id: activity.date for activity in town.activities}
    came_to = [
        row.activity for row in town.attendance if row.voice == node and row.speaking in TALKING
    ]
    days = ((activity, dates[activity]) for activity in came_to)
    return [(activity, day) for activity, day in days if day and within_quarter(day)]


def employer_of(town: rm.StakeholderMap, node: Any) -> rm.Organisation | None:
    """Return the organisation where a worker works, if it was asked in the quarter."""
    where = node.organisation if isinstance(node, rm.KeyWorker) else None
    if where is None or where in town.teams or not events(town, where):
        return None
    return next(each for each in town.organisations if each.id == where)


def about_group(town: rm.StakeholderMap, group: str) -> list[date]:
    return sorted(a.date for a in town.asks if a.group == group and within_quarter(a.date))


def within_quarter(day: date) -> bool:
    return AS_OF - QUARTER < day <= AS_OF


def first_free(days: list[date], capacity: int, *, rest: date | None) -> date | None:
    """Return the first day with room, looked for day by day."""
    if capacity == 0:
        return None
    day = AS_OF
    while sum(day - QUARTER < each <= day for each in days) >= capacity or (rest and day < rest):
        day += timedelta(days=1)
    return day


@settings(max_examples=some_of(80, usual=25), suppress_health_check=list(HealthCheck))
@example(town=made_up(185146))
@given(town=maps())
def test_every_row_is_what_the_contract_says(town: rm.StakeholderMap) -> None:
    answer = rm.ReachMap.of(town).burden()
    found = {row.node: row for row in answer.asked}
    kinds = ("voices", "champions", "workers", "organisations", "channels", "groups")
    for table in kinds:
        for node in getattr(town, table):
            kind = type(node).kind
            days = about_group(town, node.id) if kind == "group" else events(town, node.id)
            row = found.pop(node.id, None)
            where = employer_of(town, node)
            if where and (row or node.until is None or node.until >= AS_OF):
                assert row is not None
                assert row.employer == where.name
                assert row.employer_asked == len(events(town, where.id))
            elif row is not None:
                assert (row.employer, row.employer_asked) == (None, None)
            if row is not None and not days:
                assert (row.asked, row.load, row.last_asked, row.over_asked) == (0, 0, None, False)
                assert where
                continue
            if node.id in town.teams or (row is None and not days):
                assert row is None
                continue
            assert row is not None
            assert (row.kind, row.load) == (kind, len(days))
            known = getattr(node, "capacity", None)
            assert (row.capacity, row.basis) == (
                (3, "assumed") if known is None else (known, "known")
            )
            assert row.over_asked == (len(days) > (row.capacity or 0))
            # Who is asked early and comes later rests from the day they came, counted once.
            last = max(days[-1:] + [day for _, day in comings(town, node.id)])
            rest = last + timedelta(days=90) if kind == "voice" else None
            assert row.free_on == first_free(days, row.capacity or 0, rest=rest)
            assert row.last_asked == last
    assert found == {}
    assert [row.load for row in answer.asked] == sorted(
        (row.load or 0 for row in answer.asked), reverse=True
    )


@settings(max_examples=some_of(80, usual=25), suppress_health_check=list(HealthCheck))
@given(town=maps())
def test_those_who_share_most_groups_and_were_asked_least_could_come_instead(
    town: rm.StakeholderMap,
) -> None:
    answer = rm.ReachMap.of(town).burden()
    over = {row.node for row in answer.asked if row.over_asked}
    over |= {row.node for row in answer.asked if row.kind != "voice" and row.free_on != AS_OF}
    over |= {each.id for each in town.champions if each.capacity == 0}
    load = {row.node: row.load or 0 for row in answer.asked}
    own = {each.id: {*each.groups} for each in town.voices}
    own |= {each.id: {*each.groups} for each in town.champions}
    wide = {
        id_: {g.id for g in town.groups if within(town, g.id) & groups}
        for id_, groups in own.items()
    }
    gone = {c.id for c in town.champions if c.until is not None and c.until < AS_OF}
    for row in answer.asked:
        if row.kind in {"voice", "champion"}:
            others = [
                id_
                for id_, groups in wide.items()
                if groups & wide[row.node] and id_ not in over | gone | {row.node}
            ]
            others.sort(key=lambda id_: (-len(wide[id_] & wide[row.node]), load.get(id_, 0), id_))
            assert list(row.alternates) == others[:3]
        assert not over & {*row.alternates}


def borough(**changes: Any) -> rm.ReachMap:
    """Return a team, two ways to carers and one to students, and whom it asked how often."""
    asks = [rm.Ask(date=date(2026, 3, day), from_="team", to="hub") for day in (1, 2, 3, 4)]
    asks += [rm.Ask(date=date(2026, 1, 5), from_="team", to="clinic")]
    tables: dict[str, Any] = {
        "about": rm.About(as_of=AS_OF),
        "organisations": [
            TEAM,
            rm.Organisation(id="hub", name="Carers' Hub", capacity=3),
            rm.Organisation(id="clinic", name="Clinic", capacity=5),
            rm.Organisation(id="choir", name="Choir"),
        ],
        "groups": [
            rm.Group(id="carers", name="Carers"),
            rm.Group(id="students", name="Students"),
        ],
        "links": [
            rm.Link(from_="team", type="KNOWS", to=to, chance=0.9)
            for to in ("hub", "clinic", "choir")
        ]
        + [
            rm.Link(from_="hub", type="TRUSTED_BY", to="carers", chance=0.9),
            rm.Link(from_="hub", type="TRUSTED_BY", to="students", chance=0.9),
            rm.Link(from_="clinic", type="TRUSTED_BY", to="carers", chance=0.4),
            rm.Link(from_="choir", type="TRUSTED_BY", to="carers", chance=0.5),
        ],
        "asks": rm.Ledger.of(rm.Ask, asks),
        "assumptions": rm.Assumptions.of([("undated_days", 0)]),
    }
    return rm.ReachMap.of(rm.StakeholderMap(**(tables | changes)))


def test_who_has_another_way_could_help_instead_and_what_is_lost_is_told() -> None:
    hub = borough().burden().asked[0]
    assert (hub.node, hub.asked, hub.over_asked) == ("hub", 4, True)
    assert hub.free_on == date(2026, 3, 2) + QUARTER
    assert hub.alternates == ("choir", "clinic")
    assert [(cost.group, cost.lost) for cost in hub.rest_costs] == [
        ("students", True),
        ("carers", False),
    ]
    assert borough().burden().sentences()[1:] == (
        "Carers' Hub: asked too often, 4 times in the quarter; they can manage 3. Free again from "
        "1 June 2026. Who else could help: Choir, Clinic. While they rest we know no other "
        "introduction to Students. While they rest it is harder to reach Carers (some introduction "
        "works, we guess, 92 times of 100 before, 63 after).",
        "Thank them; let them rest.",
    )


@pytest.mark.parametrize("made", [rm.demo, borough])
def test_what_rest_costs_is_what_a_what_if_says_of_those_without_room_now(
    made: Callable[[], rm.ReachMap],
) -> None:
    desk = made()
    answer = desk.burden()
    told = {row.node: row.rest_costs for row in answer.asked if row.rest_costs}
    full = {row.node for row in answer.asked if row.free_on != answer.until}
    assert told
    assert {*told} <= full
    for node, costs in told.items():
        after = {row.group: row for row in desk.what_if(remove=[node], keep_staff=True).changed}
        harder = {id_ for id_, row in after.items() if row.lost or row.change < -0.005}
        assert {cost.group for cost in costs} == harder
        for cost in costs:
            assert (cost.lost, cost.chance_after) == (
                after[cost.group].lost,
                after[cost.group].chance_after,
            )


def test_of_more_than_there_is_time_for_the_number_worked_out_is_told() -> None:
    bodies = [rm.Organisation(id=f"o{n:02}", name=f"Body {n}", capacity=1) for n in range(40)]
    links = [rm.Link(from_="team", type="KNOWS", to=body.id) for body in bodies]
    links += [rm.Link(from_=body.id, type="TRUSTED_BY", to="carers") for body in bodies]
    asks = [rm.Ask(date=AS_OF, from_="team", to=body.id) for body in bodies]
    answer = borough(
        organisations=[TEAM, *bodies], links=links, asks=rm.Ledger.of(rm.Ask, asks)
    ).burden()
    assert sum(bool(row.rest_costs) for row in answer.asked) == 0
    assert "was worked out for the 30 asked most, of 40 without room" in answer.missing[-1]


def test_who_is_asked_too_often_is_never_named_to_help() -> None:
    asks = [
        rm.Ask(date=date(2026, 3, day), from_="team", to=to)
        for to in ("hub", "choir")
        for day in (1, 2, 3, 4)
    ]
    rows = {row.node: row for row in borough(asks=rm.Ledger.of(rm.Ask, asks)).burden().asked}
    assert rows["hub"].alternates == ("clinic",)


def test_an_ask_and_the_coming_it_led_to_count_once() -> None:
    people: dict[str, Any] = {
        "voices": [rm.Voice(id="v1", name="v1"), rm.Voice(id="v2", name="v2")],
        "activities": [
            rm.Activity(id="a", name="A", date=date(2026, 3, 9)),
            rm.Activity(id="b", name="B", date=date(2026, 3, 20)),
        ],
        "attendance": came(("v1", "a"), ("v1", "b"), ("v2", "b")),
        "asks": rm.Ledger.of(
            rm.Ask, [rm.Ask(date=date(2026, 3, 1), from_="team", to="v1", activity="a")]
        ),
    }
    rows = {row.node: row for row in borough(**people).burden().asked}
    assert (rows["v1"].asked, rows["v1"].came, rows["v1"].load) == (1, 2, 2)
    assert rows["v1"].free_on == date(2026, 3, 20) + timedelta(days=90)
    assert (rows["v2"].asked, rows["v2"].came, rows["v2"].load) == (0, 1, 1)


def test_rest_may_be_longer_than_the_quarter() -> None:
    people: dict[str, Any] = {
        "voices": [rm.Voice(id="v1", name="v1")],
        "activities": [rm.Activity(id="a", name="A", date=date(2026, 1, 9))],
        "attendance": came(("v1", "a")),
        "assumptions": rm.Assumptions(rest_days=200),
    }
    row = next(row for row in borough(**people).burden().asked if row.node == "v1")
    assert row.free_on == date(2026, 1, 9) + timedelta(days=200)


def test_a_longer_rest_changes_no_load_of_the_quarter() -> None:
    people: dict[str, Any] = {
        "voices": [rm.Voice(id="v1", name="v1")],
        "activities": [rm.Activity(id="a", name="A", date=date(2026, 1, 9))],
        "attendance": came(("v1", "a")),
        "asks": rm.Ledger.of(
            rm.Ask, [rm.Ask(from_="team", to="v1", date=date(2025, 12, 15), activity="a")]
        ),
    }
    for rest in (90, 200):
        usual = rm.Assumptions(rest_days=rest)
        rows = borough(**people, assumptions=usual).burden().asked
        row = next(row for row in rows if row.node == "v1")
        assert (row.asked, row.came, row.load) == (0, 1, 1)


OFFICER = rm.KeyWorker(id="officer", name="Carers' officer", organisation="hub")


def test_asks_to_an_organisation_stand_beside_those_who_work_there() -> None:
    gone = OFFICER.model_copy(update={"id": "gone", "until": AS_OF - timedelta(1)})
    rows = {row.node: row for row in borough(workers=[OFFICER, gone]).burden().asked}
    row = rows["officer"]
    assert (row.asked, row.load, row.last_asked, row.free_on) == (0, 0, None, AS_OF)
    assert (row.employer, row.employer_asked) == ("Carers' Hub", 4)
    assert not row.over_asked
    assert "gone" not in rows


def test_the_words_on_a_worker_without_room_name_the_asks_to_where_they_work() -> None:
    asks = [rm.Ask(date=date(2026, 3, 5), from_="team", to="hub")]
    asks += [rm.Ask(date=date(2026, 3, day), from_="team", to="officer") for day in (6, 7)]
    worker = OFFICER.model_copy(update={"capacity": 2})
    here = borough(workers=[worker], asks=rm.Ledger.of(rm.Ask, asks)).burden()
    assert (
        "Carers' officer: asked twice in the quarter, as often as they can manage. Carers' Hub, "
        "where they work, was asked once. Free again from 5 June 2026."
    ) in here.explain()


def test_only_so_many_rows_are_given_and_the_most_asked_first() -> None:
    first, every = borough().burden(n=1), borough().burden()
    assert [row.node for row in first.asked] == ["hub"]
    assert first.sentences()[1] == f"This is the one asked most, of {len(every)} in all."
    assert borough().burden(n=len(every)) == every
    assert "asked most, of" not in every.explain()
    with pytest.raises(rm.InputError, match="n is a whole number, 1 or more"):
        borough().burden(n=0)


def test_asks_of_other_bodies_are_not_told_as_our_own() -> None:
    ask = rm.Ask(date=date(2026, 3, 2), from_="clinic", to="hub")
    answer = borough(asks=rm.Ledger.of(rm.Ask, [ask])).burden()
    assert [(row.node, row.asked) for row in answer.asked if row.asked] == [("hub", 1)]
    assert answer.sentences()[0] == (
        "The asks on our record from 31 December 2025 to 31 March 2026; what else was asked of "
        "the same people we do not know."
    )
    assert "our own asks" not in ASKED_A_LOT.lead


def test_without_asks_it_says_which_table_would_tell() -> None:
    answer = borough(asks=rm.Ledger.of(rm.Ask, [])).burden()
    assert answer.asked == ()
    assert "add those you made to 'asks'" in answer.explain()


def test_the_frame_is_the_contracts() -> None:
    assert list(borough().burden().to_frame().columns) == [
        *("node", "name", "kind", "asked", "came", "capacity", "basis"),
        *("over_asked", "last_asked", "free_on", "alternates"),
    ]
