"""A voice that is not there is told with the nearest, of however many there are."""

from __future__ import annotations

import pytest

import reachmap as rm
from reachmap.store.neo4j import Neo4jStore
from reachmap.store.neo4j.changing import MOST_SIMILAR, similar_ids
from store.neo4j.conftest import Opened

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


def test_what_is_like_nothing_is_told_without_a_guess(store: Neo4jStore) -> None:
    with pytest.raises(rm.UnknownNode) as caught:
        store.forget("nobody at all")
    assert caught.value.nearest == ()
    assert "'nobody at all'" in str(caught.value)
