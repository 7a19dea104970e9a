"""The paper for a committee: answer first, with the figures of the questions."""

import io
import re
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
from reachmap.view.report.costs import PRICED, _of_ways
from reachmap.view.report.document import Document, Lines, Picture
from reachmap.view.report.heard import CHARTED, heard_blocks
from reachmap.view.report.owed import OWED, ROWS
from reachmap.view.report.paper import committee_paper
from reachmap.view.report.pdf import to_pdf
from reachmap.view.report.routes import WAYS
from reachmap.words import words_of_day
from view.report.papers import headings_of, part_of, table_of


def test_the_answer_stands_first_and_what_it_rests_on_after_it(
    paper: Document, answers: Briefing
) -> None:
    minute = one_minute(answers)
    assert headings_of(paper)[:2] == ["In short", "What to do next"]
    assert part_of(paper, "In short").splitlines()[:3] == [
        f"{minute.not_heard} Hidden carers: perhaps asked in words that do not find them.",
        minute.least_heard,
        minute.voices,
    ]
    assert part_of(paper, "What to do next").splitlines() == [a.words for a in minute.actions]
    assert headings_of(paper)[2:] == [
        "What the committee is asked to agree",
        "Who is heard, and who is not",
        "How to reach them",
        "What it will cost",
        "Whose voices fill the room",
        "Who should rest",
        "What we owe",
        "What would tell us more",
        "How sure this is, and what we cannot know",
    ]


def up_to(low: float, high: float) -> str:
    """Return a range as far as the chart goes; no end is rounded into a fair share from below."""
    if 7.5 <= high < 8:
        return f"{low:.0f} to {high:.1f}"
    return f"{low:.0f} to {high:.0f}" if high < 30.5 else f"{low:.0f} to more than 30"


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
            up_to(10 * (group.low or 0), 10 * (group.high or 0)),
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
    others = table_of(paper, "other-ways").rows
    assert f"Ways to {len(answers.best.routes) - WAYS - len(others)} more groups" in words
    assert all(row.name in words for row in answers.best.without)


def test_who_rests_and_what_is_owed_are_those_of_the_questions(paper: Document) -> None:
    rest = [row[0].text for row in table_of(paper, "rest").rows]
    assert rest == [
        "Nine people who came often",
        "People with learning disabilities",
        "Carers' liaison officer",
    ]
    assert all(row[2].text and row[3].text for row in table_of(paper, "rest").rows)
    owed = table_of(paper, "answers-owed")
    assert len(owed.rows) == ROWS
    assert f"{ROWS} of 27 are here." in owed.lead
    words = part_of(paper, "What we owe")
    assert "Borough engagement team is to name who by the next meeting." in words
    assert words.count("(since ") == OWED
    assert f"and {27 - ROWS - OWED} more." in words


def test_what_is_not_known_is_said_and_the_rest_of_it_counted(
    paper: Document, answers: Briefing
) -> None:
    words = part_of(paper, "How sure this is, and what we cannot know")
    held, nearness = answers.calibration.sentences()[:2]
    assert held in words
    assert nearness not in words  # as the caution beside the ways says it
    assert answers.calibration.caution()[0] in part_of(paper, "How to reach them")
    unclear = len(answers.heard.of("not-recorded", "uncertain", "unknown", "unheard"))
    assert f"Of {unclear} of {len(answers.heard.groups)} groups, among them two where" in words
    assert f"{100 * (answers.heard.heads or 0) / (answers.heard.people or 1):.0f}% of" in words
    of_steps = [line for line in answers.best.missing if " of 124 steps" in line]
    for line in of_steps:
        number = line.partition(" of 124 steps")[0].rpartition(" ")[2]
        assert re.search(rf"(of|Of) {number}\b", words), line
    assert len(of_steps) == 4
    assert f"leave {len(answers.missing)} gaps" in words


def test_each_group_heard_less_has_who_asks_and_from_when_or_that_no_way_is_known(
    paper: Document, answers: Briefing
) -> None:
    best = {row.group: row for row in answers.best.routes}
    rows = {row[0].text: [cell.text for cell in row] for row in table_of(paper, "other-ways").rows}
    words = part_of(paper, "How to reach them")
    lines = words.splitlines()
    for group in answers.heard.of("unheard", "under"):
        if group.group not in best:
            assert group.name in words.partition("We know no way yet to")[2]
            continue
        route = best[group.group]
        day = words_of_day(route.free_from(answers.as_of) or answers.as_of)
        owner = route.steps[0].owner or ""
        if group.name in rows:
            low, high = round(10 * (route.low or 0)), round(10 * (route.high or 0))
            assert rows[group.name][1:] == [
                ", then ".join(route.names[1:-1]),
                owner,
                day,
                f"{low} to {high}",
            ]
        else:
            (line,) = (each for each in lines if each.startswith(f"{group.name}: "))
            assert f"Who asks: {owner}, from {day}." in line


def test_the_cost_is_that_of_the_ways_and_of_what_helps_people_join(
    paper: Document, answers: Briefing
) -> None:
    words = part_of(paper, "What it will cost")
    first = ("hidden-carers", "bangladeshi", "students")
    ways = [row for row in answers.best.routes if row.group in first]
    steps = [step for way in ways for step in way.steps]
    known = [step.cost for step in steps if step.cost_given]
    assert (known, len(steps)) == ([0, 0, 0], 10)
    assert "The 3 ways written out above: no cost for 3 steps of 10." in words
    assert "The rest is not recorded." in words
    joining = rm.demo().routes("Bangladeshi women")
    assert [price.partition(" (")[0] for price in joining.prices] == [*joining.helps]
    assert all(price in words for price in joining.prices[:PRICED])
    assert "Interpreter (£120)" in words


def test_no_word_of_the_paper_is_one_of_ours(paper: Document) -> None:
    text = "\n".join(paper.texts())
    for word in ("Brier", "--", "`", "'links'", "'records'", "by voice", "page of it", "None"):
        assert word not in text
    assert "at most" not in part_of(paper, "In short")


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


@pytest.mark.parametrize(
    ("costs", "said"),
    [
        ((20, 5), "The way written out above: £25 by our records."),
        ((20, None), "The way written out above: £20 for 1 step of 2."),
        ((None, None), "What the way written out above cost is not recorded."),
    ],
)
def test_a_cost_that_is_not_recorded_is_never_told_as_none(
    costs: tuple[int | None, ...], said: str
) -> None:
    first, second = costs
    town = rm.StakeholderMap(
        organisations=[
            rm.Organisation(id="team", name="Team", team=True),
            rm.Organisation(id="hub", name="Hub"),
        ],
        groups=[rm.Group(id="carers", name="Carers", population=100)],
        links=[
            rm.Link(from_="team", type="KNOWS", to="hub", trust=4, cost=first),
            rm.Link(from_="hub", type="TRUSTED_BY", to="carers", trust=4, cost=second),
        ],
    )
    ways = rm.ReachMap.of(town).routes_to_all().routes
    assert said in _of_ways(ways, "GBP")


def test_groups_heard_less_that_have_no_line_in_the_chart_are_named(answers: Briefing) -> None:
    blocks = [*heard_blocks(answers.heard, most=8)]
    (picture,) = (block for block in blocks if isinstance(block, Picture))
    (lines,) = (block for block in blocks if isinstance(block, Lines))
    rest = {row.name for row in answers.heard.of("under") if f"{row.name}: " not in picture.words}
    assert rest
    assert lines.lines[0].startswith("Heard less than their share too, and not in the chart: ")
    assert all(name in lines.lines[0] for name in rest)
