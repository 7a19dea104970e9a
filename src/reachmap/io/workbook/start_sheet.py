"""The first sheet of the template: what to fill first, and what can be asked after each sheet."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from reachmap.io.tables.examples import EXAMPLE
from reachmap.io.workbook.writing import new_sheet, styled_cell

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.hyperlink import Hyperlink

START = ("about", "groups", "contacts", "activities", "turnout")
"""The small start: these five make a valid map and a first answer."""

TITLE = "start here"

WIDTHS = {"A": 15, "B": 9, "C": 62, "D": 46, "E": 24}
LINE = 15
"""Height of a line of text."""

INTRODUCTION = (
    "This workbook becomes an answer: who you hear, who you do not, and who could introduce you.",
    f"A worked example is grey and marked {EXAMPLE}: it never counts. Type below it.",
    "Point at a heading to read what it holds. Dark headings are required; the others help.",
    "Separate several values in one cell with a semicolon: English;Polish. Days are 2026-03-31.",
    "Money is in pounds, unless about names another currency: 150, 150.50 or £150.",
    "Leave blank what you do not know. Blank is honest; a guess is not.",
    "Use roles, not people's names. This file is for your team alone.",
    "After each sheet save, and run: reachmap check this-file.xlsx.",
    "It says what to mend, what you can ask already, and what to fill in next.",
)
MORE = "More sheets when you want more: reachmap template more.xlsx --full writes them all."
HEADS = ("sheet", "minutes", "what to put there", "what you get", "then run: reachmap …")
PAYS = "Fill these first, in this order: about {minutes} minutes in all, and each sheet pays off."


class Advice(NamedTuple):
    """What to put on a sheet, how many minutes it takes, what it gives, and what to ask then."""

    sheet: str
    minutes: str
    fill: str
    gain: str
    ask: str


def advice() -> tuple[Advice, ...]:
    """Return the advice on each sheet, in the order in which to fill them."""
    text = files("reachmap.data").joinpath("sheets.csv").read_text(encoding="utf-8")
    return tuple(Advice(*row) for row in list(csv.reader(text.splitlines()))[1:])


def add_start(book: Workbook, sheets: Collection[str], *, notes: Sequence[str]) -> None:
    """Add the first sheet: what to fill first, and what each further sheet gives."""
    sheet = new_sheet(book, TITLE, WIDTHS)
    rows: list[tuple[Sequence[str], str]] = [
        (["Who do we hear, and who could introduce us?"], "title"),
        *(([line], "text") for line in INTRODUCTION),
        *_noted(notes),
        *_advice_rows(sheets),
    ]
    for number, (texts, style) in enumerate(rows, start=1):
        if style == "prose":
            sheet.row_dimensions[number].height = LINE * _lines(texts, WIDTHS)
        cells = [styled_cell(sheet, text, style) for text in texts]
        if style == "prose" and texts[0] in sheets:
            cells[0].hyperlink = _link_to(texts[0])
            cells[0].style = "link"
        sheet.append(cells)


def _noted(notes: Sequence[str]) -> Iterator[tuple[Sequence[str], str]]:
    """Yield what is filled in already, as rows and their styles."""
    if notes:
        yield [""], "text"
        yield ["Filled in already"], "title"
        yield from (([note], "text") for note in notes)


def _advice_rows(sheets: Collection[str]) -> Iterator[tuple[Sequence[str], str]]:
    known = advice()
    first = [row for row in known if row.sheet in START]
    more = [row for row in known if row.sheet not in START]
    all_here = all(row.sheet in sheets for row in more)
    yield [""], "text"
    yield [PAYS.format(minutes=sum(int(row.minutes) for row in first))], "title"
    yield HEADS, "optional"
    yield from ((row, "prose") for row in first)
    yield [""], "text"
    yield ["These are here for when you want more." if all_here else MORE], "title"
    yield HEADS, "optional"
    yield from ((row, "prose") for row in more)


def _lines(texts: Sequence[str], widths: Mapping[str, int]) -> int:
    """Return how many lines the longest of some cells takes."""
    return max(-(-len(text) // width) for text, width in zip(texts, widths.values(), strict=True))


def _link_to(title: str) -> Hyperlink:
    from openpyxl.worksheet.hyperlink import Hyperlink

    return Hyperlink(ref="A1", location=f"'{title}'!A1")
