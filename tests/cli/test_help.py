"""What `--help` shows: where to start, commands by use, and examples that work as they stand."""

import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import reachmap as rm
from amounts import some_each_time
from folders import TOWN
from reachmap.cli.help import WHERE_TO_START
from reachmap.cli.main import COMMANDS, EXAMPLES, USES, run

REGISTRATIONS = """\
Name,Email,Join time
One Person,one@example.org,20/01/2026 14:00:03
"""

LINES = [line for lines in EXAMPLES.values() for line in lines if "://" not in line]
"""Examples that want no server."""


@pytest.mark.parametrize("line", some_each_time(sorted(LINES, key=len), 3))
def test_an_example_works_as_it_stands(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO("v7\n"))  # as asked before a voice is forgotten
    town = rm.read(TOWN)
    town.write(tmp_path / "town.xlsx")
    town.write(tmp_path / "other.json")
    (tmp_path / "sign-in.csv").write_text(REGISTRATIONS)
    assert run(shlex.split(line)) == 0, capsys.readouterr().err
    assert "".join(capsys.readouterr())


def test_every_command_has_an_example_of_its_own() -> None:
    assert {*EXAMPLES} == {*COMMANDS, "record"}
    assert all(line.split()[0] == name for name, lines in EXAMPLES.items() for line in lines)


@pytest.mark.parametrize("word", ["-h", "--help"])
def test_help_lists_each_command_once_under_its_use(
    word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([word]) == 0
    text = capsys.readouterr().out
    uses = re.findall(r"^(\w+):\n((?:  .+\n)+)", text, flags=re.MULTILINE)
    listed = {use: re.findall(r"^  ([a-z-]+) ", part, flags=re.MULTILINE) for use, part in uses}
    del listed["Options"]
    assert listed.pop("Keep") == [*USES["Keep"], "record"]
    assert listed == {use: [*names] for use, names in USES.items() if use != "Keep"}
    assert text.endswith("  reachmap heard --help          more on a command, with examples\n")
    assert all(len(line) <= 80 for line in text.splitlines())
    assert len(text.splitlines()) < 60


@pytest.mark.parametrize("width", [80, 110])
def test_help_fits_its_screen_and_cuts_nothing(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for words in ([], *([name] for name in (*COMMANDS, "record"))):
        assert run([*words, "--help"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert max(map(len, lines)) <= width, words
        assert not [line for line in lines if re.search(r"[\w,]\.\.\.$", line)], words


def test_help_of_a_command_ends_with_its_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["routes", "-h"]) == 0
    text = capsys.readouterr().out
    assert (
        text.split("Examples:\n")[1].strip().splitlines()[0] == "reachmap " + EXAMPLES["routes"][0]
    )


def test_where_to_start_names_commands_that_are_there() -> None:
    assert {*re.findall(r"reachmap (\w+)", WHERE_TO_START)} <= {*COMMANDS}


def test_the_version_is_said_under_either_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    said = capsys.readouterr().out
    assert said == f"reachmap {rm.__version__}\n"
    words = [sys.executable, "-m", "reachmap", "--version"]
    done = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603  our own
    assert done.stdout == said


def test_a_shell_can_be_told_how_commands_go_on() -> None:
    words = [sys.executable, "-m", "reachmap"]
    asked = {"COMP_WORDS": "reachmap he", "COMP_CWORD": "1", "_REACHMAP_COMPLETE": "complete_bash"}
    environment = os.environ | asked
    done = subprocess.run(  # noqa: S603  our own
        words, check=True, capture_output=True, text=True, env=environment
    )
    assert done.stdout.split() == ["heard"]
