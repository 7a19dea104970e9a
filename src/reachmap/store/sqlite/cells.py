"""The columns of each table, and its values as SQLite holds them and as the model does.

Every statement here is made once, from the names of the model's tables and fields.
"""

import json
import types
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Union, get_args, get_origin

from reachmap.model.choices import HEARD_SPEAKING, SCORED_OUTCOMES, TALKING_SPEAKING
from reachmap.model.fields import column_name
from reachmap.model.ledger import kind_of
from reachmap.model.tables import TABLES

WORDS: dict[str, tuple[str, ...]] = {
    ":heard": HEARD_SPEAKING,
    ":talking": TALKING_SPEAKING,
    ":scored": SCORED_OUTCOMES,
}
"""Words of the model, by the name that stands for them in statements."""

FIELDS: dict[str, dict[str, str]] = {
    name: {field: column_name(field, spec) for field, spec in table.record.model_fields.items()}
    for name, table in TABLES.items()
}
"""Field to column, by table."""


def _kind(annotation: object) -> type:
    """Return the plain type of a field: str, int, float, bool, date, tuple; object for several."""
    if get_origin(annotation) is tuple:
        return tuple
    if get_origin(annotation) in {Union, types.UnionType}:
        parts = [part for part in get_args(annotation) if part is not types.NoneType]
        return _kind(parts[0]) if len(parts) == 1 else object
    return kind_of(annotation)


KINDS: dict[str, dict[str, type]] = {
    name: {field: _kind(spec.annotation) for field, spec in table.record.model_fields.items()}
    for name, table in TABLES.items()
}
"""Field to the plain type of its values, by table."""


def _columns(table: str) -> str:
    return ", ".join(f'"{column}"' for column in FIELDS[table].values())


def _marks(table: str) -> str:
    return ", ".join("?" for _ in FIELDS[table])


SELECT: dict[str, str] = {
    name: f"SELECT {_columns(name)} FROM {name}"  # noqa: S608  names of the model
    for name in TABLES
}
"""Statement that fetches each table."""

INSERT: dict[str, str] = {
    name: f"INSERT OR REPLACE INTO {name} ({_columns(name)}) VALUES ({_marks(name)})"  # noqa: S608  the same
    for name in TABLES
}
"""Statement that adds a row to each table; a row of the same key gives way."""

DELETE: dict[str, str] = {
    name: f"DELETE FROM {name}"  # noqa: S608  the same
    for name in TABLES
    if name != "attendance"
}
"""Statement that empties each table."""

SIZE: dict[str, str] = {
    name: f"SELECT count(*) FROM {name}"  # noqa: S608  the same
    for name in TABLES
    if name != "attendance"
} | {"attendance": "SELECT count(*) FROM came"}
"""Statement that counts the rows of each table."""


def with_words(statement: str) -> str:
    """Return a statement with words of the model in place of the names that stand for them.

    Examples
    --------
    >>> with_words("SELECT voice FROM came WHERE speaking IN :heard")
    "SELECT voice FROM came WHERE speaking IN ('own', 'for-someone')"
    """
    for name, words in WORDS.items():
        quoted = ", ".join(f"'{word}'" for word in words)
        statement = statement.replace(name, f"({quoted})")
    return statement


def to_sqlite(table: str, field: str, values: Sequence[Any]) -> Sequence[Any]:
    """Return the values of a field as SQLite holds them."""
    write = _WRITE.get(KINDS[table][field])
    return values if write is None else _each(write, values)


def columns(table: str, rows: Sequence[Sequence[Any]]) -> dict[str, Sequence[Any]]:
    """Return rows of a table, as SQLite gives them, as the model's columns by field.

    A value that is none of its field's is left as it is, for the model to refuse.
    """
    parts = [*zip(*rows, strict=True)] or [()] * len(FIELDS[table])
    cells: dict[str, Sequence[Any]] = {}
    for (field, kind), values in zip(KINDS[table].items(), parts, strict=True):
        read = _READ.get(kind)
        cells[field] = values if read is None else _each(read, values)
    return cells


def _each(change: Callable[[Any], Any], values: Sequence[Any]) -> list[Any]:
    """Return the values changed, working out each different one once."""
    known = {value: change(value) for value in set(values)}
    return [known[value] for value in values]


def _day(value: object) -> object:
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return value
    # Another spelling of a day would sort in another order.
    return day if day.isoformat() == value else value


def _items(value: object) -> object:
    try:
        items = json.loads(str(value))
    except (ValueError, RecursionError):
        return value
    plain = isinstance(items, list) and all(isinstance(item, str) for item in items)
    return tuple(items) if plain else value


_WRITE: dict[type, Callable[[Any], Any]] = {
    date: lambda day: day and day.isoformat(),
    tuple: lambda items: json.dumps(items, ensure_ascii=False),
}
_READ: dict[type, Callable[[Any], Any]] = {
    date: lambda value: value if value is None else _day(value),
    tuple: _items,
    bool: lambda value: bool(value) if value in {0, 1} else value,
}
