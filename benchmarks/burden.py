"""What we have asked, and what works for whom, on a million attendances and many asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

import reachmap as rm
from benchmarks.measure import Figure, forget_peak, peak_megabytes, timed
from benchmarks.voices import tables_of
from reachmap.network.compile import compiled

SIZES = (10_000, 100_000, 1_000_000)
"""Attendances."""

TODAY = date(2026, 3, 31)
DAYS = 365
"""Days over which activities and asks are spread: a quarter holds a fourth of them."""

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
        asks=_asks([each.id for each in tables["voices"]], workers, bodies, attendances, dice),
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


def _asks(
    voices: list[str],
    workers: list[str],
    bodies: list[str],
    attendances: int,
    dice: np.random.Generator,
) -> rm.Ledger[rm.Ask]:
    pools = (voices, workers, voices, workers, bodies)
    count = attendances // ASKS_IN
    part = dice.random(count).tolist()
    to = [pools[n % 5][int(x * len(pools[n % 5]))] for n, x in enumerate(part)]
    return rm.Ledger(
        rm.Ask,
        {
            "date": [_day(n) for n in dice.integers(0, DAYS, count).tolist()],
            "from_": ["team"] * count,
            "to": to,
            "group": [f"g{n % 20}" for n in range(count)],
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


def _burden_of(size: int) -> Iterator[Figure]:
    forget_peak()
    desk = rm.ReachMap.of(asked_of(size))
    compiled(desk.store)
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
