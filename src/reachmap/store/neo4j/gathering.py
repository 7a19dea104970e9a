"""Pieces of statements that gather values into columns, which come sooner than rows do.

A column that has nothing in it is an empty list. Days of nodes are numbers, counted from the first
of 1970: these come in a tenth of the time.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, get_args

from reachmap.model.tables import TABLES


def has_day(annotation: Any) -> bool:  # noqa: ANN401  of a field
    """Return whether a field holds days."""
    return annotation is date or any(map(has_day, get_args(annotation)))


def days_of(table: str) -> tuple[str, ...]:
    """Return the fields of a table that hold days."""
    fields = TABLES[table].record.model_fields.items()
    return tuple(name for name, field in fields if has_day(field.annotation))


def day_number(day: str) -> str:
    """Return the number of a day."""
    return f"duration.inDays(date({{year: 1970}}), {day}).days"


def by_start(columns: int) -> str:
    """Return what gathers rows of so many columns by their start, at the end of a statement."""
    every = ", ".join(_column("row", f"row[{n}]") for n in range(columns))
    return f"WITH start, collect(row) AS rows RETURN start, {every}"


def gathered(table: str, names: Iterable[str], values: Iterable[str]) -> str:
    """Return what gathers values of the nodes `n` of a table, at the end of a statement.

    What is no day where one should be comes in a list of its own, so that it is not taken for one.
    """
    columns = []
    for name, value in zip(names, values, strict=True):
        day = f"CASE WHEN {value} IS :: DATE THEN {day_number(value)} ELSE [{value}] END"
        column = _column("n", value, day if name in days_of(table) else value)
        columns.append(f"{column} AS {name}")
    return f"WITH collect(n) AS rows RETURN {', '.join(columns)}"


def _column(each: str, value: str, cell: str = "") -> str:
    """Return the column of a value of each of some rows."""
    has_any = f"any({each} IN rows WHERE ({value}) IS NOT NULL)"
    return f"CASE WHEN {has_any} THEN [{each} IN rows | {cell or value}] ELSE [] END"
