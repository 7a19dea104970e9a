"""A map in memory, counted with NumPy."""

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Self

import numpy as np

from reachmap.errors import Issue
from reachmap.model.choices import HEARD_SPEAKING, SPEAKING, TALKING_SPEAKING
from reachmap.model.columns import Columns, columns_of
from reachmap.model.hierarchy import wider_groups
from reachmap.model.ledger import Ledger
from reachmap.model.nodes import Champion, Voice
from reachmap.model.records import Finding, Said, Turnout
from reachmap.model.stakeholders import StakeholderMap
from reachmap.store.counts import (
    ActivityAsks,
    ActivityAttendance,
    Counts,
    NodeAsks,
    PairAsks,
    Person,
    Register,
    SimilarVoices,
    Span,
    TalkingVoices,
    VoiceAttendance,
    VoicesAlike,
)
from reachmap.store.memo import Memo
from reachmap.store.memory.asking import (
    Bools,
    asks_by_activity,
    daily_asks,
    daily_attendance,
    daily_pair_asks,
    one_of,
)
from reachmap.store.memory.people import loads_of, only_staff, seats_of
from reachmap.store.register import Everyone


@dataclass(frozen=True, slots=True)
class _Members:
    """Pairs of a voice that came and a group that it belongs to, itself or through a narrower one.

    `voice` and `group` have shape (pairs,): codes of the attendance's voices and of `groups`,
    sorted by voice. `start` has shape (voices + 1,): where the pairs of each voice begin.
    """

    groups: tuple[str, ...]
    code: Mapping[str, int]
    voice: Counts
    group: Counts
    start: Counts


class MemoryStore:
    """A store of one map in memory."""

    def __init__(self, stakeholders: StakeholderMap) -> None:
        self._map = stakeholders
        self.memo = Memo()
        self._results = Memo(2)

    def version(self) -> Hashable:
        """Return the only version there is: a map does not change."""
        return 1

    def close(self) -> None:
        """Do nothing: memory is not held open."""

    def remarks(self) -> tuple[Issue, ...]:
        """Return nothing: all that it holds is on the map."""
        return ()

    def whole(self) -> StakeholderMap:
        """Return the whole map."""
        return self._map

    def sizes(self) -> dict[str, int]:
        """Count the rows of each table."""
        return self._map.sizes()

    @cached_property
    def _outline(self) -> StakeholderMap:
        return self._map.outline()

    def at_one_state(self) -> Self:
        """Return itself: its map does not change."""
        return self

    def outline(self) -> StakeholderMap:
        """Return the map without voices and without what grows without end."""
        return self._outline

    def links(self) -> Columns:
        """Return the written links that start at no voice, as columns by field."""
        return columns_of(self._outline, "links")

    def turnout(self) -> Ledger[Turnout]:
        """Return the head counts."""
        return self._map.turnout

    def said(self) -> Ledger[Said]:
        """Return what people said, and what happened as a result."""
        return self._map.said

    def findings(self) -> Ledger[Finding]:
        """Return the team's answers to findings of the review."""
        return self._map.findings

    def pair_asks(self, until: date) -> PairAsks:
        """Count the asks between each two nodes, voices left out, on each day up to one."""
        return daily_pair_asks(self._map, until)

    def node_asks(self, span: Span) -> NodeAsks:
        """Count the asks to each node on each day of a span."""
        return daily_asks(self._map.asks, "to", span)

    def group_asks(self, span: Span) -> NodeAsks:
        """Count the asks about each group, to any node, on each day of a span."""
        return daily_asks(self._map.asks, "group", span)

    def activity_asks(self, activities: Collection[str]) -> ActivityAsks:
        """Count the asks for each of some activities, voices left out."""
        return asks_by_activity(self._map, activities)

    def attendance_by_voice(self, span: Span) -> VoiceAttendance:
        """Count the attendance of each voice on each day of a span."""
        ledger_rows = self._talking
        return daily_attendance(self._map, ledger_rows, span)

    def groups_of(self, voices: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return the groups of some voices, their own and every wider one, sorted."""
        return self._everyone.groups_of(voices)

    def similar_voices(
        self,
        sets: Sequence[Collection[str]],
        *,
        busy: Mapping[str, int],
        rested: Collection[str],
        n: int,
    ) -> list[SimilarVoices]:
        """Return the voices that share the most of each of some sets of groups."""
        return self._everyone.similar_voices(sets, busy=busy, rested=rested, n=n)

    def attendance_by_activity(self) -> ActivityAttendance:
        """Count the attendance of each activity."""
        return self._attendance_by_activity

    @cached_property
    def _attendance_by_activity(self) -> ActivityAttendance:
        came = self._map.attendance
        names = came.categories("activity")
        activity, size = came.codes("activity"), len(names)
        speaking = came.codes("speaking")
        row, member = self._pairs(self._speaking(HEARD_SPEAKING))
        width = max(len(self._members.groups), 1)
        pair, voices = np.unique(
            activity[row].astype(np.int64) * width + member, return_counts=True
        )
        ended, known = self._experience_ended()
        talking = self._talking
        return ActivityAttendance(
            activities=names,
            rows={
                kind: np.bincount(
                    activity[one_of(came.categories("speaking"), (kind,))[speaking]],
                    minlength=size,
                )
                for kind in SPEAKING
            },
            ended=np.bincount(activity[talking & ended], minlength=size),
            unknown=np.bincount(activity[talking & ~known], minlength=size),
            groups=self._members.groups,
            group_activity=(pair // width).astype(np.int32),
            group=(pair % width).astype(np.int32),
            voices=voices.astype(np.int32),
        )

    def voices_alike(
        self, activities: Collection[str], kinds: Sequence[Collection[str]]
    ) -> VoicesAlike:
        """Count the distinct voices heard at some activities: alike in their groups and kinds."""
        came = self._map.attendance
        ledger_rows = self._speaking(HEARD_SPEAKING) & self._at(activities)
        number = {name: kind for kind, names in enumerate(kinds) for name in names}
        none = len(kinds)
        kind = np.array([number.get(name, none) for name in came.categories("activity")], np.int64)
        pairs = np.unique(
            came.codes("voice")[ledger_rows].astype(np.int64) * (none + 1)
            + kind[came.codes("activity")[ledger_rows]]
        )
        voice, which = np.divmod(pairs, none + 1)
        first = np.flatnonzero(np.diff(voice, prepend=-1))
        ends = np.append(first, len(voice))[1:].tolist()
        each = which.tolist()
        alike: Counter[tuple[tuple[str, ...], tuple[int, ...]]] = Counter()
        for start, end, code in zip(first.tolist(), ends, voice[first].tolist(), strict=True):
            known = tuple(each[start : end - 1] if each[end - 1] == none else each[start:end])
            alike[self._around(self._voices[code].groups), known] += 1
        return VoicesAlike.of(alike)

    def talking_voices(self, activities: Collection[str]) -> TalkingVoices:
        """Count the voices that talked at some activities, and what is recorded of them."""
        came = self._often(activities)
        talking = [voice for voice, count in zip(self._voices, came.tolist(), strict=True) if count]
        unknown = [v for v in talking if v.lived_experience is None and v.lived_until is None]
        return TalkingVoices(
            voices=len(talking),
            without_groups=sum(not voice.groups for voice in talking),
            without_experience=len(unknown),
            groups_without_experience=len({group for voice in unknown for group in voice.groups}),
        )

    def frequencies(self, activities: Collection[str], *, group: str | None = None) -> Counts:
        """Return how often each voice talked, most often first, without ids: shape (voices,)."""
        came = self._often(activities)
        if group is not None:
            came = came[self._inside(group)]
        return np.sort(came[came > 0])[::-1]

    def places(self, activities: Sequence[str], *, group: str | None = None) -> Counts:
        """Return how many people talked at each activity: shape (activities,), in their order."""
        if group is None:
            counts = self._places
        else:
            counts = self._at_each(self._inside(group)[self._map.attendance.codes("voice")])
        # The last count is of activities that nobody came to.
        return counts[[self._code.get(activity, -1) for activity in activities]]

    @cached_property
    def _places(self) -> Counts:
        """How many people talked at each activity."""
        return self._at_each(np.ones(len(self._talking), bool))

    def _at_each(self, ledger_rows: Bools) -> Counts:
        """Return how many of some rows talked at each activity, by code, and a zero."""
        codes = self._map.attendance.codes("activity")[ledger_rows & self._talking]
        return np.bincount(codes, minlength=len(self._code) + 1).astype(np.int64)

    def register(self, activities: Sequence[str], *, group: str | None = None) -> Register:
        """Count who could have come to each activity, and who came though it is for others."""
        came = self._map.attendance
        ledger_rows = self._talking & self._at(activities)
        column = {activity: number for number, activity in enumerate(activities)}
        activity = np.array([column.get(name, -1) for name in came.categories("activity")], int)
        voice = np.array([self._everyone.index[v] for v in came.categories("voice")], int)
        return self._everyone.register(
            [self._groups_by_activity[name] for name in activities],
            (
                activity[came.codes("activity")[ledger_rows]],
                voice[came.codes("voice")[ledger_rows]],
            ),
            group=group,
        )

    def most_frequent(self, activities: Collection[str], *, n: int) -> tuple[tuple[str, int], ...]:
        """Return the voices that talked most often, with how often."""
        came = self._often(activities)
        names = self._map.attendance.categories("voice")
        order = np.argsort(-came, kind="stable")[:n]
        return tuple((names[code], int(came[code])) for code in order if came[code])

    def _inside(self, group: str) -> Bools:
        """Return which voices that came belong to a group or a narrower one."""
        members = self._members
        inside = np.zeros(len(self._voices), bool)
        if (code := members.code.get(group)) is not None:
            inside[members.voice[members.group == code]] = True
        return inside

    @cached_property
    def _everyone(self) -> Everyone:
        return Everyone.from_voices(self._map.voices, self._wider)

    def people(self, span: Span) -> tuple[Person, ...]:
        """Return every voice and champion, and what we asked of them in a span of days."""
        loads = loads_of(self._map, self._talking, span)
        seats = seats_of(self._map, span.until)
        staff = only_staff(self._map, self._talking, span.until)
        people: list[Voice | Champion] = [*self._map.voices, *self._map.champions]
        return tuple(
            Person(
                id=person.id,
                groups=self._around(person.groups),
                load=loads[person.id],
                panels=len(seats.get(person.id, ())),
                last_panel=max(seats.get(person.id, ()), default=None),
                only_staff=person.id in staff,
            )
            for person in sorted(people, key=lambda person: person.id)
        )

    @cached_property
    def _wider(self) -> dict[str, tuple[str, ...]]:
        return wider_groups(self._map.groups)

    def _around(self, own: tuple[str, ...]) -> tuple[str, ...]:
        """Return some groups and every wider one, sorted."""
        if own not in self._wide:
            self._wide[own] = tuple(sorted({wide for group in own for wide in self._wider[group]}))
        return self._wide[own]

    @cached_property
    def _wide(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Sets of groups, with every wider one, that were looked up."""
        return {}

    @cached_property
    def _groups_by_activity(self) -> dict[str, frozenset[str]]:
        """The groups that each activity is for."""
        return {activity.id: frozenset(activity.groups) for activity in self._map.activities}

    @cached_property
    def _voices(self) -> list[Voice]:
        """The voices that came, in the order of their codes."""
        by_id = {voice.id: voice for voice in self._map.voices}
        return [by_id[name] for name in self._map.attendance.categories("voice")]

    @cached_property
    def _members(self) -> _Members:
        groups = tuple(self._wider)
        code = {group: number for number, group in enumerate(groups)}
        wide = [
            sorted({code[w] for own in voice.groups for w in self._wider[own]})
            for voice in self._voices
        ]
        counts = np.array([len(each) for each in wide], np.int64)
        return _Members(
            groups=groups,
            code=code,
            voice=np.repeat(np.arange(len(wide)), counts),
            group=np.array([group for each in wide for group in each], np.int64),
            start=np.concatenate(([0], np.cumsum(counts))),
        )

    def _speaking(self, kinds: Sequence[str]) -> Bools:
        """Return which rows of attendance are of some kinds of speaking."""
        came = self._map.attendance
        return one_of(came.categories("speaking"), kinds)[came.codes("speaking")]

    def _at(self, activities: Collection[str]) -> Bools:
        """Return which rows of attendance are at some activities."""
        chosen = np.zeros(len(self._code) + 1, bool)  # the last is of blanks
        chosen[[self._code[name] for name in activities if name in self._code]] = True
        return chosen[self._map.attendance.codes("activity")]

    @cached_property
    def _code(self) -> dict[str, int]:
        """The code of each activity that anybody came to."""
        names = self._map.attendance.categories("activity")
        return {name: code for code, name in enumerate(names)}

    @cached_property
    def _talking(self) -> Bools:
        """Which rows of attendance are of those who talked."""
        return self._speaking(TALKING_SPEAKING)

    def _often(self, activities: Collection[str]) -> Counts:
        """Return how often each voice talked at some activities, asked for group by group."""
        names = tuple(activities)
        return self._results.once(None, names, lambda: self._came(self._talking & self._at(names)))

    def _came(self, ledger_rows: Bools) -> Counts:
        """Return how many of some rows are of each voice, by code: shape (voices,)."""
        codes = self._map.attendance.codes("voice")[ledger_rows]
        return np.bincount(codes, minlength=len(self._voices)).astype(np.int64)

    def _pairs(self, ledger_rows: Bools) -> tuple[Counts, Counts]:
        """Return some rows of attendance, once for each group of the voice, and that group."""
        members = self._members
        row = np.flatnonzero(ledger_rows)
        voice = self._map.attendance.codes("voice")[row]
        start, count = members.start[voice], members.start[voice + 1] - members.start[voice]
        ends = np.cumsum(count)
        pair = np.arange(count.sum()) + np.repeat(start - ends + count, count)
        return np.repeat(row, count), members.group[pair]

    def _experience_ended(self) -> tuple[Bools, Bools]:
        """Return for each row of attendance whether experience had ended, and if that is known."""
        came = self._map.attendance
        dates = {activity.id: activity.date for activity in self._map.activities}
        day = np.array([dates[name] for name in came.categories("activity")], "datetime64[D]")
        day = day[came.codes("activity")]
        until = np.array([voice.lived_until for voice in self._voices], "datetime64[D]")
        past = np.array([voice.lived_experience == "past" for voice in self._voices], bool)
        recorded = np.array([voice.lived_experience is not None for voice in self._voices], bool)
        voice = came.codes("voice")
        dated = ~np.isnat(until[voice]) & ~np.isnat(day)
        ended = np.where(dated, until[voice] < day, past[voice])
        return ended, dated | recorded[voice]
