"""Several rounds: money and hours are shared, and nobody is asked more than they can manage."""

from collections import defaultdict
from datetime import date, timedelta

import pytest

import reachmap as rm
from builders import AS_OF
from rounds import next_round, village

YEAR = AS_OF + timedelta(360)
QUARTER = timedelta(91)


def test_the_same_people_are_asked_again_only_once_they_have_rested() -> None:
    here = village()
    once = next_round(here, by=YEAR, budget=5000, staff_hours=80)
    plan = next_round(here, by=YEAR, budget=5000, staff_hours=80, rounds=4)
    assert plan.status == "optimal"
    assert len(plan.rounds) == 4
    assert plan.expected > once.expected
    days = defaultdict(list)
    for action in plan.actions:
        for id_ in action.asked:
            days[id_].append(action.ask_by)
    for id_, most in (("nurse", 2), ("club", 3)):
        assert len(days[id_]) > most
        for day in days[id_]:
            assert sum(day - QUARTER < other <= day for other in days[id_]) <= most
    assert "In 4 rounds" in plan.explain()
    assert "by these guesses each round is the best for itself" in plan.explain()


def test_rounds_share_the_money_the_hours_and_the_days() -> None:
    plan = next_round(village(), by=YEAR, budget=700, staff_hours=24, rounds=3)
    assert (plan.cost or 0) <= 700
    assert (plan.hours or 0) <= 24
    assert [(end - AS_OF).days for end in plan.rounds] == [120, 240, 360]
    left, hours, before = 700.0, 24.0, AS_OF
    for number, end in enumerate(plan.rounds):
        mine = [action for action in plan.actions if before < action.start <= end]
        assert all(before < action.ask_by for action in mine) or not number
        assert sum(action.cost for action in mine) <= left / (3 - number) + 0.01
        assert sum(action.staff_hours for action in mine) <= hours / (3 - number) + 1e-6
        left -= sum(action.cost for action in mine)
        hours -= sum(action.staff_hours for action in mine)
        before = end
    for row in plan.groups:
        assert row.low <= row.after <= row.high
        assert row.after == pytest.approx(row.before + row.expected)
    served = sum(row.expected for row in plan.groups)
    assert served == pytest.approx(plan.expected)


def test_a_round_in_which_nothing_is_possible_is_named() -> None:
    plan = next_round(village(), by=AS_OF + timedelta(40), rounds=3)
    assert plan.rounds == (date(2026, 4, 13),)
    named = [line for line in plan.missing if line.startswith("Nothing is planned for the round")]
    assert [line.partition(":")[0] for line in named] == [
        "Nothing is planned for the round up to 26 April 2026",
        "Nothing is planned for the round up to 10 May 2026",
    ]
    with pytest.raises(rm.InfeasiblePlan):
        next_round(village(), by=AS_OF + timedelta(4), rounds=2)


def test_what_makes_no_sense_with_several_rounds_is_refused() -> None:
    here = village()
    with pytest.raises(rm.InputError, match="one round"):
        next_round(here, rounds=2, floors={"carers": 1})
    with pytest.raises(rm.InputError, match="rounds is a whole number"):
        next_round(here, rounds=0)
    with pytest.raises(rm.InputError, match="take a day each"):
        next_round(here, rounds=9, by=AS_OF + timedelta(3))


def test_the_whole_spread_is_committed_at_once() -> None:
    here = village()
    plan = next_round(here, by=date(2027, 3, 1), rounds=3, staff_hours=40)
    rows = plan.rows_for(here.stakeholders)
    assert len(rows["activities"]) == len(plan.actions)
    assert len({getattr(row, "id", "") for row in rows["activities"]}) == len(plan.actions)
