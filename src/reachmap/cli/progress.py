"""How far a long piece of work has come, for people at a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reachmap.cli.screen import terminal

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from reachmap.store import Progress

PATIENCE_S = 1.0
"""Seconds that a piece of work may take before bars appear."""


@contextmanager
def progress_bars() -> Iterator[Progress | None]:
    """Give bars that show progress below the answer; None where the output is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    bars = _Bars()
    try:
        yield bars
    finally:
        bars.stop()


class _Bars:
    """A bar for each thing that is done, once it has taken a second."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._bars: Bars | None = None
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, what: str, done: int, of: int) -> None:
        """Show how far it has come."""
        if self._bars is None:
            if time.monotonic() - self._begun < PATIENCE_S:
                return
            self._bars = self._start()
        if what not in self._tasks:
            self._tasks[what] = self._bars.add_task(what, total=of)
        self._bars.update(self._tasks[what], completed=done, total=of)

    def _start(self) -> Bars:
        from rich.console import Console
        from rich.progress import Progress as Bars

        bars = Bars(console=Console(file=terminal(sys.stderr)), transient=True)
        bars.start()
        return bars

    def stop(self) -> None:
        """Take the bars off the screen."""
        if self._bars is not None:
            self._bars.stop()
