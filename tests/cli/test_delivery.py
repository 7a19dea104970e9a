"""How answers reach people and programs, whatever the question."""

import csv
import io
import json
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest

import reachmap as rm
from command_line import TOWN, Command
from reachmap.analysis.catalogue import QUESTIONS
from reachmap.cli.delivery import Delivery, Form
from reachmap.cli.main import run
from reachmap.cli.printing import deliver
from reachmap.cli.screen import screens
from reachmap.cli.tables import widths_of, with_cells
from reachmap.model.answer import Answer, cell_text

NEEDS = {
    "panel": "--size 2",
    "plan": "--budget 100 --staff-hours 9 --by 2026-05-31 --time-limit 2",
    "what-if": "--remove carers-hub",
}
"""What some questions need beside a map."""

NAMES = sorted({*QUESTIONS, "what-if", "plan", "about"} - {"map"})


def line(name: str, source: str = TOWN) -> list[str]:
    """Return the words that ask a question of a map."""
    return [name, source, *shlex.split(NEEDS.get(name, ""))]


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    """Let what is printed go to a terminal of a width."""
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr("reachmap.cli.screen.Screen.isatty", lambda _: True)


@pytest.mark.parametrize("name", NAMES)
def test_a_table_fits_its_terminal_and_a_pipe_gets_every_row_and_column(
    command: Command,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    answers: list[Answer] = []
    real = Answer.explain

    def explain(answer: Answer) -> str:
        answers.append(answer)
        return real(answer)

    monkeypatch.setattr(Answer, "explain", explain)
    piped = command(*line(name))
    (answer,) = answers

    def delivered(form: Form) -> list[str]:
        deliver(answer, Delivery(form=form))
        return capsys.readouterr().out.splitlines()

    rows = [text.split("\t") for text in piped.out.splitlines()]
    assert rows[0] == [*answer.columns(), "audience"]
    assert [len(row) for row in rows] == [len(rows[0])] * (len(answer) + 1)
    assert [[" ".join(c.split()) for c in row] for row in csv.reader(delivered("csv"))] == rows
    for width in (80, 110):
        at_a_terminal(monkeypatch, width)
        with screens():
            deliver(answer, Delivery(form="table"))
        out, err = capsys.readouterr()
        lines = out.splitlines()
        assert max(map(len, [*lines, *err.splitlines()])) <= width
        assert bool(lines) == bool(answer.rows_for_terminal())
        head = {*" ".join(lines[:2]).split()}
        held = with_cells(answer, answer.terminal_columns(), answer.rows_for_terminal())
        assert {*" ".join(held).replace("_", " ").split()} <= head


def test_a_terminal_gets_a_table_as_wide_as_it_is(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = command("heard", TOWN, "--format", "table")
    at_a_terminal(monkeypatch, 80)
    wide = command("heard", TOWN)
    assert wide.out == table.out
    assert [line[:2] for line in wide.err.splitlines()].count("  ") > 0
    assert max(map(len, wide.err.splitlines())) <= 80
    assert wide.err.split() == table.err.split()
    at_a_terminal(monkeypatch, 60)
    folded = command("heard", TOWN).out.splitlines()
    assert max(map(len, folded)) <= 60 < max(map(len, table.out.splitlines()))


def test_columns_get_the_room_that_spares_most_lines() -> None:
    rows = [["Young carers", "one two three four five six seven eight nine ten"]] * 3
    assert widths_of(["name", "note"], rows, room=80) == [None, None]
    assert widths_of(["name", "note"], rows, room=12) == [None, None]
    for room in range(20, 60):
        widths = [width or 0 for width in widths_of(["name", "note"], rows, room=room)]
        assert not any(widths) or sum(widths) <= room - 3
        assert not any(widths) or widths[0] == 12


def test_letters_are_folded_on_a_terminal_alone(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("routes", "demo", "Unpaid carers", "--brief")
    piped = command(*words).out
    at_a_terminal(monkeypatch, 80)
    letters = command(*words).out
    assert max(map(len, letters.splitlines())) <= 80 < max(map(len, piped.splitlines()))
    assert letters.split() == piped.split()


def test_wrong_words_are_answered_in_lines_that_fit(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("routes", TOWN, "--brief")
    piped = command(*words)
    at_a_terminal(monkeypatch, 80)
    said = command(*words)
    assert said.code == piped.code == 2
    assert max(map(len, said.err.splitlines())) <= 80 < max(map(len, piped.err.splitlines()))
    assert said.err.split() == piped.err.split()


def test_a_column_with_nothing_in_it_is_printed_only_where_it_is_named(command: Command) -> None:
    words = ("panel", TOWN, "--size", "2", "--format", "table")
    heading = command(*words).out.split("\n")[0]
    assert heading.split() == ["seat", "person", "chance", "alternates"]
    assert "groups" in command(*words, "--columns", "person,groups").out


@pytest.mark.parametrize("name", ["routes", "reach"])
def test_of_the_first_rows_alone_something_is_said(command: Command, name: str) -> None:
    names = [group.name for group in rm.read(TOWN).routes_to_all()]
    said = command(name, TOWN, "-n", "2").err
    assert names[1] in said
    assert not [each for each in names[2:] if f" {each} " in said.replace(":", " ")]


def test_what_went_wrong_is_not_broken_within_a_word(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    piped = command("routes", TOWN, "Unpaid carer").err
    at_a_terminal(monkeypatch, 60)
    lines = command("routes", TOWN, "Unpaid carer").err.splitlines()
    assert max(map(len, lines)) <= 60
    assert " ".join(lines).split() == piped.split()


def test_what_can_be_asked_fits_the_terminal(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, 80)
    assert max(map(len, command("check", TOWN).out.splitlines())) <= 80


def test_a_screen_has_at_most_five_columns_and_every_one_is_of_the_row() -> None:
    answers = [each for name in rm.__all__ if isinstance(each := getattr(rm, name), type)]
    kinds = [each for each in answers if issubclass(each, Answer) and each is not Answer]
    assert len(kinds) >= 17
    for kind in kinds:
        assert 0 < len(kind.terminal_columns()) <= 5, kind
        for name in (*kind.terminal_columns().values(), *kind.row.ways):
            assert name in kind.row.model_fields or isinstance(getattr(kind.row, name), property)


def test_columns_are_those_that_are_named_in_every_form(command: Command, tmp_path: Path) -> None:
    asked = ("heard", TOWN, "--columns", "status, name", "-n", "3")
    rows = rm.read(TOWN).participation().groups[:3]
    piped = [text.split("\t") for text in command(*asked).out.splitlines()]
    assert piped == [
        ["status", "name", "audience"],
        *([str(row.status), row.name, "internal"] for row in rows),
    ]
    table = command(*asked, "--format", "table")
    assert [text.split(maxsplit=1)[0] for text in table.out.splitlines()[2:]] == [
        row.status for row in rows
    ]
    target = tmp_path / "heard.csv"
    assert command(*asked, "-o", target).code == 0
    assert target.read_text(encoding="utf-8-sig").splitlines() == [
        ",".join(cells) for cells in piped
    ]


def test_wide_has_every_column_and_row_unfolded(command: Command) -> None:
    said = command(*line("what-if"), "--format", "table", "--wide")
    heading, _, *lines = said.out.splitlines()
    groups = rm.read(TOWN).what_if(remove=["carers-hub"]).groups
    assert len(lines) == len(groups)
    for column in rm.WhatIf.columns():
        assert column.replace("_", " ") in heading
    changed = command(*line("what-if"), "--format", "table").out
    assert "Young carers" in changed
    assert "Polish speakers" not in changed


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--json", "--format", "csv"), "give one of them"),
        (("--wide", "--columns", "name"), "give one of them"),
        (("--json", "-n", "2"), "JSON has the whole answer"),
        (("--format", "json", "--columns", "name"), "JSON has the whole answer"),
        (("--format", "csv", "-o", "x.xlsx"), "says its form"),
        (("--columns", "nme"), "Did you mean 'name'? There are: name, population"),
        (("--format", "xml"), "xml"),
        (("-n", "0"), "Invalid value for '-n'"),
    ],
)
def test_options_that_do_not_go_together_are_told(
    command: Command, words: tuple[str, ...], reason: str
) -> None:
    said = command("heard", TOWN, *words)
    assert (said.code, said.out) == (2, "")
    assert reason in " ".join(said.err.split())


def test_json_and_quiet_say_nothing_beside_the_answer_and_faults_are_said(
    command: Command,
) -> None:
    as_json = command("heard", TOWN, "--format", "json")
    assert as_json == command("heard", TOWN, "--json")
    assert json.loads(as_json.out)["audience"] == "internal"
    loud, quiet = command("heard", TOWN), command("--quiet", "heard", TOWN)
    assert (quiet.out, quiet.err) == (loud.out, "")
    assert loud.err
    assert "no file or folder" in command("heard", "nowhere", "--quiet").err


@pytest.mark.parametrize("ending", [".json", ".xlsx", ".db"])
def test_a_map_comes_from_standard_input_as_from_a_file(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ending: str
) -> None:
    command("copy", TOWN, tmp_path / f"town{ending}")
    raw = (tmp_path / f"town{ending}").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert command("heard", "-") == command("heard", TOWN)
    nothing = command("heard", "-")
    assert (nothing.code, nothing.out) == (3, "")
    assert "nothing came on standard input" in nothing.err


def test_what_is_written_to_standard_output_is_the_file_itself(
    capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    assert run(["copy", TOWN, str(tmp_path / "town.json")]) == 0
    capfdbinary.readouterr()
    assert run(["copy", TOWN, "-"]) == 0
    printed, said = capfdbinary.readouterr()
    assert said == b""
    assert printed == (tmp_path / "town.json").read_bytes()
    assert run(["heard", TOWN, "-o", "-", "--quiet"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"group\tname\t")


def test_no_colour_is_printed_on_any_terminal(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    at_a_terminal(monkeypatch, 80)
    for words in ((), ("--columns", "nonsense")):
        said = command("heard", TOWN, *words)
        assert "\x1b" not in said.out + said.err


def test_lists_are_parted_by_a_sign_that_names_do_not_hold(command: Command) -> None:
    assert cell_text(("Faith, belief", "Refugees")) == "Faith, belief; Refugees"
    routes: Any = rm.read(TOWN).routes("carers")
    assert routes[0].through == ("Carers' Hub", "Carer champion")
    assert (
        "Carers' Hub › Carer champion" in command("routes", TOWN, "carers", "--format", "table").out
    )


def test_the_demo_is_a_line_or_two_a_group(command: Command) -> None:
    assert len(command("heard", "demo", "--format", "table").out.splitlines()) < 80
