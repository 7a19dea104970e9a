"""From terms to a plan: the actions, the best choice of them, and what to say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from reachmap.analysis.readiness.rows import SignInSheet
from reachmap.analysis.readiness.settle import sign_in_sheets
from reachmap.analysis.routes.question import routes_to_all
from reachmap.analysis.snapshot import Snapshot
from reachmap.errors import SolverError
from reachmap.model.fields import from_pence
from reachmap.plan.round.answer_rows import Rows
from reachmap.plan.round.building import Limits, Targets, planned_people, problem_of
from reachmap.plan.round.candidates import Candidate, Candidates, candidates, useful
from reachmap.plan.round.clock import Clock, stopped_by_hand
from reachmap.plan.round.greedy import fair_start, people_start
from reachmap.plan.round.leximin import Chosen, greedy_plan, leximin, most_people
from reachmap.plan.round.problem import Bools, RoundProblem
from reachmap.plan.round.reasons import Comparison
from reachmap.plan.round.refusals import (
    check_actions,
    refuse_contradiction,
    refuse_empty,
    refuse_nothing,
)
from reachmap.plan.round.relaxation import rounded_up, some_plan
from reachmap.plan.round.room import Room
from reachmap.plan.round.rows import (
    SHORT,
    AskingAction,
    GroupOutlook,
    MoreBuys,
    PlannedAction,
    Resting,
    Short,
)
from reachmap.plan.round.terms import Terms
from reachmap.plan.round.words import (
    MISSING,
    MORE,
    REFUSALS,
    STAFF_HOUR,
    count_of_hours,
    words_of_assumed,
)
from reachmap.store import Progress
from reachmap.words import words_of_count, words_of_money

MOST_PROVED = 20_000
"""Actions above which a plan is chosen one by one, with a bound."""

MORE_MONEY = 100
MORE_OF, PARTS = (MORE_MONEY, 1), (1, 10)
"""How much more of money and of hours is tried, and in which parts the least is said."""

PRICE_S = 5.0
"""Most seconds in which the price of fairness is looked for."""


@dataclass(frozen=True, eq=False)
class Choice:
    """What a plan is made of."""

    chosen: Chosen
    actions: tuple[PlannedAction, ...]
    asking: tuple[AskingAction, ...]
    resting: tuple[Resting, ...]
    groups: tuple[GroupOutlook, ...]
    buys: tuple[MoreBuys, ...]
    short: tuple[Short, ...]
    price: float | None
    budget: float
    staff_hours: float
    by: date
    made_on: date
    public_holidays: str
    currency: str
    missing: tuple[str, ...]
    failure: str
    """What the solver said, where it gave up before the end."""

    @property
    def is_stopped(self) -> bool:
        """Whether somebody stopped the search before its end."""
        return self.chosen.status == "stopped" and not self.failure


@dataclass(frozen=True, eq=False)
class _Round:
    """A map, the terms, and every action there is; arrays are made of any part of these."""

    snapshot: Snapshot
    terms: Terms
    targets: Targets
    every: Candidates
    room: Room

    @classmethod
    def of(cls, snapshot: Snapshot, terms: Terms) -> _Round:
        room = Room(snapshot, terms.by, since=terms.since, max_asks=terms.max_asks)
        groups = [snapshot.groups[row.group] for row in terms.rows]
        every = candidates(snapshot, groups, level=terms.level, room=room)
        chances = {row.group: row.chance or 0.0 for row in routes_to_all(snapshot).routes}
        planned = planned_people(snapshot, terms.by, chances)
        return cls(snapshot, terms, Targets.of(snapshot, terms.rows, planned), every, room)

    def in_time(self, day: date) -> list[Candidate]:
        """Return the actions that can take place by a day, but for those forbidden."""
        return [
            each
            for each in self.every.actions
            if each.start_from <= day and each.id not in self.terms.forbidden
        ]

    def until(self, day: date) -> list[Candidate]:
        """Return those of them that are worth having."""
        fixed, in_time = self.terms.fixed, self.in_time(day)
        retained = useful([each for each in in_time if each.id not in fixed], self.room)
        both = (*retained, *(each for each in in_time if each.id in fixed))
        return sorted(both, key=lambda each: each.id)

    def problem(self, actions: Sequence[Candidate]) -> RoundProblem:
        """Return the arrays of a plan of some actions."""
        return self.limited(actions)[0]

    def limited(self, actions: Sequence[Candidate]) -> tuple[RoundProblem, tuple[str, ...]]:
        """Return the same, and who each limit after money and hours is about."""
        terms = self.terms
        limits = Limits(terms.budget, terms.staff_hours, terms.by, terms.floors, terms.fixed)
        return problem_of(self.snapshot, self.targets, actions, limits, self.room)


def chosen_plan(snapshot: Snapshot, terms: Terms, progress: Progress | None) -> Choice:
    """Return the best plan, and what there is to say of it."""
    clock = Clock(terms.time_limit_s)
    now = _Round.of(snapshot, terms)
    check_actions(terms, now.every)
    actions = now.until(terms.by)
    currency = snapshot.outline.about.currency
    refuse_nothing(terms, now.every, snapshot.names, actions, currency)
    problem, about = now.limited(actions)
    with stopped_by_hand(clock):
        refuse_empty(terms, problem, currency)
        start = _first_plan(now, problem, clock)
        chosen = _best(terms, problem, start, clock, progress)
        price = _price(terms, problem, chosen.actions, clock)
    names = tuple(snapshot.names[id_] for id_ in about)
    comparison = Comparison(problem, actions, chosen.actions, names, currency)
    rows = Rows(snapshot, now.targets, now.every, comparison, terms, now.room)
    return Choice(
        chosen=chosen,
        actions=rows.planned(),
        asking=_asking(snapshot, terms),
        resting=tuple(_resting(now)),
        groups=rows.outlooks,
        buys=tuple(_buys(now, actions, comparison)),
        short=comparison.short,
        price=price,
        budget=from_pence(terms.budget),
        staff_hours=terms.staff_hours,
        by=terms.by,
        made_on=snapshot.day,
        public_holidays=snapshot.assumptions.public_holidays,
        currency=currency,
        missing=_missing(now, actions, chosen.actions),
        failure=clock.failure,
    )


def _first_plan(now: _Round, problem: RoundProblem, clock: Clock) -> Bools:
    """Return a plan that keeps to the terms; refuse where there is none."""
    greedy = people_start if now.terms.fairness == "total" else fair_start
    start = greedy(problem)
    if start is not None:
        return start
    any_plan = some_plan(problem, clock)
    if any_plan is not None:
        return any_plan
    if clock.is_over:
        raise SolverError(REFUSALS["not_settled" if clock.stopped else "no_time"])
    raise refuse_contradiction(
        now.terms,
        problem,
        now.until(date.max),
        build=now.problem,
        clock=clock,
        names=[group.name for group in now.targets.groups],
        currency=now.snapshot.outline.about.currency,
    )


def _best(
    terms: Terms, problem: RoundProblem, start: Bools, clock: Clock, progress: Progress | None
) -> Chosen:
    """Return the best plan from a first one."""
    if problem.actions > MOST_PROVED:
        return greedy_plan(problem, start, clock, total=terms.fairness == "total")
    if terms.fairness == "total":
        return most_people(problem, start, clock)

    def report(done: int, of: int) -> None:
        if progress is not None:
            progress("groups settled", done, of)

    return leximin(problem, start, clock, report)


def _price(terms: Terms, problem: RoundProblem, fair: Bools, clock: Clock) -> float | None:
    """Return how many people more a plan for the most people brings, where that is proved."""
    if terms.fairness == "total" or problem.actions > MOST_PROVED or clock.is_over:
        return None
    start = people_start(problem)
    if start is None or problem.total(fair) > problem.total(start):
        start = fair
    most = most_people(problem, start, Clock(min(PRICE_S, clock.left)))
    return most.objective - problem.total(fair) if not most.gap else None


def _resting(now: _Round) -> Iterator[Resting]:
    """Yield who has been asked as often as they can manage, those who rest longest last."""
    names = now.snapshot.names
    resting = [(until or date.max, names[id_]) for id_, until in now.room.resting()]
    for until, name in sorted(resting):
        yield Resting(name=name, until=None if until == date.max else until)


def _asking(snapshot: Snapshot, terms: Terms) -> tuple[AskingAction, ...]:
    """Return what to ask at open sittings by the last day, that settles what is not known."""
    wanted = {row.group for row in terms.rows}
    return tuple(
        row
        for sheet in sign_in_sheets(snapshot)
        if sheet.name and (sheet.day is None or sheet.day <= terms.by)
        if (row := _asking_at(sheet, wanted)) is not None
    )[:MOST_SITTINGS]


MOST_SITTINGS = 2
"""Sittings whose sign-in sheets are told of: those that settle most."""


def _asking_at(sheet: SignInSheet, wanted: set[str]) -> AskingAction | None:
    """Return what to ask at a sitting, if it may settle anything about the groups."""
    useful = [each for each in sheet.questions if wanted.intersection(each.groups)]
    if not useful or not sheet.perhaps:
        return None
    return AskingAction(
        day=sheet.day,
        sitting=sheet.name,
        questions=tuple(each.words for each in useful),
        settles=sheet.settles or 0,
        perhaps=sheet.perhaps,
        of=sheet.of,
    )


def _buys(now: _Round, actions: Sequence[Candidate], comparison: Comparison) -> list[MoreBuys]:
    """Return what a little more of each limit would buy on top of the plan."""
    terms = now.terms
    day = terms.by + timedelta(days=1)
    later = [*actions, *(each for each in now.in_time(day) if each.start_from > terms.by)]
    money = words_of_money(MORE_MONEY, comparison.currency)
    rows = [
        _more_of(comparison, limit, MORE_OF[limit], words)
        for limit, words in enumerate((MORE["money"].format(money=money), MORE["hour"]))
    ]
    if len(later) > len(actions):
        rows.append(_bought(MORE["day"], comparison.next_action(now.problem(later)), later))
    else:
        rows.append(_bought(MORE["day"], None, later))
    return rows


def _more_of(comparison: Comparison, limit: int, more: float, words: str) -> MoreBuys:
    """Return what a little more of money or hours buys; if nothing, the least that buys any."""
    problem, actions = comparison.problem, comparison.actions

    def bought(amount: float) -> int | None:
        return comparison.next_action(problem.with_limit(limit, problem.limit[limit] + amount))

    number, least = bought(more), comparison.least_more(limit, more)
    if number is None and least is not None:
        least = rounded_up(least, PARTS[limit])
        number = bought(least)
        if number is not None:
            money = words_of_money(least, comparison.currency)
            words = count_of_hours(least, STAFF_HOUR) if limit else money
    return _bought(words, number, actions, SHORT[limit])


def _bought(
    more: str, number: int | None, actions: Sequence[Candidate], limit: Short | None = None
) -> MoreBuys:
    if number is None:
        return MoreBuys(more=more, limit=limit)
    action = actions[number]
    return MoreBuys(
        more=more,
        limit=limit,
        group=action.group.name,
        method=action.method.name,
        expected=action.expected,
    )


def _missing(now: _Round, actions: Sequence[Candidate], chosen: Bools) -> tuple[str, ...]:
    """Return what the plan could not know."""
    allowed = sum(each.id not in now.terms.forbidden for each in now.every.actions)
    lines = [MISSING["pruned"].format(considered=allowed, retained=len(actions))]
    lines += [MISSING["forms"], MISSING["guesses"], MISSING["costs"]]
    every = (step for a in np.flatnonzero(chosen).tolist() for step in actions[a].route.steps)
    steps = {(step.from_, step.to): step for step in every}.values()
    assumptions, currency = now.snapshot.assumptions, now.snapshot.outline.about.currency
    lines += words_of_assumed(
        [step.cost_given is True for step in steps],
        [step.days_given is True for step in steps],
        cost=words_of_money(assumptions.step_cost, currency) if assumptions.step_cost else "",
        days=words_of_count(assumptions.step_days, "day"),
    )
    lines.append(MISSING["room"].format(usual=assumptions.assumed_capacity))
    if any(np.isnan(now.targets.fair)):
        lines.append(MISSING["population"])
    return tuple(lines)
