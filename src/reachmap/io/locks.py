"""Who else is at a file: other recorders, which wait, and spreadsheet programs."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from reachmap.errors import StoreConflict
from reachmap.io.leftovers import sweep

OPEN_MARKS = (".~lock.{}#", "~${}")
"""Names of the lock files of spreadsheet programs."""

PATIENCE_S = 20.0
"""How long a writer waits, in seconds, while another writes."""

PAUSE_S = 0.02
"""How long it waits, in seconds, before it looks again."""


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Lock a file or folder against other writers, and sweep up what killed ones left.

    The folder around it is locked, as a file that is replaced takes its lock along. Where a
    system or drive has no locks, nothing is swept up, as a writer may be at work; the writer
    still checks that the file is as it was read.
    """
    with ExitStack() as undone:
        if _lock(path, undone):
            sweep(path)
        yield


if sys.platform == "win32":

    def _lock(path: Path, undone: ExitStack) -> bool:
        """Return that nothing was locked: a folder has no locks there."""
        del path, undone
        return False

else:
    import fcntl

    def _lock(path: Path, undone: ExitStack) -> bool:
        """Return whether the folder around a path was locked; raise where another keeps it."""
        handle = None
        with suppress(OSError):
            handle = os.open(path.parent, os.O_RDONLY)
        if handle is None:
            return False
        undone.callback(os.close, handle)
        end = time.monotonic() + PATIENCE_S
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= end:
                    raise StoreConflict(_busy(path)) from None
                time.sleep(PAUSE_S)
            except OSError:
                return False
            else:
                return True


def _busy(path: Path) -> str:
    """Return what to say of a path whose folder another program keeps locked."""
    return (
        f"another program has been writing in {path.parent} for {PATIENCE_S:.0f} seconds, so "
        f"nothing was written to {path}; wait until it is done, or end it, and try again"
    )


def refuse_open(target: Path) -> None:
    """Raise where a spreadsheet program has a file open: saving there would undo the change."""
    files = [*target.glob("*.csv")] if target.is_dir() else [target]
    for file in files:
        for mark in OPEN_MARKS:
            lock = file.with_name(mark.format(file.name))
            if lock.exists():
                message = (
                    f"{file} is open in a spreadsheet program: save and close it there first "
                    f"(if it is not, delete {lock})"
                )
                raise StoreConflict(message)
