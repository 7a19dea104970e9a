"""What every store can be asked: attendance and asks are counted inside, counts come out."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from reachmap.model.columns import Columns
from reachmap.model.ledger import Ledger
from reachmap.model.records import Finding, Said, Speaking, Turnout
from reachmap.model.stakeholders import StakeholderMap
from reachmap.store.memo import Memo

Counts = NDArray[np.int64]
Days = NDArray[np.datetime64]
SimilarVoices: TypeAlias = tuple[tuple[str, int], ...]
"""Voices that share groups with somebody, each with how many."""


@dataclass(frozen=True, slots=True)
class PairAsks:
    """Asks from one node to another, counted.

    Attributes
    ----------
    from_, to
        Ids, one a pair, sorted by (from, to).
    scored
        Shape (pairs,): asks passed on, declined or not answered.
    passed_on
        Shape (pairs,): those passed on.
    latest
        Shape (pairs,), datetime64[D]: day of the latest ask of any outcome.
    """

    from_: tuple[str, ...]
    to: tuple[str, ...]
    scored: Counts
    passed_on: Counts
    latest: Days


@dataclass(frozen=True, slots=True)
class NodeAsks:
    """Asks to each node by day.

    Attributes
    ----------
    to
        Ids, sorted, one a node and day.
    day
        Shape (rows,), datetime64[D].
    asks
        Shape (rows,): asks to the node on that day.
    """

    to: tuple[str, ...]
    day: Days
    asks: Counts


@dataclass(frozen=True, slots=True)
class VoiceAttendance:
    """Comings of each voice by day.

    Attributes
    ----------
    voice
        Ids, sorted, one a voice and day.
    day
        Shape (rows,), datetime64[D]: day of the activity.
    came
        Shape (rows,): activities of that day the voice came to (own, for-someone,
        representative).
    asked
        Shape (rows,): those of them for which an ask to the voice, naming the activity, was
        made in the same span of days.
    """

    voice: tuple[str, ...]
    day: Days
    came: Counts
    asked: Counts


@dataclass(frozen=True, slots=True)
class ActivityAttendance:
    """What the attendance of each activity adds up to.

    Attributes
    ----------
    activities
        Ids of the activities that have attendance, sorted.
    rows
        Speaking to shape (activities,): rows of attendance.
    ended, unknown
        Shape (activities,): of the rows counted for concentration, those by people whose
        lived experience had ended by the day, and those of whom it is not known.
    group_activity, group
        Shape (pairs,): positions in `activities`, and the group's id, for each activity and
        group of which a counted voice (own, for-someone) of it or a narrower one came.
    voices
        Shape (pairs,): distinct counted voices of the group or narrower at the activity.
    """

    activities: tuple[str, ...]
    rows: Mapping[Speaking, Counts]
    ended: Counts
    unknown: Counts
    group_activity: Counts
    group: tuple[str, ...]
    voices: Counts


@dataclass(frozen=True, slots=True)
class Register:
    """Everyone who could have been invited, counted by what they could have come to.

    People of one *class* are alike: they could have come to the same activities. Somebody
    who came to an activity that is for others is a class of their own.

    Attributes
    ----------
    size
        Shape (classes,): people of each class.
    pool
        Shape (activities,): place in `pools` of those whom each activity is for, in the order
        in which the activities were given.
    pools
        The classes of each pool, sorted.
    extra_activity, extra_class
        Shape (pairs,): places of an activity and of a class of one that in fact came to it,
        though it is for others.
    """

    size: Counts
    pool: Counts
    pools: tuple[Counts, ...]
    extra_activity: Counts
    extra_class: Counts


@dataclass(frozen=True, slots=True)
class Person:
    """A voice or champion that could be drawn for a panel, and what we have asked of them.

    Attributes
    ----------
    id
        Id of the voice or champion.
    groups
        Their groups, and every wider one; sorted.
    load
        Asks to them in the days asked about, and comings that none of these asks led to.
    panels
        Panels they sat on so far.
    last_panel
        Day of the latest; None where there was none.
    """

    id: str
    groups: tuple[str, ...]
    load: int
    panels: int
    last_panel: date | None


class Store(Protocol):
    """A place where one map lives."""

    @property
    def memo(self) -> Memo:
        """What was worked out of the present version and is worth keeping."""

    def version(self) -> Hashable:
        """Return a token that changes whenever anything that the store holds does."""

    def close(self) -> None:
        """Let go of what holds the store open."""

    def whole(self) -> StakeholderMap:
        """Return the whole map."""

    def outline(self) -> StakeholderMap:
        """Return the map without voices and without what grows without end."""

    def links(self) -> Columns:
        """Return the written links that start at no voice, as columns by field."""

    def turnout(self) -> Ledger[Turnout]:
        """Return the head counts."""

    def said(self) -> Ledger[Said]:
        """Return what was heard, and what became of it."""

    def findings(self) -> Ledger[Finding]:
        """Return what the team said to findings of the review."""

    def groups_with_voices(self) -> frozenset[str]:
        """Return the groups that some voice carries, itself or through a narrower one."""

    def pair_asks(self, *, as_of: date) -> PairAsks:
        """Count the asks between each two nodes up to and with a day."""

    def node_asks(self, *, after: date, as_of: date) -> NodeAsks:
        """Count the asks to each node on each day in (after, as_of]."""

    def group_asks(self, *, after: date, as_of: date) -> NodeAsks:
        """Count the asks about each group, of whomever, on each day in (after, as_of]."""

    def attendance_by_voice(self, *, after: date, as_of: date) -> VoiceAttendance:
        """Count the comings of each voice on each day in (after, as_of]."""

    def groups_of(self, voices: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return the groups of some voices, themselves or through a narrower one, sorted."""

    def similar_voices(
        self,
        sets: Sequence[Collection[str]],
        *,
        busy: Mapping[str, int],
        rested: Collection[str],
        n: int,
    ) -> list[SimilarVoices]:
        """Return the voices that share the most of each of some sets of groups."""

    def attendance_by_activity(self) -> ActivityAttendance:
        """Count the attendance of each activity."""

    def distinct_voices(self, shown: Mapping[str, Collection[str]]) -> dict[str, int]:
        """Count distinct voices over a set of activities for each scope."""

    def distinct_members(self, activities: Collection[str]) -> dict[str, int]:
        """Count, for each group, the distinct counted voices of it or narrower that came."""

    def frequencies(
        self, activities: Collection[str], *, group: str | None = None
    ) -> NDArray[np.int64]:
        """Return how often each voice came, most often first, without saying who.

        Returns
        -------
        array
            Shape (voices,): rows of own, for-someone and representative; none of zero.
        """

    def places(self, activities: Sequence[str], *, group: str | None = None) -> NDArray[np.int64]:
        """Return how many places of each activity were filled by those who talk.

        Returns
        -------
        array
            Shape (activities,), in their order: rows of own, for-someone and representative.
        """

    def register(self, activities: Sequence[str], *, group: str | None = None) -> Register:
        """Count who could have come to each activity, voices that never came among them.

        Those of its `groups` or narrower ones, or everybody where it names none; and who in
        fact came (own, for-someone, representative).
        """

    def most_frequent(self, activities: Collection[str], *, n: int) -> tuple[tuple[str, int], ...]:
        """Return the voices that came most often, with how often."""

    def people(self, *, after: date, as_of: date) -> tuple[Person, ...]:
        """Return every voice and champion, by id, and what we asked of them in (after, as_of]."""


class Told(Protocol):
    """Who is told how far a long piece of work has come."""

    def __call__(self, what: str, done: int, of: int) -> None:
        """Take in what is being done, and how many rows of how many are."""


class LastingStore(Store, Protocol):
    """A store that keeps its map after the program has ended, and that takes changes.

    Each change is made whole or not at all; a reader sees what was there before or after.
    """

    def write(self, stakeholders: StakeholderMap, *, told: Told | None = None) -> None:
        """Put a map in the place of what the store holds; the same map again changes nothing."""

    def append(self, changes: Mapping[str, Columns]) -> None:
        """Add rows to tables: to ledgers, and to links, where a row of the same key gives way."""

    def forget(self, id: str) -> int:  # noqa: A002  the word of the contract
        """Remove a voice and every trace of it: its attendance, asks and seats."""
