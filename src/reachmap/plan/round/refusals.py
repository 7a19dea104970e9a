"""Why there is no plan, and the smallest change under which there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import numpy as np

from reachmap.errors import InfeasiblePlan, InputError, quoted
from reachmap.model.fields import from_pence
from reachmap.model.spelling import nearest
from reachmap.plan.round.candidates import Candidate, Candidates
from reachmap.plan.round.clock import Clock
from reachmap.plan.round.problem import SLACK, RoundProblem
from reachmap.plan.round.relaxation import (
    least_floors,
    least_more,
    rounded_up,
    smallest_alone,
    some_plan,
)
from reachmap.plan.round.terms import Terms
from reachmap.plan.round.words import REFUSALS, STAFF_HOUR, TAKES, count_of_hours
from reachmap.words import join_names, words_of_count, words_of_day, words_of_money

Build = Callable[[Sequence[Candidate]], RoundProblem]
"""From actions to the arrays of a plan."""

HOURS_IN = 10
"""Hours are told in tenths."""


def check_actions(terms: Terms, every: Candidates) -> None:
    """Raise where a fixed or forbidden action is none, or cannot take place in time."""
    known = {each.id: each for each in every.actions}
    for id_ in sorted(terms.fixed | terms.forbidden):
        if id_ not in known and not terms.is_later:
            near = ", ".join(quoted(each) for each in nearest(id_, [*known])) or "none"
            message = REFUSALS["unknown_action"].format(action=quoted(id_), nearest=near)
            raise InputError(message)
    for id_ in sorted(terms.fixed):
        start = known[id_].start_from
        if start > terms.by:
            words = REFUSALS["fixed_late"].format(action=quoted(id_), day=words_of_day(start))
            raise InfeasiblePlan(words, (_later(terms.by, start),))


def refuse_nothing(
    terms: Terms,
    every: Candidates,
    names: dict[str, str],
    actions: Sequence[Candidate],
    currency: str,
) -> None:
    """Raise where there is nothing to choose from: no action at all, or none in time."""
    if actions:
        return
    if not every.actions:
        by_reason: dict[str, list[str]] = {}
        for group, reason in every.without.items():
            by_reason.setdefault(reason, []).append(names[group])
        reasons = " ".join(
            REFUSALS["reason"].format(groups=join_names(groups), reason=TAKES[reason])
            for reason, groups in by_reason.items()
        )
        raise InfeasiblePlan(
            REFUSALS["no_way"].format(reasons=reasons).rstrip("."), (REFUSALS["see_links"],)
        )
    words = REFUSALS["nothing_in_time"].format(by=words_of_day(terms.by))
    raise InfeasiblePlan(words, tuple(_in_time(terms, every, currency)))


def _in_time(terms: Terms, every: Candidates, currency: str) -> Iterator[str]:
    """Yield by which day there would be an action, and what more that takes, if anything."""
    allowed = [each for each in every.actions if each.id not in terms.forbidden]
    if not allowed:
        return

    def lacks(each: Candidate) -> tuple[int, float]:
        return max(0, each.cost - terms.budget), max(0.0, each.hours - terms.staff_hours)

    best = min(allowed, key=lambda each: (lacks(each), each.start_from, each.id))
    later, (money, hours) = _later(terms.by, best.start_from), lacks(best)
    more = [words_of_money(from_pence(money), currency)] if money else []
    more += [count_of_hours(rounded_up(hours, HOURS_IN), STAFF_HOUR)] if hours > SLACK else []
    yield REFUSALS["later_and"].format(later=later, more=join_names(more)) if more else later


def refuse_empty(terms: Terms, problem: RoundProblem, currency: str) -> None:
    """Raise where no single action fits within the limits."""
    if (problem.use <= problem.limit[:, None] + SLACK).all(axis=0).any():
        return
    more = [smallest_alone(problem, 0), smallest_alone(problem, 1)]
    relax = _more(more, currency)
    if not relax:
        both = least_more_for_one(problem)
        cost = words_of_money(rounded_up(both[0], 1), currency)
        hours = count_of_hours(rounded_up(both[1], HOURS_IN), STAFF_HOUR)
        relax = (REFUSALS["both_more"].format(cost=cost, hours=hours),)
    raise InfeasiblePlan(_nothing_fits(terms, currency), relax)


def least_more_for_one(problem: RoundProblem) -> tuple[float, float]:
    """Return how much more money and hours let in the action that needs least of both."""
    over = np.maximum(problem.use[:2] - problem.limit[:2, None], 0.0)
    size = np.maximum(problem.limit[:2, None], 1.0)
    cheapest = int((over / size).sum(axis=0).argmin())
    return float(over[0, cheapest]), float(over[1, cheapest])


def refuse_contradiction(
    terms: Terms,
    problem: RoundProblem,
    later: Sequence[Candidate],
    *,
    build: Build,
    clock: Clock,
    names: Sequence[str],
    currency: str,
) -> InfeasiblePlan:
    """Return why floors and fixed actions cannot be met, and the smallest changes that help."""
    alone = [least_more(problem, [row], clock) for row in (0, 1)]
    relax = [*_more([None if each is None else float(each[0]) for each in alone], currency)]
    day = _first_day(later, terms.by, build, clock)
    if day is not None:
        relax.append(_later(terms.by, day))
    if not relax:
        both = least_more(problem, [0, 1], clock)
        if both is not None:
            cost = words_of_money(rounded_up(float(both[0]), 1), currency)
            hours = count_of_hours(rounded_up(float(both[1]), HOURS_IN), STAFF_HOUR)
            relax.append(REFUSALS["both_more"].format(cost=cost, hours=hours))
    floors = least_floors(problem, clock)
    if not relax and floors is not None:
        relax += [
            REFUSALS["floor_less" if new else "floor_none"].format(
                people=f"{new:g}", group=name, floor=f"{old:g}"
            )
            for name, old, new in zip(names, problem.floor.tolist(), floors.tolist(), strict=True)
            if new < old
        ]
    words = REFUSALS["contradiction"].format(
        cost=words_of_money(from_pence(terms.budget), currency),
        hours=count_of_hours(terms.staff_hours, STAFF_HOUR),
        by=words_of_day(terms.by),
    )
    return InfeasiblePlan(words, tuple(relax) or (REFUSALS["room_needed"],))


def _first_day(actions: Sequence[Candidate], by: date, build: Build, clock: Clock) -> date | None:
    """Return the first day by which there would be a plan; None where there never is."""
    days = sorted({each.start_from for each in actions if each.start_from > by})

    def helps(day: date) -> bool:
        return some_plan(build([a for a in actions if a.start_from <= day]), clock) is not None

    if not days or not helps(days[-1]):
        return None
    low, high = 0, len(days) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if helps(days[middle]) else (middle + 1, high)
    return days[low]


def _more(more: Sequence[float | None], currency: str) -> tuple[str, ...]:
    """Return how much more money, or hours, would do: each alone."""
    money, hours = more
    lines = []
    if money is not None and money > SLACK:
        cost = words_of_money(rounded_up(money, 1), currency)
        lines.append(REFUSALS["budget_more"].format(cost=cost))
    if hours is not None and hours > SLACK:
        words = count_of_hours(rounded_up(hours, HOURS_IN), STAFF_HOUR)
        lines.append(REFUSALS["hours_more"].format(hours=words))
    return tuple(lines)


def _later(by: date, day: date) -> str:
    days = words_of_count((day - by).days, "day")
    return REFUSALS["days_later"].format(day=words_of_day(day), days=days)


def _nothing_fits(terms: Terms, currency: str) -> str:
    return REFUSALS["nothing_fits"].format(
        cost=words_of_money(from_pence(terms.budget), currency),
        hours=count_of_hours(terms.staff_hours, STAFF_HOUR),
    )
