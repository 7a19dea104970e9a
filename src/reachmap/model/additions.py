"""A map with rows added, and a map without any trace of a voice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from reachmap.errors import InvalidMap, Issue, UnknownNode
from reachmap.model.columns import Columns, checked, columns_of, rows_of, values_of
from reachmap.model.content import Content
from reachmap.model.fields import Record, reference
from reachmap.model.ledger import Ledger
from reachmap.model.links import Link
from reachmap.model.nodes import (
    Activity,
    Champion,
    Channel,
    Group,
    KeyWorker,
    Organisation,
    Venue,
    Voice,
)
from reachmap.model.records import Ask, Attendance, Finding, PanelSeat, Said, Turnout
from reachmap.model.spelling import nearest
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import LEDGERS, NODE_TABLES, TABLES

NewNode = Group | Organisation | KeyWorker | Champion | Channel | Venue | Activity | Voice
"""A node that may be added to an existing map."""

Addition = Ask | Attendance | Turnout | Said | PanelSeat | Finding | Link | NewNode
"""A row that may be added to an existing map."""

GROWING = (*LEDGERS, "links")
"""Tables of an existing map that take what happened since."""

TAKING = (*NODE_TABLES.values(), *GROWING)
"""Tables of an existing map that take new rows; nodes come before what names them."""

TRACES: Mapping[str, tuple[str, ...]] = {
    "voices": ("id",),
    "links": ("from_", "to"),
    "attendance": ("voice",),
    "asks": ("from_", "to"),
    "panels": ("voice",),
    "findings": ("subject",),
}
"""Tables that may name a voice, and the fields that do."""

EVENT_DAYS: Mapping[str, str] = {
    "asks": "date",
    "links": "last_contact",
    "said": "told_on",
    "panels": "date",
    "findings": "on",
}
"""Tables of past events, and the field with the day of each."""


def changes_of(rows: Iterable[Addition]) -> dict[str, Columns]:
    """Return records as the columns of their tables."""
    listed = [*rows]
    changes: dict[str, Sequence[Record]] = {}
    for table in TAKING:
        record = TABLES[table].record
        changes[table] = [row for row in listed if isinstance(row, record)]
    return columns_by_table(changes)


def columns_by_table(rows: Mapping[str, Sequence[Record]]) -> dict[str, Columns]:
    """Return the records of tables as columns; tables without any are left out."""
    return {
        table: {
            name: [getattr(row, name) for row in records]
            for name in TABLES[table].record.model_fields
        }
        for table, records in rows.items()
        if records
    }


def refuse_future(changes: Mapping[str, Columns], *, today: date) -> None:
    """Raise where a past event has a day in the future."""
    issues = [
        Issue(
            f"{day} is yet to come",
            f"Write down what was done, up to {today}",
            file=table,
            column=name,
            value=str(day),
        )
        for table, name in EVENT_DAYS.items()
        for day in dict.fromkeys(changes.get(table, {}).get(name, ()))
        if isinstance(day, date) and day > today
    ]
    if issues:
        raise InvalidMap(tuple(issues))


def with_ids(stakeholders: StakeholderMap, changes: Mapping[str, Columns]) -> dict[str, Columns]:
    """Return columns in which what a node goes by has become its id, where one goes by it."""
    known = {node.id for node in stakeholders.nodes()}
    for table in NODE_TABLES.values():
        known.update(changes.get(table, {}).get("id", ()))

    def id_of(value: Any, kinds: tuple[str, ...]) -> Any:  # noqa: ANN401  whatever was given
        if isinstance(value, tuple):
            return tuple(id_of(each, kinds) for each in value)
        if value in known or not isinstance(value, str):
            return value
        ids = stakeholders.going_by(value, [kind for kind in kinds if kind in NODE_TABLES])
        return ids[0] if len(ids) == 1 else value

    fresh: dict[str, Columns] = {}
    for table, columns in changes.items():
        by_id = dict(columns)
        for name, field in TABLES[table].record.model_fields.items():
            ref = reference(field)
            if ref is not None and name in columns:
                by_id[name] = [id_of(value, ref.kinds) for value in columns[name]]
        fresh[table] = by_id
    return fresh


def with_additions(stakeholders: StakeholderMap, changes: Mapping[str, Columns]) -> StakeholderMap:
    """Return a map with rows added; a link replaces the one with the same key."""
    issues: list[Issue] = []
    tables: dict[str, Any] = {}
    for table, columns in changes.items():
        try:
            tables[table] = _with_rows(stakeholders, table, values_of(table, columns))
        except InvalidMap as error:
            issues += error.issues
    if issues:
        raise InvalidMap(tuple(issues))
    return StakeholderMap.sealed(checked(replace(_content(stakeholders), **tables)))


def _with_rows(content: Content, table: str, fresh: Columns) -> Any:  # noqa: ANN401  what the table's field holds
    if table not in TAKING:
        message = f"{table} takes no rows while a map is in use"
        raise InvalidMap((Issue(message, f"Add them to {table} in the file itself", file=table),))
    if table in LEDGERS:
        before: Ledger[Any] = getattr(content, table)
        columns = {name: [*before.cells(name), *values] for name, values in fresh.items()}
        return Ledger(TABLES[table].record, columns)
    if table in NODE_TABLES.values():
        return (*getattr(content, table), *rows_of(table, fresh))
    rows: Sequence[Link] = rows_of("links", fresh)
    replaced = {link.key for link in rows}
    return (*(link for link in content.links if link.key not in replaced), *rows)


def _content(stakeholders: Content) -> Content:
    return Content(**{name: getattr(stakeholders, name) for name in TABLES})


def traces_of(content: Content, voice: str) -> dict[str, list[int]]:
    """Return the positions of the rows that name a voice, by table."""
    traces = {}
    for table, names in TRACES.items():
        rows = getattr(content, table)
        if isinstance(rows, Ledger):
            mask = np.zeros(len(rows), np.bool_)
            for name in names:
                texts = rows.categories(name)
                if voice in texts:
                    mask |= rows.codes(name) == texts.index(voice)
            positions = sorted(rows.origin[mask].tolist())
        else:
            positions = [
                position
                for position, row in enumerate(rows)
                if any(getattr(row, name) == voice for name in names)
            ]
        if positions:
            traces[table] = positions
    return traces


def without_voice(stakeholders: StakeholderMap, voice: str) -> StakeholderMap:
    """Return a map without a voice and without every row that names it."""
    known = [each.id for each in stakeholders.voices]
    if voice not in known:
        raise UnknownNode(voice, nearest(voice, known), "voice")
    tables: dict[str, Any] = {}
    for table, names in TRACES.items():
        columns = columns_of(stakeholders, table)
        keep = [not any(value == voice for value in row) for row in _across(columns, names)]
        remaining = {
            name: [value for value, stays in zip(values, keep, strict=True) if stays]
            for name, values in columns.items()
        }
        tables[table] = rows_of(table, remaining)
    return StakeholderMap.sealed(checked(replace(_content(stakeholders), **tables)))


def _across(columns: Columns, names: Sequence[str]) -> Iterable[tuple[Any, ...]]:
    return zip(*(columns[name] for name in names), strict=True)
