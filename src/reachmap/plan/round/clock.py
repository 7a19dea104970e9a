"""How long a plan may still be looked for: until its time is over, or somebody stops it."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Clock:
    """The time left, and whether somebody, or the solver, stopped before.

    Examples
    --------
    >>> Clock(0).is_over, Clock(60).is_over
    (True, False)
    """

    seconds: float
    stopped: bool = False
    failure: str = ""
    """What the solver said, where it gave up."""
    _begun: float = field(default_factory=time.monotonic)

    @property
    def left(self) -> float:
        """Seconds left, 0 at least."""
        return max(0.0, self.seconds - (time.monotonic() - self._begun))

    def fail(self, words: str) -> None:
        """Stop, as the solver gave up."""
        self.stopped, self.failure = True, words

    @property
    def is_over(self) -> bool:
        """Whether to stop with the best plan so far."""
        return self.stopped or not self.left


@contextmanager
def stopped_by_hand(clock: Clock) -> Iterator[None]:
    """Let Ctrl-C stop the clock, and not the program, while a plan is looked for."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: object) -> None:
        clock.stopped = True

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
