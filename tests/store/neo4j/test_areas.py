"""Several maps of one database read together: for each area, and for all."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

import pytest

import reachmap as rm
from builders import came, town
from neo4j_server.server import Server
from reachmap.analysis.merging.areas import one_map
from reachmap.cli.main import run
from store.neo4j.conftest import Opened

pytestmark = pytest.mark.neo4j


def west() -> rm.StakeholderMap:
    """Return a map of another area than the small town."""
    made = town(attendance=came(("v2", "autumn")))
    return replace(made, about=made.about.model_copy(update={"area": "West", "title": "West"}))


@pytest.fixture
def names(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Return what two areas of a test are called on the server, which tests share."""
    return f"old, {request.node.name}", f"west, {request.node.name}"


@pytest.fixture
def address(server: Server, opened: Opened, names: tuple[str, str]) -> str:
    """Return the address of two areas."""
    for name, stakeholders in zip(names, (town(), west()), strict=True):
        opened(name).write(stakeholders)
    return f"{server.address}/neo4j?maps={','.join(map(quote, names))}"


def test_areas_are_asked_together_and_each_alone(address: str, names: tuple[str, str]) -> None:
    areas = dict(zip(names, (town(), west()), strict=True))
    with rm.open(address) as both:
        assert {name: desk.stakeholders for name, desk in both.areas.items()} == areas
        assert both.stakeholders == one_map(areas).content
        assert both["carers"].own == (f"x_area: {names[0]}; {names[1]}",)
        people = [
            desk.participation().to_frame().set_index("group").loc["carers", "population"]
            for desk in (both, *both.areas.values())
        ]
        assert people == [400, 200, 200]
        assert both.remarks[0].message.startswith("two people under the same pseudonym in")


def test_the_command_line_reads_areas_and_writes_none(
    address: str,
    names: tuple[str, str],
    server: Server,
    opened: Opened,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["heard", address]) == 0
    assert "Carers" in capsys.readouterr().out
    assert run(["check", address]) == 0
    assert "under the same pseudonym" in "".join(capsys.readouterr())
    for words in (
        ["record", address, "attendance", "Autumn", "v2"],
        ["forget", address, "v1", "--yes"],
        ["copy", "demo", address],
        ["sync", "demo", address],
    ):
        assert run(words) == 3
        assert "can only be read together" in capsys.readouterr().err
    opened(names[1]).write(town())
    assert run(["heard", address]) == 1
    assert "are maps of the same area, 'Old town'" in capsys.readouterr().err
    one = f"maps={quote(names[1])}"
    for query in (one, f"{one},{quote(names[1])}", f"{one},", "maps=a,b&map=c", "maps="):
        assert run(["heard", f"{server.address}/neo4j?{query}"]) == 3
        said = capsys.readouterr().err
        assert "?maps=east,west" in said or "the map's name" in said
