"""The next round in the paper for a committee: short, with the plan's own figures."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

import reachmap as rm
from reachmap.analysis.briefing import Briefing
from reachmap.release import release
from reachmap.view.report.document import Block, Paragraph
from reachmap.view.report.docx import to_docx
from reachmap.view.report.paper import committee_paper
from reachmap.view.report.pdf import to_pdf
from reachmap.view.report.plan import ACTIONS, plan_blocks
from reachmap.view.tables import Table
from reachmap.words import words_of_day
from rounds import BY, next_round, village
from view.report.papers import headings_of

Office = Callable[[bytes, Path], list[str]]

MOST_WORDS = 25


@pytest.fixture(scope="module")
def plan() -> rm.Plan:
    """Return the plan of a village."""
    return next_round(village())


def longer(plan: rm.Plan, times: int) -> rm.Plan:
    """Return a plan with each action so many times."""
    actions = [
        action.model_copy(update={"action": f"{action.action}-{n}"})
        for action in plan.actions
        for n in range(times)
    ]
    return plan.model_copy(update={"actions": tuple(actions)})


def words_of(blocks: list[Block]) -> str:
    """Return the words of the paragraphs among some blocks."""
    return " ".join(block.text for block in blocks if isinstance(block, Paragraph))


def test_each_action_has_a_row_with_its_figures(plan: rm.Plan) -> None:
    blocks = [*plan_blocks(plan)]
    (table,) = (block for block in blocks if isinstance(block, Table))
    rows = {tuple(cell.text for cell in row) for row in table.rows}
    assert rows == {
        (
            action.name,
            action.method,
            f"{action.who} (nobody is written down to ask)",
            words_of_day(action.ask_by).removesuffix(f" {BY.year}"),
            words_of_day(action.start).removesuffix(f" {BY.year}"),
            f"£{action.cost:,.0f}",
            f"{action.expected:,.1f} ({action.low:,.0f} to {action.high:,.0f})",
        )
        for action in plan.actions
    }
    order = [row.name for row in plan.groups]
    named = [order.index(row[0].text) for row in table.rows]
    assert named == sorted(named)
    assert " ".join(plan.in_brief()) in words_of(blocks)


def test_actions_without_a_row_are_counted_with_their_cost_and_people(plan: rm.Plan) -> None:
    whole = longer(plan, 9)
    blocks = [*plan_blocks(whole)]
    (table,) = (block for block in blocks if isinstance(block, Table))
    assert len(table.rows) == ACTIONS < len(whole.actions)
    seen = sum(float(row[5].text.removeprefix("£").replace(",", "")) for row in table.rows)
    number, cost, people = re.findall(
        r"(\d+) more actions for £([\d,]+) may bring about (\d+) people", words_of(blocks)
    )[0]
    assert int(number) + ACTIONS == len(whole.actions)
    assert seen + float(cost.replace(",", "")) == sum(action.cost for action in whole.actions)
    brought = sum(float(row[6].text.partition(" ")[0]) for row in table.rows) + int(people)
    assert brought == pytest.approx(whole.expected, abs=0.5 + 0.05 * ACTIONS)
    assert "plan.xlsx" in words_of(blocks)
    left = {row.name for row in whole.groups} - {row[0].text for row in table.rows}
    assert all(name in words_of(blocks) for name in left)


def test_the_paper_says_who_of_us_asks(plan: rm.Plan) -> None:
    asked = [each.model_copy(update={"owner": "equality lead"}) for each in plan.actions]
    (table,) = (
        block
        for block in plan_blocks(plan.model_copy(update={"actions": tuple(asked)}))
        if isinstance(block, Table)
    )
    assert {row[2].text for row in table.rows} == {
        f"{each.who} (equality lead asks)" for each in plan.actions
    }


def test_who_is_left_out_and_what_it_would_take_is_one_count(plan: rm.Plan) -> None:
    (veterans,) = (row for row in plan.groups if row.takes)
    assert words_of([*plan_blocks(plan)]).endswith(
        "Not reached: Veterans. That would take a way in that is not on the map yet."
    )
    lacks = ["afford", "afford", "nobody linked", "late", "fits"]
    groups = [veterans.model_copy(update={"lacks": code}) for code in lacks]
    words = words_of([*plan_blocks(plan.model_copy(update={"groups": (*plan.groups, *groups)}))])
    assert words.endswith(
        "Veterans, Veterans, Veterans and 3 more. Of these 6, 2 would take a way in that is not on"
        " the map yet, 2 more staff time and 2 something else."
    )


@pytest.fixture(scope="module")
def round_of_demo() -> rm.Plan:
    """Return a plan of the demo borough with more actions than the paper has rows."""
    return rm.demo().plan(budget=3_000, staff_hours=120, by=BY)


@pytest.mark.campaign
@pytest.mark.office
def test_the_paper_with_a_plan_has_at_most_four_pages(
    answers: Briefing, round_of_demo: rm.Plan, pages_of_word: Office, tmp_path: Path
) -> None:
    paper = committee_paper(release(answers), release(round_of_demo))
    assert len(round_of_demo.actions) > 2 * ACTIONS
    assert len(PdfReader(io.BytesIO(to_pdf(paper))).pages) <= 4
    assert len(pages_of_word(to_docx(paper), tmp_path)) <= 4
    headings = headings_of(paper)
    assert headings.index("The next round") < headings.index("How to reach them")
    assert "What it will cost" not in headings
    for text in paper.texts():
        for sentence in re.split(r"(?<=[.?])\s", text):
            if sentence.startswith(("Not reached", "Of these", "The team has")):
                assert len(sentence.split()) <= MOST_WORDS, sentence


def test_the_paper_says_what_is_short_and_what_would_be_left_over() -> None:
    scarce = next_round(village(), staff_hours=8)
    assert scarce.short
    (lead, *_) = (block.text for block in plan_blocks(scarce) if isinstance(block, Paragraph))
    assert "Staff hours are what is short; £" in lead
    assert set(scarce.in_brief()) < set(scarce.sentences())
