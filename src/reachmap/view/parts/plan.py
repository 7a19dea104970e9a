"""The next round: what to do day by day, who would then be heard, and who is left out."""

from dataclasses import dataclass

from reachmap.plan.round.answer import Plan
from reachmap.plan.round.charts import outlook_chart
from reachmap.plan.round.opening_words import (
    words_of_choice,
    words_of_colleagues,
    words_of_holidays,
    words_of_start,
)
from reachmap.plan.round.rows import Colleague, PlannedAction
from reachmap.plan.round.words import (
    TO_DO,
    TO_DO_COLUMNS,
    words_of_groups,
    words_of_hours,
)
from reachmap.view.charts import PageChart, page_chart
from reachmap.view.tables import Cell, Table, day_cell, table
from reachmap.words import (
    TableWords,
    join_names,
    words_of_count,
    words_of_day,
    words_of_money,
)


@dataclass(frozen=True, slots=True)
class PlanPart:
    """The part of the page on the next round."""

    words: tuple[str, ...]
    to_do: Table
    chart: PageChart
    left_out: tuple[str, ...]
    """Who is not reached, and what it would take."""
    note: str
    """What stands beside its heading."""


def plan_part(answer: Plan) -> PlanPart | None:
    """Return the part of the page on a plan; None for readers to whom it is not shown."""
    if not answer.is_for_team:
        return None
    cost = words_of_money(answer.cost or 0.0, answer.currency)
    count = words_of_count(len(answer.actions), "action")
    return PlanPart(
        words=(
            *answer.in_brief(),
            *(words_of_choice(answer.groups, answer.fairness) if answer.actions else ()),
            *words_of_start(answer.actions),
            *words_of_colleagues(answer.colleagues),
            words_of_holidays(answer.public_holidays, are_known=answer.holidays_are_known),
        ),
        to_do=to_do(answer),
        chart=page_chart(outlook_chart(answer.groups)),
        left_out=tuple(words_of_groups(answer.groups)),
        note=TO_DO["note"].format(actions=count, cost=cost),
    )


def to_do(answer: Plan) -> Table:
    """Return what to do as a table, in the order of the days to ask."""
    words = TableWords(TO_DO["title"], tuple(TO_DO_COLUMNS))
    return table("to-do", words, (_row(step, answer.currency) for step in answer.steps))


def _row(step: PlannedAction | Colleague, currency: str) -> tuple[Cell | str, ...]:
    if isinstance(step, Colleague):
        day, groups = day_cell(step.ask_by, words_of_day(step.ask_by)), join_names(step.name)
        return (day, step.who, groups, step.method, "", "", "", "")
    return _row_of_action(step, currency)


def _row_of_action(action: PlannedAction, currency: str) -> tuple[Cell | str, ...]:
    who, method = action.who, action.method
    named_already = action.contacts and {*action.contacts} <= {who, *action.through}
    if action.at and not named_already:
        contact = join_names(action.contacts, last=" or ") or TO_DO["front_desk"]
        who = TO_DO["at"].format(who=who, contact=contact)
    if action.through:
        who = TO_DO["through"].format(who=who, names=join_names(action.through))
    if action.venue:
        method = TO_DO["where"].format(method=method, venue=action.venue)
    expected = TO_DO["range"].format(
        expected=f"{action.expected:,.1f}", low=f"{action.low:,.0f}", high=f"{action.high:,.0f}"
    )
    return (
        day_cell(action.ask_by, words_of_day(action.ask_by)),
        who,
        Cell(action.name, node=action.group),
        method,
        day_cell(action.start, words_of_day(action.start)),
        Cell(words_of_money(action.cost, currency), sort=f"{action.cost:.2f}"),
        words_of_hours(action.staff_hours),
        Cell(expected, sort=f"{action.expected:.6g}"),
    )
