"""Another trial: a town typed by another hand, brought in order by the words of check alone."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from command_line import Command
from reachmap.io import read_source
from usual_mistakes import Change, blank_template, change

DAY = dt.date

TYPED: dict[str, tuple[tuple[Any, ...], ...]] = {
    "about": (("Fenwick listens", "Engagement team  ", "Fenwick", "approx. 48k", "31 March 2026"),),
    "groups": (
        ("WOMEN",),
        ("Bangladeshi women*", "Ethnicity", 1900, "Census 2021", "language & trust", "x"),
        ("Stroke survivors", "disability", "1\u00a0310", "JSNA", "access\ntransport"),
        ("Stroke survivor", None, "see above"),
        ("Single fathers", "men", "n/k", "est.", "childcare", "maybe"),
        ("Roma people", None, "<100", None, "Trust", "✓"),
        ("Young people (16-25)", None, 5200, "ONS", "timing/cost"),
        ("TOTAL (all groups)", None, 9000),
        ("* estimate from the GP register",),
    ),
    "contacts": (
        ("Jasmine Centre", "manager", "Bangladeshi women", "4 - good", DAY(2026, 2, 10), "lead"),
        ("ditto", "cook", "Bangladeshi women", 3, "Feb 2026"),
        ("Stroke Club", "chair", "Stroke survivors", "★★★★", 46063, "outreach"),
        ("Dads' Den", None, "Single fathers; Young people (16-25)", 3, "last week"),
        ("Youth Hub", "youth worker", "Young people", 5, DAY(2026, 3, 1)),
        ("None yet", None, "Roma people"),
    ),
    "activities": (
        ("Drop-in", DAY(2026, 1, 14), "engagement", "Focus group", None, None, "12 + 3", "2 weeks"),
        ("Drop-in", DAY(2026, 2, 11), "co-produced", "Zoom", None, "c.60", 15),
        ("Conference", "20-21 Jan 2026", "consultation", None, "all groups", 100, 80, 14),
        (
            *("Sewing circle", DAY(2026, 3, 4), "engagement", "focus GROUP"),
            *("Bangladeshi women & Stroke survivors", 20, 9, None, None, None, "n/a", "No"),
        ),
    ),
    "turnout": (
        ("Drop-in", "Single fathers", None, 4),
        ("Drop-in 11 Feb", "Stroke survivors", None, 6),
        ("Conference", "Young people (16-25)", 50, 35),
        ("Sewing circle", "Bangladeshi women", None, "9 (approx)"),
        ("sewing  circle", "stroke survivors", None, "-"),
    ),
}

HEADINGS = (
    ("contacts", "A1", "Organisation / service"),
    ("contacts", "E1", "Last contact (approx)"),
    ("turnout", "D1", "No. attended"),
)

MENDED: tuple[tuple[str, tuple[Change, ...]], ...] = (
    ("(found: 'approx. 48k'). Write digits only", (("about", "D3", 48000),)),
    ("row 4, column Hidden (yes/no): is neither yes nor no", (("groups", "F4", "yes"),)),
    ("there is no category 'Ethnicity'. Did you", (("groups", "B4", "ethnic-minorities"),)),
    ("Did you mean 'physical-disability'?", (("groups", "B5", "physical-disability"),)),
    ("row 5, column Population: is not a whole number", (("groups", "C5", 1310),)),
    ("row 6, column Population: is not", (("groups", "C6", None),)),
    ("(found: 'n/k'). Leave the cell blank", (("groups", "C7", None),)),
    ("row 8, column Population: is not", (("groups", "C8", None),)),
    ("(found: 'childcare'). Choose from access", (("groups", "E7", "caring"),)),
    ("(found: 'maybe'). Write yes or no", (("groups", "F7", "no"),)),
    ("(found: '4 - good'). Write a whole number from 1 to 5", (("contacts", "D3", 4),)),
    ("(found: '★★★★'). Write a whole number from 1 to 5", (("contacts", "D5", 4),)),
    ("most workbooks mean 2026-02-10 by it", (("contacts", "E5", DAY(2026, 2, 10)),)),
    ("(found: 'last week'). Write it as 2026-03-31, or leave", (("contacts", "E6", None),)),
    ("(found: '2 weeks'). Write how many days, in digits", (("activities", "H3", 14),)),
    ("(found: '12 + 3'). Write digits only", (("activities", "G3", 15),)),
    ("Did you mean 'co-production'?", (("activities", "C4", "co-production"),)),
    ("(found: 'c.60'). Write digits only", (("activities", "F4", 60),)),
    ("there is no method 'Zoom'. The sheet 'words'", (("activities", "D4", None),)),
    ("(found: '20-21 Jan 2026'). Write it as", (("activities", "B5", "2026-01-20"),)),
    ("there is no group 'all groups'", (("activities", "E5", None),)),
    ("(found: 'n/a'). Write it as 2026-03-31, or leave", (("activities", "K6", None),)),
    ("(found: 'No'). Write it as 2026-03-31, or leave", (("activities", "L6", None),)),
    ("Write its day too: ", (("turnout", "A3", "2026-01-14-drop-in"),)),
    ("there is no activity 'Drop-in 11 Feb'", (("turnout", "A4", "2026-02-11-drop-in"),)),
    ("(found: '9 (approx)'). Write digits only", (("turnout", "D6", 9),)),
    ("(found: '-'). Leave the cell blank where it is not known, and", (("turnout", "D7", 0),)),
)
"""What check says of what stops the map, and what is typed on its word."""

SLIPS: tuple[tuple[str, tuple[Change, ...]], ...] = (
    ("row 3, column Name: stands alone in its row", (("groups", "A3", None),)),
    ("'Stroke survivor' comes near 'Stroke survivors'", (("groups", "A6", None),)),
    ("the row is a total, so it is not read (found: 'TOTAL (all groups)')", ()),
    ("the row is a note, so it is not read (found: '* estimate", ()),
    ("'ditto' names nothing, so the row is not read", (("contacts", "A4", "Jasmine Centre"),)),
    ("'Young people' comes near 'Young", (("contacts", "C7", "Young people (16-25)"),)),
    ("'None yet' names nothing", (("contacts", "A8", None), ("contacts", "C8", None))),
)
"""What check says of what is probably a slip."""


LATER: tuple[tuple[str, tuple[Change, ...]], ...] = (
    ("(found: 'Feb 2026'). Write it as 2026-03-31", (("contacts", "E4", "2026-02-01"),)),
)
"""What check says of a row that was not read before, as it named nothing."""


def typed(path: Path) -> None:
    """Write the template as the other hand fills it in."""
    path.write_bytes(blank_template())
    change(path, HEADINGS)
    book: Any = openpyxl.load_workbook(path)
    for sheet, rows in TYPED.items():
        for number, row in enumerate(rows, start=3):
            for column, value in enumerate(row, start=1):
                if value is not None:
                    book[sheet].cell(number, column, value)
    book.save(path)


def on_the_word(path: Path, said: Sequence[tuple[str, tuple[Change, ...]]]) -> None:
    """Type what messages say."""
    change(path, [each for _, changes in said for each in changes])


def test_what_another_hand_typed_is_in_order_at_the_third_run(
    command: Command, tmp_path: Path
) -> None:
    path = tmp_path / "map.xlsx"
    typed(path)
    first = command("check", path)
    assert (first.code, first.err) == (1, "")
    summed = " ".join(first.out.split())
    for words, _ in (*MENDED, *SLIPS):
        lead = words.partition(", column Population: is not")[0]
        assert words in summed or f"{lead} ('" in summed, words

    on_the_word(path, (*MENDED, *SLIPS))
    second = command("check", path)
    assert second.out.count("There is 1 thing to mend") == 1, second.out
    assert all(words in " ".join(second.out.split()) for words, _ in LATER)

    on_the_word(path, LATER)
    third = command("check", path)
    assert third.code == 0, third.out
    assert "Probably slips" not in third.out  # of the total and the note there is nothing to do
    town = read_source(path).stakeholders
    assert [group.id for group in town.groups] == [
        *("bangladeshi-women", "roma-people", "single-fathers", "stroke-survivors"),
        "young-people-16-25",
    ]
    assert {worker.role for worker in town.workers} == {"cook", "manager", "chair", "youth worker"}
    (den,) = (body.id for body in town.organisations if body.name == "Dads' Den")
    assert {link.to for link in town.links if (link.from_, link.type) == (den, "TRUSTED_BY")} == {
        "single-fathers",
        "young-people-16-25",
    }
    assert {row.attended for row in town.turnout} == {0, 4, 6, 9, 35}
    assert [activity.groups for activity in town.activities if activity.groups] == [
        ("bangladeshi-women", "stroke-survivors")
    ]
    assert {group.id: set(group.barriers) for group in town.groups if group.barriers} == {
        "bangladeshi-women": {"language", "trust"},
        "stroke-survivors": {"access", "transport"},
        "single-fathers": {"caring"},
        "roma-people": {"trust"},
        "young-people-16-25": {"cost", "timing"},
    }
