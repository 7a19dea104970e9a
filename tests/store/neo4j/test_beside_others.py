"""A database with what others have there, and programs that bring their own driver."""

from __future__ import annotations

import json
from typing import Any

import pytest
from neo4j import GraphDatabase

import reachmap as rm
from builders import town
from neo4j_server.server import Server
from reachmap.cli.main import run
from reachmap.store.neo4j.answers import Question, Rows
from reachmap.store.neo4j.foreign import SHOWN
from store.neo4j.conftest import Cypher, Opened

pytestmark = pytest.mark.neo4j


def test_a_constraint_of_others_is_named_and_nothing_is_written(
    opened: Opened, cypher: Cypher, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Not made in the server, where it would stop other tests.
    theirs = [("one_group", "UNIQUENESS", ["Group"], ["id"])]
    theirs += [("harmless", "UNIQUENESS", ["Group"], ["slug"])]
    cypher("MATCH (n {map: 'beside'}) DETACH DELETE n")
    store = opened("beside")
    glance = store._connection.glance

    def more(asked: Question, **given: Any) -> Rows:
        return [*glance(asked, **given), *(theirs if asked is SHOWN else ())]

    monkeypatch.setattr(store._connection, "glance", more)
    with pytest.raises(rm.StoreAccess, match=r"'one_group' \(Group\.id\)") as caught:
        store.write(town())
    assert "harmless" not in str(caught.value)
    assert cypher("MATCH (n {map: 'beside'}) RETURN count(n)") == [[0]]
    del theirs[0]
    store.write(town())
    assert store.whole() == town()


def test_a_program_brings_its_driver_and_says_who_asks(
    server: Server, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened("lent").write(town())
    monkeypatch.setenv("NEO4J_PASSWORD", "of-somebody-else")
    who = (server.user, server.password)
    address = f"{server.address}/neo4j?map=lent"
    with rm.open(address, auth=who) as desk:
        assert desk.stakeholders == town()
    with pytest.raises(rm.StoreAccess, match="does not know this user"):
        rm.open(address)
    with GraphDatabase.driver(server.address, auth=who) as driver:
        for auth in (None, who):
            with rm.open("neo4j:///neo4j?map=lent", driver=driver, auth=auth) as desk:
                assert desk.stakeholders == town()
        driver.verify_connectivity()
        with pytest.raises(rm.StoreAccess, match="does not know this user") as caught:
            rm.open("neo4j:///neo4j?map=lent", driver=driver, auth=(server.user, "much-secret"))
        assert "much-secret" not in str(caught.value)
        with pytest.raises(rm.StoreAccess, match="the address names none"):
            rm.open(address, driver=driver)
        driver.verify_connectivity()


def test_the_maps_of_a_database_are_listed(
    server: Server, opened: Opened, cypher: Cypher, capsys: pytest.CaptureFixture[str]
) -> None:
    opened("listed").write(town())
    cypher("MERGE (p:ReachMap {map: 'foreign'}) SET p.said = 'mine'")
    assert run(["maps", server.address]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("listed\tA town\t1\t20") for line in lines)
    assert run(["maps", server.address, "--json"]) == 0
    listed = {row["map"]: row["title"] for row in json.loads(capsys.readouterr().out)}
    assert listed["listed"] == "A town"
    assert "foreign" not in listed
    cypher("MATCH (p:ReachMap {map: 'foreign'}) DELETE p")
    assert run(["maps", "town.db"]) == 3
    assert "no address of a server" in capsys.readouterr().err


def test_a_file_has_no_driver() -> None:
    with pytest.raises(rm.InputError, match="is a file"):
        rm.open("town.db", auth=("ann", "secret"))
