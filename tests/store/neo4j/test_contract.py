"""The store in Neo4j, held to what every store is held to."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import reachmap as rm
from amounts import some_of
from oracles import held_to_the_rule, past
from reachmap.model.additions import columns_by_table
from reachmap.model.columns import columns_of
from reachmap.model.tables import LEDGERS
from reachmap.store import MemoryStore
from reachmap.store.neo4j import Neo4jStore
from store.contract import plain, same_answers, same_counts, unnamed_nodes
from store.neo4j.conftest import Cypher, Opened
from store.neo4j.test_syncing import derived_of, derived_there
from strategies import made_up, maps

pytestmark = pytest.mark.neo4j

few = settings(max_examples=some_of(60, usual=2), suppress_health_check=list(HealthCheck))


@pytest.fixture
def store(opened: Opened) -> Neo4jStore:
    """Return a store of a map that may not be there yet."""
    return opened()


@few
@given(town=maps())
def test_every_count_and_answer_is_that_of_the_store_in_memory(
    town: rm.StakeholderMap, store: Neo4jStore
) -> None:
    store.write(town)
    same_counts(store, MemoryStore(town), town)
    assert store.whole() == town
    assert plain(store.outline().as_tables()) == plain(town.outline().as_tables())


@settings(max_examples=some_of(500, usual=4), suppress_health_check=list(HealthCheck))
@given(town=maps())
def test_who_is_heard_is_what_the_rule_says(town: rm.StakeholderMap, store: Neo4jStore) -> None:
    store.write(town)
    held_to_the_rule(rm.ReachMap(store).participation().groups, town, past(town, None, None))


@few
@given(town=maps(rich=True))
def test_every_question_is_answered_alike(town: rm.StakeholderMap, store: Neo4jStore) -> None:
    store.write(town)
    same_answers(rm.ReachMap(store), rm.ReachMap.of(town), town)


@few
@given(town=maps())
def test_rows_added_later_are_as_good_as_rows_written_at_once(
    town: rm.StakeholderMap, store: Neo4jStore, cypher: Cypher
) -> None:
    holds_rows_added_later(town, store, cypher)


def test_a_note_on_what_follows_from_a_field_takes_its_place_later_as_well(
    store: Neo4jStore, cypher: Cypher
) -> None:
    holds_rows_added_later(made_up(419, rich=False), store, cypher)


def holds_rows_added_later(town: rm.StakeholderMap, store: Neo4jStore, cypher: Cypher) -> None:
    """Assert that a map written in two steps is the map, with the links that follow."""
    kept: dict[str, Any] = town.as_tables()
    later: dict[str, Any] = {}
    for table in LEDGERS:
        rows = kept[table]
        half = [place % 2 == 0 for place in range(len(rows))]
        kept[table] = rm.Ledger.of(rows.record, [r for r, x in zip(rows, half, strict=True) if x])
        later[table] = columns_of(town, table)
        later[table] = {
            name: [v for v, x in zip(values, half, strict=True) if not x]
            for name, values in later[table].items()
        }
    later["links"] = columns_of(town, "links")
    named = {v for t in LEDGERS for row in kept[t] for v in vars(row).values() if type(v) is str}
    named |= {end for link in town.links[:3] for end in (link.from_, link.to)}
    new = unnamed_nodes(town, named, lambda: True)
    for table, nodes in new.items():
        kept[table] = [each for each in getattr(town, table) if each not in nodes]
    later |= columns_by_table(new)
    kept["links"] = [link.model_copy(update={"notes": "old"}) for link in town.links][:3]
    store.write(rm.StakeholderMap(**kept))
    store.append(later)
    assert store.whole() == town
    assert derived_there(cypher, store._connection.address.map) == derived_of(town)


@pytest.mark.campaign
def test_the_demo_borough_gives_what_it_gives_in_memory(store: Neo4jStore) -> None:
    town = rm.demo().stakeholders
    store.write(town)
    assert store.whole() == town
    same_counts(store, MemoryStore(town), town)
    same_answers(rm.ReachMap(store), rm.ReachMap.of(town), town)
