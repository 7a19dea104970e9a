"""Plant each fault in a copy of the project, and count how many of them the tests catch.

Run by ``make mutants``; words after it leave only the faults of files that hold one of them.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from folders import ROOT
from mutants.faults import FAULTS, Fault

AT_ONCE = 2
MOST_MISSED = 3
TIMEOUT_S = 900
PASSED, FAILED, INTERRUPTED = 0, 1, 2
ERROR = 2


def copied(folder: Path) -> Path:
    """Copy the project, but for what was made from it; a Neo4j that is there is shared."""
    leave = shutil.ignore_patterns(".git", ".venv", ".cache", "build", "__pycache__")
    shutil.copytree(ROOT, folder, ignore=leave)
    (folder / ".cache").mkdir()
    neo4j = ROOT / ".cache" / "neo4j"
    neo4j.mkdir(parents=True, exist_ok=True)
    (folder / ".cache" / "neo4j").symlink_to(neo4j)
    return folder


def complaint(copy: Path, tests: Sequence[str]) -> str:
    """Return what tests print that fail in a copy; nothing where they pass."""
    given = {
        "PYTHONPATH": str(copy / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "REACHMAP_NOTHING_SKIPPED": "1",
        "HYPOTHESIS_STORAGE_DIRECTORY": str(copy / ".cache" / "hypothesis"),
    }
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONPYCACHEPREFIX"}
    done = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-m", "pytest", "-q", "-x", "--doctest-modules", *tests],
        cwd=copy,
        env=usual | given,
        check=False,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
    )
    if done.returncode not in {PASSED, FAILED, INTERRUPTED}:
        raise RuntimeError(done.stdout + done.stderr)
    return "" if done.returncode == PASSED else done.stdout


def is_caught(fault: Fault, free: "SimpleQueue[Path]") -> bool:
    """Plant a fault in a free copy, and return whether its tests tell."""
    copy = free.get()
    path = copy / fault.path
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace(fault.text, fault.instead), encoding="utf-8")
    caught = bool(complaint(copy, fault.tests))
    path.write_text(sound, encoding="utf-8")
    free.put(copy)
    if not caught:
        print(f"not caught: {fault.file}: {fault.instead!r} for {fault.text!r}", flush=True)
    return caught


def report(planted: Sequence[Fault], caught: Sequence[bool]) -> int:
    """Print how many faults of each room were caught; fail where too many were not."""
    rooms = Counter(fault.room for fault in planted)
    hits = Counter(fault.room for fault, hit in zip(planted, caught, strict=True) if hit)
    for room in sorted(rooms):
        print(f"{room:<12} {hits[room]:>3} of {rooms[room]:>3} caught")
    print(f"{'all':<12} {hits.total():>3} of {rooms.total():>3} caught")
    return PASSED if rooms.total() - hits.total() <= MOST_MISSED else FAILED


def main(words: Sequence[str]) -> int:
    """Try the faults, and return the exit code."""
    chosen = [each for each in FAULTS if not words or any(word in each.file for word in words)]
    for fault in (rotten := [each for each in chosen if each.occurrences() != 1]):
        print(f"{fault.file} has this text {fault.occurrences()} times, not once: {fault.text!r}")
    if rotten:
        return ERROR
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(AT_ONCE) as workers:
        free: SimpleQueue[Path] = SimpleQueue()
        for number in range(AT_ONCE):
            free.put(copied(Path(folder) / f"copy{number}"))
        copy = free.get()
        tests = sorted({test for fault in chosen for test in fault.tests})
        wrong = complaint(copy, ["-n", str(AT_ONCE), *tests])
        if wrong:
            print(f"{wrong}\nThe tests fail without any fault.")
            return ERROR
        free.put(copy)
        return report(chosen, [*workers.map(lambda fault: is_caught(fault, free), chosen)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
