"""A map as a folder of CSV files, one per table."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reachmap.errors import Issue, UnreadableFile
from reachmap.io.tables.cells import unguarded
from reachmap.io.tables.edits import Edits, Parts, as_text
from reachmap.io.tables.grid import lay_out
from reachmap.io.tables.headings import CONTACTS, STAMP, columns_of, plain
from reachmap.io.tables.sheets import ParsedTables, Raw, Sheet
from reachmap.io.tables.texts import as_texts
from reachmap.io.whole_files import existing_path, write_folder
from reachmap.model.audience import Audience
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import TABLES
from reachmap.paths import ODD, is_odd
from reachmap.release.released import Released

OURS = frozenset(f"{table}.csv" for table in (*TABLES, CONTACTS))
SEPARATORS = ",;\t"
TRIES = 20
"""How many times a folder is read again when it is replaced meanwhile."""

MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


def read_folder(parts: Parts, path: Path) -> ParsedTables:
    """Return the tables of a folder of CSV files."""
    parsed = ParsedTables()
    if not parts:
        message = f"{path} holds no CSV file; `reachmap schema` names the tables of a map"
        raise UnreadableFile(message)
    order = {f"{table}.csv": position for position, table in enumerate((*TABLES, CONTACTS))}
    for name in sorted(parts, key=lambda name: (order.get(name, len(order)), name)):
        _read_file(Path(name), parts[name], parsed)
    return parsed


def folder_parts(path: Path) -> Parts:
    """Return the CSV files of a folder by name, all from the same moment."""
    for _ in range(TRIES):
        location = existing_path(path)
        try:
            before = location.stat()
            files = [file for file in location.iterdir() if file.suffix.casefold() == ".csv"]
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


def _read_file(file: Path, raw: bytes, parsed: ParsedTables) -> None:
    text = _decoded(file, raw, parsed)
    if text is None:
        return
    records = _records(text, file, parsed) if text.strip() else []
    if records is None:
        parsed.lost.add(file.stem)
    elif not any(cell.strip() for record in records for cell in record):
        message, remedy = "the file is empty", "Write the headings, or remove the file"
        parsed.issues.append(Issue(message, remedy, file=file.name))
    else:
        parsed.sheets.append(_sheet(file, records, parsed))


def _decoded(file: Path, raw: bytes, parsed: ParsedTables) -> str | None:
    encoding = _encoding(raw)
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        parsed.lost.add(file.stem)
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


def _encoding(raw: bytes) -> str:
    return next((name for mark, name in MARKS.items() if raw.startswith(mark)), "utf-8")


def _separator(text: str) -> str:
    """Return the separator of the headings: the most frequent of the three."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    return max(SEPARATORS, key=first.count)


def _records(text: str, file: Path, parsed: ParsedTables) -> list[list[str]] | None:
    """Return the rows, equal texts shared; None where a quotation mark is open."""
    # The usual limit of 131,072 characters a cell would refuse notes that we wrote ourselves.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    seen: dict[str, str] = {}
    records: list[list[str]] = []
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
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


def _sheet(file: Path, records: list[list[str]], parsed: ParsedTables) -> Sheet:
    first = next(n for n, record in enumerate(records) if any(cell.strip() for cell in record))
    headings = [plain(heading) for heading in records[first]]
    sheet = Sheet(table=file.stem, file=file.name, columns={}, rows=())
    whole: list[tuple[int, list[Raw]]] = []
    for number, record in enumerate(records[first + 1 :], start=first + 2):
        if len(record) != len(headings) and any(cell.strip() for cell in record):
            parsed.issues.append(_uneven(sheet, number, record, headings))
        whole.append((number, [unguarded(cell) for cell in record[: len(headings)]]))
    lay_out(sheet, headings, whole, parsed)
    return sheet


def _uneven(sheet: Sheet, number: int, record: Sequence[str], headings: Sequence[str]) -> Issue:
    count = f"{len(record)} cells where the headings are {len(headings)}"
    more = "; a comma in a text needs quotation marks" if len(record) > len(headings) else ""
    return Issue(f"the row has {count}", f"Give it as many{more}", file=sheet.file, row=number)


def write_folder_map(released: Released[StakeholderMap], target: Path, *, force: bool) -> None:
    """Write a released map as a folder of CSV files."""
    files = {
        f"{table}.csv": _csv(table, columns, released.audience).encode()
        for table, columns in as_texts(released.content).items()
    }
    write_folder(target, files, ours=OURS, force=force, private=released.private)


def _csv(table: str, columns: dict[str, list[str]], audience: Audience) -> str:
    if table == "about":
        columns = columns | {STAMP: [audience]}
    ordered = [column for column in columns_of(table) if column in columns]
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(ordered)
    writer.writerows(_across(columns, ordered))
    return lines.getvalue()


def edit_folder(parts: Parts, edits: Mapping[str, Edits], path: Path) -> Parts:
    """Return the CSV files of a folder with rows changed; every other cell stays as typed."""
    del path
    changed = {}
    for table, change in edits.items():
        name = next((n for n in parts if Path(n).stem == table), f"{table}.csv")
        changed[name] = _edited(parts.get(name, b""), table, change)
    return changed


def _edited(raw: bytes, table: str, change: Edits) -> bytes:
    """Return a CSV file with rows changed, in its own separator, line ends and encoding."""
    encoding = _encoding(raw)
    text = raw.decode(encoding)
    first = text.partition("\n")[0]
    ends, separator = ("\r\n" if first.endswith("\r") else "\n"), _separator(text)
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    records = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    top = next((n for n, record in enumerate(records) if any(c.strip() for c in record)), None)
    if top is None:
        records, top = [[]], 0
    headings = [plain(heading) for heading in records[top]]
    order = [column for column in columns_of(table) if column in change.columns()]
    fresh = [column for column in order if column not in headings]
    headings += fresh
    records[top] += fresh
    for record in records[top + 1 :]:
        record.extend([""] * (len(headings) - len(record) if record else 0))
    for number, values in change.typed.items():
        for column, value in values.items():
            if column in headings:
                records[number - 1][headings.index(column)] = as_text(value)
    remaining = [record for number, record in enumerate(records, 1) if number not in change.cleared]
    remaining += [[as_text(row.get(heading)) for heading in headings] for row in change.added]
    lines = io.StringIO(newline="")
    csv.writer(lines, delimiter=separator, lineterminator=ends).writerows(remaining)
    return lines.getvalue().encode(encoding)


def _across(columns: dict[str, list[str]], ordered: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(columns[column] for column in ordered), strict=True)
