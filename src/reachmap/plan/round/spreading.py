"""Several rounds one after the other: each counts the asks of those before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from reachmap.analysis.snapshot import Snapshot
from reachmap.errors import InfeasiblePlan, InputError
from reachmap.io.growing import with_rows
from reachmap.model.arguments import check_whole
from reachmap.model.choices import ParticipationLevel
from reachmap.model.fields import to_pence
from reachmap.plan.round.choosing import Choice, chosen_plan
from reachmap.plan.round.clock import Clock
from reachmap.plan.round.committing import rows_to_commit
from reachmap.plan.round.rows import GroupOutlook
from reachmap.plan.round.terms import Terms
from reachmap.plan.round.words import MISSING, REFUSALS
from reachmap.store import Progress
from reachmap.words import words_of_day

MOST_ROUNDS = 40
"""Ten years of quarters."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The plans of several rounds, in order, and of which there is none."""

    rounds: tuple[Choice, ...]
    missing: tuple[str, ...]


def check_rounds(rounds: int, terms: Terms, day: date) -> None:
    """Raise where so many rounds make no sense with the terms."""
    check_whole("rounds", rounds, most=MOST_ROUNDS)
    if rounds > 1 and (terms.floors or terms.fixed):
        raise InputError(REFUSALS["one_round"])
    if (terms.by - day).days < rounds:
        message = REFUSALS["too_many_rounds"].format(rounds=rounds, by=words_of_day(terms.by))
        raise InputError(message)


def spread(
    snapshot: Snapshot,
    terms: Terms,
    *,
    rounds: int,
    level: ParticipationLevel,
    progress: Progress | None,
) -> Spread:
    """Return a plan for each round, made with the sittings and asks of those before it.

    The days up to the last are parted evenly, and so are the money and hours that are left
    before each round. A round in which nothing is possible is left out, and named.
    """
    clock, here = Clock(terms.time_limit_s), snapshot
    budget, hours = terms.budget, terms.staff_hours
    choices: list[Choice] = []
    refusals: list[InfeasiblePlan] = []
    missing = []
    for number, (first, last) in enumerate(spans(snapshot.day, terms.by, rounds)):
        if choices and choices[-1].is_stopped:
            reason = MISSING["stopped"]
            missing.append(MISSING["round"].format(day=words_of_day(last), reason=reason))
            continue
        part = replace(
            terms,
            since=first if number else snapshot.day,
            by=last,
            budget=budget // (rounds - number),
            staff_hours=hours / (rounds - number),
            time_limit_s=max(clock.left / (rounds - number), 1e-3),
            is_later=number > 0,
        )
        try:
            choice = chosen_plan(here, part, progress)
        except InfeasiblePlan as error:
            refusals.append(error)
            missing.append(MISSING["round"].format(day=words_of_day(last), reason=error.message))
            continue
        choices.append(choice)
        budget -= sum(to_pence(action.cost) for action in choice.actions)
        hours -= sum(action.staff_hours for action in choice.actions)
        here = _with(here, choice, level)
    if not choices:
        raise refusals[-1]
    return Spread(tuple(choices), tuple(missing))


def spans(day: date, by: date, rounds: int) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day of each round.

    Examples
    --------
    >>> [*spans(date(2026, 3, 31), date(2026, 4, 6), 2)][1]
    (datetime.date(2026, 4, 4), datetime.date(2026, 4, 6))
    """
    length = (by - day).days
    ends = [day + timedelta(length * number // rounds) for number in range(rounds + 1)]
    for before, last in pairwise(ends):
        yield before + timedelta(1), last


def _with(snapshot: Snapshot, choice: Choice, level: ParticipationLevel) -> Snapshot:
    """Return the map with a plan written into it, as it stands on the same day."""
    town = snapshot.store.whole()
    taken = {node.id for node in town.nodes()}
    rows = rows_to_commit(choice.actions, made_on=snapshot.day, level=level, taken=taken)
    return Snapshot.of(with_rows(town, rows), snapshot.day)


def outlooks_of(choices: Sequence[Choice]) -> tuple[GroupOutlook, ...]:
    """Return how each group is heard before the first round and after the last.

    The ends of the ranges of the rounds are added up, which is wider than nine cases of ten.
    """
    later: dict[str, list[GroupOutlook]] = {}
    for choice in choices:
        for row in choice.groups:
            later.setdefault(row.group, []).append(row)
    return tuple(_outlook(later[row.group]) for row in choices[0].groups)


def _outlook(rows: Sequence[GroupOutlook]) -> GroupOutlook:
    first = rows[0]
    expected = sum(row.expected for row in rows)
    after = first.before + expected
    fair = first.fair_share
    return first.model_copy(
        update={
            "expected": expected,
            "after": after,
            "low": min(first.before + sum(row.low - row.before for row in rows), after),
            "high": max(first.before + sum(row.high - row.before for row in rows), after),
            "share_after": min(after / fair, 1.0) if fair else None,
            "takes": "" if expected else rows[-1].takes,
            "lacks": "" if expected else rows[-1].lacks,
        }
    )
