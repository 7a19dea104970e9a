"""Voices and champions: their groups, what was asked of them, and who could have come."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from reachmap.store.counts import Person, Register, SimilarVoices, Span
from reachmap.store.register import Everyone
from reachmap.store.sqlite.cells import with_words
from reachmap.store.sqlite.counting import as_counts, as_json

GROUPS_OF = """
SELECT v.id, g.id
FROM json_each(?) j JOIN voices v ON v.id = j.value JOIN member m ON m.voice = v.number
JOIN groups g ON g.number = m."group"
ORDER BY v.number, g.id
"""

# Voices of the same groups share as much of any set: the least busy of them are enough.
LEAST_BUSY = """
WITH of AS (
    SELECT voice, group_concat("group") AS groups
    FROM (SELECT voice, "group" FROM member ORDER BY voice, "group") GROUP BY voice
), ranked AS (
    SELECT v.number, v.id,
        row_number() OVER (PARTITION BY of.groups ORDER BY asked_of(v.id), v.id) AS rank
    FROM of JOIN voices v ON v.number = of.voice
    WHERE v.id NOT IN (SELECT value FROM json_each(?1))
)
SELECT r.id, g.id
FROM ranked r JOIN member m ON m.voice = r.number JOIN groups g ON g.number = m."group"
WHERE r.rank <= ?2
ORDER BY r.id, g.id
"""

VOICES = "SELECT id FROM voices ORDER BY id"
CHAMPIONS = "SELECT id FROM champions"
GROUPS = "SELECT id FROM groups ORDER BY id"
MEMBERS = """
SELECT v.position, g.position
FROM (SELECT number, row_number() OVER (ORDER BY id) - 1 AS position FROM voices) v
CROSS JOIN member m ON m.voice = v.number
JOIN (SELECT number, row_number() OVER (ORDER BY id) - 1 AS position FROM groups) g
    ON g.number = m."group"
ORDER BY v.position, g.position
"""

WANTED = """
SELECT a.id, g.id
FROM wanted w JOIN activities a ON a.number = w.activity JOIN groups g ON g.number = w."group"
"""

BEYOND = with_words("""
SELECT a.id, v.id
FROM json_each(?) j CROSS JOIN activities a ON a.id = j.value
CROSS JOIN came c ON c.activity = a.number JOIN voices v ON v.number = c.voice
WHERE c.speaking IN :talking
    AND EXISTS (SELECT 1 FROM wanted w WHERE w.activity = a.number)
    AND NOT EXISTS (
        SELECT 1 FROM wanted w JOIN member m ON m."group" = w."group"
        WHERE w.activity = a.number AND m.voice = c.voice
    )
ORDER BY v.id, a.id
""")

ASKED = """
SELECT "to", count(*) FROM asks WHERE "date" > ? AND "date" <= ? GROUP BY "to"
"""

UNASKED = with_words("""
SELECT v.id, count(*)
FROM activities a CROSS JOIN came c ON c.activity = a.number JOIN voices v ON v.number = c.voice
WHERE a.date > ?1 AND a.date <= ?2 AND c.speaking IN :talking
    AND NOT EXISTS (
        SELECT 1 FROM asks k
        WHERE k."to" = v.id AND k.activity = a.id AND k.date > ?1 AND k.date <= ?2
    )
GROUP BY c.voice
""")

SEATS = """
SELECT voice, count(DISTINCT "date"), max("date") FROM panels WHERE "date" <= ? GROUP BY voice
"""

ONLY_STAFF = with_words("""
SELECT v.id FROM voices v
WHERE EXISTS (
        SELECT 1 FROM came c JOIN activities a ON a.number = c.activity
        WHERE c.voice = v.number AND (a.date IS NULL OR a.date <= ?1)
    )
    AND NOT EXISTS (
        SELECT 1 FROM came c JOIN activities a ON a.number = c.activity
        WHERE c.voice = v.number AND c.speaking IN :talking AND (a.date IS NULL OR a.date <= ?1)
    )
""")

VOICE_GROUPS = """
SELECT v.id, g.id
FROM voices v JOIN member m ON m.voice = v.number JOIN groups g ON g.number = m."group"
ORDER BY v.number, g.id
"""

CHAMPION_GROUPS = """
SELECT DISTINCT c.id, g.id
FROM champions c, json_each(c.groups) o JOIN groups n ON n.id = o.value
JOIN wider w ON w.narrow = n.number JOIN groups g ON g.number = w.wide
ORDER BY c.id, g.id
"""


def groups_of(db: sqlite3.Connection, voices: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the groups of some voices, their own and every wider one, sorted."""
    groups = _by_first(db.execute(GROUPS_OF, (as_json(voices),)))
    return {voice: groups.get(voice, ()) for voice in voices}


def similar_voices(
    db: sqlite3.Connection,
    sets: Sequence[Collection[str]],
    *,
    busy: Mapping[str, int],
    rested: Collection[str],
    n: int,
) -> list[SimilarVoices]:
    """Return the voices that share the most of each of some sets of groups."""
    db.create_function("asked_of", 1, lambda voice: busy.get(voice, 0))
    rows = db.execute(LEAST_BUSY, (as_json(rested), n)).fetchall()
    voices = sorted({voice for voice, _ in rows})
    groups = [id_ for (id_,) in db.execute(GROUPS)]
    row, column = ({name: at for at, name in enumerate(ids)} for ids in (voices, groups))
    candidates = Everyone(
        voices,
        groups,
        as_counts(row[voice] for voice, _ in rows),
        as_counts(column[group] for _, group in rows),
    )
    return candidates.similar_voices(sets, busy=busy, rested=(), n=n)


def register(db: sqlite3.Connection, activities: Sequence[str], group: str | None) -> Register:
    """Count who could have come to each activity, and who came though it is for others."""
    voices = [id_ for (id_,) in db.execute(VOICES)]
    groups = [id_ for (id_,) in db.execute(GROUPS)]
    members = np.array(db.execute(MEMBERS).fetchall(), np.int64).reshape(-1, 2)
    everyone = Everyone(voices, groups, members[:, 0], members[:, 1])
    wanted = _by_first(db.execute(WANTED))
    column = {activity: number for number, activity in enumerate(activities)}
    beyond = db.execute(BEYOND, (as_json(activities),)).fetchall()
    return everyone.register(
        [frozenset(wanted.get(activity, ())) for activity in activities],
        (
            as_counts(column[activity] for activity, _ in beyond),
            as_counts(everyone.index[voice] for _, voice in beyond),
        ),
        group=group,
    )


def people(db: sqlite3.Connection, span: Span) -> tuple[Person, ...]:
    """Return every voice and champion, and what we asked of them in a span of days."""
    days = (span.after.isoformat(), span.until.isoformat())
    loads: defaultdict[str, int] = defaultdict(int)
    for id_, count in (*db.execute(ASKED, days), *db.execute(UNASKED, days)):
        loads[id_] += count
    seats = {id_: (count, last) for id_, count, last in db.execute(SEATS, days[1:])}
    staff = {id_ for (id_,) in db.execute(ONLY_STAFF, days[1:])}
    groups = _by_first(db.execute(VOICE_GROUPS)) | _by_first(db.execute(CHAMPION_GROUPS))
    ids = sorted(id_ for (id_,) in (*db.execute(VOICES), *db.execute(CHAMPIONS)))
    return tuple(
        Person(
            id=id_,
            groups=groups.get(id_, ()),
            load=loads[id_],
            panels=seats[id_][0] if id_ in seats else 0,
            last_panel=date.fromisoformat(seats[id_][1]) if id_ in seats else None,
            only_staff=id_ in staff,
        )
        for id_ in ids
    )


def _by_first(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the second of each pair, in their order, by the first."""
    groups: dict[str, list[str]] = {}
    for first, second in pairs:
        groups.setdefault(first, []).append(second)
    return {first: tuple(seconds) for first, seconds in groups.items()}
