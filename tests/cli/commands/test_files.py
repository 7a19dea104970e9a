"""Writing, copying and showing maps, as a planner types it."""

import json
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


@pytest.mark.campaign
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
