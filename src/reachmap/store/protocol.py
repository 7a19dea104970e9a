"""What every store can be asked.

The trust network leaves a store whole; attendance and asks are counted inside it, and
only counts come out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from reachmap.model.ledger import Ledger
from reachmap.model.records import Finding, Said, Speaking, Turnout
from reachmap.model.stakeholders import StakeholderMap

Counts = NDArray[np.int64]
Days = NDArray[np.datetime64]


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
class Comings:
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

    def whole(self) -> StakeholderMap:
        """Return the whole map."""

    def outline(self) -> StakeholderMap:
        """Return the map without voices and without what grows without end."""

    def turnout(self) -> Ledger[Turnout]:
        """Return the head counts."""

    def said(self) -> Ledger[Said]:
        """Return what was heard, and what became of it."""

    def findings(self) -> Ledger[Finding]:
        """Return what the team said to findings of the review."""

    def group_asks(self, *, after: date, as_of: date) -> dict[str, int]:
        """Count the asks about each group in (after, as_of]; none of zero."""

    def carried(self) -> frozenset[str]:
        """Return the groups that some voice carries, itself or through a narrower one."""

    def pair_asks(self, *, as_of: date) -> PairAsks:
        """Count the asks between each two nodes up to and with a day."""

    def node_asks(self, *, after: date, as_of: date) -> NodeAsks:
        """Count the asks to each node on each day in (after, as_of]."""

    def comings(self) -> Comings:
        """Count the attendance of each activity."""

    def distinct_voices(self, shown: Mapping[str, Collection[str]]) -> dict[str, int]:
        """Count distinct voices over a set of activities for each scope.

        Parameters
        ----------
        shown
            Scope to the activities to look at.

        Returns
        -------
        dict
            Scope to the number of different counted voices (own, for-someone) that came
            to one of them at least.
        """

    def distinct_members(self, activities: Collection[str]) -> dict[str, int]:
        """Count, for each group, the distinct counted voices of it or narrower that came."""

    def frequencies(
        self, activities: Collection[str], *, group: str | None = None
    ) -> NDArray[np.int64]:
        """Return how often each voice came, most often first, without saying who.

        Parameters
        ----------
        activities
            Ids of the activities to count.
        group
            Count only voices of this group or a narrower one.

        Returns
        -------
        array
            Shape (voices,): rows of own, for-someone and representative; none of zero.
        """

    def most_frequent(self, activities: Collection[str], *, n: int) -> tuple[tuple[str, int], ...]:
        """Return the voices that came most often, with how often.

        Parameters
        ----------
        activities
            Ids of the activities to count.
        n
            How many voices at most.

        Returns
        -------
        tuple
            (id, rows of own, for-someone and representative), most often first, then by id.
        """

    def people(self, *, after: date, as_of: date) -> tuple[Person, ...]:
        """Return every voice and champion, and what we asked of them in (after, as_of].

        Parameters
        ----------
        after, as_of
            Days between which asks and comings count; seats of panels count up to `as_of`.

        Returns
        -------
        tuple of Person
            Sorted by id.
        """
