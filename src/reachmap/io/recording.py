"""Rows written into a file that people keep, and a voice taken out of it, in one step.

The map is checked with the change, the change is made in the file as it stands, and what
comes of it is read again; only then does it take the place of the old file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reachmap.errors import InputError, InvalidMap, StoreConflict, UnreadableFile
from reachmap.io.csv_folder import OURS
from reachmap.io.forms import FileFormat, format_of
from reachmap.io.tables.cells import is_blank
from reachmap.io.tables.collector import Reading, collect
from reachmap.io.tables.edits import Edits, Parts, row_of
from reachmap.io.tables.headings import CONTACT_FIELDS, CONTACTS, fields_of
from reachmap.io.tables.rows import Place
from reachmap.io.whole_files import (
    existing_path,
    one_at_a_time,
    refuse_open,
    write_bytes,
    write_folder,
)
from reachmap.model.additions import traces_of, with_additions, without_voice
from reachmap.model.columns import Columns, values_of
from reachmap.model.content import Content
from reachmap.model.fields import reference
from reachmap.model.nodes import Node
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import NODE_TABLES, TABLES

MADE_BY_NAME = frozenset({"about", CONTACTS})
"""Tables that make organisations and groups which other rows may call by name."""


def record(source: str | os.PathLike[str], changes: Mapping[str, Columns]) -> StakeholderMap:
    """Write rows into a file or folder that holds a map; all else in it stays as it is."""
    format_of(source)
    with one_at_a_time(Path(source)):
        held = _Held(source)
        wanted = with_additions(held.reading.stakeholders, changes)
        held.put(_edits_of(held.reading, changes), wanted)
    return wanted


def forget(source: str | os.PathLike[str], voice: str) -> int:
    """Take a voice and every row that names it out of a file or folder that holds a map."""
    format_of(source)
    with one_at_a_time(Path(source)):
        held = _Held(source)
        wanted = without_voice(held.reading.stakeholders, voice)
        rows = held.reading.rows
        content = Content(**rows.tables)
        edits: dict[str, Edits] = {}
        for table, places in traces_of(content, voice).items():
            for position in places:
                sheet, row = _where(rows.places[table][position])
                edits.setdefault(sheet, Edits()).cleared.add(row)
        held.put(edits, wanted)
    return sum(len(edit.cleared) for edit in edits.values())


class _Held:
    """A map as it stands in a file or folder."""

    def __init__(self, source: str | os.PathLike[str]) -> None:
        self._path = Path(source)
        refuse_open(self._path)
        self._form: FileFormat = format_of(source)
        self._parts = self._fetched()
        self.reading = self._read(self._parts)

    def _fetched(self) -> Parts:
        try:
            return self._form.fetch(self._path)
        except OSError as error:
            message = f"cannot read {self._path}: {error.strerror or error}"
            raise UnreadableFile(message) from error

    def _read(self, parts: Parts) -> Reading:
        return collect(self._form.read(parts, self._path), source=self._path.name)

    def put(self, edits: Mapping[str, Edits], wanted: StakeholderMap) -> None:
        """Write changes, once it is sure that they give the map that is wanted."""
        changed = self._form.edit(self._parts, edits, self._path)
        try:
            given = self._read(self._parts | changed).stakeholders
        except (InvalidMap, UnreadableFile) as error:
            raise UnreadableFile(self._no_way()) from error
        if given != wanted:
            raise UnreadableFile(self._no_way())
        if self._fetched() != self._parts:
            message = (
                f"somebody else changed {self._path} meanwhile, so nothing was written; try again"
            )
            raise StoreConflict(message)
        self._write(changed)

    def _no_way(self) -> str:
        return (
            f"{self._path} is laid out in a way that this cannot be written into, and it was left "
            "as it was; type it in by hand, or copy the map into a new file with reachmap copy"
        )

    def _write(self, changed: Parts) -> None:
        if self._path.name in changed:
            write_bytes(self._path, changed[self._path.name], force=True)
        elif len(changed) > 1:
            others = {
                file.name: file.read_bytes()
                for file in existing_path(self._path).iterdir()
                if file.is_file() and file.name not in self._parts
            }
            ours = OURS | others.keys() | self._parts.keys()
            write_folder(self._path, others | self._parts | changed, ours=ours, force=True)
        else:
            for name, raw in changed.items():
                write_bytes(existing_path(self._path) / name, raw, force=True)


def _where(place: Place) -> tuple[str, int]:
    """Return the table and row, as a spreadsheet counts it, that a place is."""
    return place.sheet.table, place.sheet.rows[place.position]


def _edits_of(reading: Reading, changes: Mapping[str, Columns]) -> dict[str, Edits]:
    """Return what is to change in a file."""
    edits: dict[str, Edits] = {}
    told = dict(_told_links(reading))
    spelled = _Spelled(reading)
    for table, columns in changes.items():
        clean = values_of(table, columns)
        for cells in zip(*clean.values(), strict=True):
            values = dict(zip(clean, cells, strict=True))
            key = tuple(values[name] or "" for name in TABLES[table].key)
            if table == "links" and key in told:
                _retype(reading, told[key], values, edits)
            else:
                row = spelled.row(table, row_of(table, values))
                edits.setdefault(table, Edits(like=_last(reading, table))).added.append(row)
    return edits


def _told_links(reading: Reading) -> Iterator[tuple[tuple[str, ...], list[Place]]]:
    """Yield the key of every link with the places of the rows that tell of it."""
    rows = reading.rows
    for link, place in zip(rows.tables.get("links", ()), rows.places.get("links", ()), strict=True):
        yield link.key, [place, *rows.told_again.get(link.key, ())]


def _last(reading: Reading, table: str) -> int | None:
    """Return the last row of a table, for new ones to look like it."""
    rows = [
        place.sheet.rows
        for place in reading.rows.places.get(table, ())
        if place.sheet.table == table
    ][-1:]
    return rows[0][-1] if rows else None


def _retype(
    reading: Reading, places: list[Place], values: Mapping[str, Any], edits: dict[str, Edits]
) -> None:
    """Note what changes in the rows that tell of a link."""
    before = row_of("links", _values_of_link(reading, values))
    after = row_of("links", values)
    fresh = {
        name: after.get(name) for name in {*before, *after} if before.get(name) != after.get(name)
    }
    for place in places:
        table, row = _where(place)
        unfit = [name for name in fresh if table == CONTACTS and name not in CONTACT_FIELDS]
        if unfit:
            message = (
                f"row {row} of {table} tells of this relationship, and that table has no column "
                f"{unfit[0]}; move the relationship to the table links"
            )
            raise InputError(message)
        if fresh:
            edits.setdefault(table, Edits(like=_last(reading, table))).typed[row] = dict(fresh)


def _values_of_link(reading: Reading, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the link on the map that has the key of another."""
    record, names = TABLES["links"].record, TABLES["links"].key
    key = tuple(values[name] or "" for name in names)
    link = next(each for each in reading.stakeholders.links if each.key == key)
    return {name: getattr(link, name) for name in record.model_fields}


class _Spelled:
    """How a file calls the nodes of a map: by name, where it gives no ids."""

    def __init__(self, reading: Reading) -> None:
        self._nodes: dict[str, Node] = {node.id: node for node in reading.stakeholders.nodes()}
        self._names: dict[str, int] = {}
        for node in self._nodes.values():
            name = node.name.casefold()
            self._names[name] = self._names.get(name, 0) + 1
        self._bare = set(_without_id(reading))

    def row(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """Return a row with every node called as the file does."""
        record = TABLES[table].record
        fields = fields_of(record)
        return {
            column: self._called(value) if reference(record.model_fields[fields[column]]) else value
            for column, value in row.items()
        }

    def _called(self, id_: str) -> str:
        node = self._nodes[id_]
        name = node.name
        clear = self._names[name.casefold()] == 1 and name not in self._nodes
        return name if id_ in self._bare and clear else id_


def _without_id(reading: Reading) -> Iterator[str]:
    """Yield the ids that were made from a name, as their row gives none."""
    for kind, table in NODE_TABLES.items():
        nodes = reading.rows.tables.get(table, ())
        for node, place in zip(nodes, reading.rows.places.get(table, ()), strict=True):
            cells = place.sheet.columns.get("id")
            named = place.sheet.table == table or (
                place.sheet.table in MADE_BY_NAME and kind in {"organisation", "group"}
            )
            if named and (cells is None or is_blank(cells[place.position])):
                yield node.id
