"""Attendance, counted inside SQLite."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from reachmap.model.choices import SPEAKING, TALKING_SPEAKING, Speaking
from reachmap.store.counts import (
    ActivityAttendance,
    Codes,
    Counts,
    Days,
    Span,
    TalkingVoices,
    VoiceAttendance,
    VoicesAlike,
)
from reachmap.store.sqlite.attendance import CHUNK, TalkingRows, numbers, positions
from reachmap.store.sqlite.cells import with_words

CAME_TO = """
SELECT a.id, a.number FROM activities a
WHERE EXISTS (SELECT 1 FROM came c WHERE c.activity = a.number) ORDER BY a.id
"""

ROWS = "SELECT activity, speaking, count(*) FROM came GROUP BY activity, speaking"

EXPERIENCE = with_words("""
SELECT c.activity,
    sum(CASE WHEN v.lived_until IS NULL OR a.date IS NULL
        THEN v.lived_experience IS 'past' ELSE v.lived_until < a.date END),
    sum(v.lived_experience IS NOT NULL OR a.date IS NOT NULL)
FROM voices v CROSS JOIN came c ON c.voice = v.number JOIN activities a ON a.number = c.activity
WHERE (v.lived_until IS NOT NULL OR v.lived_experience IS NOT NULL)
    AND +c.speaking IN :talking
GROUP BY c.activity
""")
"""Voices with something recorded on experience: rows whose experience had ended, and rows known."""

HEARD = """
SELECT activity, count(*), group_concat("group"), group_concat(voices) FROM heard
GROUP BY activity ORDER BY activity
"""

PAIRS = "SELECT count(*) FROM heard"

GROUPS = "SELECT number, id FROM groups ORDER BY id"

WIDER = """
SELECT n.id, w.id
FROM wider x JOIN groups n ON n.number = x.narrow JOIN groups w ON w.number = x.wide
"""

DAILY = with_words("""
SELECT v.id, a.date, count(*), sum(EXISTS (
    SELECT 1 FROM asks k WHERE k."to" = v.id AND k.activity = a.id AND k.date > ?1 AND k.date <= ?2
))
FROM activities a CROSS JOIN came c ON c.activity = a.number JOIN voices v ON v.number = c.voice
WHERE a.date > ?1 AND a.date <= ?2 AND c.speaking IN :talking
GROUP BY c.voice, a.date ORDER BY v.id, a.date
""")

TALKED = with_words("""
WITH talked AS (
    SELECT v.groups AS groups, v.lived_experience IS NULL AND v.lived_until IS NULL AS unknown
    FROM voices v WHERE EXISTS (
        SELECT 1 FROM came c
        WHERE c.voice = v.number AND +c.speaking IN :talking
        AND +c.activity IN (SELECT a.number FROM json_each(?) j JOIN activities a ON a.id = j.value)
    )
)
SELECT count(*), coalesce(sum(groups = '[]'), 0), coalesce(sum(unknown), 0),
    (SELECT count(DISTINCT g.value) FROM talked t, json_each(t.groups) g WHERE t.unknown)
FROM talked
""")


def as_counts(values: Iterable[int]) -> Counts:
    """Return whole numbers as an array."""
    return np.fromiter(values, np.int64)


def as_days(values: Sequence[str]) -> Days:
    """Return ISO days as an array."""
    return np.array(values, "datetime64[D]")


def as_json(ids: Iterable[str]) -> str:
    """Return ids as the one JSON parameter that a statement takes for all of them."""
    return json.dumps(list(ids), ensure_ascii=False)


def attendance_by_activity(db: sqlite3.Connection) -> ActivityAttendance:
    """Count the attendance of each activity."""
    activities = db.execute(CAME_TO).fetchall()
    size = len(activities)
    index = {number: position for position, (_, number) in enumerate(activities)}
    rows: dict[Speaking, Counts] = {kind: np.zeros(size, np.int64) for kind in SPEAKING}
    for activity, speaking, count in db.execute(ROWS):
        rows[speaking][index[activity]] = count
    ended = np.zeros(size, np.int64)
    unknown = sum((rows[kind] for kind in TALKING_SPEAKING), np.zeros(size, np.int64))
    for activity, past, known in db.execute(EXPERIENCE):
        ended[index[activity]] = past
        unknown[index[activity]] -= known
    groups, activity, group, voices = _heard(db, index)
    return ActivityAttendance(
        activities=tuple(id_ for id_, _ in activities),
        rows=rows,
        ended=ended,
        unknown=unknown,
        groups=groups,
        group_activity=activity,
        group=group,
        voices=voices,
    )


def _heard(
    db: sqlite3.Connection, index: Mapping[int, int]
) -> tuple[tuple[str, ...], Codes, Codes, Codes]:
    """Return the ids of all groups; and activity, group and voices of each pair, sorted."""
    listed = db.execute(GROUPS).fetchall()
    number = np.array([number for number, _ in listed], np.int64)
    by_number = np.argsort(number)
    pairs, done = np.empty((3, db.execute(PAIRS).fetchone()[0]), np.int32), 0
    cursor = db.execute(HEARD)
    while chunk := cursor.fetchmany(CHUNK):
        named, lengths, *lists = zip(*chunk, strict=True)
        group, voices = (numbers(each, sum(lengths)) for each in lists)
        part = slice(done, done + len(group))
        pairs[0, part] = np.repeat([index[each] for each in named], lengths)
        pairs[1, part] = by_number[positions(group, number[by_number])]
        pairs[2, part] = voices
        done = part.stop
    activity, group, voices = _in_order(pairs)
    return tuple(id_ for _, id_ in listed), activity, group, voices


def _in_order(pairs: Codes) -> Codes:
    """Return pairs sorted by activity and group: what was added later has higher numbers."""
    activity, group, _ = pairs
    later, same = np.diff(activity) > 0, np.diff(activity) == 0
    if (later | (same & (np.diff(group) > 0))).all():
        return pairs
    return pairs[:, np.lexsort([group, activity])]


def voices_alike(
    db: sqlite3.Connection,
    rows: TalkingRows,
    activities: Collection[str],
    kinds: Sequence[Collection[str]],
) -> VoicesAlike:
    """Count the distinct voices heard at some activities: alike in their groups and kinds."""
    wider: defaultdict[str, set[str]] = defaultdict(set)
    for narrow, wide in db.execute(WIDER):
        wider[narrow].add(wide)
    alike: Counter[tuple[tuple[str, ...], tuple[int, ...]]] = Counter()
    for (own, kind), people in rows.heard_alike(db, activities, kinds).items():
        groups = tuple(sorted({wide for group in json.loads(own) for wide in wider[group]}))
        alike[groups, kind] += people
    return VoicesAlike.of(alike)


def talking_voices(db: sqlite3.Connection, activities: Collection[str]) -> TalkingVoices:
    """Count the voices that talked at some activities, and what is recorded of them."""
    return TalkingVoices(*db.execute(TALKED, (as_json({*activities}),)).fetchone())


def attendance_by_voice(db: sqlite3.Connection, span: Span) -> VoiceAttendance:
    """Count the attendance of each voice on each day of a span."""
    rows = db.execute(DAILY, (span.after.isoformat(), span.until.isoformat())).fetchall()
    return VoiceAttendance(
        voice=tuple(row[0] for row in rows),
        day=as_days([row[1] for row in rows]),
        came=as_counts(row[2] for row in rows),
        asked=as_counts(row[3] for row in rows),
    )
