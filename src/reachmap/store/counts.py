"""What a store counts: asks, attendance and people, as columns of plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from reachmap.model.choices import Speaking

Counts = NDArray[np.int64]
Codes = NDArray[np.int32]
"""Positions of things, where there are very many of them."""

Days = NDArray[np.datetime64]
SimilarVoices: TypeAlias = tuple[tuple[str, int], ...]
"""Voices that share groups with a set of groups, each with how many."""


class Span(NamedTuple):
    """The days after one and up to another."""

    after: date
    until: date


@dataclass(frozen=True, slots=True)
class PairAsks:
    """Asks from one node to another by day, one row a pair and day.

    Who asks a voice asks them to take part: such asks have no row. Nor is an ask that names an
    activity and no group one for an introduction; it has a row, as the two were in touch.
    """

    from_: tuple[str, ...]
    """Ids of who asked; rows are sorted by (from, to, day)."""

    to: tuple[str, ...]
    """Ids of who was asked."""

    day: Days
    """Shape (rows,), datetime64[D]: day of the asks."""

    asks: Counts
    """Shape (rows,): asks for anything, of any outcome, open ones among them."""

    scored: Counts
    """Shape (rows,): asks for an introduction that were passed on, declined or not answered."""

    passed_on: Counts
    """Shape (rows,): those passed on."""


@dataclass(frozen=True, slots=True)
class NodeAsks:
    """Asks to each node by day, one row a node and day, sorted by node and day."""

    to: tuple[str, ...]
    """Ids of the nodes."""

    day: Days
    """Shape (rows,), datetime64[D]."""

    asks: Counts
    """Shape (rows,): asks to the node on that day."""


@dataclass(frozen=True, slots=True)
class ActivityAsks:
    """Asks for some activities, those to voices left out, one row an activity that has any."""

    activity: tuple[str, ...]
    """Ids of the activities, sorted."""

    first: Days
    """Shape (rows,), datetime64[D]: day of the first ask."""

    asks: Counts
    """Shape (rows,): all of them."""

    answered: Counts
    """Shape (rows,): those with an outcome, "no answer" among them."""

    passed_on: Counts
    """Shape (rows,): those passed on."""


@dataclass(frozen=True, slots=True)
class VoiceAttendance:
    """Attendance of each voice by day, one row a voice and day, sorted by voice and day."""

    voice: tuple[str, ...]
    """Ids of the voices."""

    day: Days
    """Shape (rows,), datetime64[D]: day of the activity."""

    came: Counts
    """Shape (rows,): activities of that day at which the voice talked."""

    asked: Counts
    """Shape (rows,): those for which an ask to the voice, naming the activity, was made in the
    same span of days."""


@dataclass(frozen=True, slots=True)
class ActivityAttendance:
    """What the attendance of each activity adds up to."""

    activities: tuple[str, ...]
    """Ids of the activities that have attendance, sorted."""

    rows: Mapping[Speaking, Counts]
    """Kind of speaking to shape (activities,): rows of attendance."""

    ended: Counts
    """Shape (activities,): rows of people who talked and whose lived experience had ended."""

    unknown: Counts
    """Shape (activities,): rows of people who talked and whose lived experience is not known."""

    groups: tuple[str, ...]
    """Ids of all groups of the map, sorted."""

    group_activity: Codes
    """Shape (pairs,): position in `activities`, for each activity and group that was heard."""

    group: Codes
    """Shape (pairs,): position in `groups`, of each pair; pairs are sorted by both."""

    voices: Codes
    """Shape (pairs,): distinct voices heard of the group, or a narrower one, at the activity."""


@dataclass(frozen=True, slots=True)
class TalkingVoices:
    """Voices that talked at some activities, and what is recorded of them, counted."""

    voices: int
    without_groups: int
    without_experience: int
    """Those with neither lived experience nor its end recorded."""

    groups_without_experience: int
    """Different groups that these name."""


@dataclass(frozen=True, slots=True)
class VoicesAlike:
    """Distinct voices heard, one row for those alike; rows are sorted."""

    groups: tuple[tuple[str, ...], ...]
    """Their groups, and every wider one; sorted."""

    kinds: tuple[tuple[int, ...], ...]
    """Indices of the kinds of activity at which they were heard; sorted."""

    people: Counts
    """Shape (rows,)."""

    @classmethod
    def of(cls, rows: Mapping[tuple[tuple[str, ...], tuple[int, ...]], int]) -> VoicesAlike:
        """Return voices counted by their groups and kinds, without rows of nobody."""
        alike = sorted(key for key, people in rows.items() if people)
        return cls(
            groups=tuple(groups for groups, _ in alike),
            kinds=tuple(kinds for _, kinds in alike),
            people=np.array([rows[key] for key in alike], np.int64),
        )


@dataclass(frozen=True, slots=True)
class Register:
    """Everyone who could have been invited, counted by what they could have come to.

    People of one *class* are alike: they could have come to the same activities. A voice that
    came to an activity that is for others is a class of its own.
    """

    size: Counts
    """Shape (classes,): people of each class."""

    pool: Counts
    """Shape (activities,): index in `pools` of the people each activity is for, in the order
    in which the activities were given."""

    pools: tuple[Counts, ...]
    """The classes of each pool, sorted."""

    extra_activity: Counts
    """Shape (pairs,): index of an activity to which one came, though it is for others."""

    extra_class: Counts
    """Shape (pairs,): index of the class of that one."""


@dataclass(frozen=True, slots=True)
class Person:
    """A voice or champion that could be drawn for a panel, and what we have asked of them."""

    id: str
    groups: tuple[str, ...]
    """Their groups, and every wider one; sorted."""

    load: int
    """Asks to them in the days in question, and attendance that none of these asks led to."""

    panels: int
    """Panels they sat on so far."""

    last_panel: date | None
    """Day of the latest; None where there was none."""

    only_staff: bool = False
    """Whether they are on record as having come so far, each time as staff or facilitator."""
