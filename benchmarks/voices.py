"""The same voices against chance: a real record, and a million attendances."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

import reachmap as rm
from benchmarks.measure import Figure, forget_peak, peak_megabytes, timed

APPG = Path(__file__).parents[1] / "examples" / "appg" / "make_map.py"
APPG_GOAL_S = 5.0
SIZES = (10_000, 100_000, 1_000_000)
POOLS: dict[str, dict[str, bool]] = {
    "estimated": {},
    "register": {"complete": True},
    "by group": {"complete": True, "for_groups": True},
}
"""From whom luck draws: people estimated, all voices, or those of an activity's groups."""

MILLION_GOAL_S = 20.0
MILLION_GOAL_MB = 1000
"""At the largest size."""


def region_of(
    attendances: int, *, complete: bool = False, for_groups: bool = False
) -> rm.StakeholderMap:
    """Return a map with so many attendances.

    Its voices may be all there are to invite, and its activities may be for a group or two each.
    """
    tables = tables_of(attendances)
    if for_groups:
        tables["activities"] = [
            each.model_copy(update={"groups": (f"g{n % 7}", f"g{n % 20}")})
            for n, each in enumerate(tables["activities"])
        ]
    return rm.StakeholderMap(about=rm.About(register_complete=complete), **tables)


def tables_of(attendances: int, *, seed: int = 1) -> dict[str, Any]:
    """Return tables with so many attendances, by fewer and fewer people the oftener they come."""
    dice = np.random.default_rng(seed)
    sittings, people = attendances // 25, attendances // 10
    groups = [f"g{n}" for n in range(20)]
    channels = [f"c{n}" for n in range(12)]
    activities = [f"a{n:06d}" for n in range(sittings)]
    voices = [f"v{n:06d}" for n in range(people)]
    who = (people * dice.random((sittings, 40)) ** 1.5).astype(np.int64)
    came = [np.unique(row)[:25] for row in who]
    return {
        "organisations": [rm.Organisation(id="team", name="Team", team=True)],
        "groups": [rm.Group(id=id_, name=id_) for id_ in groups],
        "channels": [rm.Channel(id=id_, name=id_) for id_ in channels],
        "activities": [
            rm.Activity(id=id_, name=id_, channel=channels[n % 12])
            for n, id_ in enumerate(activities)
        ],
        "voices": [
            rm.Voice(id=id_, name=id_, groups=tuple(groups[k] for k in {n % 20, n % 7}))
            for n, id_ in enumerate(voices)
        ],
        "attendance": rm.Ledger(
            rm.Attendance,
            {
                "voice": [voices[n] for row in came for n in row.tolist()],
                "activity": [activities[n] for n, row in enumerate(came) for _ in row],
            },
        ),
    }


def voices() -> Iterator[Figure]:
    """Ask whose voices fill the room, and whether luck explains it."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "appg"
        subprocess.run(  # noqa: S603  our own script
            [sys.executable, str(APPG), str(target)], check=True, capture_output=True
        )
        rooms = rm.read(target)
    took, answer = timed(rooms.voices)
    yield Figure(
        f"same voices, a real record: {answer.attendances:,} attendances",
        took,
        goal=f"{APPG_GOAL_S:.0f} s",
        met=took <= APPG_GOAL_S,
        note=f"{answer.draws:,} draws",
    )
    for pool in POOLS:
        for size in SIZES:
            yield _voices_of(size, pool)


def _voices_of(size: int, pool: str) -> Figure:
    forget_peak()
    region = rm.ReachMap.of(region_of(size, **POOLS[pool]))
    took, answer = timed(region.voices, runs=1)
    peak = peak_megabytes()
    assert answer.attendances == size
    assert answer.pool_basis == ("register" if POOLS[pool] else "estimated")
    goal = size == SIZES[-1] and pool != "by group"
    return Figure(
        f"same voices, draws as fit, {pool}: {size:,} attendances",
        took,
        goal=f"{MILLION_GOAL_S:.0f} s, {MILLION_GOAL_MB:,} MB with the map" if goal else "",
        met=took <= MILLION_GOAL_S and peak <= MILLION_GOAL_MB if goal else None,
        note=f"{answer.draws:,} of {answer.samples:,} draws, {peak:.0f} MB",
        size=size,
    )
