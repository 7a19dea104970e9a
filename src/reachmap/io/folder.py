"""A map as a folder of CSV files, one a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from reachmap.errors import Issue, UnreadableFile, shown
from reachmap.io.cells import unguarded
from reachmap.io.headings import CONTACTS, STAMP, columns_of, plain
from reachmap.io.sheets import Found, Raw, Sheet
from reachmap.io.texts import as_texts
from reachmap.io.writing import recovered, write_folder
from reachmap.model.released import Audience
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import TABLES

OURS = frozenset(f"{table}.csv" for table in (*TABLES, CONTACTS))
SEPARATORS = ",;\t"
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


def read_folder(path: Path) -> Found:
    """Return the tables of a folder of CSV files.

    Parameters
    ----------
    path
        The folder.

    Returns
    -------
    Found
        Its tables, and problems of the files.

    Raises
    ------
    UnreadableFile
        If the folder holds no CSV file or cannot be read.
    """
    recovered(path)
    found = Found()
    files = sorted(file for file in path.iterdir() if file.suffix.casefold() == ".csv")
    if not files:
        message = f"{path} holds no CSV file; `reachmap schema` names the tables of a map"
        raise UnreadableFile(message)
    order = {f"{table}.csv": place for place, table in enumerate((*TABLES, CONTACTS))}
    for file in sorted(files, key=lambda file: order.get(file.name, len(order))):
        _read_file(file, found)
    return found


def _read_file(file: Path, found: Found) -> None:
    text = _decoded(file, found)
    if text is None:
        return
    if not text.strip():
        message, remedy = "the file is empty", "Write the headings, or take the file away"
        found.issues.append(Issue(message, remedy, file=file.name))
        return
    records = _records(text, file, found)
    if records:
        found.sheets.append(_sheet(file, records, found))


def _decoded(file: Path, found: Found) -> str | None:
    try:
        raw = file.read_bytes()
    except OSError as error:
        message = f"cannot read {file}: {error.strerror or error}"
        raise UnreadableFile(message) from error
    encoding = next((name for mark, name in MARKS.items() if raw.startswith(mark)), "utf-8")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found.issues.append(
            Issue(
                f"the file is not in {encoding.upper()}: byte 0x{raw[error.start]:02x}",
                "Save it as CSV UTF-8",
                file=file.name,
                row=line,
            )
        )
        return None


def _separator(text: str) -> str:
    """Return the separator of the headings: the one of three that they hold most of."""
    first = text.split("\n", 1)[0]
    return max(SEPARATORS, key=first.count)


def _records(text: str, file: Path, found: Found) -> list[list[str]]:
    """Return the rows, with every different text kept once."""
    kept: dict[str, str] = {}
    records: list[list[str]] = []
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        records.extend([kept.setdefault(cell, cell) for cell in record] for record in lines)
    except csv.Error as error:
        found.issues.append(
            Issue(
                f"a quotation mark is open or out of place ({error})",
                "Close it, or double it where it is part of the text",
                file=file.name,
                row=len(records) + 1,
            )
        )
        return []
    return records


def _sheet(file: Path, records: list[list[str]], found: Found) -> Sheet:
    headings = [plain(heading) for heading in records[0]]
    sheet = Sheet(table=file.stem, file=file.name, columns={}, rows=())
    for place, heading in enumerate(headings):
        if heading and headings.index(heading) != place:
            message = f"the heading {shown(heading)} is there twice"
            found.issues.append(sheet.issue(message, "Rename one of them", column=heading))
    rows, whole = [], []
    for number, record in enumerate(records[1:], start=2):
        if not any(cell.strip() for cell in record):
            continue
        if len(record) != len(headings):
            found.issues.append(_uneven(sheet, number, record, headings))
            record = [*record, *[""] * len(headings)]  # noqa: PLW2901  read what can be read
        rows.append(number)
        whole.append(record)
    sheet.rows = rows
    for place, heading in enumerate(headings):
        cells: list[Raw] = [unguarded(record[place]) for record in whole]
        if heading:
            sheet.columns.setdefault(heading, cells)
        elif any(cells):
            message, remedy = "a column has cells but no heading", "Give it one, or clear its cells"
            found.issues.append(sheet.issue(message, remedy))
    return sheet


def _uneven(sheet: Sheet, number: int, record: Sequence[str], headings: Sequence[str]) -> Issue:
    count = f"{len(record)} cells where the headings are {len(headings)}"
    more = "; a comma in a text wants quotation marks" if len(record) > len(headings) else ""
    return Issue(f"the row has {count}", f"Give it as many{more}", file=sheet.file, row=number)


def write_folder_map(
    stakeholders: StakeholderMap, target: Path, *, audience: Audience, force: bool
) -> None:
    """Write a map as a folder of CSV files.

    Parameters
    ----------
    stakeholders
        The map.
    target
        The folder.
    audience
        Whom it is for; stands in about.
    force
        Whether to replace a folder that is there.

    Raises
    ------
    StoreConflict
        If something is in the way.
    StoreAccess
        If the place cannot be written to.
    """
    files = {
        f"{table}.csv": _csv(table, columns, audience)
        for table, columns in as_texts(stakeholders).items()
    }
    write_folder(target, files, ours=OURS, force=force)


def _csv(table: str, columns: dict[str, list[str]], audience: Audience) -> str:
    if table == "about":
        columns = columns | {STAMP: [audience]}
    ordered = [column for column in columns_of(table) if column in columns]
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(ordered)
    writer.writerows(_across(columns, ordered))
    return lines.getvalue()


def _across(columns: dict[str, list[str]], ordered: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(columns[column] for column in ordered), strict=True)
