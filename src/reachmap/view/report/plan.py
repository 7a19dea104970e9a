"""The next round on paper: its actions in a short table, and who is left out; the rest is named."""

from collections import Counter
from collections.abc import Iterator, Sequence

from reachmap.plan.round.answer import Plan
from reachmap.plan.round.opening_words import words_of_holidays
from reachmap.plan.round.rows import PlannedAction
from reachmap.plan.round.words import AFFORD, LACKS, TO_DO
from reachmap.view.report.document import Block, Heading, Paragraph
from reachmap.view.report.words import COLUMNS, HEADINGS, PLAN
from reachmap.view.tables import Table, table
from reachmap.words import (
    TableWords,
    first_few,
    join_names,
    words_of_count,
    words_of_day,
    words_of_expected,
    words_of_money,
)

ACTIONS = 6
"""Most actions of the table, for those heard least first; the rest are summed up."""

NAMED, REASONS = 3, 2
"""Most groups left out that are named, and reasons that are said; the rest are counted."""


def is_planned(plan: Plan | None) -> bool:
    """Return whether there is something that readers may see of a plan."""
    return plan is not None and plan.is_for_team and bool(plan.actions)


def plan_blocks(answer: Plan) -> Iterator[Block]:
    """Yield the plan, where readers may see it."""
    if not answer.is_for_team:
        return
    yield Heading(HEADINGS["plan"])
    yield Paragraph(" ".join(answer.in_brief()))
    if answer.actions:
        yield from _actions(answer)
    left_out = [*_left_out(answer)]
    if left_out:
        yield Paragraph(" ".join(left_out))


def _actions(answer: Plan) -> Iterator[Block]:
    """Yield what to do for those heard least, what the other actions come to, and where all is."""
    order = [row.group for row in answer.groups]
    actions = sorted(answer.actions, key=lambda action: (order.index(action.group), action.start))
    first, rest = first_few(actions, ACTIONS)
    yield _table(first, answer)
    more = _more(actions[len(first) :], answer.currency) if rest else ()
    days = PLAN["no_holidays"]
    if answer.holidays_are_known:
        days = words_of_holidays(answer.public_holidays, are_known=True)
    yield Paragraph(" ".join((*more, PLAN["whole"], days)))


def _more(actions: Sequence[PlannedAction], currency: str) -> Iterator[str]:
    """Yield what the actions come to that have no row."""
    yield PLAN["more"].format(
        actions=words_of_count(len(actions), PLAN["action"]),
        cost=words_of_money(sum(action.cost for action in actions), currency),
        people=words_of_expected(sum(action.expected for action in actions)),
        groups=join_names(dict.fromkeys(action.name for action in actions)),
    )


def _table(actions: Sequence[PlannedAction], answer: Plan) -> Table:
    words = TableWords(PLAN["title"], COLUMNS["plan"], PLAN["lead"])
    return table("plan", words, [_row(action, answer) for action in actions])


def _row(action: PlannedAction, answer: Plan) -> tuple[str, ...]:
    """Return an action: who is to be heard, how, who asks whom first, when, for how much.

    Days are of the year of the last day, which stands above the table, or say their own.
    """
    expected = TO_DO["range"].format(
        expected=f"{action.expected:,.1f}", low=f"{action.low:,.0f}", high=f"{action.high:,.0f}"
    )
    cost = words_of_money(action.cost, answer.currency)
    year = f" {answer.by.year}" if answer.by else ""
    days = (words_of_day(day).removesuffix(year) for day in (action.ask_by, action.start))
    key = "asked" if action.owner else "asked_unwritten"
    asked = PLAN[key].format(who=action.who, owner=action.owner)
    return (action.name, action.method, asked, *days, cost, expected)


def _left_out(answer: Plan) -> Iterator[str]:
    """Yield who is not reached, and what that would take, by how many groups."""
    rows = [row for row in answer.groups if row.takes]
    if not rows:
        return
    yield PLAN["left_out"].format(groups=join_names((row.name for row in rows), most=NAMED))
    lacks = dict(LACKS)
    if len(answer.short) == 1:
        lacks["afford"] = AFFORD[answer.short[0]]
    reasons = Counter(lacks[row.lacks] for row in rows).most_common()
    rest = sum(number for _, number in reasons[REASONS:])
    parts = [*reasons[:REASONS], *([(LACKS["other"], rest)] if rest else [])]
    (words, number), *others = parts
    if len(rows) == 1:
        yield PLAN["takes_one"].format(words=words)
        return
    first = PLAN["takes_first"].format(number=number, words=words)
    more = (PLAN["takes_part"].format(number=number, words=words) for words, number in others)
    yield PLAN["takes"].format(all=len(rows), parts=join_names((first, *more), most=None))
