"""What docs/neo4j.md says of the graph is true: its statements run, and find what they should."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from neo4j import GraphDatabase

import reachmap as rm
from folders import DOCS, EXAMPLES
from neo4j_server.server import Server
from reachmap.cli.main import run
from reachmap.store.neo4j.graph import JOINING, LABELS
from store.neo4j.conftest import Opened

GUIDE = DOCS / "neo4j.md"
COMPOSE = EXAMPLES / "neo4j" / "compose.yaml"


@pytest.fixture
def here(request: pytest.FixtureRequest, server: Server) -> Callable[[str], str]:
    """Return what has a text of the docs speak of the server here, and of maps of the test's own.

    Tests share the server.
    """

    def put(text: str) -> str:
        own = re.sub(r"\b(east|west)\b", rf"\1_{request.node.name}", text)
        return own.replace("localhost", f"{server.host}:{server.port}")

    return put


@pytest.mark.campaign
@pytest.mark.neo4j
def test_every_statement_of_the_docs_runs(
    server: Server, opened: Opened, here: Callable[[str], str]
) -> None:
    opened(here("east")).write(rm.demo().stakeholders)
    blocks = re.findall(r"```cypher\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    statements = [text for block in blocks for text in block.split(";") if text.strip()]
    found = {}
    auth = (server.user, server.password)
    with (
        GraphDatabase.driver(server.address, auth=auth) as driver,
        driver.session(database="neo4j") as session,
    ):
        for text in statements:
            told = re.findall(r"// (.*)", text)[0]
            found[told] = len(session.run(here(text)).values())
    assert len(found) == 9
    empty = [told for told, rows in found.items() if not rows]
    assert empty == [
        "a map and all its versions taken out: the only one here that changes anything"
    ]
    with pytest.raises(rm.StoreUnavailable):
        opened(here("east"), make=False)


@pytest.mark.campaign
@pytest.mark.neo4j
def test_every_command_of_the_docs_works_in_its_order(
    here: Callable[[str], str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("v017\n"))
    blocks = re.findall(r"```console\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if "reachmap" in line]
    lines = [line for line in lines if "mapping=" not in line]  # see test_mapped
    told = []
    for line in lines:
        assert run(shlex.split(here(line))[1:]) == 0, capsys.readouterr().err
        told.append("".join(capsys.readouterr()))
    assert [line.split()[1] for line in lines] == ["copy", "heard", "sync", "record", "forget"]
    assert "Hidden carers" in told[1]
    assert told[2].startswith("Nothing changed: ")
    assert told[3] == "Written down: 2 voices came to Carers' day.\n"
    assert "Forgotten: " in told[4]


@pytest.mark.neo4j
def test_the_python_of_the_docs_works(opened: Opened, here: Callable[[str], str]) -> None:
    demo = rm.demo().stakeholders
    about = demo.about.model_copy(update={"area": "West Vale"})
    opened(here("east")).write(demo)
    opened(here("west")).write(replace(demo, about=about))
    texts = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, object] = {}
    printed = []
    for text in texts:
        with contextlib.redirect_stdout(io.StringIO()) as said:
            exec(here(text), names)  # noqa: S102  what the docs tell people to run
        printed.append(said.getvalue())
    heard = rm.demo().participation().explain()
    assert printed[0] == f"{heard}\n"
    both = here(f"east: {heard}\nwest: {heard}\n('x_area: east; west',)\n")
    assert printed[1].endswith(both)


def test_the_docs_name_every_label_and_type() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    words = {*LABELS.values(), *(type_ for _, type_, _ in JOINING.values())} - {"Link"}
    words -= {"Attendance", "Turnout", "Ask"}
    assert [word for word in sorted(words) if word not in text] == []


def test_no_password_stands_in_the_file_for_containers() -> None:
    assert re.findall(r"NEO4J_AUTH: (\S+)", COMPOSE.read_text(encoding="utf-8")) == [
        "neo4j/${NEO4J_PASSWORD:?set"
    ]
