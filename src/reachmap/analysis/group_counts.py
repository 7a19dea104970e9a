"""How many of each group came to each activity, and at which of them people were asked.

Arrays have groups as rows and the activities of the window as columns.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reachmap.analysis.snapshot import Snapshot
from reachmap.model.choices import HEARD_SPEAKING
from reachmap.model.hierarchy import wider_groups
from reachmap.model.nodes import Activity, Group
from reachmap.store.counts import ActivityAttendance, Codes, Counts

Bools = NDArray[np.bool_]

AT_ONCE = 1_000_000
"""Pairs of a group and an activity that are set at once, so that memory stays small."""


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """What each activity says of each group."""

    groups: tuple[str, ...]
    """Ids, sorted: the rows."""
    activities: tuple[Activity, ...]
    """The columns."""
    recorded: Codes
    """Shape (groups, activities): counted voices of the group or a narrower one."""
    heads: Counts
    """Shape (groups, activities): people of the group counted beyond those voices."""
    unnamed: Counts
    """Shape (activities,): people counted beyond all rows of attendance."""
    counted: Bools
    """Shape (groups, activities): whether turnout counted those of the group itself."""
    not_said: Counts
    """Shape (groups, activities): people who were counted but did not say if they are of it."""
    most: Counts
    """Shape (groups, activities): people beyond those voices who may be of the group."""
    asks: Bools
    """Shape (groups, activities): whether its records name the group itself, or its code."""
    named: Counts
    """Shape (activities,): voices that were heard."""

    @property
    def came(self) -> Counts | Codes:
        """Shape (groups, activities): everyone known to be of the group who came."""
        return self.heads + self.recorded if self.counted.any() else self.recorded

    @property
    def recorded_at(self) -> Bools:
        """Shape (groups, activities): whether anything is recorded of the group."""
        return (self.came > 0) | self.counted | (self.asks & (self.named > 0))


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
    at = np.array([column.get(each, -1) for each in attendance.activities], np.int64)
    recorded = _recorded(attendance, row, at, len(activities))
    heads, counted, not_said = _heads(snapshot, row, column, recorded)
    attended = np.array([activity.attended or 0 for activity in activities], np.int64)
    came = _rows_of(attendance, at, len(activities), [*attendance.rows])
    unnamed = np.maximum(attended - came, heads.max(axis=0, initial=0))
    return GroupCounts(
        groups=groups,
        activities=activities,
        recorded=recorded,
        heads=heads,
        unnamed=unnamed,
        counted=counted,
        not_said=not_said,
        most=_most(snapshot, row, heads, unnamed, counted, not_said),
        asks=_asks(outline.groups, activities),
        named=_rows_of(attendance, at, len(activities), HEARD_SPEAKING),
    )


def _recorded(
    attendance: ActivityAttendance, row: Mapping[str, int], at: Counts, size: int
) -> Codes:
    """Return counted voices of each group at each activity, of which `at` gives the columns."""
    recorded = np.zeros((len(row), size), np.int32)
    of = np.array([row.get(each, -1) for each in attendance.groups], np.int64)
    for first in range(0, len(attendance.group), AT_ONCE):
        part = slice(first, first + AT_ONCE)
        there = at[attendance.group_activity[part]]
        rows = of[attendance.group[part]]
        inside = (there >= 0) & (rows >= 0)
        recorded[rows[inside], there[inside]] = attendance.voices[part][inside]
    return recorded


def _asks(groups: Sequence[Group], activities: Sequence[Activity]) -> Bools:
    """Return whether the records of each activity name each group, or its code."""
    names, same = rows_by_name(groups), defaultdict[tuple[str, ...], list[int]](list)
    for number, activity in enumerate(activities):
        same[activity.records].append(number)
    asks = np.zeros((len(groups), len(activities)), bool)
    for records, numbers in same.items():
        for row in {row for name in records for row in names.get(name, ())}:
            asks[row, numbers] = True
    return asks


def rows_by_name(groups: Sequence[Group]) -> Mapping[str, list[int]]:
    """Return the rows of the groups that go by an id, or by a code of the taxonomy."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for name in {group.id, group.category} - {None}:
            rows[str(name)].append(number)
    return rows


def _rows_of(attendance: ActivityAttendance, at: Counts, size: int, kinds: Sequence[str]) -> Counts:
    """Return the rows of attendance of some kinds of speaking at each activity."""
    every = np.zeros(len(attendance.activities), np.int64)
    for kind, rows in attendance.rows.items():
        if kind in kinds:
            every += rows
    came = np.zeros(size, np.int64)
    came[at[at >= 0]] = every[at >= 0]
    return came


def _heads(
    snapshot: Snapshot, row: dict[str, int], column: dict[str, int], recorded: Codes
) -> tuple[Counts, Bools, Counts]:
    """Return heads beyond recorded voices, where heads were counted, and who did not say."""
    wider = wider_groups(snapshot.outline.groups)
    heads, not_said = np.zeros(recorded.shape, np.int64), np.zeros(recorded.shape, np.int64)
    counted = np.zeros(recorded.shape, bool)
    for count in snapshot.turnout:
        if count.activity not in column or count.attended is None:
            continue
        own, at = row[count.group], column[count.activity]
        counted[own, at] = True
        not_said[own, at] = count.not_said or 0
        beyond = max(count.attended - int(recorded[own, at]), 0)
        for group in wider[count.group]:
            # The largest of the groups within, never their sum: groups overlap.
            heads[row[group], at] = max(heads[row[group], at], beyond)
    return heads, counted, not_said


def _most(  # noqa: PLR0917  one call, of what was counted
    snapshot: Snapshot,
    row: dict[str, int],
    heads: Counts,
    unnamed: Counts,
    counted: Bools,
    not_said: Counts,
) -> Counts:
    """Return how many heads may be of each group: the fewest that a count of a wider one allows."""
    if not counted.any():
        return np.broadcast_to(unnamed, heads.shape)
    limit = np.where(counted, np.minimum(heads + not_said, unnamed), unnamed)
    most = limit.copy()
    for group, wider in wider_groups(snapshot.outline.groups).items():
        most[row[group]] = limit[[row[each] for each in wider]].min(axis=0)
    bounded: Counts = np.maximum(most, heads)
    return bounded
