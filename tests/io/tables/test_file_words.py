"""What is said of a file calls its sheets and headings as the file does."""

import re
from pathlib import Path

import pytest

from command_line import command_of
from kinds import FILES, folder, reading_of
from reachmap.io.tables.file_words import FileWords
from usual_mistakes import change, filled_template

ODD = [
    ("contacts", "E3", "03/02/2026"),
    ("activities", "B3", "20 Jan 26"),
    ("activities", "M1", "Ward"),
    ("activities", "M3", "North"),
    ("contacts", "E4", "2027-01-12"),
    ("groups", "J4", "ask at the school"),
    ("groups", "C3", 70000),
    ("activities", "G4", 2),
]


def test_remedies_name_the_headings_of_the_template(tmp_path: Path) -> None:
    path = tmp_path / "map.xlsx"
    filled_template(path, ODD)
    _, said = reading_of(path)
    text = "\n".join(said)
    assert "Write 2026-02-03 or 2026-03-02, or say dmy or mdy under 'Date order' in about" in text
    assert "Write it as 2026-03-31, or say dmy or mdy under 'Date order' in about" in text
    assert "begin it with x_ or list it under 'Own columns' in about" in text
    assert "Check the year, and 'As of date' in about" in text
    assert "Correct it, or 'Area population' in about" in text
    assert "Correct 'Attended' in activities, or the rows of turnout" in text
    assert "Clear it, or give the column a heading, as Notes for remarks" in text
    assert not re.search(r"'[a-z]+_[a-z_]+' in", text)


def test_remedies_name_the_headings_that_a_folder_has(tmp_path: Path) -> None:
    contacts = FILES["contacts.csv"].replace("2026-02-10", "10/02/2026")
    _, plain = reading_of(folder(tmp_path / "plain", {"contacts.csv": contacts}))
    assert "under 'date_order' in about" in plain[0]
    about = "Title,Team,DATE ORDER\nTown,Team,\n"
    _, typed = reading_of(
        folder(tmp_path / "typed", {"contacts.csv": contacts, "about.csv": about})
    )
    assert "under 'DATE ORDER' in about" in typed[0]


def test_gaps_name_the_sheets_that_a_workbook_has_and_those_that_are_new(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    command, path = command_of(capsys), tmp_path / "map.xlsx"
    filled_template(path)
    out = " ".join(command("check", path).out.split())
    assert "Sheet 'activities', column 'Days of notice' (for review)" in out
    assert "New sheet 'asks', column 'Outcome' (for calibration)" in out
    assert "New sheets: `reachmap template --full` writes one of each" in out
    assert not re.search(r"(?<!ew )[Ss]heet '(asks|voices|channels|workers|links)'", out)
    change(path, [("asks", "A1", "Date"), ("asks", "B1", "From"), ("asks", "C1", "To")])
    change(path, [("asks", "A2", "2026-03-01"), ("asks", "B2", "Engagement team")])
    change(path, [("asks", "C2", "Deaf Club")])
    out = " ".join(command("check", path).out.split())
    assert "Sheet 'asks', column 'Outcome' (for calibration)" in out.replace("New sheet", "")


def test_what_is_no_table_or_column_is_left_as_it_is() -> None:
    words = FileWords({"about": "About us"}, {("about", "as_of"): "Day"})
    assert words.of_columns("'x' in row 2, 'zzz' in about") == "'x' in row 2, 'zzz' in about"
    assert words.of_columns("'as_of' in about") == "'Day' in About us"
    assert words.of_sheets("the sheet 'zzz', column 'as_of'") == "the sheet 'zzz', column 'as_of'"
    assert FileWords().of_sheets("Sheet 'asks'") == "Sheet 'asks'"
