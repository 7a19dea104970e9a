"""Files of a map and around it that still name somebody who was forgotten.

Looked into are the files of the map, those beside it whose names hold the map's, and what killed
writers left. Nothing is changed: they may be a person's own.
"""

import zlib
from collections.abc import Collection, Iterator
from io import BytesIO
from pathlib import Path
from typing import Self
from zipfile import BadZipFile, ZipFile

from reachmap.io.leftovers import leftovers
from reachmap.io.workbook.elements import WIDE
from reachmap.io.workbook.forgetting import parts_naming, word_of

MOST_BYTES = 200 * 10**6
"""Of a file that is looked into, and of what it unpacks to; a larger one is named unseen."""

ARCHIVE, DATABASE = b"PK\x03\x04", b"SQLite format 3\0"
"""How workbooks and databases begin."""

ONCE_OLD = ".old."
"""How the folders began in which earlier versions removed a map's folder."""

UNSEEN = (OSError, BadZipFile, NotImplementedError, RuntimeError, zlib.error)
"""What is raised where a file cannot be looked into."""


class Forgotten(int):
    """How many rows were removed, with the files that may still name who was forgotten."""

    remaining: tuple[str, ...]
    """Files that name them or could not be looked into, as far as they are by the map."""

    def __new__(cls, rows: int, remaining: tuple[str, ...] = ()) -> Self:
        """Return a number of rows with the files that remain."""
        made = super().__new__(cls, rows)
        made.remaining = remaining
        return made


class Mentions:
    """A search for the names of somebody in files."""

    def __init__(self, names: Collection[str]) -> None:
        """Look for names; those without a letter are everywhere, so that nothing is searched."""
        self._names = [name for name in names if any(sign.isalpha() for sign in name)]
        self._word = word_of(self._names)

    def linked(self, path: Path) -> list[str]:
        """Return the files of a map with another name (a hard link), which keeps what they hold."""
        linked = [each for each in _files(path) if each.stat().st_nlink > 1]
        return [f"another name of {each} (a hard link)" for each in linked if self._in(each)]

    def inside(self, path: Path) -> list[str]:
        """Return the files of a map that name them, as in notes."""
        files = sorted(_files(path)) if self._names else []
        return [words for each in files if (words := self._in(each))]

    def around(self, path: Path) -> list[str]:
        """Return the files around a map that name them, or that cannot be looked into."""
        try:
            left, around = leftovers(path), sorted(_around(path))
        except OSError:
            return [f"{path.parent} (not looked into)"]
        return [*map(str, left), *(words for each in around if (words := self._in(each)))]

    def _in(self, file: Path) -> str:
        """Return a file, and where in it they are named; blank where they are not."""
        if not self._names:
            return str(file)
        try:
            parts = self._parts(file)
        except UNSEEN:
            return f"{file} (not looked into)"
        return "" if parts is None else " ".join([str(file), *parts])

    def _parts(self, file: Path) -> list[str] | None:
        """Return the parts of a file that name them, none of a plain one; None where none does."""
        if file.stat().st_size > MOST_BYTES:
            raise BadZipFile
        raw = file.read_bytes()
        if raw.startswith(ARCHIVE):
            parts = parts_naming(_unpacked(raw), self._names)
            return [f"({', '.join(parts)})"] if parts else None
        if raw.startswith(DATABASE):
            return [] if any(name.encode() in raw for name in self._names) else None
        text = raw.decode("utf-16" if raw.startswith(WIDE) else "utf-8", "replace")
        return [] if self._word.search(text) else None


def _unpacked(raw: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(raw)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
            raise BadZipFile
        return {name: archive.read(name) for name in archive.namelist()}


def _files(path: Path) -> list[Path]:
    """Return the files of a map."""
    return [each for each in path.iterdir() if each.is_file()] if path.is_dir() else [path]


def _around(path: Path) -> Iterator[Path]:
    """Yield the files beside a map that are called like it, and tables in folders that are."""
    stem = (path.name if path.is_dir() else path.stem).casefold()
    left = {*leftovers(path)}
    for each in path.parent.iterdir():
        like = stem in each.name.casefold() or each.name.startswith(ONCE_OLD)
        if each == path or each in left or not like:
            continue
        if each.is_file():
            yield each
        elif each.is_dir():
            yield from (*each.glob("*.csv"), *each.glob("*/*.csv"))
