"""A map in Neo4j: written beside raw statements of the same rows, counted, and asked for ways."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
from neo4j import GraphDatabase, ManagedTransaction

import reachmap as rm
from benchmarks.measure import Figure, forget_peak, peak_megabytes
from neo4j_server.server import Server, server_of
from reachmap.model.columns import columns_of
from reachmap.model.derived import derived_links
from reachmap.model.tables import NODE_TABLES, TABLES
from reachmap.store.neo4j import Neo4jStore

SIZES = (10_000, 100_000, 1_000_000)
"""Attendances; a tenth as many nodes, and two fifths as many links."""

GROUPS = 40

WIDEST = 4
"""Groups that are part of no other; each has others within it."""

GOAL_WRITE_S = 120.0
GOAL_RATIO = 1.5
GOAL_COUNT_S = 5.0
GOAL_COUNT_MB = 300
GOAL_FIRST_S = 6.0
GOAL_SECOND_S = 0.2
RAW_ROWS = 10_000


def region_of(attendances: int, *, seed: int = 1) -> rm.StakeholderMap:
    """Return a map with so many attendances, a tenth as many nodes and 0.4 times as many links."""
    dice = np.random.default_rng(seed)
    nodes = attendances // 10
    sizes = {"v": nodes // 2, "a": nodes // 5, "w": nodes // 5, "o": nodes // 10 - GROUPS - 1}
    ids = {kind: [f"{kind}{n:06d}" for n in range(size)] for kind, size in sizes.items()}
    groups, bodies = [f"g{n:02d}" for n in range(GROUPS)], ["team", *ids["o"]]
    wider = [(groups[n // 4],) if n >= WIDEST else () for n in range(GROUPS)]
    came = [
        np.unique((sizes["v"] * dice.random(80) ** 1.5).astype(np.int64))[:50]
        for _ in range(sizes["a"])
    ]
    return rm.StakeholderMap(
        about=rm.About(title="A made-up region", area_population=10_000_000),
        organisations=[rm.Organisation(id=id_, name=id_, team=id_ == "team") for id_ in bodies],
        groups=[
            rm.Group(id=id_, name=id_, population=1000, part_of=part_of)
            for id_, part_of in zip(groups, wider, strict=True)
        ],
        workers=[
            rm.KeyWorker(id=id_, name=id_, organisation=bodies[n % len(bodies)])
            for n, id_ in enumerate(ids["w"])
        ],
        activities=[rm.Activity(id=id_, name=id_, topic="health") for id_ in ids["a"]],
        voices=[
            rm.Voice(id=id_, name=id_, groups=tuple(sorted({groups[n % 20], groups[n % 7]})))
            for n, id_ in enumerate(ids["v"])
        ],
        links=_links(dice, [*bodies, *ids["w"]], groups, attendances * 2 // 5),
        attendance=rm.Ledger(
            rm.Attendance,
            {
                "voice": [ids["v"][n] for row in came for n in row.tolist()],
                "activity": [ids["a"][n] for n, row in enumerate(came) for _ in row],
            },
        ),
    )


def _links(
    dice: np.random.Generator, contacts: list[str], groups: list[str], count: int
) -> list[rm.Link]:
    """Return links: nine in ten between contacts, the others to groups."""
    tails, heads = dice.integers(0, len(contacts), (2, count * 9 // 8))
    pairs = {(a, b) for a, b in zip(tails.tolist(), heads.tolist(), strict=True) if a != b}
    known = [(contacts[a], "KNOWS", contacts[b]) for a, b in sorted(pairs)]
    keep = dice.permutation(len(known))[: count * 9 // 10]
    trusted = {
        (contacts[a], "TRUSTED_BY", groups[b])
        for a, b in zip(
            dice.integers(1, len(contacts), count // 2).tolist(),
            dice.integers(0, len(groups), count // 2).tolist(),
            strict=True,
        )
    }
    some = dice.permutation(len(trusted))[: count - len(keep)]
    told = sorted(trusted)
    rows = [known[n] for n in keep.tolist()] + [told[n] for n in some.tolist()]
    trust = dice.integers(1, 6, len(rows)).tolist()
    return [
        rm.Link.model_construct(from_=a, type=type_, to=b, trust=level)
        for (a, type_, b), level in zip(rows, trust, strict=True)
    ]


def raw(server: Server, region: rm.StakeholderMap) -> float:
    """Write the same rows with plain statements; return how long it took, in seconds."""
    auth = (server.user, server.password)
    with (
        GraphDatabase.driver(server.address, auth=auth) as driver,
        driver.session(database="neo4j") as session,
    ):
        session.run("CREATE CONSTRAINT raw IF NOT EXISTS FOR (n:Raw) REQUIRE n.id IS UNIQUE")
        start = time.perf_counter()
        for text, rows in _statements(region):
            for at in range(0, len(rows), RAW_ROWS):
                part = rows[at : at + RAW_ROWS]
                session.execute_write(_put, text, part)
        return time.perf_counter() - start


def clear_raw(server: Server) -> None:
    """Remove what plain statements wrote."""
    clear = "MATCH (n:Raw) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
    with GraphDatabase.driver(server.address, auth=(server.user, server.password)) as driver:
        driver.session(database="neo4j").run(clear).consume()


def _put(tx: ManagedTransaction, text: str, rows: list[Any]) -> None:
    tx.run(text, {"rows": rows}).consume()


def _statements(region: rm.StakeholderMap) -> Iterator[tuple[str, list[Any]]]:
    for table in NODE_TABLES.values():
        columns = columns_of(region, table)
        rows = [
            {
                name: value
                for name, value in zip(columns, row, strict=True)
                if value not in {None, ()}
            }
            for row in zip(*columns.values(), strict=True)
        ]
        label = TABLES[table].record.__name__
        yield f"UNWIND $rows AS row CREATE (n:Raw:{label}) SET n = row", rows
    links = columns_of(region, "links")
    named = zip(links["from_"], links["type"], links["to"], links["trust"], strict=True)
    ends: dict[str, list[Any]] = {}
    for from_, type_, to, trust in named:
        ends.setdefault(type_, []).append({"from": from_, "to": to, "given": {"trust": trust}})
    for from_, type_, to in derived_links(region):
        ends.setdefault(type_, []).append({"from": from_, "to": to, "given": {"derived": True}})
    came = columns_of(region, "attendance")
    ends["ATTENDED"] = [
        {"from": voice, "to": activity, "given": {"speaking": speaking}}
        for voice, activity, speaking in zip(*came.values(), strict=True)
    ]
    for type_, rows in ends.items():
        text = "UNWIND $rows AS row MATCH (a:Raw {id: row.from}) MATCH (b:Raw {id: row.to}) "
        yield f"{text} CREATE (a)-[r:{type_}]->(b) SET r = row.given", rows


def neo4j_store() -> Iterator[Figure]:
    """Write, count and ask for ways, at three sizes."""
    server = server_of(f"bench-{os.getpid()}", heap="1g", java=())
    os.environ.update(server.environment())
    for size in SIZES:
        yield from _of(server, size)


def _of(server: Server, size: int) -> Iterator[Figure]:
    largest = size == SIZES[-1]
    region = region_of(size)
    told = f"{size:,} attendances"
    there = f"{server.address}/neo4j?map=bench"
    plainly = raw(server, region)
    clear_raw(server)
    store = Neo4jStore(there, make=True)
    took = time_of(partial(store.write, region))
    yield Figure(
        f"neo4j, written: {told}",
        took,
        peer="raw",
        peer_seconds=plainly,
        goal=f"{GOAL_WRITE_S:.0f} s, {GOAL_RATIO} x raw" if largest else "",
        met=took <= GOAL_WRITE_S and took <= GOAL_RATIO * plainly if largest else None,
        note=f"{took / plainly:.2f} x the time of raw statements",
        size=size,
    )
    store.close()
    expected = rm.ReachMap.of(region).participation()
    del region
    yield from _asked(there, size, expected, largest=largest)


def _asked(there: str, size: int, expected: Any, *, largest: bool) -> Iterator[Figure]:  # noqa: ANN401  an answer
    told = f"{size:,} attendances"
    desk = rm.ReachMap(Neo4jStore(there))
    gc.collect()
    forget_peak()
    before = peak_megabytes()
    heard: list[Any] = []
    first = time_of(lambda: heard.append(desk.participation()))
    voices = time_of(lambda: desk.voices(samples=1))
    peak = peak_megabytes() - before
    assert heard[0] == expected
    within = first + voices <= GOAL_COUNT_S and peak <= GOAL_COUNT_MB
    yield Figure(
        f"neo4j, participation and voices of one draw: {told}",
        first + voices,
        goal=f"{GOAL_COUNT_S:.0f} s, {GOAL_COUNT_MB} MB" if largest else "",
        met=within if largest else None,
        note=f"participation {first:.1f} s, {peak:.0f} MB more",
        size=size,
    )
    desk = rm.ReachMap(Neo4jStore(there))
    first = time_of(lambda: desk.routes("g30"))
    second = time_of(lambda: desk.routes("g31"))
    yield Figure(
        f"neo4j, first routes: {told}",
        first,
        goal=f"{GOAL_FIRST_S:.0f} s" if largest else "",
        met=first <= GOAL_FIRST_S if largest else None,
        size=size,
    )
    yield Figure(
        f"neo4j, second routes: {told}",
        second,
        goal=f"{GOAL_SECOND_S} s" if largest else "",
        met=second <= GOAL_SECOND_S if largest else None,
        size=size,
    )


def time_of(action: Any) -> float:  # noqa: ANN401  whatever is done
    """Return how long an action took, in seconds."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start
