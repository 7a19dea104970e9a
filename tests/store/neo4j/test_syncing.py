"""A source brought in again: only what it changed, all of it or nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from neo4j import ManagedTransaction, Result

import reachmap as rm
from amounts import some_of
from builders import came, town
from neo4j_server.server import Server
from reachmap.cli.main import run
from reachmap.model.derived import derived_links
from reachmap.store.neo4j import Neo4jStore, syncing
from reachmap.store.neo4j import connection as connections
from store.neo4j.conftest import Cypher, Opened
from strategies import maps

pytestmark = pytest.mark.neo4j

NOTHING: tuple[dict[str, int], ...] = ({}, {}, {})


def derived_there(cypher: Cypher, name: str) -> Counter[tuple[str, ...]]:
    """Return the links of the present version that follow from fields."""
    found = cypher(
        "MATCH (p:ReachMap {map: $name}) MATCH (a {map: p.map, version: p.current})-[r]->(b) "
        "WHERE r.derived RETURN a.id, type(r), b.id",
        name=name,
    )
    return Counter(map(tuple, found))


def derived_of(made: rm.StakeholderMap) -> Counter[tuple[str, ...]]:
    """Return the links of a map that follow from fields and that no row annotates."""
    annotated = {(link.from_, link.type, link.to) for link in made.links}
    return Counter(each for each in derived_links(made) if each not in annotated)


def mixed(first: rm.StakeholderMap, second: rm.StakeholderMap) -> rm.StakeholderMap:
    """Return the second map, in which no id is of another kind than in the first."""
    kinds = {node.id: node.kind for node in first.nodes()}
    assert all(kinds.get(node.id, node.kind) == node.kind for node in second.nodes())
    return second


@settings(max_examples=some_of(60, usual=1), suppress_health_check=list(HealthCheck))
@given(first=maps(), second=maps())
def test_the_map_is_the_source_whatever_changed_in_it(
    first: rm.StakeholderMap, second: rm.StakeholderMap, opened: Opened, cypher: Cypher
) -> None:
    cypher("MATCH (n {map: 'synced'}) DETACH DELETE n")
    store = opened("synced")
    store.sync(first)
    for source in (mixed(first, second), first):
        store.sync(source)
        before = store.version()
        assert store.whole() == source
        assert derived_there(cypher, "synced") == derived_of(source)
        assert store.sync(source) == NOTHING
        assert opened("synced").sync(source) == NOTHING
        assert store.version() == before


def changed_town() -> rm.StakeholderMap:
    """Return the town with something added, changed and taken out."""
    made = town()
    groups = [*made.groups, rm.Group(id="young", name="Young carers", part_of=("carers",))]
    channels = [made.channels[0].model_copy(update={"name": "The forum"})]
    return town(
        groups=groups,
        channels=channels,
        activities=[each for each in made.activities if each.id != "planned"],
    )


def test_what_others_recorded_stays_and_what_was_changed_is_said(opened: Opened) -> None:
    store = opened("recorded")
    store.write(town())
    store.sync(town())
    store.append({"said": {"activity": ["spring"], "theme": ["buses"]}})
    added, changed, removed = store.sync(changed_town())
    assert (added, changed, removed) == ({"groups": 1}, {"channels": 1}, {"activities": 1})
    now = store.whole()
    assert replace(now, said=rm.Ledger(rm.Said, {})) == changed_town()
    assert [row.theme for row in now.said] == ["buses"]
    links = {"from_": ["team"], "type": ["TRUSTED_BY"], "to": ["young"]}
    for rows, told in (
        ({"said": {"activity": ["spring"], "group": ["young"]}}, "young"),
        ({"links": links}, "no longer has 'young', but rows recorded here name it"),
    ):
        store.append(rows)
        before = store.version()
        with pytest.raises(rm.InvalidMap, match=told):
            store.sync(town())
        assert store.version() == before


def test_a_copy_of_the_same_source_is_taken_over(opened: Opened) -> None:
    store = opened("taken")
    store.write(town())
    before = store.version()
    assert store.sync(town()) == NOTHING
    assert store.version() == before
    assert store.sync(changed_town()).removed == {"activities": 1}
    assert store.whole() == changed_town()


def test_a_sync_that_is_cut_off_anywhere_leaves_the_old_map(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened("cut")
    store.write(town())
    store.sync(town())
    left = 0
    statements: list[str] = []

    def cut(tx: ManagedTransaction, text: str, **given: Any) -> Result:
        statements.append(text)
        if len(statements) > left:
            message = "the power went"
            raise ConnectionResetError(message)
        return connections.run(tx, text, **given)

    with monkeypatch.context() as patch:
        patch.setattr(syncing, "run", cut)
        while not (statements and len(statements) <= left):
            statements.clear()
            left += 1
            try:
                store.sync(changed_town())
            except rm.StoreError as error:
                assert "the power went" in str(error)  # noqa: PT017  of which statement, varies
                assert store.whole() == town()
    assert 10 < left < 40
    assert store.whole() == changed_town()


def test_of_two_at_once_one_wins_and_the_other_is_told(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = opened("raced"), opened("raced")
    one.write(town())
    seen = Neo4jStore.whole

    def late(store: Neo4jStore) -> rm.StakeholderMap:
        before = seen(store)
        if store is one:
            other.sync(town(attendance=came(("v2", "autumn"))))
        return before

    monkeypatch.setattr(Neo4jStore, "whole", late)
    with pytest.raises(rm.StoreConflict, match="meanwhile: sync again"):
        one.sync(changed_town())
    monkeypatch.undo()
    assert {*one.whole().attendance} == {*town(attendance=came(("v2", "autumn"))).attendance} | {
        *town().attendance
    }


def test_who_was_forgotten_leaves_no_mark(opened: Opened, cypher: Cypher) -> None:
    cypher("MATCH (n {map: 'marked'}) DETACH DELETE n")
    store = opened("marked")
    store.sync(town(attendance=came(("v2", "autumn"))))
    marks = "MATCH (s:ReachMapSync {map: 'marked'}) RETURN count(s)"
    assert cypher(marks) == [[1]]
    assert store.forget("v2") == 2
    assert cypher(marks) == [[0]]


def test_the_command_says_what_it_changed(
    server: Server, cypher: Cypher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cypher("MATCH (n {map: 'commanded'}) DETACH DELETE n")
    there = f"{server.address}/neo4j?map=commanded"
    path = str(tmp_path / "town.json")
    told = []
    for made in (town(), changed_town(), changed_town()):
        rm.ReachMap.of(made).write(path, force=True)
        assert run(["sync", path, there]) == 0
        told.append(capsys.readouterr().err)
    assert told[0].startswith("Added: groups 2")
    assert told[1] == "Added: groups 1.\nChanged: channels 1.\nTaken out: activities 1.\n"
    assert told[2] == f"Nothing changed: {there} has all of {path} already.\n"
    assert not rm.sync(path, there)
    assert run(["sync", path, str(tmp_path / "town.db")]) == 3
