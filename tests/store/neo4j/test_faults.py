"""Kills, cuts, hangs and others who write: whole maps at all times, and nothing twice."""

from __future__ import annotations

import contextlib
import gc
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal

import pytest

import reachmap as rm
from amounts import some_of
from builders import town
from folders import TESTS
from neo4j_server.server import Server, let_go, server_of, wanting
from reachmap.model.derived import derived_links
from reachmap.store.neo4j import Neo4jStore
from reachmap.store.neo4j.address import address_of
from reachmap.store.neo4j.connection import Connection
from store.neo4j.conftest import Cypher, Opened
from store.neo4j.proxy import Proxy

DROPPED = "Exception ignored in"
pytestmark = [
    pytest.mark.campaign,
    pytest.mark.neo4j,
    # Hung up on before it knows its peer, the driver drops a connection that is half made, which
    # then complains that it cannot be closed, as does its socket.
    pytest.mark.filterwarnings(
        f"ignore:{DROPPED}. <function Bolt.__del__:pytest.PytestUnraisableExceptionWarning"
    ),
    pytest.mark.filterwarnings(
        f"ignore:{DROPPED}. <socket.socket:pytest.PytestUnraisableExceptionWarning"
    ),
]

PATIENCE_S = 3.0
WRITERS = 8


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    """Return a way to the server that can be cut."""
    with Proxy(server.host, server.port) as found:
        yield found
    gc.collect()  # what a cut leaves behind is let go of here, and in no later test


def expected_size(made: rm.StakeholderMap) -> list[int]:
    """Return how many nodes and relationships a map is in the graph, at the most and the least."""
    sizes = made.sizes()
    joining = sum(sizes.pop(name) for name in ("attendance", "turnout", "asks", "links"))
    annotated = {(link.from_, link.type, link.to) for link in made.links}
    bare = sum(link not in annotated for link in derived_links(made))
    return [sum(sizes.values()) + 1 + len(made.assumptions.changed()), joining + bare]


def size(cypher: Cypher, name: str) -> list[int]:
    """Return how many nodes and relationships go by the name of a map, of whatever version."""
    nodes = cypher("MATCH (n {map: $name}) WHERE NOT n:ReachMap RETURN count(n)", name=name)
    links = cypher("MATCH ({map: $name})-[r]->() RETURN count(r)", name=name)
    return [nodes[0][0], links[0][0]]


def borough(title: str) -> rm.StakeholderMap:
    """Return the demo borough under another title."""
    made = rm.demo().stakeholders
    about = made.about.model_copy(update={"title": title})
    return rm.StakeholderMap(**{**made.as_tables(), "about": about})  # type: ignore[arg-type]  # its tables


COPYING = """
import sys, time
sys.path[:0] = sys.argv[3:]
from store.neo4j.test_faults import borough
from reachmap.store.neo4j import Neo4jStore
from reachmap.store.neo4j.address import address_of
from reachmap.store.neo4j.connection import Connection
made = borough(sys.argv[2])
store = Neo4jStore(sys.argv[1], make=True)
def progress(what, done, of):
    print(what, flush=True)
    time.sleep(0.02)
store.write(made, progress=progress)
print("written", flush=True)
"""


@pytest.mark.campaign
def test_copies_that_are_killed_leave_a_whole_map_and_go_on_where_they_stopped(
    opened: Opened, cypher: Cypher, server: Server, told: Callable[[str], None]
) -> None:
    dice = random.Random(1)  # noqa: S311  made-up kills
    half = doubles = resumed = late = 0
    titles = ["first"]
    opened("killed").write(borough("first"))
    address = f"{server.address}/neo4j?map=killed"
    for number in range(30):
        titles.append(f"title {number}")
        path = [str(TESTS), *sys.path]
        words = [sys.executable, "-c", COPYING, address, titles[-1], *filter(None, path)]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as copying:  # noqa: S603  ours
            assert copying.stdout is not None
            copying.stdout.readline()
            time.sleep(dice.uniform(0, 1.2))
            copying.kill()
            late += "written" in copying.stdout.read()
        found = opened("killed").whole()
        half += found not in (borough(titles[-2]), borough(titles[-1]))
        done = cypher("MATCH (s:ReachMapCopy {map: 'killed'}) WHERE s.done > 0 RETURN s.done")
        resumed += bool(done)
        made = borough(titles[-1])
        store = opened("killed")
        store.write(made)
        half += store.whole() != made
        doubles += size(cypher, "killed") != expected_size(made)
    told(
        f"30 kills in mid-copy: {half} half-visible maps, {doubles} with doubles or leftovers, "
        f"{resumed} taken up where they stopped, {late} had ended"
    )
    assert (half, doubles) == (0, 0)
    assert resumed > 0


@pytest.mark.parametrize("when", ["before", "after"])
def test_connections_cut_around_a_commit_leave_a_whole_map_and_nothing_twice(
    when: Literal["before", "after"],
    opened: Opened,
    cypher: Cypher,
    proxy: Proxy,
    told: Callable[[str], None],
) -> None:
    dice = random.Random(2)  # noqa: S311  made-up cuts
    half = doubles = failed = 0
    cuts = some_of(15, usual=2)
    for number in range(cuts):
        made = borough(f"cut {when} {number}")
        store = opened(f"cut {when}", port=proxy.port)
        proxy.cut(when, at=dice.randint(1, 25))
        try:
            store.write(made)
        except rm.StoreError:
            failed += 1
            store.write(made)
        half += opened(f"cut {when}").whole() != made
        doubles += size(cypher, f"cut {when}") != expected_size(made)
    told(
        f"{proxy.cuts} connections cut {when} COMMIT: {half} half-visible maps, "
        f"{doubles} with doubles or leftovers, {failed} told of an error"
    )
    assert (half, doubles) == (0, 0)
    assert proxy.cuts >= cuts - 1


def test_rows_added_while_the_answer_to_a_commit_is_lost_are_added_once(
    opened: Opened, proxy: Proxy
) -> None:
    made = town()
    opened("once").write(made)
    for number in range(some_of(15, usual=3)):
        store = opened("once", port=proxy.port)
        proxy.cut("after", at=1)
        store.append({"said": {"activity": ["spring"], "theme": [f"theme {number}"]}})
    assert len(opened("once").said()) == proxy.cuts == some_of(15, usual=3)


def test_a_voice_forgotten_while_the_answer_is_lost_is_counted_once(
    opened: Opened, proxy: Proxy
) -> None:
    opened("forgotten once").write(town())
    store = opened("forgotten once", port=proxy.port)
    revision = store.version()[1]  # type: ignore[index]  # version and revision
    proxy.cut("after", at=1)
    assert store.forget("v1") == 3
    assert proxy.cuts == 1
    assert store.version()[1] == revision + 1  # type: ignore[index]
    assert [voice.id for voice in opened("forgotten once").whole().voices] == ["v2"]


def test_a_server_that_falls_silent_is_given_up_within_the_time_limit(
    opened: Opened, proxy: Proxy
) -> None:
    opened("silent").write(town())
    store = opened("silent", port=proxy.port, time_limit_s=PATIENCE_S)
    proxy.hang = True
    for question in (store.whole, store.attendance_by_activity, lambda: store.write(town())):
        start = time.monotonic()
        with pytest.raises(rm.StoreUnavailable, match="has not answered for 3 s"):
            question()
        assert time.monotonic() - start < 3 * PATIENCE_S
    proxy.hang = False


def test_a_server_that_has_just_gone_is_told_within_the_time_limit(
    opened: Opened, server: Server
) -> None:
    opened("gone").write(town())
    with Proxy(server.host, server.port) as proxy:
        store = opened("gone", port=proxy.port, time_limit_s=PATIENCE_S)
    for question in (
        store.whole,
        store.attendance_by_activity,
        store.version,
        lambda: store.forget("v1"),
    ):
        start = time.monotonic()
        with pytest.raises(rm.StoreUnavailable, match=r"does not answer|has not answered"):
            question()
        assert time.monotonic() - start < 3 * PATIENCE_S
    assert opened("gone").whole() == town()


def test_a_slow_way_is_only_slow(opened: Opened, proxy: Proxy) -> None:
    proxy.delay_s = 0.01
    store = opened(port=proxy.port)
    store.write(town())
    assert store.whole() == town()


@contextlib.contextmanager
def server_with(setting: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Run a server of its own, with one more line of configuration."""
    if wanting():
        pytest.fail(str(wanting()))
    run = f"{setting.rpartition('=')[0]}-{os.getpid()}"
    other = server_of(run, settings=[setting], heap="512m")
    for name, value in other.environment().items():
        monkeypatch.setenv(name, value)
    yield other
    let_go(run)


@pytest.mark.campaign
def test_a_database_that_may_only_be_read_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with server_with("server.databases.read_only=neo4j", monkeypatch) as closed:
        for scheme in ("bolt", "neo4j"):
            address = f"{scheme}://{closed.host}:{closed.port}/neo4j?map=x"
            store = Neo4jStore(address, make=True, insecure=True)
            with pytest.raises(rm.StoreAccess, match="may be read but not written to"):
                store.write(town())
            store.close()


@pytest.mark.campaign
def test_a_database_that_is_there_but_not_started_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    # Community cannot stop one, but runs the default one alone: here the other of two.
    with server_with("initial.dbms.default_database=other", monkeypatch) as server:
        for scheme in ("bolt", "neo4j"):
            start = time.monotonic()
            address = f"{scheme}://{server.host}:{server.port}/neo4j?map=x"
            with pytest.raises(rm.StoreAccess, match="'neo4j', or has not started it"):
                Neo4jStore(address, make=True, insecure=True)
            assert time.monotonic() - start < 3 * PATIENCE_S


def test_of_many_who_write_at_once_one_wins_and_readers_see_whole_maps(
    opened: Opened, cypher: Cypher, told: Callable[[str], None]
) -> None:
    before = borough("before")
    opened("many").write(before)
    for turn in range(some_of(5, usual=1)):
        made = [borough(f"{turn}, of writer {number}") for number in range(WRITERS)]
        seen, outcomes = side_by_side(opened, made)
        won = [each for each, outcome in zip(made, outcomes, strict=True) if outcome == "won"]
        assert sorted(outcomes) == ["conflict"] * (WRITERS - 1) + ["won"]
        assert all(found in (before, won[0]) for found in seen)
        assert opened("many").whole() == won[0]
        opened("many").write(won[0])
        assert size(cypher, "many") == expected_size(won[0])
        told(f"{WRITERS} writers at once: 1 won, {len(seen)} readings of whole maps, 0 torn")
        before = won[0]


def side_by_side(
    opened: Opened, made: list[rm.StakeholderMap]
) -> tuple[list[rm.StakeholderMap], list[str]]:
    """Write maps at once and read all the while; return what was read, and what writers met."""
    stores, reader = [opened("many") for _ in made], opened("many")
    barrier, over = threading.Barrier(len(made)), threading.Event()
    seen: list[rm.StakeholderMap] = []
    outcomes = ["lost"] * len(made)

    def read() -> None:
        while not over.is_set():
            seen.append(reader.whole())

    def write(number: int) -> None:
        barrier.wait()
        try:
            stores[number].write(made[number])
            outcomes[number] = "won"
        except rm.StoreConflict:
            outcomes[number] = "conflict"

    writers = [threading.Thread(target=write, args=(number,)) for number in range(len(made))]
    reading = threading.Thread(target=read)
    for thread in (*writers, reading):
        thread.start()
    for thread in writers:
        thread.join()
    over.set()
    reading.join()
    return seen, outcomes


def test_the_same_copy_ten_times_changes_nothing_after_the_first(
    opened: Opened, cypher: Cypher
) -> None:
    store = opened("ten")
    store.write(borough("ten"))
    version, state = store.version(), stands(cypher)
    for _ in range(9):
        opened("ten").write(borough("ten"))
    assert store.version() == version
    assert stands(cypher) == state


def stands(cypher: Cypher) -> list[Any]:
    """Return how much stands under a name, and all that its pointer says."""
    pointer = cypher("MATCH (p:ReachMap {map: 'ten'}) RETURN properties(p)")
    return [*size(cypher, "ten"), pointer]


def test_changes_side_by_side_are_all_made(opened: Opened) -> None:
    opened("appended").write(town())

    def add(store: Neo4jStore, number: int) -> Callable[[], None]:
        row = {"activity": ["spring"], "theme": [f"theme {number}"]}
        return lambda: store.append({"said": row})

    threads = [
        threading.Thread(target=add(opened("appended"), number)) for number in range(WRITERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = opened("appended")
    assert {row.theme for row in found.said()} == {f"theme {n}" for n in range(WRITERS)}
    assert found.version()[1] == 1 + WRITERS  # type: ignore[index]  # version and revision


def test_a_voice_that_is_forgotten_leaves_no_trace(opened: Opened, cypher: Cypher) -> None:
    store = opened("forgotten")
    store.write(town())
    assert store.forget("v1") == 3
    assert [voice.id for voice in store.whole().voices] == ["v2"]
    assert store.most_frequent(["spring", "autumn"], n=5) == (("v2", 1),)
    found = cypher("MATCH (n {map: 'forgotten'}) WHERE n.id = 'v1' OR n.voice = 'v1' RETURN n")
    assert found == []
    with pytest.raises(rm.UnknownNode, match="'v1'"):
        store.forget("v1")


def test_a_row_that_does_not_fit_is_told_and_nothing_is_added(opened: Opened) -> None:
    store = opened("unfit")
    store.write(town())
    version = store.version()
    rows: dict[str, dict[str, list[Any]]] = {
        "no such voice": {"voice": ["v9"], "activity": ["spring"]},
        "repeats": {"voice": ["v1"], "activity": ["spring"]},
        "after": {"voice": ["v1"], "activity": ["planned"]},
        "input should be": {"voice": ["v1"], "activity": ["undated"], "speaking": ["loudly"]},
    }
    for columns in rows.values():
        with pytest.raises(rm.InvalidMap):
            store.append({"attendance": columns})
    with pytest.raises(rm.InvalidMap, match="cannot be added"):
        store.append({"methods": {"code": ["m"], "name": ["M"]}})
    assert store.version() == version
    assert store.whole() == town()


def test_a_link_of_the_same_key_gives_way(opened: Opened) -> None:
    store = opened("links")
    store.write(town())
    link = {"from_": ["team"], "type": ["TRUSTED_BY"], "to": ["carers"]}
    for trust in (2, 4):
        store.append({"links": {**link, "trust": [trust]}})
        assert [each.trust for each in store.whole().links] == [trust]
        assert list(store.links()["trust"]) == [trust]


MAKE = (
    "CREATE CONSTRAINT tried_id IF NOT EXISTS FOR (n:Tried) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT tried_key IF NOT EXISTS FOR (n:Tried) REQUIRE (n.map, n.key) IS UNIQUE",
)
UNMAKE = ("DROP CONSTRAINT tried_id", "DROP CONSTRAINT tried_key")


def test_of_many_who_make_the_same_constraints_at_once_none_is_turned_away(
    server: Server, cypher: Cypher
) -> None:
    address = address_of(f"{server.address}/neo4j?map=settling")
    connections = [Connection(address, time_limit_s=60) for _ in range(WRITERS)]
    for _ in range(some_of(20, usual=4)):
        with ThreadPoolExecutor(WRITERS) as pool:
            for done in [pool.submit(made, each) for each in connections]:
                done.result()
        for text in UNMAKE:
            cypher(text)
    for each in connections:
        each.close()


def test_a_constraint_that_others_have_half_made_is_waited_for(
    server: Server, cypher: Cypher
) -> None:
    # Its index is there before it is, under the same name.
    cypher("CREATE INDEX tried_id FOR (n:Tried) ON (n.name)")
    connection = Connection(address_of(f"{server.address}/neo4j?map=half"), time_limit_s=60)
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(connection.settle, MAKE[0])
        with pytest.raises(TimeoutError):
            done.result(timeout=1)
        cypher("DROP INDEX tried_id")
        done.result(timeout=30)
    connection.close()
    assert cypher("SHOW CONSTRAINTS YIELD name WHERE name = 'tried_id' RETURN count(*)") == [[1]]
    cypher(UNMAKE[0])


def made(connection: Connection) -> None:
    """Make all constraints."""
    for text in MAKE:
        connection.settle(text)
