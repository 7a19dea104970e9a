"""The README does what it says."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import reachmap as rm
from folders import ROOT
from reachmap.cli.main import run
from reachmap.io.tables.names import names_of

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
    """Return the tables of 'Your data in an hour' by sheet."""
    part = README.split("## Your data in an hour")[1].split("\n## ")[0]
    found = {}
    for name, body in re.findall(r"^`(\w+)`.*?\n\n((?:\|.*\n)+)", part, flags=re.MULTILINE):
        rows = [
            [cell.strip() for cell in line.strip()[1:-1].split("|")] for line in body.splitlines()
        ]
        found[name] = [row for row in rows if not set("".join(row)) <= set("- ")]
    return found


def fill(path: Path) -> None:
    """Type the tables into the workbook, days and numbers as such."""
    book: Any = openpyxl.load_workbook(path)
    found = tables()
    assert set(found) == {"about", "groups", "contacts", "activities", "turnout"}
    for name, (headings, *rows) in found.items():
        typed = names_of(name, [cell.value for cell in book[name][1]])
        columns = {heading: number for number, heading in enumerate(typed, start=1)}
        for number, row in enumerate(rows, start=3):
            for heading, cell in zip(headings, row, strict=True):
                value = int(cell) if cell.isdigit() else cell or None
                book[name].cell(number, columns[heading], value)
    book.save(path)


def words_of(command: str) -> list[str]:
    """Return the words of a command of the page, without the name of the program."""
    return [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', command)[1:]]


def test_the_data_of_an_hour_are_a_map_and_the_commands_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *others = [
        line.partition("#")[0].strip()
        for block in blocks("console")
        for line in block.splitlines()
        if line.startswith("reachmap ")
    ]
    assert first == "reachmap template town.xlsx"
    assert len(others) == 7
    monkeypatch.chdir(tmp_path)
    program = Path(sys.executable).with_name("reachmap")
    subprocess.run([str(program), *words_of(first)], check=True, capture_output=True)  # noqa: S603  the page's own
    fill(tmp_path / "town.xlsx")
    for command in others:
        assert run(words_of(command)) == 0, command
    with pytest.warns(rm.MapWarning, match="is after 2026-03-31, the day the map speaks for"):
        town = rm.read(tmp_path / "town.xlsx")
    heard = {row.name: row.heard for row in town.participation().groups}
    assert heard == {"Unpaid carers": 3, "Young carers": 0}
    assert (tmp_path / "town.html").exists()
    assert {file.name for file in tmp_path.iterdir()} == {"town.db", "town.xlsx", "town.html"}


def test_every_file_it_names_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
