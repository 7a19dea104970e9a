"""Networks of any size made straight from arrays, in the same way each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reachmap.network.index import Network, Relationships, network

if TYPE_CHECKING:
    from reachmap.network.index import Longs

DEGREE = 7.6
"""Links out of each node, on average."""

COMMUNITY = 50
"""Nodes of a community: most of their links stay in it."""

NEAR = 0.8
"""Share of the links that stay in the community."""

GROUPS = 1_000

CONTACTS = 200
"""Whom the team knows itself, so that most of the network lies within a few links."""

LEAST_CHANCE, MOST_CHANCE = 0.2, 0.95


def community(size: int, *, seed: int = 1) -> Network:
    """Return a network of communities with one team and about a thousand groups.

    Most links stay in the community of their tail, the rest lead anywhere. A small network
    has a group for every ten nodes.

    Parameters
    ----------
    size
        Nodes.
    seed
        Of the dice.

    Returns
    -------
    Network
        Node 0 is the team; chances lie between 0.2 and 0.95, costs and days are small.
    """
    dice = np.random.default_rng(seed)
    group = np.zeros(size, np.bool_)
    group[1 + dice.choice(size - 1, min(GROUPS, size // 10), replace=False)] = True
    team = np.arange(size) == 0
    tail, head = _pairs(size, dice)
    known = dice.choice(np.flatnonzero(~(group | team)), min(CONTACTS, size // 10), replace=False)
    kept = tail > 0
    tail, head = (np.concatenate(both) for both in ((0 * known, tail[kept]), (known, head[kept])))
    kept = ~group[tail]
    tail, head = tail[kept], head[kept]
    count = len(tail)
    links = Relationships(
        tail=tail.astype(np.int32),
        head=head.astype(np.int32),
        chance=dice.uniform(LEAST_CHANCE, MOST_CHANCE, count),
        cost=dice.integers(0, 50, count) * 100,
        days=dice.integers(1, 10, count),
        type=np.zeros(count, np.int8),
        basis=np.full(count, 2, np.int8),
    )
    ids = tuple(f"n{number:07d}" for number in range(size))
    return network(ids, links, is_team=team, is_group=group)


def _pairs(size: int, dice: np.random.Generator) -> tuple[Longs, Longs]:
    """Return different ordered pairs of different nodes."""
    count = int(size * DEGREE * 1.1)
    tail = dice.integers(0, size, count)
    near = tail // COMMUNITY * COMMUNITY + dice.integers(0, COMMUNITY, count)
    head = np.where(dice.random(count) < NEAR, near, dice.integers(0, size, count))
    kept = (head < size) & (head != tail)
    pair = np.unique(tail[kept] * size + head[kept])
    pair = np.sort(dice.choice(pair, min(len(pair), int(size * DEGREE)), replace=False))
    return pair // size, pair % size
