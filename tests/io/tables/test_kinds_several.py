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
