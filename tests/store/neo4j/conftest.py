"""A server whose user and password stand in the environment, and stores on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from neo4j import GraphDatabase

from neo4j_server.server import Server
from reachmap.store.neo4j import Neo4jStore

Cypher = Callable[..., list[list[Any]]]
Opened = Callable[..., Neo4jStore]


@pytest.fixture
def server(neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """Return the server, with what it takes to log in in the environment."""
    for name, value in neo4j_server.environment().items():
        monkeypatch.setenv(name, value)
    return neo4j_server


@pytest.fixture
def opened(server: Server, request: pytest.FixtureRequest) -> Iterator[Opened]:
    """Return a function that opens a store; its map is named after the test unless it says how."""
    stores = []

    def make(name: str = request.node.name, *, port: int = server.port, **given: Any) -> Neo4jStore:
        address = f"bolt://{server.host}:{port}/neo4j?map={name}"
        stores.append(Neo4jStore(address, **({"make": True} | given)))
        return stores[-1]

    yield make
    for store in stores:
        store.close()


@pytest.fixture
def cypher(server: Server) -> Iterator[Cypher]:
    """Return a function that puts a statement to the server, past the store."""
    with GraphDatabase.driver(server.address, auth=(server.user, server.password)) as driver:

        def put(text: str, **given: Any) -> list[list[Any]]:
            found = driver.execute_query(text, given, database_="neo4j")
            return [record.values() for record in found.records]

        yield put
