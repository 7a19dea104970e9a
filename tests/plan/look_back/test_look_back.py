"""What plans promised, beside what is on record: in words and rows, in every kind of store."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import reachmap as rm
from builders import AS_OF, came, heads
from command_line import Command, command_of
from reachmap.plan.promise import Promise, promise_in
from rounds import next_round, village

START = date(2026, 3, 20)
PROMISE = Promise(date(2026, 3, 1), 6, 2, 9, 0.4, 145, 6.5, date(2026, 3, 2), START)


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Return a function that runs a command."""
    return command_of(capsys)


def sitting(**changes: Any) -> rm.Activity:
    """Return a sitting that a plan put on the map."""
    row: dict[str, Any] = {
        "id": "sitting",
        "name": "Focus group: Carers",
        "notes": f"By the window. {PROMISE.line} Tea at three.",
        "date": START,
        "groups": ("carers",),
        "records": ("carers",),
        "cost": 145,
        "staff_hours": 6.5,
    }
    return rm.Activity(**(row | changes))


def looked_back(*, activity: Mapping[str, Any] | None = None, **tables: Any) -> rm.LookBack:
    """Return the look back at one sitting."""
    return village(
        activities=[sitting(**(activity or {}))], attendance=came(), **tables
    ).look_back()


@pytest.mark.parametrize(
    ("people", "outcome"),
    [(0, "fewer"), (1, "fewer"), (2, "as promised"), (9, "as promised"), (10, "more")],
)
def test_who_came_is_held_against_the_range(people: int, outcome: str) -> None:
    answer = looked_back(turnout=heads(("sitting", "carers", people)))
    (row,) = answer.activities
    assert (row.came, row.outcome, row.expected, row.low, row.high) == (people, outcome, 6, 2, 9)
    assert f"{people} known to have come" in answer.explain()


def test_what_is_not_recorded_is_never_nobody() -> None:
    answer = looked_back(turnout=heads())
    (row,) = answer.activities
    assert (row.came, row.outcome) == (None, "not recorded")
    assert "Who came is not recorded." in answer.explain()
    assert "No ask for it is on record." in answer.explain()
    assert any("rows of attendance" in each for each in answer.missing)


def test_heads_of_nobody_in_particular_say_nothing_of_the_group() -> None:
    answer = looked_back(activity={"attended": 12}, turnout=heads())
    assert answer.activities[0].outcome == "not recorded"
    assert "Twelve people came; how many are of the group is not recorded." in answer.explain()


def test_a_day_to_come_is_to_come_and_a_moved_one_says_so() -> None:
    day = AS_OF + timedelta(20)
    answer = looked_back(activity={"date": day}, turnout=heads())
    assert answer.activities[0].outcome == "to come"
    assert answer.missing == ()
    assert f"It is {(day - START).days} days later than planned" in answer.explain()


def test_money_and_hours_are_told_where_they_changed() -> None:
    assert "It cost" not in looked_back(turnout=heads()).explain()
    words = looked_back(activity={"cost": 160, "staff_hours": 9}, turnout=heads()).explain()
    assert "It cost £160; £145 was planned." in words
    assert "Staff hours it took: 9; planned: 6.5." in words


def test_asks_have_their_outcomes() -> None:
    ask = {"date": date(2026, 3, 3), "from": "team", "to": "nurse", "activity": "sitting"}
    asks = [{**ask, "group": "carers", "outcome": "passed-on"}, {**ask, "date": date(2026, 3, 9)}]
    rows = rm.Ledger.of(rm.Ask, [rm.Ask.model_validate(each) for each in asks])
    answer = looked_back(turnout=heads(), asks=rows)
    (row,) = answer.activities
    assert (row.asks, row.answered, row.passed_on) == (2, 1, 1)
    assert row.asked_on == date(2026, 3, 3)
    assert (
        "2 asks for it, planned or made, on record from 3 March 2026 on: 1 passed on and 1 without "
        "an outcome on record." in answer.explain()
    )


@pytest.mark.parametrize("form", ["town.xlsx", "town.db"])
def test_a_committed_plan_is_looked_back_at(tmp_path: Path, form: str, command: Command) -> None:
    target = tmp_path / form
    here = village()
    here.write(target)
    plan = next_round(here)
    rm.commit(target, plan)
    with rm.open(target) as now:
        rows = now.look_back().activities
    promised = sorted((a.start, a.group, round(a.expected, 1), a.cost) for a in plan.actions)
    assert [(r.planned_start, r.group, r.expected, r.planned_cost) for r in rows] == promised
    assert {row.outcome for row in rows} == {"to come"}
    assert sum(row.asks for row in rows) == sum(len(action.asked) for action in plan.actions)
    answer = command("plan", target, "--look-back")
    assert answer.code == 0
    assert "still to come" in answer.out + answer.err


def test_a_map_without_plans_says_so_and_a_plan_needs_its_terms(
    tmp_path: Path, command: Command
) -> None:
    village().write(tmp_path / "town.json")
    answer = command("plan", tmp_path / "town.json", "--look-back")
    assert "No plan on this map to look back at" in answer.out + answer.err
    answer = command("plan", tmp_path / "town.json", "--budget", "5")
    assert answer.code == 2
    assert "--look-back" in answer.err


def test_notes_that_only_look_like_a_promise_are_none() -> None:
    assert promise_in(None) is None
    assert promise_in("Planned on 2026-03-31: tea.") is None
    assert promise_in(PROMISE.line.replace("2026-03-01", "2026-13-01")) is None
    assert promise_in(PROMISE.line) == PROMISE
