"""The workbook that a planner starts with: advice first, then a worked example on each sheet."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from reachmap.io.tables.cells import parser_of
from reachmap.io.tables.examples import EXAMPLE, example_rows
from reachmap.io.tables.headings import CONTACT_FIELDS, CONTACTS, STAMP, columns_of, fields_of
from reachmap.io.tables.names import heading_of
from reachmap.io.whole_files import write_bytes
from reachmap.io.workbook.carried import Row, carried_rows
from reachmap.io.workbook.lists import choices_of
from reachmap.io.workbook.start_sheet import START, add_start, advice
from reachmap.io.workbook.writing import Layout, workbook_bytes
from reachmap.model.content import Content
from reachmap.model.fields import Record
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import TABLES
from reachmap.release.released import Released


def write_template(
    target: str | os.PathLike[str],
    *,
    full: bool = False,
    start: Released[StakeholderMap] | None = None,
    notes: Sequence[str] = (),
    force: bool = False,
) -> None:
    """Write a workbook to fill in; what is known of a map to start from is filled in already.

    `notes` say on the first sheet what that is.
    """
    rows = carried_rows(start.content) if start else {}
    names = [row.sheet for row in advice() if full or row.sheet in START or row.sheet in rows]
    layouts = [_layout(name, rows.get(name, ()), full=full) for name in names]
    raw = workbook_bytes(
        layouts,
        choices_of(start.content if start else Content()),
        first=lambda book: add_start(book, names, notes=notes),
    )
    write_bytes(target, raw, force=force, private=True)


def _layout(table: str, rows: Sequence[Row], *, full: bool) -> Layout:
    """Return the columns of a sheet, and its rows: what is known, or else a worked example."""
    example = example_rows()[table]
    columns = tuple(example)
    filled = {column for row in rows for column in row}
    known = tuple(column for column in columns_of(table) if column != STAMP)
    columns += tuple(c for c in known if c not in columns and (full or c in filled))
    columns += tuple(sorted(filled.difference(columns)))  # people's own
    headings = {column: heading_of(table, column) for column in columns}
    cells = [[row.get(column) for column in columns] for row in rows]
    if not rows:
        cells = [_example(table, columns, example)]
    return Layout(table, columns, cells, example=not rows, headings=headings)


def _example(table: str, columns: Sequence[str], example: Mapping[str, str]) -> list[Any]:
    row = [_value(table, column, example.get(column, "")) for column in columns]
    return [f"{EXAMPLE} {example[columns[0]]}", *row[1:]]


def _value(table: str, column: str, text: str) -> Any:  # noqa: ANN401  whatever the field holds
    """Return a cell of an example as a planner would type it: days and numbers as such."""
    record, name = _field(table, column)
    if not text:
        return None
    value = parser_of(record, name, date_order=None)(text)
    return text if isinstance(value, tuple | bool) else value


def _field(table: str, column: str) -> tuple[type[Record], str]:
    if table == CONTACTS:
        return CONTACT_FIELDS[column]
    record = TABLES[table].record
    return record, fields_of(record)[column]
