"""Imported rows over those of a map: what is there is updated, and nothing is doubled."""

from collections.abc import Mapping
from typing import NamedTuple

from reachmap.errors import quoted
from reachmap.io.imports.draft import Rows
from reachmap.io.tables.edits import Row, as_text
from reachmap.io.tables.headings import columns_of, fields_of
from reachmap.io.tables.sheets import ParsedTables, Sheet
from reachmap.io.tables.texts import as_columns
from reachmap.model.about import About
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import TABLES


class Change(NamedTuple):
    """How many rows of a table an import adds and changes, and how many stay the same."""

    added: int
    changed: int
    same: int


def rows_of(stakeholders: StakeholderMap) -> Rows:
    """Return the rows of a map by table, without blank cells."""
    tables: Rows = {}
    for table, columns in as_columns(stakeholders).items():
        rows = zip(*columns.values(), strict=True)
        tables[table] = [
            {name: value for name, value in zip(columns, cells, strict=True) if value is not None}
            for cells in rows
        ]
    return tables


def update(
    existing: Rows, fresh: Rows, *, source: str, stamp: str
) -> tuple[ParsedTables, dict[str, Change]]:
    """Return the tables of a map with imported rows, and how many were added and changed."""
    parsed = ParsedTables()
    changes: dict[str, Change] = {}
    for table in TABLES:
        rows = existing.get(table, [])
        if table in fresh:
            rows, changes[table] = _updated(table, rows, fresh[table], stamp)
        if rows:
            parsed.sheets.append(_sheet(table, rows, source))
    return parsed, changes


def _updated(table: str, rows: list[Row], fresh: list[Row], stamp: str) -> tuple[list[Row], Change]:
    key = _key_columns(table)
    merged = {tuple(row.get(column) for column in key): row for row in rows}
    before = dict(merged)
    for row in fresh:
        name = tuple(row.get(column) for column in key)
        merged[name] = _merged(merged[name], row, stamp) if name in merged else _filled(row)
    touched = {tuple(row.get(column) for column in key) for row in fresh}
    added = len(touched - before.keys())
    changed = sum(before[name] != merged[name] for name in touched & before.keys())
    return [*merged.values()], Change(added, changed, len(touched) - added - changed)


def _key_columns(table: str) -> tuple[str, ...]:
    """Return the columns that make a row of a table one; none of about, which has a single row."""
    columns = {name: column for column, name in fields_of(TABLES[table].record).items()}
    return tuple(columns[name] for name in TABLES[table].key)


def _filled(row: Row) -> Row:
    return {column: value for column, value in row.items() if value not in (None, "", ())}


def _merged(old: Row, new: Row, stamp: str) -> Row:
    """Return a row with imported values; several values are joined, own notes stay."""
    merged = dict(old)
    for column, value in _filled(new).items():
        before = old.get(column)
        if isinstance(value, tuple) and isinstance(before, tuple):
            merged[column] = tuple(sorted({*before, *value}))
        elif column != "notes" or before is None or str(before).startswith(stamp):
            merged[column] = value
    return merged


def _sheet(table: str, rows: list[Row], source: str) -> Sheet:
    columns = {
        column: [row.get(column) for row in rows]
        for column in columns_of(table)
        if any(column in row for row in rows)
    }
    return Sheet(
        table=table, file=source, sheet=table, columns=columns, rows=range(1, len(rows) + 1)
    )


def words_of_about(before: About, after: About) -> list[str]:
    """Return what an import changes of what a map says of itself, a line for each column."""
    return [
        f"about: {column} is now {_words(getattr(after, name))}; it was "
        f"{_words(getattr(before, name))}"
        for column, name in fields_of(About).items()
        if getattr(after, name) != getattr(before, name)
    ]


def _words(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return quoted(as_text(value)) if value else "blank"


def words_of_changes(changes: Mapping[str, Change]) -> list[str]:
    """Return what an import brings, a line for each table."""
    return [
        f"{table}: {change.added:,} new, {change.changed:,} changed, {change.same:,} as before"
        for table, change in changes.items()
    ]
