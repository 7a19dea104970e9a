"""Which activities could have counted a group, and how many of it came.

Arrays have groups as rows and the activities of the window as columns.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from reachmap.analysis.snapshot import Snapshot
from reachmap.model.hierarchy import wider_groups
from reachmap.model.nodes import Activity
from reachmap.store.counts import ActivityAttendance, Counts

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """What each activity says of each group."""

    groups: tuple[str, ...]
    """Ids, sorted: the rows."""
    activities: tuple[Activity, ...]
    """The columns."""
    visible: Bools
    """Shape (groups, activities): whether the activity could have counted the group."""
    recorded: Counts
    """Shape (groups, activities): counted voices of the group or a narrower one."""
    heads: Counts
    """Shape (groups, activities): people of the group counted beyond those voices."""
    unnamed: Counts
    """Shape (activities,): people counted beyond all rows of attendance."""


def group_counts(snapshot: Snapshot, activities: Sequence[Activity]) -> GroupCounts:
    """Return what some activities say of each group."""
    chosen = tuple(activities)
    key = "group counts", tuple(activity.id for activity in chosen)
    return snapshot.once(key, lambda: _group_counts(snapshot, chosen))


def _group_counts(snapshot: Snapshot, activities: tuple[Activity, ...]) -> GroupCounts:
    outline, attendance = snapshot.outline, snapshot.attendance_by_activity
    groups = tuple(group.id for group in outline.groups)
    row = {group: number for number, group in enumerate(groups)}
    column = {activity.id: number for number, activity in enumerate(activities)}
    recorded = np.zeros((len(groups), len(activities)), np.int64)
    at = np.array([column.get(each, -1) for each in attendance.activities], np.int64)
    there = at[attendance.group_activity]
    of = np.fromiter(map(row.__getitem__, attendance.group), np.int64, len(attendance.group))
    recorded[of[there >= 0], there[there >= 0]] = attendance.voices[there >= 0]
    came = _rows_of(attendance, column)
    heads, counted = _heads(snapshot, row, column, recorded)
    attended = np.array([activity.attended or 0 for activity in activities], np.int64)
    beyond = heads.max(axis=0, initial=0)
    visible = counted | (recorded > 0)
    for asked, columns in _asked_about(snapshot, activities, came > 0):
        visible[np.ix_([row[group] for group in asked], columns)] = True
    return GroupCounts(
        groups=groups,
        activities=activities,
        visible=visible,
        recorded=recorded,
        heads=heads,
        unnamed=np.maximum(attended - came, beyond),
    )


def _rows_of(attendance: ActivityAttendance, column: dict[str, int]) -> Counts:
    """Return the rows of attendance of any kind at each activity."""
    every = sum(attendance.rows.values(), np.zeros(len(attendance.activities), np.int64))
    came = np.zeros(len(column), np.int64)
    for activity, rows in zip(attendance.activities, every.tolist(), strict=True):
        if activity in column:
            came[column[activity]] = rows
    return came


def _heads(
    snapshot: Snapshot, row: dict[str, int], column: dict[str, int], recorded: Counts
) -> tuple[Counts, Bools]:
    """Return heads beyond recorded voices, and where heads were counted at all."""
    wider = wider_groups(snapshot.outline.groups)
    heads = np.zeros_like(recorded)
    counted = np.zeros(recorded.shape, bool)
    for count in snapshot.turnout:
        if count.activity not in column or count.attended is None:
            continue
        at = column[count.activity]
        beyond = max(count.attended - int(recorded[row[count.group], at]), 0)
        for group in wider[count.group]:
            # The largest of the groups within, never their sum: groups overlap.
            heads[row[group], at] = max(heads[row[group], at], beyond)
            counted[row[group], at] = True
    return heads, counted


def _asked_about(
    snapshot: Snapshot, activities: Sequence[Activity], attended: Bools
) -> Iterator[tuple[set[str], list[int]]]:
    """Yield groups and columns of activities where those who came were asked about the groups."""
    outline = snapshot.outline
    wider, with_voices = wider_groups(outline.groups), snapshot.store.groups_with_voices()
    of_code: dict[str, list[str]] = {}
    for group in outline.groups:
        of_code.setdefault(group.category or "", []).append(group.id)
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[int]] = {}
    for number in np.flatnonzero(attended).tolist():
        activity = activities[number]
        alike.setdefault((activity.records, activity.groups), []).append(number)
    for (records, groups), columns in alike.items():
        named = [(*wider.get(name, ()), *of_code.get(name, ())) for name in records]
        yield {*chain(*named)} if records else {*groups, *with_voices}, columns
