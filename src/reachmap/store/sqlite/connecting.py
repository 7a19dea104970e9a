"""Connections to a file of SQLite: what each of them is set to, and how much work it may cost."""

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

PRAGMAS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA cache_spill = OFF",
    "PRAGMA cache_size = -64000",
    "PRAGMA temp_store = MEMORY",
)
"""Of every connection: nothing believed of what others may have put into the file; whole
references, nothing left of what was deleted, durable changes."""

TO_READ, TO_CHANGE, TO_MAKE = "ro", "rw", "rwc"
"""What a connection is for."""

STEP = 100_000
"""Instructions of SQLite after which it is looked how many are left."""

LEAST_STEPS = 500
STEPS_PER_BYTE = 0.001
"""Steps that a look or a change may cost: some fifty times what any question was seen to."""

ANY_WORK = sys.maxsize


def steps_for(path: Path) -> int:
    """Return how many steps a look at a file may cost, or a change: by its size."""
    size = path.stat().st_size if path.exists() else 0
    return LEAST_STEPS + int(size * STEPS_PER_BYTE)


def connect(
    path: Path, mode: str, *, patience_s: float, spend: Callable[[], bool]
) -> sqlite3.Connection:
    """Return a connection to a file.

    Parameters
    ----------
    path
        The file.
    mode
        What it is for.
    patience_s
        How long it waits, in seconds, while others write.
    spend
        Called at each step; if it returns True, SQLite stops with an error.
    """
    quoted = quote(os.fsencode(path.absolute().as_posix()))
    address = f"file://{quoted if quoted.startswith('/') else '/' + quoted}?mode={mode}"
    db = sqlite3.connect(
        address, uri=True, timeout=patience_s, isolation_level=None, check_same_thread=False
    )
    with ExitStack() as undo:
        undo.callback(db.close)
        _set_up(db, spend)
        undo.pop_all()
    return db


def _set_up(db: sqlite3.Connection, spend: Callable[[], bool]) -> None:
    db.set_progress_handler(spend, STEP)
    for pragma in PRAGMAS:
        db.execute(pragma)
    if sys.version_info >= (3, 12):
        # What is no column is an error, not a text: SQLite itself takes either.
        for quotes in (sqlite3.SQLITE_DBCONFIG_DQS_DDL, sqlite3.SQLITE_DBCONFIG_DQS_DML):
            db.setconfig(quotes, False)  # noqa: FBT003  it takes no names
