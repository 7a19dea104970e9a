"""The maps that a command reads; it never writes over them."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from tempfile import TemporaryDirectory

from reachmap.cli.screen import binary
from reachmap.errors import StoreConflict, UnreadableFile

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


STARTS = {b"PK": "map.xlsx", b"SQLite format 3": "map.db"}
"""How files begin that are no text, and what to call them."""


def standard_input(closing: ExitStack) -> str:
    """Return a file with what comes on standard input; it goes when the command ends."""
    raw = binary(sys.stdin).read()
    if not raw.strip():
        message = "nothing came on standard input; a map is a .json, .xlsx or .db file there"
        raise UnreadableFile(message)
    name = next((name for start, name in STARTS.items() if raw.startswith(start)), "map.json")
    path = Path(closing.enter_context(TemporaryDirectory())) / name
    path.write_bytes(raw)
    return str(path)


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
