"""What a committee is asked to agree, as far as the records say what there is to do."""

from collections.abc import Iterator

from reachmap.analysis.briefing import Briefing
from reachmap.analysis.one_minute.rows import OneMinute
from reachmap.plan.round.answer import Plan
from reachmap.plan.round.words import count_of_hours
from reachmap.view.report.document import Block, Heading, Lines, Paragraph
from reachmap.view.report.rest import NAMED, rest_rows
from reachmap.view.report.routes import ways_written_out
from reachmap.view.report.words import AGREE, HEADINGS
from reachmap.words import join_names, words_of_count, words_of_day, words_of_money


def agree_blocks(answers: Briefing, minute: OneMinute, plan: Plan | None) -> Iterator[Block]:
    """Yield what the committee is asked to agree: to do, to let rest, to answer, to spend."""
    yield Heading(HEADINGS["agree"])
    if not answers.is_for_team:
        yield Paragraph(AGREE["left_out"])
        return
    lines = (*_to_do(answers, minute), *_of_plan(plan))
    if lines:
        yield Lines(lines, numbered=True)
    if plan is None or not plan.actions:
        yield Paragraph(AGREE["no_money" if ways_written_out(answers) else "no_money_at_all"])


def _to_do(answers: Briefing, minute: OneMinute) -> Iterator[str]:
    team = join_names(answers.overview.team)
    if minute.actions:
        unwritten = any(action.is_ask and not action.asker for action in minute.actions)
        words = AGREE["actions_unwritten" if unwritten else "actions"].format(team=team)
        has_way = any(action.kind == "introduction" for action in minute.actions)
        yield AGREE["first_tries"].format(words=words) if has_way else words
    yield from _to_let_rest(answers, team)
    if answers.owed:
        written = all(row.owners for row in answers.owed)
        yield AGREE["owed" if written else "owed_unwritten"].format(team=team)
    if answers.sheets:
        yield AGREE["sign_in"]
    if answers.best.without:
        count = words_of_count(len(answers.best.without), "group")
        yield AGREE["ways"].format(team=team, groups=count)


def _to_let_rest(answers: Briefing, team: str) -> Iterator[str]:
    """Yield to let rest whoever should, and to name who sees to it where nobody is written down."""
    rows = rest_rows(answers)
    if rows:
        yield AGREE["rest"]
    unwritten = [row.name for row in rows if not row.holder]
    if unwritten:
        yield AGREE["rest_unwritten"].format(team=team, names=join_names(unwritten, most=NAMED))


def _of_plan(plan: Plan | None) -> Iterator[str]:
    """Yield what the plan takes, where there is one."""
    if plan is not None and plan.actions and plan.by is not None:
        yield AGREE["plan"].format(
            cost=words_of_money(plan.cost or 0, plan.currency),
            hours=count_of_hours(plan.hours or 0),
            day=words_of_day(plan.by),
        )
