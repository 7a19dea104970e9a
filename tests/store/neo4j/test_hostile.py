"""Servers that answer what no map holds, without end or not at all: one error, in time."""

from __future__ import annotations

import gc
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest

import reachmap as rm
from builders import town
from forks import elsewhere
from reachmap.store.counts import Span
from reachmap.store.neo4j import Neo4jStore, answers
from reachmap.store.neo4j.copying import PLAN
from store.neo4j.fake import HELLO, LOGON, ROUTE, Answer, FakeServer, day

# A worker that is left behind holds a session open until the server hangs up; the driver then
# complains of what it could not close.
pytestmark = [
    pytest.mark.filterwarnings(
        f"ignore:Exception ignored in. <{what}:pytest.PytestUnraisableExceptionWarning"
    )
    for what in (
        "function Workspace.__del__",
        "function Bolt.__del__",
        "function Driver.__del__",
        "socket.socket",
    )
]

STATE = ("schema", "current", "revision", "network", "digest", "receipts")
LIMIT_S = 2.0

MOST_MEGABYTES = 2_000
SLOWEST_S = 120.0
"""What an answer without end may take: the test's own server shares the processor."""


def honest_state(text: str) -> Answer:
    """Return the state of a map that is there; no rows of anything else."""
    rows = [[2, "v1", 1, 1, None, []]] if "MATCH (p:ReachMap {map: $map})" in text else []
    return Answer(STATE, rows)


def width(text: str) -> int:
    """Return how many columns a statement asks for."""
    wanted = text.rpartition("RETURN ")[2].partition(" ORDER BY")[0]
    while wanted != (wanted := re.sub(r"[(\[{][^()\[\]{}]*[)\]}]", "", wanted)):
        pass
    return wanted.count(",") + 1


def answering(rows: Callable[[int], Iterable[list[Any]]]) -> Callable[[str], Answer]:
    """Return what answers rows of the right width to everything but the state of the map."""

    def answer(text: str) -> Answer:
        if "p:ReachMap {map: $map}" in text:
            return honest_state(text)
        columns = width(text)
        return Answer(tuple(f"c{number}" for number in range(columns)), rows(columns))

    return answer


@contextmanager
def opened(
    answer: Callable[[str], Answer], *, time_limit_s: float = LIMIT_S
) -> Iterator[Neo4jStore]:
    """Open the store of a server that answers so."""
    with FakeServer(answer) as server:
        address = f"bolt://127.0.0.1:{server.port}/neo4j?map=east"
        store = Neo4jStore(address, time_limit_s=time_limit_s)
        yield store
        store.close()


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "much-secret")


@pytest.fixture
def _let_go() -> Iterator[None]:
    yield
    gc.collect()  # what is left behind is let go of here, and in no later test


def test_a_password_goes_to_no_host_that_a_routing_table_names() -> None:
    with FakeServer(honest_state) as other:
        with FakeServer(honest_state, others=(f"127.0.0.1:{other.port}",)) as server:
            store = Neo4jStore(f"neo4j://localhost:{server.port}/neo4j?map=east")
            store.close()
        assert ROUTE not in server.messages
        assert {HELLO, LOGON} <= {*server.messages}
        assert other.messages == []


def test_a_routing_table_is_asked_for_where_that_is_said_to_be_safe() -> None:
    with FakeServer(honest_state) as other:
        with FakeServer(honest_state, others=(f"127.0.0.1:{other.port}",)) as server:
            address = f"neo4j://localhost:{server.port}/neo4j?map=east"
            Neo4jStore(address, insecure=True).close()
        assert ROUTE in server.messages
        assert LOGON in other.messages


SPAN = Span(date(2026, 1, 1), date(2026, 3, 31))
ROWS = {"said": {"activity": ["spring"]}}

QUESTIONS: dict[str, Callable[[Neo4jStore], object]] = {
    "whole": lambda store: store.whole(),
    "outline": lambda store: store.outline().groups,
    "links": lambda store: store.links(),
    "sizes": lambda store: store.sizes(),
    "turnout": lambda store: store.turnout(),
    "pair_asks": lambda store: store.pair_asks(SPAN.until),
    "node_asks": lambda store: store.node_asks(SPAN),
    "group_asks": lambda store: store.group_asks(SPAN),
    "groups_of": lambda store: store.groups_of(["v1"]),
    "similar_voices": lambda store: store.similar_voices([["g"]], busy={}, rested=[], n=1),
    "attendance_by_voice": lambda store: store.attendance_by_voice(SPAN),
    "talking_voices": lambda store: store.talking_voices(["spring"]),
    "append": lambda store: store.append(ROWS),
    "write": lambda store: store.write(town()),
}
VALUES: dict[str, Any] = {
    "a list for an id": ["v1"],
    "a list of numbers": [1],
    "a list of lists": [[1]],
    "a map": {"id": "v1"},
    "a count below nothing": -1,
    "a count of more than all": 2**62,
    "a day of letters": day("x"),
    "a day out of all calendars": day(10**12),
}


@pytest.mark.parametrize("what", QUESTIONS)
def test_wrong_types_are_one_error_in_time(what: str) -> None:
    values: list[Any] = []
    with opened(answering(lambda columns: [values[-1:] * columns])) as store:
        for name, value in VALUES.items():
            values.append(value)
            begun = time.monotonic()
            with pytest.raises((rm.StoreError, rm.InvalidMap)):
                QUESTIONS[what](store)
            assert time.monotonic() - begun < LIMIT_S, name


def test_the_error_names_the_table_and_the_id() -> None:
    def voices(columns: int) -> list[list[Any]]:
        return [["v1", *[1] * (columns - 1)]]

    with (
        opened(answering(voices)) as store,
        pytest.raises(rm.StoreError, match="attendance, row 'v1': input should be a valid list"),
    ):
        store.attendance_by_voice(SPAN)


def test_groups_that_are_numbers_are_told_with_a_voice_that_is_of_them() -> None:
    def answer(text: str) -> Answer:
        kind = honest_state(text)
        return kind if kind.rows else Answer(("own", "ids"), [[[1], ["v1"]]])

    with (
        opened(answer) as store,
        pytest.raises(rm.StoreError, match="voices, row 'v1': input should be a valid string"),
    ):
        store._answer(lambda ask: ask(ask.questions.groups_of, voices=["v1"]))


def test_what_stops_a_worker_ends_the_wait_with_what_it_was_about() -> None:
    def answer(text: str) -> Answer:
        if "s.done AS done" in text:
            plan = [PLAN] if "s.plan" in text else []
            return Answer(("done", "plan")[: 1 + len(plan)], [[0, *plan]])
        if text.startswith("UNWIND"):
            return Answer(stats={"nodes-created": "many"})
        return honest_state(text)

    begun = time.monotonic()
    with opened(answer, time_limit_s=60) as store:
        with pytest.raises(rm.StoreError, match="groups from 'carers' on cannot be exchanged"):
            store.write(town())
        assert time.monotonic() - begun < LIMIT_S


@pytest.mark.parametrize("what", ["whole", "pair_asks", "write"])
def test_rows_without_end_are_given_up(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_BYTES", 100_000)

    def rows(columns: int) -> Iterable[list[Any]]:
        return repeat(["x", *[[[1] * 9]] * (columns - 1)])

    with opened(answering(rows), time_limit_s=60) as store:
        begun = time.monotonic()
        with pytest.raises(rm.StoreError, match="is larger than any map: more than "):
            QUESTIONS[what](store)
        assert time.monotonic() - begun < LIMIT_S


def endless_whole(row: list[Any]) -> tuple[float, int, int]:
    """Ask for a map that never ends; return seconds, and megabytes before and at the most."""
    before = megabytes("VmRSS")
    Path("/proc/self/clear_refs").write_text("5", encoding="utf-8")  # the most is counted anew
    begun = time.monotonic()
    with opened(answering(lambda columns: repeat(row * columns)), time_limit_s=300) as store:
        with pytest.raises(rm.StoreError, match="is larger than any map"):
            store.whole()
        return time.monotonic() - begun, before, megabytes("VmHWM")


def megabytes(what: str) -> int:
    """Return how much memory this process has, or had at the most."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    (kilobytes,) = re.findall(rf"{what}:\s+(\d+) kB", status)
    return int(kilobytes) // 1024


ENDLESS: dict[str, list[Any]] = {
    "short texts": ["x"],
    "long texts": ["x" * 100_000],
    "numbers": [2**40],
    "lists of lists": [[[1] * 1_000] * 10],
}


@pytest.mark.campaign
@pytest.mark.parametrize("what", ENDLESS)
def test_rows_without_end_take_no_more_than_a_large_map(
    what: str, told: Callable[[str], None]
) -> None:
    ((seconds, before, most),) = elsewhere([lambda: endless_whole(ENDLESS[what])])
    told(f"Neo4j, {what} without end: {seconds:.1f} s, {most - before} MB more than before")
    assert most - before < MOST_MEGABYTES
    assert seconds < SLOWEST_S


@pytest.mark.usefixtures("_let_go")
@pytest.mark.parametrize("what", ["whole", "pair_asks", "write"])
def test_silence_is_given_up(what: str) -> None:
    spoken = threading.Event()

    def answer(text: str) -> Answer:
        if "p:ReachMap {map: $map}" not in text:
            spoken.wait()
        return honest_state(text)

    with (
        opened(answer, time_limit_s=0.3) as store,
        pytest.raises(rm.StoreUnavailable, match=r"has not answered for 0\.3 s"),
    ):
        QUESTIONS[what](store)
    spoken.set()


@pytest.mark.parametrize(
    ("asked", "rows", "named"),
    [
        ("groups_of", [[["g"], ["v1", 5]]], "voices, row 'v1'"),
        ("voice_attendance", [[["v1", "v2"], [[1], ["x"]]]], "attendance, row 'v2'"),
        ("asks", [[["a", "b"], [1, -(2**40)], [], []]], "asks, row 'b'"),
        ("asks", [[["a", "b"], "x", [], []]], "asks, row 'x'"),
        ("asks", [[1, 2, 3, 4]], "asks, row 'without an id'"),
        ("pair_asks", [[["a"], ["b"], [1], []]], "asks, row 'a'"),
    ],
)
def test_the_nearest_id_is_named(asked: str, rows: list[list[Any]], named: str) -> None:
    def answer(text: str) -> Answer:
        kind = honest_state(text)
        return kind if kind.rows else Answer(tuple("abcd"[: len(rows[0])]), rows)

    with opened(answer) as store, pytest.raises(rm.StoreError, match=named):
        store._answer(lambda ask: ask(getattr(ask.questions, asked)))
