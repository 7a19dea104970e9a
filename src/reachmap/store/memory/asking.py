"""Asks and attendance, counted day by day."""

from collections.abc import Collection, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from reachmap.model.choices import SCORED_OUTCOMES
from reachmap.model.ledger import NOTHING, Ledger
from reachmap.model.records import Ask
from reachmap.model.stakeholders import StakeholderMap
from reachmap.store.counts import ActivityAsks, NodeAsks, PairAsks, Span, VoiceAttendance

Bools = NDArray[np.bool_]


def daily_asks(asks: Ledger[Ask], column: str, span: Span) -> NodeAsks:
    """Count asks by the node or group in a column, on each day of a span."""
    known = asks.take(_within(asks.days("date"), span) & (asks.codes(column) != NOTHING))
    width = (span.until - span.after).days + 1
    offset = (known.days("date") - np.datetime64(span.after)).astype(np.int64)
    row, count = np.unique(
        known.codes(column).astype(np.int64) * width + offset, return_counts=True
    )
    return NodeAsks(
        to=tuple(known.categories(column)[code] for code in row // width),
        day=np.datetime64(span.after) + (row % width).astype("timedelta64[D]"),
        asks=count.astype(np.int64),
    )


def daily_pair_asks(stakeholders: StakeholderMap, until: date) -> PairAsks:
    """Count the asks between each two nodes, voices left out, on each day up to one."""
    asks = stakeholders.asks
    voices = {voice.id for voice in stakeholders.voices}
    to_voice = np.array([name in voices for name in asks.categories("to")], np.bool_)
    counted = asks.days("date") <= np.datetime64(until)
    known = asks.take(counted & ~to_voice[asks.codes("to")])
    pair = known.codes("from_").astype(np.int64) * max(to_voice.size, 1) + known.codes("to")
    ago = (np.datetime64(until) - known.days("date")).astype(np.int64)
    width = int(ago.max(initial=0)) + 1
    key, inverse = np.unique(pair * width + width - 1 - ago, return_inverse=True)
    from_, to = np.divmod(key // width, max(to_voice.size, 1))
    introduces = (known.codes("group") != NOTHING) | (known.codes("activity") == NOTHING)
    scored, passed_on = (
        introduces & np.isin(known.codes("outcome"), _codes(known, "outcome", names))
        for names in (SCORED_OUTCOMES, ("passed-on",))
    )
    return PairAsks(
        from_=tuple(known.categories("from_")[code] for code in from_.tolist()),
        to=tuple(known.categories("to")[code] for code in to.tolist()),
        day=np.datetime64(until) - (width - 1 - key % width).astype("timedelta64[D]"),
        asks=np.bincount(inverse, minlength=len(key)).astype(np.int64),
        scored=np.bincount(inverse, scored, len(key)).astype(np.int64),
        passed_on=np.bincount(inverse, passed_on, len(key)).astype(np.int64),
    )


def asks_by_activity(stakeholders: StakeholderMap, activities: Collection[str]) -> ActivityAsks:
    """Count the asks for each of some activities, voices left out."""
    asks = stakeholders.asks
    voices = {voice.id for voice in stakeholders.voices}
    to_voice = np.array([name in voices for name in asks.categories("to")], np.bool_)
    wanted = np.isin(asks.codes("activity"), _codes(asks, "activity", activities))
    known = asks.take(wanted & ~to_voice[asks.codes("to")])
    code, inverse = np.unique(known.codes("activity"), return_inverse=True)
    first = np.full(len(code), np.datetime64("9999-12-31"))
    np.minimum.at(first, inverse, known.days("date"))
    answered = known.codes("outcome") != NOTHING
    passed_on = np.isin(known.codes("outcome"), _codes(known, "outcome", ("passed-on",)))
    return ActivityAsks(
        activity=tuple(known.categories("activity")[each] for each in code.tolist()),
        first=first,
        asks=np.bincount(inverse, minlength=len(code)).astype(np.int64),
        answered=np.bincount(inverse, answered, len(code)).astype(np.int64),
        passed_on=np.bincount(inverse, passed_on, len(code)).astype(np.int64),
    )


def _codes(asks: Ledger[Ask], column: str, names: Collection[str]) -> list[int]:
    """Return the codes of some values of a column."""
    return [code for code, name in enumerate(asks.categories(column)) if name in names]


def daily_attendance(
    stakeholders: StakeholderMap, ledger_rows: Bools, span: Span
) -> VoiceAttendance:
    """Count the attendance of each voice on each day of a span."""
    came, asks = stakeholders.attendance, stakeholders.asks
    dates = {activity.id: activity.date for activity in stakeholders.activities}
    activities = came.categories("activity")
    days = np.array([dates[name] for name in activities], "datetime64[D]")
    ledger_rows = ledger_rows & _within(days, span)[came.codes("activity")]
    activity, voice = came.codes("activity")[ledger_rows], came.codes("voice")[ledger_rows]
    asked = asks.take(_within(asks.days("date"), span))
    pairs = set(zip(asked.cells("to"), asked.cells("activity"), strict=True))
    voices = came.categories("voice")
    column = {name: number for number, name in enumerate(activities)}
    row = {name: number for number, name in enumerate(voices)}
    keys = [
        row[str(to)] * len(activities) + column[str(name)]
        for to, name in pairs
        if to in row and name in column
    ]
    matched = np.isin(voice.astype(np.int64) * max(len(activities), 1) + activity, keys)
    width = (span.until - span.after).days + 1
    offset = (days[activity] - np.datetime64(span.after)).astype(np.int64)
    key, inverse = np.unique(voice.astype(np.int64) * width + offset, return_inverse=True)
    return VoiceAttendance(
        voice=tuple(voices[code] for code in key // width),
        day=np.datetime64(span.after) + (key % width).astype("timedelta64[D]"),
        came=np.bincount(inverse, minlength=len(key)).astype(np.int64),
        asked=np.bincount(inverse, matched, len(key)).astype(np.int64),
    )


def _within(days: NDArray[np.datetime64], span: Span) -> Bools:
    inside: Bools = (days > np.datetime64(span.after)) & (days <= np.datetime64(span.until))
    return inside


def one_of(names: Sequence[str], wanted: Collection[str]) -> Bools:
    """Return, for each code and for a blank, whether it is one of the wanted names."""
    chosen = set(wanted)
    return np.array([*(name in chosen for name in names), False], bool)
