"""Attendance, counted inside SQLite."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import chain, repeat

import numpy as np

from reachmap.model.choices import SPEAKING, TALKING_SPEAKING, Speaking
from reachmap.store.counts import (
    ActivityAttendance,
    Counts,
    Days,
    Span,
    TalkingVoices,
    VoiceAttendance,
    VoicesAlike,
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

# SQLite indexes a table only where it is told to hold it.
ALIKE = with_words("""
WITH scope (activity, kind) AS MATERIALIZED (
    SELECT a.number, j.value FROM json_each(?) j CROSS JOIN activities a ON a.id = j.key
), each AS MATERIALIZED (
    SELECT c.voice AS voice, group_concat(DISTINCT s.kind) AS kinds
    FROM came c CROSS JOIN scope s ON s.activity = c.activity
    WHERE +c.speaking IN :heard GROUP BY c.voice
)
SELECT v.groups, e.kinds, count(*)
FROM each e JOIN voices v ON v.number = e.voice GROUP BY v.groups, e.kinds
""")

WIDER = """
SELECT n.id, w.id
FROM wider x JOIN groups n ON n.number = x.narrow JOIN groups w ON w.number = x.wide
"""

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
    # What was added later has higher numbers: rows are in the order of ids, not of numbers.
    heard = sorted((index[a], groups[g], voices) for a, g, voices in db.execute(HEARD))
    return ActivityAttendance(
        activities=tuple(id_ for id_, _ in activities),
        rows=rows,
        ended=ended,
        unknown=unknown,
        group_activity=as_counts(activity for activity, _, _ in heard),
        group=tuple(group for _, group, _ in heard),
        voices=as_counts(voices for _, _, voices in heard),
    )


def voices_alike(
    db: sqlite3.Connection, activities: Collection[str], kinds: Sequence[Collection[str]]
) -> VoicesAlike:
    """Count the distinct voices heard at some activities: alike in their groups and kinds."""
    scope: dict[str, int | None] = dict.fromkeys(activities)
    scope |= {name: kind for kind, names in enumerate(kinds) for name in names if name in scope}
    wider: defaultdict[str, set[str]] = defaultdict(set)
    for narrow, wide in db.execute(WIDER):
        wider[narrow].add(wide)
    alike: Counter[tuple[tuple[str, ...], tuple[int, ...]]] = Counter()
    for own, kind, people in db.execute(ALIKE, (json.dumps(scope, ensure_ascii=False),)):
        groups = tuple(sorted({wide for group in json.loads(own) for wide in wider[group]}))
        known = tuple(sorted(map(int, kind.split(",")))) if kind else ()
        alike[groups, known] += people
    return VoicesAlike.of(alike)


def talking_voices(db: sqlite3.Connection, activities: Collection[str]) -> TalkingVoices:
    """Count the voices that talked at some activities, and what is recorded of them."""
    return TalkingVoices(*db.execute(TALKED, (as_json({*activities}),)).fetchone())


def frequencies(db: sqlite3.Connection, activities: Collection[str], group: str | None) -> Counts:
    """Return how often each voice came, most often first."""
    ids = as_json({*activities})
    if group is None:
        return as_counts(chain.from_iterable(db.execute(FREQUENCIES, (ids,))))
    if _many(db, activities):
        rows = db.execute(FREQUENCIES_OF, (ids, group))
    else:
        rows = db.execute(FREQUENCIES_OF_AT_FEW, (ids, group))
    return as_counts(chain.from_iterable(rows))


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
    return as_counts(map(by_activity.get, activities, repeat(0)))


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
