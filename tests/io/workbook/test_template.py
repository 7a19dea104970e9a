"""The workbook a planner starts with: filled in by hand in a real office, then read."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import reachmap as rm
from folders import DOCS
from reachmap.analysis.review.words import UNRECORDED
from reachmap.io import read, read_source, write_template
from reachmap.io.tables.examples import EXAMPLE, example_rows
from reachmap.io.tables.headings import CONTACTS, KNOWN_TABLES, STAMP, columns_of
from reachmap.io.tables.names import heading_of, names_of
from reachmap.io.workbook.start_sheet import START, advice

Office = Callable[[Path, Sequence[tuple[str, str, str]]], None]
Sheet = Any  # openpyxl's stubs tell neither cells nor sheets apart

GUIDE = DOCS / "workbook.md"
EXAMPLES = Path(rm.__file__).parent / "data" / "template"
RARE = ("anonymous", "frontline_staff")
"""Columns that few activities need: of sensitive subjects, and of co-production."""


def template(tmp_path: Path, *, full: bool = False) -> Path:
    """Write the template."""
    path = tmp_path / "map.xlsx"
    write_template(path, full=full)
    return path


def cells(path: Path, sheet: str) -> list[list[Any]]:
    """Return the cells of a sheet."""
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path)[sheet].rows]


def test_the_template_opens_with_the_small_start_in_plain_words(tmp_path: Path) -> None:
    path = template(tmp_path)
    assert openpyxl.load_workbook(path).sheetnames == ["start here", *START, "words"]
    told = "\n".join(str(text) for row in cells(path, "start here") for text in row if text)
    for each in advice():
        assert each.fill in told
        assert each.gain in told
    assert "about 95 minutes in all" in told
    assert "--full" in told


def test_the_full_template_has_every_sheet_and_column(tmp_path: Path) -> None:
    path = template(tmp_path, full=True)
    sheets = openpyxl.load_workbook(path).sheetnames
    assert set(sheets) == {"start here", *KNOWN_TABLES, "words"}
    assert sheets[1:6] == list(START)
    for table in KNOWN_TABLES:
        headings = [heading_of(table, column) for column in columns_of(table) if column != STAMP]
        assert sorted(cells(path, table)[0]) == sorted(headings)


def test_every_heading_of_the_template_is_read_as_its_column_without_a_word() -> None:
    for table in KNOWN_TABLES:
        columns = [column for column in columns_of(table) if column != STAMP]
        headings = [heading_of(table, column) for column in columns]
        assert names_of(table, headings) == columns
        assert all(heading[0].isupper() and "_" not in heading for heading in headings)


def test_the_small_start_has_every_column_that_the_review_looks_at(tmp_path: Path) -> None:
    headings = cells(template(tmp_path), "activities")[0]
    wanted = [column.split(".")[1] for column in UNRECORDED if column.startswith("activities.")]
    usual = {heading_of("activities", column) for column in wanted if column not in RARE}
    assert usual <= {*headings}
    assert {"Subject", "Date order"} <= {*cells(tmp_path / "map.xlsx", "about")[0]}


def test_after_each_sheet_what_the_first_one_promises_can_be_asked(tmp_path: Path) -> None:
    folder = tmp_path / "town"
    folder.mkdir()
    for row in advice():
        raw = (EXAMPLES / f"{row.sheet}.csv").read_bytes()
        (folder / f"{row.sheet}.csv").write_bytes(raw)
        promised = {*re.findall(r"[a-z-]+", row.ask)} - {"or", "check"}
        if promised:
            answered = {each.question for each in rm.read(folder).readiness().answered}
            assert promised <= answered, row.sheet


def test_every_heading_says_what_it_holds(tmp_path: Path) -> None:
    book: Any = openpyxl.load_workbook(template(tmp_path, full=True))
    for table in KNOWN_TABLES:
        for cell in book[table][1]:
            assert len(cell.comment.text) > 8, (table, cell.value)


def offered(path: Path, sheet: str, heading: str) -> list[str]:
    """Return what the drop-down of a column offers, as a spreadsheet works it out."""
    book: Any = openpyxl.load_workbook(path)
    wanted = heading_of(sheet, heading)
    letter = next(cell.column_letter for cell in book[sheet][1] if cell.value == wanted)
    rules = [
        rule
        for rule in book[sheet].data_validations.dataValidation
        if str(rule.sqref).startswith(f"{letter}2:")
    ]
    if not rules:
        return []
    formula = rules[0].formula1
    if formula.startswith('"'):
        return list(formula.strip('"').split(","))
    found = re.fullmatch(r"'(.+)'!\$([A-Z]+)\$(\d+):\$\2\$(\d+)", formula)
    assert found, formula
    other, column, first, last = found.groups()
    values = (cell.value for (cell,) in book[other][f"{column}{first}:{column}{last}"])
    return [str(value) for value in values if value]


def test_drop_downs_offer_the_words_and_what_is_typed_already(tmp_path: Path) -> None:
    path = template(tmp_path, full=True)
    assert "Unpaid carers" in offered(path, "groups", "category")
    assert "Online survey" in offered(path, "activities", "method")
    assert "digital" in offered(path, "groups", "barriers")
    assert offered(path, "groups", "hidden") == ["yes", "no"]
    assert offered(path, "links", "trust") == ["1", "2", "3", "4", "5"]
    assert "TRUSTED_BY" in offered(path, "links", "type")
    assert offered(path, "turnout", "group") == []
    book: Any = openpyxl.load_workbook(path)
    book["groups"]["A3"] = "Polish speakers"
    book.save(path)
    assert offered(path, "turnout", "group") == ["Polish speakers"]
    assert offered(path, "contacts", "group") == ["Polish speakers"]


def test_the_worked_examples_are_a_sound_map_by_themselves(tmp_path: Path) -> None:
    folder = tmp_path / "example"
    folder.mkdir()
    for file in EXAMPLES.glob("*.csv"):
        (folder / file.name).write_bytes(file.read_bytes())
    assert {file.stem for file in folder.iterdir()} == set(KNOWN_TABLES)
    town = read(folder)
    assert set(example_rows()) == set(KNOWN_TABLES)
    for table in set(KNOWN_TABLES) - {CONTACTS, "about", "assumptions"}:
        assert len(getattr(town, table)) >= 1, table


def test_a_blank_template_says_where_to_start(tmp_path: Path) -> None:
    for full in (False, True):
        with pytest.raises(rm.UnreadableFile, match="nothing is filled in yet"):
            read(template(tmp_path / f"{full}", full=full) if _made(tmp_path / f"{full}") else "")


def _made(folder: Path) -> bool:
    folder.mkdir()
    return True


def test_an_example_that_was_typed_over_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    path = template(tmp_path)
    book: Any = openpyxl.load_workbook(path)
    book["groups"]["C2"] = 5000
    book.save(path)
    with pytest.raises(rm.InvalidMap) as caught:
        read(path)
    (issue,) = [issue for issue in caught.value.issues if issue.sheet == "groups"]
    assert (issue.row, EXAMPLE in issue.message) == (2, True)
    assert "clear the row" in issue.remedy


FILLED = (
    ("about", "A3", "Our town"),
    ("about", "B3", "Engagement team"),
    ("about", "D3", "20000"),
    ("about", "E3", "2026-03-31"),
    ("groups", "A3", "Unpaid carers"),
    ("groups", "B3", "Unpaid carers"),
    ("groups", "C3", "2000"),
    ("groups", "E3", "caring;timing"),
    ("groups", "A4", "Polish speakers"),
    ("groups", "A5", "007"),
    ("contacts", "A3", "Carers' Hub"),
    ("contacts", "B3", "carers' liaison officer"),
    ("contacts", "C3", "Unpaid carers"),
    ("contacts", "D3", "4"),
    ("contacts", "E3", "2026-02-10"),
    ("activities", "A3", "Winter focus group"),
    ("activities", "B3", "2026-01-20"),
    ("activities", "D3", "Focus group"),
    ("activities", "G3", "9"),
    ("turnout", "A3", "Winter focus group"),
    ("turnout", "B3", "Unpaid carers"),
    ("turnout", "D3", "3"),
)


def test_the_sheet_of_a_name_on_the_first_one_is_a_click_away(tmp_path: Path) -> None:
    book: Any = openpyxl.load_workbook(template(tmp_path))
    links = {cell.value: cell.hyperlink for (cell, *_) in book["start here"].rows if cell.hyperlink}
    assert {name: link.location for name, link in links.items()} == {
        name: f"'{name}'!A1" for name in START
    }


@pytest.mark.office
def test_the_template_is_filled_in_by_hand_and_read(tmp_path: Path, office: Office) -> None:
    path = template(tmp_path)
    office(path, FILLED)
    reading = read_source(path)
    town = reading.stakeholders
    assert town.about.as_of == dt.date(2026, 3, 31)
    assert [(group.name, group.population) for group in town.groups] == [
        ("007", None),
        ("Polish speakers", None),
        ("Unpaid carers", 2000),
    ]
    assert town.groups[2].barriers == ("caring", "timing")
    assert town.groups[2].category == "carers"
    desk = rm.ReachMap.of(town)
    assert {row.name: row.status for row in desk.participation().groups} == {
        "007": "not-recorded",
        "Polish speakers": "not-recorded",
        "Unpaid carers": "over",
    }
    best = desk.routes("Unpaid carers").routes[0]
    assert best.names == (
        "Engagement team",
        "carers' liaison officer, Carers' Hub",
        "Unpaid carers",
    )
    assert next(link for link in town.links if link.trust).last_contact == dt.date(2026, 2, 10)


@pytest.mark.office
def test_a_map_saved_by_an_office_is_the_same_map(tmp_path: Path, office: Office) -> None:
    demo = rm.demo()
    path = tmp_path / "demo.xlsx"
    demo.write(path)
    before = path.read_bytes()
    office(path, [])
    assert path.read_bytes() != before
    assert read(path) == demo.stakeholders


def mistakes() -> list[dict[str, str]]:
    """Return the table of usual mistakes that the documentation shows."""
    _, _, last = GUIDE.read_text(encoding="utf-8").partition("## Ten usual mistakes")
    lines = [line for line in last.splitlines() if line[:1] == "|"]
    heads, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [dict(zip(heads, row, strict=True)) for row in rows]


def typed(path: Path, entries: Sequence[tuple[str, str, Any]]) -> None:
    """Type into a workbook as it is saved, true days and numbers as such."""
    book: Any = openpyxl.load_workbook(path)
    for sheet, cell, text in entries:
        known = {"TRUE": True, "": None}
        value = known.get(text, text)
        if isinstance(value, str) and re.fullmatch(r"[1-9][0-9]*", value):
            value = int(value)
        book[sheet][cell] = value
    book.save(path)


def test_ten_usual_mistakes_are_put_right_from_the_messages_alone(tmp_path: Path) -> None:
    path = template(tmp_path)
    typed(path, FILLED)
    sound = read(path)
    rows = mistakes()
    assert len(rows) == 10
    typed(path, [(row["sheet"], row["cell"], row["typed"].strip("`")) for row in rows])
    with pytest.raises(rm.InvalidMap) as caught:
        read(path)
    told = {str(issue) for issue in caught.value.issues}
    assert told == {row["what check says"] for row in rows}
    mended = [(row["sheet"], row["cell"], row["typed instead"].strip("`")) for row in rows]
    typed(path, mended)
    assert read(path).groups == sound.groups
