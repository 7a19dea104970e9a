"""Counts of asks, and of the people who were asked, who came or who could have come."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from heapq import nsmallest
from itertools import chain
from typing import Any

import numpy as np

from reachmap.errors import quoted
from reachmap.model.choices import SCORED_OUTCOMES, TALKING_SPEAKING
from reachmap.model.nodes import Voice
from reachmap.store.counts import (
    ActivityAsks,
    Counts,
    Days,
    NodeAsks,
    PairAsks,
    Person,
    Register,
    SimilarVoices,
    Span,
    TalkingVoices,
    VoiceAttendance,
)
from reachmap.store.neo4j.answers import (
    FIRST_DAY,
    LAST_DAY,
    Question,
    Rows,
    known,
    refuse,
    the_only,
)
from reachmap.store.neo4j.asking import Ask
from reachmap.store.neo4j.counting import GroupTree
from reachmap.store.neo4j.questions import NOT_PASSED_ON, PASSED_ON
from reachmap.store.register import Everyone


def pair_asks(ask: Ask, until: date) -> PairAsks:
    """Count the asks between each two nodes, voices left out, on each day up to one."""
    server_rows = _gathered(ask, ask.questions.pair_asks, until=until, scored=SCORED_OUTCOMES)
    for from_, _, days, outcomes in server_rows:
        if len(days) != len(outcomes):
            refuse("asks", quoted(from_), "lists of different lengths")
    at, day, row = _by_day([days for _, _, days, _ in server_rows])
    outcome = np.array([*chain.from_iterable(each for *_, each in server_rows)], np.int64)
    scored, passed_on = np.isin(outcome, (NOT_PASSED_ON, PASSED_ON)), outcome == PASSED_ON
    return PairAsks(
        from_=tuple(server_rows[number][0] for number in at),
        to=tuple(server_rows[number][1] for number in at),
        day=day,
        asks=np.bincount(row, minlength=len(at)).astype(np.int64),
        scored=np.bincount(row, scored, len(at)).astype(np.int64),
        passed_on=np.bincount(row, passed_on, len(at)).astype(np.int64),
    )


def asks_in(ask: Ask, span: Span) -> tuple[NodeAsks, NodeAsks]:
    """Count the asks of a span of days by day: those to each node, and those about each group."""
    asked = ask.questions.asks
    if not asked.text:
        return _daily_asks((), ()), _daily_asks((), ())
    to, days, groups, group_days = the_only(
        ask(asked, after=span.after, until=span.until), asked.table
    )
    return _daily_asks(to, days), _daily_asks(groups, group_days)


def _daily_asks(to: Sequence[str], days: Sequence[int]) -> NodeAsks:
    """Count asks by whom or what they are to, day by day."""
    if len(to) != len(days):
        refuse("asks", "of all", "lists of different lengths")
    counted = Counter(zip(to, days, strict=True))
    server_rows = sorted((name, day, asks) for (name, day), asks in counted.items())
    return NodeAsks(
        to=tuple(server_row[0] for server_row in server_rows),
        day=_days(server_rows, 1),
        asks=_counts(server_rows, 2),
    )


def activity_asks(ask: Ask, activities: Collection[str]) -> ActivityAsks:
    """Count the asks for each of some activities, voices left out."""
    server_rows = sorted(ask(ask.questions.activity_asks, activities=sorted(activities)))
    return ActivityAsks(
        activity=tuple(server_row[0] for server_row in server_rows),
        first=_days(server_rows, 1),
        asks=_counts(server_rows, 2),
        answered=_counts(server_rows, 3),
        passed_on=_counts(server_rows, 4),
    )


def attendance_by_voice(ask: Ask, span: Span) -> VoiceAttendance:
    """Count the attendance of each voice on each day of a span."""
    given = {"after": span.after, "until": span.until, "talking": TALKING_SPEAKING}
    came = _gathered(ask, ask.questions.voice_attendance, **given)
    asked = _gathered(ask, ask.questions.asked_attendance, **given)
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    for name, days in came:
        by_name[name] += days
    at, day, row = _by_day([*by_name.values()])
    names = [*by_name]
    counts = np.bincount(row, minlength=len(at)).astype(np.int64)
    led = Counter((name, number) for name, days in asked for number in days)
    pairs = zip(map(names.__getitem__, at), day.astype(np.int64).tolist(), strict=True)
    of_ask = [led[pair] for pair in pairs] if led else np.zeros(len(at))
    return VoiceAttendance(
        voice=tuple(map(names.__getitem__, at)),
        day=day,
        came=counts,
        # Of what others record between the two questions one may be counted: they are asked again.
        asked=np.minimum(np.array(of_ask, np.int64), counts),
    )


def _by_day(lists: Sequence[Sequence[int]]) -> tuple[list[int], Days, Counts]:
    """Return the different days of each list, one list after the other, each day's in order.

    These are three: the number of the list, the day, and for each day of all lists, as they are,
    its position among the first two.
    """
    of_list = np.repeat(np.arange(len(lists)), np.array([len(days) for days in lists], np.int64))
    days = np.array([*chain.from_iterable(lists)], np.int64)
    first = days.min(initial=LAST_DAY)
    width = max(days.max(initial=FIRST_DAY) - first + 1, 1)
    key, position = np.unique(of_list * width + days - first, return_inverse=True)
    return (key // width).tolist(), (first + key % width).astype("datetime64[D]"), position


def _gathered(ask: Ask, asked: Question, **given: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
    """Return the rows of columns that come as one row of lists, sorted; of no table there are none.

    A row of an answer takes as long as fifty values in a list.
    """
    server_rows = ask(asked, **given)
    return sorted(zip(*the_only(server_rows, asked.table), strict=True)) if asked.text else []


def talking_voices(ask: Ask, activities: Collection[str]) -> TalkingVoices:
    """Count the voices that talked at some activities, and what is recorded of them."""
    server_rows = ask(ask.questions.talked, activities=sorted(activities), talking=TALKING_SPEAKING)
    unknown = [(own, count) for own, blank, count in server_rows if blank]
    return TalkingVoices(
        voices=sum(count for *_, count in server_rows),
        without_groups=sum(count for own, _, count in server_rows if not own),
        without_experience=sum(count for _, count in unknown),
        groups_without_experience=len({group for own, _ in unknown for group in own}),
    )


def groups_of(
    server_rows: Rows, group_tree: GroupTree, voices: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Return the groups of some voices, their own and every wider one, sorted."""
    groups: dict[str, tuple[str, ...]] = {}
    for own, ids in server_rows:
        groups |= dict.fromkeys(ids, group_tree.around(own))
    known(voices, groups, "voices")
    return {name: groups[name] for name in voices}


def least_busy(
    server_rows: Rows, *, busy: Mapping[str, int], rested: Collection[str], n: int
) -> Rows:
    """Return the least busy voices of each set of groups.

    All of a set share as much with any other set, so that these come before the rest of theirs.
    """
    resting = frozenset(rested)
    return [
        (own, nsmallest(n, (i for i in ids if i not in resting), key=lambda i: (busy.get(i, 0), i)))
        for own, ids in server_rows
        if own
    ]


def similar_voices(
    server_rows: Rows,
    group_tree: GroupTree,
    sets: Sequence[Collection[str]],
    *,
    busy: Mapping[str, int],
    n: int,
) -> list[SimilarVoices]:
    """Return the voices that share the most of each of some sets of groups."""
    return everyone(server_rows, group_tree).similar_voices(sets, busy=busy, rested=(), n=n)


def everyone(server_rows: Rows, group_tree: GroupTree) -> Everyone:
    """Return some voices by their groups, from sets of groups with the ids of each."""
    pairs = sorted((name, own) for own, ids in server_rows for name in ids)
    known({group for own, _ in server_rows for group in own}, group_tree.wider, "groups")
    voices = [Voice.model_construct(id=name, name=name, groups=tuple(own)) for name, own in pairs]
    return Everyone.from_voices(voices, group_tree.wider)


def beyond(
    ask: Ask,
    group_tree: GroupTree,
    wanted: Mapping[str, frozenset[str]],
    activities: Sequence[str],
) -> Rows:
    """Return pairs of an activity that is for others and a voice that came, by voice."""
    inner = {
        each: group_tree.inside(each) for each in {wanted[name] for name in activities} if each
    }
    pools = {name: inner[wanted[name]] for name in activities if wanted[name]}
    server_rows = ask(ask.questions.beyond, pools=pools, talking=TALKING_SPEAKING) if pools else []
    known([activity for activity, _ in server_rows], wanted, "activities")
    return sorted(server_rows, key=lambda server_row: (server_row[1], server_row[0]))


def register(
    server_rows: Rows,
    all_voices: Everyone,
    wanted: Mapping[str, frozenset[str]],
    activities: Sequence[str],
    *,
    group: str | None,
) -> Register:
    """Count who could have come to each activity, and who came though it is for others."""
    column = {activity: number for number, activity in enumerate(activities)}
    known([voice for _, voice in server_rows], all_voices.index, "voices")
    came = (
        np.array([column[activity] for activity, _ in server_rows], np.int64),
        np.array([all_voices.index[voice] for _, voice in server_rows], np.int64),
    )
    return all_voices.register([wanted[name] for name in activities], came, group=group)


def people(ask: Ask, group_tree: GroupTree, span: Span) -> tuple[Person, ...]:
    """Return every voice and champion, and what was asked of them in a span of days."""
    loads: dict[str, int] = dict(ask(ask.questions.loads, after=span.after, until=span.until))
    attended = attendance_by_voice(ask, span)
    unasked = (attended.came - attended.asked).tolist()
    for voice, came in zip(attended.voice, unasked, strict=True):
        loads[voice] = loads.get(voice, 0) + came
    seats = {
        voice: (count, last) for voice, count, last in ask(ask.questions.seats, until=span.until)
    }
    only_staff = ask(ask.questions.only_staff, until=span.until, talking=TALKING_SPEAKING)
    staff = {name for (name,) in only_staff}
    persons = []
    for own, ids in ask(ask.questions.people):
        around = group_tree.around(own)
        for name in ids:
            panels, last = seats.get(name, (0, None))
            load = loads.get(name, 0)
            persons.append(Person(name, around, load, panels, last, name in staff))
    return tuple(sorted(persons, key=lambda person: person.id))


def _counts(server_rows: Sequence[Sequence[Any]], column: int) -> Counts:
    return np.array([server_row[column] for server_row in server_rows], np.int64)


def _days(server_rows: Sequence[Sequence[Any]], column: int) -> Days:
    return np.array([server_row[column] for server_row in server_rows], "datetime64[D]")
