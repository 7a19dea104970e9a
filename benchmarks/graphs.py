"""Networks of any size made straight from arrays, in the same way each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

import reachmap as rm
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


def town_of(net: Network) -> rm.StakeholderMap:
    """Return a map with the nodes and links of a network: organisations and groups."""
    ids, group = net.ids, net.is_group.tolist()
    tail, head = net.tail.tolist(), net.head.tolist()
    groups = [id_ for id_, is_one in zip(ids, group, strict=True) if is_one]
    links = [
        rm.Link(from_=ids[a], type="TRUSTED_BY" if group[b] else "KNOWS", to=ids[b], chance=chance)
        for a, b, chance in zip(tail, head, net.chance.tolist(), strict=True)
    ]
    return rm.StakeholderMap(
        groups=[rm.Group(id=id_, name=id_) for id_ in groups],
        organisations=[
            rm.Organisation(id=id_, name=id_, team=team)
            for id_, team, is_one in zip(ids, net.is_team.tolist(), group, strict=True)
            if not is_one
        ],
        links=links,
    )


def rows_of_nodes(width: int, length: int, *, seed: int = 1) -> Network:
    """Return a team, rows of nodes that lead on and to their neighbours, and a group at the end."""
    dice = np.random.default_rng(seed)
    node = 1 + np.arange(length * width).reshape(length, width)
    end = length * width + 1
    tail = [node[:-1], node, np.zeros(width, np.int64), node[-1]]
    head = [node[1:], np.roll(node, -1, axis=1), node[0], np.full(width, end)]
    tails, heads = (np.concatenate([each.ravel() for each in part]) for part in (tail, head))
    pairs = np.unique(np.stack((tails, heads)), axis=1)
    count, blank = pairs.shape[1], np.zeros(pairs.shape[1], np.int64)
    links = Relationships(
        pairs[0], pairs[1], dice.uniform(0.3, 0.9, count), blank, blank, blank, blank
    )
    marks = np.arange(end + 1)
    ids = [f"n{number:04d}" for number in marks.tolist()]
    return network(ids, links, is_team=marks == 0, is_group=marks == end)
