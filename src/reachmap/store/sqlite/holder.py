"""Who is writing to a file: a note beside it, for those who have to wait.

The note binds nobody: that only one writes at a time is seen to by SQLite's own locks, which
end with the program that holds them. A note left by a program that was killed is taken over by
the next who writes.
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from datetime import datetime
from pathlib import Path

NOTE = ".{}.writer"


class Holder:
    """The note on who is writing; it stands while the block goes on."""

    def __init__(self, path: Path) -> None:
        self._note = path.with_name(NOTE.format(path.name))

    @property
    def words(self) -> str:
        """Who this is, and since when: no names of people."""
        now = datetime.now().astimezone().isoformat(" ", "seconds")
        return f"process {os.getpid()} on {socket.gethostname()}, at {now}"

    def told(self) -> str:
        """Return who is writing, as far as it is noted."""
        try:
            return self._note.read_text(encoding="utf-8")[:200]
        except (OSError, ValueError):
            return "another program"

    def __enter__(self) -> None:
        """Leave the note; where that cannot be, SQLite will say what is the matter."""
        with suppress(OSError):
            self._note.write_text(self.words, encoding="utf-8")

    def __exit__(self, *_: object) -> None:
        """Take the note away."""
        with suppress(OSError):
            self._note.unlink()
