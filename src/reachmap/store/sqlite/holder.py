"""A note beside a file of who is writing to it, for those who have to wait.

The note is for people: SQLite's own locks, which end with the program that holds them, make sure
that only one writes at a time. A note left by a program that was killed is taken over by
the next who writes.
"""

import os
import socket
import stat
from contextlib import suppress
from datetime import datetime
from pathlib import Path

NOTE = ".{}.writer"
MOST_CHARACTERS = 200

READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
MAKE = os.O_WRONLY | os.O_CREAT | os.O_EXCL
"""How the note is opened: no link that somebody put there is followed, no pipe waited for."""


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
        """Return who is writing, if the note says so; what is no file of words is not read."""
        try:
            with os.fdopen(os.open(self._path, READ), encoding="utf-8") as file:
                if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    return file.read(MOST_CHARACTERS)
        except (OSError, ValueError):
            pass
        return "another program"

    def __enter__(self) -> None:
        """Leave the note; where that cannot be done, SQLite will say why."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
            with os.fdopen(os.open(self._path, MAKE, 0o666), "w", encoding="utf-8") as file:
                file.write(self.words)

    def __exit__(self, *_: object) -> None:
        """Take the note away."""
        with suppress(OSError):
            self._path.unlink()
