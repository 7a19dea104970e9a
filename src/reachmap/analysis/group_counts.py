"""Which activities could have shown a group, and how many came of it.

All arrays stand over groups (rows) and the activities of the window (columns).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reachmap.analysis.snapshot import Snapshot
from reachmap.model.hierarchy import wider_groups
from reachmap.model.nodes import Activity
from reachmap.store.counts import ActivityAttendance

Bools = NDArray[np.bool_]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """What each activity tells of each group.

    Attributes
    ----------
    groups
        Ids, sorted: the rows.
    activities
        The columns.
    shown
        Shape (groups, activities): whether the activity could have shown the group.
    recorded
        Shape (groups, activities): counted voices of the group or a narrower one.
    heads
        Shape (groups, activities): people of the group counted beyond those voices.
    unnamed
        Shape (activities,): people counted beyond all rows of attendance.
    """

    groups: tuple[str, ...]
    activities: tuple[Activity, ...]
    shown: Bools
    recorded: Counts
    heads: Counts
    unnamed: Counts


def group_counts(snapshot: Snapshot, activities: Sequence[Activity]) -> GroupCounts:
    """Return what some activities tell of each group."""
    chosen = tuple(activities)
    key = "group counts", tuple(activity.id for activity in chosen)
    return snapshot.once(key, lambda: _group_counts(snapshot, chosen))


def _group_counts(snapshot: Snapshot, activities: tuple[Activity, ...]) -> GroupCounts:
    outline, attendance = snapshot.outline, snapshot.attendance_by_activity
    groups = tuple(group.id for group in outline.groups)
    row = {group: place for place, group in enumerate(groups)}
    column = {activity.id: place for place, activity in enumerate(activities)}
    recorded = np.zeros((len(groups), len(activities)), np.int64)
    at = np.array([column.get(each, -1) for each in attendance.activities], np.int64)
    there = at[attendance.group_activity]
    of = np.fromiter(map(row.__getitem__, attendance.group), np.int64, len(attendance.group))
    recorded[of[there >= 0], there[there >= 0]] = attendance.voices[there >= 0]
    came = _rows_of(attendance, column)
    heads, counted = _heads(snapshot, row, column, recorded)
    attended = np.array([activity.attended or 0 for activity in activities], np.int64)
    beyond = heads.max(axis=0, initial=0)
    shown = counted | (recorded > 0)
    for told, places in _told(snapshot, activities, came > 0):
        shown[np.ix_([row[group] for group in told], places)] = True
    return GroupCounts(
        groups=groups,
        activities=activities,
        shown=shown,
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
    """Return heads beyond recorded voices, and where somebody counted heads at all."""
    wider = wider_groups(snapshot.outline.groups)
    heads = np.zeros_like(recorded)
    counted = np.zeros(recorded.shape, bool)
    for count in snapshot.turnout:
        if count.activity not in column or count.attended is None:
            continue
        place = column[count.activity]
        beyond = max(count.attended - int(recorded[row[count.group], place]), 0)
        for group in wider[count.group]:
            # The largest of the groups within, never their sum: groups overlap.
            heads[row[group], place] = max(heads[row[group], place], beyond)
            counted[row[group], place] = True
    return heads, counted


def _told(
    snapshot: Snapshot, activities: Sequence[Activity], attended: Bools
) -> Iterator[tuple[set[str], list[int]]]:
    """Yield groups and places of activities where those who came were asked about the groups."""
    outline = snapshot.outline
    wider, with_voices = wider_groups(outline.groups), snapshot.store.groups_with_voices()
    of_code: dict[str, list[str]] = {}
    for group in outline.groups:
        of_code.setdefault(group.category or "", []).append(group.id)
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[int]] = {}
    for place in np.flatnonzero(attended).tolist():
        activity = activities[place]
        alike.setdefault((activity.records, activity.groups), []).append(place)
    for (records, groups), places in alike.items():
        told = {each for name in records for each in (*wider.get(name, ()), *of_code.get(name, ()))}
        yield told if records else {*groups, *with_voices}, places
