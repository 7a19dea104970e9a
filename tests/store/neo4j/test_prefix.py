"""Labels with a beginning of their own: everything follows it, and nothing of others is touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import neo4j
import pytest

import reachmap as rm
from builders import came, town
from neo4j_server.server import Server
from reachmap.cli.main import run
from reachmap.store.neo4j.foreign import SHOWN
from reachmap.store.neo4j.labels import OWN_LABELS, prefixed
from store.neo4j.conftest import Cypher, Opened
from store.neo4j.test_syncing import changed_town

BARE = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(sorted(OWN_LABELS))})(?![A-Za-z])")
"""A label of ours without a prefix."""

THEIRS = (
    "CREATE (p:ReachMap {map: 'clash', current: 'x', revision: 1, schema: 2}) "
    "CREATE (g:MapNode:Group {map: 'clash', version: 'x', id: 'carers', name: 'Theirs'}) "
    "CREATE (v:MapNode:Voice {map: 'clash', version: 'x', id: 'v1', name: 'v1'}) "
    "CREATE (v)-[:BELONGS_TO]->(g)"
)
LOOK = (
    "MATCH (n {map: 'clash'}) WHERE NOT any(l IN labels(n) WHERE l STARTS WITH 'Rm') "
    "OPTIONAL MATCH (n)-[r]->(m) RETURN labels(n), properties(n), type(r), m.id ORDER BY n.id"
)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the statements that are sent from here on."""
    texts: list[str] = []
    for kind in (neo4j.ManagedTransaction, neo4j.Session):
        put = kind.run

        def noted(self: Any, text: str, *words: Any, put: Any = put, **given: Any) -> Any:
            texts.append(text)
            return put(self, text, *words, **given)

        monkeypatch.setattr(kind, "run", noted)
    return texts


@pytest.fixture
def theirs(cypher: Cypher) -> Iterator[list[list[Any]]]:
    """Return what others have in the database, under our labels and the name of a map."""
    cypher("MATCH (n {map: 'clash'}) DETACH DELETE n")
    cypher(THEIRS)
    yield cypher(LOOK)
    cypher("MATCH (n {map: 'clash'}) DETACH DELETE n")


@pytest.mark.campaign
@pytest.mark.neo4j
def test_everything_follows_the_prefix_and_leaves_what_others_have(
    cypher: Cypher,
    server: Server,
    theirs: list[list[Any]],
    sent: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    address = f"{server.address}/neo4j?map=clash&prefix=Rm"
    assert rm.ReachMap.of(town()).write(address)
    assert not rm.sync(rm.ReachMap.of(town()), address)
    assert rm.sync(rm.ReachMap.of(changed_town()), address).removed == {"activities": 1}
    rm.record(address, [{"voice": "v2", "activity": "autumn"}]).close()
    expected = rm.ReachMap.of(
        rm.StakeholderMap(
            **changed_town().as_tables()  # type: ignore[arg-type]  # its tables
            | {"attendance": came(*pairs(changed_town()), ("v2", "autumn"))}
        )
    )
    with rm.open(address) as desk:
        assert desk == expected
        for question in ("participation", "voices", "burden", "gatekeepers", "reach", "review"):
            assert getattr(desk, question)() == getattr(expected, question)(), question
        assert desk.routes("carers") == expected.routes("carers")
        assert desk.store.sizes() == expected.store.sizes()
    assert rm.forget(address, "v1") > 1
    rm.demo().write(address, force=True)
    assert run(["maps", f"{server.address}/neo4j?prefix=Rm"]) == 0
    assert [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()] == ["clash"]
    ours = [text for text in sent if "clash" not in text]
    assert len(ours) > 100
    assert [text for text in ours if BARE.search(text)] == []
    assert cypher(LOOK) == theirs
    names = cypher("SHOW CONSTRAINTS YIELD name WHERE name STARTS WITH 'Rm_' RETURN count(*)")
    assert names == [[4]]
    with pytest.raises(rm.StoreUnavailable, match="with labels that begin with Rx, in database"):
        rm.open(address.replace("=Rm", "=Rx"))


def pairs(made: rm.StakeholderMap) -> list[tuple[str, str]]:
    """Return who came where."""
    return [(row.voice, row.activity) for row in made.attendance]


@pytest.mark.neo4j
def test_a_constraint_of_others_is_in_the_way_of_its_own_labels_alone(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Not made in the server, where it would stop other tests.
    for constrained, clash in (("Group", False), ("RmGroup", True)):
        store = opened("unclashing&prefix=Rm")
        glance = store._connection.glance
        theirs = [("one_group", "UNIQUENESS", [constrained], ["id"])]
        monkeypatch.setattr(
            store._connection,
            "glance",
            lambda asked, glance=glance, theirs=theirs, **given: [
                *glance(asked, **given),
                *(theirs if asked is SHOWN else ()),
            ],
        )
        if clash:
            with pytest.raises(rm.StoreAccess, match=r"RmGroup\.id.*prefix=Rm"):
                store.write(changed_town())
        else:
            store.write(town())


BAD = ("Rm`", "R m", "Rm)-[", "Ré", "R" * 21, "Rm1", "rm_", r"\u0060", "Rm:Group", "\u212a", "Rm\n")


@pytest.mark.parametrize("prefix", BAD)
def test_a_prefix_is_letters_alone(prefix: str) -> None:
    with pytest.raises(rm.StoreAccess, match="letters from A to Z: prefix=Rm"):
        rm.open(f"neo4j://localhost:1/neo4j?prefix={quote(prefix)}")


def test_a_prefix_goes_before_our_labels_and_nothing_else() -> None:
    text = "MATCH (a:ReachMapCopy:Group)-[r:KNOWS|ASKED]->(b:Groups) WHERE a:Voice OR b:x.Voice"
    assert prefixed(text, "Rm") == (
        "MATCH (a:RmReachMapCopy:RmGroup)-[r:KNOWS|ASKED]->(b:Groups) WHERE a:RmVoice OR b:x.Voice"
    )
    assert prefixed(text, "") == text
