"""Rows as objects, as in JSON documents, and frames: read as a sheet of the same cells is."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import reachmap as rm
from kinds import reading_of
from usual_mistakes import filled_template

DOCUMENT: dict[str, Any] = {
    "About": [{"Title": "Town", "Team": "Team", "As of date": "2026-03-31"}],
    "Groups": [
        {"Group name": "Carers", "Category": "carers", "Population (2021)": 200},
        {"Group name": "", "Category": None},
        {},
        {"Group name": "Veterans", "Population (2021)": 90, "X ward": "North"},
        {"Group name": "Total", "Population (2021)": 290},
    ],
    "Town - contacts": [
        {
            "Organization": "Hub",
            "Group": "Carers",
            "Trust level": 4,
            "Last contact": "2026-02-10",
        }
    ],
}
"""A map as programs that turn spreadsheets into JSON write it."""


def document(path: Path, tables: dict[str, Any]) -> Path:
    """Write tables as a JSON document."""
    path.write_text(json.dumps(tables), encoding="utf-8")
    return path


def test_tables_and_headings_of_a_document_go_by_their_usual_names(tmp_path: Path) -> None:
    reading, said = reading_of(document(tmp_path / "town.json", DOCUMENT))
    assert reading is not None, "\n".join(said)
    town = reading.stakeholders
    assert (town.about.title, town.about.team) == ("Town", "team")
    carers, veterans = town.groups
    assert (carers.population, veterans.population, veterans.own) == (200, 90, ("x_ward: North",))
    assert {(link.type, link.trust) for link in town.links} == {("KNOWS", 4), ("TRUSTED_BY", None)}
    understood = [line for line in said if "understood by what they mean" in line]
    assert len(understood) == 2
    assert "'Group name' as 'name' and 'Population (2021)' as 'population'" in understood[0]
    assert any("sheet Groups, row 5, column Group name: the row is a total" in s for s in said)


def test_a_document_is_written_into_under_its_own_names(tmp_path: Path) -> None:
    path = document(tmp_path / "town.json", DOCUMENT)
    known = {"from": "team", "type": "KNOWS", "to": "hub"}
    rows: list[dict[str, Any]] = [
        {"date": "2026-03-30", "from": "team", "to": "hub"},
        {**known, "trust": 5, "last_contact": "2026-03-30", "source": "contacts"},
    ]
    rm.record(path, rows)
    after = json.loads(path.read_text(encoding="utf-8"))
    assert list(after) == [*DOCUMENT, "asks"]
    assert after["Town - contacts"] == [
        {
            "Organization": "Hub",
            "Group": "Carers",
            "Trust level": 5,
            "Last contact": "2026-03-30",
        }
    ]
    assert after["asks"] == [{"date": "2026-03-30", "from": "Team", "to": "Hub"}]


def test_one_column_under_two_headings_is_asked_about(tmp_path: Path) -> None:
    groups = [{"name": "Carers"}, {"Name": "Veterans"}]
    _, said = reading_of(document(tmp_path / "town.json", {**DOCUMENT, "Groups": groups}))
    wanted = "column Name: the headings 'name' and 'Name' are one column. Use one of them in all"
    assert [line for line in said if wanted in line]


TEAM: Any = [{"name": "Team", "team": True}]
LEFT_OUT: list[tuple[dict[str, Any], str]] = [
    (
        {"groups": pd.DataFrame({"name": ["Carers", "Total"]})},
        "the row is a total (found: 'Total'). Take it out, unless it is no total",
    ),
    (
        {"groups": pd.DataFrame({"name": ["Carers", "Source: ONS"]})},
        "the row is a note (found: 'Source: ONS'). Take it out, unless",
    ),
    (
        {"groups": pd.DataFrame({"name": ["Carers", "TBC"]})},
        "'TBC' names nothing. Write the name, or clear the row",
    ),
    (
        {"groups": pd.DataFrame({"name": ["Carers"]}), "Notes": pd.DataFrame({"a": [1]})},
        "there is no table 'Notes'. Take it out; the tables are about, groups",
    ),
    (
        {"groups": pd.DataFrame({"Name": ["Carers"], "Time of Day": ["late"]})},
        "column Time of Day: there is no column 'Time of Day'. The columns are",
    ),
]


@pytest.mark.parametrize(("tables", "words"), LEFT_OUT)
def test_what_frames_hold_beside_data_says_what_to_do(tables: dict[str, Any], words: str) -> None:
    with pytest.raises(rm.InvalidMap) as caught:
        rm.from_frames({"organisations": TEAM, **tables})
    assert len(caught.value.issues) == 1
    said = str(caught.value.issues[0])
    assert words in said
    assert "Nothing to do" not in said
    assert "not read" not in said


def test_blank_rows_of_frames_are_no_rows() -> None:
    blank = [None, float("nan"), pd.NA, " "]
    rows = {"name": ["Carers", *blank, "Veterans"], "x_ward": ["N", *[None] * 4, "S"]}
    town = rm.from_frames({"organisations": TEAM, "groups": pd.DataFrame(rows)})
    assert [(group.name, group.own) for group in town.stakeholders.groups] == [
        ("Carers", ("x_ward: N",)),
        ("Veterans", ("x_ward: S",)),
    ]


def test_worked_examples_of_the_template_count_at_no_door(tmp_path: Path) -> None:
    book = tmp_path / "map.xlsx"
    filled_template(book)
    sheets = pd.read_excel(book, sheet_name=None)
    tables = {name: frame for name, frame in sheets.items() if name not in {"start here", "words"}}
    framed = rm.from_frames(tables).stakeholders
    rows = {
        name: [{k: v for k, v in row.items() if pd.notna(v)} for row in frame.to_dict("records")]
        for name, frame in tables.items()
    }
    path = tmp_path / "town.json"
    path.write_text(json.dumps(rows, default=str), encoding="utf-8")
    wanted = rm.read(book).stakeholders
    assert framed == wanted
    assert rm.read(path).stakeholders == wanted


def test_an_example_that_was_typed_over_is_asked_about(tmp_path: Path) -> None:
    groups = [{"name": "(example) Unpaid carers", "population": 7}, {"name": "Men"}]
    _, said = reading_of(document(tmp_path / "town.json", {**DOCUMENT, "Groups": groups}))
    wanted = "sheet Groups, row 1: the row is marked (example), so it would not count"
    assert [line for line in said if wanted in line]
    with pytest.raises(rm.InvalidMap, match="groups, row 1: the row is marked"):
        rm.from_frames({"groups": pd.DataFrame(groups)})


def test_a_table_that_is_null_is_no_table(tmp_path: Path) -> None:
    tables = {"about": {"title": "Town", "team": "Team"}, "groups": None, "contacts": None}
    reading, said = reading_of(document(tmp_path / "town.json", tables))
    assert reading is not None
    assert not said
    days = {**tables, "activities": [{"name": "Tea", "date": 1768867200000}]}
    _, said = reading_of(document(tmp_path / "town.json", days))
    assert said[0].endswith(
        "is a number, not a day (found: '1768867200000'). Write it as text: 2026-03-31"
    )
