"""How a word on the command line names a map, and what each question takes."""

import shlex
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import Mock, call

import pytest
from typer.core import TyperGroup
from typer.main import get_command

import reachmap as rm
from command_line import TOWN, Command
from reachmap.analysis.catalogue import QUESTIONS
from reachmap.cli.app import app
from reachmap.cli.delivery import Delivery
from reachmap.store import opening


@pytest.mark.parametrize("name", ["check", "about", "heard", "voices", "routes"])
def test_the_demo_can_be_named_wherever_a_map_is_asked_for(command: Command, name: str) -> None:
    assert command(name, "demo").code == 0


def test_every_question_takes_a_store(command: Command, tmp_path: Path) -> None:
    target = str(tmp_path / "town.db")
    command("copy", TOWN, target)
    for words in (("heard",), ("routes", "--json"), ("gatekeepers",), ("about",)):
        assert command(words[0], target, *words[1:]) == command(words[0], TOWN, *words[1:])


def test_an_insecure_server_is_said_anywhere_on_the_line(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed = []

    def open_store(source: str, *, insecure: bool = False, **others: Any) -> Any:
        del source, others
        allowed.append(insecure)
        raise rm.StoreUnavailable(str(insecure))

    monkeypatch.setattr(opening, "open_store", open_store)
    command("heard", "neo4j://host")
    command("heard", "neo4j://host", "--insecure")
    command("--insecure", "check", "bolt://host")
    command("copy", "demo", "bolt://host", "--insecure")
    command("record", "bolt://host", "--insecure", "ask", "x")
    command("forget", "bolt://host", "x", "--yes", "--insecure")
    assert allowed == [False, True, True, True, True, True]


def commands() -> TyperGroup:
    """Return the commands as they read words."""
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    return group


def test_every_question_takes_a_source_and_the_same_options_after_its_own() -> None:
    shared = {each.name for each in fields(Delivery)}
    last = ["output", "audience", "force"]
    for name in {*QUESTIONS, "what-if", "plan"} - {"map"}:
        own = [str(parameter.name) for parameter in commands().commands[name].params]
        assert (own[0], own[-3:]) == ("source", last), name
        assert shared <= {*own}, name


def test_every_option_says_what_it_does() -> None:
    silent = [
        f"{name} {parameter.name}"
        for name, each in commands().commands.items()
        for parameter in each.params
        if not getattr(parameter, "help", None)
    ]
    assert silent == []


DAYS = "--since 2026-01-01 --until 2026-03-31 --as-of 2026-04-01"
SINCE, UNTIL, AS_OF = date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1)
WINDOW = {"since": SINCE, "until": UNTIL, "as_of": AS_OF}
LIMITS = "--team team --max-hops 3 --as-of 2026-04-01"
TERMS = {"team": "team", "max_hops": 3, "as_of": AS_OF}
LINK = ("a", "TRUSTED_BY", "b")

TYPED = {
    f"heard demo {DAYS} --level a --method b --channel c --topic d": call.participation(
        **WINDOW, level="a", method="b", channel="c", topic="d"
    ),
    f"voices demo {DAYS} --channel c --samples 7 --seed 3": call.voices(
        **WINDOW, channel="c", samples=7, seed=3
    ),
    "burden demo -n 4 --as-of 2026-04-01": call.burden(n=4, as_of=AS_OF),
    "methods demo carers --topic d --as-of 2026-04-01": call.methods(
        "carers", topic="d", as_of=AS_OF
    ),
    f"change demo {DAYS}": call.change(**WINDOW, against=None),
    f"routes demo carers -k 2 --objective days --no-diverse --avoid x --avoid y {LIMITS} "
    "--max-cost 40.00 --max-days 9": call.routes(
        "carers",
        k=2,
        objective="days",
        diverse=False,
        avoid=("x", "y"),
        max_cost=40.0,
        max_days=9,
        **TERMS,
    ),
    f"routes demo --objective cost {LIMITS}": call.routes_to_all(
        objective="cost", avoid=(), max_cost=None, max_days=None, **TERMS
    ),
    f"reach demo x y --without z --without 'a TRUSTED_BY b' {LIMITS} --samples 7": call.reach(
        ["x", "y"], without=["z", LINK], samples=7, seed=0, **TERMS
    ),
    f"gatekeepers demo {LIMITS}": call.gatekeepers(**TERMS),
    "what-if demo --remove z --remove 'a TRUSTED_BY b' --weaken 'a TRUSTED_BY b=0.3' "
    f"{LIMITS}": call.what_if(
        remove=["z", LINK],
        add=[],
        weaken={LINK: 0.3},
        keep_staff=False,
        samples=4096,
        seed=0,
        **TERMS,
    ),
    "links demo x -n 4 --max-hops 3 --seed 5 --as-of 2026-04-01": call.links_to_build(
        groups=["x"], n=4, max_hops=3, seed=5, as_of=AS_OF
    ),
    "panel demo --size 4 --quota a=1-2 --seed 5 --no-rest --as-of 2026-04-01": call.panel(
        size=4, quotas={"a": (1, 2)}, seed=5, rest=False, as_of=AS_OF
    ),
    "review demo --as-of 2026-04-01": call.review(as_of=AS_OF),
    f"evidence demo {DAYS} --topic d": call.evidence(**WINDOW, topic="d"),
    "about demo": call.overview(),
}


@pytest.mark.parametrize("line", TYPED)
def test_what_is_typed_reaches_the_front_desk(
    command: Command, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    desk = Mock()
    desk.store.outline.return_value.about.currency = "GBP"
    monkeypatch.setattr(rm, "demo", lambda: desk)
    for module in ("app", "commands.routes"):
        monkeypatch.setattr(f"reachmap.cli.{module}.deliver", lambda *_, **__: None)
    assert command(*shlex.split(line)) == (0, "", "")
    assert [each for each in desk.method_calls if each != call.store.outline()] == [TYPED[line]]
