"""A copy of a map in which what is certain is put right: spellings, never what anything says.

Codes and words of a list are spelled as listed, names as the record itself is, blanks are
single, and several values in a cell are parted by ``;``.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, get_args, get_origin

from reachmap.errors import InvalidMap, Issue, UnreadableFile, quoted
from reachmap.io.forms import format_of
from reachmap.io.tables.cells import parser_of
from reachmap.io.tables.collector import Reading, collect
from reachmap.io.tables.edits import Edits, Parts
from reachmap.io.tables.headings import CONTACT_FIELDS, CONTACTS, field_at
from reachmap.io.tables.problems import CellError
from reachmap.io.tables.references import References
from reachmap.io.tables.several import bare, is_many, parts_of, separators_of
from reachmap.io.tables.sheets import Sheet
from reachmap.model.fields import FieldClass, Record, Ref, field_class, reference
from reachmap.model.nodes import Group, Organisation
from reachmap.model.tables import TABLES

NAMED_IN_CONTACTS = {
    "organisation": Ref((Organisation.kind,)),
    "group": Ref((Group.kind,)),
}
"""Columns of the contacts that name records."""


@dataclass(frozen=True, slots=True)
class Mended:
    """The files of a mended copy, and what was put right, cell by cell."""

    parts: Parts
    cells: tuple[Issue, ...]


def mended(source: str | os.PathLike[str]) -> Mended:
    """Return the files of a copy in which the cells that are certain are put right.

    The copy is read again: it gives the same map but for blanks in names, and no further problem.
    """
    path, file_format = Path(source), format_of(source)
    try:
        parts = file_format.fetch(path)
    except OSError as error:
        message = f"cannot read {path}: {error.strerror}"
        raise UnreadableFile(message) from error
    sheets = {sheet.table: sheet for sheet in file_format.read(parts, path).sheets}
    references = References(sheets)
    edits: dict[str, Edits] = {}
    cells: list[Issue] = []
    for table in [table for table in sheets if table in TABLES or table == CONTACTS]:
        for row, column, raw, fresh in _changes(sheets[table], references):
            edits.setdefault(table, Edits()).typed.setdefault(row, {})[column] = fresh
            message, remedy = f"is now {quoted(fresh)}", "Nothing to do"
            issue = sheets[table].issue(message, remedy, row=row, column=column, value=raw)
            cells.append(issue)
    fresh_parts = parts | (file_format.edit(parts, edits, path) if edits else {})
    if edits:
        look = partial(_look, lambda each: collect(file_format.read(each, path), source=path.name))
        if look(parts) != look(fresh_parts):
            message = f"{path} is laid out in a way that no copy of it can be mended"
            raise UnreadableFile(message)
    return Mended(fresh_parts, tuple(cells))


def _look(read: Callable[[Parts], Reading], parts: Parts) -> tuple[int, object]:
    """Return how many problems a map has, and the ids and sizes of one that has none."""
    try:
        town = read(parts).stakeholders
    except InvalidMap as error:
        return sum(1 + issue.more for issue in error.issues), None
    links = [link.key for link in town.links]
    return 0, (town.sizes(), [node.id for node in town.nodes()], links)


def _changes(sheet: Sheet, references: References) -> Iterator[tuple[int, str, str, str]]:
    """Yield row, column, text and mended text of every cell that is put right."""
    for column, cells in sheet.columns.items():
        mend = _mender(sheet.table, column, references)
        if mend is None:
            continue
        known: dict[str, str] = {}
        for row, raw in zip(sheet.rows, cells, strict=True):
            if isinstance(raw, str) and raw.strip():
                fresh = known.get(raw) or known.setdefault(raw, mend(raw))
                if fresh != raw:
                    yield row, column, raw, fresh


def _mender(table: str, column: str, references: References) -> Callable[[str], str] | None:
    """Return what mends the text of a column; None where it holds other things than names."""
    try:
        field = field_at(table, column)
    except KeyError:
        return None
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
