"""What the guides type works: commands and options are there, tutorials and Python run."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import typer

import reachmap as rm
from command_line import command_of
from folders import DOCS, EXAMPLES, ROOT
from reachmap.cli.app import app
from reachmap.cli.main import COMMANDS

PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md")), *sorted(EXAMPLES.rglob("*.md"))]
HOW_TO = [page for page in sorted((DOCS / "how-to").glob("*.md")) if page.stem != "README"]
BLOCK = re.compile(r"^```(console|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def typed_in(page: Path) -> Iterator[list[str]]:
    """Yield the words of each command of ours that a page types."""
    for kind, block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in block.splitlines() if kind == "console" else ():
            if line.startswith("reachmap "):
                yield shlex.split(line, comments=True)[1:]


def parsed(words: list[str]) -> None:
    """Read the words of a command as the command line does, without running it."""
    command: Any = typer.main.get_command(app)
    context, rest = None, [*words]
    if words[0] == "record":  # the map comes before what is recorded
        del rest[1]
    while hasattr(command, "commands") and rest and not rest[0].startswith("-"):
        name, *rest = rest
        context = command.make_context(name, [name], parent=context, resilient_parsing=True)
        command = command.commands[name]
    command.make_context(command.name, rest, parent=context)


def test_every_command_that_a_page_types_is_understood() -> None:
    for words in (words for page in PAGES for words in typed_in(page)):
        if words != ["--help"]:
            parsed(words)


def test_the_check_of_commands_can_fail() -> None:
    with pytest.raises(Exception, match=r"(?i)missing argument|missing parameter"):
        parsed(["heard"])
    with pytest.raises(Exception, match="--nowhere"):
        parsed(["heard", "town", "--nowhere"])
    with pytest.raises(KeyError):
        parsed(["nowhere", "town"])


def test_every_command_is_in_some_guide() -> None:
    guides = [page for page in PAGES if page.parent.name != "reference"]
    text = "\n".join(page.read_text(encoding="utf-8") for page in guides)
    named = {*re.findall(r"(?:^|`)reachmap ([a-z-]+)", text, re.MULTILINE)}
    assert {*COMMANDS, "record"} - named == set()


@pytest.fixture(scope="module")
def borough() -> rm.ReachMap:
    return rm.demo()


@pytest.mark.parametrize("page", HOW_TO, ids=lambda page: page.stem)
def test_the_python_of_a_guide_runs(
    page: Path, borough: rm.ReachMap, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {"rm": rm, "m": borough}
    with pd.option_context("display.width", 200):
        exec(compile(code, page.name, "exec"), names)  # noqa: S102  the page's own lines
    assert capsys.readouterr().out.strip()


def plain(text: str) -> str:
    """Return a text with single blanks, however it was wrapped."""
    return " ".join(text.split())


@pytest.mark.parametrize(
    "name", ["small-town", pytest.param("borough", marks=pytest.mark.campaign)]
)
def test_a_tutorial_prints_what_it_quotes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "examples").symlink_to(EXAMPLES)
    monkeypatch.chdir(tmp_path)
    command, printed, quoted = command_of(capsys), "", 0
    page = (DOCS / "tutorials" / f"{name}.md").read_text(encoding="utf-8")
    for kind, block in BLOCK.findall(page):
        if kind == "console":
            ran = [command(*shlex.split(line)[1:]) for line in block.splitlines()]
            assert [each.code for each in ran] == [0] * len(ran)
            printed = plain(" ".join(each.out + each.err for each in ran))
        for line in block.splitlines() if kind == "text" else ():
            assert line in printed
            quoted += 1
    assert quoted > 4


def test_the_page_on_sign_in_sheets_shows_what_the_demo_answers() -> None:
    (shown,) = (
        text
        for kind, text in BLOCK.findall((DOCS / "sign-in.md").read_text(encoding="utf-8"))
        if kind == "text"
    )
    answered = rm.demo().readiness().explain()
    assert shown.splitlines()
    assert all(line in answered for line in shown.splitlines())
