"""The SQLite store says what the store in memory says, of whatever map."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

import reachmap as rm
from amounts import some_of
from oracles import held_to_the_rule, past
from reachmap.model.additions import columns_by_table
from reachmap.model.columns import columns_of
from reachmap.model.ledger import Ledger
from reachmap.model.tables import LEDGERS
from reachmap.store import MemoryStore
from reachmap.store.sqlite import SQLiteStore
from store.contract import same_answers, same_counts, unnamed_nodes
from strategies import made_up, maps

many = settings(max_examples=some_of(300, usual=12), suppress_health_check=list(HealthCheck))
fewer = settings(max_examples=some_of(300, usual=4), suppress_health_check=list(HealthCheck))


@contextmanager
def kept(town: rm.StakeholderMap) -> Iterator[SQLiteStore]:
    """Open a store that a map was written to, by somebody who has closed it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "map.db"
        writer = SQLiteStore(path, make=True)
        writer.write(town)
        writer.close()
        store = SQLiteStore(path)
        yield store
        store.close()


@many
@given(town=maps())
def test_every_map_comes_back_as_it_was(town: rm.StakeholderMap) -> None:
    with kept(town) as store:
        assert store.whole() == town
        assert store.outline().as_tables() == town.outline().as_tables()


@many
@given(town=maps())
def test_all_counts_are_those_of_memory(town: rm.StakeholderMap) -> None:
    with kept(town) as store:
        same_counts(store, MemoryStore(town), town)


@settings(max_examples=some_of(500, usual=8), suppress_health_check=list(HealthCheck))
@given(town=maps())
def test_who_is_heard_is_what_the_rule_says(town: rm.StakeholderMap) -> None:
    with kept(town) as store:
        rows = rm.ReachMap(store).participation().groups
        held_to_the_rule(rows, town, past(town, None, None))


@fewer
@given(town=maps())
def test_all_answers_are_those_of_memory(town: rm.StakeholderMap) -> None:
    with kept(town) as store:
        same_answers(rm.ReachMap(store), rm.ReachMap.of(town), town)


def part(rows: Ledger[Any], chosen: NDArray[np.bool_]) -> dict[str, list[Any]]:
    """Return some rows of a ledger as columns."""
    some = rows.take(chosen)
    return {name: some.cells(name) for name in rows.record.model_fields}


def ids_named(tables: dict[str, Any]) -> set[str]:
    """Return whatever some ledgers and links hold as text, ids among it."""
    ids = {end for link in tables["links"] for end in (link.from_, link.to)}
    for name in LEDGERS:
        rows = tables[name]
        for field in rows.record.model_fields:
            ids.update(value for value in rows.cells(field) if isinstance(value, str))
    return ids


@many
@given(town=maps(), dice=st.randoms(use_true_random=False))
def test_what_is_added_later_counts_as_if_it_had_always_been_there(
    town: rm.StakeholderMap, dice: random.Random
) -> None:
    holds_what_is_added_later(town, dice)


def test_an_activity_added_later_is_counted_in_the_order_of_ids() -> None:
    for seed in range(10):
        holds_what_is_added_later(made_up(61689359, rich=False), random.Random(seed))  # noqa: S311  dice of a test


def holds_what_is_added_later(town: rm.StakeholderMap, dice: random.Random) -> None:
    """Assert that a map written in two steps, with dice for which rows come later, is the map."""
    later: dict[str, Any] = {}
    before: dict[str, Any] = {}
    for name in LEDGERS:
        rows = getattr(town, name)
        mask = np.array([dice.random() < 0.5 for _ in range(len(rows))], np.bool_)
        later[name], before[name] = part(rows, mask), rows.take(~mask)
    links = [dice.random() < 0.5 for _ in town.links]
    before["links"] = tuple(x for x, then in zip(town.links, links, strict=True) if not then)
    added = tuple(x for x, then in zip(town.links, links, strict=True) if then)
    named = ids_named(before)
    new = unnamed_nodes(town, named, lambda: dice.random() < 0.5)
    for table, nodes in new.items():
        before[table] = tuple(each for each in getattr(town, table) if each not in nodes)
    later |= columns_by_table(new)
    later["links"] = columns_of(replace(town.outline(), links=added), "links")
    with kept(replace(town, **before)) as store:
        store.append(later)
        assert store.whole() == town
        same_counts(store, MemoryStore(town), town)


@pytest.mark.campaign
def test_the_demo_borough_answers_as_in_memory() -> None:
    town = rm.demo().stakeholders
    with kept(town) as store:
        assert store.whole() == town
        same_counts(store, MemoryStore(town), town)
        same_answers(rm.ReachMap(store), rm.demo(), town)
