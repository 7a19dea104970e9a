"""The compiled index: how long a million nodes and four million links take, and how much room."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from benchmarks.measure import Figure, forget_peak, peak_megabytes, timed
from reachmap.network.index import Relationships, network

NODES, LINKS = 1_000_000, 4_000_000
GOAL_S, GOAL_MEGABYTES = 3.0, 600


def index() -> Iterator[Figure]:
    """Build the index of a million nodes and four million links, in any order, from arrays."""
    dice = np.random.default_rng(1)
    pair = np.unique(dice.integers(0, NODES * NODES, LINKS + LINKS // 100))
    pair = dice.permutation(pair)[:LINKS]
    links = Relationships(
        tail=(pair % NODES).astype(np.int32),
        head=(pair // NODES).astype(np.int32),
        chance=dice.uniform(0.2, 0.95, LINKS),
        cost=np.zeros(LINKS, np.int64),
        days=np.full(LINKS, 3, np.int64),
        type=np.zeros(LINKS, np.int8),
        basis=np.full(LINKS, 2, np.int8),
    )
    ids = tuple(f"n{number:07d}" for number in range(NODES))
    team, group = np.arange(NODES) == 0, np.arange(NODES) >= NODES - 1_000
    del pair
    forget_peak()
    before = peak_megabytes()
    took, net = timed(lambda: network(ids, links, is_team=team, is_group=group), runs=1)
    room = peak_megabytes() - before
    held = sum(getattr(net, name).nbytes for name in net.__slots__ if name != "ids") / 10**6
    assert (np.diff(net.head) >= 0).all()
    yield Figure(
        f"index of {NODES:,} nodes and {LINKS:,} links",
        took,
        goal=f"{GOAL_S:.0f} s, {GOAL_MEGABYTES} MB",
        met=took <= GOAL_S and room <= GOAL_MEGABYTES,
        note=f"{room:.0f} MB while it was built, {held:.0f} MB of arrays",
    )
