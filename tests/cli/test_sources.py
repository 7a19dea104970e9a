"""No command writes over the map that it reads, whatever the map is called there."""

import os
import shutil
from collections.abc import Callable
from inspect import signature
from pathlib import Path

import pytest

import reachmap as rm
from amounts import some_each_time
from command_line import TOWN, Command
from reachmap.cli.main import COMMANDS

FORMS = ("town", "town.json", "town.xlsx", "town.db")

SAID = "which this was read from and which is not replaced, --force or not"

NEEDED: dict[str, list[str]] = {
    "merge": [str(TOWN)],
    "panel": ["--size", "2"],
    "plan": ["--budget", "900", "--staff-hours", "40", "--by", "2026-12-31"],
    "routes": ["young-carers", "--brief"],
    "what-if": ["--remove", "carers-hub"],
}
"""What some commands need besides the map."""

WRITING = sorted(
    name
    for name, made in COMMANDS.items()
    if {"source", "output"} <= signature(made).parameters.keys()
)
"""Commands that write what they make of a map."""


def content(path: Path) -> dict[str, bytes]:
    """Return the files of a map."""
    files = sorted(path.glob("*")) if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in files}


@pytest.fixture(params=FORMS)
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a map in each form."""
    rm.read(TOWN).write(tmp_path / request.param)
    return tmp_path / str(request.param)


def other_spelling(source: Path) -> Path:
    """Return the same path in other words."""
    (source.parent / "more").mkdir()
    return source.parent / "more" / ".." / source.name


def symlink(source: Path) -> Path:
    """Return a link to the map."""
    link = source.with_name("link" + source.suffix)
    link.symlink_to(source)
    return link


def hard_link(source: Path) -> Path:
    """Return another name of the file; a folder has none."""
    if source.is_dir():
        return source
    os.link(source, source.with_name("other" + source.suffix))
    return source.with_name("other" + source.suffix)


@pytest.mark.parametrize("spelling", some_each_time([symlink, Path, other_spelling, hard_link], 1))
@pytest.mark.parametrize("name", some_each_time(["copy", "heard", "map"], 2))
def test_a_map_is_not_replaced_under_any_name(
    command: Command, source: Path, name: str, spelling: Callable[[Path], Path]
) -> None:
    before, target = content(source), spelling(source)
    option = [] if name == "copy" else ["-o"]
    code, _, said = command(name, source, *option, target, "--force")
    assert code == 3
    assert SAID in said
    assert content(source) == before
    assert command(name, target, *option, source, "--force").code == 3
    assert content(source) == before


def test_a_copy_for_others_does_not_replace_the_whole_map(command: Command, source: Path) -> None:
    before = content(source)
    code, _, said = command("copy", source, source, "--audience", "public", "--force")
    assert code == 3
    assert SAID in said
    assert content(source) == before


@pytest.mark.parametrize("name", WRITING)
def test_every_command_that_writes_spares_what_it_reads(
    command: Command, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "town.json"
    rm.read(TOWN).write(path)
    before = content(path)
    code, _, said = command(name, path, *NEEDED.get(name, []), "-o", path, "--force")
    assert (code, SAID in said) == (3, True), said
    assert content(path) == before


@pytest.mark.parametrize("table", ["voices.csv", "heard.csv"])
def test_no_answer_becomes_a_table_of_the_map(command: Command, tmp_path: Path, table: str) -> None:
    shutil.copytree(TOWN, tmp_path / "town")
    before = content(tmp_path / "town")
    code, _, said = command("heard", tmp_path / "town", "-o", tmp_path / "town" / table, "--force")
    assert code == 3
    assert SAID in said
    assert content(tmp_path / "town") == before


def test_the_map_of_the_year_before_is_spared_too(command: Command, tmp_path: Path) -> None:
    now, then = tmp_path / "now.json", tmp_path / "then.json"
    rm.read(TOWN).write(now)
    rm.read(TOWN).write(then)
    before = content(then)
    code, _, said = command("change", now, "--against", then, "-o", then, "--force")
    assert (code, SAID in said) == (3, True), said
    assert content(then) == before


def test_another_file_is_replaced_as_asked(command: Command, tmp_path: Path) -> None:
    path, other = tmp_path / "town.json", tmp_path / "heard.csv"
    rm.read(TOWN).write(path)
    other.write_text("old")
    assert command("heard", path, "-o", other).code == 3
    assert command("heard", path, "-o", other, "--force").code == 0
    assert other.read_text() != "old"
