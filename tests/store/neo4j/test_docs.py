"""What docs/neo4j.md says of the graph is true: its statements run, and find what they should."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from neo4j import GraphDatabase

import reachmap as rm
from neo4j_server.server import Server
from reachmap.store.neo4j.graph import JOINING, LABELS
from store.neo4j.conftest import Opened

DOCS = Path(__file__).parents[3] / "docs" / "neo4j.md"
COMPOSE = DOCS.parents[1] / "examples" / "neo4j" / "compose.yaml"


@pytest.mark.neo4j
def test_every_statement_of_the_docs_runs(server: Server, opened: Opened) -> None:
    opened("east").write(rm.demo().stakeholders)
    blocks = re.findall(r"```cypher\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    statements = [text for block in blocks for text in block.split(";") if text.strip()]
    found = {}
    auth = (server.user, server.password)
    with (
        GraphDatabase.driver(server.address, auth=auth) as driver,
        driver.session(database="neo4j") as session,
    ):
        for text in statements:
            told = re.findall(r"// (.*)", text)[0]
            found[told] = len(session.run(text).values())
    assert len(found) == 9
    empty = [told for told, rows in found.items() if not rows]
    assert empty == [
        "a map and all its versions taken out: the only one here that changes anything"
    ]
    with pytest.raises(rm.StoreUnavailable):
        opened("east", make=False)


def test_the_docs_name_every_label_and_type() -> None:
    text = DOCS.read_text(encoding="utf-8")
    words = {*LABELS.values(), *(type_ for _, type_, _ in JOINING.values())} - {"Link"}
    words -= {"Attendance", "Turnout", "Ask"}
    assert [word for word in sorted(words) if word not in text] == []


def test_no_password_stands_in_the_file_for_containers() -> None:
    assert re.findall(r"NEO4J_AUTH: (\S+)", COMPOSE.read_text(encoding="utf-8")) == [
        "neo4j/${NEO4J_PASSWORD:?set"
    ]
