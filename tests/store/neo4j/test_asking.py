"""A question is answered of one version, however often the map is changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from neo4j import ManagedTransaction, Result

import reachmap as rm
from builders import town
from reachmap.store.counts import Span
from reachmap.store.neo4j import asking, rows
from reachmap.store.neo4j.answers import Question, Rows, Text, question
from reachmap.store.neo4j.asking import TRIES, Ask, answer_of_one_version
from reachmap.store.neo4j.connection import Connection, fetch, run
from reachmap.store.neo4j.graph import FETCH
from reachmap.store.neo4j.pointer import glance_state
from store.neo4j.conftest import Opened

pytestmark = pytest.mark.neo4j

THEMES = question(
    "said", "MATCH (s:MapRow:Said {map: $map, version: $version}) RETURN s.theme", Text
)
NAMES = {"turnout": "activity", "said": "activity", "findings": "subject"}
NEW: dict[str, dict[str, list[Any]]] = {
    "turnout": {"group": ["carers"], "attended": [7]},
    "said": {"theme": ["buses"]},
    "findings": {"rule": ["feedback"], "answer": ["We wrote to them"]},
}
TITLE = question(
    "about", "MATCH (a:MapRow:About {map: $map, version: $version}) RETURN a.title", Text
)


@pytest.fixture
def connection(opened: Opened) -> Connection:
    """Return the connection of a store that holds the town."""
    store = opened()
    store.write(town())
    return store._connection


def titled(title: str) -> rm.StakeholderMap:
    """Return a town of another title."""
    return town(about=rm.About(title=title))


def test_what_a_change_came_into_is_asked_again(opened: Opened, connection: Connection) -> None:
    other = opened()
    seen: list[str] = []

    def question(ask: Ask) -> str:
        before = ask(TITLE)[0][0]
        if not seen:
            other.write(titled("second"))
        seen.append(before)
        return str(before)

    state, answer = answer_of_one_version(connection, question)
    assert answer == "second"
    assert seen == [town().about.title, "second"]
    assert state == glance_state(connection)


def test_rows_added_meanwhile_are_asked_for_again(opened: Opened, connection: Connection) -> None:
    other = opened()
    counts = []

    def question(ask: Ask) -> int:
        counts.append(len(ask(THEMES)))
        if len(counts) == 1:
            other.append({"said": {"activity": ["spring"], "theme": ["buses"]}})
        return counts[-1]

    assert answer_of_one_version(connection, question)[1] == counts[0] + 1
    assert len(counts) == 2


def test_a_map_that_is_changed_without_end_is_told(
    opened: Opened, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "FIRST_PAUSE_S", 0.0)
    other = opened()
    turns: list[int] = []

    def question(ask: Ask) -> None:
        del ask
        turns.append(len(turns))
        other.append({"said": {"activity": ["spring"], "theme": [f"theme {turns[-1]}"]}})

    with pytest.raises(rm.StoreConflict, match="changed over and over"):
        answer_of_one_version(connection, question)
    assert len(turns) == TRIES


def test_parts_of_an_answer_are_of_one_network(opened: Opened, connection: Connection) -> None:
    held = glance_state(connection)
    other = opened()
    other.append({"said": {"activity": ["spring"], "theme": ["buses"]}})
    # Rows that no node or link hangs on change nothing of the network.
    assert answer_of_one_version(connection, lambda ask: len(ask(THEMES)), held=held)[1] == 1
    other.write(titled("second"))
    with pytest.raises(rm.StoreConflict, match="was changed while it was read: ask again"):
        answer_of_one_version(connection, lambda ask: ask(TITLE), held=held)
    assert answer_of_one_version(connection, lambda ask: ask(TITLE)[0][0])[1] == "second"


@pytest.mark.parametrize("table", ["turnout", "said", "findings"])
def test_a_ledger_is_fetched_once_a_version_and_never_stale(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    store, other = opened(f"ledgers {table}"), opened(f"ledgers {table}")
    store.write(town())
    texts: list[str] = []

    def watched(tx: ManagedTransaction, text: str, **given: Any) -> Result:
        texts.append(text)
        return run(tx, text, **given)

    monkeypatch.setattr(rows, "run", watched)
    ledger: Callable[[], rm.Ledger[Any]] = getattr(store, table)
    before = [*ledger()]
    for _ in range(3):
        assert [*ledger()] == before
    desk = rm.ReachMap(store)
    for each in (desk.participation, desk.evidence, desk.methods, desk.review):
        each()
    assert texts.count(FETCH[table]) == 1
    for count, (writer, activity) in enumerate(((other, "spring"), (store, "autumn")), 1):
        writer.append({table: NEW[table] | {NAMES[table]: [activity]}})
        assert len(ledger()) == len(before) + count
        assert texts.count(FETCH[table]) == 1 + count


def test_what_several_parts_of_an_answer_need_is_read_once(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened("once")
    store.write(town())
    asked: list[str] = []
    put = fetch

    def counted(tx: ManagedTransaction, question: Question, **given: Any) -> Rows:
        asked.append(question.text)
        return put(tx, question, **given)

    monkeypatch.setattr(asking, "fetch", counted)
    span = Span(date(2026, 1, 1), date(2026, 3, 31))
    asks: tuple[Any, ...] = (
        *(store.pair_asks, store.node_asks, store.group_asks, store.attendance_by_voice),
    )
    days: tuple[Any, ...] = (span.until, span, span, span)
    first = [repr(each(day)) for each, day in zip(asks, days, strict=True)]
    statements = [*asked]
    assert len({*statements}) == len(statements)
    assert [repr(each(day)) for each, day in zip(asks, days, strict=True)] == first
    assert asked == statements
    assert store.links() is store.links()
    store.append({"asks": {"from_": ["team"], "to": ["forum"], "date": [span.until]}})
    assert repr(store.pair_asks(span.until)) != first[0]


def test_one_question_asks_once_which_version_is_present(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened("settled")
    store.write(town())
    other = opened("settled")
    looks: list[object] = []
    look = Connection.glance

    def counted(self: Connection, question: Question, **given: Any) -> Rows:
        looks.append(question)
        return look(self, question, **given)

    monkeypatch.setattr(Connection, "glance", counted)
    desk = rm.ReachMap(store)
    first = desk.voices(samples=1)
    assert len(looks) == 1
    assert desk.voices(samples=1) == first
    assert len(looks) == 2
    other.write(titled("second"))
    assert desk.overview().title == "second"
    same = store.at_one_state()
    assert same.at_one_state() is same
    assert same.version() == store.version()
    other.append({"said": {"activity": ["spring"], "theme": ["buses"]}})
    assert same.version() != store.version()
