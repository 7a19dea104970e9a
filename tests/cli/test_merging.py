"""The command `merge`: one clear report, a sheet to fill in, and nothing written before."""

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

import reachmap as rm
from command_line import TOWN, Command


@pytest.fixture
def maps(tmp_path: Path) -> tuple[Path, Path]:
    """Return two maps that differ in a name, a capacity and a comment."""
    team = rm.Organisation(id="team", name="Team", team=True)
    hub = rm.Organisation(id="hub", name="Carers' Hub", notes="=1+1\nring first")
    other = rm.Organisation(id="hub-2", name="Carers Hub")
    library = rm.Organisation(id="library", name="Library", capacity=3, notes="Ring, first")
    busy = library.model_copy(update={"capacity": 5, "notes": "=2+2"})
    paths = (tmp_path / "a.xlsx", tmp_path / "b.json")
    for path, bodies in zip(paths, ([team, hub, library], [team, other, busy]), strict=True):
        rm.ReachMap.of(rm.StakeholderMap(organisations=bodies)).write(path)
    return paths


def fill_in_csv(path: Path, choices: dict[str, str]) -> None:
    """Write decisions by field into a sheet, as a person would."""
    lines = path.read_text(encoding="utf-8")
    for field, choice in choices.items():
        start = lines.index(f",{field},", lines.index("organisations,"))
        (blank,) = re.findall(r",,\w{10},internal", lines[start:])[:1]
        lines = lines[:start] + lines[start:].replace(blank, f",{choice}{blank[1:]}", 1)
    path.write_text(lines, encoding="utf-8")


def fill_in_workbook(path: Path, choices: dict[str, str]) -> None:
    """Write decisions by field into a workbook, as a person would."""
    book = openpyxl.load_workbook(path)
    (sheet,) = book.worksheets
    headings = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        field = str(row[headings.index("field")].value or "")
        if row[headings.index("table")].value == "organisations" and field in choices:
            row[headings.index("decision")].value = choices[field].upper()
    book.save(path)


@pytest.mark.parametrize(
    ("sheet", "fill_in"), [("d.csv", fill_in_csv), ("d.xlsx", fill_in_workbook)]
)
def test_decisions_are_written_down_filled_in_and_read_back(
    tmp_path: Path,
    maps: tuple[Path, Path],
    command: Command,
    sheet: str,
    fill_in: Callable[[Path, dict[str, str]], None],
) -> None:
    whole, decisions = tmp_path / "c.xlsx", tmp_path / sheet
    words = ("merge", *maps, "-o", whole, "--decisions", decisions)
    ran = command(*words)
    assert (ran.code, whole.exists()) == (1, False)
    assert ran.err.startswith("3 things are to be decided before the two maps become one.")
    assert f"organisations, library, capacity: 3 in {maps[0]}, 5 in {maps[1]}" in ran.err
    assert decisions.stat().st_mode & 0o077 == 0
    assert f"Wrote {decisions}: fill in its column 'decision'" in ran.err
    fill_in(decisions, {"": "first", "capacity": "second"})
    again = command(*words)
    assert (again.code, whole.exists()) == (1, False)
    assert again.err.startswith("One thing is to be decided")
    fill_in(decisions, {"notes": "first"})
    done = command(*words)
    assert done.code == 0
    assert done.err.splitlines() == [
        "Nothing is left to decide.",
        "2 nodes have the same id in both and are taken to be the same.",
        f"Wrote {whole}.",
    ]
    bodies = {body.id: body for body in rm.read(whole).stakeholders.organisations}
    assert bodies.keys() == {"team", "hub", "library"}
    assert (bodies["library"].capacity, bodies["library"].notes) == (5, "Ring, first")
    assert bodies["hub"].name == "Carers' Hub"


def test_without_a_sheet_the_report_says_how_to_have_one(
    tmp_path: Path, maps: tuple[Path, Path], command: Command
) -> None:
    ran = command("merge", *maps, "-o", tmp_path / "c.xlsx")
    assert ran.code == 1
    assert "Run it again with --decisions" in ran.err
    assert {path.name for path in tmp_path.iterdir()} == {"a.xlsx", "b.json"}


def test_what_is_no_decision_or_no_sheet_is_said_with_its_row(
    tmp_path: Path, maps: tuple[Path, Path], command: Command
) -> None:
    decisions = tmp_path / "d.csv"
    words = ("merge", *maps, "-o", tmp_path / "c.xlsx", "--decisions", decisions)
    command(*words)
    fill_in_csv(decisions, {"capacity": "third"})
    ran = command(*words)
    assert ran.code == 1
    assert "d.csv, row 4, column decision: no such decision (found: 'third')" in ran.err
    assert "Write first, second or both, or leave it blank" in ran.err
    decisions.write_text("a,b\n1,2\n", encoding="utf-8")
    ran = command(*words)
    assert "with a column 'mark'" in ran.err
    assert decisions.read_text(encoding="utf-8") == "a,b\n1,2\n"


@pytest.mark.parametrize("name", ["d.json", "d", "d.txt"])
def test_a_sheet_of_decisions_is_a_csv_file_or_a_workbook(
    tmp_path: Path, maps: tuple[Path, Path], command: Command, name: str
) -> None:
    ran = command("merge", *maps, "-o", tmp_path / "c.json", "--decisions", tmp_path / name)
    assert ran.code == 2
    assert "ends in .csv or .xlsx" in ran.err.replace("\n", " ")
    assert {path.name for path in tmp_path.iterdir()} == {"a.xlsx", "b.json"}


def test_a_map_that_is_merged_is_never_written_over(
    tmp_path: Path, maps: tuple[Path, Path], command: Command
) -> None:
    before = [path.read_bytes() for path in maps]
    for target in maps:
        ran = command("merge", *maps, "-o", target, "--force")
        assert "this was read from" in ran.err
        ran = command("merge", *maps, "-o", tmp_path / "c.json", "--decisions", target)
        assert ran.code != 0
    assert [path.read_bytes() for path in maps] == before


def test_a_map_merged_with_itself_is_written_as_it_is(tmp_path: Path, command: Command) -> None:
    ran = command("merge", TOWN, TOWN, "-o", tmp_path / "c.json")
    assert ran.code == 0
    assert "under the same pseudonym in both are taken to be the same" in ran.err
    assert ran.err.endswith(f"Wrote {tmp_path / 'c.json'}.\n")
    assert rm.read(tmp_path / "c.json") == rm.read(TOWN)
