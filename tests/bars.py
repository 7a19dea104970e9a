"""Bars of time: seconds of the machine that the goals were set on, wherever the tests run."""

import time
from collections.abc import Callable
from functools import cache

import networkx as nx
import numpy as np

SET_ON_S = 1.62
"""What the machine of the goals takes for the work of `slowness`."""

SIZE, DEGREE, COMMUNITY, NEAR = 100_000, 7.6, 50, 0.8


def assert_within(took_s: float, most_s: float, again: Callable[[], float] | None = None) -> None:
    """Assert that work took at most so many seconds of the machine that the goals were set on.

    Parameters
    ----------
    took_s
        What it took here, in seconds of CPU time.
    most_s
        What it may take there. Here it may take as much longer as other work does at this hour.
    again
        Does the work once more and returns what it took: what disturbs it can only add to that.
    """
    for _ in range(2):
        if took_s > most_s and again is not None:
            took_s = min(took_s, again())
    if took_s > most_s:
        here = slowness()
        assert took_s <= most_s * here, f"{took_s:.2f} s, where {most_s} s would be {here:.2f} x it"


def slowness() -> float:
    """Return how many times as long as there, but at least once, ordinary work takes here now.

    The work is that of a peer in the benchmarks: NetworkX looks for all routes of least cost from
    one node of a network of communities. Like what is measured it is Python's own, on many
    small objects all over the memory.
    """
    network = _network()
    times = []
    for _ in range(2):
        start = time.process_time()
        nx.single_source_dijkstra(network, 0)
        times.append(time.process_time() - start)
    return max(1.0, min(times) / SET_ON_S)


@cache
def _network() -> "nx.DiGraph[int]":
    """Return a network of communities: most links stay in that of their tail."""
    dice = np.random.default_rng(1)
    count = int(SIZE * DEGREE)
    tail = dice.integers(0, SIZE, count)
    near = tail // COMMUNITY * COMMUNITY + dice.integers(0, COMMUNITY, count)
    head = np.where(dice.random(count) < NEAR, near, dice.integers(0, SIZE, count))
    weight = dice.uniform(0.05, 1.6, count)
    network: nx.DiGraph[int] = nx.DiGraph()
    network.add_weighted_edges_from(zip(tail.tolist(), head.tolist(), weight.tolist(), strict=True))
    return network
