"""Counts of who came, made of what the server counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple, get_args

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
    """Voices heard, and places filled, of each activity and group."""

    activity: tuple[str, ...]
    length: Counts
    group: Counts
    heard: Counts
    came: Counts


def by_group(ask: Ask, circles: Circles) -> ByGroup:
    """Count, for each activity and group, those of it or a narrower one that came."""
    names = tuple(circles.wider)
    place = {group: position for position, group in enumerate(names)}
    wider = {group: [place[wide] for wide in found] for group, found in circles.wider.items()}
    rows = ask(questions.COMINGS_OF_GROUPS, wider=wider, hearing=HEARING, talking=TALKING)
    rows.sort()
    return ByGroup(
        tuple(row[0] for row in rows),
        np.array([len(row[1]) for row in rows], np.int64),
        *(_flat(row[column] for row in rows) for column in (1, 2, 3)),
    )


def comings(ask: Ask, circles: Circles, found: ByGroup) -> Comings:
    """Count the attendance of each activity."""
    rows = sorted(ask(questions.COMINGS, talking=TALKING))
    activities = tuple(row[0] for row in rows)
    by_kind = {kind: np.zeros(len(rows), np.int64) for kind in SPEAKING}
    lived = np.zeros((3, len(rows)), np.int64)
    for place, (_, parts) in enumerate(rows):
        for speaking, experience, many in parts:
            if speaking not in by_kind:
                message = f"nobody can come speaking as {speaking!r}"
                raise InvalidMap((Issue(message, MEND, file="attendance", column="speaking"),))
            by_kind[speaking][place] += many
            lived[experience, place] += many
    column = {activity: place for place, activity in enumerate(activities)}
    at = np.repeat(np.array([column[a] for a in found.activity], np.int64), found.length)
    order = np.lexsort([found.group, at])
    order = order[found.heard[order] > 0]
    names = tuple(circles.wider)
    return Comings(
        activities=activities,
        rows=by_kind,
        ended=lived[ENDED],
        unknown=lived[UNKNOWN],
        group_activity=at[order],
        group=tuple(names[code] for code in found.group[order].tolist()),
        voices=found.heard[order],
    )


def distinct_voices(ask: Ask, shown: Mapping[str, Collection[str]]) -> dict[str, int]:
    """Count distinct counted voices over a set of activities for each scope."""
    names = [*shown]
    scopes = [[place, sorted(shown[name])] for place, name in enumerate(names)]
    found = dict(ask(questions.DISTINCT_VOICES, scopes=scopes, hearing=HEARING))
    return {name: found.get(place, 0) for place, name in enumerate(names)}


def distinct_members(ask: Ask, circles: Circles, activities: Collection[str]) -> dict[str, int]:
    """Count, for each group, the distinct counted voices of it or narrower that came."""
    found = dict.fromkeys(circles.wider, 0)
    rows = ask(questions.DISTINCT_MEMBERS, activities=sorted(activities), hearing=HEARING)
    for own, count in rows:
        for group in circles.around(own):
            found[group] += count
    return found


def how_often(ask: Ask, activities: Collection[str]) -> list[list[Any]]:
    """Count how many people of each set of groups came how often."""
    return ask(questions.FREQUENCIES, activities=sorted(activities), talking=TALKING)


def frequencies(found: list[list[Any]], circles: Circles, group: str | None) -> Counts:
    """Return how often each voice came, most often first."""
    inside = None if group is None else set(circles.inside([group]))
    rows = [row[1:] for row in found if inside is None or not inside.isdisjoint(row[0])]
    rows.sort(reverse=True)
    came, people = (np.array([row[k] for row in rows], np.int64) for k in (0, 1))
    return np.repeat(came, people)


def places(activities: Sequence[str], found: Comings) -> Counts:
    """Return how many places of each activity were filled by those who talk."""
    counts: Counts = np.sum([found.rows[kind] for kind in TALKING], axis=0)
    filled = dict(zip(found.activities, counts.tolist(), strict=True))
    return np.array([filled.get(activity, 0) for activity in activities], np.int64)


def places_of(activities: Sequence[str], found: ByGroup, number: int) -> Counts:
    """Return how many places of each activity were filled by those of a group."""
    at = np.repeat(np.arange(len(found.activity)), found.length)
    mine = found.group == number
    pairs = zip(at[mine].tolist(), found.came[mine].tolist(), strict=True)
    filled = {found.activity[place]: came for place, came in pairs}
    return np.array([filled.get(activity, 0) for activity in activities], np.int64)


def _flat(parts: Iterable[Iterable[int]]) -> Counts:
    return np.fromiter(chain.from_iterable(parts), np.int64)
