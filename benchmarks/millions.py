"""Ten million attendances in SQLite: what commands cost, start-up included."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

import reachmap as rm
from benchmarks.measure import Figure, in_new_process
from benchmarks.region import GOAL_MB, PROGRAM, cost_of

ATTENDANCES = 10_000_000
EACH = 100
"""People at an activity."""

GROUPS = 40
GOAL_S = 20.0
TODAY = date(2026, 3, 31)


def written(path: str) -> None:
    """Write a map with many attendances, 100 at each activity, by 30 voices for each activity."""
    dice = np.random.default_rng(1)
    held = ATTENDANCES // EACH
    groups = [f"g{n:02d}" for n in range(GROUPS)]
    asked = tuple(groups[:4])
    voices = [f"v{n:07d}" for n in range(3 * held)]
    activities = [f"a{n:06d}" for n in range(held)]
    who = (len(voices) * dice.random((held, 2 * EACH)) ** 1.5).astype(np.int64)
    came = [np.unique(row)[dice.permutation(len(np.unique(row)))[:EACH]] for row in who]
    town = rm.StakeholderMap(
        about=rm.About(as_of=TODAY, area_population=10_000_000),
        organisations=[rm.Organisation(id="team", name="Team", team=True)],
        groups=[rm.Group(id=id_, name=id_, population=50_000 + n) for n, id_ in enumerate(groups)],
        activities=[
            rm.Activity(id=id_, name=id_, date=TODAY - timedelta(days=n % 350), records=asked)
            for n, id_ in enumerate(activities)
        ],
        voices=[
            rm.Voice(id=id_, name=id_, groups=tuple({groups[n % 40], groups[n % 7]}))
            for n, id_ in enumerate(voices)
        ],
        attendance=rm.Ledger(
            rm.Attendance,
            {
                "voice": [voices[n] for row in came for n in row.tolist()],
                "activity": [activities[n] for n, row in enumerate(came) for _ in row],
            },
        ),
    )
    rm.ReachMap.of(town).write(path)


def millions() -> Iterator[Figure]:
    """Put two questions to ten million attendances in SQLite."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        in_new_process(partial(written, str(folder / "map.db")))
        size = (folder / "map.db").stat().st_size / 1e6
        for command in ("about", "heard", "voices"):
            cost = cost_of([PROGRAM, command, "map.db"], folder)
            if cost.code:
                sys.exit(f"{command} ended with {cost.code}")
            met = cost.cpu_s <= GOAL_S and cost.megabytes <= GOAL_MB
            yield Figure(
                f"SQLite, {command}, CPU, {ATTENDANCES:,} attendances",
                cost.cpu_s,
                goal=f"{GOAL_S:.0f} s, {GOAL_MB:.0f} MB",
                met=met,
                note=f"{cost.megabytes:.0f} MB; the file has {size:.0f} MB",
                size=ATTENDANCES,
            )
