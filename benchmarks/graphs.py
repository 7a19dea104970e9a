"""Community networks of any size, made as arrays: most links stay near, a few lead far."""

from __future__ import annotations

import numpy as np

from reachmap.network.index import Network, Relationships, network

DEGREE = 7.6
"""Links out of a node, on average."""

COMMUNITY = 100
"""Nodes of one community."""

FAR_SHARE = 0.1
"""Share of the links that lead out of their community."""


def community(size: int, *, seed: int = 1, groups: int = 50) -> Network:
    """Return a network of communities; node 0 is the team, the last ones are groups.

    Parameters
    ----------
    size
        Nodes.
    seed
        Of the dice.
    groups
        How many of the nodes are groups.

    Returns
    -------
    Network
        Chances lie between 0.2 and 0.95.
    """
    dice = np.random.default_rng(seed)
    count = int(size * DEGREE)
    tail = dice.integers(0, size, count)
    near = tail - tail % COMMUNITY + dice.integers(0, COMMUNITY, count)
    head = np.where(dice.random(count) < FAR_SHARE, dice.integers(0, size, count), near)
    marks = np.arange(size)
    # Numbers are dealt anew, so that neither the team nor the groups share a community.
    deal = dice.permutation(size)
    tail, head = deal[tail], deal[np.minimum(head, size - 1)]
    is_group = marks >= size - groups
    kept = (tail != head) & ~is_group[tail]
    pair = np.unique(head[kept] * np.int64(size) + tail[kept])
    head, tail = pair // size, pair % size
    zero = np.zeros(pair.size, np.int64)
    return network(
        tuple(f"n{number:07d}" for number in range(size)),
        Relationships(
            tail, head, dice.uniform(0.2, 0.95, pair.size), zero, zero + 3, zero, zero + 2
        ),
        is_team=marks == 0,
        is_group=is_group,
    )
