"""The rows read so far, where each came from, and what they lack."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from reachmap.io.tables.cells import is_blank
from reachmap.io.tables.sheets import Sheet
from reachmap.model.about import About
from reachmap.model.fields import Record, column_name, reference
from reachmap.model.nodes import Node, Organisation
from reachmap.model.summing import Issues
from reachmap.model.tables import NODE_TABLES, TABLES, VOCABULARY_TABLES
from reachmap.model.texts import folded, slug

AsFree = Callable[[str, str], str]
"""Gives the id that a record of a kind gets, from the one that its name makes."""


class Location(NamedTuple):
    """Where a row came from: its sheet, and its position there."""

    sheet: Sheet
    position: int


@dataclass(slots=True)
class Rows:
    """The rows read so far."""

    tables: dict[str, Any] = field(default_factory=dict)
    """Records or a ledger by table."""

    locations: dict[str, list[Location]] = field(default_factory=dict)
    """Where each row of a table came from, in the same order."""

    also: dict[str, set[str]] = field(default_factory=dict)
    """Ids by kind of rows that were left out for a fault."""

    repeats: dict[tuple[str, ...], list[Location]] = field(default_factory=dict)
    """Further rows that give a link of an earlier row of the same sheet, by its key."""

    issues: Issues = field(default_factory=Issues)
    """Problems of rows."""

    def add(self, table: str, record: Record, location: Location) -> None:
        """Add a record to a table."""
        self.tables.setdefault(table, []).append(record)
        self.locations.setdefault(table, []).append(location)

    def repeating(self, sheet: Sheet) -> set[int]:
        """Return the positions of rows of a sheet that give nothing but links of earlier rows."""
        again = (at for places in self.repeats.values() for at in places)
        first = {at.position for at in self.locations.get("links", ()) if at.sheet is sheet}
        return {at.position for at in again if at.sheet is sheet} - first

    def blanks(self, sheet: Sheet, record: type[Record], name: str, values: list[Any]) -> set[int]:
        """Note every row that leaves a required cell blank; return their positions."""
        column = column_name(name, record.model_fields[name])
        cells = sheet.columns.get(column, ())
        empty = [position for position, value in enumerate(values) if value is None]
        blank = {position for position in empty if is_blank(cells[position])}
        for position in sorted(blank):
            message, remedy = "is blank", f"Each row of {sheet.table} needs it"
            self.issues.append(sheet.issue(message, remedy, position=position, column=column))
        return blank

    def has_columns(self, record: type[Record], columns: Mapping[str, list[Any]]) -> bool:
        """Return whether every required column is there."""
        needed = _required(record)
        return all(name in columns for name in needed)

    def with_names(
        self, record: type[Record], given: Mapping[str, Any], as_free: AsFree
    ) -> dict[str, Any]:
        """Return the values of a row, with a blank id or name of a node filled in."""
        values = dict(given)
        if issubclass(record, Node):
            if "id" not in values and "name" in values:
                values["id"] = as_free(record.kind, made_id(values))
            elif "name" not in values and "id" in values:
                values["name"] = values["id"]
        return values

    def is_incomplete(
        self, sheet: Sheet, record: type[Record], position: int, values: Mapping[str, Any]
    ) -> bool:
        """Return whether a row lacks a required value; note it where the column exists."""
        blank = [name for name in _required(record) if name not in values]
        if not blank:
            return False
        columns = [column_name(name, record.model_fields[name]) for name in blank]
        there = [column for column in columns if column in sheet.columns]
        empty = [column for column in there if is_blank(sheet.columns[column][position])]
        if issubclass(record, Node):  # one of id and name is enough
            empty = empty[:1] if empty == there else []
        for column in empty:
            remedy = f"Each row of {sheet.table} needs it"
            self.issues.append(sheet.issue("is blank", remedy, position=position, column=column))
        return True

    def leave_out(self, sheet: Sheet, position: int, values: Mapping[str, Any]) -> None:
        """Remember the id of a row left out, so that a reference to it is no further fault."""
        kind = next((kind for kind, table in NODE_TABLES.items() if table == sheet.table), None)
        if kind is None:
            kind = next((k for k, table in VOCABULARY_TABLES.items() if table == sheet.table), None)
        id_ = values.get("id") or values.get("code")
        if kind and id_:
            self.also.setdefault(kind, set()).add(id_)
        raw = sheet.columns.get("team", ())
        if kind == "organisation" and position < len(raw) and raw[position]:
            self.also.setdefault("team", set()).add(id_ or "")


def whole_columns(
    record: type[Record], columns: Mapping[str, list[Any]], length: int
) -> dict[str, list[Any]] | None:
    """Return a column of values for each field; None where a row lacks a value that it needs."""
    if any(name not in columns or None in columns[name] for name in _required(record)):
        return None
    whole: dict[str, list[Any]] = {}
    for name, spec in record.model_fields.items():
        default = spec.default
        values = columns.get(name)
        if values is None:
            values = [default] * length
        elif not spec.is_required() and default is not None:
            values = [default if value is None else value for value in values]
        whole[name] = values
    return whole


TELLING = frozenset({"id", "name", "date", "team"})
"""Fields of nodes that say who or what a row is, beside its key."""


def spoils_row(table: str, name: str) -> bool:
    """Return whether a bad cell of a field spoils its row for all other checks.

    Else the cell counts as blank, so that whatever else is wrong is said at once.
    """
    known, field = TABLES[table], TABLES[table].record.model_fields[name]
    tells = name in TELLING or name in known.key or reference(field) is not None
    return known.ledger or tells or field.is_required()


@cache
def _required(record: type[Record]) -> tuple[str, ...]:
    """Return the fields that each record needs."""
    return tuple(name for name, spec in record.model_fields.items() if spec.is_required())


def made_id(values: Mapping[str, Any]) -> str:
    """Return an id made from a name, an activity's from date and name."""
    day = values.get("date")
    name = slug(str(values["name"])) or "unnamed"
    return f"{day}-{name}" if day else name


def named_team(about: About, rows: Rows, location: Location | None, as_free: AsFree) -> About:
    """Add or mark the team that about names, where no organisation is marked as one."""
    if about.team is None or location is None:
        return about
    bodies: list[Organisation] = rows.tables.get("organisations", [])
    wanted = folded(about.team)
    matches = [n for n, body in enumerate(bodies) if about.team == body.id]
    matches = matches or [n for n, body in enumerate(bodies) if folded(body.name) == wanted]
    if len(matches) == 1:
        body = bodies[matches[0]]
        if not any(each.team for each in bodies):
            bodies[matches[0]] = body.model_copy(update={"team": True})
        return about.model_copy(update={"team": body.id})
    if matches or any(body.team for body in bodies):
        return about
    id_ = as_free("organisation", slug(about.team) or "team")
    made = Organisation(id=id_, name=about.team, team=True)
    rows.add("organisations", made, location)
    return about.model_copy(update={"team": made.id})


def ids_of(rows: Rows) -> set[str]:
    """Return the ids of all nodes read so far."""
    return {node.id for table in NODE_TABLES.values() for node in rows.tables.get(table, ())}


class FreeIds:
    """Ids that are not taken yet."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._numbers: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """Return an id that is now taken: the wanted one, or it with a number."""
        free, number = wanted, self._numbers.get(wanted, 1)
        while free in self._taken:
            number += 1
            free = f"{wanted}-{number}"
        self._numbers[wanted] = number
        self._taken.add(free)
        return free
