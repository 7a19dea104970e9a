"""The workbook that a planner starts with: advice first, then a worked example on each sheet."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from reachmap.io.tables.cells import parser_of
from reachmap.io.tables.examples import EXAMPLE, example_rows
from reachmap.io.tables.headings import CONTACT_FIELDS, CONTACTS, STAMP, columns_of, fields_of
from reachmap.io.whole_files import write_bytes
from reachmap.io.workbook.lists import choices_of
from reachmap.io.workbook.writing import Layout, new_sheet, styled_cell, workbook_bytes
from reachmap.model.content import Content
from reachmap.model.fields import Record
from reachmap.model.tables import TABLES

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

START = ("about", "groups", "contacts", "activities", "turnout")
"""The small start: these five make a valid map and a first answer."""


class Advice(NamedTuple):
    """What to put on a sheet, how many minutes it takes, and what it gives."""

    sheet: str
    minutes: str
    fill: str
    gain: str


def advice() -> tuple[Advice, ...]:
    """Return the advice on each sheet, in the order in which to fill them."""
    text = files("reachmap.data").joinpath("sheets.csv").read_text(encoding="utf-8")
    return tuple(Advice(*row) for row in list(csv.reader(text.splitlines()))[1:])


def write_template(
    target: str | os.PathLike[str], *, full: bool = False, force: bool = False
) -> None:
    """Write a workbook to fill in."""
    names = [row.sheet for row in advice() if full or row.sheet in START]
    layouts = [_layout(name, full=full) for name in names]
    raw = workbook_bytes(
        layouts,
        choices_of(Content()),
        first=lambda book: _add_start(book, full=full),
    )
    write_bytes(target, raw, force=force, private=True)


def _layout(table: str, *, full: bool) -> Layout:
    example = example_rows()[table]
    columns = tuple(example)
    if full:
        columns += tuple(c for c in columns_of(table) if c not in columns and c != STAMP)
    row = [_value(table, column, example.get(column, "")) for column in columns]
    row[0] = f"{EXAMPLE} {example[columns[0]]}"
    return Layout(table, columns, [row], example=True)


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


LINE = 15
"""Height of a line of text."""

INTRODUCTION = (
    "This workbook becomes an answer: who you hear, who you do not, and who could introduce you.",
    f"Each sheet has a worked example, grey and marked {EXAMPLE}: it never counts. Type below it.",
    "Point at a heading to read what it holds. Dark headings are required; the others help.",
    "Separate several values in one cell with a semicolon: English;Polish. Days are 2026-03-31.",
    "Money is in the currency that about names, pounds if it names none: 150, 150.50 or £150.",
    "Leave blank what you do not know. Blank is honest; a guess is not.",
    "Use roles, not people's names. This file is for your team alone.",
    "Then run: reachmap check this-file.xlsx. It says what to mend, and what you can ask already.",
)


def _add_start(book: Workbook, *, full: bool) -> None:
    """Add the first sheet: what to fill first, and what each further sheet gives."""
    widths = {"A": 16, "B": 10, "C": 70, "D": 60}
    sheet = new_sheet(book, "start here", widths)
    known = advice()
    first = [row for row in known if row.sheet in START]
    minutes = sum(int(row.minutes) for row in first)
    more = "More sheets when you want more: reachmap template more.xlsx --full writes them all."
    heads = ("sheet", "minutes", "what to put there", "what you get")
    rows: list[tuple[Sequence[str], str]] = [
        (["Who do we hear, and who could introduce us?"], "title"),
        *(([line], "text") for line in INTRODUCTION),
        ([""], "text"),
        ([f"Fill these first, in this order: about {minutes} minutes in all."], "title"),
        (heads, "optional"),
        *((row, "prose") for row in first),
        ([""], "text"),
        (["These are here for when you want more." if full else more], "title"),
        (heads, "optional"),
        *((row, "prose") for row in known if row.sheet not in START),
    ]
    for number, (texts, style) in enumerate(rows, start=1):
        if style == "prose":
            lines = max(-(-len(t) // w) for t, w in zip(texts, widths.values(), strict=True))
            sheet.row_dimensions[number].height = LINE * lines
        sheet.append([styled_cell(sheet, text, style) for text in texts])
