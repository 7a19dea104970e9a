"""The paper for a committee: answer first, with the figures of the questions."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from pypdf import PdfReader

import reachmap as rm
from builders import desk, heads
from reachmap.analysis.briefing import Briefing, briefing
from reachmap.analysis.one_minute.question import one_minute
from reachmap.analysis.participation.charts import heard_chart
from reachmap.analysis.snapshot import Snapshot
from reachmap.charts.svg import to_svg
from reachmap.model.audience import Audience
from reachmap.release import release
from reachmap.view.report.document import Document, Heading, Lines, Paragraph, Picture
from reachmap.view.report.heard import CHARTED
from reachmap.view.report.paper import MISSING, committee_paper
from reachmap.view.report.parts import ROWS, WAYS
from reachmap.view.report.pdf import to_pdf
from reachmap.view.tables import Table


def headings_of(paper: Document) -> list[str]:
    """Return the headings of a paper."""
    return [block.text for block in paper.blocks if isinstance(block, Heading)]


def table_of(paper: Document, id_: str) -> Table:
    """Return a table of a paper."""
    return next(b for b in paper.blocks if isinstance(b, Table) and b.id == id_)


def part_of(paper: Document, heading: str) -> str:
    """Return the words of a part of a paper."""
    start = next(n for n, b in enumerate(paper.blocks) if b == Heading(heading))
    inside: list[str] = []
    for block in paper.blocks[start + 1 :]:
        if isinstance(block, Heading):
            break
        if isinstance(block, Lines):
            inside += block.lines
        if isinstance(block, Paragraph):
            inside.append(f"{block.subject}: {block.text}" if block.subject else block.text)
    return "\n".join(inside)


def test_the_answer_stands_first_and_what_it_rests_on_after_it(
    paper: Document, answers: Briefing
) -> None:
    minute = one_minute(answers)
    assert headings_of(paper)[:2] == ["In short", "What to do next"]
    assert part_of(paper, "In short").splitlines() == [
        minute.not_heard,
        minute.least_heard,
        minute.voices,
    ]
    assert part_of(paper, "What to do next").splitlines() == [a.words for a in minute.actions]
    assert headings_of(paper)[2:] == [
        "What we asked of the map",
        "Who is heard, and who is not",
        "How to reach them",
        "Whose voices fill the room",
        "Who should rest",
        "What we owe",
        "What would tell us more",
        "How sure this is, and what we cannot know",
    ]


def test_the_chart_and_its_table_have_the_figures_of_participation(
    paper: Document, answers: Briefing
) -> None:
    rows = table_of(paper, "heard-figures").rows
    figures = [tuple(cell.text for cell in row) for row in rows]
    heard = rm.demo().participation()
    charted = [g for g in heard.groups if g.ppr is not None and g.status != "not-recorded"]
    assert figures == [
        (
            group.name,
            figures[number][1],
            f"{group.heard:,}",
            f"{group.fair_share:,.0f}",
            f"{10 * (group.low or 0):,.0f}",
            f"{10 * (group.high or 0):,.0f}",
        )
        for number, group in enumerate(charted[:CHARTED])
    ]
    chart = next(block for block in paper.blocks if isinstance(block, Picture))
    assert all(f"{group.name}: " in chart.words for group in charted[:CHARTED])
    assert chart.svg == to_svg(heard_chart(charted[:CHARTED]), alone=True)
    assert len(heard_chart(charted[:CHARTED]).lines) == CHARTED
    assert f"{len(charted) - CHARTED} more" in table_of(paper, "heard-figures").lead
    assert answers.heard.groups == heard.groups


def test_every_group_is_in_the_part_on_who_is_heard_or_counted_there(
    paper: Document, answers: Briefing
) -> None:
    words = part_of(paper, "Who is heard, and who is not")
    assert all(row.name in words for row in answers.heard.of("unheard", "not-recorded"))
    assert "and 16 more" in words
    assert len(answers.heard.of("uncertain")) == 6 + 16


def test_three_ways_are_named_in_words_and_the_others_counted(
    paper: Document, answers: Briefing
) -> None:
    words = part_of(paper, "How to reach them")
    sentences = rm.demo().routes_to_all().sentences()
    for name in ("Hidden carers", "Bangladeshi women", "Students"):
        assert next(line for line in sentences if line.startswith(f"{name}: ")) in words
    assert f"Ways to {len(answers.best.routes) - WAYS} more groups" in words
    assert all(row.name in words for row in answers.best.without)


def test_who_rests_and_what_is_owed_are_those_of_the_questions(paper: Document) -> None:
    rest = [row[0].text for row in table_of(paper, "rest").rows]
    assert rest == [
        "Nine people who came often",
        "People with learning disabilities",
        "Carers' liaison officer",
    ]
    owed = table_of(paper, "answers-owed")
    assert len(owed.rows) == ROWS
    assert f"The first {ROWS} of 27" in owed.lead


def test_what_is_not_known_is_said_and_the_rest_of_it_counted(
    paper: Document, answers: Briefing
) -> None:
    lines = part_of(paper, "How sure this is, and what we cannot know").splitlines()
    assert lines[:2] == [*answers.calibration.sentences()[:2]]
    assert lines[2:-1] == [*answers.missing[:MISSING]]
    assert f"{len(answers.missing) - MISSING} more lines" in lines[-1]


def test_the_paper_has_two_to_four_pages(paper_for: Callable[[Audience], Document]) -> None:
    pages = {
        a: len(PdfReader(io.BytesIO(to_pdf(paper_for(a)))).pages) for a in ("internal", "public")
    }
    assert pages == {"internal": 4, "public": 2}


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_a_copy_for_others_says_what_it_leaves_out_and_counts_nobody(
    paper_for: Callable[[Audience], Document], audience: Audience, answers: Briefing
) -> None:
    paper = paper_for(audience)
    text = "\n".join(paper.texts())
    assert "Whose voices fill the room" not in headings_of(paper)
    assert not any(isinstance(block, Picture) for block in paper.blocks)
    few = "Answers after sittings to which few are known to have come are left out of this copy."
    assert few in text
    people = {step.to_name for route in answers.best.routes for step in route.steps}
    workers = {row.name for row in rm.demo().stakeholders.workers} & people
    assert workers
    assert [name for name in workers if name in text] == []
    assert "Hidden carers" not in text
    assert [cell.text for row in table_of(paper, "answers-owed").rows for cell in row][:2] == [
        "Patient reference group: 24 sittings",
        "since 8 July 2024",
    ]


def test_a_bare_map_makes_a_paper_that_blames_nobody() -> None:
    team = rm.Organisation(id="team", name="Team", team=True)
    bare = rm.ReachMap.of(rm.StakeholderMap(organisations=[team]))
    paper = committee_paper(release(briefing(Snapshot(bare.store))))
    text = "\n".join(paper.texts())
    assert "The map has no groups yet" in text
    assert "No answer that we owe is on record; what people said may not be written down." in text
    others = committee_paper(release(briefing(Snapshot(bare.store)), audience="public"))
    assert "No answer that we owe" not in "\n".join(others.texts())
    assert "No ask of the last quarter is on record, nor who came, so we cannot tell." in text
    assert len(to_pdf(paper)) > 1000


def test_a_small_map_without_asks_has_every_part() -> None:
    paper = committee_paper(release(briefing(Snapshot(desk().store))))
    assert any(text.startswith("By our own records nobody was asked") for text in paper.texts())
    assert paper.subtitle.startswith("Old town. Paper on who is heard, as of 31 March 2026.")


def test_of_very_many_groups_the_first_are_named_and_the_rest_counted() -> None:
    groups = [rm.Group(id=f"g{n}", name=f"Group {n}", population=9) for n in range(100)]
    asked = rm.Activity(
        id="survey",
        name="Survey",
        date=date(2026, 3, 1),
        attended=900,
        records=tuple(group.id for group in groups[:40]),
    )
    town = desk(
        groups=groups,
        channels=[],
        voices=[],
        attendance=rm.Ledger.of(rm.Attendance, []),
        turnout=heads(*((asked.id, group.id, 0) for group in groups[:40])),
        activities=[asked],
    )
    paper = committee_paper(release(briefing(Snapshot(town.store))))
    words = part_of(paper, "Who is heard, and who is not").splitlines()
    assert sum(line.startswith("Group ") for line in words) == 4
    assert any(line.endswith("and 12 more.") for line in words)
    assert any(line.endswith("and 36 more.") for line in words)
    assert "Nor is any known to 76 more groups." in part_of(paper, "How to reach them")
