"""Several values in one cell: parted where that is certain, told of otherwise."""

from pathlib import Path

import pytest

from kinds import folder, reading_of
from reachmap.io import Reading, read_source

ABOUT = "title,team\nTown,Team\n"


def reading(path: Path, column: str, cell: str) -> Reading:
    """Read a map with a group that has a cell in a column."""
    (path / "about.csv").write_text(ABOUT)
    quoted = f'"{cell}"'
    text = f'name,{column}\nCarers,{quoted}\nYoung carers,\nParents,\n"Poles, Czechs",\n'
    (path / "groups.csv").write_text(text)
    return read_source(path)


@pytest.mark.parametrize(
    "cell",
    [
        "caring;timing",
        "caring, timing",
        "caring|timing",
        "caring\ntiming",
        "caring/timing",
        "caring; timing;",
        "Caring,  TIMING",
        "caring,\ntiming",
    ],
)
def test_words_of_a_list_are_parted_by_whatever_parts_them(tmp_path: Path, cell: str) -> None:
    town = reading(tmp_path, "barriers", cell)
    assert town.stakeholders.groups[0].barriers == ("caring", "timing")
    assert not town.warnings


@pytest.mark.parametrize(
    ("cell", "languages", "words"),
    [
        ("Polish;English", ("English", "Polish"), ""),
        ("Polish, English", ("English", "Polish"), "is read as 2 values: 'Polish', 'English'"),
        ("Polish|English", ("English", "Polish"), "is read as 2 values"),
        ("Polish\nEnglish", ("English", "Polish"), "is read as 2 values"),
        ("Polish / English", ("Polish / English",), "is read as one value"),
        ("Polish and English", ("Polish and English",), "is read as one value"),
        ("Polish & English", ("Polish & English",), "is read as one value"),
    ],
)
def test_names_are_parted_or_told_of(
    tmp_path: Path, cell: str, languages: tuple[str, ...], words: str
) -> None:
    town = reading(tmp_path, "languages", cell)
    assert town.stakeholders.groups[0].languages == languages
    assert [(each.row, each.column) for each in town.warnings] == [(2, "languages")] * bool(words)
    assert all(words in each.message for each in town.warnings)


@pytest.mark.parametrize(
    ("cell", "wider"),
    [
        ("Young carers, parents", ("parents", "young-carers")),
        ("Young carers|Parents", ("parents", "young-carers")),
        ("Poles, Czechs", ("poles-czechs",)),
        ("Poles, Czechs; Parents", ("parents", "poles-czechs")),
    ],
)
def test_references_are_parted_where_each_part_is_known(
    tmp_path: Path, cell: str, wider: tuple[str, ...]
) -> None:
    town = reading(tmp_path, "part_of", cell).stakeholders
    carers = next(group for group in town.groups if group.id == "carers")
    assert carers.part_of == wider


@pytest.mark.parametrize("joined", ["language & trust", "trust and language", "Language + Trust"])
def test_words_of_a_list_are_parted_by_what_joins_words(tmp_path: Path, joined: str) -> None:
    groups = f"name,barriers\nCarers,{joined}\nVeterans,\n"
    reading, said = reading_of(folder(tmp_path / "town", {"groups.csv": groups}))
    assert reading is not None, said
    assert set(reading.stakeholders.groups[0].barriers) == {"language", "trust"}


@pytest.mark.parametrize("joined", ["Carers & veterans", "veterans and CARERS", "Carers/Veterans"])
def test_known_names_are_parted_by_what_joins_words(tmp_path: Path, joined: str) -> None:
    activities = f"name,date,groups\nOpen day,2026-01-20,{joined}\n"
    reading, said = reading_of(folder(tmp_path / "town", {"activities.csv": activities}))
    assert reading is not None, said
    assert reading.stakeholders.activities[0].groups == ("carers", "veterans")


def test_a_name_that_holds_and_is_one_name(tmp_path: Path) -> None:
    groups = "name\nCarers\nVeterans\nCarers and veterans\n"
    activities = "name,date,groups\nOpen day,2026-01-20,Carers and veterans\n"
    changes = {"groups.csv": groups, "activities.csv": activities}
    reading, _ = reading_of(folder(tmp_path / "town", changes))
    assert reading is not None
    assert reading.stakeholders.activities[0].groups == ("carers-and-veterans",)


LISTS = ["Carers | Veterans", "Carers, veterans", "carers and Veterans", "CARERS/veterans"]


@pytest.mark.parametrize("typed", LISTS)
def test_a_contact_of_several_groups_is_of_each_and_makes_none(tmp_path: Path, typed: str) -> None:
    contacts = f'organisation,role,group,trust\nHub,chair,"{typed}",4\n'
    reading, said = reading_of(folder(tmp_path / "town", {"contacts.csv": contacts}))
    assert reading is not None, said
    town = reading.stakeholders
    assert [group.id for group in town.groups] == ["carers", "veterans"]
    links = {(link.type, link.to) for link in town.links}
    assert links == {
        ("KNOWS", "chair-hub"),
        ("TRUSTED_BY", "carers"),
        ("TRUSTED_BY", "veterans"),
    }
    assert any("row 2, column group: is read as 2 groups: " in line for line in said)


@pytest.mark.parametrize("typed", LISTS)
def test_a_head_count_of_several_groups_is_to_be_parted(tmp_path: Path, typed: str) -> None:
    turnout = f'activity,group,attended\nOpen day,"{typed}",4\n'
    _, said = reading_of(folder(tmp_path / "town", {"turnout.csv": turnout}))
    assert len(said) == 1
    assert f"there is no group {typed!r}. Give each its own row" in said[0]


def test_a_line_break_in_a_name_is_called_so(tmp_path: Path) -> None:
    contacts = 'organisation,group\nHub,"Carers\nVeterans"\n'
    _, said = reading_of(folder(tmp_path / "town", {"contacts.csv": contacts}))
    assert len(said) == 1
    assert "holds a line break" in said[0]
    assert said[0].endswith("Leave it out; several names are several rows")


def test_a_list_of_groups_that_are_nowhere_else_stays_one_name(tmp_path: Path) -> None:
    contacts = "organisation,group\nHub,Carers and friends\n"
    reading, _ = reading_of(folder(tmp_path / "town", {"contacts.csv": contacts}))
    assert reading is not None
    assert "carers-and-friends" in [group.id for group in reading.stakeholders.groups]


def test_a_name_of_several_groups_in_a_list_is_told_of(tmp_path: Path) -> None:
    groups = "id,name\na,Carers\nb,Carers\nc,Veterans\n"
    for typed in ("Carers", "Carers and veterans"):
        contacts = f"organisation,group\nHub,{typed}\n"
        changes = {"groups.csv": groups, "contacts.csv": contacts, "turnout.csv": None}
        _, said = reading_of(folder(tmp_path / typed, changes))
        assert said
        assert ("2 records go by the name 'Carers'" in "".join(said)) == (typed == "Carers")


def test_a_contact_of_groups_that_are_parted_is_of_each(tmp_path: Path) -> None:
    contacts = "organisation,role,group\nHub,chair,Carers; Veterans;carers\n"
    reading, said = reading_of(folder(tmp_path / "town", {"contacts.csv": contacts}))
    assert reading is not None, said
    links = [link.to for link in reading.stakeholders.links if link.type == "TRUSTED_BY"]
    assert links == ["carers", "veterans"]
    assert not any("is read as" in line for line in said)
