"""A look back at plans that were written into the map: what was promised, what is on record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, ClassVar

from reachmap.analysis.group_counts import group_counts
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.answer import Answer, Row
from reachmap.model.fields import ORGANISATION, PUBLIC
from reachmap.model.nodes import Activity
from reachmap.plan.look_back.rows import Outcome, PlannedActivity
from reachmap.plan.look_back.words import MISSING, sentences
from reachmap.plan.promise import Promise, promise_in
from reachmap.words import FOR_TEAM, USUAL_CURRENCY, words_of_count

HALF = 0.5
"""A range of people holds whole numbers that round to its ends."""


class LookBack(Answer):
    """What plans promised of the sittings that they added, beside what is on record."""

    row: ClassVar[type[Row]] = PlannedActivity

    activities: Annotated[tuple[PlannedActivity, ...], ORGANISATION] = ()
    """The sittings that plans added, in the order of days."""

    currency: Annotated[str, PUBLIC] = USUAL_CURRENCY
    """Currency of every cost."""

    def rows(self) -> tuple[PlannedActivity, ...]:
        """Return the sittings, in the order of days."""
        return self.activities

    def sentences(self) -> tuple[str, ...]:
        """Return what was promised of each sitting, and what is on record of it."""
        if not self.is_for_team:
            return (FOR_TEAM,)
        return sentences(self.activities, self.currency)


def look_back(snapshot: Snapshot, *, as_of: date | None = None) -> LookBack:
    """Look back at plans that were written into the map: promised, and what is on record.

    A plan that is committed leaves its promise in the notes of each planned. Beside it stand the
    people known to be of the group who came (attendance, and heads counted beyond it), the asks
    for it, its cost, hours and day as the map has them now::

        outcome  =  "to come"        while its day is to come
                    "not recorded"   where no attendance or turnout says who of the group came
                    "fewer", "as promised" or "more"  than the range of nine cases of ten

    What is not recorded is never counted as nobody. Cost and hours are those planned until
    somebody writes down others. Outcomes of the asks count in `calibration`.

    Parameters
    ----------
    as_of
        Day to look back from; the map's own, or today, where not given.

    Returns
    -------
    LookBack
        A row for each sitting of a plan; none where the map has no plan.

    Raises
    ------
    InputError
        If `as_of` is no day.

    Examples
    --------
    >>> from datetime import date
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> import reachmap as rm
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "borough.json"
    ...     _ = rm.demo().write(file)
    ...     small = rm.demo().plan(budget=50, staff_hours=4, by=date(2026, 5, 31), groups="carers")
    ...     rm.commit(file, small).look_back().activities[0].outcome
    'to come'
    """
    now = snapshot.on(as_of)
    planned = [
        (activity, promise)
        for activity in now.outline.activities
        if activity.groups and (promise := promise_in(activity.notes)) is not None
    ]
    rows = sorted(_rows(now, planned), key=lambda row: (row.planned_start, row.activity))
    return LookBack(
        activities=tuple(rows),
        currency=now.outline.about.currency,
        missing=tuple(_missing(rows)),
    )


def _rows(now: Snapshot, planned: Sequence[tuple[Activity, Promise]]) -> Iterator[PlannedActivity]:
    """Yield the sittings with what is on record of each."""
    activities = [activity for activity, _ in planned]
    counts = group_counts(now, activities)
    asks = now.store.activity_asks([activity.id for activity in activities])
    row_of_asks = {id_: row for row, id_ in enumerate(asks.activity)}
    for column, (activity, promise) in enumerate(planned):
        group = activity.groups[0]
        cell = counts.groups.index(group), column
        came = int(counts.came[cell]) if counts.recorded_at[cell] else None
        row = row_of_asks.get(activity.id)
        yield PlannedActivity(
            activity=activity.id,
            name=activity.name,
            group=group,
            group_name=now.names[group],
            planned_on=promise.planned_on,
            outcome=_outcome(now, activity, promise, came),
            expected=promise.people,
            low=promise.low,
            high=promise.high,
            came=came,
            attended=activity.attended,
            chance=promise.chance,
            asks=0 if row is None else int(asks.asks[row]),
            answered=0 if row is None else int(asks.answered[row]),
            passed_on=0 if row is None else int(asks.passed_on[row]),
            ask_by=promise.ask_by,
            asked_on=None if row is None else asks.first[row].astype(object),
            planned_cost=promise.cost,
            cost=activity.cost,
            planned_hours=promise.hours,
            staff_hours=activity.staff_hours,
            planned_start=promise.start,
            day=activity.date,
        )


def _outcome(now: Snapshot, activity: Activity, promise: Promise, came: int | None) -> Outcome:
    """Return how who came compares with what was promised."""
    if came is None:
        is_to_come = activity.date is not None and activity.date > now.day
        return "to come" if is_to_come else "not recorded"
    if came < promise.low - HALF:
        return "fewer"
    return "more" if came > promise.high + HALF else "as promised"


def _missing(rows: Sequence[PlannedActivity]) -> Iterator[str]:
    """Yield what is not recorded, and where to write it down."""
    unknown = sum(row.outcome == "not recorded" for row in rows)
    still_open = sum(row.asks - row.answered for row in rows if row.outcome != "to come")
    if unknown:
        yield MISSING["attendance"].format(sittings=words_of_count(unknown, "sitting"))
    if still_open:
        yield MISSING["outcomes"].format(asks=words_of_count(still_open, "ask"))
    if any(row.outcome != "to come" for row in rows):
        yield MISSING["as_planned"]
