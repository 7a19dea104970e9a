"""A plan as rows of a map: the sittings that are planned, and the asks that lead to them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from reachmap.model.choices import ParticipationLevel
from reachmap.model.fields import Record
from reachmap.model.nodes import Activity
from reachmap.model.records import Ask
from reachmap.plan.promise import Promise
from reachmap.plan.round.rows import PlannedAction

Tables = dict[str, Sequence[Record]]
"""Rows to add, by table."""


def rows_to_commit(
    actions: Sequence[PlannedAction],
    *,
    made_on: date,
    level: ParticipationLevel,
    taken: Collection[str],
) -> Tables:
    """Return the rows that a plan adds to a map; `taken` are ids that the map has already.

    Notes of each sitting say what was promised of it, for the look back.

    The first ask is about the group; those after it name the sitting alone, so that the group
    counts as asked about once.
    """
    used, activities, asks = {*taken}, list[Activity](), list[Ask]()
    for action in actions:
        id_ = next(name for name in _names(action) if name not in used)
        used.add(id_)
        activities.append(
            Activity(
                id=id_,
                name=f"{action.method}: {action.name} ({action.start})",
                notes=_promise(action, made_on).line,
                date=action.start,
                level=level,
                method=action.method_code,
                venue=action.venue_id,
                run_by=action.way[0],
                groups=(action.group,),
                records=(action.group,),
                cost=action.cost,
                staff_hours=action.staff_hours,
                supports=tuple(sorted(action.supports)),
            )
        )
        asks += _asks(action, id_)
    return {"activities": activities, "asks": asks}


def _promise(action: PlannedAction, made_on: date) -> Promise:
    """Return what is promised of an action."""
    return Promise(
        planned_on=made_on,
        people=action.expected,
        low=action.low,
        high=action.high,
        chance=action.chance,
        cost=action.cost,
        hours=action.staff_hours,
        ask_by=action.ask_by,
        start=action.start,
    )


def _asks(action: PlannedAction, activity: str) -> Iterator[Ask]:
    """Yield the asks along the way to a group."""
    before = action.way[0]
    for number, id_ in enumerate(action.asked):
        about = {} if number else {"group": action.group}
        row = {"date": action.ask_by, "from": before, "to": id_, "activity": activity}
        yield Ask.model_validate(row | about)
        before = id_


def _names(action: PlannedAction) -> Iterator[str]:
    """Yield ids that the sitting of an action may have."""
    base = f"plan-{action.start}-{action.group}"
    yield base
    number = 1
    while True:
        number += 1
        yield f"{base}-{number}"
