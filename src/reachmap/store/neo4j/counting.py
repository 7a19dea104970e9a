"""Counts of attendance, made of what the server counted."""

import contextlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from operator import attrgetter
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np
from neo4j.time import Date
from numpy.typing import NDArray
from scipy.sparse import csr_array

from reachmap.errors import InvalidMap, Issue, StoreConflict, quoted
from reachmap.model.choices import HEARD_SPEAKING, SPEAKING, TALKING_SPEAKING, Speaking
from reachmap.model.columns import MEND
from reachmap.model.nodes import Activity
from reachmap.store.counts import ActivityAttendance, Counts, Days, VoicesAlike
from reachmap.store.memo import Memo
from reachmap.store.neo4j.answers import MOST_COUNT, known, refuse
from reachmap.store.neo4j.asking import Ask

Sparse: TypeAlias = "csr_array[np.int64, tuple[int, int]]"
Extent = Literal["few", "many"]
"""Whether a question is about few of all activities or many."""

ENDED, UNKNOWN = 1, 2
"""Codes of lived experience on a day: over, or not known."""
OWN, UNTIL, EXPERIENCE, SPOKE, CAME_TO, CAME = range(6)
"""Columns of the server's rows, one row a kind of people."""


@dataclass(frozen=True, slots=True)
class GroupTree:
    """Groups within groups: each with every wider one and every narrower one, itself among them."""

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
class KindAttendance:
    """How many people of each kind came to each activity.

    People of one kind are alike in their groups, in their lived experience and in how they
    spoke; a pair is a kind and an activity to which some of it came.
    """

    activities: Mapping[str, int]
    """Index of each by id, sorted."""

    groups: Mapping[str, int]
    """Index of each by id, sorted."""

    member: Sparse
    """Shape (groups, kinds): 1 where a kind is of a group or of a narrower one."""

    speaking: NDArray[np.str_]
    """Shape (kinds,): how they spoke."""

    kind: Counts
    """Shape (pairs,): indices of kinds."""

    activity: Counts
    """Shape (pairs,): indices of activities."""

    came: Counts
    """Shape (pairs,): how many people."""

    lived: Counts
    """Shape (pairs,): `ENDED`, `UNKNOWN` or 0, of their lived experience on the day."""

    memo: Memo = field(default_factory=Memo, compare=False)
    """What is asked of it again and again: activities are asked for group by group."""

    def speaking_as(self, kinds: Collection[Speaking]) -> NDArray[np.bool_]:
        """Return which pairs spoke in one of some ways: shape (pairs,)."""
        chosen: NDArray[np.bool_] = np.isin(self.speaking, [*kinds])[self.kind]
        return chosen

    def by_activity(self, chosen: NDArray[np.bool_]) -> Counts:
        """Return how many people of some pairs came to each activity: shape (activities,)."""
        counts = np.bincount(
            self.activity[chosen], weights=self.came[chosen], minlength=len(self.activities)
        )
        return counts.astype(np.int64)  # whole, and exact below 2^53

    def places(self, group: str | None) -> Counts:
        """Return how many people of a group, or of all, talked at each activity, and a zero."""
        talking = self.memo.once(None, "talking", lambda: self.speaking_as(TALKING_SPEAKING))
        if group is None:
            return self.memo.once(None, "places", lambda: np.append(self.by_activity(talking), 0))
        inside = self.member[[self.groups[group]], :].toarray()[0].astype(bool)
        return np.append(self.by_activity(talking & inside[self.kind]), 0)

    def positions(self, activities: Sequence[str]) -> Counts:
        """Return the numbers of some activities, -1 where there is no such one."""
        return self.memo.once(
            None,
            names := tuple(activities),
            lambda: np.array([self.activities.get(name, -1) for name in names], np.int64),
        )

    def by_group(self, chosen: NDArray[np.bool_]) -> Sparse:
        """Return how many of each group came to each activity: shape (groups, activities)."""
        shape = (len(self.speaking), len(self.activities))
        ends = (self.kind[chosen], self.activity[chosen])
        return csr_array(self.member @ csr_array((self.came[chosen], ends), shape=shape))


def kind_attendance(
    ask: Ask, group_tree: GroupTree, activities: Sequence[Activity]
) -> KindAttendance:
    """Count the people of each kind at each activity."""
    days = {each.id: each.date for each in sorted(activities, key=attrgetter("id"))}
    kinds = ask(ask.questions.kinds)
    for server_row in kinds:
        if server_row[SPOKE] not in SPEAKING:
            message = f"no voice can speak as {server_row[SPOKE]!r}"
            raise InvalidMap((Issue(message, MEND, file="attendance", column="speaking"),))
    index = {name: number for number, name in enumerate(days)}
    try:
        activity = _flat(map(index.__getitem__, server_row[CAME_TO]) for server_row in kinds)
    except KeyError as error:
        message = f"a voice came to {quoted(error.args[0])}, which is no activity"
        issue = Issue(message, MEND, file="attendance", column="activity")
        raise InvalidMap((issue,)) from None
    kind = np.repeat(
        np.arange(len(kinds)), np.array([len(server_row[CAME_TO]) for server_row in kinds], int)
    )
    return KindAttendance(
        activities=index,
        groups={group: number for number, group in enumerate(group_tree.wider)},
        member=_members(group_tree, [server_row[OWN] for server_row in kinds]),
        speaking=np.array([server_row[SPOKE] for server_row in kinds], np.str_),
        kind=kind,
        activity=activity,
        came=_flat(server_row[CAME] for server_row in kinds),
        lived=_experience_by_day(
            kinds, kind, np.array([*days.values()], "datetime64[D]")[activity]
        ),
    )


def _members(group_tree: GroupTree, own: Sequence[Sequence[str]]) -> Sparse:
    index = {group: number for number, group in enumerate(group_tree.wider)}
    wide = [[index[group] for group in group_tree.around(each)] for each in own]
    column = np.repeat(np.arange(len(wide)), np.array([len(each) for each in wide], int))
    group_row = _flat(wide)
    return csr_array((np.ones_like(group_row), (group_row, column)), shape=(len(index), len(wide)))


def _experience_by_day(kinds: Sequence[Sequence[Any]], kind: Counts, day: Days) -> Counts:
    """Return for each pair whether experience was over: by its date, or else as recorded."""
    until = np.array([_day(server_row[UNTIL]) for server_row in kinds], "datetime64[D]")[kind]
    recorded = np.array([server_row[EXPERIENCE] for server_row in kinds], np.int64)[kind]
    over = np.where(until < day, ENDED, 0)
    return np.where(np.isnat(until) | np.isnat(day), recorded, over)


def _day(value: Any) -> date | None:  # noqa: ANN401  whatever the graph holds
    with contextlib.suppress(ValueError):
        if value is None or isinstance(value, Date):
            return value and value.to_native()
    issue = Issue(f"{quoted(str(value))} is no day", MEND, file="voices", column="lived_until")
    raise InvalidMap((issue,))


def attendance_by_activity(kinds: KindAttendance) -> ActivityAttendance:
    """Return what the attendance of each activity adds up to."""
    everyone = np.ones(len(kinds.came), np.bool_)
    recorded = np.flatnonzero(kinds.by_activity(everyone))
    talking = kinds.speaking_as(TALKING_SPEAKING)
    heard = kinds.by_group(kinds.speaking_as(HEARD_SPEAKING))[:, recorded].T.tocoo()
    order = np.lexsort([heard.col, heard.row])
    activities = np.array([*kinds.activities, ""], object)
    return ActivityAttendance(
        activities=tuple(activities[recorded]),
        rows={each: kinds.by_activity(kinds.speaking_as([each]))[recorded] for each in SPEAKING},
        ended=kinds.by_activity(talking & (kinds.lived == ENDED))[recorded],
        unknown=kinds.by_activity(talking & (kinds.lived == UNKNOWN))[recorded],
        groups=tuple(kinds.groups),
        group_activity=heard.row[order].astype(np.int32),
        group=heard.col[order].astype(np.int32),
        voices=heard.data[order].astype(np.int32),
    )


class HowOften(NamedTuple):
    """How many people of each set of groups came how often.

    The arrays have shape (rows,). `code` is the index of a row's set of groups in `sets`; `heard`
    is 1 where these people were heard, and 0 where they spoke as representatives alone.
    """

    sets: tuple[tuple[str, ...], ...]
    code: Counts
    came: Counts
    heard: Counts
    people: Counts


def how_often(ask: Ask, activities: Collection[str], extent: Extent) -> HowOften:
    """Count how many people of each set of groups came how often."""
    ids = sorted(activities)
    asked = ask.questions.often_many if extent == "many" else ask.questions.often_few
    server_rows = ask(asked, activities=ids, heard=HEARD_SPEAKING, talking=TALKING_SPEAKING)
    code = np.repeat(
        np.arange(len(server_rows)),
        np.array([len(server_row[1]) for server_row in server_rows], int),
    )
    came, heard, people = (
        _flat(server_row[column] for server_row in server_rows) for column in (1, 2, 3)
    )
    if people.sum() > MOST_COUNT:
        refuse("voices", "of all", f"more than {MOST_COUNT:,} people")
    return HowOften(
        tuple(tuple(server_row[0]) for server_row in server_rows), code, came, heard, people
    )


Alike: TypeAlias = "Counter[tuple[tuple[str, ...], tuple[int, ...]]]"


def heard_at_kinds(ask: Ask, kinds: Sequence[Collection[str]]) -> Alike:
    """Count the distinct voices heard at some kinds of activity, by their own groups and kinds."""
    numbered = {name: number for number, names in enumerate(kinds) for name in names}
    alike: Alike = Counter()
    for own, sets, counts in ask(ask.questions.alike, kinds=numbered, heard=HEARD_SPEAKING):
        for kind, people in zip(sets, counts, strict=True):
            known(kind, range(len(kinds)), "activities")
            alike[tuple(own), tuple(sorted(kind))] += people
    return alike


def voices_alike(often: HowOften, special: Alike, group_tree: GroupTree) -> VoicesAlike:
    """Count the distinct voices heard: those of some kinds, and all others of the same groups."""
    others: Counter[tuple[str, ...]] = Counter()
    for code, people in zip(
        often.code.tolist(), (often.people * often.heard).tolist(), strict=True
    ):
        others[often.sets[code]] += people
    alike: Alike = Counter()
    for (own, kind), people in special.items():
        alike[group_tree.around(own), kind] += people
        others[own] -= people
    if any(people < 0 for people in others.values()):
        message = "the map was changed while it was read: ask again"
        raise StoreConflict(message)
    for own, people in others.items():
        alike[group_tree.around(own), ()] += people
    return VoicesAlike.of(alike)


def frequencies(often: HowOften, group_tree: GroupTree, group: str | None) -> Counts:
    """Return how often each voice talked, most often first: shape (voices,)."""
    came, people = often.came, often.people
    if group is not None:
        inside = set(group_tree.inside([group]))
        chosen = np.array([not inside.isdisjoint(own) for own in often.sets], bool)[often.code]
        came, people = came[chosen], people[chosen]
    order = np.argsort(-came, kind="stable")
    return np.repeat(came[order], people[order])


def most_frequent(
    ask: Ask, activities: Collection[str], often: HowOften, *, n: int
) -> tuple[tuple[str, int], ...]:
    """Return the voices that talked most often, with how often."""
    each = np.repeat(often.came, often.people)
    if not len(each) or n < 1:
        return ()
    least = int(np.sort(each)[-n:][0])
    given = {"activities": sorted(activities), "talking": TALKING_SPEAKING, "least": least}
    return tuple((name, came) for name, came in ask(ask.questions.most_frequent, **given, n=n))


def places(activities: Sequence[str], kinds: KindAttendance, group: str | None) -> Counts:
    """Return how many people talked at each activity: shape (activities,), in their order."""
    # The last is of activities that are not there.
    return kinds.places(group)[kinds.positions(activities)]


def _flat(parts: Iterable[Iterable[int]]) -> Counts:
    return np.fromiter(chain.from_iterable(parts), np.int64)
