"""The template filled in as a planner would, with the usual mistakes of those who fill it in."""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import openpyxl

from reachmap.io import write_template

Change = tuple[str, str, Any]
"""A sheet, a cell and what is typed there; None clears it."""

DAY = dt.date

ROWS: dict[str, tuple[tuple[Any, ...], ...]] = {
    "about": (("Whom we hear", "Engagement team", "Oldport", 60000, DAY(2026, 3, 31)),),
    "groups": (
        ("Unpaid carers", "Unpaid carers", 6000, "Census 2021", "caring;timing", "yes"),
        ("Young carers", "Young carers", 400, "Census 2021", "caring", "yes"),
        ("Polish speakers", None, 900, "Census 2021", "language"),
        ("People aged 75 and over", None, 5200, "Census 2021", "transport;digital"),
        ("Deaf people", None, 700, None, "language;access"),
        ("Night workers", None, None, None, "timing"),
    ),
    "contacts": (
        ("Carers' Hub", "carers' liaison officer", "Unpaid carers", 4, DAY(2026, 2, 10)),
        ("Carers' Hub", "young carers' lead", "Young carers", 3, DAY(2026, 1, 12)),
        ("Polish Saturday School", "head teacher", "Polish speakers", 2, DAY(2025, 11, 4)),
        ("Age Matters", "outreach worker", "People aged 75 and over", 5, DAY(2026, 3, 2)),
        ("Deaf Club", "secretary", "Deaf people", 3, DAY(2025, 9, 18)),
    ),
    "activities": (
        ("Winter focus group", DAY(2026, 1, 20), "engagement", "Focus group", None, 30, 9),
        ("Carers' survey", DAY(2025, 10, 6), "consultation", "Online survey", None, 400, 120),
        ("Evening at the Deaf Club", DAY(2025, 9, 18), "engagement", None, "Deaf people", 20, 12),
        ("Tea at the library", DAY(2025, 11, 25), "engagement", None, None, None, 25),
        ("Saturday School stall", DAY(2025, 12, 6), "engagement", None, "Polish speakers", 60, 18),
    ),
    "turnout": (
        ("Winter focus group", "Unpaid carers", 30, 6),
        ("Carers' survey", "Unpaid carers", 400, 90),
        ("Carers' survey", "Young carers", None, 4),
        ("Evening at the Deaf Club", "Deaf people", 20, 11),
        ("Tea at the library", "People aged 75 and over", None, 19),
        ("Saturday School stall", "Polish speakers", 60, 15),
    ),
}
"""A small start of a made-up town, below the worked examples."""


class Mistake(NamedTuple):
    """A usual mistake: what is typed, what check says of it, and what is typed on its word."""

    kind: str
    typed: tuple[Change, ...]
    said: tuple[str, ...] = ()
    """What check says at its first run; nothing of what it understands."""

    mended: tuple[Change, ...] = ()
    """What is typed to make it right, as the message says."""

    slip: bool = False
    """Whether the map is in order with it, so that a tired planner mends it later."""


MISTAKES = (
    Mistake(
        "a curly apostrophe, capitals and two spaces", (("contacts", "A4", "CARERS\u2019  hub"),)
    ),
    Mistake(
        "a group misspelt where it is counted",
        (("turnout", "B4", "Unpaid carer"),),
        ("row 5, column Group: there is no group 'Unpaid carer'. Did you mean 'Unpaid carers'?",),
        (("turnout", "B5", "Unpaid carers"),),
    ),
    Mistake(
        "a new name that is nearly another",
        (
            ("contacts", "A7", "Deaf Clubb"),
            ("contacts", "A8", "Deaf Club"),
            ("contacts", "B8", "chair"),
            ("contacts", "C8", "Deaf people"),
        ),
        ("row 8: 'Deaf Club' comes near 'Deaf Clubb' in row 7 of contacts",),
        (("contacts", "A7", "Deaf Club"),),
        slip=True,
    ),
    Mistake(
        "a total below a table",
        (("groups", "A9", "Total"), ("groups", "C9", 13200)),
        ("row 9, column Name: the row is a total, so it is not read",),
    ),
    Mistake(
        "a source below a table",
        (("groups", "A11", "Source: ONS, Census 2021"),),
        ("row 11, column Name: the row is a note, so it is not read",),
    ),
    Mistake(
        "placeholders for a name and an owner",
        (("contacts", "A9", "TBC"), ("contacts", "C9", "Night workers"), ("contacts", "F3", "n/a")),
        (
            "row 9: 'TBC' names nothing, so the row is not read. Write the name, or clear the row",
            "row 3, column Owner: stands for what is not known, so it is read as blank",
        ),
        (("contacts", "A9", None), ("contacts", "C9", None), ("contacts", "F3", None)),
        slip=True,
    ),
    Mistake(
        "levels of trust in words",
        (("contacts", "D4", "High"), ("contacts", "D5", "Low"), ("contacts", "D6", "very good")),
        (
            "row 4, column Trust: is not a whole number (found: 'High'). Write a whole number",
            "row 5, column Trust: is not a whole number (found: 'Low'). Write a whole number",
            "row 6, column Trust: is not a whole number (found: 'very good')",
        ),
        (("contacts", "D4", 4), ("contacts", "D5", 2), ("contacts", "D6", 5)),
    ),
    Mistake("barriers parted by a comma", (("groups", "E6", "transport, digital"),)),
    Mistake(
        "a barrier that is not in the list",
        (("groups", "E7", "hearing"),),
        ("row 7, column Barriers: is not one of the words allowed here (found: 'hearing')",),
        (("groups", "E7", "language;access"),),
    ),
    Mistake(
        "a title above the headings",
        (("turnout", "row 1", "Head counts 2025/26"),),
        ("the headings are in row 2, and what is above them is not read",),
    ),
    Mistake(
        "a number with a word",
        (("groups", "C6", "about 5,200"),),
        ("row 6, column Population: is not a whole number (found: 'about 5,200')",),
        (("groups", "C6", 5200),),
    ),
    Mistake(
        "a number with a comma, as text",
        (("about", "D3", "60,000"),),
        ("row 3, column Area population: is not a whole number (found: '60,000'). Write digits",),
        (("about", "D3", 60000),),
    ),
    Mistake(
        "a share in place of a count",
        (("turnout", "D6", "55%"),),
        ("row 7, column Attended: is not a whole number (found: '55%')",),
        (("turnout", "D7", 11),),
    ),
    Mistake(
        "days that read two ways",
        (("contacts", "E5", "04/11/2025"), ("activities", "B4", "06/10/2025")),
        (
            "row 5, column Last contact: can be read in two ways (found: '04/11/2025')",
            "row 4, column Date: can be read in two ways (found: '06/10/2025'). Write 2025-10-06 "
            "or 2025-06-10, or say dmy or mdy under 'Date order' in about",
        ),
        (("about", "G3", "dmy"),),
    ),
    Mistake(
        "a slip of the year",
        (("activities", "B6", DAY(2062, 11, 25)),),
        ("row 6, column Date: 2062-11-25 is years after 2026-03-31",),
        (("activities", "B6", DAY(2025, 11, 25)),),
        slip=True,
    ),
    Mistake(
        "a last contact that is yet to come",
        (("contacts", "E6", DAY(2026, 9, 2)),),
        ("row 6, column Last contact: 2026-09-02 is after 2026-03-31",),
        (("contacts", "E6", DAY(2026, 3, 2)),),
        slip=True,
    ),
    Mistake(
        "a day in words",
        (("contacts", "E7", "last autumn"),),
        ("row 7, column Last contact: is not a day (found: 'last autumn'). Write it as 2026",),
        (("contacts", "E7", DAY(2025, 9, 18)),),
    ),
    Mistake("names parted by a comma", (("activities", "E4", "Unpaid carers, Young carers"),)),
    Mistake(
        "a sheet of one's own",
        (("Notes", "A1", "Ask the library about March"),),
        ("sheet Notes: there is no table 'Notes', so it is not read. Nothing to do",),
    ),
    Mistake(
        "a column of one's own",
        (("activities", "M1", "Ward"), ("activities", "M3", "Old Town")),
        ("column Ward: there is no column 'Ward', so it is not read",),
    ),
    Mistake(
        "a remark beside the table",
        (("groups", "J4", "ask at the school"),),
        ("row 4, column J: a cell is in a column that has no heading",),
        (("groups", "J4", None),),
    ),
    Mistake(
        "a formula of a program that did not work it out",
        (("activities", "G3", "=4+5"),),
        ("row 3, column Attended: is a formula, and the file holds no value for it",),
        (("activities", "G3", 9),),
    ),
    Mistake(
        "a method that is not in the list",
        (("activities", "D3", "Focus grp"),),
        ("row 3, column Method: there is no method 'Focus grp'. Did you mean 'Focus group'?",),
        (("activities", "D3", "Focus group"),),
    ),
    Mistake(
        "a level of say that is not in the list",
        (("activities", "C5", "chat"),),
        ("row 5, column Level: is not one of the words allowed here (found: 'chat')",),
        (("activities", "C5", "engagement"),),
    ),
    Mistake(
        "a group that has no row",
        (
            ("turnout", "A9", "Tea at the library"),
            ("turnout", "B9", "Veterans"),
            ("turnout", "D9", 2),
        ),
        ("row 10, column Group: there is no group 'Veterans'. Add it to the map, or correct it",),
        (("groups", "A10", "Veterans"),),
    ),
    Mistake(
        "more of a group than of everybody",
        (("turnout", "D8", 21),),
        ("row 7, column Attended: 18 came in all, but turnout has 21",),
        (("turnout", "D9", 15),),
    ),
    Mistake(
        "an activity under another name",
        (("turnout", "A7", "Library tea"),),
        ("row 8, column Activity: there is no activity 'Library tea'",),
        (("turnout", "A8", "Tea at the library"),),
    ),
    Mistake(
        "the worked example typed over",
        (("groups", "C2", 450),),
        ("row 2: the row is marked (example), so it would not count, but it was changed",),
        tuple(("groups", f"{letter}2", None) for letter in "ABCDEFG"),
    ),
)
"""The usual mistakes; the title on turnout pushes its rows down, so what is mended there is too."""


@cache
def blank_template() -> bytes:
    """Return the bytes of the template."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "map.xlsx"
        write_template(path)
        return path.read_bytes()


def filled_template(path: Path, changes: Sequence[Change] = ()) -> None:
    """Write the template, filled in, with some more changes."""
    path.write_bytes(blank_template())
    typed: list[Change] = [
        (sheet, f"{chr(ord('A') + column)}{number}", value)
        for sheet, rows in ROWS.items()
        for number, row in enumerate(rows, start=3)
        for column, value in enumerate(row)
        if value is not None
    ]
    change(path, [*typed, *changes])


def change(path: Path, changes: Sequence[Change]) -> None:
    """Type into a workbook as it is saved; a whole row is put above, or taken out."""
    book: Any = openpyxl.load_workbook(path)
    for sheet, cell, value in changes:
        if sheet not in book.sheetnames:
            book.create_sheet(sheet)
        if cell.startswith("row "):
            continue
        book[sheet][cell] = value
    for sheet, cell, value in changes:
        if cell.startswith("row "):
            number = int(cell.removeprefix("row "))
            if value is None:
                book[sheet].delete_rows(number)
            else:
                book[sheet].insert_rows(number)
                book[sheet].cell(number, 1, value)
    book.save(path)


def with_mistakes(path: Path) -> None:
    """Write the template, filled in with every usual mistake."""
    filled_template(path, [each for mistake in MISTAKES for each in mistake.typed])
