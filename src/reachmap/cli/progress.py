"""What a command is doing, and how far it has come, for people at a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock, Timer
from typing import TYPE_CHECKING

from reachmap.cli.printing import is_quiet
from reachmap.cli.screen import terminal

if TYPE_CHECKING:
    from rich.progress import Progress as Lines
    from rich.progress import TaskID

    from reachmap.store import Progress

PATIENCE_S = 1.0
"""Seconds that a piece of work may take before anything is said of it."""


@contextmanager
def working(words: str) -> Iterator[Progress | None]:
    """Say below the answer what is being done, once it has taken a second.

    Gives what takes progress, for work that knows how far it has come: each thing has a line then.
    Where the output is no terminal, or all is to be quiet, nothing is said, and None is given.
    """
    if is_quiet() or not sys.stderr.isatty():
        yield None
        return
    line = _Line(words)
    try:
        yield line
    finally:
        line.stop()


class _Line:
    """A line for a piece of work, and one for each thing of it that tells how far it has come."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._begun = time.monotonic()
        self._lock = RLock()
        self._lines: Lines | None = None
        self._tasks: dict[str, TaskID] = {}
        self._timer = Timer(PATIENCE_S, self._start)
        self._timer.daemon = True
        self._timer.start()

    def __call__(self, what: str, done: int, of: int) -> None:
        """Show how far it has come."""
        with self._lock:
            if self._lines is None:
                if time.monotonic() - self._begun < PATIENCE_S:
                    return
                self._start()
            if self._lines is not None:
                self._lines.update(self._task(self._lines, what), completed=done, total=of)

    def _task(self, lines: Lines, what: str) -> TaskID:
        """Return the line of a thing, new where there is none."""
        if what not in self._tasks:
            self._tasks[what] = lines.add_task(what)
        return self._tasks[what]

    def _start(self) -> None:
        """Show the line."""
        from rich.console import Console
        from rich.progress import Progress as Lines
        from rich.progress import TaskProgressColumn, TextColumn, TimeElapsedColumn

        with self._lock:
            if self._lines is None and not self._timer.finished.is_set():
                self._lines = Lines(
                    TextColumn("{task.description}", markup=False),
                    TaskProgressColumn(),
                    TimeElapsedColumn(),
                    console=Console(file=terminal(sys.stderr)),
                    transient=True,
                    refresh_per_second=4,
                    redirect_stdout=False,
                    redirect_stderr=False,
                )
                self._lines.start()
                self._lines.add_task(self._words, total=None)

    def stop(self) -> None:
        """Take all of it off the screen."""
        self._timer.cancel()
        with self._lock:
            if self._lines is not None:
                self._lines.stop()
