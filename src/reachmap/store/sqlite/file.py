"""The file that holds a map: opened, looked at, read and changed in whole steps.

It uses a rollback journal, not a write-ahead log. A log needs memory shared by everyone who has
the file open, which a network drive does not give. It also keeps committed changes in a second
file, so that a copy of the first would lack them, and a read-only folder could not be read.
A journal is there only during a change: at rest the map is one file, to be sent or copied.
Its price is that readers wait while changed pages are copied into the file. So a change stays in
memory until it is complete (`cache_spill` is off), and readers read what was there before.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import RLock
from typing import TypeVar

from reachmap.errors import StoreAccess, StoreUnavailable
from reachmap.paths import ODD, is_odd, make_private
from reachmap.store.sqlite.connecting import (
    TO_CHANGE,
    TO_MAKE,
    TO_READ,
    connect,
    steps_for,
)
from reachmap.store.sqlite.faults import plain_errors
from reachmap.store.sqlite.holder import Holder
from reachmap.store.sqlite.schema import APPLICATION, MIGRATIONS
from reachmap.store.sqlite.trust import Objects, objects_of, require_own, require_whole

FileId = tuple[int, int]
Looked = TypeVar("Looked")

PATIENCE_S = 20.0
"""How long a store waits, in seconds, while others write."""

MARK = "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version"
TABLES_IN = "SELECT count(*) FROM sqlite_master"
JOURNAL = "PRAGMA journal_mode"
ROLLBACK = "PRAGMA journal_mode = DELETE"
BESIDE = ("-journal", "-wal", "-shm")
"""Endings of the files that SQLite keeps beside another."""

VERSIONS = tuple(f"PRAGMA user_version = {number}" for number in range(1000))
SCHEMA_VERSION = "PRAGMA schema_version"
READ = "BEGIN"
WRITE = "BEGIN IMMEDIATE"
COMMIT = "COMMIT"
UNDO = "ROLLBACK"
REVISION = "SELECT token, revision FROM store"
STATES = """
SELECT count(*) FROM store WHERE typeof(token) = 'text' AND typeof(revision) = 'integer'
"""
CHANGED = """
UPDATE store SET revision = revision + 1, token = lower(hex(randomblob(8))), digest = ?, writer = ?
"""


class File:
    """A file that holds one map."""

    def __init__(self, path: Path, *, make: bool, patience_s: float) -> None:
        self.path = path
        self._patience_s = patience_s
        self._holder = Holder(path)
        self._lock = RLock()
        self._inside = False
        self._left = 0
        self._checked: int | None = None
        self._db: sqlite3.Connection | None = None
        with plain_errors(path, self._holder):
            self._id = self._open(make=make)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Let everything inside see the map as it is at the beginning."""
        with self._held() as db:
            if self._inside:
                yield db
                return
            db.execute(READ)
            with self._step(db):
                self._require_known(db)
                yield db

    @contextmanager
    def writing(self, *, work: int | None = None) -> Iterator[sqlite3.Connection]:
        """Let everything inside change the map in one step, or not at all.

        A file is opened to be read, and only now to be changed. `work` is how many steps of
        SQLite that may cost: as many as fit the size of the file, where it is left out.
        """
        with self._held() as held:
            db = self._hold(TO_CHANGE) if self._mode == TO_READ else held
            db.execute(WRITE)
            with self._holder, self._step(db, work):
                self._require_known(db)
                yield db

    def note_change(self, db: sqlite3.Connection, *, digest: str | None) -> None:
        """Note a change, within it: who made it, and the digest of the whole map if it is known."""
        db.execute(CHANGED, (digest, self._holder.words))

    def revision(self) -> tuple[str, int]:
        """Return what changes whenever the content does."""
        with self.reading() as db:
            token, revision = db.execute(REVISION).fetchone()
        return str(token), int(revision)

    def close(self) -> None:
        """Close the file; it cannot be used afterwards."""
        with self._lock:
            if self._db is not None:
                self._db.close()
            self._db = None

    @contextmanager
    def _held(self) -> Iterator[sqlite3.Connection]:
        """Keep other threads waiting, and turn errors of SQLite into ours."""
        with self._lock, plain_errors(self.path, self._holder):
            if not self._inside:
                self._reopen_if_replaced()
            if self._db is None:
                message = f"{self.path} was closed: open it again"
                raise StoreUnavailable(message)
            yield self._db

    @contextmanager
    def _step(self, db: sqlite3.Connection, work: int | None = None) -> Iterator[None]:
        """Commit what is done inside, or undo it after an error."""
        self._inside = True
        self._left = steps_for(self.path) if work is None else work
        try:
            yield
            db.execute(COMMIT)
        finally:
            self._inside = False
            if db.in_transaction:
                db.execute(UNDO)

    def _reopen_if_replaced(self) -> None:
        """Open the file again where another has replaced it."""
        if self._db is not None and _file_id(self.path) != self._id:
            self._db.close()
            self._id = self._open(make=False)

    def _open(self, *, make: bool) -> FileId:
        """Open the file and bring it to the present version; leave what is not ours untouched."""
        self._refuse_odd()
        if not self.path.exists():
            if not make:
                message = f"there is no {self.path}: write a map to it first"
                raise StoreUnavailable(message)
            if not self.path.parent.is_dir():
                message = f"there is no folder {self.path.parent} to make {self.path.name} in"
                raise StoreAccess(message)
            with suppress(OSError):  # SQLite will say why
                make_private(Path(os.path.realpath(self.path)))
            ready = False
        else:
            ready = self._examine(make=make)
        if not ready:
            with closing(self._connect(TO_MAKE if make else TO_CHANGE)) as db:
                self._migrate(db)
        self._hold(TO_READ)
        return _file_id(self.path)

    def _hold(self, mode: str) -> sqlite3.Connection:
        """Connect to the file, in the place of the connection that was."""
        self.close()
        self._mode, self._checked = mode, None
        self._db = self._connect(mode)
        return self._db

    def _refuse_odd(self) -> None:
        """Raise where the file, or one that SQLite looks for beside it, is a pipe or a device."""
        for ending in ("", *BESIDE):
            path = self.path.with_name(self.path.name + ending)
            if is_odd(path):
                raise StoreAccess(ODD.format(path))

    def _examine(self, *, make: bool) -> bool:
        """Return whether a file can be read as it is; raise where it is no map of ours, or broken.

        No file is changed.
        """
        if not self.path.is_file():
            message = f"{self.path} is a folder, not a file that holds a map: name a file in it"
            raise StoreAccess(message)
        self._left = steps_for(self.path)
        with closing(self._connect(TO_READ)) as db:
            self._schema_version(db)
            mark, version = db.execute(MARK).fetchone()
            (tables,) = db.execute(TABLES_IN).fetchone()
            if (mark, version, tables) == (0, 0, 0) and make:
                return False
            if mark != APPLICATION:
                what = "another database" if tables else "an empty file"
                message = f"{self.path} is {what}, not a map of reachmap: name another file"
                raise StoreAccess(message)
            if version > len(MIGRATIONS):
                message = (
                    f"{self.path} was written by a later version of reachmap: update reachmap to"
                    " open it; nothing was changed"
                )
                raise StoreAccess(message)
            require_own(db, _own(MIGRATIONS[:version]), self.path)
            require_whole(db, self.path)
            journal = db.execute(JOURNAL).fetchone()[0]
        return bool(version == len(MIGRATIONS) and journal == "delete")

    def _require_known(self, db: sqlite3.Connection) -> None:
        """Raise where the file is made of something else than when it was last looked at."""
        version = self._schema_version(db)
        if version != self._checked:
            require_own(db, _own(MIGRATIONS), self.path)
            self._checked = version
        if db.execute(STATES).fetchone()[0] != 1:
            message = f"{self.path} does not say which of its states it is in: take a copy that "
            message += "nobody changed, or write the map to another file"
            raise StoreAccess(message)

    def _schema_version(self, db: sqlite3.Connection) -> int:
        """Return a number that changes with what the file is made of."""
        return self._after_undoing(lambda: int(db.execute(SCHEMA_VERSION).fetchone()[0]))

    def _after_undoing(self, look: Callable[[], Looked]) -> Looked:
        """Return what a look at the file gives; where a writer was killed, undo its half first."""
        try:
            return look()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
                raise
        with closing(self._connect(TO_CHANGE)) as db:
            db.execute(TABLES_IN).fetchone()
        return look()

    def _migrate(self, db: sqlite3.Connection) -> None:
        """Bring the file to the present version, and its journal to ours."""
        if db.execute(JOURNAL).fetchone()[0] != "delete":
            db.execute(ROLLBACK)
        if db.execute(MARK).fetchone()[1] == len(MIGRATIONS):
            return
        db.execute(WRITE)
        with self._holder, self._step(db):
            _bring_up(db, db.execute(MARK).fetchone()[1], len(MIGRATIONS))

    def _connect(self, mode: str) -> sqlite3.Connection:
        return self._after_undoing(
            lambda: connect(self.path, mode, patience_s=self._patience_s, spend=self._spend)
        )

    def _spend(self) -> bool:
        """Count a step; return whether there were too many."""
        self._left -= 1
        return self._left < 0


@cache
def _own(migrations: tuple[tuple[str, ...], ...]) -> Objects:
    """Return what a file is made of after the first of our migrations."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.execute(READ)
        _bring_up(db, 0, len(migrations))
        return objects_of(db)


def _bring_up(db: sqlite3.Connection, first: int, last: int) -> None:
    """Bring what a connection is to from one version to another."""
    for version in range(first, last):
        for statement in MIGRATIONS[version]:
            db.execute(statement)
        db.execute(VERSIONS[version + 1])


def _file_id(path: Path) -> FileId:
    """Return the device and number of a file, by which a replacement is recognised."""
    try:
        status = path.stat()
    except OSError as error:
        message = f"{path} is no longer there: put it back, or name another file"
        raise StoreUnavailable(message) from error
    return status.st_dev, status.st_ino
