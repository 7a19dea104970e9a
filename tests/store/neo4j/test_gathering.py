"""Columns that come in one row, and counts made of lists, held to what is read row by row."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any, cast
from unittest.mock import Mock

import numpy as np
import pytest
from neo4j import ManagedTransaction

import reachmap as rm
from builders import came, town
from reachmap.errors import StoreError
from reachmap.store.counts import Span
from reachmap.store.neo4j import asking, people, reader
from reachmap.store.neo4j.answers import FIRST_DAY, LAST_DAY, Question, Rows
from reachmap.store.neo4j.asking import Ask
from reachmap.store.neo4j.connection import fetch
from reachmap.store.neo4j.gathering import days_of
from reachmap.store.neo4j.graph import names_of
from reachmap.store.neo4j.questions import QUESTIONS
from reachmap.store.neo4j.rows import columns_gathered
from store.contract import same_counts
from store.neo4j.conftest import Cypher, Opened
from strategies import made_up

SPAN = Span(date(2025, 12, 31), date(2026, 3, 31))
DAY = date(2026, 3, 31).toordinal() - date(1970, 1, 1).toordinal()


def lists(**given: list[Any]) -> list[list[Any]]:
    """Return the row of lists of activities."""
    return [given.get(name, []) for name in names_of("activities")]


def answering(*rows: Any) -> Ask:
    """Return what answers one question after the other, each with one row."""
    return cast("Ask", Mock(side_effect=[[row] for row in rows], questions=QUESTIONS))


def test_days_come_as_numbers_and_what_is_none_is_left_to_the_model() -> None:
    assert "date" in days_of("activities")
    days = [DAY, None, DAY, ["31 March"], [5], ["a", "b"]]
    columns = columns_gathered("activities", lists(id=[*"abcdef"], date=days))
    day = date(2026, 3, 31)
    assert columns["date"] == [day, None, day, "31 March", (5,), ("a", "b")]
    assert columns["name"] == [None] * 6
    assert columns["groups"] == [()] * 6


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"id": ["a", "b"], "date": [DAY]}, "of all: lists of different lengths"),
        ({"id": ["a"], "date": [LAST_DAY + 1]}, "a day that is none: "),
        ({"id": ["a"], "date": [FIRST_DAY - 1]}, "a day that is none: "),
        ({"id": ["a"], "groups": [[["b"]]]}, "'a': values within a value"),
    ],
)
def test_columns_that_no_graph_gives_are_refused(given: dict[str, list[Any]], words: str) -> None:
    with pytest.raises(StoreError, match=words):
        columns_gathered("activities", lists(**given))


def test_attendance_is_counted_as_it_is_one_by_one() -> None:
    dice = np.random.default_rng(1)
    names = [f"v{n}" for n in dice.permutation(30)]
    came_on = [[*dice.integers(DAY - 5, DAY, dice.integers(1, 9)).tolist()] for _ in names]
    led = [days[:1] for days in came_on[::3]]
    # Somebody who was recorded between the two questions: it is asked for again then.
    asked = ([*names[::3], "latest"], [*led, [DAY]])
    counted = people.attendance_by_voice(answering((names, came_on), asked), SPAN)
    rows = sorted(Counter((n, d) for n, days in zip(names, came_on, strict=True) for d in days))
    assert [*zip(counted.voice, counted.day.astype(int).tolist(), strict=True)] == rows
    all_came = Counter((n, d) for n, days in zip(names, came_on, strict=True) for d in days)
    assert counted.came.tolist() == [all_came[row] for row in rows]
    by_ask = Counter((n, d) for n, days in zip(names[::3], led, strict=True) for d in days)
    assert counted.asked.tolist() == [by_ask[row] for row in rows]
    nobody = people.attendance_by_voice(answering(([], []), ([], [])), SPAN)
    assert (nobody.voice, nobody.came.tolist(), nobody.asked.tolist()) == ((), [], [])


def test_asks_of_a_pair_are_counted_day_by_day() -> None:
    row = (["b", "a"], ["c", "b"], [[DAY, DAY - 1, DAY], [DAY]], [[2, 1, 0], [0]])
    counted = people.pair_asks(answering(row), SPAN.until)
    assert [*zip(counted.from_, counted.to, counted.day.astype(int).tolist(), strict=True)] == [
        ("a", "b", DAY),
        *(("b", "c", day) for day in (DAY - 1, DAY)),
    ]
    assert counted.asks.tolist() == [1, 1, 2]
    assert counted.scored.tolist() == [0, 1, 1]
    assert counted.passed_on.tolist() == [0, 0, 1]
    uneven: Any = (["a", "b"], ["b", "c"], [[DAY, DAY], [DAY]], [[1], [1, 1]])
    with pytest.raises(StoreError, match="asks, row 'a': lists of different lengths"):
        people.pair_asks(answering(uneven), SPAN.until)


def test_asks_about_no_group_are_to_a_node_alone() -> None:
    row = (["v2", "v1", "v1"], [DAY, DAY, DAY], ["g", ""], [DAY, DAY])
    to_nodes, about_groups = people.asks_in(answering(row), SPAN)
    assert [*zip(to_nodes.to, to_nodes.asks.tolist(), strict=True)] == [("v1", 2), ("v2", 1)]
    assert about_groups.to == ("", "g")  # an id that no map has is refused, and not left out
    uneven: list[Any] = [(["a"], [], [], []), ([], [], ["g"], [DAY, DAY])]
    for lists_ in uneven:
        with pytest.raises(StoreError, match="asks, row of all: lists of different lengths"):
            people.asks_in(answering(lists_), SPAN)


def test_voices_of_one_id_are_counted_together() -> None:
    came_on = (["v1", "v1", "v2"], [[DAY], [DAY, DAY - 1], [DAY]])
    led = (["v1", "v1", "v2"], [[DAY], [DAY], [DAY, DAY]])
    counted = people.attendance_by_voice(answering(came_on, led), SPAN)
    rows = zip(counted.voice, counted.came.tolist(), counted.asked.tolist(), strict=True)
    assert [*rows] == [("v1", 1, 0), ("v1", 2, 2), ("v2", 1, 1)]


def test_the_least_busy_of_each_set_of_groups() -> None:
    rows: Any = [(["old"], ["d", "c", "b", "a"]), ([], ["e"]), (["deaf"], ["f"])]
    few = people.least_busy(rows, busy={"a": 2, "c": 1}, rested=["d", "f"], n=2)
    assert few == [(["old"], ["b", "c"]), (["deaf"], [])]


@pytest.mark.neo4j
@pytest.mark.parametrize("seed", range(3))
def test_many_voices_are_answered_for_as_few_are(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    stakeholders = made_up(seed)
    store = opened()
    store.write(stakeholders)
    monkeypatch.setattr(reader, "MANY_VOICES", 0)
    same_counts(store, rm.ReachMap.of(stakeholders).store, stakeholders)
    with pytest.raises(StoreError, match="'nobody': not on this map"):
        store.groups_of(["nobody"])
    texts: list[str] = []

    def watched(tx: ManagedTransaction, asked: Question, **given: Any) -> Rows:
        texts.append(asked.text)
        return fetch(tx, asked, **given)

    monkeypatch.setattr(asking, "fetch", watched)
    anew = opened()
    for _ in range(2):
        anew.register([each.id for each in stakeholders.activities])
        anew.groups_of([each.id for each in stakeholders.voices])
        anew.similar_voices([], busy={}, rested=[], n=1)
    assert texts.count(QUESTIONS.everyone.text) == 1


@pytest.mark.neo4j
def test_a_coming_that_an_ask_led_to_is_counted_once(opened: Opened) -> None:
    led: dict[str, list[Any]] = {"from_": ["team"], "to": ["v1"], "activity": ["spring"]}
    led["date"] = [date(2026, 3, 1)]
    asks = rm.Ledger(rm.Ask, {name: 2 * cells for name, cells in led.items()})
    rows = town(attendance=came(("v1", "spring"), ("v2", "spring")), asks=asks)
    store = opened()
    store.write(rows)
    counted = store.attendance_by_voice(SPAN)
    assert [*zip(counted.voice, counted.asked.tolist(), strict=True)] == [("v1", 1), ("v2", 0)]
    same_counts(store, rm.ReachMap.of(rows).store, rows)


@pytest.mark.neo4j
@pytest.mark.parametrize(
    "spoilt",
    ["'2026-03-31'", "20543", "['2026-03-31']", "datetime()"],
    ids=["text", "number", "list", "moment"],
)
def test_what_is_no_day_in_the_graph_is_not_taken_for_one(
    opened: Opened, cypher: Cypher, spoilt: str, request: pytest.FixtureRequest
) -> None:
    store = opened()
    store.write(town())
    text = f"MATCH (a:Activity {{map: $map, id: 'spring'}}) SET a.date = {spoilt} RETURN a.id"
    assert cypher(text, map=request.node.name) == [["spring"]]
    with pytest.raises(rm.InvalidMap, match="spring: date: input should be a valid date"):
        _ = rm.ReachMap(store).store.outline().activities
