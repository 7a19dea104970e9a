"""Changes to a few rows of a table, which every file format can make in place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reachmap.io.tables.headings import columns_of, fields_of
from reachmap.model.fields import guarded
from reachmap.model.own import OWN, own_cells
from reachmap.model.tables import TABLES

Row = Mapping[str, Any]
"""Values by column; None is blank."""

Parts = dict[str, bytes]
"""The files of a map by name: one, or as many as a folder holds."""


@dataclass(slots=True)
class Edits:
    """The changes of one table; rows are numbered as a spreadsheet counts them."""

    typed: dict[int, dict[str, Any]] = field(default_factory=dict)
    """New values of cells: row to values by column."""

    cleared: set[int] = field(default_factory=set)
    """Rows to remove."""

    names: frozenset[str] = frozenset()
    """What the records in rows to remove are called by, and no other record is."""

    added: list[Row] = field(default_factory=list)
    """Rows to put below the last."""

    like: int | None = None
    """Row whose look new rows take, if there is one."""

    def columns(self, table: str) -> list[str]:
        """Return the columns of a table that get a value, in its order, people's own last."""
        rows: Sequence[Row] = [*self.typed.values(), *self.added]
        filled = dict.fromkeys(name for row in rows for name, v in row.items() if v is not None)
        known = [column for column in columns_of(table) if column in filled]
        return [*known, *(column for column in filled if column not in known)]


def row_of(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a record by column, without those that a blank means as well."""
    record = TABLES[table].record
    row = {}
    for column, name in fields_of(record).items():
        value, default = values[name], record.model_fields[name].default
        if value is not None and not (value == default and means_blank(default)):
            row[column] = value
    return row | own_cells(values.get(OWN, ()))


def means_blank(default: object) -> bool:
    """Return whether a blank cell says the same as the default of its field."""
    return default is False or default == ()


def as_text(value: Any) -> str:  # noqa: ANN401  any value of a record
    """Return a value as the text of a cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return guarded(";".join(value))
    if isinstance(value, date):
        return value.isoformat()
    return guarded(value) if isinstance(value, str) else repr(value).removesuffix(".0")
