"""The command line on a map in Neo4j: each command gives what it gives of a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import reachmap as rm
from folders import TOWN
from neo4j_server.server import Server
from reachmap.cli.main import run

pytestmark = pytest.mark.neo4j

QUESTIONS = (
    ("heard",),
    ("voices",),
    ("routes",),
    ("routes", "Hidden carers"),
    ("gatekeepers",),
    ("review",),
    ("burden",),
    ("methods",),
    ("reach",),
    ("panel", "--size", "12"),
)
CHANGES = (
    ("record", "ask", "Carers' Centre", "--group", "Hidden carers", "--on", "2026-03-30"),
    ("record", "attendance", "Carers' day", "v001", "v141"),
    ("record", "contact", "Carers' liaison officer", "--trust", "5", "--on", "2026-03-30"),
    ("forget", "v017", "--yes"),
)
SERVER_KEEPS = (
    "The server keeps deleted records in its own files, transaction logs and backups until they "
    "are written over, pruned or deleted; docs/neo4j.md says how.\n"
)
REFUSED = (
    (("record", "ask", "Carers' Centr", "--on", "2026-03-30"), "'Carers' Centre'"),
    (("record", "attendance", "Carers' dey", "v021"), "Carers' d"),
    (("record", "attendance", "Carers' day", "v9021"), "v9021"),
    (("forget", "v1020", "--yes"), "the nearest: 'v120'"),
)
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Return a function that runs a command: its exit code, what it printed, what it said."""

    def ran(*words: str) -> tuple[int, str, str]:
        code = run([*words])
        return code, *capsys.readouterr()

    return ran


@pytest.fixture
def there(server: Server, command: Command, request: pytest.FixtureRequest) -> str:
    """Return the address of a copy of the demo borough, as a planner would write it."""
    address = f"neo4j://{server.host}:{server.port}/neo4j?map={request.node.name}"
    assert command("copy", "demo", address, "--force")[0] == 0
    return address


def within(source: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a command with its source among them."""
    return (words[0], source, *words[1:])


@pytest.mark.campaign
def test_every_question_gives_what_the_file_gives_to_the_byte(command: Command, there: str) -> None:
    for words in QUESTIONS:
        code, out, said = command(*within(there, words), "--json")
        assert (code, said) == (0, ""), words
        assert out == command(*within("demo", words), "--json")[1], words
        assert json.loads(out)


def test_a_map_copied_again_is_said_to_be_there_already(command: Command, there: str) -> None:
    same = f"Nothing changed: {there} held the same map already.\n"
    assert command("copy", "demo", there) == (0, "", same)


def test_another_map_takes_the_place_only_when_told(
    command: Command, there: str, tmp_path: Path
) -> None:
    town = str(TOWN)
    code, _, said = command("copy", town, there)
    assert code == 3
    assert "holds another map; give --force" in said
    with rm.open(there) as desk:
        assert desk == rm.demo()
    assert command("copy", town, there, "--force")[0] == 0
    back = str(tmp_path / "back.json")
    assert command("copy", there, back)[0] == 0
    assert rm.read(back) == rm.read(town)


@pytest.mark.campaign
def test_changes_say_and_leave_what_they_say_and_leave_in_a_file(
    command: Command, there: str, tmp_path: Path
) -> None:
    beside = str(tmp_path / "borough.json")
    rm.demo().write(beside)
    for words in CHANGES:
        code, out, said = command(*within(there, words))
        assert (code, out) == (0, ""), said
        same = command(*within(beside, words))[2]
        more = SERVER_KEEPS if words[0] == "forget" else ""
        assert said.replace(there, beside) == same + more
        with rm.open(there) as desk:
            assert desk == rm.read(beside), words
    with rm.open(there) as desk:
        town, before = desk.stakeholders, rm.demo().stakeholders
    assert len(town.asks) == len(before.asks) + 1
    assert "v017" not in {voice.id for voice in town.voices}


def test_what_is_not_on_the_map_is_told_and_nothing_is_changed(
    command: Command, there: str
) -> None:
    for words, told in REFUSED:
        code, out, said = command(*within(there, words))
        assert (code, out) in {(1, ""), (2, "")}, words
        assert told in said
    with rm.open(there) as desk:
        assert desk == rm.demo()


def test_a_wrong_name_of_a_map_is_told_with_the_nearest(command: Command, there: str) -> None:
    code, out, said = command("heard", f"{there}x")
    assert (code, out) == (3, "")
    assert f"there is no map '{there.partition('=')[2]}x'" in said
    assert f"the nearest: '{there.partition('=')[2]}'" in said
