"""The terms of a plan, checked once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from reachmap.analysis.participation.question import participation
from reachmap.analysis.participation.rows import GroupHeard
from reachmap.analysis.snapshot import Snapshot
from reachmap.errors import InputError, quoted
from reachmap.model.arguments import check_amount, check_day, check_one_of, check_whole
from reachmap.model.choices import ParticipationLevel
from reachmap.model.fields import to_pence
from reachmap.plan.round.words import REFUSALS
from reachmap.words import words_of_day

Fairness = Literal["leximin", "total"]

BEFORE_DECISION = frozenset({"consultation", "co-design", "co-production"})
"""Levels that promise that something is still to be decided."""

MOST_HOURS = 10**6
MOST_PEOPLE = 10**9


@dataclass(frozen=True, slots=True)
class Terms:
    """What a plan is for, and what there is for it; money in whole pence."""

    budget: int
    staff_hours: float
    since: date
    """First day to ask."""
    by: date
    rows: tuple[GroupHeard, ...]
    """The groups to plan for, those heard least first."""
    level: str
    fairness: Fairness
    max_asks: int | None
    floors: Mapping[str, float]
    fixed: frozenset[str]
    forbidden: frozenset[str]
    time_limit_s: float
    is_later: bool = False
    """Whether it is a round after the first, whose actions are checked already."""


def terms_of(
    snapshot: Snapshot,
    *,
    budget: float,
    staff_hours: float,
    by: date,
    groups: Collection[str] | None,
    level: str,
    fairness: str,
    max_asks: int | None,
    floors: Mapping[str, float],
    fixed: Collection[str],
    forbidden: Collection[str],
    decided_on: date | None,
    time_limit_s: float,
) -> Terms:
    """Return the terms of a plan; refuse what makes no sense."""
    check_amount("budget", budget)
    _check_number(REFUSALS["hours_wrong"], staff_hours, most=MOST_HOURS)
    _check_number(REFUSALS["time_wrong"], time_limit_s, most=MOST_HOURS)
    if not time_limit_s:
        raise InputError(REFUSALS["time_wrong"].format(given=quoted(str(time_limit_s))))
    check_one_of("level", level, get_args(ParticipationLevel))
    check_one_of("fairness", fairness, get_args(Fairness))
    if max_asks is not None:
        check_whole("max_asks", max_asks)
    rows = _rows(snapshot, groups)
    both = sorted({*fixed} & {*forbidden})
    if both:
        raise InputError(REFUSALS["fixed_forbidden"].format(action=quoted(both[0])))
    return Terms(
        budget=to_pence(budget),
        staff_hours=float(staff_hours),
        since=snapshot.day,
        by=_last_day(snapshot, by, level, decided_on),
        rows=rows,
        level=level,
        fairness="total" if fairness == "total" else "leximin",
        max_asks=max_asks,
        floors=_floors(snapshot, floors, {row.group for row in rows}),
        fixed=frozenset(fixed),
        forbidden=frozenset(forbidden),
        time_limit_s=float(time_limit_s),
    )


def _check_number(message: str, value: object, *, most: float) -> None:
    """Raise unless a value is a number, 0 or more."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not 0 <= value <= most:  # type: ignore[operator]  # a number by now
        raise InputError(message.format(given=quoted(str(value))))


def _last_day(snapshot: Snapshot, by: date, level: str, decided_on: date | None) -> date:
    """Return the last day on which an action may take place."""
    check_day("by", by)
    check_day("decided_on", decided_on)
    today = snapshot.day
    if by <= today:
        raise InputError(REFUSALS["past"].format(today=words_of_day(today), by=words_of_day(by)))
    if decided_on is None or level not in BEFORE_DECISION:
        return by
    if decided_on <= today:
        words = REFUSALS["decided"].format(
            level=level, decided=words_of_day(decided_on), today=words_of_day(today)
        )
        raise InputError(words)
    return min(by, decided_on)


def _rows(snapshot: Snapshot, groups: Collection[str] | None) -> tuple[GroupHeard, ...]:
    """Return the groups to plan for: those named, or all not known to be heard their share."""
    heard = participation(snapshot)
    if groups is None:
        rows = tuple(row for row in heard.unsettled() if row.ppr is None or row.ppr < 1)
    else:
        names = (groups,) if isinstance(groups, str) else groups
        ids = {snapshot.outline.find(name, kinds=("group",)) for name in names}
        rows = tuple(row for row in heard.groups if row.group in ids)
    if not rows:
        raise InputError(REFUSALS["no_groups"])
    return rows


def _floors(
    snapshot: Snapshot, floors: Mapping[str, float], groups: Collection[str]
) -> dict[str, float]:
    """Return the least people by group."""
    least: dict[str, float] = {}
    for name, people in floors.items():
        group = snapshot.outline.find(name, kinds=("group",))
        named = quoted(snapshot.names[group])
        if group in least:
            raise InputError(REFUSALS["floor_twice"].format(group=named))
        if group not in groups:
            raise InputError(REFUSALS["floor_outside"].format(group=named))
        message = REFUSALS["floor_wrong"].replace("{group}", named)
        _check_number(message, people, most=MOST_PEOPLE)
        least[group] = float(people)
    return least
