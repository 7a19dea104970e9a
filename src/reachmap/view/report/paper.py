"""The paper for a committee: the answer first, then what it rests on, in a few pages."""

from collections.abc import Iterator
from dataclasses import replace

from reachmap.analysis.briefing import Briefing
from reachmap.analysis.one_minute.question import one_minute
from reachmap.analysis.overview import Overview
from reachmap.analysis.readiness.words import words_of_sheets
from reachmap.release.released import Released
from reachmap.view.report.document import Block, Box, Document, Heading, Lines, Paragraph
from reachmap.view.report.heard import heard_blocks
from reachmap.view.report.parts import owed_blocks, rest_blocks, route_blocks
from reachmap.view.report.words import HEADINGS, METHOD, PAPER
from reachmap.words import first_few, join_names, words_of_count, words_of_day

MISSING = 3
"""Most lines on what could not be known; the rest are counted."""


def committee_paper(findings: Released[Briefing]) -> Document:
    """Return the paper for a committee, of what its readers may see."""
    answers = findings.content
    return replace(
        cover(answers.overview, findings.stamp),
        day=answers.as_of,
        blocks=tuple(_blocks(answers)),
    )


def cover(overview: Overview, stamp: str) -> Document:
    """Return a paper without content yet: its title, author and day."""
    team = join_names(overview.team)
    key = "subtitle_area" if overview.area and overview.area not in overview.title else "subtitle"
    words = PAPER[key].format(area=overview.area, day=words_of_day(overview.as_of), team=team)
    return Document(
        title=overview.title,
        subtitle=f"{words} {PAPER['illustrative']}" if overview.illustrative else words,
        stamp=stamp,
        author=PAPER["author"].format(team=team),
        day=overview.as_of,
        blocks=(),
    )


def _blocks(answers: Briefing) -> Iterator[Block]:
    minute = one_minute(answers)
    yield Heading(HEADINGS["short"])
    yield Lines((minute.not_heard, minute.least_heard, minute.voices))
    yield Heading(HEADINGS["actions"])
    if minute.no_action:
        yield Paragraph(minute.no_action)
    else:
        yield Lines(tuple(action.words for action in minute.actions), numbered=True)
    yield Heading(HEADINGS["asked"])
    yield Paragraph(f"{PAPER['questions']} {answers.heard.sentences()[0]} {PAPER['records']}")
    yield from heard_blocks(answers.heard)
    yield from route_blocks(answers)
    if answers.is_for_team:
        yield Heading(HEADINGS["voices"])
        yield Lines(answers.voices.in_brief())
        yield from rest_blocks(answers.burden)
    yield from owed_blocks(answers)
    sheets = words_of_sheets(answers.sheets)
    if sheets:
        yield Heading(HEADINGS["sign_in"])
        yield Lines(sheets)
    yield Heading(HEADINGS["missing"])
    yield Lines(tuple(_missing(answers)))
    yield Box(HEADINGS["method"], tuple(_method(answers)))


def _missing(answers: Briefing) -> Iterator[str]:
    """Yield what could not be known, and how sure the guesses have been."""
    if not answers.is_for_team:
        yield PAPER["left_out"]
        return
    first, rest = first_few(answers.missing, MISSING)
    yield from answers.calibration.sentences()[:2]
    yield from first
    if rest:
        yield PAPER["missing_more"].format(lines=words_of_count(rest, PAPER["line"]))
    if not answers.missing:
        yield PAPER["missing_nothing"]


def _method(answers: Briefing) -> Iterator[str]:
    """Yield how the figures are made, and where that is written."""
    luck = round(100 * answers.overview.assumptions.more_than_luck)
    yield METHOD["records"].format(window=answers.heard.window)
    yield METHOD["share"]
    yield METHOD["ways"]
    if answers.is_for_team:
        yield METHOD["luck"].format(luck=luck)
    yield METHOD["assumptions"]
    yield METHOD["sources"]
    yield METHOD["made"]
