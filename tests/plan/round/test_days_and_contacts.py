"""Working days and public holidays; who to turn to at a body, by role, or nobody known there."""

import sys
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import reachmap as rm
from builders import AS_OF
from reachmap.io import write_answer
from reachmap.model.assumptions import problem_of
from reachmap.plan.round.answer import Plan
from reachmap.plan.round.working_days import WorkingDays
from reachmap.release import release
from reachmap.view.parts.plan import plan_part
from reachmap.view.report.document import Paragraph
from reachmap.view.report.plan import plan_blocks
from rounds import asks, links, next_round, village

ENGLAND_2026 = {
    *(date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25)),
    *(date(2026, 8, 31), date(2026, 12, 25), date(2026, 12, 28)),
}
"""Bank holidays from Monday to Friday, as the government lists them."""


def test_the_bank_holidays_of_a_year_are_no_working_days() -> None:
    pytest.importorskip("holidays")
    plain, england = WorkingDays(), WorkingDays("GB-ENG")
    year = [date(2026, 1, 1) + timedelta(days) for days in range(365)]
    assert {d for d in year if plain.first_from(d) == d != england.first_from(d)} == ENGLAND_2026
    for day, days in product(year, (plain, england)):
        first, last = days.first_from(day), days.last_until(day)
        assert last <= day <= first
        assert {first.weekday(), last.weekday()} <= set(range(5))


def test_nothing_is_asked_or_begun_on_a_bank_holiday_that_the_map_knows() -> None:
    pytest.importorskip("holidays")
    full = asks(("nurse", "students", 57), ("nurse", "students", 50))  # room on 4 May
    unknown = next_round(village(asks=full), groups=["carers"])
    known = next_round(
        village(asks=full).with_assumptions(public_holidays="GB-ENG"), groups=["carers"]
    )
    assert {action.ask_by for action in unknown.actions} == {date(2026, 5, 4)}
    assert {action.ask_by for action in known.actions} == {date(2026, 5, 5)}
    assert not ENGLAND_2026 & {d for a in known.actions for d in (a.start, a.latest)}
    assert "Public holidays are not known to us: move what falls on one" in unknown.explain()
    assert "are working days; public holidays (GB-ENG) are left out." in known.explain()
    assert known.public_holidays == "GB-ENG"


def test_the_last_day_to_ask_is_early_enough_to_begin_on_a_working_day_in_time() -> None:
    friday = date(2026, 5, 15)
    plans = [next_round(village(), by=friday + timedelta(days)) for days in range(3)]
    latest = [{a.action: a.latest for a in plan.actions} for plan in plans]
    assert latest[0] == latest[1] == latest[2]
    for action, day in latest[0].items():
        asked = next_round(village(), by=friday, fixed=[action], as_of=day)
        assert all(a.start <= friday for a in asked.actions)
        after = WorkingDays().first_from(day + timedelta(1))
        with pytest.raises(rm.InfeasiblePlan):
            next_round(village(), by=friday, fixed=[action], as_of=after)


def test_holidays_of_nobody_known_are_refused() -> None:
    assert problem_of("public_holidays", "GB-SCT") is None
    assert problem_of("public_holidays", "unknown") is None
    for wrong in ("England", "gb", "GB-", "", 7):
        assert problem_of("public_holidays", wrong)
    pytest.importorskip("holidays")
    with pytest.raises(rm.InputError, match="as GB-ENG, not 'XX'"):
        next_round(village().with_assumptions(public_holidays="XX"))


def test_without_the_extra_a_plan_is_made_and_says_that_holidays_are_not_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    full = asks(("nurse", "carers", 57), ("nurse", "carers", 57))
    here = village(asks=full).with_assumptions(public_holidays="GB-ENG")
    plan = next_round(here, groups=["carers"])
    assert {action.ask_by for action in plan.actions} == {date(2026, 5, 4)}
    assert (plan.public_holidays, plan.holidays_are_known) == ("GB-ENG", False)
    lines = plan.sentences()
    first = next(n for n, line in enumerate(lines) if line.startswith("Monday 4 May 2026"))
    assert (
        "Public holidays (GB-ENG) are not known here: install `reachmap[calendar]`, or check each "
        "day by a calendar and move what falls on one." in lines[:first]
    )
    assert "(GB-ENG) are left out" not in plan.explain()
    (paper,) = (
        block.text
        for block in plan_blocks(plan)
        if isinstance(block, Paragraph) and "public holidays" in block.text
    )
    assert "public holidays are not known to us" in paper


def plan_with(*workers: rm.KeyWorker, **changes: Any) -> Plan:
    """Return the plan for students, who are led to through the youth club."""
    nurse = rm.KeyWorker(id="nurse", name="District nurse", capacity=2)
    return next_round(village(workers=[nurse, *workers], **changes), groups=["students"])


def worker(name: str, **more: Any) -> rm.KeyWorker:
    """Return a worker of the youth club."""
    return rm.KeyWorker(id=name.lower(), name=name, organisation="club", **more)


def test_at_a_body_the_roles_on_the_map_are_named() -> None:
    plan = plan_with(
        worker("Manager"), worker("Coach"), worker("Caretaker", until=AS_OF - timedelta(1))
    )
    for action in plan.actions:
        assert (action.at, action.contacts) == ("Youth club", ("Coach", "Manager"))
        assert action.contact == "At Youth club, turn to Coach or Manager."
        assert action.contact in plan.explain()
    letter = plan.brief().split("\n\n")[0].split("\n")
    assert letter[0] == "To: Youth club"
    assert letter[-1] == (
        "[For you, not to send: write on Tuesday 31 March 2026; add what it is about, "
        "which no map holds, and sign it. At Youth club, turn to Coach or Manager.]"
    )
    part = plan_part(plan)
    assert part is not None
    assert part.to_do.rows[0][1].text == "Youth club (Coach or Manager)"
    assert "The map is not for e-mail addresses and telephone numbers" in plan.explain()


def test_where_nobody_is_on_the_map_nobody_is_made_up() -> None:
    plan = plan_with()
    assert {action.contact for action in plan.actions} == {
        "The map has nobody at Youth club to turn to on that day: ring the front desk, and write "
        "down who you speak to."
    }
    part = plan_part(plan)
    assert part is not None
    assert part.to_do.rows[0][1].text == "Youth club (front desk)"
    assert "contact" in plan.to_frame().columns


def test_who_has_been_asked_enough_is_not_turned_to() -> None:
    plan = plan_with(worker("Coach", capacity=1), asks=asks(("coach", "carers", 5)))
    assert {action.contacts for action in plan.actions} == {()}
    assert {action.contact for action in plan.actions} == {
        "Whoever works at Youth club and is on the map rests for now: ring the front desk, and "
        "write down who you speak to."
    }


def test_whoever_is_asked_next_at_a_body_is_the_one_to_turn_to() -> None:
    way = links(("team", "KNOWS", "club"), ("coach", "TRUSTED_BY", "students"))
    plan = plan_with(worker("Coach"), worker("Manager"), links=way)
    assert {action.through for action in plan.actions} == {("Coach",)}
    assert {action.contact for action in plan.actions} == {"At Youth club, turn to Coach."}


def test_a_person_is_written_to_where_they_work_and_who_of_us_knows_them_is_said() -> None:
    row = {"from": "team", "type": "KNOWS", "to": "coach", "chance": 0.9, "owner": "head of youth"}
    way = [rm.Link.model_validate(row), *links(("coach", "TRUSTED_BY", "students"))]
    plan = plan_with(worker("Coach"), links=way)
    assert {action.contact for action in plan.actions} == {
        "Write to them at Youth club. Speak first to head of youth, who holds the relationship on "
        "our side."
    }
    part = plan_part(plan)
    assert part is not None
    assert part.to_do.rows[1][1].text == "Coach"


def test_a_colleague_and_a_champion_are_no_strangers_at_a_front_desk() -> None:
    coach = rm.KeyWorker(id="coach", name="Coach", organisation="team")
    plan = plan_with(coach, links=links(("coach", "TRUSTED_BY", "students")))
    assert {a.contact for a in plan.actions} == {"They work with you, at Engagement team."}
    star = rm.Champion(id="star", name="Student champion", groups=("students",))
    plan = plan_with(champions=[star], links=links(("team", "KNOWS", "star")))
    assert {(a.who, a.contact) for a in plan.actions} == {("Student champion", "")}
    part = plan_part(plan)
    assert part is not None
    assert part.to_do.rows[0][1].text == "Student champion"


def test_a_workbook_has_who_to_turn_to_and_below_the_list_what_it_cannot_say(
    tmp_path: Path,
) -> None:
    plan = plan_with(worker("Coach"))
    write_answer(release(plan), tmp_path / "plan.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx").worksheets[0]
    headings, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    contact = headings.index("contact")
    assert {row[contact] for row in rows[: len(plan.actions)]} == {"At Youth club, turn to Coach."}
    assert {row[0] for row in rows} >= {*plan.footnotes()}


def test_a_channel_of_others_is_asked_at_the_body_that_runs_it() -> None:
    forum = rm.Channel(id="forum", name="Forum", run_by="club")
    way = links(("team", "KNOWS", "forum"), ("forum", "HEARS", "students"))
    plan = plan_with(worker("Coach"), channels=[forum], links=way)
    assert {action.who for action in plan.actions} == {"Forum"}
    assert {action.contact for action in plan.actions} == {"At Youth club, turn to Coach."}
    alone = plan_with(channels=[rm.Channel(id="forum", name="Forum")], links=way)
    assert {action.contact for action in alone.actions} == {""}


def test_one_letter_about_two_groups_names_both_to_turn_to() -> None:
    way = links(
        ("team", "KNOWS", "club"),
        ("coach", "TRUSTED_BY", "students"),
        ("manager", "TRUSTED_BY", "veterans"),
    )
    town = village(workers=[worker("Coach"), worker("Manager")], links=way)
    letter = next_round(town, groups=["students", "veterans"]).brief()
    assert letter.count("To: Youth club") == 1
    assert "At Youth club, turn to Coach. At Youth club, turn to Manager.]" in letter
