"""The next round on whole maps: limits kept, the worst served first, reasons in words."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

import reachmap as rm
from builders import AS_OF, came
from reachmap.analysis.snapshot import Snapshot
from reachmap.plan.round.candidates import candidates, scarce, useful
from reachmap.plan.round.room import Room
from reachmap.plan.round.words import words_of_proof
from rounds import BY, FAIR, asks, next_round, village


def test_a_plan_keeps_to_money_hours_days_and_room() -> None:
    plan = next_round(village())
    assert plan.status == "optimal"
    assert sum(action.cost for action in plan.actions) <= 1000
    assert sum(action.staff_hours for action in plan.actions) <= 20
    assert plan.actions
    for action in plan.actions:
        assert AS_OF <= action.ask_by <= action.start <= BY
        assert action.ask_by.weekday() < 5
        assert action.ask_by <= action.latest
    asked = [id_ for action in plan.actions for id_ in action.asked]
    assert asked.count("nurse") <= 2
    assert asked.count("club") <= 3


def test_carers_are_offered_replacement_care_wherever_people_come_together() -> None:
    plan = next_round(village(), groups=["carers"])
    together = [action for action in plan.actions if action.come > 1]
    assert together
    for action in together:
        assert "replacement-care" in action.supports
        care = next(item.cost for item in action.items if item.name == "Replacement care")
        assert care >= 45
        assert "What we offer those who join: Replacement care" in action.brief()
        assert action.venue == "Village hall"


def test_whoever_is_full_is_asked_on_the_day_they_have_room() -> None:
    here = village(asks=asks(("nurse", "students", 60), ("nurse", "students", 50)))
    plan = next_round(here, groups=["carers"])
    free = AS_OF - timedelta(60) + timedelta(91)
    assert {action.ask_by for action in plan.actions} == {free}
    assert len(plan.actions) == 1


def test_a_group_asked_about_often_enough_rests() -> None:
    here = village(asks=asks(*[("club", "carers", ago) for ago in (10, 9, 8)]))
    with pytest.raises(rm.InfeasiblePlan, match=r"no action can take place by 20 June 2026"):
        next_round(here, groups=["carers"], by=date(2026, 6, 20))


def test_at_most_so_many_asks_of_anybody() -> None:
    free = next_round(village(), budget=9000, staff_hours=200)
    few = next_round(village(), budget=9000, staff_hours=200, max_asks=1)
    count = [[id_ for a in plan.actions for id_ in a.asked].count("club") for plan in (free, few)]
    assert count == [3, 1]
    rooms = [Room(Snapshot(village().store), BY, max_asks=most) for most in (None, 1, 9)]
    assert [room.of_node("club").asks for room in rooms] == [3, 1, 3]


def test_what_is_planned_already_counts_and_who_has_no_way_in_is_named() -> None:
    plan = next_round(village())
    veterans = next(row for row in plan.groups if row.group == "veterans")
    assert "no way in is on the map" in veterans.takes
    assert "Veterans" in plan.explain()
    planned = rm.Activity(
        id="tea",
        name="Tea",
        date=date(2026, 5, 5),
        method="focus-group",
        groups=("carers",),
        invited=40,
    )
    more = next_round(village(activities=[FAIR, planned]))
    carers = next(row for row in more.groups if row.group == "carers")
    assert carers.before == pytest.approx(1 + 40 * 0.25 * 0.25)


def test_a_group_without_a_population_lacks_ten_while_nobody_is_known() -> None:
    groups = [
        rm.Group(id="carers", name="Carers"),
        rm.Group(id="students", name="Students", population=300),
    ]
    plan = next_round(village(groups=groups, attendance=came()))
    carers = next(row for row in plan.groups if row.group == "carers")
    assert (carers.fair_share, carers.assumed_share) == (10, True)
    assert "ten people are taken to be a fair share" in plan.explain()


def test_no_best_plan_needs_an_action_that_was_left_out() -> None:
    here = village()
    snapshot = Snapshot(here.store)
    room = Room(snapshot, BY)
    every = candidates(snapshot, snapshot.outline.groups, level="engagement", room=room).actions
    retained = {each.id for each in useful(every, room)}
    few = scarce(every, room)
    for each in every:
        if each.id in retained:
            continue
        better = [
            other
            for other in every
            if other.id != each.id
            and other.group.id == each.group.id
            and other.expected >= each.expected
            and other.cost <= each.cost
            and other.hours <= each.hours
            and few.intersection(other.asked) <= few.intersection(each.asked)
        ]
        assert len(better) >= room.of_group(each.group.id).asks


def test_co_production_goes_through_a_key_worker_and_no_talk_with_one() -> None:
    plan = next_round(village(), level="co-production")
    assert {action.group for action in plan.actions} == {"carers"}
    assert min(action.come for action in plan.actions) > 1
    assert "front-line staff" in plan.explain()


def test_anything_but_engagement_takes_place_before_the_decision() -> None:
    plan = next_round(village(), level="consultation", decided_on=date(2026, 5, 15))
    assert max(action.start for action in plan.actions) <= date(2026, 5, 15)
    with pytest.raises(rm.InputError, match="takes place before the decision"):
        next_round(village(), level="co-design", decided_on=AS_OF)


def test_fixed_and_forbidden_actions_and_floors_are_kept() -> None:
    first = next_round(village())
    name = first.actions[0].action
    assert name not in {a.action for a in next_round(village(), forbidden=[name]).actions}
    other = next(a.action for a in next_round(village(), forbidden=[name]).actions)
    assert other in {a.action for a in next_round(village(), fixed=[other]).actions}
    floor = next_round(village(), floors={"Students": 4})
    students = next(row for row in floor.groups if row.group == "students")
    assert students.expected >= 4


def test_the_same_input_has_the_same_plan() -> None:
    assert next_round(village()).to_dict() == next_round(village()).to_dict()


def test_ranges_hold_what_is_expected() -> None:
    plan = next_round(village(), fairness="total")
    assert plan.price_of_fairness is None
    for row in plan.groups:
        assert row.low <= row.after <= row.high
        assert row.before <= row.low + 1e-9
    for action in plan.actions:
        assert action.low <= action.expected <= action.high


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "a budget below 0": ({"budget": -1}, "budget is 0 or more"),
    "hours below 0": ({"staff_hours": -1}, "staff_hours is 0 or more"),
    "a day gone by": ({"by": date(2026, 3, 31)}, "a plan is for a day after 31 March 2026"),
    "an unknown level": ({"level": "chat"}, "level is one of engagement"),
    "an unknown fairness": ({"fairness": "mine"}, "fairness is one of leximin, total"),
    "no time": ({"time_limit_s": 0}, "time_limit_s is more than 0"),
    "an unknown group": ({"groups": ["nobody"]}, "no single group goes by"),
    "a floor for others": ({"groups": ["carers"], "floors": {"students": 1}}, "not among the"),
    "a floor below 0": ({"floors": {"carers": -1}}, "the floor for 'Carers' is a number"),
    "no action of the name": ({"fixed": ["dance"]}, "no action goes by 'dance'"),
    "no asks": ({"max_asks": 0}, "max_asks is a whole number"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_has_one_plain_sentence(name: str) -> None:
    terms, message = BAD[name]
    with pytest.raises(rm.InputError, match=message):
        next_round(village(), **terms)


NONE: dict[str, tuple[dict[str, Any], str, str]] = {
    "no money": ({"budget": 0}, "no action fits within no cost", r"Allow £\d+ more"),
    "no hours": ({"staff_hours": 1}, "no action fits", r"Allow 1 staff hour more$"),
    "no days": ({"by": date(2026, 4, 2)}, "no action can take place by", r"Plan for .+ later"),
    "no way in": ({"groups": ["veterans"]}, "no action can be planned: Veterans", "reachmap links"),
    "floors beyond the hours": (
        {"floors": {"carers": 3, "students": 6}, "staff_hours": 10},
        "no plan keeps to the floors",
        r"Allow [\d.]+ staff hours more",
    ),
    "floors beyond everything": (
        {"floors": {"students": 500}},
        "no plan keeps to the floors",
        r"Ask for at least \d+ of Students instead of 500",
    ),
}


@pytest.mark.parametrize("name", NONE)
def test_where_there_is_no_plan_the_smallest_change_is_said(name: str) -> None:
    terms, message, relax = NONE[name]
    with pytest.raises(rm.InfeasiblePlan, match=message) as caught:
        next_round(village(), **terms)
    assert caught.value.relax
    assert re.search(relax, str(caught.value))


PROOFS: dict[str, tuple[int | None, float, float, tuple[str, ...]]] = {
    "some settled": (
        48,
        0.2,
        0.205,
        (
            "Worked out so far: by these guesses no other choice of the actions weighed serves the "
            "48 groups served worst better.",
            "The one after them might be served at most 2.5% better by another plan.",
        ),
    ),
    "none settled": (
        0,
        0.2,
        0.25,
        ("The worst served might be served at most 25% better by another plan.",),
    ),
    "nothing yet": (0, 0.0, 0.3, ("How much better another plan might be is not known.",)),
    "all settled": (
        5,
        0.2,
        0.2,
        (
            "Worked out so far: by these guesses no other choice of the actions weighed serves the "
            "5 groups served worst better.",
            "Whether a plan as fair brings more people, or costs less, is not known.",
        ),
    ),
    "the most people": (None, 50, 60, ("Another plan might bring at most 20% more people.",)),
}


@pytest.mark.parametrize("name", PROOFS)
def test_what_is_proved_of_a_plan_is_said_and_what_is_not(name: str) -> None:
    settled, objective, bound, wanted = PROOFS[name]
    first, *said = words_of_proof("time limit", settled=settled, objective=objective, bound=bound)
    assert first == "This is the best plan that came up in the time allowed."
    assert tuple(said) == wanted


def test_others_see_no_plan() -> None:
    from reachmap.release import release

    shown = release(next_round(village()), audience="public").content
    assert shown.explain() == "This answer is for the team alone."
    assert shown.rows() == ()
