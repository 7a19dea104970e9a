"""How far a long piece of work has come, for people who look on."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reachmap.store import Told

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE_S = 1.0
"""How long a piece of work may take before anything is shown."""


@contextmanager
def progress() -> Iterator[Told | None]:
    """Give what shows progress on the screen, below the answer; None where nobody looks on."""
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
        self._shown: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, what: str, done: int, of: int) -> None:
        """Show how far it has come."""
        if self._shown is None:
            if time.monotonic() - self._begun < PATIENCE_S:
                return
            self._shown = self._start()
        if what not in self._tasks:
            self._tasks[what] = self._shown.add_task(what, total=of)
        self._shown.update(self._tasks[what], completed=done, total=of)

    def _start(self) -> Progress:
        from rich.console import Console
        from rich.progress import Progress

        shown = Progress(console=Console(stderr=True), transient=True)
        shown.start()
        return shown

    def stop(self) -> None:
        """Take the bars off the screen."""
        if self._shown is not None:
            self._shown.stop()
