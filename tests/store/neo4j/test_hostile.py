"""Servers that answer what no map holds, without end or not at all: one error, in time."""

from __future__ import annotations

from pathlib import Path

import pytest

import reachmap as rm
from reachmap.store.neo4j import Neo4jStore
from store.neo4j.fake import HELLO, LOGON, ROUTE, Answer, FakeServer

STATE = ("schema", "current", "revision", "network", "digest", "receipts")


def honest_state(text: str) -> Answer:
    """Return the state of a map that is there; no rows of anything else."""
    rows = [[2, "v1", 1, 1, None, []]] if "MATCH (p:ReachMap {map: $map})" in text else []
    return Answer(STATE, rows)


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "much-secret")


def test_a_password_goes_to_no_host_that_a_routing_table_names() -> None:
    with FakeServer(honest_state) as other:
        with FakeServer(honest_state, others=(f"127.0.0.1:{other.port}",)) as server:
            store = Neo4jStore(f"neo4j://localhost:{server.port}/neo4j?map=east")
            store.close()
        assert ROUTE not in server.messages
        assert {HELLO, LOGON} <= {*server.messages}
        assert other.messages == []


def test_a_routing_table_is_asked_for_where_that_is_said_to_be_safe() -> None:
    with FakeServer(honest_state) as other:
        with FakeServer(honest_state, others=(f"127.0.0.1:{other.port}",)) as server:
            address = f"neo4j://localhost:{server.port}/neo4j?map=east"
            Neo4jStore(address, insecure=True).close()
        assert ROUTE in server.messages
        assert LOGON in other.messages
