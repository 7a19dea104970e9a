"""A map as columns of text or of plain values, as the file formats write it."""

from typing import Any

from reachmap.io.tables.edits import as_text, means_blank
from reachmap.io.tables.headings import fields_of, required_of
from reachmap.model.columns import columns_of
from reachmap.model.own import OWN, own_cells
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import TABLES


def as_columns(stakeholders: StakeholderMap) -> dict[str, dict[str, list[Any]]]:
    """Return the tables of a map as columns of values, None where blank."""
    tables: dict[str, dict[str, list[Any]]] = {}
    sizes = stakeholders.sizes()
    for name, table in TABLES.items():
        if sizes.get(name) == 0:
            continue
        values = columns_of(stakeholders, name)
        columns = {
            column: _with_blanks(values[field], table.record.model_fields[field].default)
            for column, field in fields_of(table.record).items()
        }
        if any(columns.values()):
            tables[name] = columns | _own_columns(values.get(OWN, []))
    return tables


def _own_columns(rows: list[tuple[str, ...]]) -> dict[str, list[Any]]:
    """Return people's own columns of a table."""
    cells = [own_cells(texts) for texts in rows]
    headings = sorted({heading for row in cells for heading in row})
    return {heading: [row.get(heading) for row in cells] for heading in headings}


def _with_blanks(values: list[Any], default: object) -> list[Any]:
    """Return values with None where a blank cell means the same."""
    if means_blank(default):
        return [None if value == default else value for value in values]
    return values


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
            if any(cells) or column in required_of(table)
        }
        for table, columns in texts.items()
    }
