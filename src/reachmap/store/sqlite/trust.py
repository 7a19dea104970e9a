"""What a file must be before anything in it is believed: our own tables, on whole pages.

A mark is easily made. In the place of a table a stranger may put a view that never ends, or a
trigger that does something else; and a name in double quotes that is no column is read by SQLite
as that name. So what a file is made of is compared with what our own statements make.
"""

import sqlite3
from pathlib import Path

from reachmap.errors import StoreAccess, quoted
from reachmap.store.sqlite.faults import DAMAGED

OBJECTS = "SELECT type, name, tbl_name, sql FROM sqlite_master LIMIT 1000"
CHECKS = {False: "PRAGMA quick_check(1)", True: "PRAGMA integrity_check(1)"}
"""What looks whether pages are whole; and, if that is wanted, whether indexes fit their rows."""

WHOLE = [("ok",)]

SMALL = 2**24
"""Bytes of a file up to which indexes are looked at whenever it is opened: a quarter second."""

Objects = frozenset[tuple[str, str, str, str]]
"""What a file is made of: kind, name, table and statement of each."""


def require_own(db: sqlite3.Connection, own: Objects, path: Path) -> None:
    """Raise where a file is made of anything but what our own statements make."""
    there = objects_of(db)
    odd = sorted(there - own) or sorted(own - there)
    if odd:
        kind, name, *_ = odd[0]
        message = f"{path} is not as reachmap makes a map: see its {kind} {quoted(name)}. Take a "
        message += "copy that nobody changed, or write the map to another file; nothing was changed"
        raise StoreAccess(message)


def require_whole(db: sqlite3.Connection, path: Path, *, most_bytes: float = SMALL) -> None:
    """Raise where pages of a file are damaged, mixed up, or in use twice.

    In a file of at most so many bytes every index is held against its rows as well.
    """
    problems = db.execute(CHECKS[path.stat().st_size <= most_bytes]).fetchall()
    if problems != WHOLE:
        what = " ".join(str(problems[0][0]).split())
        message = f"{path} {DAMAGED} ({what}); nothing was changed"
        raise StoreAccess(message)


def objects_of(db: sqlite3.Connection) -> Objects:
    """Return what a file is made of."""
    return frozenset(
        (str(kind), str(name), str(table), " ".join(str(text or "").split()))
        for kind, name, table, text in db.execute(OBJECTS)
    )
