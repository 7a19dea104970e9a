"""Syncs that are killed, cut off or at once: the old map or the new one, never half of each."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

import reachmap as rm
from amounts import some_of
from builders import came, town
from folders import TESTS
from neo4j_server.server import Server
from reachmap.store.neo4j import Neo4jStore, syncing
from reachmap.store.neo4j.pointer import state_of
from store.neo4j.conftest import Cypher, Opened
from store.neo4j.proxy import Proxy
from store.neo4j.test_faults import expected_size, size
from store.neo4j.test_syncing import NOTHING, changed_town

pytestmark = [
    pytest.mark.neo4j,
    # Hung up on in mid-sentence, the driver and its socket complain that they cannot be closed.
    pytest.mark.filterwarnings(
        "ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning"
    ),
]

SYNCING = """
import sys, time
from reachmap.cli.main import run
from reachmap.store.neo4j import copying, syncing
for module in (copying, syncing):
    put = module.run
    def noted(*words, put=put, **given):
        print("statement", flush=True)
        time.sleep(0.01)
        return put(*words, **given)
    module.run = noted
sys.exit(run(["sync", *sys.argv[1:]]))
"""


def killed_sync(path: Path, address: str, at: int, wait_s: float) -> bool:
    """Sync in another process, killed at so-manieth statement; return whether it had ended."""
    words = [sys.executable, "-c", SYNCING, str(path), address]
    searched = os.pathsep.join(filter(None, [str(TESTS), *sys.path]))
    environment = {**os.environ, "PYTHONPATH": searched}
    with subprocess.Popen(  # noqa: S603  our own words
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as syncing:
        assert syncing.stdout is not None
        ended = not all(syncing.stdout.readline() for _ in range(at))
        threading.Event().wait(wait_s)
        syncing.kill()
    return ended


@pytest.mark.campaign
def test_syncs_that_are_killed_leave_the_old_map_or_the_new_one(
    opened: Opened, cypher: Cypher, server: Server, tmp_path: Path, told: Callable[[str], None]
) -> None:
    dice = random.Random(3)  # noqa: S311  made-up kills
    cypher("MATCH (n {map: 'killed sync'}) DETACH DELETE n")
    address = f"{server.address}/neo4j?map=killed%20sync"
    path = tmp_path / "town.json"
    half = doubles = old = new = ended = 0
    before: rm.StakeholderMap | None = None
    moments = [3, 8, 1, 4, 9, 14, 20, 99]
    for number, at in enumerate(moments):
        # The first copy is killed twice, and goes on where it stopped.
        source = changed_town() if number % 2 == 0 and number else town()
        rm.ReachMap.of(source).write(path, force=True)
        ended += killed_sync(path, address, at, dice.uniform(0, 0.05))
        found = whole_or_none(opened)
        old += found == before
        new += found == source
        half += found not in (before, source)
        if number == 0:
            continue
        store = opened("killed sync")
        store.sync(source)
        half += store.whole() != source
        nodes, links = expected_size(source)
        doubles += size(cypher, "killed sync") != [nodes + 1, links]  # and the marks
        before = source
    told(
        f"{len(moments)} syncs killed: {half} half-visible maps, {doubles} with doubles or "
        f"leftovers, {old} left the old map, {new} the new one, {ended} had ended"
    )
    assert (half, doubles) == (0, 0)
    assert old > len(moments) // 2
    assert new > 0


def whole_or_none(opened: Opened) -> rm.StakeholderMap | None:
    """Return the map that is there; None where there is none yet."""
    store = opened("killed sync")
    try:
        return store.whole()
    except rm.StoreUnavailable:
        return None


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    """Return a way to the server that can be cut."""
    with Proxy(server.host, server.port) as found:
        yield found


@pytest.mark.campaign
@pytest.mark.parametrize("when", ["before", "after"])
def test_syncs_cut_around_a_commit_are_made_whole_and_once(
    when: Literal["before", "after"], opened: Opened, proxy: Proxy
) -> None:
    name = f"cut sync {when}"
    before = town()
    opened(name).sync(before)
    cuts = some_of(12, usual=4)
    for number in range(cuts):
        source = town(attendance=came(("v2", "autumn"))) if number % 2 else town(said=said(number))
        store = opened(name, port=proxy.port)
        revision = opened(name).version()[1]  # type: ignore[index]  # version and revision
        proxy.cut(when, at=1 + number % 3)
        try:
            store.sync(source)
        except rm.StoreError:
            assert opened(name).whole() in (before, source)
            store.sync(source)
        assert opened(name).whole() == source
        assert opened(name).version()[1] == revision + 1  # type: ignore[index]  # the same
        assert opened(name).sync(source) == NOTHING
        before = source
    assert proxy.cuts >= cuts // 3


def said(number: int) -> rm.Ledger[rm.Said]:
    """Return something said that is another each time."""
    return rm.Ledger.of(rm.Said, [rm.Said(activity="spring", theme=f"theme {number}")])


@pytest.mark.parametrize("there", ["none yet", "a map"])
def test_of_two_syncs_at_the_same_moment_one_wins_and_the_other_is_told(
    there: str, opened: Opened, cypher: Cypher, monkeypatch: pytest.MonkeyPatch
) -> None:
    cypher("MATCH (n {map: 'at once'}) DETACH DELETE n")
    if there == "a map":
        opened("at once").sync(town())
    sources = [town(said=said(number)) for number in range(2)]
    stores = [opened("at once") for _ in sources]
    barrier = threading.Barrier(len(sources))
    outcomes: list[Any] = [None] * len(sources)

    def looked(*words: Any) -> Any:
        state = state_of(*words)
        barrier.wait(timeout=30)
        return state

    def work(store: Neo4jStore, number: int) -> None:
        try:
            outcomes[number] = store.sync(sources[number])
        except rm.StoreConflict as conflict:
            outcomes[number] = str(conflict)

    with monkeypatch.context() as patch:
        patch.setattr(syncing, "state_of", looked)
        threads = [
            threading.Thread(target=work, args=(store, number))
            for number, store in enumerate(stores)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    lost = next(number for number, each in enumerate(outcomes) if isinstance(each, str))
    assert "another program changed the map 'at once'" in outcomes[lost]
    assert "meanwhile" in outcomes[lost]
    assert opened("at once").whole() == sources[1 - lost]
    stores[lost].sync(sources[lost])
    assert opened("at once").whole() == sources[lost]
