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
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from threading import RLock
from urllib.parse import quote

from reachmap.errors import StoreAccess, StoreUnavailable
from reachmap.paths import ODD, is_odd, make_private
from reachmap.store.sqlite.faults import plain_errors
from reachmap.store.sqlite.holder import Holder
from reachmap.store.sqlite.schema import APPLICATION, MIGRATIONS

FileId = tuple[int, int]

PATIENCE_S = 20.0
"""How long a store waits, in seconds, while others write."""

PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA cache_spill = OFF",
    "PRAGMA cache_size = -64000",
    "PRAGMA temp_store = MEMORY",
)
"""Of every connection: whole references, nothing left of what was deleted, durable changes."""

MARK = "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version"
TABLES_IN = "SELECT count(*) FROM sqlite_master"
JOURNAL = "PRAGMA journal_mode"
ROLLBACK = "PRAGMA journal_mode = DELETE"
BESIDE = ("-journal", "-wal", "-shm")
"""Endings of the files that SQLite keeps beside another."""

VERSIONS = tuple(f"PRAGMA user_version = {number}" for number in range(1000))
READ = "BEGIN"
WRITE = "BEGIN IMMEDIATE"
COMMIT = "COMMIT"
UNDO = "ROLLBACK"
REVISION = "SELECT token, revision FROM store"
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
                yield db

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Let everything inside change the map in one step, or not at all."""
        with self._held() as db:
            db.execute(WRITE)
            with self._holder, self._step(db):
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
    def _step(self, db: sqlite3.Connection) -> Iterator[None]:
        """Commit what is done inside, or undo it after an error."""
        self._inside = True
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
        elif self._version(make=make) > len(MIGRATIONS):
            message = (
                f"{self.path} was written by a later version of reachmap: update reachmap to open"
                " it; nothing was changed"
            )
            raise StoreAccess(message)
        self._db = self._connect("rwc" if make else "rw")
        with ExitStack() as undo:
            undo.callback(self.close)
            self._migrate(self._db)
            undo.pop_all()
        return _file_id(self.path)

    def _refuse_odd(self) -> None:
        """Raise where the file, or one that SQLite looks for beside it, is a pipe or a device."""
        for ending in ("", *BESIDE):
            path = self.path.with_name(self.path.name + ending)
            if is_odd(path):
                raise StoreAccess(ODD.format(path))

    def _version(self, *, make: bool) -> int:
        """Return the version of a file that is ours, without a change to any file."""
        if not self.path.is_file():
            message = f"{self.path} is a folder, not a file that holds a map: name a file in it"
            raise StoreAccess(message)
        try:
            mark, version, tables = self._marks("ro")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
                raise
            # The last writer was killed: its half of a change must be undone first.
            mark, version, tables = self._marks("rw")
        if (mark, version, tables) == (0, 0, 0) and make:
            return 0
        if mark != APPLICATION:
            what = "another database" if tables else "an empty file"
            message = f"{self.path} is {what}, not a map of reachmap: name another file"
            raise StoreAccess(message)
        return int(version)

    def _marks(self, mode: str) -> tuple[int, int, int]:
        """Return the mark, the version and the number of tables of a file."""
        with closing(self._connect(mode)) as db:
            mark, version = db.execute(MARK).fetchone()
            return mark, version, db.execute(TABLES_IN).fetchone()[0]

    def _migrate(self, db: sqlite3.Connection) -> None:
        """Bring the file to the present version, and its journal to ours."""
        if db.execute(JOURNAL).fetchone()[0] != "delete":
            db.execute(ROLLBACK)
        if db.execute(MARK).fetchone()[1] == len(MIGRATIONS):
            return
        db.execute(WRITE)
        with self._holder, self._step(db):
            for version in range(db.execute(MARK).fetchone()[1], len(MIGRATIONS)):
                for statement in MIGRATIONS[version]:
                    db.execute(statement)
                db.execute(VERSIONS[version + 1])

    def _connect(self, mode: str) -> sqlite3.Connection:
        path = quote(os.fsencode(self.path.absolute().as_posix()))
        address = f"file://{path if path.startswith('/') else '/' + path}?mode={mode}"
        db = sqlite3.connect(
            address,
            uri=True,
            timeout=self._patience_s,
            isolation_level=None,
            check_same_thread=False,
        )
        for pragma in PRAGMAS:
            db.execute(pragma)
        return db


def _file_id(path: Path) -> FileId:
    """Return the device and number of a file, by which a replacement is recognised."""
    try:
        status = path.stat()
    except OSError as error:
        message = f"{path} is no longer there: put it back, or name another file"
        raise StoreUnavailable(message) from error
    return status.st_dev, status.st_ino
