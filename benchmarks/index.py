"""The compiled index: how long a million nodes and four million links take, and how much room."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from benchmarks.measure import Figure, forget_peak, peak_megabytes, timed
from reachmap.network.index import Relationships, network

SIZES = (100_000, 1_000_000)
DEGREE = 4
"""Links of each node, on average."""

GROUPS = 1_000
GOAL_S, GOAL_MEGABYTES = 3.0, 600
"""At the largest size."""


def index() -> Iterator[Figure]:
    """Build the index of nodes with four links each, in any order, from arrays."""
    for size in SIZES:
        yield _index_of(size, largest=size == SIZES[-1])


def _index_of(size: int, *, largest: bool) -> Figure:
    links = _links(size, size * DEGREE)
    ids = tuple(f"n{number:07d}" for number in range(size))
    team, group = np.arange(size) == 0, np.arange(size) >= size - GROUPS
    forget_peak()
    before = peak_megabytes()
    took, net = timed(lambda: network(ids, links, is_team=team, is_group=group), runs=1)
    room = peak_megabytes() - before
    held = sum(getattr(net, name).nbytes for name in net.__slots__ if name != "ids") / 10**6
    assert (np.diff(net.head) >= 0).all()
    return Figure(
        f"index, {size:,} nodes, {DEGREE} links a node",
        took,
        goal=f"{GOAL_S:.0f} s, {GOAL_MEGABYTES} MB" if largest else "",
        met=took <= GOAL_S and room <= GOAL_MEGABYTES if largest else None,
        note=f"{room:.0f} MB while it was built, {held:.0f} MB of arrays",
        size=size,
    )


def _links(size: int, count: int) -> Relationships:
    """Return so many different links, in any order."""
    dice = np.random.default_rng(1)
    pair = np.unique(dice.integers(0, size * size, count + count // 100))
    pair = dice.permutation(pair)[:count]
    return Relationships(
        tail=(pair % size).astype(np.int32),
        head=(pair // size).astype(np.int32),
        chance=dice.uniform(0.2, 0.95, count),
        cost=np.zeros(count, np.int64),
        days=np.full(count, 3, np.int64),
        type=np.zeros(count, np.int8),
        basis=np.full(count, 2, np.int8),
    )
