"""Rows written into an existing file, and a voice taken out of it, in one step.

The map is checked with the change, the change is made in the bytes of the file, and the
result is read again; only then does it replace the old file.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from reachmap.errors import InputError, InvalidMap, StoreConflict, UnreadableFile
from reachmap.io.additions import read_changes
from reachmap.io.forms import FileFormat, format_of
from reachmap.io.growing import with_rows
from reachmap.io.locks import one_at_a_time, refuse_open
from reachmap.io.mentions import Forgotten, Mentions
from reachmap.io.tables.cells import is_blank
from reachmap.io.tables.collector import Reading, collect
from reachmap.io.tables.edits import Edits, Parts, row_of
from reachmap.io.tables.headings import CONTACT_FIELDS, CONTACTS, columns_of, fields_of
from reachmap.io.tables.rows import Location
from reachmap.io.whole_files import existing_path, rewrite_file, rewrite_folder
from reachmap.model.additions import (
    Addition,
    columns_by_table,
    traces_of,
    with_additions,
    with_ids,
    without_voice,
)
from reachmap.model.columns import Columns, values_of
from reachmap.model.content import Content
from reachmap.model.fields import Record, reference
from reachmap.model.nodes import Node
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import NODE_TABLES, TABLES
from reachmap.model.texts import folded

MADE_BY_NAME = frozenset({"about", CONTACTS})
"""Tables that make organisations and groups which other rows may name."""


def record(
    source: str | os.PathLike[str], rows: Iterable[Addition | Mapping[str, Any]]
) -> StakeholderMap:
    """Write rows into a file or folder that holds a map; the rest of it stays as it is."""
    format_of(source)
    with one_at_a_time(Path(os.path.realpath(source))):
        file = _MapFile(source)
        town = file.reading.stakeholders
        changes = with_ids(town, read_changes(rows, lambda: town.about))
        wanted = with_additions(town, changes)
        file.write(_edits_of(file.reading, changes), wanted)
    return wanted


def plan_ahead(
    source: str | os.PathLike[str], make: Callable[[StakeholderMap], Mapping[str, Sequence[Record]]]
) -> StakeholderMap:
    """Write planned activities and asks into a file or folder; the rest of it stays as it is."""
    format_of(source)
    with one_at_a_time(Path(os.path.realpath(source))):
        file = _MapFile(source)
        town = file.reading.stakeholders
        tables = make(town)
        wanted = with_rows(town, tables)
        file.write(_edits_of(file.reading, columns_by_table(tables)), wanted)
    return wanted


def forget(source: str | os.PathLike[str], voice: str) -> Forgotten:
    """Remove a voice, and every row that names it, from a file or folder that holds a map."""
    format_of(source)
    path = Path(os.path.realpath(source))
    with one_at_a_time(path):
        file = _MapFile(source)
        wanted = without_voice(file.reading.stakeholders, voice)
        rows = file.reading.rows
        content = Content(**rows.tables)
        names = _names_of(file.reading.stakeholders, voice)
        edits: dict[str, Edits] = {}
        for table, positions in traces_of(content, voice).items():
            for position in positions:
                sheet, row = _where(rows.locations[table][position])
                edits.setdefault(sheet, Edits(names=names)).cleared.add(row)
        search = Mentions(names)
        linked = search.linked(path)
        file.write(edits, wanted)
        remaining = (*linked, *search.inside(path), *search.around(path))
    return Forgotten(sum(len(edit.cleared) for edit in edits.values()), remaining)


def _names_of(stakeholders: StakeholderMap, voice: str) -> frozenset[str]:
    """Return what a voice is called by, and nothing else on the map is."""
    names: dict[bool, set[str]] = {True: set(), False: set()}
    for node in stakeholders.nodes():
        names[node.id == voice].update((node.id, node.name))
    return frozenset(names[True] - names[False])


class _MapFile:
    """A file or folder that holds a map, and what was read from it."""

    def __init__(self, source: str | os.PathLike[str]) -> None:
        self._path = Path(source)
        refuse_open(self._path)
        self._format: FileFormat = format_of(source)
        self._parts = self._fetched()
        self.reading = self._read(self._parts)

    def _fetched(self) -> Parts:
        try:
            return self._format.fetch(self._path)
        except OSError as error:
            message = f"cannot read {self._path}: {error.strerror or error}"
            raise UnreadableFile(message) from error

    def _read(self, parts: Parts) -> Reading:
        return collect(self._format.read(parts, self._path), source=self._path.name)

    def write(self, edits: Mapping[str, Edits], wanted: StakeholderMap) -> None:
        """Write changes, once it is certain that they give the wanted map."""
        changed = self._format.edit(self._parts, edits, self._path)
        try:
            result = self._read(self._parts | changed).stakeholders
        except (InvalidMap, UnreadableFile) as error:
            raise UnreadableFile(self._refusal()) from error
        if result != wanted:
            raise UnreadableFile(self._refusal())
        if self._fetched() != self._parts:
            message = (
                f"another program changed {self._path} meanwhile, so nothing was written; try again"
            )
            raise StoreConflict(message)
        self._replace(changed)

    def _refusal(self) -> str:
        return (
            f"{self._path} is laid out in a way that this cannot be written into, and it was left "
            "as it was; type it in by hand, or copy the map into a new file with reachmap copy"
        )

    def _replace(self, changed: Parts) -> None:
        if self._path.name in changed:
            rewrite_file(self._path, changed[self._path.name])
        elif len(changed) > 1:
            others = {
                file.name: file.read_bytes()
                for file in existing_path(self._path).iterdir()
                if file.is_file() and file.name not in self._parts
            }
            rewrite_folder(self._path, others | self._parts | changed)
        else:
            for name, raw in changed.items():
                rewrite_file(existing_path(self._path) / name, raw)


def _where(location: Location) -> tuple[str, int]:
    """Return the table and the row, as a spreadsheet counts it, of a location."""
    return location.sheet.table, location.sheet.rows[location.position]


def _edits_of(reading: Reading, changes: Mapping[str, Columns]) -> dict[str, Edits]:
    """Return the edits of each table of a file."""
    edits: dict[str, Edits] = {}
    known = dict(_links_with_locations(reading))
    spelling = _Spelling(reading)
    for table, columns in changes.items():
        clean = values_of(table, columns)
        for cells in zip(*clean.values(), strict=True):
            values = dict(zip(clean, cells, strict=True))
            key = tuple(values[name] or "" for name in TABLES[table].key)
            if table == "links" and key in known:
                _retype(reading, known[key], values, edits)
            else:
                row = spelling.row(table, row_of(table, values))
                edits.setdefault(table, Edits(like=_last(reading, table))).added.append(row)
    return edits


def _links_with_locations(reading: Reading) -> Iterator[tuple[tuple[str, ...], list[Location]]]:
    """Yield the key of every link with the locations of the rows that give it."""
    rows = reading.rows
    links, locations = rows.tables.get("links", ()), rows.locations.get("links", ())
    for link, location in zip(links, locations, strict=True):
        yield link.key, [location, *rows.repeats.get(link.key, ())]


def _last(reading: Reading, table: str) -> int | None:
    """Return the last row of a table, whose look new rows take."""
    rows = [
        location.sheet.rows
        for location in reading.rows.locations.get(table, ())
        if location.sheet.table == table
    ][-1:]
    return rows[0][-1] if rows else None


def _retype(
    reading: Reading, locations: list[Location], values: Mapping[str, Any], edits: dict[str, Edits]
) -> None:
    """Note what changes in the rows that give a link."""
    before = row_of("links", _values_of_link(reading, values))
    after = row_of("links", values)
    fresh = {
        name: after.get(name) for name in {*before, *after} if before.get(name) != after.get(name)
    }
    for location in locations:
        table, row = _where(location)
        beyond = columns_of("links") if table == CONTACTS else ()
        unfit = [name for name in fresh if name in beyond and name not in CONTACT_FIELDS]
        if unfit:
            message = (
                f"row {row} of {table} gives this relationship, and that table has no column "
                f"{unfit[0]}; move the relationship to the table links"
            )
            raise InputError(message)
        if fresh:
            edits.setdefault(table, Edits(like=_last(reading, table))).typed[row] = dict(fresh)


def _values_of_link(reading: Reading, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the link of the map with the same key."""
    record, names = TABLES["links"].record, TABLES["links"].key
    key = tuple(values[name] or "" for name in names)
    link = next(each for each in reading.stakeholders.links if each.key == key)
    return {name: getattr(link, name) for name in record.model_fields}


class _Spelling:
    """How a file refers to nodes: by name, where it gives no ids."""

    def __init__(self, reading: Reading) -> None:
        self._nodes: dict[str, Node] = {node.id: node for node in reading.stakeholders.nodes()}
        self._names: dict[str, int] = {}
        for node in self._nodes.values():
            name = folded(node.name)
            self._names[name] = self._names.get(name, 0) + 1
        self._bare = set(_without_id(reading))

    def row(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """Return a row that refers to nodes as the file does."""
        record = TABLES[table].record
        fields = fields_of(record)
        return {
            column: self._reference(value)
            if column in fields and reference(record.model_fields[fields[column]])
            else value
            for column, value in row.items()
        }

    def _reference(self, id_: str) -> str:
        node = self._nodes.get(id_)
        if node is None:  # of a vocabulary, or new
            return id_
        name = node.name
        unambiguous = self._names[folded(name)] == 1 and name not in self._nodes
        return name if id_ in self._bare and unambiguous else id_


def _without_id(reading: Reading) -> Iterator[str]:
    """Yield the ids that were made from a name because their row gives none."""
    for kind, table in NODE_TABLES.items():
        nodes = reading.rows.tables.get(table, ())
        for node, location in zip(nodes, reading.rows.locations.get(table, ()), strict=True):
            cells = location.sheet.columns.get("id")
            named = location.sheet.table == table or (
                location.sheet.table in MADE_BY_NAME and kind in {"organisation", "group"}
            )
            if named and (cells is None or is_blank(cells[location.position])):
                yield node.id
