"""Stores of a region: written, opened and asked, beside the bare engine with the same rows."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

import reachmap as rm
from benchmarks.measure import Figure, timed
from reachmap.model.columns import columns_of
from reachmap.model.links import TypeName
from reachmap.store.sqlite import SQLiteStore
from reachmap.store.sqlite.cells import FIELDS, to_sqlite

SIZES = (10_000, 100_000, 1_000_000)
"""Attendances."""

TODAY = date(2026, 3, 31)
GROUPS = 20
SHARES = {
    "activity": 0.4,
    "voice": 0.3,
    "worker": 0.18,
    "organisation": 0.06,
    "venue": 0.0348,
    "champion": 0.02,
    "channel": 0.005,
}
"""Share of each kind among the nodes, of which there is one for ten attendances."""

LINKS = {"KNOWS": 0.85, "TRUSTED_BY": 0.1, "USES": 0.03, "GATHERS": 0.02}
"""Share of each type among the links, of which there are four for each node."""

GOALS_S: dict[str, float] = {"write": 40, "open": 1, "participation": 3}
"""At the largest size."""


QUESTIONS: tuple[tuple[str, Callable[[rm.ReachMap], Any]], ...] = (
    ("participation", rm.ReachMap.participation),
    ("second participation", rm.ReachMap.participation),
    ("voices", rm.ReachMap.voices),
    ("burden", rm.ReachMap.burden),
    ("first routes", lambda desk: desk.routes("group-03")),
    ("second routes", lambda desk: desk.routes("group-03")),
)
"""Each but a second one is put to a store just opened."""


def region_of(attendances: int, *, seed: int = 1) -> rm.StakeholderMap:
    """Return a map with so many attendances, a tenth as many nodes, and four links a node."""
    dice = np.random.default_rng(seed)
    nodes = attendances // 10
    ids = {
        kind: [f"{kind}-{n:06d}" for n in range(round(nodes * share))]
        for kind, share in SHARES.items()
    }
    groups = [f"group-{n:02d}" for n in range(GROUPS)]
    return rm.StakeholderMap(
        about=rm.About(as_of=TODAY),
        groups=[
            rm.Group(id=id_, name=id_, population=1000 + n, part_of=tuple(groups[: n % 4 // 3]))
            for n, id_ in enumerate(groups)
        ],
        organisations=[
            rm.Organisation(id=id_, name=id_, team=n == 0)
            for n, id_ in enumerate(ids["organisation"])
        ],
        workers=[
            rm.KeyWorker(id=id_, name=id_, organisation=_of(ids["organisation"], n))
            for n, id_ in enumerate(ids["worker"])
        ],
        champions=[
            rm.Champion(id=id_, name=id_, groups=(groups[n % GROUPS],))
            for n, id_ in enumerate(ids["champion"])
        ],
        channels=[rm.Channel(id=id_, name=id_) for id_ in ids["channel"]],
        venues=[rm.Venue(id=id_, name=id_) for id_ in ids["venue"]],
        activities=[
            rm.Activity(
                id=id_,
                name=id_,
                date=TODAY - timedelta(days=n % 730),
                channel=_of(ids["channel"], n),
            )
            for n, id_ in enumerate(ids["activity"])
        ],
        voices=[
            rm.Voice(id=id_, name=id_, groups=tuple({groups[n % 20], groups[n % 7]}))
            for n, id_ in enumerate(ids["voice"])
        ],
        links=_links(ids, groups, nodes * 4, dice),
        attendance=_attendance(ids["voice"], ids["activity"], dice),
        asks=_asks(ids, attendances // 10, dice),
    )


def _of(ids: list[str], number: int) -> str:
    return ids[number % len(ids)]


def _links(
    ids: dict[str, list[str]], groups: list[str], count: int, dice: np.random.Generator
) -> list[rm.Link]:
    """Return so many links, each once; the first of them lead from the team."""
    people = [*ids["organisation"], *ids["worker"]]
    ends: dict[TypeName, tuple[list[str], list[str]]] = {
        "KNOWS": (people, people),
        "TRUSTED_BY": (people, groups),
        "USES": (ids["organisation"], ids["venue"]),
        "GATHERS": (ids["venue"], groups),
    }
    links = []
    for type_, (tails, heads) in ends.items():
        wanted = round(count * LINKS[type_])
        pairs = np.unique(dice.integers((len(tails), len(heads)), size=(wanted * 3, 2)), axis=0)
        pairs = dice.permutation(pairs[pairs[:, 0] != pairs[:, 1]] if tails is heads else pairs)
        trust = dice.integers(1, 6, size=wanted).tolist()
        links += [
            rm.Link(from_=tails[tail], type=type_, to=heads[head], trust=level)
            for (tail, head), level in zip(pairs[:wanted].tolist(), trust, strict=False)
        ]
    return links


def _attendance(
    voices: list[str], activities: list[str], dice: np.random.Generator
) -> rm.Ledger[rm.Attendance]:
    """Return 25 of each activity, by fewer and fewer people the oftener they come."""
    who = (len(voices) * dice.random((len(activities), 60)) ** 1.5).astype(np.int64)
    came = [np.unique(row)[dice.permutation(len(np.unique(row)))[:25]] for row in who]
    return rm.Ledger(
        rm.Attendance,
        {
            "voice": [voices[n] for row in came for n in row.tolist()],
            "activity": [activities[n] for n, row in enumerate(came) for _ in row],
        },
    )


def _asks(ids: dict[str, list[str]], count: int, dice: np.random.Generator) -> rm.Ledger[rm.Ask]:
    to = [*ids["worker"], *ids["voice"], *ids["organisation"]]
    back, whom, what = dice.integers((730, len(to), 3), size=(count, 3)).T.tolist()
    return rm.Ledger(
        rm.Ask,
        {
            "date": [TODAY - timedelta(days=days) for days in back],
            "from_": [ids["organisation"][0]] * count,
            "to": [to[n] for n in whom],
            "outcome": [("passed-on", "declined", "no-answer")[n] for n in what],
        },
    )


def sqlite_store() -> Iterator[Figure]:
    """Write a region to SQLite and put questions to it."""
    for size in SIZES:
        yield from _sqlite(region_of(size), size)


def _sqlite(region: rm.StakeholderMap, size: int) -> Iterator[Figure]:
    rows = len(region.attendance)
    told = f"{sum(1 for _ in region.nodes()):,} nodes, {len(region.links):,} links, {rows:,} rows"

    def figure(what: str, took: float, **more: Any) -> Figure:  # noqa: ANN401  as a figure has
        goal = GOALS_S.get(what) if size == SIZES[-1] else None
        words: dict[str, Any] = {"goal": f"{goal:.0f} s", "met": took <= goal} if goal else {}
        return Figure(f"SQLite, {what}: {size:,} attendances", took, size=size, **words, **more)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.db"
        raw = _raw(region, Path(folder) / "raw.db")
        writer = SQLiteStore(path, make=True)
        took, _ = timed(partial(writer.write, region), runs=1)
        writer.close()
        bytes_ = path.stat().st_size
        note = f"{told}; {bytes_ / 1e6:.0f} MB"
        yield figure("write", took, peer="raw executemany", peer_seconds=raw, note=note)
        voice, more = region.voices[0].id, _more(region)
        # Who asks a store has no map in memory, for the collector of garbage to go through.
        del region
        took, store = timed(lambda: SQLiteStore(path), runs=1)
        yield figure("open", took)
        for what, question in QUESTIONS:
            if not what.startswith("second"):
                store = SQLiteStore(path)
            took, _ = timed(partial(question, rm.ReachMap(store)), runs=1)
            yield figure(what, took)
        took, _ = timed(lambda: store.append(more), runs=1)
        yield figure("append 10,000 rows", took)
        took, _ = timed(lambda: store.forget(voice), runs=1)
        yield figure("forget", took)
        store.close()


def _more(region: rm.StakeholderMap) -> dict[str, dict[str, list[Any]]]:
    """Return 10,000 asks to add."""
    voices = [voice.id for voice in region.voices]
    return {
        "asks": {
            "date": [TODAY] * 10_000,
            "from_": [region.teams[0]] * 10_000,
            "to": [_of(voices, n) for n in range(10_000)],
        }
    }


def _raw(region: rm.StakeholderMap, path: Path) -> float:
    """Return how long the bare engine takes for the same rows, without a check or an index."""
    tables = {name: [*_cells(region, name)] for name in FIELDS}
    db = sqlite3.connect(path)

    def write() -> None:
        for name, rows in tables.items():
            names = ", ".join(f'"{column}"' for column in FIELDS[name].values())
            marks = ", ".join("?" for _ in FIELDS[name])
            db.execute(f"CREATE TABLE {name} ({names})")
            db.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608  our own names
        db.commit()

    took, _ = timed(write, runs=1)
    db.close()
    return took


def _cells(region: rm.StakeholderMap, table: str) -> Iterator[tuple[Any, ...]]:

    columns = columns_of(region, table)
    return zip(*(to_sqlite(table, name, columns[name]) for name in FIELDS[table]), strict=True)
