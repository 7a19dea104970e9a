"""What it costs to start: CPU seconds, beside those of importing pandas in the same run."""

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import Figure

RUNS = 7
PROGRAM = str(Path(sys.executable).with_name("reachmap"))
PANDAS = (sys.executable, "-c", "import pandas")

STARTS = {
    "import reachmap": ((sys.executable, "-c", "import reachmap"), 0.5),
    "reachmap --help": ((PROGRAM, "--help"), 0.7),
    "reachmap heard demo": ((PROGRAM, "heard", "demo"), 2.0),
}
"""What is run, and at most how many times the CPU of importing pandas it may cost."""


def start() -> Iterator[Figure]:
    """Measure starts, bytecode cached, one after another so that all share the machine's mood."""
    commands = [PANDAS, *(command for command, _ in STARTS.values())]
    with TemporaryDirectory() as cache:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": cache}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        runs = [[cpu_seconds(each, environment) for each in commands] for _ in range(RUNS + 1)]
    pandas, *ours = (statistics.median(column) for column in zip(*runs[1:], strict=True))
    for (what, (_, most)), seconds in zip(STARTS.items(), ours, strict=True):
        yield Figure(
            f"{what}, CPU",
            seconds,
            peer="import pandas",
            peer_seconds=pandas,
            goal=f"at most {most:g} x import pandas",
            met=seconds <= most * pandas,
            note=f"{seconds / pandas:.2f} x import pandas",
        )


def cpu_seconds(command: Sequence[str], environment: dict[str, str]) -> float:
    """Return the CPU seconds, user and system, of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603  our own
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
