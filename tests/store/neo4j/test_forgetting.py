"""A voice that is not there is told with the nearest, of however many there are."""

from __future__ import annotations

import pytest

import reachmap as rm
from builders import came, town
from reachmap.store.neo4j import Neo4jStore
from reachmap.store.neo4j.changing import MOST_SIMILAR, similar_ids
from store.neo4j.conftest import Cypher, Opened

pytestmark = pytest.mark.neo4j

MANY = 4_000


IDS = [*(f"v{number:06d}" for number in range(MANY)), "willow", "Zeta", "andré"]
SLIPS = {
    "v03210": "v003210",  # one is missing
    "v0032100": "v003210",  # one too many
    "w003210": "v003210",  # one wrong, at either end
    "willov": "willow",
    "V003999": "v003999",
    "wilow": "willow",
    "zeta": "Zeta",
    "andrè": "andré",
}


@pytest.fixture
def store(opened: Opened) -> Neo4jStore:
    """Return a store that holds many voices, and a few with names of their own."""
    voices = [rm.Voice(id=id_, name=id_) for id_ in IDS]
    team = rm.Organisation(id="team", name="Team", team=True)
    made = opened("crowd")
    made.write(rm.StakeholderMap(organisations=[team], voices=voices))
    return made


def test_one_slip_names_what_was_meant(store: Neo4jStore) -> None:
    before = store.version()
    for typed, meant in SLIPS.items():
        with pytest.raises(rm.UnknownNode) as caught:
            store.forget(typed)
        assert caught.value.id == typed
        assert meant in caught.value.nearest, typed
    assert store.version() == before


def test_of_very_many_voices_few_are_looked_at(store: Neo4jStore) -> None:
    for typed in ("v000000x", "v", "", "nobody at all", "9" * 500, "v' OR true //"):
        found = similar_ids(store._connection, typed)
        assert len(found) <= 3 * MOST_SIMILAR < MANY
        assert set(found) <= {*IDS}


FOREIGN = (
    "CREATE (:Voice:Mine {id: 'v1', map: 'south', version: 'mine'})",
    "CREATE (:MapRow:PanelSeat {map: 'north', version: $version, key: 'k', voice: 'v1'})",
    "MATCH (v:Voice {map: 'south', version: $version, id: 'v1'}) "
    "CREATE (v)-[:ATTENDED {speaking: 'own'}]->(:Activity:Mine {id: 'spring'}) "
    "CREATE (v)<-[:ASKED]-(:MapNode:Mine {map: 'north', version: 'mine', id: 'team'})",
)
"""What others have in the same database: the same labels, ids and types of relationship."""


def test_only_what_is_on_the_map_is_counted_and_forgotten(opened: Opened, cypher: Cypher) -> None:
    rows = town(attendance=came(("v1", "autumn"), ("v1", "spring"), ("v2", "spring")))
    other, store = opened("north"), opened("south")
    other.write(town())
    store.write(rows)
    version = store._seen.current
    for text in FOREIGN:
        cypher(text, version=version)
    assert store.forget("v1") == 3
    assert cypher("MATCH (n:Mine) RETURN count(n)") == [[3]]
    assert cypher("MATCH (n:PanelSeat {map: 'north'}) RETURN count(n)") == [[1]]
    assert cypher("MATCH (n {map: 'south', id: 'v1'}) RETURN labels(n)") == [[["Voice", "Mine"]]]
    store.write(town(voices=[], attendance=came()))
    assert cypher("MATCH (n:Mine) RETURN count(n)") == [[3]]
    cypher("MATCH (n:Mine) DETACH DELETE n")
    cypher("MATCH (n:PanelSeat {map: 'north', key: 'k'}) DELETE n")
    assert other.whole() == town()


def test_what_is_like_nothing_is_told_without_a_guess(store: Neo4jStore) -> None:
    with pytest.raises(rm.UnknownNode) as caught:
        store.forget("nobody at all")
    assert caught.value.nearest == ()
    assert "'nobody at all'" in str(caught.value)
