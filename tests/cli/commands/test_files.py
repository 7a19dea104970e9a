"""Writing, copying and showing maps, as a planner types it."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import reachmap as rm
from command_line import TOWN, Command


def test_copies_between_forms_are_equal(command: Command, tmp_path: Path) -> None:
    document, folder = str(tmp_path / "town.json"), str(tmp_path / "town")
    assert command("copy", TOWN, document).code == 0
    assert command("copy", document, folder).code == 0
    assert rm.read(folder) == rm.read(TOWN)
    assert command("copy", TOWN, folder).code == 3
    assert command("copy", TOWN, str(tmp_path / "town.docx")).code == 3


def test_a_copy_into_a_store_replaces_only_with_force(command: Command, tmp_path: Path) -> None:
    target = str(tmp_path / "town.db")
    assert command("copy", str(TOWN), target) == (0, "", f"Wrote {target}.\n")
    again = f"Nothing changed: {target} held the same map already.\n"
    assert command("copy", str(TOWN), target) == (0, "", again)
    code, _, said = command("copy", "demo", target)
    assert code == 3
    assert "holds another map; give --force" in said
    assert command("copy", "demo", target, "--force")[0] == 0
    back = str(tmp_path / "back.json")
    assert command("copy", target, back)[0] == 0
    assert rm.read(back) == rm.demo()


def test_the_page_is_written(command: Command, tmp_path: Path) -> None:
    target = tmp_path / "town.html"
    said = command("map", TOWN, "-o", str(target))
    assert (said.code, said.out) == (0, "")
    assert target.read_text().startswith("<!doctype html>")


def test_schemas_are_printed(command: Command, tmp_path: Path) -> None:
    assert json.loads(command("schema").out)["title"] == "map"
    assert json.loads(command("schema", "groups").out)["title"] == "groups"
    assert command("schema", "groups", "-o", str(tmp_path / "groups.json")).code == 0
    assert json.loads((tmp_path / "groups.json").read_text())["title"] == "groups"


def test_the_demo_is_written_with_its_page_and_never_over_another(
    command: Command, tmp_path: Path
) -> None:
    target = tmp_path / "vale"
    said = command("demo", str(target))
    assert (said.code, said.out) == (0, "")
    assert "Hidden carers" in said.err
    assert (target / "page.html").exists()
    assert rm.read(target / "map") == rm.demo()
    assert command("demo", str(target)).code == 3
    assert command("demo", str(target), "--force").code == 0


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
