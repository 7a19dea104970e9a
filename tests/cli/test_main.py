"""Where the command line starts: what it lists, its exit codes, its own faults."""

import gc
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import reachmap as rm
from command_line import TOWN, Command
from reachmap import io
from reachmap.cli.main import run
from reachmap.garbage import SELDOM


def broken(tmp_path: Path) -> str:
    """Return a folder with one of each usual mistake."""
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "groups.csv").write_text(
        "id,name,population,part_of,language\na,A,many,b,red\nb,B,1,a,\na,C,2,zz,\n"
    )
    (folder / "voices.csv").write_text("id,nam\nv1,x\n")
    (folder / "venues.csv").write_text("")
    (folder / "grups.csv").write_text("id\nx\n")
    return str(folder)


def test_every_problem_is_reported_at_once_with_exit_code_1(
    command: Command, tmp_path: Path
) -> None:
    source = broken(tmp_path)
    said = command("check", source)
    assert (said.code, said.err) == (1, "")
    assert command("heard", source) == (
        1,
        "",
        f"8 things are to mend before the map can be used. See where: reachmap check {source}\n",
    )
    for words in (
        "the file is empty",
        "there is no table 'grups'. Did you mean 'groups'?",
        "row 2, column population: is not a whole number (found: 'many')",
        "column language: there is no column 'language'",
        "row 4, column part_of: there is no group 'zz'",
        "row 4, column id: the id 'a' is used twice: first in row 2",
        "column nam: there is no column 'nam'. Did you mean 'name'?",
        "no organisation is the team that asks",
    ):
        assert words in said.out


def test_a_broken_map_leaves_nothing_written(command: Command, tmp_path: Path) -> None:
    source = broken(tmp_path)
    assert command("map", source, "-o", str(tmp_path / "page.html")).code == 1
    assert command("copy", source, str(tmp_path / "copy")).code == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken"]


@pytest.mark.parametrize("name", ["nowhere", "nowhere.json", "nowhere.docx"])
def test_a_file_that_cannot_be_read_gives_exit_code_3(
    command: Command, tmp_path: Path, name: str
) -> None:
    said = command("heard", str(tmp_path / name))
    assert (said.code, said.out) == (3, "")
    assert "a folder of CSV files, an .xlsx workbook or a .json file" in said.err


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("heard",),
        ("heard", TOWN, "--since", "yesterday"),
        ("heard", TOWN, "--topic", "nothing of the kind"),
        ("routes", TOWN, "nobody"),
        ("routes", TOWN, "carers", "-k", "0"),
        ("routes", TOWN, "carers", "--objective", "beauty"),
        ("routes", TOWN, "carers", "--max-cost", "€40"),
        ("routes", TOWN, "carers", "--max-days", "-1"),
        ("routes", TOWN, "--brief"),
        ("routes", TOWN, "--objective", "pareto"),
        ("panel", TOWN),
        ("panel", TOWN, "--size", "2", "--quota", "carers"),
        ("panel", TOWN, "--size", "2", "--quota", "carers=1-2", "--quota", "carers=1"),
        ("panel", TOWN, "--size", "99"),
        ("schema", "nonsense"),
        ("about", TOWN, "--audience", "everybody"),
    ],
)
def test_wrong_usage_gives_exit_code_2_and_says_what_is_wrong(
    command: Command, words: tuple[str, ...]
) -> None:
    said = command(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err
    assert "Traceback" not in said.err


def test_without_words_the_commands_are_listed(command: Command) -> None:
    printed = command()
    listed = printed.out + printed.err
    for name in (
        "check",
        "about",
        "heard",
        "voices",
        "burden",
        "methods",
        "change",
        "routes",
        "reach",
        "gatekeepers",
        "what-if",
        "links",
        "panel",
        "review",
        "evidence",
        "map",
        "copy",
        "schema",
        "template",
    ):
        assert name in listed


def test_a_fault_of_our_own_is_reported_as_ours_without_a_stack_trace(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(io, "read_source", lambda source, **_: source / 0)
    said = command("heard", TOWN)
    assert said.code == 3
    assert "our fault and not yours" in said.err
    assert "Traceback" not in said.err
    assert run(["heard", TOWN], debug=True) == 3


def test_what_the_system_refuses_is_no_fault_of_ours(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(source: str, **_: object) -> rm.ReachMap:
        raise OSError(36, "File name too long", source)

    monkeypatch.setattr(io, "read_source", refused)
    said = command("heard", TOWN)
    assert (said.code, said.err) == (3, f"cannot use '{TOWN}': File name too long\n")


def installed(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command as it is installed."""
    program = Path(sys.executable).with_name("reachmap")
    return subprocess.run(  # noqa: S603  our own program
        [str(program), *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def test_the_installed_command_ends_with_its_exit_code() -> None:
    assert installed("check", TOWN).returncode == 0
    missing = installed("check", "/nowhere/at/all", "--debug")
    assert missing.returncode == 3
    assert "Traceback" in missing.stderr


def test_garbage_is_searched_for_seldom_while_a_command_runs_and_as_before_after_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before, during = gc.get_threshold(), []

    def command_runs(*_: object, **__: object) -> int:
        during.append(gc.get_threshold())
        return 0

    monkeypatch.setattr(import_module("reachmap.cli.main"), "_run", command_runs)
    assert run(["about", TOWN]) == 0
    assert during == [SELDOM]
    assert gc.get_threshold() == before
