"""A copy of a map in which what is certain is put right: spellings, never what anything says.

Codes and words of a list are spelled as listed, names as the record itself is, blanks are
single, several values in a cell are parted by ``;``, and days that can be read in one way alone
stand year first.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple, get_args, get_origin

from reachmap.errors import InvalidMap, Issue, UnreadableFile, quoted
from reachmap.io.forms import FileFormat, format_of
from reachmap.io.tables.cells import DATE_ORDERS, parser_of
from reachmap.io.tables.collector import Reading, collect
from reachmap.io.tables.days import day_of
from reachmap.io.tables.edits import Edits, Parts
from reachmap.io.tables.headings import CONTACT_FIELDS, CONTACTS, STAMP, columns_of, field_at
from reachmap.io.tables.meant import date_order_of
from reachmap.io.tables.problems import CellError
from reachmap.io.tables.references import References
from reachmap.io.tables.several import bare, is_many, parts_of, separators_of
from reachmap.io.tables.sheets import ParsedTables, Sheet
from reachmap.model.fields import FieldClass, Record, Ref, field_class, reference
from reachmap.model.nodes import Group, Organisation
from reachmap.model.tables import TABLES

NAMED_IN_CONTACTS = {
    "organisation": Ref((Organisation.kind,)),
    "group": Ref((Group.kind,)),
}
"""Columns of the contacts that name records."""


_WHOLE_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")

MOST_BYTES = 5 * 10**6
"""Largest files that are looked through for what could be mended, where nobody asked for it."""


@dataclass(frozen=True, slots=True)
class Mended:
    """The files of a mended copy, what was put right, cell by cell, and how much is still to do."""

    parts: Parts
    cells: tuple[Issue, ...]
    remaining: int = 0


class Change(NamedTuple):
    """A cell that is put right: where it is, and its text before and after."""

    sheet: Sheet
    row: int
    column: str
    raw: str
    fresh: str


def mended(source: str | os.PathLike[str]) -> Mended:
    """Return the files of a copy in which the cells that are certain are put right.

    The copy is read again: nothing else is changed, and a map that is in order stays the same
    but for blanks in names.
    """
    path, file_format = Path(source), format_of(source)
    parts = _fetched(path, file_format)
    before = _read(file_format, parts, path)
    changes = [*_changes(file_format.read(parts, path).sheets, before)]
    if not changes:
        return Mended(parts, (), _count(before))
    edits: dict[str, Edits] = {}
    for change in changes:
        of_table = edits.setdefault(change.sheet.table, Edits())
        of_table.typed.setdefault(change.row, {})[change.column] = change.fresh
    fresh = parts | file_format.edit(parts, edits, path)
    after = _read(file_format, fresh, path)
    as_meant = _cells(file_format.read(parts, path), changes) == _cells(
        file_format.read(fresh, path)
    )
    if not as_meant or (isinstance(before, Reading) and _look(before) != _look(after)):
        message = f"{path} is laid out in a way that no copy of it can be mended"
        raise UnreadableFile(message)
    return Mended(fresh, tuple(map(_issue_of, changes)), _count(after))


def mendable(source: str | os.PathLike[str], faults: InvalidMap) -> int:
    """Return how many cells of a map with faults a mended copy would have put right.

    0 where it is very large.
    """
    path, file_format = Path(source), format_of(source)
    parts = _fetched(path, file_format)
    if sum(map(len, parts.values())) > MOST_BYTES:
        return 0
    return sum(1 for _ in _changes(file_format.read(parts, path).sheets, faults))


def _fetched(path: Path, file_format: FileFormat) -> Parts:
    try:
        return file_format.fetch(path)
    except OSError as error:
        message = f"cannot read {path}: {error.strerror}"
        raise UnreadableFile(message) from error


def _read(file_format: FileFormat, parts: Parts, path: Path) -> Reading | InvalidMap:
    try:
        return collect(file_format.read(parts, path), source=path.name)
    except InvalidMap as error:
        return error


def _count(read: Reading | InvalidMap) -> int:
    """Return how many things are to mend."""
    return 0 if isinstance(read, Reading) else sum(1 + issue.more for issue in read.issues)


def _look(read: Reading | InvalidMap) -> object:
    """Return the ids and sizes of a map that is in order."""
    if not isinstance(read, Reading):
        return None
    town = read.stakeholders
    return town.sizes(), [node.id for node in town.nodes()], [link.key for link in town.links]


def _cells(parsed: ParsedTables, changes: Iterable[Change] = ()) -> object:
    """Return all cells of the tables by table, column and row, with some changed."""
    tables = {
        sheet.table: {
            column: dict(zip(sheet.rows, cells, strict=True))
            for column, cells in sheet.columns.items()
        }
        for sheet in parsed.sheets
    }
    for change in changes:
        tables[change.sheet.table][change.column][change.row] = change.fresh
    return tables


def _issue_of(change: Change) -> Issue:
    message, remedy = f"is now {quoted(change.fresh)}", "Nothing to do"
    return change.sheet.issue(
        message, remedy, row=change.row, column=change.column, value=change.raw
    )


def _changes(sheets: Iterable[Sheet], read: Reading | InvalidMap) -> Iterator[Change]:
    """Yield every cell that is put right: not one that is refused whatever its spelling."""
    tables = {sheet.table: sheet for sheet in sheets}
    about = tables.get("about")
    order = date_order_of(about) if about and len(about.rows) else None
    references = References(tables, date_order=order)
    refused = {
        (issue.sheet or issue.file, row, issue.column)
        for issue in ([] if isinstance(read, Reading) else read.issues)
        for row in (issue.row, *issue.rows)
    }
    for table, sheet in tables.items():
        for column in sheet.columns if table in TABLES or table == CONTACTS else ():
            mend, is_day = _mender(table, column, references, order), _is_of_days(table, column)
            if mend is None:
                continue
            heading = sheet.typed.get(column, column)
            known: dict[str, str] = {}
            for row, raw in zip(sheet.rows, sheet.columns[column], strict=True):
                if not isinstance(raw, str) or not raw.strip():
                    continue
                fresh = known.get(raw) or known.setdefault(raw, mend(raw))
                bad = (sheet.sheet or sheet.file, row, heading) in refused
                if fresh != raw and (is_day or not bad):
                    yield Change(sheet, row, column, raw, fresh)


def _is_of_days(table: str, column: str) -> bool:
    known = column in columns_of(table) and column != STAMP
    return known and bare(field_at(table, column).annotation) is date


def _only_day(order: str | None, text: str) -> str:
    """Return a day that can be read in one way, with a year of four figures, year first."""
    days = set()
    for each in (order, *sorted(DATE_ORDERS)):
        try:
            days.add(day_of(text, each))
        except CellError:
            continue
        if each == order:
            return text  # it is read as it is
    return str(*days) if len(days) == 1 and _WHOLE_YEAR.search(text) else text


def _mender(
    table: str, column: str, references: References, order: str | None
) -> Callable[[str], str] | None:
    """Return what mends the text of a column; None where it holds other than names and days."""
    try:
        field = field_at(table, column)
    except KeyError:
        return None
    if bare(field.annotation) is date:
        return partial(_only_day, order)
    if field_class(field) is FieldClass.FREE_TEXT:
        return None
    ref = reference(field)
    if table == CONTACTS:
        record, name = CONTACT_FIELDS[column]
        ref = NAMED_IN_CONTACTS.get(column)
    else:
        record = TABLES[table].record
        name = next(n for n, each in record.model_fields.items() if (each.alias or n) == column)
    shape = bare(field.annotation)
    inner = bare(get_args(shape)[0]) if is_many(shape) else shape
    if get_origin(inner) is not Literal and inner is not str:
        return None
    words = get_origin(inner) is Literal
    one = partial(_of_words, record, name) if words else partial(_of_names, references, ref)
    if not is_many(shape):
        return one
    separators = separators_of(record, name)

    def parts(raw: str) -> list[str]:
        listed = [str(part) for part in parts_of(raw, separators)]
        if ref is None:
            return listed
        return [name for part in listed for name in references.parted(part.strip(), ref)]

    return lambda raw: _joined(raw, [one(part) for part in parts(raw)])


def _joined(raw: str, parts: list[str]) -> str:
    """Return several values as one text, or the text as it is where one of them is not known."""
    return ";".join(parts) if all(parts) else raw


def _of_words(record: type[Record], name: str, text: str) -> str:
    """Return a word of a list as it is listed."""
    try:
        value = parser_of(record, name, date_order=None)(text)
    except CellError:
        return text
    return value[0] if isinstance(value, tuple) else str(value)


def _of_names(references: References, ref: Ref | None, text: str) -> str:
    """Return a name with single blanks; where it names a record, as the record has it."""
    plain = " ".join(text.split())
    return plain if ref is None else references.spelled(plain, ref)
