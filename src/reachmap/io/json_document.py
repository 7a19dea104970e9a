"""A map as one JSON document."""

import json
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from reachmap.errors import Issue, UnreadableFile, quoted
from reachmap.io.tables.edits import Edits, Parts, Row
from reachmap.io.tables.encodings import encoding_of
from reachmap.io.tables.headings import (
    STAMP,
    spellings_of_tables,
    unknown_table,
)
from reachmap.io.tables.names import table_named
from reachmap.io.tables.objects import headings_of, lay_out_objects, listed_as_own
from reachmap.io.tables.sheets import ParsedTables, Sheet, plainly
from reachmap.io.tables.texts import as_columns
from reachmap.io.whole_files import write_text
from reachmap.model.fields import from_pence
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import ONCE_IN_PENCE, STEP_COST
from reachmap.release.released import Released

FORMAT_KEY = "reachmap"
FORMAT_VERSION = 2
"""Version of the format; a document without one is of this version."""

_WHOLE = re.compile(r"([0-9]{1,30})(\.0)?", re.ASCII)
MAX_DIGITS = 30
"""Most digits of a whole number that is read."""


def read_document(parts: Parts, path: Path) -> ParsedTables:
    """Return the tables of a JSON document."""
    tables = ParsedTables()
    document = _document(parts[path.name], path, tables)
    known = spellings_of_tables()
    own = listed_as_own(document.get(_key_of("about", document)))
    for key, rows in document.items():
        if key in {FORMAT_KEY, STAMP}:
            continue
        table = table_named(key)
        if table is None:
            tables.strangers.append(key)
            tables.issues.append(unknown_table(key, file=path.name, known=known))
            continue
        if rows is None:
            continue
        is_one = table == "about" and not isinstance(rows, list)
        sheet = Sheet(table, path.name, {}, (), sheet=key)
        _take(tables, sheet, [rows] if is_one else rows, own)
    return tables


def _key_of(table: str, document: Mapping[str, Any]) -> str:
    """Return the key of a document under which a table is, or would be."""
    return next((key for key in document if table_named(key) == table), table)


def _document(raw: bytes, path: Path, tables: ParsedTables) -> dict[str, Any]:
    """Return a document in the present version of the format."""
    document = _parsed(raw, path, tables)
    if not isinstance(document, dict):
        message = f"{path} holds no map: a map is an object of tables"
        raise UnreadableFile(message)
    version = document.get(FORMAT_KEY, FORMAT_VERSION)
    if version not in (1, FORMAT_VERSION) or isinstance(version, bool):
        known = f"this version reads format {FORMAT_VERSION}"
        message = f"{path} is of format {plainly(version)}; {known}"
        raise UnreadableFile(message)
    return _without_pence(document) if version == 1 else document


def _without_pence(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document of the first version in the second, which has no sums in pence."""
    changed: dict[str, Any] = {}
    for table, columns in ONCE_IN_PENCE.items():
        rows = document.get(table)
        if isinstance(rows, list):
            changed[table] = [_in_currency(row, columns) for row in rows]
    rows = document.get("assumptions")
    if isinstance(rows, list):
        changed["assumptions"] = [
            _in_currency(row, ("value",))
            if isinstance(row, dict) and row.get("name") == STEP_COST
            else row
            for row in rows
        ]
    return document | changed | {FORMAT_KEY: FORMAT_VERSION}


def _in_currency(row: Any, columns: Sequence[str]) -> Any:  # noqa: ANN401  any value of a document
    """Return a row with whole pence under some columns made sums in the currency."""
    if not isinstance(row, dict):
        return row
    pence = {column: _WHOLE.fullmatch(str(row.get(column)).strip()) for column in columns}
    return row | {column: from_pence(int(match[1])) for column, match in pence.items() if match}


def _parsed(raw: bytes, path: Path, tables: ParsedTables) -> Any:  # noqa: ANN401  whatever the file holds
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        merged = dict(pairs)
        if len(merged) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            double = next(key for key, count in counts.items() if count > 1)
            message = f"the key {quoted(double)} is there twice in one object"
            tables.issues.append(Issue(message, "Keep one of them", file=path.name))
        return merged

    def refused(word: str) -> Any:  # noqa: ANN401  never returns
        message = f"{path} holds {word}, which is no number; write null or leave it out"
        raise UnreadableFile(message)

    def whole(digits: str) -> int:
        if len(digits) > MAX_DIGITS:
            message = f"{path} holds a whole number of {len(digits)} digits"
            raise UnreadableFile(message)
        return int(digits)

    try:
        text = raw.decode(encoding_of(raw))
        return json.loads(text, object_pairs_hook=once, parse_constant=refused, parse_int=whole)
    except UnicodeDecodeError as error:
        message = f"{path} is not in UTF-8 (byte {error.start})"
        raise UnreadableFile(message) from error
    except json.JSONDecodeError as error:
        message = f"{path} is no JSON: {error.msg} in line {error.lineno}, column {error.colno}"
        raise UnreadableFile(message) from error
    except RecursionError as error:
        message = f"{path} is nested too deeply to be a map"
        raise UnreadableFile(message) from error


def _take(
    tables: ParsedTables,
    sheet: Sheet,
    rows: Any,  # noqa: ANN401  as found
    own: Collection[str],
) -> None:
    if not isinstance(rows, list):
        tables.lost.add(sheet.table)
        message = f"{sheet.sheet} is not a list of rows"
        tables.issues.append(sheet.issue(message, "Write a list of objects"))
        return
    good: list[tuple[int, dict[str, Any]]] = []
    for number, row in enumerate(rows, start=1):
        if isinstance(row, dict):
            good.append((number, row))
        else:
            message, remedy = "a row is not an object of columns", "Write it as {...}"
            tables.issues.append(sheet.issue(message, remedy, row=number, value=row))
    lay_out_objects(sheet, good, tables, listed=own)
    tables.sheets.append(sheet)


def write_document(released: Released[StakeholderMap], target: Path, *, force: bool) -> None:
    """Write a released map as one JSON document."""
    write_text(target, document_text(released), force=force, private=released.private)


def document_text(released: Released[StakeholderMap]) -> str:
    """Return a released map as the text of a JSON document, one row per line."""
    tables: dict[str, Any] = {FORMAT_KEY: FORMAT_VERSION, STAMP: released.audience}
    for table, columns in as_columns(released.content).items():
        rows = [
            {n: v for n, v in zip(columns, cells, strict=True) if v is not None}
            for cells in zip(*columns.values(), strict=True)
        ]
        tables[table] = rows[0] if table == "about" else rows
    return _as_text(tables)


def edit_document(parts: Parts, edits: Mapping[str, Edits], path: Path) -> Parts:
    """Return a JSON document with rows changed; the others stay as they are."""
    document = _document(parts[path.name], path, ParsedTables())
    for table, change in edits.items():
        key = _key_of(table, document)
        rows: list[dict[str, Any]] = document.get(key, [])
        headings = headings_of(table, rows)
        typed = {name: heading for heading, name in headings.items()}
        for number, values in change.typed.items():
            row = rows[number - 1]
            unchanged = {h: value for h, value in row.items() if headings[h] not in values}
            rows[number - 1] = unchanged | _under(typed, values)
        rows = [row for number, row in enumerate(rows, 1) if number not in change.cleared]
        document[key] = [*rows, *(_under(typed, row) for row in change.added)]
    return {path.name: _as_text(document).encode()}


def _under(typed: Mapping[str, str], values: Row) -> dict[str, Any]:
    """Return the values of a row that are not blank, under the headings that a document has."""
    return {typed.get(name, name): value for name, value in values.items() if value is not None}


def _as_text(document: Mapping[str, Any]) -> str:
    """Return a document as text, one row per line."""
    lines = []
    for name, value in document.items():
        rows = isinstance(value, list) and value
        body = "[\n    " + ",\n    ".join(map(_line, value)) + "\n  ]" if rows else _line(value)
        lines.append(f"  {_line(name)}: {body}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _line(value: Any) -> str:  # noqa: ANN401  any value of a document
    return json.dumps(value, ensure_ascii=False, default=str, allow_nan=False)
