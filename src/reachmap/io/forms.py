"""The file formats of a map, and which of them a path names."""

import os
import shlex
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple, Protocol

from reachmap.errors import InputError, InvalidMap, Issue, StoreAccess, UnreadableFile, quoted
from reachmap.garbage import garbage_left_alone
from reachmap.io.csv_folder import (
    TEXTS,
    edit_folder,
    folder_parts,
    read_folder,
    write_folder_map,
)
from reachmap.io.exports.endings import EXPORTS, export_of
from reachmap.io.imports.sources import recognised
from reachmap.io.json_document import edit_document, read_document, write_document
from reachmap.io.tables.collector import Reading, collect
from reachmap.io.tables.edits import Edits, Parts
from reachmap.io.tables.headings import CONTACTS
from reachmap.io.tables.sheets import ParsedTables
from reachmap.io.whole_files import existing_path, write_bytes
from reachmap.io.workbook.editing import edit_workbook
from reachmap.io.workbook.limits import TooMuchWorkError
from reachmap.io.workbook.reading import read_workbook, workbook_parts
from reachmap.io.workbook.writing import write_workbook
from reachmap.model.answer import Answer
from reachmap.model.stakeholders import StakeholderMap
from reachmap.paths import ODD, is_file_name, is_odd
from reachmap.release.released import Released


class Writer(Protocol):
    """What writes a released map to a path."""

    def __call__(self, released: Released[StakeholderMap], target: Path, *, force: bool) -> None:
        """Write the map."""


class FileFormat(NamedTuple):
    """A file format: how it is fetched, read, written and edited in place."""

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
"""Formats by the ending of the path; a new one is a line here."""

OTHER_SHEETS = frozenset({".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".gsheet"})
"""Endings of other spreadsheet files; the message says how to convert them."""

OPEN_MARK = "~$"
"""Start of the name of the file that is beside a workbook while it is open."""

KNOWN = "a folder of CSV files, an .xlsx workbook or a .json file"


def demo_path() -> Path:
    """Return the folder of the demo borough, which comes with the package."""
    return Path(str(files("reachmap.data").joinpath("demo")))


def read_source(source: str | os.PathLike[str]) -> Reading:
    """Read a map, with warnings and counts."""
    try:
        return _read_source(source)
    except UnreadableFile as error:
        if not isinstance(error, TooMuchWorkError):
            _point_to_import(Path(source), error)
        raise
    except InvalidMap as error:
        if not error.read.keys() - {CONTACTS, "organisations"}:  # tables of other programs as well
            _point_to_import(Path(source), error)
        _point_to_imports_in(Path(source), error)
        raise


def _point_to_import(path: Path, error: InputError) -> None:
    """Raise what to do with a file of another program that can be imported."""
    kind = recognised(path)
    if kind is not None:
        command = f"reachmap import {shlex.quote(str(path))} -o map.xlsx"
        message = f"{path} is no map but comes from {kind}; bring it in with: {command}"
        raise UnreadableFile(message) from error


def _point_to_imports_in(folder: Path, error: InvalidMap) -> None:
    """Raise the problems of a folder, with one for each file in it that can be imported."""
    files = {issue.file for issue in error.issues if issue.file and folder.is_dir()}
    kinds = {file: kind for file in sorted(files) if (kind := recognised(folder / file))}
    if not kinds:
        return
    others = [issue for issue in error.issues if issue.file not in kinds]
    ours = []
    for file, kind in kinds.items():
        words = shlex.join([file, "--into", str(folder), "-o", "map.xlsx"])
        remedy = f"Move it out of the folder, then bring it in with: reachmap import {words}"
        ours.append(Issue(f"the file is no table but comes from {kind}", remedy, file=file))
    warnings = tuple(issue for issue in error.warnings if issue.file not in kinds)
    raise InvalidMap((*others, *ours), error.read, warnings) from error


@garbage_left_alone()
def _read_source(source: str | os.PathLike[str]) -> Reading:
    file_format, path = format_of(source), Path(source)
    try:
        parsed = file_format.read(file_format.fetch(path), path)
    except OSError as error:
        message = f"cannot read {path}: {error.strerror}"
        raise UnreadableFile(message) from error
    return collect(parsed, source=path.name or path.resolve().name)


def format_of(source: str | os.PathLike[str]) -> FileFormat:
    """Return the format of an existing file or folder."""
    name, path = quoted(str(source)), Path(source)
    try:
        usable = is_file_name(str(source))
        # Looked at twice, as the folder may be replaced in between.
        folder = usable and (existing_path(path).is_dir() or existing_path(path).is_dir())
        exists = folder or (usable and path.exists())
    except OSError as error:
        message = f"cannot read {name}: {error.strerror}"
        raise UnreadableFile(message) from error
    if not exists:
        message = f"there is no file or folder {name}; a map is {KNOWN}"
        raise UnreadableFile(message)
    if not folder and is_odd(path):
        raise UnreadableFile(ODD.format(name))
    file_format = FILE_FORMATS.get("" if folder else path.suffix.casefold() or "?")
    if path.name.startswith(OPEN_MARK):
        message = (
            f"{name} is the mark that a spreadsheet program leaves while it has the workbook "
            f"open; name the workbook itself: {quoted(path.name.removeprefix(OPEN_MARK))}"
        )
        raise UnreadableFile(message)
    if file_format is None:
        message = f"{name} is no file that holds a map; a map is {KNOWN}"
        if path.suffix.casefold() in TEXTS:
            message += "; name the folder that the file is in"
        elif path.suffix.casefold() in OTHER_SHEETS:
            message += "; open it in a spreadsheet program and save it as Excel workbook (.xlsx)"
        raise UnreadableFile(message)
    return file_format


def read(source: str | os.PathLike[str]) -> StakeholderMap:
    """Read a map."""
    return read_source(source).stakeholders


def write(
    released: Released[StakeholderMap],
    target: str | os.PathLike[str],
    *,
    answers: Iterable[Released[Answer]] = (),
    force: bool = False,
) -> None:
    """Write a released map in the format that the ending of the target names.

    What other programs open takes with it what released answers say of groups.
    """
    if not is_file_name(str(target)):
        message = f"cannot write {quoted(str(target))}: that is no name of a file"
        raise StoreAccess(message)
    path = Path(target)
    export = export_of(path)
    if export is not None:
        raw = export.to_bytes(released, answers)
        write_bytes(path, raw, force=force, private=released.private)
        return
    try:
        file_format = FILE_FORMATS.get("" if path.is_dir() else path.suffix.casefold())
    except OSError as error:
        message = f"cannot write {quoted(str(target))}: {error.strerror}"
        raise StoreAccess(message) from error
    if file_format is None:
        others = ", ".join(EXPORTS)
        message = (
            f"no map is written as {path.suffix}; a map is {KNOWN}; for other programs: {others}"
        )
        raise UnreadableFile(message)
    file_format.write(released, path, force=force)
