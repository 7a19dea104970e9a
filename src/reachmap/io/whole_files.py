"""Writing files whole or not at all, and replacing nothing without leave."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from reachmap.errors import StoreAccess, StoreConflict, quoted
from reachmap.io.leftovers import before_of, discard, take_back, temporary, was_replaced
from reachmap.io.locks import one_at_a_time
from reachmap.paths import ODD, allow_as_before, allow_as_new, is_file_name, is_odd


def refuse_to_replace(target: Path, *, force: bool) -> None:
    """Raise where the target exists already."""
    if target.exists() and not force:
        message = f"{target} is there already; give --force (force=True) to replace it"
        raise StoreConflict(message)


def write_text(
    target: str | os.PathLike[str], text: str, *, force: bool = False, private: bool = False
) -> None:
    """Write a text file in one step, in UTF-8 with line ends as they are."""
    write_bytes(target, text.encode("utf-8"), force=force, private=private)


def write_bytes(
    target: str | os.PathLike[str], raw: bytes, *, force: bool = False, private: bool = False
) -> None:
    """Write a file in one step: readers see the old one or the new, never a part.

    A private file is new for its owner alone, or the group that shares the folder.
    """
    refuse_file(target, force=force)
    with _write_errors(target):
        path = _real(target)
        with one_at_a_time(path):
            refuse_to_replace(path, force=force)  # somebody may have written it since
            _replace_file(path, raw, private=private)


def refuse_file(target: str | os.PathLike[str], *, force: bool) -> None:
    """Refuse what no file can be written to, best before the work for it has begun."""
    with _write_errors(target):
        path = _real(target)
        _refuse_odd(Path(target))
        refuse_to_replace(path, force=force)
        if path.is_dir():
            message = f"{target} is a folder; name a file"
            raise StoreConflict(message)


def rewrite_file(path: Path, raw: bytes) -> None:
    """Replace a file of a map, or add one to its folder, within `one_at_a_time`."""
    with _write_errors(path):
        _replace_file(_real(path), raw, private=True)


def write_folder(
    target: Path,
    files: Mapping[str, bytes],
    *,
    ours: frozenset[str],
    force: bool = False,
    private: bool = False,
) -> None:
    """Write a folder of files in one step.

    The files are written to a new folder beside the old one, and the two are swapped. A kill
    leaves the old folder, the new one, or the old one under the name of `before_of`, where
    `existing_path` finds it and the next writer gives it its name back.
    """
    with _write_errors(target):
        path = _real(target)
        _refuse_odd(target)
        with one_at_a_time(path):
            take_back(path)
            _refuse_folder(path, ours=ours, force=force)
            _replace_folder(path, files, private=private)


def rewrite_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Replace the folder of a map, within `one_at_a_time`."""
    with _write_errors(path):
        real = _real(path)
        _refuse_folder(real, ours=frozenset(files), force=True)
        _replace_folder(real, files, private=True)


def _replace_file(path: Path, raw: bytes, *, private: bool) -> None:
    handle, name = tempfile.mkstemp(prefix=temporary(path), dir=path.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            _allow(fresh, path, path.parent, private=private)
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        _settle(path.parent)
    finally:
        fresh.unlink(missing_ok=True)


def _replace_folder(path: Path, files: Mapping[str, bytes], *, private: bool) -> None:
    fresh = Path(tempfile.mkdtemp(prefix=temporary(path), dir=path.parent))
    try:
        for name, raw in files.items():
            with (fresh / name).open("wb") as file:
                _allow(fresh / name, path / name, path.parent, private=private)
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
        _allow(fresh, path, path.parent, private=private)
        _settle(fresh)
        _swap(fresh, path)
        _settle(path.parent)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _allow(fresh: Path, path: Path, folder: Path, *, private: bool) -> None:
    """Let those read a new file or folder who may read what it replaces, or what is beside it."""
    tables = sorted(path.parent.glob("*.csv")) if private and path.suffix == ".csv" else []
    if path.exists():
        allow_as_before(fresh, path)
    elif tables:
        allow_as_before(fresh, min(tables, key=lambda table: table.stat().st_mode))
    else:
        allow_as_new(fresh, folder, private=private)


def _settle(folder: Path) -> None:
    """Have the names in a folder outlast a power cut, where the system can do that."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refuse_odd(path: Path) -> None:
    """Raise where the target is no file or folder."""
    if is_odd(path):
        raise StoreAccess(ODD.format(path))


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
    links = sorted(file.name for file in path.glob("*") if file.is_symlink())
    if links:
        message = f"{path / links[0]} is a link; put the file itself into the folder"
        raise StoreConflict(message)
    others = sorted(file.name for file in path.glob("*") if file.name not in ours)
    if others:
        names = ", ".join(others[:5])
        message = f"{path} holds files that are no tables of a map ({names}); name another folder"
        raise StoreConflict(message)


def _swap(fresh: Path, path: Path) -> None:
    """Replace an old folder with a new one."""
    before = before_of(path)
    discard(before)
    if path.exists():
        path.rename(before)
    try:
        fresh.rename(path)
    finally:
        if not path.exists():
            take_back(path)
    _settle(path.parent)
    discard(before)


def existing_path(target: Path) -> Path:
    """Return the path to read a map from: its own, or that of a swap cut short."""
    if target.exists():
        return target
    path = _real(target)
    return before_of(path) if was_replaced(path) else target


def _real(target: str | os.PathLike[str]) -> Path:
    """Return a path without links and dots, so that the target of a link is replaced."""
    return Path(os.path.realpath(target))


@contextmanager
def _write_errors(target: str | os.PathLike[str]) -> Iterator[None]:
    """Turn errors of the operating system into errors of reachmap."""
    if not is_file_name(str(target)):
        message = f"cannot write {quoted(str(target))}: that is no name of a file"
        raise StoreAccess(message)
    try:
        yield
    except OSError as error:
        message = f"cannot write {target}: {error.strerror or error}"
        raise StoreAccess(message) from error


def make_folder(target: Path) -> None:
    """Make a folder, and those that it is in, unless it is there."""
    with _write_errors(target):
        target.mkdir(parents=True, exist_ok=True)
