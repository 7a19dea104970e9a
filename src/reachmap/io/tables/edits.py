"""Small changes to a table as it stands in a file: what a form is asked to write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reachmap.io.tables.headings import fields_of
from reachmap.model.fields import guarded
from reachmap.model.tables import TABLES

Row = Mapping[str, Any]
"""Values by column; None is blank."""

Parts = dict[str, bytes]
"""The files that a map stands in by name: one, or as many as a folder holds."""


@dataclass(slots=True)
class Edits:
    """What changes in a table, and nothing else does.

    Attributes
    ----------
    typed
        Cells to type anew: row, as a spreadsheet counts it, to values by column.
    cleared
        Rows to take away.
    added
        Rows to put below the last.
    like
        Row that new ones look like; None where there is none.
    """

    typed: dict[int, dict[str, Any]] = field(default_factory=dict)
    cleared: set[int] = field(default_factory=set)
    added: list[Row] = field(default_factory=list)
    like: int | None = None

    def columns(self) -> list[str]:
        """Return the columns that get a value."""
        rows: Sequence[Row] = [*self.typed.values(), *self.added]
        return list(dict.fromkeys(name for row in rows for name, v in row.items() if v is not None))


def row_of(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a record by column, those left out that a blank says as well."""
    record = TABLES[table].record
    found = {}
    for column, name in fields_of(record).items():
        value = values[name]
        same = value in (False, ()) and value == record.model_fields[name].default
        if value is not None and not same:
            found[column] = value
    return found


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
    return guarded(value) if isinstance(value, str) else repr(value)
