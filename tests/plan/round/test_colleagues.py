"""Colleagues who hold relationships: a talk with each is a step of the list, before the asks."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import reachmap as rm
from builders import AS_OF
from reachmap.io import write_answer
from reachmap.plan.round.answer import Plan
from reachmap.release import release
from reachmap.view.parts.plan import plan_part
from rounds import asks, links, next_round, village


def owned(from_: str, to: str, owner: str) -> rm.Link:
    """Return a link that somebody of the team looks after."""
    row = {"from": from_, "type": "KNOWS", "to": to, "chance": 0.5, "last_contact": AS_OF}
    return rm.Link.model_validate(row | {"owner": owner})


def town(**changes: Any) -> rm.ReachMap:
    """Return the village, where the equality lead knows the nurse and the club."""
    way = [
        owned("team", "nurse", "equality lead"),
        owned("team", "club", "equality lead"),
        *links(
            ("nurse", "TRUSTED_BY", "carers"),
            ("club", "TRUSTED_BY", "students"),
            ("club", "TRUSTED_BY", "veterans"),
        ),
    ]
    return village(**({"links": way} | changes))


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return the plan of that village."""
    return next_round(town())


def test_one_talk_a_colleague_about_all_whom_they_know(plan: Plan) -> None:
    (colleague,) = plan.colleagues
    assert colleague.who == "equality lead"
    assert {*colleague.about} == {action.who for action in plan.actions}
    assert {*colleague.group} == {action.group for action in plan.actions}
    assert len(colleague.name) == len({*colleague.name})
    assert colleague.ask_by == date(2026, 3, 31) <= min(action.ask_by for action in plan.actions)
    assert colleague.latest == min(action.latest for action in plan.actions)
    steps = [step.step for step in plan.steps]
    assert steps[0] == "first speak to equality lead"
    assert {*steps[1:]} == {"ask District nurse", "ask Youth club"}
    lines = plan.sentences()
    first = next(n for n, line in enumerate(lines) if line.startswith("Tuesday 31 March 2026:"))
    assert lines[first].startswith(
        "Tuesday 31 March 2026: first speak to equality lead, who on our side holds the "
        "relationship with "
    )
    assert "each a line of the list: equality lead." in plan.explain()
    assert plan.actions[0].contact == (
        "Speak first to equality lead, who holds the relationship on our side."
    )
    assert next_round(village()).colleagues == ()


def test_it_is_on_the_working_day_before_an_ask_that_waits() -> None:
    full = asks(("nurse", "carers", 57), ("nurse", "carers", 57))
    plan = next_round(town(asks=full), groups=["carers"])
    (colleague,) = plan.colleagues
    assert {action.ask_by for action in plan.actions} == {date(2026, 5, 4)}
    assert colleague.ask_by == date(2026, 5, 1)
    assert plan.steps == (colleague, *plan.actions)


def test_over_several_rounds_it_is_one_talk_all_the_same() -> None:
    plan = next_round(town(), rounds=2)
    assert [colleague.who for colleague in plan.colleagues] == ["equality lead"]
    assert {*plan.colleagues[0].group} == {action.group for action in plan.actions}


def test_tables_in_files_have_it_as_a_row_with_nothing_it_has_not(
    plan: Plan, tmp_path: Path
) -> None:
    rows = [*csv.DictReader(StringIO(plan.to_csv()))]
    assert len(rows) == 1 + len(plan.actions)
    assert rows[0]["who"] == "equality lead"
    assert rows[0]["method"] == "Talk with a colleague before asking"
    assert rows[0]["group"] == ";".join(plan.colleagues[0].group)
    assert {rows[0][name] for name in ("start", "cost", "staff_hours", "expected")} == {""}
    write_answer(release(plan), tmp_path / "plan.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx").worksheets[0]
    headings, first, *_ = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert first[headings.index("who")] == "equality lead"
    assert first[headings.index("cost")] is None
    assert len(plan.to_frame()) == len(plan.actions)
    assert "equality lead" not in release(plan, audience="partner").content.to_csv()


def test_the_page_and_a_calendar_have_it(plan: Plan) -> None:
    part = plan_part(plan)
    assert part is not None
    assert part.to_do.rows[0][1].text == "equality lead"
    assert any("equality lead" in line for line in part.words)
    icalendar = pytest.importorskip("icalendar")
    events = [*icalendar.Calendar.from_ical(plan.to_ics()).walk("VEVENT")]
    talks = [event for event in events if str(event["summary"]).startswith("Speak to ")]
    assert len(talks) == 1
    assert "equality lead" in talks[0]["summary"]
    assert "It is about" in talks[0]["description"]
    two = [owned("team", "nurse", "equality lead"), owned("team", "club", "head of youth")]
    way = [*two, *links(("nurse", "TRUSTED_BY", "carers"), ("club", "TRUSTED_BY", "students"))]
    calendar = icalendar.Calendar.from_ical(next_round(town(links=way)).to_ics())
    names = [event["uid"] for event in calendar.walk("VEVENT")]
    assert len({*names}) == len(names)
