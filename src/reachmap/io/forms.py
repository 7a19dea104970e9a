"""The forms a map may take in files, and which of them a path names."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple, Protocol

from reachmap.errors import StoreAccess, UnreadableFile, quoted
from reachmap.io.csv_folder import edit_folder, folder_parts, read_folder, write_folder_map
from reachmap.io.json_document import edit_document, read_document, write_document
from reachmap.io.tables.collector import Reading, collect
from reachmap.io.tables.edits import Edits, Parts
from reachmap.io.tables.sheets import ParsedTables
from reachmap.io.whole_files import existing_path
from reachmap.io.workbook.editing import edit_workbook
from reachmap.io.workbook.reading import read_workbook, workbook_parts
from reachmap.io.workbook.writing import write_workbook
from reachmap.model.stakeholders import StakeholderMap
from reachmap.release.released import Released


class Writer(Protocol):
    """What writes a released map to a path."""

    def __call__(self, released: Released[StakeholderMap], target: Path, *, force: bool) -> None:
        """Write the map."""


class FileFormat(NamedTuple):
    """A form of file: how it is fetched, read, written, and changed a little."""

    fetch: Callable[[Path], Parts]
    read: Callable[[Parts, Path], ParsedTables]
    write: Writer
    edit: Callable[[Parts, Mapping[str, Edits], Path], Parts]


def _whole_file(path: Path) -> Parts:
    return {path.name: path.read_bytes()}


FILE_FORMATS: dict[str, FileFormat] = {
    "": FileFormat(folder_parts, read_folder, write_folder_map, edit_folder),
    ".json": FileFormat(_whole_file, read_document, write_document, edit_document),
    ".xlsx": FileFormat(workbook_parts, read_workbook, write_workbook, edit_workbook),
}
"""Forms by the ending of the path; a new one is a line here."""

OTHER_SHEETS = frozenset({".xls", ".xlsm", ".xlsb", ".ods", ".csv"})
"""Endings of other files of spreadsheets: what to do with them is told."""

KNOWN = "a folder of CSV files, an .xlsx workbook or a .json file"


def demo_path() -> Path:
    """Return the folder of the demo borough, which comes with the package."""
    return Path(str(files("reachmap.data").joinpath("demo")))


def read_source(source: str | os.PathLike[str]) -> Reading:
    """Read a map, with what is worth knowing of the reading."""
    form, path = format_of(source), Path(source)
    try:
        found = form.read(form.fetch(path), path)
    except OSError as error:
        message = f"cannot read {path}: {error.strerror}"
        raise UnreadableFile(message) from error
    return collect(found, source=path.name or path.resolve().name)


def format_of(source: str | os.PathLike[str]) -> FileFormat:
    """Return the form of a file or folder that is there."""
    told, path = quoted(str(source)), Path(source)
    try:
        named = str(source) != "" and "\0" not in str(source)
        # Twice, for a folder that is replaced between the one look and the other.
        folder = named and (existing_path(path).is_dir() or existing_path(path).is_dir())
        there = folder or (named and path.exists())
    except OSError as error:
        message = f"cannot read {told}: {error.strerror}"
        raise UnreadableFile(message) from error
    if not there:
        message = f"there is no file or folder {told}; a map is {KNOWN}"
        raise UnreadableFile(message)
    form = FILE_FORMATS.get("" if folder else path.suffix.casefold() or "?")
    if form is None:
        message = f"{told} is of no form that a map takes; a map is {KNOWN}"
        if path.suffix.casefold() in OTHER_SHEETS:
            message += "; open it in a spreadsheet program and save it as Excel workbook (.xlsx)"
        raise UnreadableFile(message)
    return form


def read(source: str | os.PathLike[str]) -> StakeholderMap:
    """Read a map."""
    return read_source(source).stakeholders


def write(
    released: Released[StakeholderMap], target: str | os.PathLike[str], *, force: bool = False
) -> None:
    """Write a released map in the form that the ending of the target names."""
    if not str(target):
        message = "cannot write '': that is no name of a file"
        raise StoreAccess(message)
    path = Path(target)
    try:
        form = FILE_FORMATS.get("" if path.is_dir() else path.suffix.casefold())
    except OSError as error:
        message = f"cannot write {quoted(str(target))}: {error.strerror}"
        raise StoreAccess(message) from error
    if form is None:
        message = f"no form of map ends in {path.suffix}; a map is {KNOWN}"
        raise UnreadableFile(message)
    form.write(released, path, force=force)
