"""Rows that come by start or by person, held to what is counted and read one by one."""

from __future__ import annotations

from collections import Counter
from typing import Any, cast
from unittest.mock import Mock

import numpy as np
import pytest

import reachmap as rm
from reachmap.errors import StoreError
from reachmap.store.neo4j import reader
from reachmap.store.neo4j.asking import Ask
from reachmap.store.neo4j.counting import GroupTree
from reachmap.store.neo4j.questions import QUESTIONS
from reachmap.store.neo4j.rows import columns_by_start, plain_columns
from reachmap.store.neo4j.sittings import sittings
from store.neo4j.conftest import Opened
from strategies import made_up

WIDER = {"old": ("old",), "oldest": ("old", "oldest"), "deaf": ("deaf",)}
NARROWER = {"old": ("old", "oldest"), "oldest": ("oldest",), "deaf": ("deaf",)}
EVERY = ["a", "b", "c", "d"]


def answering(*rows: Any) -> Ask:
    """Return what answers each question with the same rows."""
    return cast("Ask", Mock(return_value=[*rows], questions=QUESTIONS))


def test_people_are_counted_as_they_are_one_by_one() -> None:
    dice = np.random.default_rng(1)
    rows = [
        (
            [*dice.choice([*WIDER], dice.integers(0, 3), replace=False)],
            [*dice.choice(EVERY, dice.integers(1, 5), replace=False)],
        )
        for _ in range(40)
    ]
    counted = sittings(answering(*rows), EVERY)
    for group in (None, *WIDER):
        for some in ([], ["b"], ["d", "a", "nowhere"], EVERY):
            wanted = Counter(
                len({*some} & {*came})
                for own, came in rows
                if group is None or {*own} & {*NARROWER[group]}
            )
            often = counted.frequencies(some, GroupTree(WIDER, NARROWER), group)
            assert Counter(often.tolist()) == wanted - Counter({0: wanted[0]})
            assert often.tolist() == sorted(often.tolist(), reverse=True)
            assert often.dtype == np.int64


def test_nobody_and_strange_activities() -> None:
    assert sittings(answering(), EVERY).frequencies(EVERY, GroupTree({}, {}), None).tolist() == []
    with pytest.raises(StoreError, match="'z': not on this map"):
        sittings(answering((["old"], ["z"])), EVERY)


@pytest.mark.neo4j
def test_a_record_too_large_to_fetch_is_counted_by_the_server_to_the_same(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = made_up(5)
    store = opened()
    store.write(town)
    ids = [each.id for each in town.activities]
    asked = [(ids, None), (ids[:1], None), *((ids, group.id) for group in town.groups[:4])]
    fetched = [store.frequencies(some, group=group).tolist() for some, group in asked]
    assert any(fetched)
    monkeypatch.setattr(reader, "MOST_ROWS", -1)
    assert [store.frequencies(some, group=group).tolist() for some, group in asked] == fetched


@pytest.mark.neo4j
def test_one_set_of_activities_is_counted_by_the_server_and_several_are_fetched(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("rows are fetched")

    town = made_up(5)
    store = opened()
    store.write(town)
    ids = [each.id for each in town.activities]
    monkeypatch.setattr(reader, "sittings", refuse)
    for group in (None, town.groups[0].id, None):
        store.frequencies(ids, group=group)
    with pytest.raises(pytest.fail.Exception, match="rows are fetched"):
        store.frequencies(ids[:1])


def test_columns_by_start_are_those_of_the_rows() -> None:
    rows: list[list[Any]] = [["v1", "a", "own"], ["v1", "b", None], ["v2", "a", None]]
    by_start = [("v1", ["a", "b"], ["own", None]), ("v2", ["a"], [])]
    assert columns_by_start("attendance", by_start) == plain_columns("attendance", rows)
    assert columns_by_start("attendance", [])["activity"] == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("v1", ["a", "b"], ["own"]), "'v1': lists of different lengths"),
        (("v1", ["a", {"b": 1}], []), "'v1': values within a value"),
        (("v1", [["a", ["b"]]], []), "'v1': values within a value"),
    ],
)
def test_lists_that_no_graph_gives_are_refused(row: Any, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        columns_by_start("attendance", [row])


def test_a_link_without_an_end_is_blank_and_refused_later() -> None:
    names = len(rm.Link.model_fields) - 1
    row = ("team", ["KNOWS"], *[[] for _ in range(names - 1)])
    columns = columns_by_start("links", [row])
    assert columns["from_"] == ["team"]
    assert columns["to"] == [None]
    assert columns["both_ways"] == [False]
