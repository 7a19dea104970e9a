"""A map as a folder of CSV files, one per table."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from reachmap.errors import Issue, UnreadableFile, quoted
from reachmap.io.tables.cells import unguarded
from reachmap.io.tables.edits import Edits, Parts, as_text
from reachmap.io.tables.encodings import MARKED, encoding_of
from reachmap.io.tables.grid import Row, below_headings, lay_out
from reachmap.io.tables.headings import (
    CONTACTS,
    NAME_IT,
    STAMP,
    unknown_table,
)
from reachmap.io.tables.names import (
    SEARCHED,
    heading_row,
    layout_of_text,
    names_of,
    table_named,
)
from reachmap.io.tables.sheets import ParsedTables, Raw, Sheet
from reachmap.io.tables.texts import as_texts
from reachmap.io.whole_files import existing_path, write_folder
from reachmap.model.audience import Audience
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import TABLES
from reachmap.paths import ODD, is_odd
from reachmap.release.released import Released
from reachmap.words import join_names, words_of_count

OURS = frozenset(f"{table}.csv" for table in (*TABLES, CONTACTS))
TEXTS = frozenset({".csv", ".tsv", ".tab", ".txt"})
"""Endings of tables as text; spreadsheet programs use the last two for tabs."""

OTHER_TABLES = frozenset(
    {"", ".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".numbers", ".gsheet", ".json"}
)
"""Endings of files that would be a table, were they saved as text."""

UNSEEN = (".", "~$", "desktop.ini", "Thumbs.db")
"""Starts of the names of files that systems and programs leave about."""

_PAGE = re.compile(r"\s*<(?:!doctype|html|head|body|table|\?xml)\b", re.IGNORECASE)
"""Start of a text that programs write as a table, and is a page or XML."""

TRIES = 20
"""How many times a folder is read again when it is replaced meanwhile."""


def read_folder(parts: Parts, path: Path) -> ParsedTables:
    """Return the tables of a folder of CSV files."""
    parsed = ParsedTables()
    # What would be a table and is not among the parts has come since: it is of another moment.
    present = sorted(existing_path(path).iterdir())
    others = [file for file in present if file.name not in parts and not _table_of(file)]
    if not parts and not any(file.suffix.casefold() in TEXTS for file in others):
        message = f"{path} holds no CSV file; `reachmap schema` names the tables of a map"
        raise UnreadableFile(message)
    order = {table: position for position, table in enumerate((*TABLES, CONTACTS))}
    for table, name in sorted(
        ((_table_of(Path(name)) or "", name) for name in parts),
        key=lambda each: (order[each[0]], each[1]),
    ):
        _read_file(Path(name), table, parts[name], parsed)
    _note_unread(others, {sheet.table for sheet in parsed.sheets} | parsed.lost, parsed)
    return parsed


def _table_of(file: Path) -> str | None:
    """Return the table that a file is, if it is one."""
    usable = file.suffix.casefold() in TEXTS and not file.name.startswith(UNSEEN)
    return table_named(_stem(file)) if usable else None


def _stem(file: Path) -> str:
    """Return the name of a file without its ending, or both of ``turnout.csv.txt``."""
    inner = Path(file.stem)
    return inner.stem if inner.suffix.casefold() in TEXTS else file.stem


def _note_unread(files: Iterable[Path], read: Collection[str], parsed: ParsedTables) -> None:
    """Note every file that is not read: an error where it is likely to be a table of the map."""
    unread = []
    for file in files:
        table, ending = table_named(_stem(file)), file.suffix.casefold()
        if file.name.startswith(UNSEEN):
            continue
        issue = unknown_table(_stem(file), file=file.name)
        if ending in TEXTS and issue.severity == "error":
            parsed.issues.append(issue)
        elif ending in OTHER_TABLES and table and table not in read:
            message, remedy = (
                f"the table {table} is not read from this file",
                "Save it as CSV UTF-8",
            )
            parsed.issues.append(Issue(message, remedy, file=file.name))
        else:
            unread.append(quoted(file.name))
        if ending in TEXTS:
            parsed.strangers.append(_stem(file))
    if unread:
        what = "a file that is no table is" if len(unread) == 1 else "files that are no table are"
        message = f"{what} not read: {join_names(unread, most=None)}"
        remedy = f"Nothing to do, unless it is one: {NAME_IT}"
        parsed.issues.append(Issue(message, remedy, severity="warning"))


def folder_parts(path: Path) -> Parts:
    """Return the CSV files of a folder by name, all from the same moment."""
    for _ in range(TRIES):
        location = existing_path(path)
        try:
            before = location.stat()
            files = [file for file in location.iterdir() if _table_of(file)]
            for file in filter(is_odd, files):
                raise UnreadableFile(ODD.format(file))
            parts = {file.name: file.read_bytes() for file in files}
            after = existing_path(path).stat()
        except FileNotFoundError:
            continue
        if (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns):
            return parts
    message = f"{path} keeps changing; read it when no program writes to it"
    raise UnreadableFile(message)


def _read_file(file: Path, table: str, raw: bytes, parsed: ParsedTables) -> None:
    text = _decoded(file, raw, parsed)
    if text is None:
        parsed.lost.add(table)
        return
    if _PAGE.match(text):
        message = "the file is a page of the web, though its name says that it is a table"
        remedy = "Open it in a spreadsheet program, and save it as CSV UTF-8"
        parsed.issues.append(Issue(message, remedy, file=file.name))
        parsed.lost.add(table)
        return
    records = _records(table, text, file, parsed) if text.strip() else []
    if records is None:
        parsed.lost.add(table)
    elif not any(cell.strip() for record in records for cell in record):
        message, remedy = "the file is empty", "Write the headings, or remove the file"
        parsed.issues.append(Issue(message, remedy, file=file.name))
    else:
        parsed.sheets.append(_sheet(file, table, records, parsed))


def _decoded(file: Path, raw: bytes, parsed: ParsedTables) -> str | None:
    encoding = encoding_of(raw)
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        parsed.issues.append(
            Issue(
                f"the file is not in {encoding.upper()}: byte 0x{raw[error.start]:02x}",
                "Save it as CSV UTF-8",
                file=file.name,
                row=line,
            )
        )
        return None


def _records(table: str, text: str, file: Path, parsed: ParsedTables) -> list[list[str]] | None:
    """Return the rows, equal texts shared; None where a quotation mark is open."""
    # The usual limit of 131,072 characters a cell would refuse notes that we wrote ourselves.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    seen: dict[str, str] = {}
    records: list[list[str]] = []
    mark, separator = layout_of_text(table, text)
    lines = csv.reader(
        io.StringIO(text.removeprefix(mark), newline=""), delimiter=separator, strict=True
    )
    try:
        records.extend([seen.setdefault(cell, cell) for cell in record] for record in lines)
    except csv.Error as error:
        parsed.issues.append(
            Issue(
                f"a quotation mark is open or out of place ({error})",
                "Close it, or double it where it is part of the text",
                file=file.name,
                row=len(records) + 1,
            )
        )
        return None
    return records


def _sheet(file: Path, table: str, records: list[list[str]], parsed: ParsedTables) -> Sheet:
    sheet = Sheet(table=table, file=file.name, columns={}, rows=())
    top, below = below_headings(sheet, _filled(records), parsed)
    headings = [str(heading) for heading in top[1]]
    whole: list[Row] = []
    for number, record in below:
        if len(record) != len(headings):
            parsed.issues.append(_uneven(sheet, number, record, headings))
        whole.append((number, [unguarded(str(cell)) for cell in record[: len(headings)]]))
    lay_out(sheet, headings, whole, parsed)
    return sheet


def _filled(records: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, with their numbers."""
    rows = enumerate(records, start=1)
    return ((number, record) for number, record in rows if any(map(str.strip, record)))


def _uneven(sheet: Sheet, number: int, record: Sequence[Raw], headings: Sequence[str]) -> Issue:
    count = f"{words_of_count(len(record), 'cell')} where the headings are {len(headings)}"
    more = "; a comma in a text needs quotation marks" if len(record) > len(headings) else ""
    return Issue(f"the row has {count}", f"Give it as many{more}", file=sheet.file, row=number)


def write_folder_map(released: Released[StakeholderMap], target: Path, *, force: bool) -> None:
    """Write a released map as a folder of CSV files."""
    files = {
        f"{table}.csv": _csv(table, columns, released.audience).encode(MARKED)
        for table, columns in as_texts(released.content).items()
    }
    write_folder(target, files, ours=OURS, force=force, private=released.private)


def _csv(table: str, columns: dict[str, list[str]], audience: Audience) -> str:
    if table == "about":
        columns = columns | {STAMP: [audience]}
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return lines.getvalue()


def edit_folder(parts: Parts, edits: Mapping[str, Edits], path: Path) -> Parts:
    """Return the CSV files of a folder with rows changed; every other cell stays as typed."""
    del path
    changed = {}
    for table, change in edits.items():
        name = next((n for n in parts if _table_of(Path(n)) == table), f"{table}.csv")
        changed[name] = _edited(parts.get(name, b""), table, change)
    return changed


def _edited(raw: bytes, table: str, change: Edits) -> bytes:
    """Return a CSV file with rows changed, in its own separator, line ends and encoding."""
    encoding = encoding_of(raw) if raw else MARKED
    text = raw.decode(encoding)
    mark, separator = layout_of_text(table, text)
    ends = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    text = text.removeprefix(mark)
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    records = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    first = list(islice(_filled(records), SEARCHED))
    top = first[heading_row(table, [cells for _, cells in first])][0] - 1 if first else 0
    records = records if first else [[]]
    headings = names_of(table, records[top])
    fresh = [column for column in change.columns(table) if column not in headings]
    headings += fresh
    records[top] += fresh
    for record in records[top + 1 :]:
        record.extend([""] * (len(headings) - len(record) if record else 0))
    for number, values in change.typed.items():
        for column, value in values.items():
            if column in headings:
                records[number - 1][headings.index(column)] = as_text(value)
    remaining = [record for number, record in enumerate(records, 1) if number not in change.cleared]
    remaining += [[as_text(row.get(str(name))) for name in headings] for row in change.added]
    lines = io.StringIO(newline="")
    csv.writer(lines, delimiter=separator, lineterminator=ends).writerows(remaining)
    return (mark + lines.getvalue()).encode(encoding)
