"""Writing files whole or not at all, and replacing nothing without leave."""

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from reachmap.errors import StoreAccess, StoreConflict, quoted

BEFORE = ".{}.before"
"""Name of a folder while it is replaced; it gets its own name back if the new one is missing."""

OPEN_MARKS = (".~lock.{}#", "~${}")
"""Names of the lock files of spreadsheet programs."""

SHORT = 40
"""Most characters that a temporary name takes from the name it replaces."""


def refuse_to_replace(target: Path, *, force: bool) -> None:
    """Raise where the target exists already."""
    if target.exists() and not force:
        message = f"{target} is there already; give --force (force=True) to replace it"
        raise StoreConflict(message)


def write_text(target: str | os.PathLike[str], text: str, *, force: bool = False) -> None:
    """Write a text file in one step, in UTF-8 with line ends as they are."""
    write_bytes(target, text.encode("utf-8"), force=force)


def write_bytes(target: str | os.PathLike[str], raw: bytes, *, force: bool = False) -> None:
    """Write a file in one step: readers see the old one or the new, never a part."""
    with _write_errors(target):
        path = _real(target)
        refuse_to_replace(path, force=force)
        if path.is_dir():
            message = f"{target} is a folder; name a file"
            raise StoreConflict(message)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:SHORT]}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(_mode(path, 0o666))
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)


def write_folder(
    target: Path, files: Mapping[str, bytes], *, ours: frozenset[str], force: bool = False
) -> None:
    """Write a folder of files in one step.

    The files are written to a new folder beside the old one, and the two are swapped. A kill
    leaves the old folder, the new one, or the old one under its name in `BEFORE`, where
    `existing_path` finds it and the next writer gives it its name back.
    """
    with _write_errors(target):
        path = _real(target)
        _take_back(path)
        _refuse_folder(path, ours=ours, force=force)
        fresh = Path(tempfile.mkdtemp(prefix=f".{path.name[:SHORT]}.", dir=path.parent))
        try:
            for name, raw in files.items():
                (fresh / name).write_bytes(raw)
            fresh.chmod(_mode(path, 0o777))
            _swap(fresh, path)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def _refuse_folder(path: Path, *, ours: frozenset[str], force: bool) -> None:
    """Raise where a folder must not be replaced."""
    empty = path.is_dir() and not any(path.iterdir())
    refuse_to_replace(path, force=force or empty)
    if path.exists() and not path.is_dir():
        message = f"{path} is a file; name a folder"
        raise StoreConflict(message)
    if Path.cwd().is_relative_to(path):
        message = f"{path} is the folder you are in, and writing would replace it; name another"
        raise StoreConflict(message)
    others = sorted(file.name for file in path.glob("*") if file.name not in ours)
    if others:
        names = ", ".join(others[:5])
        message = f"{path} holds files that are no tables of a map ({names}); name another folder"
        raise StoreConflict(message)


def _swap(fresh: Path, path: Path) -> None:
    """Replace an old folder with a new one."""
    before = _before(path)
    _discard(before)
    if path.exists():
        path.rename(before)
    try:
        fresh.rename(path)
    except OSError:
        _take_back(path)
        raise
    _discard(before)


def _discard(before: Path) -> None:
    """Remove an old folder; it is renamed first, so that no part of it comes back."""
    if before.is_dir():
        bin_ = Path(tempfile.mkdtemp(prefix=".old.", dir=before.parent))
        before.rename(bin_ / "map")
        shutil.rmtree(bin_, ignore_errors=True)


def existing_path(target: Path) -> Path:
    """Return the path to read a map from: its own, or that of a swap cut short."""
    if target.exists():
        return target
    before = _before(_real(target))
    return before if before.is_dir() else target


def _take_back(path: Path) -> None:
    """Give a folder its name back where a swap was cut short."""
    before = _before(path)
    if before.is_dir() and not path.exists():
        before.rename(path)


def _before(path: Path) -> Path:
    return path.parent / BEFORE.format(path.name)


def _real(target: str | os.PathLike[str]) -> Path:
    """Return a path without links and dots, so that the target of a link is replaced."""
    return Path(os.path.realpath(target))


@contextmanager
def _write_errors(target: str | os.PathLike[str]) -> Iterator[None]:
    """Turn errors of the operating system into errors of reachmap."""
    if not str(target) or "\0" in str(target):
        message = f"cannot write {quoted(str(target))}: that is no name of a file"
        raise StoreAccess(message)
    try:
        yield
    except OSError as error:
        message = f"cannot write {target}: {error.strerror or error}"
        raise StoreAccess(message) from error


def _mode(path: Path, usual: int) -> int:
    """Return the permissions of a written file: as before, or as usual here."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return usual & ~mask


def refuse_open(target: Path) -> None:
    """Raise where a spreadsheet program has a file open: saving there would undo the change."""
    files = [*target.glob("*.csv")] if target.is_dir() else [target]
    for file in files:
        for mark in OPEN_MARKS:
            lock = file.with_name(mark.format(file.name))
            if lock.exists():
                message = (
                    f"{file} is open in a spreadsheet program: save and close it there first "
                    f"(if it is not, delete {lock})"
                )
                raise StoreConflict(message)


@contextmanager
def one_at_a_time(target: Path) -> Iterator[None]:
    """Lock a file or folder against other recorders until it is written.

    The folder around it is locked, as a file that is replaced takes its lock along. Where a
    system or drive has no locks, the writer still checks that the file is as it was read.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with ExitStack() as undone:
        with suppress(OSError):
            handle = os.open(_real(target).parent, os.O_RDONLY)
            undone.callback(os.close, handle)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
