"""Asks and attendance, counted day by day."""

import numpy as np
from numpy.typing import NDArray

from reachmap.model.ledger import NOTHING, Ledger
from reachmap.model.records import Ask
from reachmap.model.stakeholders import StakeholderMap
from reachmap.store.counts import NodeAsks, Span, VoiceAttendance

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


def daily_attendance(stakeholders: StakeholderMap, rows: Bools, span: Span) -> VoiceAttendance:
    """Count the attendance of each voice on each day of a span."""
    came, asks = stakeholders.attendance, stakeholders.asks
    dates = {activity.id: activity.date for activity in stakeholders.activities}
    activities = came.categories("activity")
    days = np.array([dates[name] for name in activities], "datetime64[D]")
    rows = rows & _within(days, span)[came.codes("activity")]
    activity, voice = came.codes("activity")[rows], came.codes("voice")[rows]
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
