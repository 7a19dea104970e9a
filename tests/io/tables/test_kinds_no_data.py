"""Rows that are no data: left out and told of, and rows that only look so stay."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import reachmap as rm
from reachmap.io import Reading, read_source

ABOUT = "title,team\nTown,Team\n"
GROUPS = "name,population\nCarers,100\nVeterans,\n"
ACTIVITIES = "name,date\nForum,2026-01-20\n"


def reading(path: Path, **tables: str) -> Reading:
    """Read a map of a few tables."""
    for name, text in {"about": ABOUT, "activities": ACTIVITIES, **tables}.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return read_source(path)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Total,200", "is a total"),
        ('"Total 60,000",', "is a total"),
        ("TOTAL:,200", "is a total"),
        ("Grand total,200", "is a total"),
        ("Sub-total,200", "is a total"),
        ("Sub total,", "is a total"),
        ("Total population,200", "is a total"),
        ("Sum,200", "is a total"),
        ("TOTAL (all groups),200", "is a total"),
        ("Source: ONS,", "is a note"),
        ("* Census 2021,", "is a note"),
        ("Note: figures are rounded,", "is a note"),
        ("Notes - see the report,", "is a note"),
        ("\u2020 estimate,", "is a note"),
        ("[1] from the council,", "is a note"),
        ("TBC,", "names nothing"),
        ("-,", "names nothing"),
        ("n/a,", "names nothing"),
        ("N/A,5", "names nothing"),
        ("???,", "names nothing"),
        ("To be confirmed,", "names nothing"),
        ("\u2014,", "names nothing"),
        ("ditto,", "names nothing"),
        ('"\u2033",', "names nothing"),
        ("n/k,", "names nothing"),
        ("None yet,", "names nothing"),
        ("Name,Population", "repeats the headings"),
    ],
)
def test_what_is_no_group_is_told_of_with_its_row(tmp_path: Path, row: str, words: str) -> None:
    town = reading(tmp_path, groups=f"{GROUPS}\n{row}\nParents,5\n")
    assert [group.id for group in town.stakeholders.groups] == ["carers", "parents", "veterans"]
    assert [(each.file, each.row) for each in town.warnings] == [("groups.csv", 5)]
    assert words in town.warnings[0].message


@pytest.mark.parametrize(
    "name",
    [
        "Total Wellbeing Luton",
        "Totally Socially",
        "Source of Light Church",
        "Summer club",
        "Key workers",
        "Note takers",
        "NA meeting regulars",
        "Total Wellbeing (north)",
        "Ditto Theatre",
        "None of the above crowd",
        "Name",
    ],
)
def test_what_only_looks_so_is_a_group(tmp_path: Path, name: str) -> None:
    town = reading(tmp_path, groups=f"{GROUPS}\n{name},\n")
    assert name in [group.name for group in town.stakeholders.groups]
    assert not town.warnings


def test_placeholders_for_names_are_blank_and_told_of(tmp_path: Path) -> None:
    contacts = "organisation,role,group,owner\nMosque,imam,TBC,-\nGP,n/a,Carers,tbd\n-,,Carers,\n"
    town = reading(tmp_path, groups=GROUPS, contacts=contacts)
    assert [worker.role for worker in town.stakeholders.workers] == ["imam"]
    assert {body.id for body in town.stakeholders.organisations} == {"team", "mosque", "gp"}
    told = [(each.row, each.column) for each in town.warnings if "were added" not in each.message]
    assert told == [(2, "group"), (2, "owner"), (3, "role"), (3, "owner"), (4, None)]


def test_a_total_below_head_counts_blocks_nothing(tmp_path: Path) -> None:
    turnout = "activity,group,attended\nForum,Carers,3\nTotal,,3\n"
    town = reading(tmp_path, groups=GROUPS, turnout=turnout)
    assert [(each.file, each.row) for each in town.warnings] == [("turnout.csv", 3)]
    assert len(town.stakeholders.turnout) == 1


def test_a_head_count_of_nobody_known_is_refused_where_it_is(tmp_path: Path) -> None:
    with pytest.raises(rm.InvalidMap) as caught:
        reading(tmp_path, groups=GROUPS, turnout="activity,group,attended\nForum,TBC,3\n")
    assert [(each.row, each.column) for each in caught.value.issues] == [(2, "group")]


def test_a_second_table_of_the_same_headings_is_read_and_its_title_is_not(tmp_path: Path) -> None:
    turnout = "activity,group,attended\nForum,Carers,3\n\nSpring,,\nactivity,group,attended\n"
    town = reading(tmp_path, groups=GROUPS, turnout=f"{turnout}Forum,Veterans,4\n")
    assert [(each.row, each.severity) for each in town.warnings] == [(4, "warning"), (5, "warning")]
    assert len(town.stakeholders.turnout) == 2


def test_a_second_table_of_other_headings_is_one_problem(tmp_path: Path) -> None:
    groups = f"{GROUPS}\nWho we know,\nOrganisation,Role\nHub,Officer\nCollege,Tutor\n"
    with pytest.raises(rm.InvalidMap) as caught:
        reading(tmp_path, groups=groups)
    assert [(each.file, each.row) for each in caught.value.issues] == [("groups.csv", 6)]
    assert "a second table begins here" in caught.value.issues[0].message
    assert [each.row for each in caught.value.warnings] == [5]


def test_frames_whose_warnings_nobody_reads_lose_no_row() -> None:
    frames: dict[str, Any] = {
        "organisations": pd.DataFrame({"name": ["Team"], "team": [True]}),
        "groups": pd.DataFrame({"name": ["Carers", "Total"], "population": [10, 10]}),
    }
    with pytest.raises(rm.InvalidMap, match="groups, row 2, column name: the row is a total"):
        rm.from_frames(frames)


@pytest.mark.parametrize("label", ["Total", "Insgesamt"])
def test_the_totals_row_of_a_table_of_excel_is_skipped(tmp_path: Path, label: str) -> None:
    from openpyxl import Workbook
    from openpyxl.worksheet.table import Table, TableColumn

    book = Workbook()
    about, groups = book.active, book.create_sheet("groups")
    assert about is not None
    about.title = "about"
    for row in (["title", "team"], ["Town", "Team"]):
        about.append(row)
    for cells in (["name", "population"], ["Carers", 100], [label, "=SUBTOTAL(109,B2:B2)"]):
        groups.append(cells)
    table = Table(displayName="groups", ref="A1:B3", totalsRowCount=1)
    table._initialise_columns()  # type: ignore[attr-defined]
    table.tableColumns[0] = TableColumn(id=1, name="name", totalsRowLabel=label)
    table.tableColumns[1] = TableColumn(id=2, name="population", totalsRowFunction="sum")
    groups.add_table(table)
    book.save(tmp_path / "town.xlsx")
    town = read_source(tmp_path / "town.xlsx")
    assert [group.id for group in town.stakeholders.groups] == ["carers"]
    assert not town.warnings


def test_a_heading_among_the_rows_is_asked_about(tmp_path: Path) -> None:
    groups = "name,population\nWOMEN,\nCarers,100\nMothers,40\nLGBTQ,30\nMEN,\nFathers,50\n"
    town = reading(tmp_path, groups=groups)
    told = [(each.row, each.value, each.kind) for each in town.warnings]
    assert told == [(2, "WOMEN", "slip"), (6, "MEN", "slip")]
    assert all(each.message.startswith(ALONE) for each in town.warnings)
    assert len(town.stakeholders.groups) == 6
    loud = "name,population\nWOMEN,\nCARERS,100\nMothers,40\n"
    assert not reading(tmp_path, groups=loud).warnings


ALONE = "stands alone in its row, and is read as a name"
FULL = "".join(f"Group {n},{n},north\n" for n in range(1, 13))


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (f"{FULL}Groups at risk,,\nVeterans,5,\n", ["Groups at risk"]),
        (f"{FULL}Age,,\n", ["Age"]),
        (f"{FULL}Age:,,\nCarers,,\nParents,,\nVeterans,,\n", ["Age:"]),
        (f"{FULL}Carers,,\nParents,,\nVeterans,,\n", []),
        ("Carers,,\nParents,,\nGroups at risk,,\n", []),
        ("Carers,5,\nAge,,\n", []),
    ],
)
def test_a_name_with_nothing_beside_it_among_full_rows_is_asked_about(
    tmp_path: Path, rows: str, told: list[str]
) -> None:
    town = reading(tmp_path, groups=f"name,population,notes\n{rows}")
    assert [(each.value, each.kind) for each in town.warnings] == [(name, "slip") for name in told]
    assert all(each.message.startswith(ALONE) for each in town.warnings)


def test_a_heading_among_contacts_is_asked_about_too(tmp_path: Path) -> None:
    rows = "".join(f"{name},tutor,Carers\n" for name in ("Hub", "Mosque", "Shed", "School", "GP"))
    town = reading(
        tmp_path, groups=GROUPS, contacts=f"organisation,role,group\n{rows}Our partners,,\n"
    )
    assert [each.value for each in town.warnings if each.kind == "slip"] == ["Our partners"]


def test_what_is_rightly_left_out_is_no_slip(tmp_path: Path) -> None:
    groups = f"{GROUPS}Total,100\nSource: ONS,\nName,Population\nTBC,\n"
    town = reading(tmp_path, groups=groups)
    assert [(each.row, each.kind) for each in town.warnings] == [
        (4, "made"),
        (5, "made"),
        (6, "made"),
        (7, "slip"),
    ]
