"""Attendance, counted inside SQLite."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

import numpy as np

from reachmap.model.choices import SPEAKING, TALKING_SPEAKING, Speaking
from reachmap.store.counts import (
    ActivityAttendance,
    Counts,
    Days,
    Span,
    TalkingVoices,
    VoiceAttendance,
)
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

HEARD = 'SELECT activity, "group", voices FROM heard ORDER BY activity, "group"'

GROUPS = "SELECT number, id FROM groups"

DISTINCT_AT_FEW = with_words("""
SELECT count(DISTINCT c.voice)
FROM json_each(?) j JOIN activities a ON a.id = j.value JOIN came c ON c.activity = a.number
WHERE c.speaking IN :heard
""")

DISTINCT_AT_MANY = with_words("""
SELECT count(*) FROM voices v WHERE EXISTS (
    SELECT 1 FROM came c
    WHERE c.voice = v.number AND +c.speaking IN :heard AND +c.activity IN (
        SELECT a.number FROM json_each(?) j JOIN activities a ON a.id = j.value
    )
)
""")

MEMBERS = with_words("""
SELECT g.id, (
    SELECT count(*) FROM member m WHERE m."group" = g.number AND m.voice IN (
        SELECT v.number FROM voices v WHERE EXISTS (
            SELECT 1 FROM came c
            WHERE c.voice = v.number AND +c.speaking IN :heard AND +c.activity IN (
                SELECT a.number FROM json_each(?) j JOIN activities a ON a.id = j.value
            )
        )
    )
)
FROM groups g ORDER BY g.id
""")

FREQUENCIES = with_words("""
SELECT count(*) AS came FROM came c
WHERE c.speaking IN :talking AND c.activity IN (
    SELECT a.number FROM json_each(?) j JOIN activities a ON a.id = j.value
)
GROUP BY c.voice ORDER BY came DESC
""")

FREQUENCIES_OF_AT_FEW = with_words("""
SELECT count(*) AS came
FROM json_each(?1) j CROSS JOIN activities a ON a.id = j.value
CROSS JOIN came c ON c.activity = a.number
WHERE c.speaking IN :talking AND EXISTS (
    SELECT 1 FROM groups g JOIN member m ON m."group" = g.number
    WHERE g.id = ?2 AND m.voice = c.voice
)
GROUP BY c.voice ORDER BY came DESC
""")

FREQUENCIES_OF = with_words("""
SELECT count(*) AS came
FROM groups g CROSS JOIN member m ON m."group" = g.number CROSS JOIN came c ON c.voice = m.voice
WHERE g.id = ?2 AND +c.speaking IN :talking AND +c.activity IN (
    SELECT a.number FROM json_each(?1) j JOIN activities a ON a.id = j.value
)
GROUP BY c.voice ORDER BY came DESC
""")

PLACES = with_words("""
SELECT a.id, count(*)
FROM json_each(?) j JOIN activities a ON a.id = j.value JOIN came c ON c.activity = a.number
WHERE c.speaking IN :talking
GROUP BY a.number
""")

PLACES_OF = with_words("""
SELECT a.id, f.came
FROM (
    SELECT c.activity AS activity, count(*) AS came
    FROM groups g CROSS JOIN member m ON m."group" = g.number
    CROSS JOIN came c ON c.voice = m.voice
    WHERE g.id = ?2 AND +c.speaking IN :talking
    GROUP BY c.activity
) f JOIN activities a ON a.number = f.activity
WHERE f.activity IN (SELECT a.number FROM json_each(?1) j JOIN activities a ON a.id = j.value)
""")

PLACES_OF_AT_FEW = with_words("""
SELECT a.id, count(*)
FROM json_each(?1) j CROSS JOIN activities a ON a.id = j.value
CROSS JOIN came c ON c.activity = a.number
WHERE c.speaking IN :talking AND EXISTS (
    SELECT 1 FROM groups g JOIN member m ON m."group" = g.number
    WHERE g.id = ?2 AND m.voice = c.voice
)
GROUP BY a.number
""")

MOST = with_words("""
SELECT v.id, count(*) AS came FROM came c JOIN voices v ON v.number = c.voice
WHERE c.speaking IN :talking AND c.activity IN (
    SELECT a.number FROM json_each(?) j JOIN activities a ON a.id = j.value
)
GROUP BY c.voice ORDER BY came DESC, v.id LIMIT ?
""")

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

ACTIVITIES = "SELECT count(*) FROM activities"

MANY = 8
"""From one in so many activities on, SQLite goes through voices instead of activities.

A plus before a column keeps SQLite from an index that it would wrongly take for quicker.
"""


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
    groups = dict(db.execute(GROUPS).fetchall())
    heard = as_counts(chain.from_iterable(db.execute(HEARD))).reshape(-1, 3)
    return ActivityAttendance(
        activities=tuple(id_ for id_, _ in activities),
        rows=rows,
        ended=ended,
        unknown=unknown,
        group_activity=as_counts(map(index.__getitem__, heard[:, 0].tolist())),
        group=tuple(map(groups.__getitem__, heard[:, 1].tolist())),
        voices=heard[:, 2],
    )


def distinct_voices(
    db: sqlite3.Connection, scopes: Mapping[str, Collection[str]]
) -> dict[str, int]:
    """Count the distinct voices heard over the activities of each scope."""
    sets = {scope: frozenset(activities) for scope, activities in scopes.items()}
    known: dict[frozenset[str], int] = {}
    for wanted in sets.values():
        if wanted not in known:
            ids = (as_json(wanted),)
            many = _many(db, wanted)
            rows = db.execute(DISTINCT_AT_MANY, ids) if many else db.execute(DISTINCT_AT_FEW, ids)
            known[wanted] = rows.fetchone()[0]
    return {scope: known[wanted] for scope, wanted in sets.items()}


def talking_voices(db: sqlite3.Connection, activities: Collection[str]) -> TalkingVoices:
    """Count the voices that talked at some activities, and what is recorded of them."""
    return TalkingVoices(*db.execute(TALKED, (as_json({*activities}),)).fetchone())


def distinct_members(db: sqlite3.Connection, activities: Collection[str]) -> dict[str, int]:
    """Count, for each group, the distinct voices heard of it or a narrower one."""
    return dict(db.execute(MEMBERS, (as_json(activities),)).fetchall())


def frequencies(db: sqlite3.Connection, activities: Collection[str], group: str | None) -> Counts:
    """Return how often each voice came, most often first."""
    ids = as_json({*activities})
    if group is None:
        return as_counts(count for (count,) in db.execute(FREQUENCIES, (ids,)))
    if _many(db, activities):
        rows = db.execute(FREQUENCIES_OF, (ids, group))
    else:
        rows = db.execute(FREQUENCIES_OF_AT_FEW, (ids, group))
    return as_counts(count for (count,) in rows)


def places(db: sqlite3.Connection, activities: Sequence[str], group: str | None) -> Counts:
    """Return how many people talked at each activity: shape (activities,), in their order."""
    ids = as_json(activities)
    if group is None:
        rows = db.execute(PLACES, (ids,))
    elif _many(db, activities):
        rows = db.execute(PLACES_OF, (ids, group))
    else:
        rows = db.execute(PLACES_OF_AT_FEW, (ids, group))
    by_activity = dict(rows.fetchall())
    return as_counts(by_activity.get(activity, 0) for activity in activities)


def _many(db: sqlite3.Connection, activities: Collection[str]) -> bool:
    """Return whether there are so many activities that going through voices is quicker."""
    total: int = db.execute(ACTIVITIES).fetchone()[0]
    return len(activities) * MANY > total


def most_frequent(
    db: sqlite3.Connection, activities: Collection[str], n: int
) -> tuple[tuple[str, int], ...]:
    """Return the voices that talked most often, with how often."""
    return tuple(db.execute(MOST, (as_json(activities), n)).fetchall())


def attendance_by_voice(db: sqlite3.Connection, span: Span) -> VoiceAttendance:
    """Count the attendance of each voice on each day of a span."""
    rows = db.execute(DAILY, (span.after.isoformat(), span.until.isoformat())).fetchall()
    return VoiceAttendance(
        voice=tuple(row[0] for row in rows),
        day=as_days([row[1] for row in rows]),
        came=as_counts(row[2] for row in rows),
        asked=as_counts(row[3] for row in rows),
    )
