"""The temporary names that files have while they are written, and what killed writers left.

A name is that of the file with a dot before it and a mark behind it that nobody gives to a file
of their own. Whoever holds the lock of `locks` writes alone, so that all such names are then
those of writers that are gone.
"""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

SHORT = 40
"""Most characters that a temporary name takes from the name it replaces."""

MARK = ".reachmap-"
BEFORE = ".{}.reachmap-before"
"""Name of a folder while it is replaced; it gets its own name back if the new one is missing."""

ENDING = re.compile(r"[a-z0-9_]{8}")
"""What `tempfile` puts behind a name."""

PART = re.compile(r"\..*\.csv\.reachmap-[a-z0-9_]{8}", re.IGNORECASE)
"""Name of a file of a map's folder while it is written."""


def temporary(path: Path) -> str:
    """Return how the temporary names of a path begin."""
    return f".{path.name[:SHORT]}{MARK}"


def before_of(path: Path) -> Path:
    """Return the name that a folder has while it is replaced."""
    return path.parent / BEFORE.format(path.name)


def was_replaced(path: Path) -> bool:
    """Return whether a folder is there under the name that it has while it is replaced."""
    with suppress(OSError):  # as where that name would be too long
        return before_of(path).is_dir()
    return False


def take_back(path: Path) -> None:
    """Give a folder its name back where its replacing was cut short."""
    if not path.exists() and was_replaced(path):
        before_of(path).rename(path)


def leftovers(path: Path) -> list[Path]:
    """Return what killed writers of a file or folder left, beside it and in it."""
    return sorted([*_beside(path), *_inside(path)])


def sweep(path: Path) -> None:
    """Undo or remove what killed writers of a path left; the lock of the path must be held."""
    take_back(path)
    for each in leftovers(path):
        with suppress(OSError):
            discard(each)


def discard(leftover: Path) -> None:
    """Remove a file or folder; a folder is renamed first, so that no part of it comes back."""
    if leftover.is_symlink() or not leftover.is_dir():
        leftover.unlink(missing_ok=True)
        return
    name = leftover.name[1:].rpartition(MARK)[0]
    bin_ = Path(tempfile.mkdtemp(prefix=temporary(Path(name)), dir=leftover.parent))
    try:
        leftover.rename(bin_ / "map")
    finally:
        shutil.rmtree(bin_, ignore_errors=True)


def _beside(path: Path) -> Iterator[Path]:
    begin = temporary(path)
    if path.exists() and was_replaced(path):
        yield before_of(path)
    for each in path.parent.iterdir():
        if each.name.startswith(begin) and ENDING.fullmatch(each.name[len(begin) :]):
            yield each


def _inside(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (each for each in path.iterdir() if PART.fullmatch(each.name))
