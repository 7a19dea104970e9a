"""Asks, counted inside SQLite."""

import json
import sqlite3
from collections.abc import Collection
from datetime import date

from reachmap.store.counts import ActivityAsks, NodeAsks, PairAsks, Span
from reachmap.store.sqlite.cells import with_words
from reachmap.store.sqlite.counting import as_counts, as_days

PAIRS = with_words("""
SELECT "from", "to", "date", count(*),
    sum(coalesce(outcome, '') IN :scored AND ("group" IS NOT NULL OR activity IS NULL)),
    sum(coalesce(outcome, '') = 'passed-on' AND ("group" IS NOT NULL OR activity IS NULL))
FROM asks WHERE "date" <= ? AND "to" NOT IN (SELECT id FROM voices)
GROUP BY "from", "to", "date" ORDER BY "from", "to", "date"
""")

TO_NODES = """
SELECT "to", "date", count(*) FROM asks WHERE "date" > ? AND "date" <= ?
GROUP BY "to", "date" ORDER BY "to", "date"
"""

ABOUT_GROUPS = """
SELECT "group", "date", count(*) FROM asks
WHERE "date" > ? AND "date" <= ? AND "group" IS NOT NULL
GROUP BY "group", "date" ORDER BY "group", "date"
"""

FOR_ACTIVITIES = """
SELECT activity, min("date"), count(*), count(outcome), sum(coalesce(outcome, '') = 'passed-on')
FROM asks
WHERE activity IN (SELECT value FROM json_each(?)) AND "to" NOT IN (SELECT id FROM voices)
GROUP BY activity ORDER BY activity
"""


def activity_asks(db: sqlite3.Connection, activities: Collection[str]) -> ActivityAsks:
    """Count the asks for each of some activities, voices left out."""
    wanted = json.dumps(sorted(activities), ensure_ascii=False)
    rows = db.execute(FOR_ACTIVITIES, (wanted,)).fetchall()
    return ActivityAsks(
        activity=tuple(row[0] for row in rows),
        first=as_days([row[1] for row in rows]),
        asks=as_counts(row[2] for row in rows),
        answered=as_counts(row[3] for row in rows),
        passed_on=as_counts(row[4] for row in rows),
    )


def pair_asks(db: sqlite3.Connection, until: date) -> PairAsks:
    """Count the asks between each two nodes, voices left out, on each day up to one."""
    rows = db.execute(PAIRS, (until.isoformat(),)).fetchall()
    return PairAsks(
        from_=tuple(row[0] for row in rows),
        to=tuple(row[1] for row in rows),
        day=as_days([row[2] for row in rows]),
        asks=as_counts(row[3] for row in rows),
        scored=as_counts(row[4] for row in rows),
        passed_on=as_counts(row[5] for row in rows),
    )


def node_asks(db: sqlite3.Connection, span: Span) -> NodeAsks:
    """Count the asks to each node on each day of a span."""
    return _by_day(db.execute(TO_NODES, (span.after.isoformat(), span.until.isoformat())))


def group_asks(db: sqlite3.Connection, span: Span) -> NodeAsks:
    """Count the asks about each group, to any node, on each day of a span."""
    return _by_day(db.execute(ABOUT_GROUPS, (span.after.isoformat(), span.until.isoformat())))


def _by_day(cursor: sqlite3.Cursor) -> NodeAsks:
    rows = cursor.fetchall()
    return NodeAsks(
        to=tuple(row[0] for row in rows),
        day=as_days([row[1] for row in rows]),
        asks=as_counts(row[2] for row in rows),
    )
