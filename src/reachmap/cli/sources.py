"""The maps that a command reads; it never writes over them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

from reachmap.errors import StoreConflict

_SOURCES: ContextVar[list[Path]] = ContextVar("sources")


@contextmanager
def sources_of_command() -> Iterator[None]:
    """Remember what a command reads while it runs."""
    token = _SOURCES.set([])
    try:
        yield
    finally:
        _SOURCES.reset(token)


def note_source(source: str | os.PathLike[str]) -> None:
    """Remember that the command reads a map."""
    _SOURCES.get().append(Path(source))


def refuse_source(target: str | os.PathLike[str]) -> None:
    """Raise where writing to a target would replace a map that the command reads, or a part of it.

    Another spelling of the path, or another name of the same file, is the same map.
    """
    path = Path(target)
    for source in _SOURCES.get():
        if _is_same(path, source) or _is_table_of(path, source):
            message = (
                f"{target} belongs to {source}, which this was read from and which is not "
                "replaced, --force or not; name another file or folder to write to"
            )
            raise StoreConflict(message)


def _is_table_of(path: Path, source: Path) -> bool:
    """Return whether a path would be read as a table of a map that is a folder."""
    return path.suffix.casefold() == ".csv" and source.is_dir() and _is_same(path.parent, source)


def _is_same(path: Path, source: Path) -> bool:
    with suppress(OSError, ValueError):
        return path.samefile(source)
    return False
