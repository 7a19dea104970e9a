"""The paper for a committee: the answer first, then what it rests on, in a few pages."""

from collections.abc import Iterator
from dataclasses import replace

from reachmap.analysis.briefing import Briefing
from reachmap.analysis.one_minute.question import one_minute
from reachmap.analysis.overview import Overview
from reachmap.analysis.participation.rows import GroupHeard
from reachmap.analysis.participation.words import words_of_heads
from reachmap.analysis.readiness.words import words_of_best_sheet
from reachmap.plan.round.answer import Plan
from reachmap.release.released import Released
from reachmap.view.report.agree import agree_blocks
from reachmap.view.report.costs import cost_blocks
from reachmap.view.report.document import Block, Box, Document, Heading, Lines, Paragraph
from reachmap.view.report.heard import heard_blocks, words_of_missed
from reachmap.view.report.owed import owed_blocks, words_of_owed
from reachmap.view.report.plan import is_planned, plan_blocks
from reachmap.view.report.rest import rest_blocks, words_of_resting
from reachmap.view.report.routes import route_blocks, ways_written_out
from reachmap.view.report.words import HEADINGS, METHOD, PAPER, STEPS
from reachmap.words import LIMIT, join_names, words_of_count, words_of_day, words_of_number

CHARTED_BESIDE_PLAN, WAYS_BESIDE_PLAN = 6, 2
"""Most groups of the chart, and ways written out, where the paper has a plan."""


def committee_paper(findings: Released[Briefing], plan: Released[Plan] | None = None) -> Document:
    """Return the paper for a committee, of what its readers may see."""
    answers = findings.content
    return replace(
        cover(answers.overview, findings.stamp),
        day=answers.as_of,
        blocks=tuple(_blocks(answers, plan.content if plan else None)),
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


def _blocks(answers: Briefing, plan: Plan | None) -> Iterator[Block]:
    minute = one_minute(answers)
    yield Heading(HEADINGS["short"])
    team = answers.is_for_team
    duties = (words_of_resting(answers), words_of_owed(answers)) if team else ()
    missed = words_of_missed(answers.heard) if team else ()
    not_heard = " ".join((minute.not_heard, *missed))
    sure = _how_sure(answers) if team else ()
    yield Lines((not_heard, minute.least_heard, minute.voices, *duties, *sure))
    yield Heading(HEADINGS["actions"])
    if minute.no_action:
        yield Paragraph(minute.no_action)
    else:
        yield Lines(tuple(action.words for action in minute.actions), numbered=True)
    yield from agree_blocks(answers, minute, plan)
    if plan is not None:
        yield from plan_blocks(plan)
    yield from _heard_and_reached(answers, is_short=is_planned(plan))
    if answers.is_for_team:
        yield Heading(HEADINGS["voices"])
        yield Lines(answers.voices.in_brief())
        yield from rest_blocks(answers)
    yield from owed_blocks(answers)
    sheets = words_of_best_sheet(answers.sheets)
    if sheets:
        yield Heading(HEADINGS["sign_in"])
        yield Paragraph(" ".join(sheets))
    yield Heading(HEADINGS["missing"])
    yield Lines(tuple(_missing(answers)))
    yield Box(HEADINGS["method"], tuple(_method(answers)))


def _heard_and_reached(answers: Briefing, *, is_short: bool) -> Iterator[Block]:
    """Yield who is heard, and by which ways others are reached and at what cost.

    Beside a plan, which says that of more groups, fewer are drawn and written out.
    """
    if is_short:
        yield from heard_blocks(answers.heard, most=CHARTED_BESIDE_PLAN)
        yield from route_blocks(answers, ways=WAYS_BESIDE_PLAN, others=0)
        return
    yield from heard_blocks(answers.heard)
    yield from route_blocks(answers)
    if answers.is_for_team:
        yield from cost_blocks(answers, ways_written_out(answers))


def _missing(answers: Briefing) -> Iterator[str]:
    """Yield how sure the guesses have been, and what nobody can tell of these records."""
    if not answers.is_for_team:
        yield PAPER["left_out"]
        return
    unclear, unheard = _unclear(answers)
    if unclear:
        yield PAPER["unclear"].format(
            unclear=unclear,
            groups=words_of_count(len(answers.heard.groups), "group"),
            unheard=PAPER["unclear_unheard"].format(number=words_of_number(unheard))
            if unheard
            else "",
        )
    yield " ".join((*words_of_heads(answers.heard.heads, answers.heard.people), PAPER["not_there"]))
    nearness_told = bool(answers.calibration.caution())  # beside the ways
    yield from answers.calibration.sentences()[: 1 if nearness_told else 2]
    yield from _guessed(answers)
    gaps = words_of_count(len(answers.missing), PAPER["gap"])
    yield PAPER["gaps"].format(gaps=gaps) if answers.missing else PAPER["missing_nothing"]


def _unclear(answers: Briefing) -> tuple[int, int]:
    """Return of how many groups nobody can tell how fairly they are heard.

    The second number is that of the groups among them where people were asked and nobody is known.
    """
    unheard = sum(_may_be_fair(row, answers) for row in answers.heard.of("unheard"))
    return len(answers.heard.of("not-recorded", "uncertain", "unknown")) + unheard, unheard


def _how_sure(answers: Briefing) -> Iterator[str]:
    """Yield in a sentence or two how far our records and guesses carry."""
    unclear, _ = _unclear(answers)
    every = words_of_count(len(answers.heard.groups), "group")
    words = [PAPER["short_unclear"].format(unclear=unclear, groups=every)] if unclear else []
    if answers.best.routes:
        words.append(PAPER["short_guess"])
    if words:
        yield " ".join([PAPER["short_sure"], *words])


def _may_be_fair(row: GroupHeard, answers: Briefing) -> bool:
    """Return whether those never asked could make up what a group lacks."""
    return row.high is None or row.high >= answers.overview.assumptions.ppr_low


def _guessed(answers: Briefing) -> Iterator[str]:
    """Yield how much of the ways is our assumption, and which ways are not looked at."""
    steps = {(step.from_, step.to): step for way in answers.best.routes for step in way.steps}
    number = {
        "chance": sum(step.basis == "assumed" for step in steps.values()),
        "days": sum(step.days_given is False for step in steps.values()),
        "cost": sum(step.cost_given is False for step in steps.values()),
        "contact": sum(step.contact_given is False for step in steps.values()),
    }
    every, words = words_of_count(len(steps), "step"), []
    for both, one, other in (
        ("chance_days", "chance", "days"),
        ("cost_contact", "cost", "contact"),
    ):
        key = both if number[one] and number[other] else one if number[one] else other
        if number[one] or number[other]:
            words.append(STEPS[key].format(steps=every, **number))
    if words:
        yield " ".join(words)
    limit = LIMIT.format(steps=words_of_count(answers.best.max_hops, "step"))
    assumed = any(row.basis == "assumed" for row in answers.burden.asked if row.kind != "voice")
    yield f"{limit} {PAPER['manage']}" if assumed else limit


def _method(answers: Briefing) -> Iterator[str]:
    """Yield how the figures are made, and where that is written."""
    luck = round(100 * answers.overview.assumptions.more_than_luck)
    yield f"{METHOD['records']} {METHOD['share']}"
    yield METHOD["guesses"]
    if answers.is_for_team:
        yield METHOD["luck"].format(luck=luck)
    yield f"{METHOD['assumptions']} {METHOD['sources']}"
