"""Changes of the file: a whole map replaced, and a voice forgotten."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np

from reachmap.errors import UnknownNode
from reachmap.model.columns import columns_of
from reachmap.model.spelling import nearest
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import TABLES
from reachmap.store.protocol import Progress
from reachmap.store.sqlite.cells import DELETE, FIELDS, INSERT, SIZE, to_sqlite, with_words
from reachmap.store.sqlite.schema import INDEXES, TRIGGERS, UNINDEXED, UNWATCHED

CHUNK = 10_000
"""Rows handed to SQLite at a time."""

REPORTS = 20
"""Most reports of progress while a map is written."""

EMPTY_FOLLOWING = (
    *("DELETE FROM heard", "DELETE FROM came", "DELETE FROM member"),
    *("DELETE FROM wanted", "DELETE FROM wider"),
)

INTO = INSERT | {"attendance": "INSERT INTO came (voice, activity, speaking) VALUES (?, ?, ?)"}
"""Statement that adds a row to each table."""

FOLLOWING: dict[str, str] = {
    "wider": """
    WITH RECURSIVE up (narrow, wide) AS (
        SELECT number, number FROM groups
        UNION
        SELECT up.narrow, w.number
        FROM up JOIN groups g ON g.number = up.wide, json_each(g.part_of) p
        JOIN groups w ON w.id = p.value
    )
    SELECT narrow, wide FROM up ORDER BY narrow, wide
    """,
    "member": """
    SELECT DISTINCT v.number, w.wide
    FROM voices v CROSS JOIN json_each(v.groups) o JOIN groups g ON g.id = o.value
    JOIN wider w ON w.narrow = g.number
    ORDER BY v.number, w.wide
    """,
    "wanted": """
    SELECT DISTINCT a.number, g.number
    FROM activities a CROSS JOIN json_each(a.groups) o JOIN groups g ON g.id = o.value
    ORDER BY a.number, g.number
    """,
    "heard": with_words("""
    SELECT c.activity, m."group", count(*)
    FROM came c JOIN member m ON m.voice = c.voice
    WHERE c.speaking IN :heard
    GROUP BY c.activity, m."group" ORDER BY c.activity, m."group"
    """),
}
"""Rows of the tables that follow from groups, voices, activities and attendance."""

FOLLOWING_ROWS = tuple(f"INSERT INTO {table} {rows}" for table, rows in FOLLOWING.items())

OUT_OF_STEP = " UNION ALL ".join(
    f"""
    SELECT 1 WHERE EXISTS (SELECT * FROM {table} EXCEPT SELECT * FROM ({rows}))
        OR EXISTS (SELECT * FROM ({rows}) EXCEPT SELECT * FROM {table})
    """  # noqa: S608  the same
    for table, rows in FOLLOWING.items()
)
"""What finds out whether a table that follows from others is out of step with them."""

VOICE = "SELECT number FROM voices WHERE id = ?"
VOICES = "SELECT id FROM voices"

TRACES = (
    "DELETE FROM came WHERE voice = (SELECT number FROM voices WHERE id = ?1)",
    'DELETE FROM asks WHERE "to" = ?1 OR "from" = ?1',
    "DELETE FROM panels WHERE voice = ?1",
    "DELETE FROM findings WHERE subject = ?1",
    'DELETE FROM links WHERE "from" = ?1 OR "to" = ?1',
)
"""Statements that remove the rows that name a voice."""

MEMBERSHIP = "DELETE FROM member WHERE voice = ?"
PERSON = "DELETE FROM voices WHERE number = ?"


class _RowCounter:
    """Reports, now and then, how many rows of how many are written."""

    def __init__(self, progress: Progress | None, of: int) -> None:
        self._progress = progress
        self._of = of
        self._done = 0

    def add(self, what: str, rows: int) -> None:
        """Count some more rows as written."""
        before, self._done = self._done, self._done + rows
        steps = [done * REPORTS // max(self._of, 1) for done in (before, self._done)]
        if self._progress is not None and steps[1] > steps[0]:
            self._progress(what, self._done, self._of)


def replace(
    db: sqlite3.Connection, stakeholders: StakeholderMap, progress: Progress | None
) -> None:
    """Replace what the file holds by a map."""
    for statement in (*UNWATCHED, *UNINDEXED):
        db.execute(statement)
    for statement in EMPTY_FOLLOWING:
        db.execute(statement)
    for table in DELETE:
        db.execute(DELETE[table])
    sizes = stakeholders.sizes()
    counter = _RowCounter(progress, sum(sizes.values()))
    for table in TABLES:
        rows = _came(stakeholders) if table == "attendance" else _rows(stakeholders, table)
        while chunk := [*islice(rows, CHUNK)]:
            db.executemany(INTO[table], chunk)
            counter.add(table, len(chunk) if table in sizes else 0)
    # The last of what is derived goes through attendance by activity.
    for statement in (*INDEXES, *FOLLOWING_ROWS, *TRIGGERS):
        db.execute(statement)


def in_step(db: sqlite3.Connection) -> bool:
    """Return whether every table that follows from others does."""
    return db.execute(OUT_OF_STEP).fetchone() is None


def holds(db: sqlite3.Connection, stakeholders: StakeholderMap) -> bool:
    """Return whether the file may hold the map: as many rows of each table."""
    sizes = stakeholders.sizes()
    return all(db.execute(SIZE[name]).fetchone()[0] == sizes[name] for name in sizes)


def forget(db: sqlite3.Connection, voice: str) -> int:
    """Remove a voice and every trace of it."""
    number = db.execute(VOICE, (voice,)).fetchone()
    if number is None:
        raise UnknownNode(voice, nearest(voice, [id_ for (id_,) in db.execute(VOICES)]), "voice")
    removed = 0
    for statement in TRACES:
        removed += db.execute(statement, (voice,)).rowcount
    db.execute(MEMBERSHIP, number)
    return removed + db.execute(PERSON, number).rowcount


def _rows(stakeholders: StakeholderMap, table: str) -> Iterator[tuple[Any, ...]]:
    columns = columns_of(stakeholders, table)
    return zip(*(to_sqlite(table, field, columns[field]) for field in FIELDS[table]), strict=True)


def _came(stakeholders: StakeholderMap) -> Iterator[tuple[Any, ...]]:
    """Yield attendance in numbers: nodes are numbered in the order of their ids."""
    came = stakeholders.attendance
    ids = {
        "voice": [voice.id for voice in stakeholders.voices],
        "activity": [activity.id for activity in stakeholders.activities],
    }
    numbers = [
        _numbers(nodes, came.categories(name))[came.codes(name)].tolist()
        for name, nodes in ids.items()
    ]
    return zip(*numbers, came.cells("speaking"), strict=True)


def _numbers(nodes: Iterable[str], named: Sequence[str]) -> np.ndarray[Any, np.dtype[np.int64]]:
    number_of = {node: number for number, node in enumerate(nodes, start=1)}
    return np.array([number_of[name] for name in named], np.int64)
