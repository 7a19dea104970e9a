"""The server of the tests is a real one, and says how to get what it wants."""

import shutil

import pytest
from neo4j import GraphDatabase

from neo4j_server import server
from neo4j_server.server import Server


@pytest.mark.neo4j
def test_the_server_answers_and_wants_a_password(neo4j_server: Server) -> None:
    auth = (neo4j_server.user, neo4j_server.password)
    with GraphDatabase.driver(neo4j_server.address, auth=auth) as driver:
        found = driver.execute_query("CALL dbms.components()", database_="neo4j").records
    assert found[0]["name"] == "Neo4j Kernel"


def test_without_java_the_reason_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_TEST_URI", raising=False)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert "apt-get install openjdk-17-jdk-headless maven" in str(server.wanting())


def test_a_running_server_may_be_named_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_TEST_URI", "bolt://other:7777")
    monkeypatch.setenv("NEO4J_TEST_PASSWORD", "x")
    found = server.named()
    assert found is not None
    assert found.address == "bolt://other:7777"
