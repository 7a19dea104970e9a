"""The remedy that is told is the thing to do."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import reachmap as rm
from kinds import FILES, book, folder, reading_of

CONTACTS = "organisation,group,trust,last_contact\nHub,Carers,{},2026-02-10\n"
MET = "organisation,group,trust,last_contact\nHub,Carers,4,{}\n"
RANGE = "Write a whole number from 1 to 5"

NO_CATEGORY = "there is no category 'zzzz'. The sheet 'words' of the template lists what is known"
BLANK = "Leave the cell blank where it is not known"
UNCOUNTED = {"contacts.csv": "organisation,group\nHub,\n", "turnout.csv": None}
TWO_MINDS = "id,name\nmind-n,Mind\nmind-s,Mind\nhub,Hub\n"

ADVICE: list[tuple[dict[str, str | None], str]] = [
    ({"contacts.csv": "organisation,group,\nHub,Carers,ask Ann\n"}, "give the column a heading"),
    ({"contacts.csv": CONTACTS.format("High")}, f"(found: 'High'). {RANGE}"),
    ({"contacts.csv": CONTACTS.format("4/5")}, f"(found: '4/5'). {RANGE}"),
    ({"contacts.csv": CONTACTS.format("7")}, f"(found: '7'). {RANGE}"),
    ({"groups.csv": "name,category\nCarers,zzzz\nVeterans,\n"}, NO_CATEGORY),
    ({"groups.csv": "name,population\nCarers,TBC\nVeterans,90\n"}, f"(found: 'TBC'). {BLANK}, and"),
    ({"groups.csv": "name,population\nCarers,-\nVeterans,90\n"}, "write 0 where there was nobody"),
    ({"contacts.csv": CONTACTS.format("n/a")}, f"(found: 'n/a'). {BLANK}"),
    (
        {"contacts.csv": MET.format("?")},
        "as 2026-03-31, or leave the cell blank",
    ),
    ({"activities.csv": "name,date,level\nOpen day,2026-01-20,tbc\n"}, f"(found: 'tbc'). {BLANK}"),
    (
        {"contacts.csv": MET.format("20 Jan 26")},
        "or say dmy or mdy",
    ),
    ({"groups.csv": "name,category\nCarers; men,\nVeterans,\n", **UNCOUNTED}, "Leave out the ';'"),
    (
        {"organisations.csv": TWO_MINDS},
        "is the name of two organisations, the other in row 2",
    ),
    ({"groups.csv": "name,hidden\nCarers,x\nVeterans,\n"}, "Write yes or no"),
    ({"groups.csv": "name,hidden\nCarers,x\nVeterans,\n"}, "is neither yes nor no"),
    ({"turnout.csv": "activity,group,attended\nOpen day,Carers,?\n"}, "delete the row where no"),
    ({"turnout.csv": "activity,group,attended\nOpen day,Carers,<5\n"}, "delete the row where no"),
    ({"groups.csv": "name,population\nCarers,<5\nVeterans,9\n"}, f"if you may. {BLANK}"),
    ({"contacts.csv": MET.format("Feb 2026")}, "or leave the cell blank"),
    ({"contacts.csv": MET.format("2024")}, "or leave the cell blank"),
    ({"activities.csv": "name,notice_days\nOpen day,1 week\n"}, "Write how many days, in digits"),
    ({"activities.csv": "name,staff_hours\nOpen day,2h 30\n"}, "Write how many hours, with a"),
    ({"activities.csv": "name,cost\nOpen day,£300 + VAT\n"}, "is not a sum of money"),
    ({"activities.csv": "name,cost\nOpen day,£\n"}, "is not a sum of money"),
    ({"activities.csv": "name,cost\nOpen day,£20 each\n"}, "is not a sum of money"),
    ({"activities.csv": "name,cost\nOpen day,£1k\n"}, "is not a sum of money"),
    ({"activities.csv": "name,cost\nOpen day,€40\n"}, "is in another currency"),
    ({"activities.csv": "name,cost\nOpen day,40 EUR\n"}, "is in another currency"),
    ({"activities.csv": 'name,supports\nOpen day,"Interpreter, Creche"\n'}, "Give each by"),
    ({"groups.csv": "name\nCarers\nSource: ONS\nVeterans\n"}, "fill in another cell beside it"),
    (
        {"turnout.csv": "activity,group,attended\nOpen day,Carers,6\nOpen day,Carers,6\n"},
        "activity, group: row 2 of turnout.csv",
    ),
    (
        {
            "activities.csv": "name,date\nTea,2026-01-20\nTea,2026-02-20\n",
            "turnout.csv": "activity,group,attended\nTea,Carers,6\n",
        },
        "Write its day too: 'Tea 2026-01-20' or 'Tea 2026-02-20'",
    ),
]


@pytest.mark.parametrize(("changes", "words"), ADVICE)
def test_what_to_do_is_told(tmp_path: Path, changes: dict[str, str | None], words: str) -> None:
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


def test_a_day_that_a_spreadsheet_made_of_a_number_is_typed_again(tmp_path: Path) -> None:
    made = book()
    made["contacts"]["C2"] = date(2026, 5, 4)
    made["activities"]["B2"] = 46042
    made.save(tmp_path / "town.xlsx")
    _, said = reading_of(tmp_path / "town.xlsx")
    trust, when = sorted(said[:2], key=len)
    assert "column trust: is a day where a number is expected" in trust
    assert trust.endswith("In a spreadsheet, format the cell as a number and type it again")
    assert when.endswith("Format the cell as a date; most workbooks mean 2026-01-20 by it")
    with pytest.raises(rm.InvalidMap) as caught:
        rm.from_frames({"activities": pd.DataFrame({"name": ["Open day"], "date": [46042]})})
    remedy = "Write the day itself; most workbooks mean 2026-01-20 by it"
    assert caught.value.issues[0].remedy == remedy


def test_an_activity_is_known_by_its_name_and_day(tmp_path: Path) -> None:
    counts = "activity,group,attended\nTea 2026-01-20,Carers,6\n2026-02-20 tea,Carers,7\n"
    days = "name,date\nTea,2026-01-20\nTea,2026-02-20\n"
    changes = {"activities.csv": days, "turnout.csv": counts}
    reading, said = reading_of(folder(tmp_path / "town", changes))
    assert reading is not None, "\n".join(said)
    assert [row.attended for row in reading.stakeholders.turnout] == [6, 7]


def test_a_contact_that_is_there_twice_is_counted_once(tmp_path: Path) -> None:
    text = "organisation,group,trust\nHub,Carers,4\nHub,Carers,4\nHub,Veterans,3\n"
    reading, _ = reading_of(folder(tmp_path / "town", {"contacts.csv": text}))
    assert reading is not None
    assert reading.counts["contacts"] == 2
