"""The README does what it says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import reachmap as rm

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Return the code blocks of a language."""
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def test_it_is_short_enough_to_be_read() -> None:
    assert len(README.splitlines()) <= 150


def test_the_ten_lines_of_python_print_what_it_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = blocks("python")
    (output,) = blocks("text")
    assert len(code.strip().splitlines()) <= 10
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102  the page's own example
    assert capsys.readouterr().out == output


def tables() -> dict[str, list[list[str]]]:
    """Return the tables of 'Your data in five minutes' by file."""
    part = README.split("## Your data in five minutes")[1].split("\n## ")[0]
    found = {}
    for name, body in re.findall(r"`(\w+)\.csv`.*?\n\n((?:\|.*\n)+)", part):
        rows = [
            [cell.strip() for cell in line.strip()[1:-1].split("|")] for line in body.splitlines()
        ]
        found[name] = [row for row in rows if not set("".join(row)) <= set("- ")]
    return found


def test_the_data_of_five_minutes_is_a_map_and_the_commands_work(tmp_path: Path) -> None:
    folder = tmp_path / "town"
    folder.mkdir()
    for name, rows in tables().items():
        text = "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    assert {path.stem for path in folder.iterdir()} == {
        "about",
        "groups",
        "contacts",
        "activities",
        "turnout",
    }
    commands = [
        line.partition("#")[0].strip()
        for block in blocks("console")
        for line in block.splitlines()
        if line.startswith("reachmap ")
    ]
    assert len(commands) == 4
    program = Path(sys.executable).with_name("reachmap")
    for command in commands:
        words = re.findall(r'"[^"]*"|\S+', command)[1:]
        done = subprocess.run(  # noqa: S603  the page's own commands
            [str(program), *(word.strip('"') for word in words)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    town = rm.read(folder)
    assert town.participation().groups[0].status in {
        "under",
        "unheard",
        "over",
        "uncertain",
        "fair",
    }
    assert (tmp_path / "town.html").exists()


def test_every_file_it_names_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
