"""Columns of people's own are kept with their rows in every form, and leave no working map."""

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

import reachmap as rm
from kinds import book, folder, reading_of
from reachmap.io import read_source
from reachmap.io.exports.endings import EXPORTS
from reachmap.model.audience import Audience

OWN = {
    "about.csv": "title,team,as_of,own_columns\nTown,Team,2026-03-31,Ward lead;Status\n",
    "groups.csv": "name,population,Ward lead,X Colour,status\nCarers,200,=1+1,red: a,\n"
    'Veterans,90,"Nurse\nof the ward",,new\n',
    "contacts.csv": "organisation,group,x_met_at,trust\nHub,Carers,the fair,4\n"
    "Advice shop,,by phone,3\n",
}

FORMS: dict[str, Callable[[rm.ReachMap, Path], rm.ReachMap]] = {
    "folder": lambda desk, path: written(desk, path / "town"),
    "workbook": lambda desk, path: written(desk, path / "town.xlsx"),
    "document": lambda desk, path: written(desk, path / "town.json"),
    "database": lambda desk, path: written(desk, path / "town.db"),
    "frames": lambda desk, path: rm.from_frames(desk.to_frames()),  # noqa: ARG005  like the others
    "graph": lambda desk, path: rm.from_networkx(desk.to_networkx(ledgers=True)),  # noqa: ARG005  same
}


def written(desk: rm.ReachMap, path: Path) -> rm.ReachMap:
    """Return a map as it comes back from a file."""
    desk.write(path)
    with rm.open(path) as again:
        return rm.ReachMap.of(again.stakeholders)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> rm.ReachMap:
    """Return a map with columns of people's own."""
    return rm.read(folder(tmp_path_factory.mktemp("own") / "town", {**OWN}))


def test_own_columns_are_kept_with_their_rows(tmp_path: Path) -> None:
    reading, said = reading_of(folder(tmp_path / "town", {**OWN}))
    assert ["were added" in line for line in said] == [True]
    assert reading is not None
    carers, veterans = reading.stakeholders.groups
    assert carers.own == ("ward_lead: =1+1", "x_colour: red: a")
    assert veterans.own == ("status: new", "ward_lead: Nurse\nof the ward")
    links = {(link.type, link.to): link.own for link in reading.stakeholders.links}
    assert links["TRUSTED_BY", "carers"] == ("x_met_at: the fair",)
    assert links["KNOWS", "hub"] == ()
    assert links["KNOWS", "advice-shop"] == ("x_met_at: by phone",)


@pytest.mark.parametrize("form", FORMS)
def test_own_columns_come_back_from_every_form(
    tmp_path: Path, town: rm.ReachMap, form: str
) -> None:
    assert FORMS[form](town, tmp_path) == town


@pytest.mark.parametrize("ending", [*EXPORTS, ".json", ".xlsx", ""])
@pytest.mark.parametrize("audience", ["public", "partner"])
def test_own_columns_leave_no_working_map(
    tmp_path: Path, town: rm.ReachMap, ending: str, audience: Audience
) -> None:
    path = tmp_path / f"town{ending}"
    town.write(path, audience=audience)
    if ending.endswith(".xlsx"):
        sheets = load_workbook(path).worksheets
        text = str([[cell.value for cell in row] for sheet in sheets for row in sheet.iter_rows()])
    else:
        files = [path] if path.is_file() else [*path.iterdir()]
        text = " ".join(file.read_bytes().decode("latin-1") for file in files)
    assert not [word for word in ("ward_lead", "x_", "Nurse", "the fair") if word in text]


def test_own_columns_go_to_other_programs_of_the_team(tmp_path: Path, town: rm.ReachMap) -> None:
    town.write(tmp_path / "town.kumu.json")
    elements = json.loads((tmp_path / "town.kumu.json").read_text())["elements"]
    carers = next(each for each in elements if each["id"] == "carers")
    assert carers["ward_lead"] == "=1+1"
    assert "own" not in carers


def test_cells_of_a_workbook_become_texts(tmp_path: Path) -> None:
    made = book()
    sheet = made["groups"]
    for column, (heading, cell) in enumerate({"x_n": 5.0, "x_yes": True, "X_ratio": 0.25}.items()):
        sheet.cell(1, 4 + column, heading)
        sheet.cell(2, 4 + column, cell)
    made.save(tmp_path / "town.xlsx")
    carers = read_source(tmp_path / "town.xlsx").stakeholders.groups[0]
    assert carers.own == ("x_n: 5", "x_ratio: 0.25", "x_yes: true")


def test_own_columns_of_a_file_stay_when_rows_are_recorded(tmp_path: Path) -> None:
    path = folder(tmp_path / "town", {**OWN})
    before = rm.read(path)
    link = rm.Link(from_="team", type="KNOWS", to="hub", source="officer", own=("x_met_at: tea",))
    after = rm.record(path, [link])
    assert rm.read(path) == after
    assert after.stakeholders.groups == before.stakeholders.groups
    assert "x_met_at" in (path / "links.csv").read_text()


REMARKS: dict[str, tuple[dict[str, str | bytes | None], str]] = {
    "ledgers keep none": (
        {"turnout.csv": "activity,group,attended,x_room\nOpen day,Carers,6,hall\n"},
        "turnout.csv, column x_room: there is no column 'x_room', so it is not read. It stays in "
        "this file, but no copy of the map has it",
    ),
    "a word of graphs": (
        {"groups.csv": "name,kind\nCarers,mine\n", "about.csv": "team,own_columns\nTeam,kind\n"},
        "no column 'kind', so it is not read",
    ),
    "not listed": (
        {"groups.csv": "name,ward\nCarers,North\n"},
        "to keep it, begin it with x_ or list it under 'own_columns' in about",
    ),
}


@pytest.mark.parametrize("kind", REMARKS)
def test_what_is_not_kept_is_said(tmp_path: Path, kind: str) -> None:
    changes, words = REMARKS[kind]
    _, said = reading_of(folder(tmp_path / "town", changes))
    assert any(words in line for line in said), "\n".join(said)


def test_rows_made_in_python_list_their_headings() -> None:
    group = rm.Group(id="g", name="G", own=("ward: North", "x_a: 1"))
    team = rm.Organisation(id="team", name="Team", team=True)
    with pytest.raises(rm.InvalidMap, match="Begin it with x_, or list it under 'own_columns'"):
        rm.StakeholderMap(groups=[group], organisations=[team])
    about = rm.About(own_columns=("Ward",))
    assert rm.StakeholderMap(about=about, groups=[group], organisations=[team]).groups[0] == group
    for wrong in (("ward",), ("x a: 1",), ("x_a: 1", "x_a: 2"), ("x_a:  ",)):
        with pytest.raises(ValueError, match="not a heading of its own"):
            rm.Group(id="g", name="G", own=wrong)
    with pytest.raises(rm.InvalidMap, match="'population' is no heading of your own in groups"):
        rm.StakeholderMap(
            about=rm.About(own_columns=("population",)),
            groups=[group.model_copy(update={"own": ("population: 9",)})],
            organisations=[team],
        )


def test_a_document_with_two_headings_that_read_the_same_loses_neither_in_silence() -> None:
    teams = pd.DataFrame({"name": ["Team"], "team": [True], "x_a": ["1"]})
    assert rm.from_frames({"organisations": teams}).stakeholders.organisations[0].own == ("x_a: 1",)
    with pytest.raises(rm.InvalidMap, match="heading 'x_a' is there twice"):
        rm.from_frames({"organisations": teams.assign(X_A=["2"])})


def test_merging_joins_own_columns_and_asks_where_they_differ() -> None:
    def one(*own: str, listed: str) -> rm.ReachMap:
        about = rm.About(own_columns=(listed,))
        body = rm.Organisation(id="team", name="Team", team=True, own=own)
        return rm.ReachMap.of(rm.StakeholderMap(about=about, organisations=[body]))

    first, second = one("x_a: 1", "ward: N", listed="ward"), one("x_b: 2", listed="lead")
    both = rm.merge(first, second).stakeholders
    assert both.organisations[0].own == ("ward: N", "x_a: 1", "x_b: 2")
    assert both.about.own_columns == ("lead", "ward")
    with pytest.raises(rm.UndecidedMerge):
        rm.merge(first, one("x_a: 2", listed="ward"))


def test_own_cells_stay_beside_their_rows_where_a_row_between_is_no_data(tmp_path: Path) -> None:
    groups = "name,x_ward\nCarers,North\nTotal,all\nTBC,none\nVeterans,South\n"
    changes = {"groups.csv": groups}
    reading, _ = reading_of(folder(tmp_path / "town", changes))
    assert reading is not None
    carers, veterans = reading.stakeholders.groups
    assert (carers.own, veterans.own) == (("x_ward: North",), ("x_ward: South",))


def test_a_cell_of_ones_own_that_holds_an_object_is_told_in_words(tmp_path: Path) -> None:
    tables = {"about": {"title": "T", "team": "Team"}, "groups": [{"name": "A", "x_a": {"b": 1}}]}
    (tmp_path / "town.json").write_text(json.dumps(tables), encoding="utf-8")
    _, said = reading_of(tmp_path / "town.json")
    assert len(said) == 1
    assert "is dict, which a column of your own cannot hold" in said[0]
    assert said[0].endswith("Write it as text")
