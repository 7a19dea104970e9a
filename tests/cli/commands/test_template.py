"""The workbook to fill in and the sign-in sheets, as a planner asks for them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import reachmap as rm
from command_line import TOWN, Command
from folders import ROOT
from reachmap.io import carried

POPULATION = ROOT / "examples" / "imports" / "population.csv"
PEOPLE = ROOT / "examples" / "imports" / "zoom.csv"


def cells(path: Path, sheet: str) -> list[tuple[object, ...]]:
    """Return the cells of a sheet below its headings."""
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(min_row=2, values_only=True))


def text_of(path: Path) -> str:
    """Return the text of the first sheet of a workbook."""
    rows = openpyxl.load_workbook(path)["start here"].iter_rows(values_only=True)
    return "\n".join(str(cell) for row in rows for cell in row if cell)


def test_nothing_is_said_of_what_a_blank_workbook_takes_over(
    command: Command, tmp_path: Path
) -> None:
    new = tmp_path / "new.xlsx"
    assert command("template", new).err.splitlines()[0].startswith(f"Wrote {new}. ")


def test_a_new_year_starts_from_the_old_map(command: Command, tmp_path: Path) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.xlsx"
    rm.read(TOWN).write(old)
    before = old.read_bytes()
    code, out, said = command("template", new, "--from", old)
    assert (code, out) == (0, "")
    town = rm.read(TOWN).stakeholders
    assert rm.read(new).stakeholders == carried(town)
    for words in (
        f"Filled in from 'old.json': {len(town.groups)} groups",
        "They keep their ids, so that years can be compared.",
        f"What is of its time stays there: {len(town.activities)} activities",
        f"reachmap check {new}",
    ):
        assert words in said
    assert "Filled in from 'old.json'" in text_of(new)
    assert old.read_bytes() == before


def test_populations_are_filled_in_with_their_source(command: Command, tmp_path: Path) -> None:
    new = tmp_path / "new.xlsx"
    code, _, said = command("template", new, "--population", POPULATION)
    assert code == 0
    assert "Left out, and why:" in said
    assert "Populations come from 'population.csv'" in text_of(new)
    assert cells(new, "about")[0][1:4] == (None, None, 148127)
    assert ("Arab communities", "Arab communities", 566) in [r[:3] for r in cells(new, "groups")]
    assert all("population.csv" in str(row[3]) for row in cells(new, "groups"))
    assert "organisations" not in openpyxl.load_workbook(new).sheetnames
    terms = tmp_path / "new.import.toml"
    text = terms.read_text(encoding="utf-8")
    assert '"White" = "?"' in text
    terms.write_text(text.replace('"White" = "?"', '"White" = "White people"'), encoding="utf-8")
    assert command("template", new, "--population", POPULATION, "--force").code == 0
    assert "White people" in [row[0] for row in cells(new, "groups")]


def test_a_map_and_populations_go_together(command: Command, tmp_path: Path) -> None:
    new = tmp_path / "new.xlsx"
    code, _, said = command("template", new, "--from", TOWN, "--population", POPULATION, "--full")
    assert code == 0
    town, now = rm.read(TOWN).stakeholders, rm.read(new).stakeholders
    ids = {group.id for group in town.groups}
    assert ids < {group.id for group in now.groups}
    assert now.about.area_population == 148127
    assert f"before {town.about.area_population:,}" in said
    assert now.workers == town.workers


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["t.xlsx", "--area", "x"], "--area and --mapping go with --population"),
        (["s", "--sign-in", "--map", TOWN, "--from", TOWN], "do not go with --sign-in"),
        (["t.xlsx", "--population", PEOPLE], "a sign-in or registration list, not a table of pop"),
        (["t.ods", "--from", TOWN], "ends in .xlsx"),
    ],
)
def test_what_does_not_go_together_is_refused(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, said = command("template", *words)
    assert (code, says in " ".join(said.split())) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_what_is_read_is_never_written_over(command: Command, tmp_path: Path) -> None:
    book, table = tmp_path / "map.xlsx", tmp_path / "population.xlsx"
    rm.read(TOWN).write(book)
    before = book.read_bytes()
    assert command("template", book, "--from", book, "--force").code == 3
    assert command("template", book, "--from", TOWN).code == 3
    table.write_bytes(before)
    assert command("template", table, "--population", table, "--force").code == 3
    assert (book.read_bytes(), table.read_bytes()) == (before, before)


def test_nothing_is_written_where_the_mapping_file_is_somebody_elses(
    command: Command, tmp_path: Path
) -> None:
    new, terms = tmp_path / "new.xlsx", tmp_path / "new.import.toml"
    terms.write_text("", encoding="utf-8")
    other = tmp_path / "other.toml"
    other.write_text("", encoding="utf-8")
    words = ("template", new, "--population", POPULATION, "--mapping", other)
    assert command(*words).code == 3
    assert not new.exists()


def test_sign_in_sheets_are_written_for_planned_activities_or_one(
    command: Command, tmp_path: Path
) -> None:
    folder, file = tmp_path / "sheets", tmp_path / "one.html"
    assert command("template", "--sign-in", str(folder), "--map", TOWN).code == 0
    assert [path.name for path in folder.iterdir()] == ["carers-may.html"]
    assert "20 May 2026" in (folder / "carers-may.html").read_text(encoding="utf-8")
    one = ("template", "--sign-in", str(file), "--map", TOWN, "--activity", "Panel in May")
    assert command(*one).code == 0
    assert "Panel in May" in file.read_text(encoding="utf-8")
    assert command(*one).code == 3
    assert command(*one, "--force").code == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--sign-in", "s"], "say which map"),
        (["t.xlsx", "--map", TOWN], "go with --sign-in"),
        (["t.xlsx", "--activity", "x"], "go with --sign-in"),
        (["--sign-in", "s", "--map", TOWN, "--activity", "nobody"], "nobody"),
    ],
)
def test_sign_in_sheets_ask_for_what_they_need(
    command: Command, words: list[str], says: str
) -> None:
    code, _, said = command("template", *words)
    assert code == 2
    assert says in said


@pytest.mark.parametrize("planned", [True, False])
def test_a_sheet_that_would_ask_nothing_is_not_written(
    command: Command, tmp_path: Path, *, planned: bool
) -> None:
    about = rm.About(as_of=date(2026, 3, 31))
    later = rm.Activity(id="later", name="Later", date=date(2026, 5, 4))
    team = rm.Organisation(id="team", name="Team", team=True)
    town = rm.StakeholderMap(
        about=about, organisations=[team], activities=[later] if planned else []
    )
    path, target = str(tmp_path / "map.db"), tmp_path / "sheets"
    rm.ReachMap.of(town).write(path)
    code, _, said = command("template", "--sign-in", str(target), "--map", path)
    assert code == 2
    assert "there is nothing to ask" in said
    assert not target.exists()


def test_several_sign_in_sheets_want_a_folder_and_say_what_has_no_room(
    command: Command, tmp_path: Path
) -> None:
    town = rm.read(TOWN).stakeholders
    groups = [("women",), tuple(group.id for group in town.groups)]
    more = [
        rm.Activity(id=f"next-{n}", name="Next", date=date(2026, 6, n), groups=own)
        for n, own in enumerate(groups, 1)
    ]
    path = str(tmp_path / "map.json")
    rm.ReachMap.of(replace(town, activities=(*town.activities, *more))).write(path)
    code, _, said = command("template", "--sign-in", str(tmp_path / "s.html"), "--map", path)
    assert code == 2
    assert "there are 3 sheets: name a folder" in said
    code, _, said = command("template", "--sign-in", str(tmp_path / "s"), "--map", path)
    assert code == 0
    assert "  No room for " in said
