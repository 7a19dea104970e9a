"""A graph that is not ours, read through a mapping: the answers of the same map in memory."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import reachmap as rm
from amounts import some_of
from folders import DOCS, TOWN
from neo4j_server.server import Server
from reachmap.cli.main import run
from reachmap.model.links import LINK_TYPES
from reachmap.model.tables import TABLES
from reachmap.store import MemoryStore, open_store
from reachmap.store.counts import Span
from reachmap.store.neo4j.mapping import Part
from reachmap.store.neo4j.mapping_file import read_mapping
from store.contract import same_answers, same_counts
from store.neo4j.conftest import Cypher, Opened
from store.neo4j.crm import CRM, THEIRS, alone, crm_map, put
from strategies import maps

pytestmark = pytest.mark.neo4j

COUNT = f"MATCH (n:{THEIRS}) RETURN count(n)"
GUIDE = (DOCS / "neo4j.md").read_text(encoding="utf-8")


@pytest.fixture
def beside(cypher: Cypher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the mapping of the docs, in the present folder, beside a graph that it reads."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "crm.toml"
    path.write_text(re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)[0], encoding="utf-8")
    with alone(cypher):
        cypher(CRM)
        yield path


def address(server: Server, mapping: Path | str = "crm.toml") -> str:
    """Return the address of the graph, read through a mapping."""
    return f"neo4j://{server.host}:{server.port}/neo4j?mapping={mapping}"


@pytest.mark.campaign
def test_a_graph_of_contacts_answers_as_its_map_in_memory(
    server: Server, beside: Path, opened: Opened, capsys: pytest.CaptureFixture[str]
) -> None:
    opened("ours").write(rm.read(TOWN).stakeholders)
    assert len(beside.read_text(encoding="utf-8").split("\n")) < 30
    town = crm_map()
    with rm.open(address(server)) as desk:
        assert desk.stakeholders == town
        same_counts(desk.store, MemoryStore(town), town)
        desk.to_html("crm.html")
    rm.ReachMap.of(town).to_html("same.html")
    assert Path("crm.html").read_bytes() == Path("same.html").read_bytes()
    commands = [line for line in GUIDE.splitlines() if "mapping=crm.toml" in line]
    told = []
    for line in commands:
        words = shlex.split(line.replace("localhost", f"{server.host}:{server.port}"))[1:]
        assert run([*words, *(["--force"] if "-o" in words else [])]) == 0
        told.append("".join(capsys.readouterr()))
    assert [line.split()[1] for line in commands] == [
        *("check", "heard", "routes", "gatekeepers", "map")
    ]
    assert re.search("the mapping leaves out the labels: .*'Invoice'", told[0])
    assert "Deaf people" in told[1]
    assert "Carers liaison officer" in told[2]


@pytest.mark.campaign
@settings(max_examples=some_of(12, usual=1), suppress_health_check=list(HealthCheck))
@given(town=maps(rich=True))
def test_any_map_in_other_words_gives_the_same_counts_and_answers(
    town: rm.StakeholderMap, server: Server, cypher: Cypher, tmp_path: Path
) -> None:
    path, same = tmp_path / "other.toml", as_a_graph_has_it(town)
    with alone(cypher):
        path.write_text(put(cypher, same), encoding="utf-8")
        with rm.open(address(server, path)) as desk:
            assert desk.stakeholders == same
            same_counts(desk.store, MemoryStore(same), same)
            same_answers(desk, rm.ReachMap.of(same), same)


def as_a_graph_has_it(town: rm.StakeholderMap) -> rm.StakeholderMap:
    """Return a map without what a mapping does not read.

    That is cells under columns of people's own, and remarks on links that follow from a field.
    """
    links = [link for link in town.links if not LINK_TYPES[link.type].derived]
    town = replace(town, links=tuple(links))
    changes: dict[str, Any] = {
        name: tuple(row.model_copy(update={"own": ()}) for row in getattr(town, name))
        for name, table in TABLES.items()
        if "own" in table.record.model_fields
    }
    about = town.about.model_copy(update={"own_columns": ()})
    return replace(town, about=about, **changes)


@pytest.mark.usefixtures("beside")
def test_nothing_is_written_through_a_mapping(server: Server, cypher: Cypher) -> None:
    before = cypher(COUNT)
    there = address(server)
    town = rm.demo()
    row = rm.Attendance(voice="m1", activity="e12")
    for refused in (
        lambda: rm.record(there, [row]),
        lambda: rm.forget(there, "m1"),
        lambda: town.write(there),
        lambda: town.write(there, force=True),
        lambda: open_store(there).write(town.stakeholders),
    ):
        with pytest.raises(rm.StoreAccess, match="can only be read"):
            refused()
    assert cypher(COUNT) == before


@pytest.mark.usefixtures("beside")
def test_what_is_changed_is_read_by_the_next_question(server: Server, cypher: Cypher) -> None:
    with rm.open(address(server)) as desk:
        assert [row.name for row in desk.participation().of("not-recorded")] == ["Deaf people"]
        cypher("MATCH (s:Segment {code: 'deaf'}) SET s.title = 'People who are deaf'")
        assert [row.name for row in desk.participation().of("not-recorded")] == [
            "People who are deaf"
        ]


def test_who_is_no_voice_of_the_map_came_to_nothing_that_an_ask_named(
    server: Server, beside: Path, cypher: Cypher
) -> None:
    text = beside.read_text(encoding="utf-8")
    named = 'group = "-[:ABOUT]->"\n'
    assert text.count(named) == 1
    beside.write_text(text.replace(named, f'{named}activity = "-[:FOR]->"\n'), encoding="utf-8")
    cypher(
        "MATCH (us:Account {number: 1}), (spring:Event {ref: 11}), (one:Member {number: 1}) "
        "CREATE (both:Contact:Member {badge: 'both'})-[:JOINED]->(spring) "
        "WITH us, spring, [one, both] AS asked UNWIND asked AS each "
        "CREATE (us)-[:WROTE]->(mail:Message {sent: '2026-02-10'})-[:TO]->(each) "
        "CREATE (mail)-[:FOR]->(spring)"
    )
    with rm.open(address(server)) as desk:
        counted = desk.store.attendance_by_voice(Span(date(2026, 1, 1), date(2026, 3, 31)))
    rows = zip(counted.voice, counted.came.tolist(), counted.asked.tolist(), strict=True)
    assert [*rows][:2] == [("m1", 1, 1), ("m2", 1, 0)]


@pytest.mark.usefixtures("beside")
def test_what_does_not_map_is_told_all_at_once(
    server: Server, cypher: Cypher, capsys: pytest.CaptureFixture[str]
) -> None:
    cypher("MATCH (s:Segment {code: 'deaf'}) SET s.size = 'many'")
    cypher("MATCH (a:Account {number: 3}) SET a.kind = 'Spacecraft'")
    assert run(["check", address(server)]) == 1
    told = capsys.readouterr().out
    assert "deaf: population: input should be a valid integer" in told
    assert "Spacecraft" in told
    cypher("MATCH (s:Segment {code: 'deaf'}) REMOVE s.size")
    cypher("MATCH (a:Account {number: 3}) REMOVE a.kind CREATE (:Account)-[:SERVES]->(:Invoice)")
    assert run(["check", address(server)]) == 0
    told = capsys.readouterr().out
    assert "not on the map: 1 node 'Account' without an id" in told
    assert "not on the map: 1 relationship 'SERVES' that joins other nodes" in told
    assert re.search("leaves out the types: .*'BILLED'", told)


def test_names_that_the_database_does_not_have_are_told_with_the_nearest(
    server: Server, beside: Path
) -> None:
    text = beside.read_text(encoding="utf-8")
    for name, wrong, what in (
        ("Segment", "Segmnt", "label"),
        ("SERVES", "SERVS", "type"),
        ("size", "sizes", "property"),
    ):
        text = text.replace(f'"{name}"', f'"{wrong}"').replace(f":{name}]", f":{wrong}]")
        beside.write_text(text, encoding="utf-8")
        with pytest.raises(rm.InvalidMap) as caught:
            rm.open(address(server))
        assert f"the database has no {what} '{wrong}'" in str(caught.value)
        assert f"Did you mean '{name}'?" in str(caught.value)
    assert len(caught.value.issues) == 3


HOSTILE = (
    "x`) DETACH DELETE n //",
    "x\\\\u0060) DETACH DELETE n //",
    "x\\u0060) DETACH DELETE n //",
    "x' OR true //",
    "x\\n} DETACH DELETE n",
    "a]->() DETACH DELETE n //",
    "",
)
"""Texts, as they stand in a mapping, that would end the name that they stand for."""


def names_in(part: Part) -> Iterator[str]:
    """Yield the names of the graph in a part of a mapping."""
    arrows = (part.arrow, *(source.arrow for source in part.fields.values()))
    names = (part.label, *(source.name for source in part.fields.values()))
    yield from (name for name in names if name is not None)
    yield from (arrow.type for arrow in arrows if arrow is not None)


def test_no_name_of_a_mapping_gets_out_of_its_place(
    server: Server, beside: Path, cypher: Cypher
) -> None:
    before = cypher(COUNT)
    text = beside.read_text(encoding="utf-8")
    named = {name for part in read_mapping(str(beside)).every_part for name in names_in(part)}
    assert len(named) > 25
    for name in named:
        for hostile in HOSTILE:
            spoilt = re.sub(
                rf'"{name}"|(?<=\[:){name}(?=\])',
                lambda found: (
                    f'"{hostile}"' if found[0][0] == '"' else hostile  # noqa: B023  used at once
                ),
                text,
            )
            assert spoilt != text
            beside.write_text(spoilt, encoding="utf-8")
            with pytest.raises((rm.InvalidMap, rm.UnreadableFile)):
                rm.open(address(server))
    assert cypher(COUNT) == before


def test_what_else_a_mapping_says_is_a_parameter(
    server: Server, beside: Path, cypher: Cypher
) -> None:
    before = cypher(COUNT)
    text = beside.read_text(encoding="utf-8")
    hostile = "x' \\u0060 }) DETACH DELETE n // "
    spoilt = text.replace('prefix = "m"', f'prefix = "{hostile}"')
    spoilt = spoilt.replace("{ Yes =", f'{{ "{hostile}" = "declined", Yes =')
    beside.write_text(spoilt.replace("Our contacts", hostile), encoding="utf-8")
    with rm.open(address(server)) as desk:
        assert desk.stakeholders.voices[0].id == "x' ` }) DETACH DELETE n // 1"
        assert next(iter(desk.stakeholders.asks)).outcome == "passed-on"
    assert cypher(COUNT) == before
