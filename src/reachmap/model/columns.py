"""A map as columns of plain values by field, as stores keep it, and back, checked.

Values are text, whole numbers, numbers, True and False, days, tuples of text, and None. Each
different value is checked once, however many rows have it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from pydantic import ValidationError

from reachmap.errors import InvalidMap, Issue
from reachmap.model.about import About
from reachmap.model.assumptions import AssumptionRow, Assumptions, problem_of
from reachmap.model.checks import all_fit, errors, warnings
from reachmap.model.content import Content
from reachmap.model.derived import derived_links
from reachmap.model.fields import Record, value_adapter
from reachmap.model.ledger import Ledger
from reachmap.model.links import LINK_TYPES, Link
from reachmap.model.rules import Fault, Names
from reachmap.model.stakeholders import StakeholderMap, order_of
from reachmap.model.summing import Issues
from reachmap.model.tables import TABLES

Columns = Mapping[str, Sequence[Any]]
"""Values by field name, each as long as the others."""

CHUNK = 500

FURTHER_NAMES = 30
"""Names that Python leaves room for in what objects of a class share, at the most."""

MEND = "Correct the store that holds the map, or write the map to it again"


def columns_of(content: Content, table: str) -> dict[str, list[Any]]:
    """Return a table of a map as columns."""
    rows: Any = getattr(content, table)
    record = TABLES[table].record
    if isinstance(rows, Ledger):
        return {name: rows.cells(name) for name in record.model_fields}
    if isinstance(rows, Assumptions):
        changed = rows.changed()
        return {"name": [*changed], "value": [*changed.values()]}
    listed = [rows] if isinstance(rows, About) else rows
    fields = attrgetter(*record.model_fields)
    columns: dict[str, list[Any]] = {name: [] for name in record.model_fields}
    # In chunks: many tuples at once would keep the garbage collector busy.
    for start in range(0, len(listed), CHUNK):
        part = zip(*map(fields, listed[start : start + CHUNK]), strict=True)
        for column, values in zip(columns.values(), part, strict=True):
            column.extend(values)
    return columns


def rows_of(table: str, columns: Columns) -> Any:  # noqa: ANN401  what the table's field holds
    """Return a table of a map from columns."""
    record = TABLES[table].record
    if TABLES[table].ledger:
        try:
            return Ledger(record, columns)
        except InvalidMap:
            # A ledger knows neither its name nor the keys of its rows.
            values_of(table, columns)
            raise
    rows = _records(table, record, columns)
    if table == "about":
        return rows[0] if rows else About()
    return _assumptions(rows) if table == "assumptions" else tuple(rows)


class _Check(NamedTuple):
    """Columns of a table, and the problems noted so far."""

    table: str
    record: type[Record]
    columns: Columns
    issues: list[Issue]


def values_of(table: str, columns: Columns) -> dict[str, list[Any]]:
    """Return the columns of a table with every value checked, and defaults where left out."""
    check = _Check(table, TABLES[table].record, columns, [])
    length = max((len(values) for values in columns.values()), default=0)
    clean = {
        name: _clean(check, name, columns.get(name) or [field.get_default()] * length)
        for name, field in check.record.model_fields.items()
    }
    if check.issues:
        raise InvalidMap(tuple(check.issues))
    return clean


def _records(table: str, record: type[Record], columns: Columns) -> list[Record]:
    return made_of(record, values_of(table, columns))


def made_of(record: type[Record], columns: Columns) -> list[Record]:
    """Return records of columns of checked values, one for each field, in the order of fields."""
    bare, given, made = _shared(columns), {*columns}, []
    for row in zip(*columns.values(), strict=True):
        values = bare.copy()
        values.update(zip(columns, row, strict=True))
        made.append(_made(record, values, given))
    return made


def _shared(names: Iterable[str]) -> dict[str, Any]:
    """Return names without values whose copies share their keys: they take half the room.

    Attributes of an object do so, if they were set one by one. Each object of a class that has
    none takes away some of the room that is left for further names.
    """

    class Keys:
        """What has the names."""

    first = Keys()
    for name in names:
        setattr(first, name, None)
    for _ in range(FURTHER_NAMES):
        Keys()
    return vars(first)


def _made(record: type[Record], values: dict[str, Any], given: set[str]) -> Record:
    """Return a record of checked values, as `model_construct` would, in a third of the time.

    Records do not change, so all of a table share the one set of the fields that were given.
    """
    made = record.__new__(record)
    object.__setattr__(made, "__dict__", values)
    object.__setattr__(made, "__pydantic_fields_set__", given)
    object.__setattr__(made, "__pydantic_extra__", None)
    object.__setattr__(made, "__pydantic_private__", None)
    return made


def _clean(check: _Check, name: str, values: Sequence[Any]) -> list[Any]:
    """Return the checked values of a field; those that do not fit become issues."""
    adapter = value_adapter(check.record, name)
    # True, 1 and 1.0 are the same key of a dict, but not the same value of a field.
    mixed = len({*map(type, values)} - {str, type(None)}) > 1
    keys = [*zip(map(type, values), values, strict=True)] if mixed else values
    known: dict[Any, Any] = dict.fromkeys(keys)
    for key in known:
        value = key[1] if mixed else key
        try:
            known[key] = adapter.validate_python(value)
        except ValidationError as error:
            where = _named(check, keys.index(key))
            message = f"{where}: {name}: {error.errors()[0]['msg'].lower()}"
            issue = Issue(message, MEND, file=check.table, column=name, value=str(value))
            check.issues.append(issue)
    return [*known.values()] * len(keys) if len(known) == 1 else [*map(known.__getitem__, keys)]


def links_of(content: Content, columns: Columns) -> dict[str, list[Any]]:
    """Return the columns of written links, checked against the nodes of a map, sorted by key."""
    clean = _sorted_by_key("links", values_of("links", columns))
    kinds = {node.id: node.kind for node in content.nodes()}
    ids, types = (clean["from_"], clean["to"]), clean["type"]
    if (
        kinds.keys() >= {*chain(*ids)}
        and not any(LINK_TYPES[type_].derived for type_ in {*types})
        and all_fit(ids[0], types, ids[1], kinds)
    ):
        return clean
    derived = set(derived_links(content))
    issues = []
    for ends in zip(clean["from_"], clean["type"], clean["to"], strict=True):
        from_, type_, to = ends
        spec = LINK_TYPES[type_]
        fits = kinds.get(from_) in spec.tails and kinds.get(to) in spec.heads
        if not fits or from_ == to or (spec.derived and ends not in derived):
            message = f"{from_} {type_} {to}: no such link can be, between these two"
            issues.append(Issue(message, MEND, file="links", value=type_))
    if issues:
        raise InvalidMap(tuple(issues))
    return clean


def _sorted_by_key(table: str, columns: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Return columns whose rows are in the order in which a map has them."""
    order = order_of(columns[name] for name in TABLES[table].key)
    if order is None:
        return columns
    return {name: [values[row] for row in order] for name, values in columns.items()}


def _named(check: _Check, row: int) -> str:
    """Return the key of a row, or its number."""
    names = [name for name in TABLES[check.table].key if check.columns.get(name)]
    key = [str(check.columns[name][row]) for name in names]
    return " ".join(key) if key else f"row {row + 1}"


def _assumptions(rows: Sequence[Record]) -> Assumptions:
    pairs = [(row.name, row.value) for row in rows if isinstance(row, AssumptionRow)]
    issues = [
        Issue(f"{name} {problem}", MEND, file="assumptions", column="name", value=name)
        for name, value in pairs
        if (problem := problem_of(name, value)) is not None
    ]
    if issues:
        raise InvalidMap(tuple(issues))
    return Assumptions.of(pairs)


def checked(content: Content, *, lost: Collection[str] = ()) -> Content:
    """Return tables that break no rule; raise where one is broken."""
    broken = errors(content, Names(content, lost=frozenset(lost)))
    if broken:
        raise InvalidMap(tuple(Issues(_located(fault, content) for fault in broken)))
    return content


def map_of(tables: Mapping[str, Columns]) -> StakeholderMap:
    """Return the whole map that columns hold."""
    issues: list[Issue] = []
    rows: dict[str, Any] = {}
    for name, columns in tables.items():
        try:
            rows[name] = rows_of(name, columns)
        except InvalidMap as error:
            issues += error.issues
    if issues:
        raise InvalidMap(tuple(issues))
    return StakeholderMap.sealed(checked(Content(**rows)))


def _located(fault: Fault, content: Content) -> Issue:
    """Return a fault as an issue that names the row by its key, as stores have no row numbers."""
    where = _row_named(content, fault.table, fault.row)
    other = _row_named(content, *fault.other) if fault.other else ""
    more = f"; {fault.more:,} more like it" if fault.more else ""
    message = f"{fault.message_with(other)}{more}"
    return Issue(
        f"{where}: {message}" if where else message,
        fault.remedy,
        file=fault.table,
        column=fault.column,
        value=fault.value,
        more=fault.more,
    )


def _row_named(content: Content, table: str, row: int | None) -> str:
    rows = getattr(content, table)
    if row is None or isinstance(rows, About):
        return ""
    record = next(iter(rows.take(rows.origin == row))) if isinstance(rows, Ledger) else rows[row]
    if isinstance(record, Link):
        return f"{record.from_} {record.type} {record.to}"
    names = TABLES[table].key or tuple(
        name for name, field in TABLES[table].record.model_fields.items() if field.is_required()
    )
    return " ".join(str(getattr(record, name) or "") for name in names)


def warnings_of(content: Content) -> tuple[Issue, ...]:
    """Return the warnings of a map, located by the key of the row."""
    return tuple(
        Issues(replace(_located(fault, content), severity="warning") for fault in warnings(content))
    )
