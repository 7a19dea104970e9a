"""What we have asked, and what works for whom, on a million attendances and many asks."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

import reachmap as rm
from benchmarks.measure import Figure, forget_peak, peak_megabytes, timed
from benchmarks.neo4j_store import region_of
from benchmarks.voices import tables_of
from neo4j_server.server import server_of
from reachmap.analysis.burden.question import ON_ROUTES
from reachmap.network.compile import trust_network

SIZES = (10_000, 100_000, 1_000_000)
"""Attendances."""

TODAY = date(2026, 3, 31)
DAYS = 365
"""Days over which activities and asks are spread: a quarter holds a fourth of them."""

REGION = 1_000_000
REGION_GOAL_S = 10.0
"""Attendances of a region of 100,000 nodes and 400,000 links, and the goal for its burden."""

NEO4J_RATIO = 2
"""How many times as long it may take from Neo4j, once the server has compiled its questions."""

NEVER_ASKED = "the server never asked"

LEAST = 1_000
ASKS_IN = 10
"""Attendances for each ask."""

METHODS = ("drop-in", "focus-group", "home-visit", "interview", "online-survey")


def asked_of(attendances: int, *, seed: int = 1) -> rm.StakeholderMap:
    """Return a map with so many attendances, a tenth as many asks, and counts of the invited.

    Two in five asks are to voices, two to workers, one to organisations. At each activity two
    groups were counted. A large map has 500 organisations and 1,000 workers, whom the team
    reaches through organisations and who are trusted by a group each.
    """
    dice = np.random.default_rng(seed)
    tables = tables_of(attendances, seed=seed)
    bodies = [f"o{n}" for n in range(min(500, attendances // 1_000))]
    workers = [f"w{n}" for n in range(2 * len(bodies))]
    voices = [each.id for each in tables["voices"]]
    activities = [
        each.model_copy(update={"date": _day(n), "method": METHODS[n % len(METHODS)]})
        for n, each in enumerate(tables["activities"])
    ]
    tables["organisations"] += [rm.Organisation(id=id_, name=id_) for id_ in bodies]
    tables["activities"] = activities
    return rm.StakeholderMap(
        about=rm.About(as_of=TODAY),
        **tables,
        workers=[
            rm.KeyWorker(id=id_, name=id_, organisation=bodies[n // 2])
            for n, id_ in enumerate(workers)
        ],
        links=_links(bodies, workers),
        asks=_asks(
            (voices, workers, voices, workers, bodies),
            [f"g{n}" for n in range(20)],
            attendances // ASKS_IN,
            dice,
        ),
        turnout=_turnout([each.id for each in activities], dice),
    )


def _day(number: int) -> date:
    """Return a day of the year up to today."""
    return TODAY - timedelta(days=number % DAYS)


def _links(bodies: list[str], workers: list[str]) -> list[rm.Link]:
    """Return who knows whom: the team every organisation, a group trusts each worker."""
    return [
        *(rm.Link(from_="team", type="KNOWS", to=body, trust=3) for body in bodies),
        *(
            rm.Link(from_=id_, type="TRUSTED_BY", to=f"g{n % 20}", trust=4)
            for n, id_ in enumerate(workers)
        ),
    ]


def asked_region(*, seed: int = 1) -> rm.StakeholderMap:
    """Return a region with asks in the same parts, where thousands know each other."""
    dice, region = np.random.default_rng(seed), region_of(REGION, seed=seed)
    voices, workers, bodies, groups = (
        [node.id for node in nodes]
        for nodes in (region.voices, region.workers, region.organisations, region.groups)
    )
    bodies.remove("team")
    return replace(
        region,
        about=rm.About(as_of=TODAY),
        activities=tuple(
            each.model_copy(update={"date": _day(n)}) for n, each in enumerate(region.activities)
        ),
        asks=_asks((voices, workers, voices, workers, bodies), groups, REGION // ASKS_IN, dice),
    )


def _asks(
    pools: Sequence[Sequence[str]], groups: Sequence[str], count: int, dice: np.random.Generator
) -> rm.Ledger[rm.Ask]:
    """Return so many asks, to one of each pool in turn, about each group in turn."""
    part = dice.random(count).tolist()
    picked = [pools[n % len(pools)] for n in range(count)]
    return rm.Ledger(
        rm.Ask,
        {
            "date": [_day(n) for n in dice.integers(0, DAYS, count).tolist()],
            "from_": ["team"] * count,
            "to": [pool[int(x * len(pool))] for pool, x in zip(picked, part, strict=True)],
            "group": [groups[n % len(groups)] for n in range(count)],
            "outcome": ["passed-on" if x < 1 / 2 else "declined" for x in dice.random(count)],
        },
    )


def _turnout(activities: list[str], dice: np.random.Generator) -> rm.Ledger[rm.Turnout]:
    invited = dice.integers(5, 60, 2 * len(activities))
    return rm.Ledger(
        rm.Turnout,
        {
            "activity": [each for each in activities for _ in range(2)],
            "group": [f"g{(n // 2 + n % 2) % 20}" for n in range(2 * len(activities))],
            "invited": invited.tolist(),
            "attended": dice.binomial(invited, 0.3).tolist(),
        },
    )


def burden() -> Iterator[Figure]:
    """Ask whom we asked too often, and what works for whom."""
    rm.ReachMap.of(asked_of(LEAST)).methods()  # the engines are there before time is taken
    for size in SIZES:
        yield from _burden_of(size)
    yield _burden_of_region()
    yield from _burden_in_neo4j()


def _burden_in_neo4j() -> Iterator[Figure]:
    """Ask a server: one that was never asked, with the map just opened, and once more."""
    server = server_of(f"burden-{os.getpid()}", heap="1g", java=())
    os.environ.update(server.environment())
    there = f"{server.address}/neo4j?map=burden"
    asked = asked_of(SIZES[-1])
    rm.ReachMap.of(asked).write(there)
    memory = rm.ReachMap.of(asked)
    never_asked, just_opened = rm.open(there), rm.open(there)
    for when, desk in (
        (NEVER_ASKED, never_asked),
        ("the map just opened", just_opened),
        ("asked again", just_opened),
    ):
        in_memory, expected = timed(memory.burden, runs=1)
        took, answer = timed(desk.burden, runs=1)
        assert answer.rows() == expected.rows()
        judged = when != NEVER_ASKED
        yield Figure(
            f"burden() in Neo4j, {SIZES[-1]:,} attendances, {when}",
            took,
            peer="in memory",
            peer_seconds=in_memory,
            goal=f"{NEO4J_RATIO} x in memory" if judged else "",
            met=took <= NEO4J_RATIO * in_memory if judged else None,
            note=f"{len(answer.rows()):,} rows",
        )


def _burden_of(size: int) -> Iterator[Figure]:
    forget_peak()
    desk = rm.ReachMap.of(asked_of(size))
    trust_network(desk.store)
    held = peak_megabytes()
    for what, action in (("burden()", desk.burden), ("methods()", desk.methods)):
        forget_peak()
        took, answer = timed(action, runs=1)
        assert answer.rows()
        yield Figure(
            f"{what}, {size:,} attendances",
            took,
            note=f"{len(answer.rows()):,} rows, peak {peak_megabytes():.0f} MB; "
            f"{held:.0f} MB to make the map",
            size=size,
        )


def _burden_of_region() -> Figure:
    desk = rm.ReachMap.of(asked_region())
    links = len(trust_network(desk.store).network.tail)
    took, answer = timed(desk.burden, runs=1)
    led = sum(bool(row.alternates) for row in answer.rows() if row.kind in ON_ROUTES)
    assert led
    return Figure(
        f"burden(), a region of {links:,} links",
        took,
        goal=f"{REGION_GOAL_S:.0f} s",
        met=took <= REGION_GOAL_S,
        note=f"{len(answer.rows()):,} rows, {led:,} of them with others who lead there",
    )
