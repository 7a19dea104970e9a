"""Every command on a region, on every store: CPU seconds, start-up included, and peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import reachmap as rm
from benchmarks.measure import Figure, in_new_process
from benchmarks.regions import region_of
from neo4j_server.server import server_of

SIZE = 20_000
"""Nodes at which goals are set, on each store."""

GROWTH = (5_000, 100_000)
"""Other sizes, on SQLite alone."""

PROGRAM = str(Path(sys.executable).with_name("reachmap"))
GOAL_S = {"file": 5.0, "SQLite": 5.0, "Neo4j": 8.0}
GOAL_PAGE_S = 20.0
GOAL_MB = 500.0

COMMANDS: Mapping[str, Sequence[str]] = {
    "about": (),
    "check": (),
    "heard": (),
    "voices": (),
    "burden": (),
    "methods": (),
    "routes": (),
    "routes to one group": ("group-000007",),
    "reach": (),
    "calibration": (),
    "gatekeepers": (),
    "what-if": ("--remove", "organisation-000005"),
    "links": (),
    "panel": ("--size", "24"),
    "review": (),
    "evidence": (),
    "change": (),
    "map": ("--output", "page.html", "--force"),
}
"""Commands, by what is asked; the first word is the command."""


class Run(NamedTuple):
    """What a command cost, and how it ended."""

    cpu_s: float
    megabytes: float
    code: int


def region() -> Iterator[Figure]:
    """Put every question to a region."""
    server = server_of(f"region-{os.getpid()}", heap="1g", java=())
    os.environ.update(server.environment())
    with TemporaryDirectory() as name:
        folder = Path(name)
        sources = {
            "file": str(folder / "map.json"),
            "SQLite": str(folder / "map.db"),
            "Neo4j": f"{server.address}/neo4j?map=region",
        }
        for store, source in sources.items():
            _write(SIZE, source)
            yield from _commands(store, source, SIZE, folder)
        for size in GROWTH:
            source = str(folder / f"{size}.db")
            _write(size, source)
            yield from _commands("SQLite", source, size, folder)


def _write(size: int, source: str) -> None:
    """Write a region in a process of its own: what this one holds would count as its children's."""
    in_new_process(partial(_written, size, source))


def _written(size: int, source: str) -> None:
    rm.ReachMap.of(region_of(size)).write(source)


def _commands(store: str, source: str, size: int, folder: Path) -> Iterator[Figure]:
    """Run every command on a source; the note says which of them failed."""
    for asked, options in COMMANDS.items():
        command = asked.partition(" ")[0]
        run = cost_of([PROGRAM, command, source, *options], folder)
        goal = GOAL_PAGE_S if command == "map" else GOAL_S[store]
        met = run.code == 0 and run.cpu_s <= goal and run.megabytes <= GOAL_MB
        yield Figure(
            f"{store}, {asked}, CPU, {size:,} nodes",
            run.cpu_s,
            goal=f"{goal:.0f} s, {GOAL_MB:.0f} MB" if size == SIZE else "",
            met=met if size == SIZE else None,
            note=f"{run.megabytes:.0f} MB" + ("" if run.code == 0 else f"; ended with {run.code}"),
            size=size,
        )


def cost_of(command: Sequence[str], folder: Path) -> Run:
    """Return the CPU seconds, user and system, of a command, and its peak of memory."""
    child = subprocess.Popen(  # noqa: S603  our own
        command,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, child.returncode)
