"""Two tables made one: row by row, and of rows that are one, field by field."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import starmap
from typing import Any, NamedTuple

from reachmap.model.columns import columns_of, rows_of
from reachmap.model.content import Content
from reachmap.model.fields import reference, sorted_set
from reachmap.model.own import OWN, joined
from reachmap.model.tables import NODE_TABLES, TABLES

KEYS: Mapping[str, tuple[str, ...]] = {
    **{name: table.key for name, table in TABLES.items()},
    "asks": ("date", "from_", "to", "group", "activity"),
    "said": ("activity", "group", "question", "theme", "summary"),
}
"""Fields that make two rows one, also where a table lets rows repeat."""

Tuple = tuple[Any, ...]
Columns = dict[str, list[Any]]


class Difference(NamedTuple):
    """A field of which two maps say different things."""

    table: str
    key: Tuple
    field: str
    first: Any
    second: Any


Decide = Callable[[Difference], Any]
"""What holds of two values."""


def columns_by_table(content: Content, new_ids: Mapping[str, str]) -> dict[str, Columns]:
    """Return the tables of a map as columns, with some nodes under other ids."""
    tables = {table: columns_of(content, table) for table in TABLES}
    return {table: _renamed(table, columns, new_ids) for table, columns in tables.items()}


def _renamed(table: str, columns: Columns, new_ids: Mapping[str, str]) -> Columns:
    if not new_ids:
        return columns
    fields = TABLES[table].record.model_fields
    renamed_fields = {"id"} if table in NODE_TABLES.values() else set()
    renamed_fields |= {"subject"} if table == "findings" else set()
    return {
        name: [_new_name(value, new_ids) for value in values]
        if name in renamed_fields or reference(fields[name]) is not None
        else values
        for name, values in columns.items()
    }


def _new_name(value: Any, new_ids: Mapping[str, str]) -> Any:  # noqa: ANN401  one id, several or none
    if isinstance(value, tuple):
        return tuple(sorted({new_ids.get(each, each) for each in value}))
    return new_ids.get(value, value)


def united(table: str, first_map: Columns, second_map: Columns, decide: Decide) -> Any:  # noqa: ANN401  what the table's field holds
    """Return a table with the rows of two."""
    return rows_of(table, united_columns(table, first_map, second_map, decide))


def united_columns(table: str, first_map: Columns, second_map: Columns, decide: Decide) -> Columns:
    """Return a table with the rows of two, as columns."""
    if first_map == second_map:
        return first_map
    fields = tuple(first_map)
    sides = [rows_by_key(table, each) for each in (first_map, second_map)]
    rows: list[Tuple] = []
    for key in {**sides[0], **sides[1]}:
        ours, theirs = sides[0].get(key), sides[1].get(key)
        if ours is None or theirs is None:
            rows += ours or theirs or ()
        elif len(ours) == len(theirs) == 1:
            rows.append(_one(table, fields, key, (ours[0], theirs[0]), decide))
        else:
            rows += (Counter(ours) | Counter(theirs)).elements()
    columns = [list(values) for values in zip(*rows, strict=True)] or [[] for _ in fields]
    return dict(zip(fields, columns, strict=True))


def rows_by_key(table: str, columns: Columns) -> Mapping[Tuple, list[Tuple]]:
    """Return rows by what makes them one."""
    indices = [[*columns].index(name) for name in KEYS[table]]
    keyed: defaultdict[Tuple, list[Tuple]] = defaultdict(list)
    for row in zip(*columns.values(), strict=True):
        keyed[tuple(row[index] for index in indices)].append(row)
    return keyed


def _one(
    table: str, fields: Sequence[str], key: Tuple, rows: tuple[Tuple, Tuple], decide: Decide
) -> Tuple:
    """Return one row of two: what only one says holds, and what they say differently is decided."""

    def value(field: str, first_value: Any, second_value: Any) -> Any:  # noqa: ANN401  any value of a field
        if first_value == second_value or _is_blank(second_value):
            return first_value
        if _is_blank(first_value):
            return second_value
        if field == OWN and (own_cells := joined(first_value, second_value)):
            return own_cells
        if field == "own_columns":
            return sorted_set((*first_value, *second_value))
        return decide(Difference(table, key, field, first_value, second_value))

    return tuple(starmap(value, zip(fields, *rows, strict=True)))


def _is_blank(value: object) -> bool:
    return value is None or value == ()
