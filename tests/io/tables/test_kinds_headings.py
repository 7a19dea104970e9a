"""Headings as people name them: understood, or asked about where a column is absent."""

from pathlib import Path

import pytest

import reachmap as rm
from kinds import folder, reading_of
from reachmap.io.tables.headings import columns_of
from reachmap.io.tables.names import column_named

UNDERSTOOD = [
    ("activities", "attended", "Number who came;How many came;Attended (total);Numbers"),
    (
        "activities",
        "attended",
        "Participants;Number of people who came;No. of attendees",
    ),
    ("activities", "attended", "Total attended;Attendance;Number of participants;Headcount"),
    ("activities", "date", "Date of event;Event date;When;Date of session;Date held on"),
    ("activities", "cost", "Total cost;Cost (£)"),
    ("activities", "venue", "Location;Where"),
    ("contacts", "group", "Community;Group reached;Population group;Who they reach;Group(s)"),
    ("contacts", "trust", "Strength;Relationship;Trust (1-5);Trust level;Trust score;Trust 1 to 5"),
    (
        "contacts",
        "last_contact",
        "Last spoke;Date last contacted;Last contact date",
    ),
    ("contacts", "last_contact", "Date of last contact;When last spoke;When last spoken to"),
    (
        "groups",
        "population",
        "How many people;Pop.;Size;Population (Census)",
    ),
    (
        "groups",
        "population",
        "Population, 2021 Census;Number of people;Population estimate (ONS 2022);No. of residents",
    ),
    ("groups", "name", "Group;Group name;Population group;Community"),
    ("turnout", "attended", "Count;Number attended;Came;Number"),
    ("asks", "outcome", "Result;Response;Outcome?"),
    ("methods", "people", "Number of people"),
]

NOT_UNDERSTOOD = [
    ("activities", "Cost (pence)"),
    ("activities", "Room booked?"),
    ("activities", "Number of rooms"),
    ("groups", "Households"),
    ("groups", "Population (%)"),
    ("contacts", "Phone number"),
    ("contacts", "Number of staff"),
    ("asks", "Response time"),
]


@pytest.mark.parametrize(("table", "column", "headings"), UNDERSTOOD)
def test_usual_headings_are_understood(table: str, column: str, headings: str) -> None:
    assert {each: column_named(table, each) for each in headings.split(";")} == dict.fromkeys(
        headings.split(";"), column
    )


@pytest.mark.parametrize(("table", "heading"), NOT_UNDERSTOOD)
def test_other_headings_are_left_alone(table: str, heading: str) -> None:
    assert column_named(table, heading) not in columns_of(table)


ASKED_ABOUT = [
    ("activities", "name,date,Bums on seats\nOpen day,2026-01-20,30\n", "Attended"),
    ("activities", "name,Held then,attended\nOpen day,20/01/2026,30\n", "Date"),
    ("activities", "name,date,attended,For\nOpen day,2026-01-20,30,Carers; Veterans\n", "Groups"),
    ("activities", "name,date,attended,By\nOpen day,2026-01-20,30,focus group\n", "Method"),
    ("groups", "name,Souls\nCarers,200\nVeterans,n/a\nMen,40\n", "Population"),
    ("contacts", "organisation,Serving\nHub,Carers\nHub,Veterans\n", "Group"),
    ("contacts", "organisation,group,How well\nHub,Carers,4\nHub,Veterans,5\n", "Trust"),
    ("contacts", "organisation,group,Rang\nHub,Carers,3 March 2026\n", "Last contact"),
    ("turnout", "activity,group,Seen there\nOpen day,Carers,6\n", "Attended"),
]


@pytest.mark.parametrize(("table", "text", "column"), ASKED_ABOUT)
def test_a_heading_that_may_be_an_absent_column_is_asked_about(
    tmp_path: Path, table: str, text: str, column: str
) -> None:
    reading, said = reading_of(folder(tmp_path / "town", {f"{table}.csv": text}))
    asked = [line for line in said if f"Is this '{column}'? If so, name it so" in line]
    assert len(asked) == 1, "\n".join(said)
    if reading is not None:
        (issue,) = (each for each in reading.warnings if "Is this" in each.remedy)
        assert issue.kind == "slip"


def test_a_needed_column_under_another_name_is_an_error_told_once(tmp_path: Path) -> None:
    text = "activity,Whom,attended\nOpen day,Carers,6\n"
    reading, said = reading_of(folder(tmp_path / "town", {"turnout.csv": text}))
    assert reading is None
    assert len(said) == 1
    assert "Is this 'Group'?" in said[0]


DAYLESS = "name,attended\nDrop-in,3\nDrop-in,5\nDrop-in,2\n"


def test_activities_of_one_name_want_the_column_of_days_and_not_ids(tmp_path: Path) -> None:
    changes = {"activities.csv": DAYLESS, "turnout.csv": None}
    _, said = reading_of(folder(tmp_path / "town", changes))
    assert len(said) == 1
    assert "the column 'date' is missing" in said[0]
    assert "cannot be told apart" in said[0]


def test_head_counts_without_a_count_want_the_column_once(tmp_path: Path) -> None:
    text = "activity,group\nOpen day,Carers\nOpen day,Veterans\n"
    _, said = reading_of(folder(tmp_path / "town", {"turnout.csv": text}))
    assert len(said) == 1
    assert "the column 'attended' is missing" in said[0]


def test_a_note_beside_a_table_with_notes_is_to_move_there(tmp_path: Path) -> None:
    text = "name,population,Notes,\nCarers,200,,ask Ann\nVeterans,90,,\n"
    _, said = reading_of(folder(tmp_path / "town", {"groups.csv": text}))
    assert len(said) == 1
    assert said[0].endswith("Clear it, or move it to the column 'Notes'")


def test_a_heading_of_no_column_in_about_never_stands_for_the_stamp(tmp_path: Path) -> None:
    path = tmp_path / "town.json"
    path.write_text('{"about": {"": false}}')
    with pytest.raises(rm.InvalidMap):
        rm.read(path)


def test_activities_of_one_name_with_ids_need_no_date(tmp_path: Path) -> None:
    activities = "id,name\nopen,Open day\nspring,Fair\nautumn,Fair\n"
    reading, said = reading_of(folder(tmp_path / "town", {"activities.csv": activities}))
    assert reading is not None, said
    bare = "name\nOpen day\nFair\nFair\n"
    _, said = reading_of(folder(tmp_path / "bare", {"activities.csv": bare}))
    assert any("the column 'date' is missing" in line for line in said)
