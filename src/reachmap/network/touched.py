"""Which nodes a change of links can touch: those behind a link that is not what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reachmap.network.subnetwork import runs

if TYPE_CHECKING:
    from reachmap.network.index import Bools, Floats, Longs, Network


class Worth(NamedTuple):
    """A network, and what its links are worth: 0 for those that are not there or not passed."""

    network: Network
    chance: Floats


def touched(before: Worth, after: Worth, *, max_hops: int) -> frozenset[str]:
    """Return the nodes that can be reached otherwise after a change than before.

    Examples
    --------
    >>> from reachmap.network.index import Relationships, network
    >>> links = Relationships([0, 1], [1, 2], [0.5, 0.8], [0, 0], [3, 3], [0, 0], [2, 2])
    >>> net = network(("a", "b", "c"), links, is_team=[1, 0, 0], is_group=[0, 0, 1])
    >>> sorted(touched(Worth(net, net.chance), Worth(net, net.chance * [1, 0]), max_hops=5))
    ['c']
    """
    if before.network.tail is after.network.tail:
        return _touched_in_one(before, after, max_hops=max_hops)
    ids = np.union1d(np.array(before.network.ids), np.array(after.network.ids))
    keys, values = zip(*(_keyed(world, ids) for world in (before, after)), strict=True)
    every = np.union1d(*keys)
    was, is_ = (_looked_up(every, key, value) for key, value in zip(keys, values, strict=True))
    heads = np.unique(every[was != is_] % ids.size)
    found = np.zeros(ids.size, np.bool_)
    for world in (before, after):
        place = np.searchsorted(ids, np.array(world.network.ids))
        own = np.flatnonzero(np.isin(place, heads))
        found[place[_behind(world, own, links=max_hops - 1)]] = True
    return frozenset(ids[found].tolist())


def _touched_in_one(before: Worth, after: Worth, *, max_hops: int) -> frozenset[str]:
    """Return the nodes touched where both are worths of the same links: nothing to match."""
    net = before.network
    heads = np.unique(net.head[before.chance != after.chance])
    found = np.zeros(net.size, np.bool_)
    for world in (before, after):
        found |= _behind(world, heads, links=max_hops - 1)
    return frozenset(net.ids[node] for node in np.flatnonzero(found).tolist())


def _keyed(world: Worth, ids: np.ndarray[tuple[int], np.dtype[np.str_]]) -> tuple[Longs, Floats]:
    """Return a number for each link that both networks give it, ascending, and its worth."""
    net = world.network
    place = np.searchsorted(ids, np.array(net.ids)).astype(np.int64)
    key = place[net.tail] * ids.size + place[net.head]
    order = np.argsort(key)
    return key[order], world.chance[order]


def _looked_up(every: Longs, key: Longs, value: Floats) -> Floats:
    """Return the worth of each link of both networks in one of them; 0 where it lacks it."""
    found = np.zeros(every.size)
    found[np.searchsorted(every, key)] = value
    return found


def _behind(world: Worth, start: Longs, *, links: int) -> Bools:
    """Return the nodes to which some links lead from some nodes, these among them."""
    net = world.network
    seen = np.zeros(net.size, np.bool_)
    seen[start] = True
    newest = start
    while newest.size and links > 0:
        out = net.by_tail[runs(net.tail_start[newest], net.tail_start[newest + 1])]
        heads = np.unique(net.head[out[world.chance[out] > 0]])
        newest = heads[~seen[heads]].astype(np.int64)
        seen[newest] = True
        links -= 1
    return seen
