"""How answers reach the screen or a file."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import reachmap as rm
from command_line import TOWN, Command
from reachmap.model.answer import Answer


@pytest.mark.parametrize(
    "name",
    ["about", "heard", "voices", "burden", "methods", "change", "routes", "review", "evidence"],
)
def test_answers_come_as_json(command: Command, name: str) -> None:
    said = command(name, TOWN, "--json")
    desk = rm.read(TOWN)
    questions: dict[str, Callable[[], Answer]] = {
        "about": desk.overview,
        "heard": desk.participation,
        "voices": desk.voices,
        "burden": desk.burden,
        "methods": desk.methods,
        "change": desk.change,
        "routes": desk.routes_to_all,
        "review": desk.review,
        "evidence": desk.evidence,
    }
    answer = questions[name]()
    assert json.loads(said.out) == {"audience": "internal", **answer.to_dict()}
    assert said.err == ""


def test_tables_go_to_the_screen_and_words_beside_them(command: Command) -> None:
    said = command("heard", TOWN, "--format", "table")
    assert said.out.startswith("name ")
    assert "fair share" in said.out
    assert "per 1000" not in said.out, "too wide for a terminal"
    assert "Nobody known of these among those we asked" in said.err
    assert "Not yet heard" not in said.out


def test_an_answer_is_written_stamped_and_never_over_another(
    command: Command, tmp_path: Path
) -> None:
    target = tmp_path / "heard.csv"
    first = command("heard", TOWN, "-o", str(target))
    assert first.code == 0
    assert "not for sharing" in first.err
    assert target.read_text(encoding="utf-8-sig").startswith("group,name,population")
    again = command("heard", TOWN, "-o", str(target))
    assert (again.code, "--force" in again.err) == (3, True)
    assert command("heard", TOWN, "-o", str(target), "--force").code == 0
    assert command("heard", TOWN, "-o", str(tmp_path / "heard.doc")).code == 3


def test_what_is_written_for_partners_holds_no_count(command: Command, tmp_path: Path) -> None:
    target = tmp_path / "heard.json"
    command("heard", TOWN, "-o", str(target), "--audience", "partner")
    printed = json.loads(target.read_text())
    assert printed["audience"] == "partner"
    assert {row["heard"] for row in printed["groups"]} == {None}
    assert {row["status"] for row in printed["groups"]} == {None, "under", "enough", "over"}


def test_of_very_many_rows_the_first_are_printed_and_their_number_said(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    every = command("heard", TOWN, "--format", "table")
    monkeypatch.setattr("reachmap.cli.printing.MOST_ROWS", 2)
    said = command("heard", TOWN, "--format", "table")
    piped = command("heard", TOWN)
    names = [row.name for row in rm.read(TOWN).participation().groups]
    words = f"Printed are the first 2 of {len(names)} rows: --format csv or -o FILE gives them all."
    assert [name in piped.out for name in names] == [True] * len(names)
    assert words in said.err
    assert "Printed are" not in every.err
    assert [name in every.out for name in names] == [True] * len(names)
    assert [name in said.out for name in names] == [True, True] + [False] * (len(names) - 2)
