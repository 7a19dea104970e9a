"""What would settle it: which questions on the sign-in sheets of which open sittings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from reachmap.analysis.group_counts import GroupCounts
from reachmap.analysis.participation.question import participation
from reachmap.analysis.participation.rows import Status
from reachmap.analysis.readiness.asked import MOST_BOXES, fit_one_sheet, questions_about
from reachmap.analysis.readiness.rows import SheetQuestion, SignInSheet
from reachmap.analysis.readiness.trial import Outcome, Trial
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.nodes import Activity

CANNOT_TELL: tuple[Status, ...] = ("not-recorded", "uncertain")
"""Statuses that say that we cannot tell."""

MOST_SITTINGS = 6
"""Sittings that are tried, those with the most people first."""

RECENT = timedelta(365)
"""How long ago a channel last met that is taken to meet again."""


class Sitting(NamedTuple):
    """An open sitting to come, taken to be like the last one of its channel."""

    last: int
    """Column of the last one."""
    planned: Activity | None


def sign_in_sheets(snapshot: Snapshot) -> tuple[SignInSheet, ...]:
    """Return a sheet for each open sitting to come, and one for a year, the best first.

    Everybody there is taken to be asked about every group on the sheet, and to answer. At a
    sitting to come, voices who came last time come again, and heads are people more. A year of
    open sittings is taken to be like the last one, and is judged by itself. Each group is tried
    at 1 / k, at 1 and at k times its fair share of those who had not answered before, k the
    assumed `unasked_factor`; then the rule of `participation` gives its status. Voices who prove
    to be of a group are taken not to be among heads counted elsewhere. Groups do not touch each
    other, so the questions that settle most one by one settle most together. Where no open
    sitting is to come, there is one sheet for any.
    """
    rows = participation(snapshot).of(*CANNOT_TELL)
    groups = [snapshot.groups[row.group] for row in rows]
    questions = questions_about(groups, snapshot.outline.taxonomy_table)
    if not questions:
        return ()
    limits = {"of": len(groups), "factor": snapshot.assumptions.unasked_factor}
    trial = Trial.of(snapshot, snapshot.past)
    sheets = []
    for sitting in _sittings(snapshot, trial.seen):
        sheet = _best(questions, trial, trial.met_again(sitting.last))
        sheets.append(sheet.model_copy(update=_about(snapshot, sitting)))
    sheets = [sheet for sheet in (*_for_a_year(snapshot, questions), *sheets) if sheet.questions]
    if not sheets:
        first = sorted(questions, key=lambda each: -len(each.groups))
        sheets = [SignInSheet(questions=fit_one_sheet(first))]
    best = sorted(sheets, key=lambda each: (-(each.settles or 0), -(each.perhaps or 0)))
    return tuple(sheet.model_copy(update=limits) for sheet in best)


def _best(questions: Sequence[SheetQuestion], trial: Trial, outcome: Outcome) -> SignInSheet:
    """Return the sheet that settles most; without a question if everybody has answered all."""

    def gain(groups: Iterable[str]) -> tuple[int, int, int]:
        rows = [trial.row[group] for group in groups]
        settled = outcome.settled[:, rows]
        sure, perhaps = settled.all(axis=0).sum(), settled.any(axis=0).sum()
        return int(sure), int(perhaps), int(outcome.answers[rows].sum())

    few = []
    for question in questions:
        groups = sorted(question.groups, key=lambda group: gain([group]), reverse=True)
        useful = tuple(group for group in groups if any(gain([group])))
        few.append(question.model_copy(update={"groups": useful[:MOST_BOXES]}))
    useful_first = sorted(few, key=lambda each: gain(each.groups), reverse=True)
    chosen = fit_one_sheet(each for each in useful_first if each.groups)
    boxes = [group for question in chosen for group in question.groups]
    sure, perhaps, _ = gain(boxes)
    return SignInSheet(
        people=outcome.people,
        questions=chosen,
        settles=sure,
        perhaps=perhaps,
        settled=tuple(trial.snapshot.groups[group].name for group in boxes if gain([group])[0]),
    )


def _for_a_year(snapshot: Snapshot, questions: Sequence[SheetQuestion]) -> Iterator[SignInSheet]:
    """Yield the sheet for every open sitting of a year, where there were several in the last."""
    since = snapshot.day - RECENT
    year = [each for each in snapshot.past if each.date and each.date > since]
    trial = Trial.of(snapshot, year)
    people = trial.seen.unnamed + trial.seen.named
    sittings = [n for n, each in enumerate(year) if not each.groups and people[n]]
    if len(sittings) > 1:
        sheet = _best(questions, trial, trial.asked_at(sittings))
        yield sheet.model_copy(update={"sittings": len(sittings)})


def _about(snapshot: Snapshot, sitting: Sitting) -> dict[str, object]:
    """Return what a sheet says of the sitting that it is for."""
    planned = sitting.planned
    channel = snapshot.channels[snapshot.past[sitting.last].channel or ""]
    return {
        "channel": channel.id,
        "activity": planned.id if planned else None,
        "name": planned.name if planned else channel.name,
        "day": planned.date if planned else None,
    }


def _sittings(snapshot: Snapshot, seen: GroupCounts) -> list[Sitting]:
    """Return the open sittings to come: those planned, or else those of channels that met."""
    people = seen.named + seen.unnamed
    last: dict[str, int] = {}
    held = [(each.date, n) for n, each in enumerate(seen.activities) if each.date and people[n]]
    for _, number in sorted(held):
        activity = seen.activities[number]
        if activity.channel and not activity.groups:
            last[activity.channel] = number
    past = {activity.id for activity in snapshot.past}
    planned: dict[str, Activity] = {}
    for activity in snapshot.outline.activities:
        channel = activity.channel or ""
        if activity.id not in past and not activity.groups and channel in last:
            planned[channel] = min(activity, planned.get(channel, activity), key=_day)
    sittings = [Sitting(last[channel], activity) for channel, activity in planned.items()]
    if not planned:
        since = snapshot.day - RECENT
        recent = [n for n in last.values() if (seen.activities[n].date or since) > since]
        sittings = [Sitting(number, None) for number in recent]
    return sorted(sittings, key=lambda each: -people[each.last])[:MOST_SITTINGS]


def _day(activity: Activity) -> tuple[str, str]:
    """Return what puts activities in the order of their days."""
    return str(activity.date), activity.id
