"""A note beside a file of who is writing to it, for those who have to wait.

The note is for people: SQLite's own locks, which end with the program that holds them, make sure
that only one writes at a time. A note left by a program that was killed is taken over by
the next who writes.
"""

import os
import socket
from contextlib import suppress
from datetime import datetime
from pathlib import Path

NOTE = ".{}.writer"


class Holder:
    """The note on who is writing; it is there while the block runs."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(NOTE.format(path.name))

    @property
    def words(self) -> str:
        """Who this is, and since when: no names of people."""
        now = datetime.now().astimezone().isoformat(" ", "seconds")
        return f"process {os.getpid()} on {socket.gethostname()}, at {now}"

    def note(self) -> str:
        """Return who is writing, if the note says so."""
        try:
            return self._path.read_text(encoding="utf-8")[:200]
        except (OSError, ValueError):
            return "another program"

    def __enter__(self) -> None:
        """Leave the note; where that cannot be done, SQLite will say why."""
        with suppress(OSError):
            self._path.write_text(self.words, encoding="utf-8")

    def __exit__(self, *_: object) -> None:
        """Take the note away."""
        with suppress(OSError):
            self._path.unlink()
