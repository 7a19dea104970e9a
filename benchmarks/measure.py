"""How benchmarks measure: each in a process of its own, so that peaks of memory are its own."""

from __future__ import annotations

import multiprocessing
import re
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

Result = TypeVar("Result")

SIZE = r"(?:,| of|:)? {size:,} (?:nodes|attendances)"
"""How the size stands in the words of a figure."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table that a benchmark prints.

    Attributes
    ----------
    what
        What was done, and how large it was.
    seconds
        Time it took: the median of the runs.
    peer, peer_seconds
        Who else did the same in the same run, and how long that took.
    goal
        What was to be reached, in words.
    met
        Whether it was reached; None where there is no goal.
    note
        Anything else worth knowing.
    size
        Nodes or attendances, where the same is measured at several sizes; the words of `what`
        tell them as well.
    """

    what: str
    seconds: float
    peer: str = ""
    peer_seconds: float | None = None
    goal: str = ""
    met: bool | None = None
    note: str = ""
    size: int = 0

    @property
    def kernel(self) -> str:
        """What was done, without how large it was."""
        return re.sub(SIZE.format(size=self.size), "", self.what, count=1)

    @property
    def ratio(self) -> float | None:
        """How many times as long the peer took."""
        return None if self.peer_seconds is None else self.peer_seconds / self.seconds


def timed(action: Callable[[], Any], *, runs: int = 3) -> tuple[float, Any]:
    """Return the median time of some runs of an action, in seconds, and what the last gave.

    Parameters
    ----------
    action
        What to do.
    runs
        How often.

    Returns
    -------
    tuple
        Seconds and the result.
    """
    took: list[float] = []
    result: Any = None
    for _ in range(runs):
        start = time.perf_counter()
        result = action()
        took.append(time.perf_counter() - start)
    return statistics.median(took), result


def peak_megabytes() -> float:
    """Return the largest memory that this process has had, in megabytes."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else float("nan")


def forget_peak() -> None:
    """Let the peak of memory start anew from what is held now."""
    Path("/proc/self/clear_refs").write_text("5", encoding="utf-8")


def alone(benchmark: Callable[[], Iterable[Figure]]) -> tuple[list[Figure], float]:
    """Return the figures of a benchmark run in a process of its own, and its peak of memory."""
    return in_new_process(partial(_measured, benchmark))


def in_new_process(action: Callable[[], Result]) -> Result:
    """Return what an action gives in a process of its own, whose memory goes with it."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as pool:
        return pool.submit(action).result()


def _measured(benchmark: Callable[[], Iterable[Figure]]) -> tuple[list[Figure], float]:
    return list(benchmark()), peak_megabytes()


def lines(figures: Iterable[Figure], peak: float) -> Iterator[str]:
    """Yield the rows of a table, one a figure, and the peak of memory."""
    for figure in figures:
        ratio = "" if figure.ratio is None else f"{figure.ratio:,.1f} x {figure.peer}"
        met = {None: "", True: "met", False: "MISSED"}[figure.met]
        told = f"{figure.what:<58} {figure.seconds:>9.3f} s  {ratio:<26} {figure.goal:<34} {met}"
        yield f"{told}  {figure.note}".rstrip()
    yield f"{'':<58} {peak:>9.0f} MB at the most, peers with it"


def curves(figures: Iterable[Figure]) -> Iterator[str]:
    """Yield how time grows with size, a line for each kernel measured at two sizes or more.

    The power is the slope of the straight line, by least squares, of log time over log size.

    Examples
    --------
    >>> figures = [Figure(f"sort, {n:,} nodes", n / 1e4, size=n) for n in (1_000, 10_000)]
    >>> print(*curves(figures))
    curve: sort: 1,000 0.100 s, 10,000 1.000 s; time grows as size to the power 1.00
    """
    took: dict[str, dict[int, float]] = {}
    for figure in figures:
        if figure.size:
            took.setdefault(figure.kernel, {}).setdefault(figure.size, figure.seconds)
    for kernel, points in took.items():
        if len(points) > 1:
            power = np.polyfit(np.log([*points]), np.log([*points.values()]), 1)[0]
            told = ", ".join(f"{size:,} {points[size]:.3f} s" for size in sorted(points))
            yield f"curve: {kernel}: {told}; time grows as size to the power {power:.2f}"
