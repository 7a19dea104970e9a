"""Every option and argument of every command with odd values: an answer, or one error of ours."""

import json
import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import typer

from command_line import Command, command_of
from folders import TOWN
from reachmap.cli.app import app

OURS = "our fault and not yours"

PLACED: dict[str, tuple[str, ...]] = {
    "demo": ("folder",),
    "template": ("town.xlsx",),
    "routes": ("town", "carers"),
    "reach": ("town", "carers"),
    "links": ("town", "carers"),
    "copy": ("town", "other.json"),
    "schema": (),
    "forget": ("town", "v1"),
    "ask": ("carers-hub",),
    "attendance": ("a1", "v1"),
    "contact": ("carers-hub",),
}
"""What each command is given; the others take the town alone."""

OPTIONS: dict[str, tuple[str, ...]] = {
    "what-if": ("--remove", "carers-hub"),
    "panel": ("--size", "2"),
    "map": ("-o", "page.html"),
    "forget": ("--yes",),
}
"""Options that some commands need."""

TEXTS = (
    *("", " ", "\0", "a\0b", "\ud800", "x\udc80", "\x1b[31mred", "\x1b]0;t\x07", "\x9b2J", "\n"),
    *("\u202eabc", "\u200b", "\u2028", "%s", "{0}", "[bold]x[/bold]", "'", '"', "-", "--", "=x"),
    *("ßẞ", "\u0130", "😀", "é" * 300, "a" * 5000, "x/" * 150, ".", "a/b/c", "~", "demo", "town"),
)
NUMBERS = (
    *("0", "-1", "-0", "1", "1000000", "100000000", "-9223372036854775809", "9" * 40, "9" * 5000),
    *("1e5", "0.5", "nan", "inf", "1e999", "1_000", "+1", "0x10", "٣", "³"),
)
DAYS = ("0001-01-01", "9999-12-31", "10000-01-01", "2026-02-30", "2026-W01-1", "20260331")
LINKS = (
    *("a TRUSTED_BY b", "a TRUSTED_BY b=0.5", "team TRUSTED_BY carers=nan", "carers=9-2"),
    *("team TRUSTED_BY carers=1e999", "team TRUSTED_BY carers=2", "carers=1-" + "9" * 40),
)
ADDRESSES = (
    *("neo4j://[", "bolt://h:99999", "bolt://h:-1", "neo4j+s://h:abc", "neo4j://h/a/b", "neo4j:"),
    *("neo4j://h:99999/a?x=1", "bolt://[::1", "sqlite:///", "http://x", "file:///etc"),
)
ENDINGS = (".csv", ".json", ".xlsx", ".db", ".html")


def odd_values(dice: random.Random) -> Iterator[str]:
    """Yield odd values of every kind, then mixtures of them."""
    pool = (*TEXTS, *NUMBERS, *DAYS, *LINKS, *ADDRESSES)
    yield from pool
    yield from (f"{text}{dice.choice(ENDINGS)}" for text in TEXTS)
    for _ in range(40):
        yield "".join(part[: dice.randint(0, 12)] for part in dice.choices(pool, k=3))


def commands(command: Any, *before: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every command with the words that name it."""
    for name, each in getattr(command, "commands", {}).items():
        yield from commands(each, *before, name)
    if not hasattr(command, "commands"):
        yield before, command


def typed(names: Sequence[str], params: Sequence[Any], param: Any, value: str) -> list[str]:
    """Return the words of a command with an odd value in one place."""
    placed = [*PLACED.get(names[-1], ("town",))]
    head = [names[0], "town", *names[1:]] if names[0] == "record" else [*names]
    options = [*OPTIONS.get(names[-1], ())]
    if param.param_type_name == "option":
        name = param.opts[-1]
        options += [f"{name}={value}"] if name.startswith("--") else [name, value]
    else:
        at = [each for each in params if each.param_type_name == "argument"].index(param)
        placed[at : at + 1] = [value]
    return [*head, *options, "--", *placed]


def lines(dice: random.Random) -> Iterator[list[str]]:
    """Yield command lines, each with one odd value."""
    for names, command in commands(typer.main.get_command(app)):
        for param in command.params:
            if not getattr(param, "is_flag", False):
                for value in odd_values(dice):
                    yield typed(names, command.params, param, value)


def steers(text: str) -> bool:
    """Return whether a text holds what steers a terminal."""
    return any(not (c.isprintable() or c in "\n\t") for c in text)


def try_all(command: Command, words: Sequence[list[str]], folder: Path) -> Counter[str]:
    """Run command lines one after another, and count how they end."""
    figures: Counter[str] = Counter()
    for line in words:
        if line[0] in {"record", "forget"}:
            shutil.copytree(TOWN, folder / "town", dirs_exist_ok=True)
        begun = time.process_time()
        said = command(*line)
        figures["slowest, ms"] = max(
            figures["slowest, ms"], round(1000 * (time.process_time() - begun))
        )
        figures["run"] += 1
        figures[f"exit code {said.code}"] += 1
        figures["our fault"] += OURS in said.err
        figures["stack traces"] += "Traceback" in said.out + said.err
        figures["steering a terminal"] += steers(said.out + said.err)
        assert said.code in {0, 1, 2, 3}, line
        assert not figures["our fault"], (line, said.err)
        assert not figures["stack traces"], line
        assert not figures["steering a terminal"], line
    return figures


@pytest.fixture
def in_town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder to work in, with a copy of the small town."""
    shutil.copytree(TOWN, tmp_path / "town")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_some_odd_values_are_answered_or_refused(command: Command, in_town: Path) -> None:
    dice = random.Random(1)  # noqa: S311  odd words, not secrets
    every = [line for line in lines(dice) if line[0] not in {"demo", "map"}]
    assert try_all(command, dice.sample(every, 60), in_town)["run"] == 60


@pytest.mark.parametrize("place", ["a value", "a key", "a table"])
def test_half_a_character_in_json_is_an_error_or_a_name_that_is_not_read(
    command: Command, in_town: Path, place: str
) -> None:
    path = in_town / "town.json"
    assert command("copy", "town", path).code == 0
    document = json.loads(path.read_text(encoding="utf-8"))
    group = document["groups"][0]
    if place == "a table":
        document["\ud800"] = []
    else:
        group["name" if place == "a value" else "\ud800"] = "x\udfff"
    path.write_text(json.dumps(document), encoding="utf-8")
    for words in (["check", path], ["check", path, "--json"], ["heard", path]):
        said = command(*words)
        # A name that is none of ours is told of, and what stands under it is not read.
        assert said.code in ({1, 3} if place == "a value" else {0})
        assert OURS not in said.err
        assert not steers(said.out + said.err)


@pytest.mark.campaign
def test_every_odd_value_of_every_option_is_answered_or_refused(
    capfd: pytest.CaptureFixture[str], in_town: Path, told: Callable[[str], None]
) -> None:
    dice = random.Random(2)  # noqa: S311  the same
    every = list(lines(dice))
    slow = [line for line in every if line[0] in {"demo", "map"}]
    quick = [line for line in every if line[0] not in {"demo", "map"}]
    figures = try_all(
        command_of(capfd), [*dice.sample(quick, 8_000), *dice.sample(slow, 60)], in_town
    )
    told(", ".join(f"{what}: {number:,}" for what, number in sorted(figures.items())))
