"""What the store refuses, and that nothing is changed by it."""

from __future__ import annotations

from urllib.parse import quote

import pytest

import reachmap as rm
from builders import heads, town
from neo4j_server.server import Server
from reachmap.store.neo4j import Neo4jStore
from store.neo4j.conftest import Cypher, Opened

pytestmark = pytest.mark.neo4j

HOSTILE = "x' \" ` \\u0060 \\u0027 $map }) DETACH DELETE n // x"


def everything(cypher: Cypher, name: str) -> list[str]:
    """Return all that stands in the graph under the name of a map, as text that can be compared."""
    nodes = cypher("MATCH (n {map: $name}) RETURN labels(n), properties(n)", name=name)
    links = cypher(
        "MATCH (a {map: $name})-[r]->(b) RETURN a.id, type(r), b.id, properties(r)", name=name
    )
    return sorted(map(repr, [*nodes, *links]))


def test_a_map_that_is_not_there_is_told_with_the_nearest(opened: Opened) -> None:
    opened("harbour-east").write(town())
    with pytest.raises(rm.StoreUnavailable, match="'harbour-east'"):
        opened("harbour-eats", make=False)


def test_an_empty_store_says_that_it_holds_nothing(opened: Opened) -> None:
    store = opened()
    assert store.version() == (None, 0)
    with pytest.raises(rm.StoreUnavailable, match="there is no map"):
        store.whole()


def test_a_wrong_password_is_told_and_stands_nowhere(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "not-the-right-one")
    with pytest.raises(rm.StoreAccess, match="NEO4J_PASSWORD") as caught:
        opened()
    told: BaseException | None = caught.value
    while told is not None:
        assert "not-the-right-one" not in f"{told} {told!r}"
        told = told.__cause__


def test_a_database_that_is_not_there_is_told(server: Server) -> None:
    with pytest.raises(rm.StoreAccess, match="no database 'elsewhere'"):
        Neo4jStore(f"{server.address}/elsewhere?map=x", make=True)


def test_a_port_that_nobody_listens_on_is_told(server: Server) -> None:
    with pytest.raises(rm.StoreUnavailable, match="does not answer"):
        Neo4jStore(f"bolt://{server.host}:9/neo4j?map=x")


def test_a_secret_way_to_a_plain_port_is_told(server: Server) -> None:
    with pytest.raises(rm.StoreUnavailable, match=r"\+s only where"):
        Neo4jStore(f"bolt+s://{server.host}:{server.port}/neo4j?map=x")


def test_a_map_from_the_future_is_left_alone(opened: Opened, cypher: Cypher) -> None:
    store = opened("future")
    store.write(town())
    cypher("MATCH (p:ReachMap {map: 'future'}) SET p.schema = 99")
    before = everything(cypher, "future")
    for refused in (store.whole, store.version, lambda: store.write(town(turnout=heads()))):
        with pytest.raises(rm.StoreAccess, match="later reachmap"):
            refused()
    with pytest.raises(rm.StoreAccess, match="later reachmap"):
        opened("future")
    assert everything(cypher, "future") == before


def test_what_goes_by_the_name_and_is_no_map_is_left_alone(opened: Opened, cypher: Cypher) -> None:
    cypher("MERGE (p:ReachMap {map: 'foreign'}) SET p.said = 'mine'")
    before = everything(cypher, "foreign")
    with pytest.raises(rm.StoreAccess, match="no map of reachmap"):
        opened("foreign")
    assert everything(cypher, "foreign") == before
    cypher("MATCH (p:ReachMap {map: 'foreign'}) DELETE p")


@pytest.mark.campaign
def test_hostile_text_in_every_field_and_in_the_name_of_the_map_does_nothing(
    opened: Opened, cypher: Cypher
) -> None:
    cypher("MERGE (n:Canary {alive: true})")
    made = hostile_town()
    store = opened(quote(HOSTILE))
    store.write(made)
    assert store.whole() == made
    store.append({"said": {"activity": [f"a{HOSTILE}"], "summary": [HOSTILE]}})
    assert store.most_frequent([f"a{HOSTILE}"], n=3) == ((f"v{HOSTILE}", 1),)
    assert store.groups_of([f"v{HOSTILE}"]) == {f"v{HOSTILE}": (f"g{HOSTILE}",)}
    with pytest.raises(rm.StoreUnavailable):
        opened(quote(HOSTILE + "y"), make=False)
    assert store.forget(f"v{HOSTILE}") == 3
    assert cypher("MATCH (n:Canary) RETURN n.alive") == [[True]]


def hostile_town() -> rm.StakeholderMap:
    """Return a map with hostile text wherever text may stand."""
    group, voice, activity, team = (f"{kind}{HOSTILE}" for kind in "gvat")
    return rm.StakeholderMap(
        about=rm.About(title=HOSTILE, area=HOSTILE, currency=HOSTILE),
        organisations=[
            rm.Organisation(id=team, name=HOSTILE, team=True, languages=(HOSTILE,), notes=HOSTILE)
        ],
        groups=[rm.Group(id=group, name=HOSTILE, population_source=HOSTILE, notes=HOSTILE)],
        workers=[rm.KeyWorker(id=f"w{HOSTILE}", name=HOSTILE, role=HOSTILE, organisation=team)],
        activities=[rm.Activity(id=activity, name=HOSTILE, topic=HOSTILE, can_change=HOSTILE)],
        voices=[rm.Voice(id=voice, name=HOSTILE, groups=(group,), notes=HOSTILE)],
        links=[
            rm.Link(from_=team, type="TRUSTED_BY", to=group, source=HOSTILE, owner=HOSTILE),
            rm.Link(from_=team, type="KNOWS", to=f"w{HOSTILE}", notes=HOSTILE),
        ],
        attendance=rm.Ledger(rm.Attendance, {"voice": [voice], "activity": [activity]}),
        said=rm.Ledger(rm.Said, {"activity": [activity], "theme": [HOSTILE], "owner": [HOSTILE]}),
        findings=rm.Ledger(
            rm.Finding, {"rule": [HOSTILE], "subject": [voice], "answer": [HOSTILE]}
        ),
        methods=[rm.Method(code=HOSTILE, name=HOSTILE, source=HOSTILE)],
        supports=[rm.Support(code=HOSTILE, name=HOSTILE)],
        taxonomy=[rm.TaxonomyTerm(code=HOSTILE, name=HOSTILE)],
    )


EDITS = (
    ("MATCH (n:Group {map: $name, id: 'carers'}) SET n.population = 'many'", "carers"),
    ("MATCH (n:Group {map: $name, id: 'students'}) SET n.barriers = ['moat']", "students"),
    ("MATCH (n:Organisation {map: $name, id: 'team'}) SET n.name = date()", "team"),
    (
        "MATCH (a:Organisation {map: $name, id: 'team'}), (b:Group {map: $name, id: 'students'}) "
        "CREATE (a)-[:HEARS {trust: 9}]->(b)",
        "team HEARS students",
    ),
)
"""Edits by hand, each of which breaks a field, and where that is told."""

RULES = (
    ("MATCH (n:Activity {map: $name}) SET n.venue = 'nowhere'", "nowhere"),
    (
        "MATCH (a:Group {map: $name, id: 'students'}), (b:Group {map: $name, id: 'carers'}) "
        "CREATE (a)-[:ATTENDED {speaking: 'own'}]->(b)",
        "'students' is a group",
    ),
    (
        "MATCH (a:Voice {map: $name, id: 'v1'}), (b:Organisation {map: $name, id: 'team'}) "
        "CREATE (a)-[:KNOWS]->(b)",
        "v1 KNOWS team",
    ),
)
"""Edits that put what should not be beside what is."""


@pytest.mark.parametrize("edits", [EDITS, RULES], ids=["fields", "rules"])
def test_what_was_broken_by_hand_is_told_all_at_once_and_left_alone(
    edits: tuple[tuple[str, str], ...], opened: Opened, cypher: Cypher
) -> None:
    made = town()
    store = opened("edited")
    store.write(made)
    for text, _ in edits:
        cypher(text, name="edited")
    before = everything(cypher, "edited")
    with pytest.raises(rm.InvalidMap) as caught:
        store.whole()
    for _, told in edits:
        assert told in str(caught.value)
    if edits is EDITS:
        with pytest.raises(rm.InvalidMap, match="carers"):
            _ = store.outline().groups
    assert everything(cypher, "edited") == before
    opened("edited").write(made)
    assert store.whole() == made


COUNTED = (
    ("MATCH (:Voice {map: $name, id: 'v1'})-[r:ATTENDED]->() SET r.speaking = 'aloud'", "'aloud'"),
    (
        "MATCH (v:Voice {map: $name, id: 'v1'}), (b:Organisation {map: $name, id: 'team'}) "
        "CREATE (v)-[:ATTENDED {speaking: 'own'}]->(b)",
        "came to 'team', which is no activity",
    ),
    ("MATCH (n:Activity {map: $name}) SET n.date = 'soon'", "found: 'soon'"),
    ("MATCH (v:Voice {map: $name, id: 'v1'}) SET v.lived_until = 2020", "'2020' is no day"),
    ("MATCH (v:Voice {map: $name, id: 'v1'}) SET v.groups = ['moon']", "no group 'moon'"),
)
"""Edits by hand that break what is counted inside the server, and what is told of each."""


@pytest.mark.parametrize(("edit", "told"), COUNTED)
def test_what_cannot_be_counted_is_told(
    edit: str, told: str, opened: Opened, cypher: Cypher
) -> None:
    store = opened("miscounted")
    store.write(town())
    cypher(edit, name="miscounted")
    with pytest.raises(rm.InvalidMap, match=told):
        store.attendance_by_activity()
