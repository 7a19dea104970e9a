"""Writing so that a file is there whole or not at all, and nothing is replaced unasked."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from reachmap.errors import StoreAccess, StoreConflict

BEFORE = ".before"
"""Ending of a folder that is being replaced; it is taken back where the new one is missing."""


def refuse_to_replace(target: Path, *, force: bool) -> None:
    """Raise where something is there already.

    Parameters
    ----------
    target
        File or folder to write.
    force
        Whether it may be replaced.

    Raises
    ------
    StoreConflict
        If it is there and may not be replaced.
    """
    if target.exists() and not force:
        message = f"{target} is there already; give --force (force=True) to replace it"
        raise StoreConflict(message)


def write_text(target: str | os.PathLike[str], text: str, *, force: bool = False) -> None:
    """Write a text file in one step: the old one or the new, never a part.

    Parameters
    ----------
    target
        File to write, in UTF-8 with lines as they are.
    text
        What to write.
    force
        Whether to replace a file that is there.

    Raises
    ------
    StoreConflict
        If a file is there and `force` is not given, or a folder is in the way.
    StoreAccess
        If the place cannot be written to.
    """
    path = Path(target)
    refuse_to_replace(path, force=force)
    if path.is_dir():
        message = f"{path} is a folder; name a file"
        raise StoreConflict(message)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except OSError as error:
        message = f"cannot write {path}: {error.strerror or error}"
        raise StoreAccess(message) from error


def write_folder(
    target: Path, files: Mapping[str, str], *, ours: frozenset[str], force: bool = False
) -> None:
    """Write a folder of text files in one step.

    The files are written to a new folder beside the old one, and the two change places. A
    kill leaves the old folder, the new one, or the old one under its name with ``.before``,
    which `recovered` takes back.

    Parameters
    ----------
    target
        Folder to write.
    files
        Text by file name.
    ours
        Names of files that may stand there and be replaced.
    force
        Whether to replace a folder that is there.

    Raises
    ------
    StoreConflict
        If a folder is there and `force` is not given, or it holds files that are not ours.
    StoreAccess
        If the place cannot be written to.
    """
    recovered(target)
    empty = target.is_dir() and not any(target.iterdir())
    refuse_to_replace(target, force=force or empty)
    if target.exists() and not target.is_dir():
        message = f"{target} is a file; name a folder"
        raise StoreConflict(message)
    others = sorted(path.name for path in target.glob("*") if path.name not in ours)
    if others:
        held = ", ".join(others[:5])
        message = f"{target} holds files that are no tables of a map ({held}); name another folder"
        raise StoreConflict(message)
    try:
        fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        for name, text in files.items():
            (fresh / name).write_text(text, encoding="utf-8", newline="")
        fresh.chmod(0o777 & ~_umask())
        _change_places(fresh, target)
    except OSError as error:
        message = f"cannot write {target}: {error.strerror or error}"
        raise StoreAccess(message) from error


def _change_places(fresh: Path, target: Path) -> None:
    """Put a new folder where the old one is."""
    before = target.with_name(f"{target.name}{BEFORE}")
    if target.exists():
        target.rename(before)
    fresh.rename(target)
    if before.exists():
        shutil.rmtree(before)


def recovered(target: Path) -> None:
    """Take back a folder whose replacing was cut short.

    Parameters
    ----------
    target
        Folder that is about to be read or written.
    """
    before = target.with_name(f"{target.name}{BEFORE}")
    if before.is_dir() and not target.exists():
        before.rename(target)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
