"""Names that read the same, names of several things, and what a worker goes by."""

import csv
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import reachmap as rm
from command_line import command_of
from kinds import folder, reading_of
from reachmap.io import Reading, read_source

ABOUT = "title,team,as_of\nTown,Our team,2026-03-31\n"
CONTACTS = "organisation,role,group\n"
ASKS = "date,from,to\n2026-03-01,Our team,"


def reading(path: Path, **tables: str) -> Reading:
    """Read a map of a few tables."""
    path.mkdir(exist_ok=True)
    for name, text in {"about": ABOUT, **tables}.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return read_source(path)


def records(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV text, without blank cells."""
    return [{k: v for k, v in row.items() if v} for row in csv.DictReader(text.splitlines())]


def through(door: str, path: Path, tables: Mapping[str, str]) -> rm.ReachMap:
    """Return the map of tables that come through one of the doors."""
    if door == "folder":
        return rm.ReachMap.of(reading(path / "town", **tables).stakeholders)
    rows = {name: records(text) for name, text in {"about": ABOUT, **tables}.items()}
    if door == "frames":
        return rm.from_frames({name: pd.DataFrame(each) for name, each in rows.items()})
    if door == "json":
        document = {"reachmap": 2, **rows, "about": rows["about"][0]}
        (path / "town.json").write_text(json.dumps(document))
        return rm.read(path / "town.json")
    with pd.ExcelWriter(path / "town.xlsx") as book:
        for name, each in rows.items():
            pd.DataFrame(each).to_excel(book, sheet_name=name, index=False)
    return rm.read(path / "town.xlsx")


@pytest.mark.parametrize("door", ["folder", "json", "frames", "workbook"])
@pytest.mark.parametrize(
    "typed",
    [
        "Carers\u2019 Hub",
        "Carers` Hub",
        "Carers\u02bc Hub",
        "CARERS' HUB",
        "Carers'  Hub",
        "Carers'\u00a0Hub",
        " Carers' Hub ",
        "Carers\u2032 Hub",
        "Carers-Hub",
        "Care\u00adrs' Hub",
        "\u200eCarers' Hub\u200e",
        "\ufeffCarers' Hub",
    ],
)
def test_names_that_read_the_same_are_one(tmp_path: Path, door: str, typed: str) -> None:
    town = through(
        door,
        tmp_path,
        {
            "organisations": "name\nCarers' Hub\n",
            "contacts": CONTACTS + f"{typed},,Young carers\n",
            "asks": ASKS + f"{typed}\n",
        },
    ).stakeholders
    assert [body.name for body in town.organisations] == ["Carers' Hub", "Our team"]
    assert [ask.to for ask in town.asks] == ["carers-hub"]
    assert town.find(typed) == "carers-hub"


@pytest.mark.parametrize("other", ["AGE UK", "Age  UK", "Age-UK", "Age UK"])
def test_two_rows_that_read_the_same_are_told_with_both_rows(tmp_path: Path, other: str) -> None:
    with pytest.raises(rm.InvalidMap) as caught:
        reading(tmp_path, organisations=f"name\nAge UK\n{other}\n")
    (issue,) = caught.value.issues
    assert (issue.file, issue.row, issue.column) == ("organisations.csv", 3, "name")
    assert "first in row 2 of organisations.csv" in issue.message
    assert "id '" not in issue.message
    assert "Delete this row if they are one" in issue.remedy


@pytest.mark.parametrize(
    ("tables", "ids"),
    [
        (
            {"groups": "name\nYoung carers\n", "organisations": "name\nYoung Carers\n"},
            {"young-carers", "young-carers-organisation"},
        ),
        (
            {"organisations": "name\nCarers' Hub\n", "venues": "name\nCarers' Hub\n"},
            {"carers-hub", "carers-hub-venue"},
        ),
        (
            {"groups": "name\nYoung carers\n", "contacts": CONTACTS + "Young carers,,\n"},
            {"young-carers", "young-carers-organisation"},
        ),
    ],
)
def test_one_name_of_two_kinds_gives_two_ids(
    tmp_path: Path, tables: dict[str, str], ids: set[str]
) -> None:
    town = reading(tmp_path, **tables)
    assert ids <= {node.id for node in town.stakeholders.nodes()}
    asked = [each for each in town.warnings if "is the name of" in each.message]
    column = None if "contacts" in tables else "name"  # contacts have no such column
    assert [(each.row, each.column) for each in asked] == [(2, column)]
    assert "row 2 of" in asked[0].message


def test_a_reference_means_the_kind_that_fits_it(tmp_path: Path) -> None:
    town = reading(
        tmp_path,
        groups="name\nYoung carers\n",
        contacts=CONTACTS + "Young carers,,Young carers\n",
        asks="date,from,to,group\n2026-03-01,Our team,Young Carers,young carers\n",
    ).stakeholders
    ask = next(iter(town.asks))
    assert (ask.to, ask.group) == ("young-carers-organisation", "young-carers")
    assert ("young-carers-organisation", "young-carers") in {(k.from_, k.to) for k in town.links}


def test_a_name_of_several_is_told_with_their_rows_and_ids(tmp_path: Path) -> None:
    with pytest.raises(rm.InvalidMap) as caught:
        reading(
            tmp_path,
            organisations="id,name\nmind-n,Mind\nmind-s,Mind\n",
            contacts=CONTACTS + "Mind,,Carers\n",
        )
    (issue,) = caught.value.issues
    assert "row 2 of organisations.csv and row 3 of organisations.csv" in issue.message
    assert "mind-n, mind-s" in issue.remedy


WORKER = "Carers' wellbeing worker"
CALLED = [WORKER, f"{WORKER.upper()}, carers\u2019 hub", "carers-wellbeing-worker-carers-hub"]


@pytest.mark.parametrize("door", ["folder", "json", "frames", "workbook"])
@pytest.mark.parametrize("typed", CALLED)
def test_a_worker_of_the_contacts_goes_by_role_and_organisation(
    tmp_path: Path, door: str, typed: str
) -> None:
    tables = {
        "contacts": CONTACTS + f"Carers' Hub,{WORKER},Carers\n",
        "asks": ASKS + f'"{typed}"\n',
    }
    town = through(door, tmp_path, tables).stakeholders
    assert [ask.to for ask in town.asks] == ["carers-wellbeing-worker-carers-hub"]


@pytest.mark.parametrize("typed", ["officer", "Officer, Carers Hub", "Officer, hub", "w1", "Ann"])
def test_a_worker_of_a_row_goes_by_every_name_that_is_printed(tmp_path: Path, typed: str) -> None:
    town = reading(
        tmp_path,
        organisations="id,name\nhub,Carers' Hub\nother,Other\n",
        workers="id,name,role,organisation\nw1,Ann,Officer,Carers' Hub\nw2,Bo,Manager,other\n",
        asks=ASKS + f'"{typed}"\n',
    ).stakeholders
    assert [ask.to for ask in town.asks] == ["w1"]
    assert town.find(typed) == "w1"


def test_a_role_that_several_hold_is_told_with_their_ids(tmp_path: Path) -> None:
    with pytest.raises(rm.InvalidMap, match="2 records go by the name 'Manager'") as caught:
        reading(
            tmp_path,
            contacts=CONTACTS + "Hub,Manager,Carers\nCollege,Manager,Carers\n",
            asks=ASKS + "Manager\n",
        )
    assert "manager-college, manager-hub" in caught.value.issues[0].remedy


@pytest.mark.parametrize("typed", CALLED)
@pytest.mark.parametrize("ending", ["", ".json", ".db", ".xlsx"])
def test_record_takes_the_names_that_are_printed(tmp_path: Path, typed: str, ending: str) -> None:
    town = rm.ReachMap.of(
        reading(
            tmp_path / "first",
            contacts=CONTACTS + f"Carers' Hub,{WORKER},Carers\n",
            groups="name\nCarers\n",
        ).stakeholders
    )
    path = tmp_path / f"town{ending}"
    town.write(path)
    ask = rm.Ask.model_validate({"date": date(2026, 3, 1), "from": "Our team", "to": typed})
    with rm.record(path, [ask]) as now:
        ids = [(each.from_, each.to) for each in now.stakeholders.asks]
    assert ids == [("our-team", "carers-wellbeing-worker-carers-hub")]


@pytest.mark.parametrize("typed", CALLED)
def test_the_command_line_takes_the_names_that_are_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    reading(tmp_path / "town", contacts=CONTACTS + f"Carers' Hub,{WORKER},Carers\n")
    done = command_of(capsys)("record", tmp_path / "town", "ask", typed, "--on", "2026-03-01")
    assert done.code == 0, done.err
    asks = read_source(tmp_path / "town").stakeholders.asks
    assert [ask.to for ask in asks] == ["carers-wellbeing-worker-carers-hub"]


def test_answers_tell_things_of_one_name_apart_and_take_the_names_they_print(
    tmp_path: Path,
) -> None:
    town = reading(
        tmp_path,
        groups="name\nYoung carers\n",
        organisations="id,name\nmind-n,Mind\nmind-s,Mind\n",
        contacts=CONTACTS + "mind-n,,Young carers\nmind-s,,Young carers\nYoung carers,,\n",
        asks=ASKS + "Mind (mind-s)\n2026-03-02,Our team,Young carers (organisation)\n",
    ).stakeholders
    assert [ask.to for ask in town.asks] == ["mind-s", "young-carers-organisation"]
    desk = rm.ReachMap.of(town)
    words = desk.routes("Young carers").explain()
    assert "Mind (mind-n)" in words
    assert desk.routes("Young carers").explain() == words
    assert desk.participation().rows()[0].name == "Young carers"
    assert town.find("Mind (mind-n)") == "mind-n"
    assert town.find("Young carers (organisation)") == "young-carers-organisation"
    assert town.groups[0].name == "Young carers"


@pytest.mark.parametrize("door", ["folder", "json", "frames", "workbook"])
def test_about_names_groups_as_people_call_them(tmp_path: Path, door: str) -> None:
    about = "title,team,subject,asked\nTown,Our team,UNPAID Carers,Young people;Over 75s\n"
    groups = "id,name\nca,Unpaid carers\nyp,Young people\nold,Over 75s\n"
    town = through(door, tmp_path, {"about": about, "groups": groups}).stakeholders
    assert (town.about.subject, town.about.asked) == ("ca", ("old", "yp"))


def test_a_subject_that_could_be_two_groups_or_none_is_one_fault_with_its_cell(
    tmp_path: Path,
) -> None:
    groups = "id,name\nca,Carers\ncb,Carers\n"
    for typed, message in (
        ("Carers", "2 records go by the name 'Carers'"),
        ("Carerz", "no group 'Carerz'"),
    ):
        about = f"title,team,subject\nTown,Our team,{typed}\n"
        with pytest.raises(rm.InvalidMap) as caught:
            reading(tmp_path / typed, about=about, groups=groups)
        (issue,) = caught.value.issues
        assert (issue.file, issue.row, issue.column) == ("about.csv", 2, "subject")
        assert message in issue.message


def test_a_role_that_is_misspelt_is_offered(tmp_path: Path) -> None:
    contacts = "organisation,role,group\nHub,youth mentor,Carers\nHub,chair,Veterans\n"
    asks = "date,from,to\n2026-03-01,team,youth mentorr\n"
    changes = {"contacts.csv": contacts, "asks.csv": asks}
    _, said = reading_of(folder(tmp_path / "town", changes))
    assert said[0].endswith("'youth mentorr'. Did you mean 'youth mentor'?")
    sound = {**changes, "asks.csv": asks.replace("mentorr", "mentor")}
    town = rm.read(folder(tmp_path / "sound", sound)).stakeholders
    with pytest.raises(rm.UnknownNode) as caught:
        town.find("youth mentorr", kinds=("worker", "champion"))
    assert caught.value.nearest[0] == "youth mentor"
    with pytest.raises(rm.UnknownNode) as caught:
        town.find("youth mentorr", kinds=("organisation",))
    assert "youth mentor" not in caught.value.nearest


@pytest.mark.parametrize("type_", ["trusted by", "Trusted_By", "TRUSTED-BY", "Trusted  by"])
def test_types_of_links_go_by_their_words(tmp_path: Path, type_: str) -> None:
    links = f"from,type,to\nHub,{type_},Veterans\n"
    made, said = reading_of(folder(tmp_path / "town", {"links.csv": links}))
    assert made is not None, said
    assert [link.type for link in made.stakeholders.links if link.to == "veterans"] == [
        "TRUSTED_BY"
    ]


def test_a_name_without_the_ages_of_another_is_asked_about(tmp_path: Path) -> None:
    groups = "name\nYoung people (16-25)\nCarers\nOlder people (65+)\nOlder people (75+)\n"
    contacts = "organisation,group\nHub,Young people\nHub,Older people (75+)\n"
    changes: dict[str, str | None] = {"groups.csv": groups, "contacts.csv": contacts}
    _, said = reading_of(folder(tmp_path / "town", {**changes, "turnout.csv": None}))
    near = [line for line in said if "comes near" in line]
    assert len(near) == 1
    assert "row 2: 'Young people' comes near 'Young people (16-25)' in row 2 of groups" in near[0]
