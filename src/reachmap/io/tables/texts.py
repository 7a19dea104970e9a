"""A map as columns of text or of plain values, as the file formats write it."""

from __future__ import annotations

from typing import Any

from reachmap.io.tables.edits import as_text
from reachmap.io.tables.headings import fields_of
from reachmap.model.ledger import Ledger
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import TABLES


def as_columns(stakeholders: StakeholderMap) -> dict[str, dict[str, list[Any]]]:
    """Return the tables of a map as columns of values, None where blank."""
    tables: dict[str, dict[str, list[Any]]] = {}
    for name, table in TABLES.items():
        rows: Any = getattr(stakeholders, name)
        if name == "assumptions":
            changed = stakeholders.assumptions.changed()
            columns: dict[str, list[Any]] = {"name": [*changed], "value": [*changed.values()]}
        elif isinstance(rows, Ledger):
            columns = {c: list(rows.cells(f)) for c, f in fields_of(table.record).items()}
        else:
            records: list[Any] = [rows] if name == "about" else [*rows]
            columns = {
                column: [_value(row, field) for row in records]
                for column, field in fields_of(table.record).items()
            }
        if name == "about" or any(columns.values()):
            tables[name] = columns
    return tables


def _value(row: Any, field: str) -> Any:  # noqa: ANN401  any record, any field
    """Return the value of a field; None where a blank cell means the same."""
    value = getattr(row, field)
    default = type(row).model_fields[field].default
    return None if value in (False, ()) and value == default else value


def as_texts(stakeholders: StakeholderMap) -> dict[str, dict[str, list[str]]]:
    """Return the tables of a map as columns of text, for CSV."""
    texts = {
        table: {column: [as_text(value) for value in values] for column, values in columns.items()}
        for table, columns in as_columns(stakeholders).items()
    }
    return {
        table: {
            column: cells
            for column, cells in columns.items()
            if any(cells)
            or TABLES[table]
            .record.model_fields[fields_of(TABLES[table].record)[column]]
            .is_required()
        }
        for table, columns in texts.items()
    }
