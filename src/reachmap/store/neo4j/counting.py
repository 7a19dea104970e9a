"""Counts of who came, made of what the server counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from operator import attrgetter
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np
from neo4j.time import Date
from numpy.typing import NDArray
from scipy.sparse import csr_array

from reachmap.errors import InvalidMap, Issue, quoted
from reachmap.model.choices import HEARD_SPEAKING, SPEAKING, TALKING_SPEAKING, Speaking
from reachmap.model.columns import MEND
from reachmap.model.nodes import Activity
from reachmap.store.counts import ActivityAttendance, Counts, Days
from reachmap.store.neo4j import questions
from reachmap.store.neo4j.asking import Ask
from reachmap.store.neo4j.questions import OFTEN

Sparse: TypeAlias = "csr_array[np.int64, tuple[int, int]]"
Extent = Literal["few", "many"]
"""Of how many of all activities something is asked."""

ENDED, UNKNOWN = 1, 2
"""What is said of lived experience by a day: over, or not known."""
OWN, UNTIL, TOLD, SPOKE, CAME_TO, CAME = range(6)
"""What the server says of a kind of people, in this order."""


@dataclass(frozen=True, slots=True)
class GroupTree:
    """Groups within groups: each with those it is part of, and those that are part of it."""

    wider: Mapping[str, tuple[str, ...]]
    narrower: Mapping[str, tuple[str, ...]]

    def around(self, own: Collection[str]) -> tuple[str, ...]:
        """Return some groups and every wider one, sorted."""
        unknown = sorted(group for group in own if group not in self.wider)
        if unknown:
            raise InvalidMap(
                (Issue(f"there is no group {quoted(unknown[0])}", MEND, file="groups"),)
            )
        return tuple(sorted({wide for group in own for wide in self.wider[group]}))

    def inside(self, groups: Iterable[str]) -> list[str]:
        """Return some groups and every narrower one, sorted."""
        return sorted({n for group in groups for n in self.narrower.get(group, ())})


@dataclass(frozen=True, slots=True)
class Met:
    """How many people of each kind came to each activity.

    People of one kind are alike in their groups, in their lived experience and in how they
    spoke; a pair is a kind and an activity to which some of it came.

    Attributes
    ----------
    activities, groups
        Place of each by id, sorted.
    member
        Shape (groups, kinds), sparse: 1 where a kind is of a group or of a narrower one.
    speaking
        Shape (kinds,): how they spoke.
    kind, activity
        Shape (pairs,): places among the kinds and activities.
    came
        Shape (pairs,): how many people.
    lived
        Shape (pairs,): whether their lived experience was over by the day, or is not known.
    """

    activities: Mapping[str, int]
    groups: Mapping[str, int]
    member: Sparse
    speaking: NDArray[np.str_]
    kind: Counts
    activity: Counts
    came: Counts
    lived: Counts

    def who(self, speaking: Collection[Speaking]) -> NDArray[np.bool_]:
        """Return which pairs spoke in one of some ways."""
        mine: NDArray[np.bool_] = np.isin(self.speaking, [*speaking])[self.kind]
        return mine

    def at(self, mine: NDArray[np.bool_]) -> Counts:
        """Return how many people of some pairs came to each activity."""
        counts = np.zeros(len(self.activities), np.int64)
        np.add.at(counts, self.activity[mine], self.came[mine])
        return counts

    def of_groups(self, mine: NDArray[np.bool_]) -> Sparse:
        """Return how many of each group came to each activity: shape (groups, activities)."""
        shape = (len(self.speaking), len(self.activities))
        ends = (self.kind[mine], self.activity[mine])
        return csr_array(self.member @ csr_array((self.came[mine], ends), shape=shape))


def met(ask: Ask, group_tree: GroupTree, activities: Sequence[Activity]) -> Met:
    """Count the people of each kind at each activity."""
    days = {each.id: each.date for each in sorted(activities, key=attrgetter("id"))}
    kinds = ask(questions.ALIKE)
    for row in kinds:
        if row[SPOKE] not in SPEAKING:
            message = f"nobody can come speaking as {row[SPOKE]!r}"
            raise InvalidMap((Issue(message, MEND, file="attendance", column="speaking"),))
    place = {name: number for number, name in enumerate(days)}
    try:
        activity = _flat(map(place.__getitem__, row[CAME_TO]) for row in kinds)
    except KeyError as error:
        message = f"somebody came to {quoted(error.args[0])}, which is no activity"
        issue = Issue(message, MEND, file="attendance", column="activity")
        raise InvalidMap((issue,)) from None
    kind = np.repeat(np.arange(len(kinds)), np.array([len(row[CAME_TO]) for row in kinds], int))
    return Met(
        activities=place,
        groups={group: number for number, group in enumerate(group_tree.wider)},
        member=_members(group_tree, [row[OWN] for row in kinds]),
        speaking=np.array([row[SPOKE] for row in kinds], np.str_),
        kind=kind,
        activity=activity,
        came=_flat(row[CAME] for row in kinds),
        lived=_lived(kinds, kind, np.array([*days.values()], "datetime64[D]")[activity]),
    )


def _members(group_tree: GroupTree, own: Sequence[Sequence[str]]) -> Sparse:
    place = {group: number for number, group in enumerate(group_tree.wider)}
    wide = [[place[group] for group in group_tree.around(each)] for each in own]
    column = np.repeat(np.arange(len(wide)), np.array([len(each) for each in wide], int))
    row = _flat(wide)
    return csr_array((np.ones_like(row), (row, column)), shape=(len(place), len(wide)))


def _lived(kinds: Sequence[Sequence[Any]], kind: Counts, day: Days) -> Counts:
    """Say of each pair whether experience was over by the day: what is told, or from when."""
    until = np.array([_day(row[UNTIL]) for row in kinds], "datetime64[D]")[kind]
    told = np.array([row[TOLD] for row in kinds], np.int64)[kind]
    over = np.where(until < day, ENDED, 0)
    return np.where(np.isnat(until) | np.isnat(day), told, over)


def _day(found: Any) -> date | None:  # noqa: ANN401  whatever stands there
    if found is None or isinstance(found, Date):
        return found and found.to_native()
    issue = Issue(f"{quoted(str(found))} is no day", MEND, file="voices", column="lived_until")
    raise InvalidMap((issue,))


def attendance_by_activity(found: Met) -> ActivityAttendance:
    """Return what the attendance of each activity adds up to."""
    everyone = np.ones(len(found.came), np.bool_)
    there = np.flatnonzero(found.at(everyone))
    talking = found.who(TALKING_SPEAKING)
    heard = found.of_groups(found.who(HEARD_SPEAKING))[:, there].T.tocoo()
    order = np.lexsort([heard.col, heard.row])
    activities, groups = (np.array([*ids, ""], object) for ids in (found.activities, found.groups))
    return ActivityAttendance(
        activities=tuple(activities[there]),
        rows={kind: found.at(found.who([kind]))[there] for kind in SPEAKING},
        ended=found.at(talking & (found.lived == ENDED))[there],
        unknown=found.at(talking & (found.lived == UNKNOWN))[there],
        group_activity=heard.row[order].astype(np.int64),
        group=tuple(groups[heard.col[order]]),
        voices=heard.data[order],
    )


def distinct_voices(ask: Ask, shown: Mapping[str, Collection[str]]) -> dict[str, int]:
    """Count distinct counted voices over a set of activities for each scope."""
    names = [*shown]
    scopes = [[place, sorted(shown[name])] for place, name in enumerate(names)]
    found = dict(ask(questions.DISTINCT_VOICES, scopes=scopes, heard=HEARD_SPEAKING))
    return {name: found.get(place, 0) for place, name in enumerate(names)}


class Often(NamedTuple):
    """How many people of each set of groups came how often.

    `code` is the place of a row's set of groups in `sets`; `heard` is 1 where these people were
    counted voices, and 0 where they spoke as representatives alone.
    """

    sets: tuple[tuple[str, ...], ...]
    code: Counts
    came: Counts
    heard: Counts
    people: Counts


def how_often(ask: Ask, activities: Collection[str], how: Extent) -> Often:
    """Count how many people of each set of groups came how often."""
    given = sorted(activities)
    rows = ask(OFTEN[how], activities=given, heard=HEARD_SPEAKING, talking=TALKING_SPEAKING)
    code = np.repeat(np.arange(len(rows)), np.array([len(row[1]) for row in rows], int))
    counts = (_flat(row[column] for row in rows) for column in (1, 2, 3))
    return Often(tuple(tuple(row[0]) for row in rows), code, *counts)


def distinct_members(found: Often, group_tree: GroupTree) -> dict[str, int]:
    """Count, for each group, the distinct counted voices of it or narrower that came."""
    people = np.zeros(len(found.sets), np.int64)
    np.add.at(people, found.code, found.people * found.heard)
    members = dict.fromkeys(group_tree.wider, 0)
    for own, count in zip(found.sets, people.tolist(), strict=True):
        for group in group_tree.around(own):
            members[group] += count
    return members


def frequencies(found: Often, group_tree: GroupTree, group: str | None) -> Counts:
    """Return how often each voice came, most often first."""
    came, people = found.came, found.people
    if group is not None:
        inside = set(group_tree.inside([group]))
        mine = np.array([not inside.isdisjoint(own) for own in found.sets], bool)[found.code]
        came, people = came[mine], people[mine]
    order = np.argsort(-came, kind="stable")
    return np.repeat(came[order], people[order])


def most_frequent(
    ask: Ask, activities: Collection[str], found: Often, *, n: int
) -> tuple[tuple[str, int], ...]:
    """Return the voices that came most often, with how often."""
    often = np.repeat(found.came, found.people)
    if not len(often) or n < 1:
        return ()
    least = int(np.sort(often)[-n:][0])
    given = {"activities": sorted(activities), "talking": TALKING_SPEAKING, "least": least}
    return tuple((name, came) for name, came in ask(questions.MOST_FREQUENT, **given, n=n))


def places(activities: Sequence[str], found: Met, group: str | None) -> Counts:
    """Return how many places of each activity were filled by those who talk."""
    mine = found.who(TALKING_SPEAKING)
    if group is not None:
        mine &= found.member[[found.groups[group]], :].toarray()[0].astype(bool)[found.kind]
    counts = np.append(found.at(mine), 0)  # the last is of activities that are not there
    return counts[[found.activities.get(activity, -1) for activity in activities]]


def _flat(parts: Iterable[Iterable[int]]) -> Counts:
    return np.fromiter(chain.from_iterable(parts), np.int64)
