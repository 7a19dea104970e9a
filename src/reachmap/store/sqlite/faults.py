"""Errors of SQLite as errors of ours that say what to do: in this one place."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reachmap.errors import StoreAccess, StoreConflict, StoreError, StoreUnavailable
from reachmap.store.sqlite.holder import Holder

PRIMARY = 0xFF
"""The part of SQLite's code of an error that says what it is; the rest says more."""

DAMAGED = "is damaged, or was cut short: take a copy that is whole"
ENDLESS = (
    "takes more work than a map of its size ever does, so it is not as reachmap makes one: "
    "take a copy that nobody changed, or write the map to another file"
)

REFUSED: dict[int, str] = {
    sqlite3.SQLITE_READONLY: "may not be written to: allow it for the file and its folder",
    sqlite3.SQLITE_PERM: "may not be opened: allow it for the file and its folder",
    sqlite3.SQLITE_AUTH: "may not be opened: allow it for the file and its folder",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened or written to: allow it for the file and its folder",
    sqlite3.SQLITE_FULL: "cannot be written, as there is no room left: make room, then try again",
    sqlite3.SQLITE_NOTADB: "is no SQLite file: name one that holds a map",
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_INTERRUPT: ENDLESS,
    sqlite3.SQLITE_CONSTRAINT: "was changed by hand, and no longer fits together: write it again",
    sqlite3.SQLITE_ERROR: "was changed by hand, and cannot be read: write it again",
}
"""What a message says of a file, by SQLite's code."""


@contextmanager
def plain_errors(path: Path, holder: Holder) -> Iterator[None]:
    """Turn an error of SQLite within the block into an error of ours."""
    try:
        yield
    except sqlite3.Error as error:
        raise _plain(error, path, holder) from error
    except OSError as error:
        message = f"{path} cannot be opened: {error.strerror or error}"
        raise StoreAccess(message) from error
    except UnicodeDecodeError as error:
        # SQLite quotes what it stumbled over, and that is no text.
        message = f"{path} {DAMAGED}; nothing was changed"
        raise StoreAccess(message) from error


def _plain(error: sqlite3.Error, path: Path, holder: Holder) -> StoreError:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None and isinstance(error, sqlite3.OperationalError):
        code = sqlite3.SQLITE_CORRUPT  # a text that is none, which Python finds out
    kind = None if code is None else code & PRIMARY
    if kind in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return StoreConflict(
            f"{path} is being used by {holder.note()}: wait until that is done, then try again;"
            " nothing was changed"
        )
    if kind in REFUSED:
        return StoreAccess(f"{path} {REFUSED[kind]} ({error}); nothing was changed")
    return StoreUnavailable(f"{path} does not answer: {error}")
