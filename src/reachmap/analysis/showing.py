"""Which activities could have shown a group, and how many came of it.

All arrays stand over groups (rows) and the activities of the window (columns).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reachmap.model.hierarchy import wider_groups
from reachmap.model.nodes import Activity
from reachmap.model.stakeholders import StakeholderMap
from reachmap.store.protocol import Comings, Store

Bools = NDArray[np.bool_]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Showing:
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


def showing(store: Store, activities: Sequence[Activity]) -> Showing:
    """Return what some activities tell of each group.

    Parameters
    ----------
    store
        Where the map lives.
    activities
        The activities to look at.

    Returns
    -------
    Showing
        Counts of people by group and activity.
    """
    outline, comings = store.outline(), store.comings()
    groups = tuple(group.id for group in outline.groups)
    row = {group: place for place, group in enumerate(groups)}
    column = {activity.id: place for place, activity in enumerate(activities)}
    recorded = np.zeros((len(groups), len(activities)), np.int64)
    for place, group, voices in zip(
        comings.group_activity.tolist(), comings.group, comings.voices.tolist(), strict=True
    ):
        activity = comings.activities[place]
        if activity in column:
            recorded[row[group], column[activity]] = voices
    came = _rows_of(comings, column)
    heads, counted = _heads(store, outline, row, column, recorded)
    attended = np.array([activity.attended or 0 for activity in activities], np.int64)
    beyond = heads.max(axis=0, initial=0)
    shown = counted | (recorded > 0)
    for group, place in _told(store, outline, activities, came > 0):
        shown[row[group], place] = True
    return Showing(
        groups=groups,
        activities=tuple(activities),
        shown=shown,
        recorded=recorded,
        heads=heads,
        unnamed=np.maximum(attended - came, beyond),
    )


def _rows_of(comings: Comings, column: dict[str, int]) -> Counts:
    """Return the rows of attendance of any kind at each activity."""
    every = sum(comings.rows.values(), np.zeros(len(comings.activities), np.int64))
    came = np.zeros(len(column), np.int64)
    for activity, rows in zip(comings.activities, every.tolist(), strict=True):
        if activity in column:
            came[column[activity]] = rows
    return came


def _heads(
    store: Store,
    outline: StakeholderMap,
    row: dict[str, int],
    column: dict[str, int],
    recorded: Counts,
) -> tuple[Counts, Bools]:
    """Return heads beyond recorded voices, and where somebody counted heads at all."""
    wider = wider_groups(outline.groups)
    heads = np.zeros_like(recorded)
    counted = np.zeros(recorded.shape, bool)
    for count in store.turnout():
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
    store: Store, outline: StakeholderMap, activities: Sequence[Activity], attended: Bools
) -> Iterator[tuple[str, int]]:
    """Yield (group, place of activity) where those who came were asked about the group."""
    wider, carried = wider_groups(outline.groups), store.carried()
    of_code: dict[str, list[str]] = {}
    for group in outline.groups:
        of_code.setdefault(group.category or "", []).append(group.id)
    for place in np.flatnonzero(attended).tolist():
        activity = activities[place]
        if activity.records:
            for name in activity.records:
                yield from ((group, place) for group in wider.get(name, ()))
                yield from ((group, place) for group in of_code.get(name, ()))
        else:
            yield from ((group, place) for group in {*activity.groups, *carried})
