"""The remedy that is told is the thing to do."""

from pathlib import Path

import pandas as pd
import pytest

import reachmap as rm
from kinds import FILES, book, folder, reading_of

CONTACTS = "organisation,group,trust,last_contact\nHub,Carers,{},2026-02-10\n"
RANGE = "Write a whole number from 1 to 5"

ADVICE = [
    ({"contacts.csv": "organisation,group,\nHub,Carers,ask Ann\n"}, "give the column a heading"),
    ({"contacts.csv": CONTACTS.format("High")}, f"(found: 'High'). {RANGE}"),
    ({"contacts.csv": CONTACTS.format("4/5")}, f"(found: '4/5'). {RANGE}"),
    ({"contacts.csv": CONTACTS.format("7")}, f"(found: '7'). {RANGE}"),
    ({"groups.csv": "name,category\nCarers,zzzz\nVeterans,\n"}, "The sheet 'words' that `reachmap"),
    ({"groups.csv": "name,hidden\nCarers,x\nVeterans,\n"}, "Write true or false"),
]


@pytest.mark.parametrize(("changes", "words"), ADVICE)
def test_what_to_do_is_told(tmp_path: Path, changes: dict[str, str], words: str) -> None:
    _, said = reading_of(folder(tmp_path / "town", changes))
    assert len(said) == 1
    assert words in said[0]
    assert "notes" not in said[0]


TAKEN = [
    {"groups.csv": FILES["groups.csv"].replace(",carers", ",Carers").replace(",vet", ",VET")},
    {"about.csv": "title,team,as_of,date_order\nTown,Team,31/03/2026,DD/MM/YYYY\n"},
    {"organisations.csv": "name,team\nHub,N\nTeam,✓\n"},
    {"organisations.csv": ",name\n0,Hub\n1,Team\n"},
]


@pytest.mark.parametrize("changes", TAKEN)
def test_what_is_certain_is_taken(tmp_path: Path, changes: dict[str, str]) -> None:
    reading, said = reading_of(folder(tmp_path / "town", changes))
    assert reading is not None, "\n".join(said)
    sound, _ = reading_of(folder(tmp_path / "sound", {}))
    assert sound is not None
    counts_rows = "the first column has no heading and counts the rows, so it is not read"
    assert all(counts_rows in line for line in said)
    order = reading.stakeholders.about.date_order
    assert order == ("dmy" if "about.csv" in changes else None)
    assert reading.stakeholders.groups == sound.stakeholders.groups
    assert reading.stakeholders.about.as_of == sound.stakeholders.about.as_of
    teams = [body.name for body in reading.stakeholders.organisations if body.team]
    assert teams == ["Team"]


def test_a_first_column_that_does_not_count_the_rows_is_no_index(tmp_path: Path) -> None:
    _, said = reading_of(folder(tmp_path / "town", {"organisations.csv": ",name\n0,Hub\n5,Team\n"}))
    assert len(said) == 1
    assert "row 2, column A: a cell is in a column that has no heading (found: '0')" in said[0]


def test_a_number_for_a_name_is_mended_where_it_is_typed(tmp_path: Path) -> None:
    made = book()
    made["groups"]["A3"] = 2000
    made.save(tmp_path / "town.xlsx")
    _, said = reading_of(tmp_path / "town.xlsx")
    assert "In a spreadsheet, format the column as text and type it again" in said[0]
    with pytest.raises(rm.InvalidMap) as caught:
        rm.from_frames({"groups": pd.DataFrame({"name": [2000]})})
    assert caught.value.issues[0].remedy == "Write it as text, in quotation marks"
