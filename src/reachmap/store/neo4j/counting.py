"""Counts of who came, made of what the server counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import NamedTuple, get_args

import numpy as np

from reachmap.errors import InvalidMap, Issue, shown
from reachmap.model.columns import MEND
from reachmap.model.records import Speaking
from reachmap.store.neo4j import questions
from reachmap.store.neo4j.asking import Ask
from reachmap.store.protocol import Comings, Counts

SPEAKING: tuple[Speaking, ...] = get_args(Speaking)
HEARING: list[Speaking] = ["own", "for-someone"]
TALKING: list[Speaking] = [*HEARING, "representative"]
ENDED, UNKNOWN = 1, 2
"""What the server says of lived experience by the day: over, or not known."""


@dataclass(frozen=True, slots=True)
class Circles:
    """Groups within groups: each with those it is part of, and those that are part of it."""

    wider: Mapping[str, tuple[str, ...]]
    narrower: Mapping[str, tuple[str, ...]]

    def around(self, own: Collection[str]) -> tuple[str, ...]:
        """Return some groups and every wider one, sorted."""
        unknown = sorted(group for group in own if group not in self.wider)
        if unknown:
            raise InvalidMap(
                (Issue(f"there is no group {shown(unknown[0])}", MEND, file="groups"),)
            )
        return tuple(sorted({wide for group in own for wide in self.wider[group]}))

    def inside(self, groups: Iterable[str]) -> list[str]:
        """Return some groups and every narrower one, sorted."""
        return sorted({n for group in groups for n in self.narrower.get(group, ())})


class ByGroup(NamedTuple):
    """How many of each group came to each activity: ids, how many groups each has, and these."""

    activity: tuple[str, ...]
    length: Counts
    group: Counts
    came: Counts


def by_group(ask: Ask, circles: Circles, speaking: Sequence[Speaking]) -> ByGroup:
    """Count, for each activity and group, those of it or a narrower one that came."""
    place = {group: position for position, group in enumerate(circles.wider)}
    wider = {group: [place[wide] for wide in found] for group, found in circles.wider.items()}
    rows = ask(questions.COMINGS_OF_GROUPS, wider=wider, speaking=[*speaking])
    rows.sort(key=itemgetter(0))
    return ByGroup(
        tuple(row[0] for row in rows),
        np.array([len(row[1]) for row in rows], np.int64),
        *(_flat(row[column] for row in rows) for column in (1, 2)),
    )


def comings(ask: Ask, circles: Circles, heard: ByGroup) -> Comings:
    """Count the attendance of each activity."""
    rows = sorted(ask(questions.COMINGS), key=itemgetter(0))
    activities = tuple(row[0] for row in rows)
    by_kind = {kind: np.zeros(len(rows), np.int64) for kind in SPEAKING}
    lived = np.zeros((3, len(rows)), np.int64)
    for place, (_, parts) in enumerate(rows):
        for speaking, experience, many in parts:
            if speaking not in by_kind:
                message = f"nobody can come speaking as {speaking!r}"
                raise InvalidMap((Issue(message, MEND, file="attendance", column="speaking"),))
            by_kind[speaking][place] += many
            if speaking in TALKING:
                lived[experience, place] += many
    column = {activity: place for place, activity in enumerate(activities)}
    at = np.repeat(np.array([column[a] for a in heard.activity], np.int64), heard.length)
    order = np.lexsort([heard.group, at])
    names = np.array([*circles.wider, ""], object)
    return Comings(
        activities=activities,
        rows=by_kind,
        ended=lived[ENDED],
        unknown=lived[UNKNOWN],
        group_activity=at[order],
        group=tuple(names[heard.group[order]]),
        voices=heard.came[order],
    )


def distinct_voices(ask: Ask, shown: Mapping[str, Collection[str]]) -> dict[str, int]:
    """Count distinct counted voices over a set of activities for each scope."""
    names = [*shown]
    scopes = [[place, sorted(shown[name])] for place, name in enumerate(names)]
    found = dict(ask(questions.DISTINCT_VOICES, scopes=scopes, hearing=HEARING))
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


def how_often(ask: Ask, activities: Collection[str]) -> Often:
    """Count how many people of each set of groups came how often."""
    rows = ask(questions.FREQUENCIES, activities=sorted(activities), talking=TALKING)
    place: dict[tuple[str, ...], int] = {}
    code = [place.setdefault(tuple(row[0]), len(place)) for row in rows]
    counts = (np.array([row[column] for row in rows], np.int64) for column in (1, 2, 3))
    return Often(tuple(place), np.array(code, np.int64), *counts)


def distinct_members(found: Often, circles: Circles) -> dict[str, int]:
    """Count, for each group, the distinct counted voices of it or narrower that came."""
    people = np.zeros(len(found.sets), np.int64)
    np.add.at(people, found.code, found.people * found.heard)
    members = dict.fromkeys(circles.wider, 0)
    for own, count in zip(found.sets, people.tolist(), strict=True):
        for group in circles.around(own):
            members[group] += count
    return members


def frequencies(found: Often, circles: Circles, group: str | None) -> Counts:
    """Return how often each voice came, most often first."""
    came, people = found.came, found.people
    if group is not None:
        inside = set(circles.inside([group]))
        mine = np.array([not inside.isdisjoint(own) for own in found.sets], bool)[found.code]
        came, people = came[mine], people[mine]
    order = np.argsort(-came, kind="stable")
    return np.repeat(came[order], people[order])


def places(activities: Sequence[str], found: Comings) -> Counts:
    """Return how many places of each activity were filled by those who talk."""
    counts: Counts = np.sum([found.rows[kind] for kind in TALKING], axis=0)
    filled = dict(zip(found.activities, counts.tolist(), strict=True))
    return np.array([filled.get(activity, 0) for activity in activities], np.int64)


def places_of(activities: Sequence[str], parts: Iterable[ByGroup], number: int) -> Counts:
    """Return how many places of each activity were filled by those of a group."""
    filled: Counter[str] = Counter()
    for found in parts:
        at = np.repeat(np.arange(len(found.activity)), found.length)
        mine = found.group == number
        for place, came in zip(at[mine].tolist(), found.came[mine].tolist(), strict=True):
            filled[found.activity[place]] += came
    return np.array([filled[activity] for activity in activities], np.int64)


def _flat(parts: Iterable[Iterable[int]]) -> Counts:
    return np.fromiter(chain.from_iterable(parts), np.int64)
