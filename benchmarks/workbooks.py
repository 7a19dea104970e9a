"""Workbooks: how long a large one takes to write and to read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import reachmap as rm
from benchmarks.measure import Figure, timed
from reachmap.io import read, write
from reachmap.release import release

ROWS = 100_000
READ_GOAL_S = 15.0


def town_of(rows: int) -> rm.StakeholderMap:
    """Return a map with so many attendances."""
    voices = [f"v{n}" for n in range(rows // 50)]
    activities = [f"a{n}" for n in range(50)]
    return rm.StakeholderMap(
        organisations=[rm.Organisation(id="team", name="Team", team=True)],
        groups=[rm.Group(id="g", name="Group")],
        activities=[rm.Activity(id=id_, name=id_) for id_ in activities],
        voices=[rm.Voice(id=id_, name=id_, groups=("g",)) for id_ in voices],
        attendance=rm.Ledger(
            rm.Attendance,
            {
                "voice": [id_ for id_ in voices for _ in activities],
                "activity": activities * len(voices),
                "speaking": ["own"] * rows,
            },
        ),
    )


def workbooks() -> Iterator[Figure]:
    """Write and read a workbook of 100,000 attendances, beside pandas that checks nothing."""
    import pandas as pd

    town = town_of(ROWS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "town.xlsx"
        wrote, _ = timed(lambda: write(release(town), path), runs=1)
        took, again = timed(lambda: read(path))
        peer, frames = timed(lambda: pd.read_excel(path, sheet_name=None), runs=1)
    assert again == town
    assert len(frames["attendance"]) == ROWS
    yield Figure(f"xlsx: write {ROWS:,} attendances", wrote)
    yield Figure(
        f"xlsx: read and check {ROWS:,} attendances",
        took,
        peer="pandas.read_excel",
        peer_seconds=peer,
        goal=f"{READ_GOAL_S:.0f} s",
        met=took <= READ_GOAL_S,
    )
