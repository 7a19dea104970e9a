"""Rows to be added to a map: read as cells of a file are, or refused all at once."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import reachmap as rm
from kinds import book, folder
from reachmap.io.additions import additions_of, read_changes
from reachmap.model.about import About

DAY = date(2026, 1, 20)
ABOUT = About()
DMY = About(date_order="dmy", currency="GBP")

ODD_ROWS: list[Any] = [
    rm.Method(code="new", name="New"),
    rm.Support(code="new", name="New"),
    "attendance",
    7,
    None,
    {"voice": "v1"},
    {"activity": "spring", "colour": "red"},
    {"voice": "v1", "activity": "spring", "speaking": "loudly"},
    {"activity": "spring", "group": "carers", "attended": "7 or so"},
    {"date": DAY, "from": "team", "to": "hub", "out come": "full"},
    {"from": "team", "date": DAY, "group": "carers"},
]


def problems(*rows: Any, about: About = ABOUT) -> list[str]:
    """Return what is said of rows."""
    with pytest.raises(rm.InvalidMap) as caught:
        additions_of(rows, lambda: about)
    return [str(issue) for issue in caught.value.issues]


def test_what_cannot_be_added_is_refused_all_at_once_and_nothing_is_dropped() -> None:
    good = rm.Finding(rule="rest", subject="v1", answer="They rest.")
    said = problems(good, *ODD_ROWS)
    numbers = [f"rows, row {number}" for number in range(2, len(ODD_ROWS) + 2)]
    assert all(any(line.startswith(number) for line in said) for number in numbers)
    assert "Method is no row that can be added. Give rows of asks, attendance" in said[0]
    assert "row 7: a dict with the columns voice is a row of no table that grows" in "\n".join(said)
    assert "column speaking: is not one of the words allowed here (found: 'loudly')" in str(said)
    assert "column attended: is not a whole number (found: '7 or so')" in str(said)
    assert (
        "there is no column 'out come' in asks. Did you mean 'outcome'? Its columns: date"
        in str(said)
    )
    assert "a row of asks needs to. Its columns: date, from, to, group" in str(said)


def test_dicts_are_rows_of_the_one_table_with_their_columns() -> None:
    rows: list[dict[str, Any]] = [
        {"voice": "v1", "activity": "spring", "speaking": "own"},
        {"activity": "spring", "group": "carers", "attended": 7},
        {"from": "team", "type": "KNOWS", "to": "v1", "last_contact": DAY},
        {"date": "2026-03-01", "from": "team", "to": "v1"},
        {"date": DAY, "voice": "v1"},
        {"rule": "rest", "subject": "v1", "answer": "They rest."},
    ]
    changes = read_changes(rows, About)
    assert {*changes} == {"attendance", "turnout", "links", "asks", "panels", "findings"}
    assert changes["asks"]["date"] == [date(2026, 3, 1)]
    assert changes["links"]["from_"] == ["team"]


ASK = {"date": DAY, "from": "team", "to": "hub"}
TAKEN: list[tuple[Mapping[str, Any], Mapping[str, Any]]] = [
    ({**ASK, "date": "20 Jan 2026"}, {"date": DAY}),
    ({**ASK, "date": datetime.fromisoformat("2026-01-20T14:03")}, {"date": DAY}),
    ({**ASK, "date": pd.Timestamp("2026-01-20")}, {"date": DAY}),
    ({**ASK, "date": "20/01/2026"}, {"date": DAY}),
    ({**ASK, "outcome": "Passed on"}, {"outcome": "passed-on"}),
    ({**ASK, "group": "", "activity": float("nan")}, {"group": None, "activity": None}),
    ({"Date": DAY, " From": "team", "TO": "hub"}, {"to": "hub"}),
    ({"activity": "a", "group": "g", "attended": np.int64(4)}, {"attended": 4}),
    ({"activity": "a", "group": "g", "attended": "4"}, {"attended": 4}),
    ({"activity": "a", "group": "g", "attended": 4.0}, {"attended": 4}),
    ({"activity": "a", "group": "g", "attended": pd.NA, "invited": 9}, {"attended": None}),
    ({"from": "t", "type": "knows", "to": "h", "cost": "£150.50"}, {"cost": 150.5}),
    ({"from": "t", "type": "KNOWS", "to": "h", "X Met": "fair"}, {"own": ("x_met: fair",)}),
]


@pytest.mark.parametrize(("row", "values"), TAKEN)
def test_cells_of_dicts_are_read_as_those_of_files(
    row: Mapping[str, Any], values: Mapping[str, Any]
) -> None:
    (made,) = additions_of([row], lambda: DMY)
    assert {name: getattr(made, name) for name in values} == values


REFUSED = [
    ({**ASK, "date": "03/02/2026"}, "column date: can be read in two ways (found: '03/02/2026')"),
    ({**ASK, "date": "soon"}, "column date: is not a day (found: 'soon'). Write it as 2026-03-31"),
    ({**ASK, "x_ward": "North"}, "there is no column 'x_ward' in asks"),
    ({"from": "t", "type": "KNOWS", "to": "h", "Trust": "High"}, "column Trust: is not a whole"),
    ({"from": "t", "type": "KNOWS", "to": "h", "trust": True}, "is TRUE, which is no number"),
    ({"from": "t", "type": "KNOWS", "to": "h", "x_a": {}}, "x_a: is dict, which a column of your"),
    ({"rule": "r", "subject": 7, "answer": "a"}, "a number where text is expected (found: '7')"),
]


@pytest.mark.parametrize(("row", "words"), REFUSED)
def test_what_cannot_be_read_is_one_problem_of_its_cell(row: Mapping[str, Any], words: str) -> None:
    (line,) = problems(row)
    assert line.startswith("rows, row 1")
    assert words in line
    assert "pydantic" not in line
    assert "input should" not in line.casefold()


@pytest.mark.parametrize("rows", ["text", {"voice": "v1"}, rm.Voice(id="v1", name="v1")])
def test_one_row_in_place_of_a_list_is_told_of(rows: Any) -> None:
    with pytest.raises(rm.InvalidMap, match="in place of a list of rows"):
        additions_of(rows, About)


@pytest.mark.parametrize("rows", [None, 7])
def test_what_is_no_list_of_rows_is_refused(rows: Any) -> None:
    with pytest.raises(rm.InvalidMap, match=r"is no list of rows\. Give rows of asks"):
        additions_of(rows, About)


FORMS = ("town", "town.xlsx", "town.json", "town.db")


@pytest.mark.parametrize("form", FORMS)
def test_rows_as_people_type_them_are_recorded_in_every_form(tmp_path: Path, form: str) -> None:
    about = "title,team,as_of,date_order\nTown,Team,2026-03-31,dmy\n"
    path = tmp_path / form
    if form == "town":
        folder(path, {"about.csv": about})
    elif form == "town.xlsx":
        made = book()
        made["about"]["D1"], made["about"]["D2"] = "Date order", "dmy"
        made.save(path)
    else:
        rm.read(folder(tmp_path / "source", {"about.csv": about})).write(path)
    rows = pd.DataFrame(
        {
            "Date": ["20/01/2026", "20 Jan 2026"],
            "From": ["TEAM", "team"],
            "To": ["hub", "Hub "],
            "Group": ["carers", None],
            "Outcome": ["Passed on", None],
        }
    )
    rm.record(path, rows.iloc[:1])  # type: ignore[arg-type]  # a frame is taken too
    rm.record(path, [{str(name): cell for name, cell in rows.iloc[1].items()}])
    with rm.open(path) as desk:
        asks = sorted(desk.stakeholders.asks, key=lambda ask: ask.group or "z")
    assert [(ask.date, ask.from_, ask.to, ask.group, ask.outcome) for ask in asks] == [
        (DAY, "team", "hub", "carers", "passed-on"),
        (DAY, "team", "hub", None, None),
    ]
