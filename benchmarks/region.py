"""Every command on a region, on every store: CPU seconds, start-up included, and peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import reachmap as rm
from benchmarks.measure import Figure
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
    with TemporaryDirectory() as name:
        folder = Path(name)
        sources = {"file": folder / "map.json", "SQLite": folder / "map.db"}
        town = rm.ReachMap.of(region_of(SIZE))
        for source in sources.values():
            town.write(source)
        for store, source in sources.items():
            yield from _commands(store, str(source), SIZE, folder)
        yield from _in_neo4j(town, folder)
        del town
        for size in GROWTH:
            source = folder / f"{size}.db"
            rm.ReachMap.of(region_of(size)).write(source)
            yield from _commands("SQLite", str(source), size, folder)
            source.unlink()


def _in_neo4j(town: rm.ReachMap, folder: Path) -> Iterator[Figure]:
    """Put every question to the region in a server."""
    server = server_of(f"region-{os.getpid()}", heap="1g", java=())
    os.environ.update(server.environment())
    there = f"{server.address}/neo4j?map=region"
    town.write(there)
    yield from _commands("Neo4j", there, SIZE, folder)


def _commands(store: str, source: str, size: int, folder: Path) -> Iterator[Figure]:
    """Run every command on a source; the note says which of them failed."""
    for asked, options in COMMANDS.items():
        command = asked.partition(" ")[0]
        run = _run([PROGRAM, command, source, *options], folder)
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


def _run(command: Sequence[str], folder: Path) -> Run:
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
