"""Talks with colleagues: who of the team holds a relationship is spoken to before it is used."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from reachmap.plan.round.rows import Colleague, PlannedAction
from reachmap.plan.round.words import COLLEAGUE
from reachmap.plan.round.working_days import WorkingDays
from reachmap.words import join_names


def colleagues_of(
    actions: Sequence[PlannedAction], days: WorkingDays, since: date
) -> tuple[Colleague, ...]:
    """Return a talk for each colleague who holds a relationship, on a day before the asks.

    That is the working day before the first ask that needs it; never before the day that the
    plan counts from, so that it may be the day of the ask itself.
    """
    by_owner: dict[str, list[PlannedAction]] = {}
    for action in actions:
        if action.owner:
            by_owner.setdefault(action.owner, []).append(action)
    rows = (_colleague(owner, before, days, since) for owner, before in by_owner.items())
    return tuple(
        sorted(rows, key=lambda colleague: (colleague.ask_by, colleague.latest, colleague.who))
    )


def _colleague(
    who: str, before: Sequence[PlannedAction], days: WorkingDays, since: date
) -> Colleague:
    first_ask = min(action.ask_by for action in before)
    day_before = days.last_until(first_ask - timedelta(days=1))
    about = tuple(dict.fromkeys(action.who for action in before))
    groups = {action.group: action.name for action in before}
    return Colleague(
        ask_by=max(days.first_from(since), day_before),
        latest=min(action.latest for action in before),
        group=(*groups,),
        name=(*groups.values(),),
        who=who,
        step=COLLEAGUE["step"].format(who=who),
        about=about,
        method=COLLEAGUE["method"],
        why=COLLEAGUE["why"].format(bodies=join_names(about, most=None)),
    )
