"""Nodes that a change of links can touch: those behind a link that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reachmap.network.subnetwork import runs

if TYPE_CHECKING:
    from reachmap.network.index import Bools, Floats, Longs, Network


class NetworkChances(NamedTuple):
    """A network and chances of its links, shape (links,): 0 for those that are not passed."""

    network: Network
    chance: Floats


def touched_nodes(
    before: NetworkChances, after: NetworkChances, *, max_hops: int
) -> frozenset[str]:
    """Return the nodes whose ways from the teams can differ after a change.

    Examples
    --------
    >>> from reachmap.network.index import Relationships, network
    >>> links = Relationships([0, 1], [1, 2], [0.5, 0.8], [0, 0], [3, 3], [0, 0], [2, 2])
    >>> net = network(("a", "b", "c"), links, is_team=[1, 0, 0], is_group=[0, 0, 1])
    >>> before, after = (NetworkChances(net, net.chance * part) for part in ([1, 1], [1, 0]))
    >>> sorted(touched_nodes(before, after, max_hops=5))
    ['c']
    """
    if before.network.tail is after.network.tail:
        return _touched_in_one(before, after, max_hops=max_hops)
    ids = np.union1d(np.array(before.network.ids), np.array(after.network.ids))
    keys, values = zip(*(_keys_and_chances(each, ids) for each in (before, after)), strict=True)
    every = np.union1d(*keys)
    was, is_ = (_values_of(every, key, value) for key, value in zip(keys, values, strict=True))
    heads = np.unique(every[was != is_] % ids.size)
    touched = np.zeros(ids.size, np.bool_)
    for each in (before, after):
        number = np.searchsorted(ids, np.array(each.network.ids))
        own = np.flatnonzero(np.isin(number, heads))
        touched[number[_behind(each, own, links=max_hops - 1)]] = True
    return frozenset(ids[touched].tolist())


def _touched_in_one(
    before: NetworkChances, after: NetworkChances, *, max_hops: int
) -> frozenset[str]:
    """Return the nodes touched where both have the same links, so that none need matching."""
    net = before.network
    heads = np.unique(net.head[before.chance != after.chance])
    touched = np.zeros(net.size, np.bool_)
    for each in (before, after):
        touched |= _behind(each, heads, links=max_hops - 1)
    return frozenset(net.ids[node] for node in np.flatnonzero(touched).tolist())


def _keys_and_chances(
    state: NetworkChances, ids: np.ndarray[tuple[int], np.dtype[np.str_]]
) -> tuple[Longs, Floats]:
    """Return a key for each link, the same in both networks, ascending; and its chance."""
    net = state.network
    number = np.searchsorted(ids, np.array(net.ids)).astype(np.int64)
    key = number[net.tail] * ids.size + number[net.head]
    order = np.argsort(key)
    return key[order], state.chance[order]


def _values_of(every: Longs, key: Longs, value: Floats) -> Floats:
    """Return the chance in one network of each link of both; 0 for a link that it lacks."""
    values = np.zeros(every.size)
    values[np.searchsorted(every, key)] = value
    return values


def _behind(state: NetworkChances, start: Longs, *, links: int) -> Bools:
    """Return some nodes and all that a number of links leads to from them: shape (nodes,)."""
    net = state.network
    seen = np.zeros(net.size, np.bool_)
    seen[start] = True
    newest = start
    while newest.size and links > 0:
        out = net.by_tail[runs(net.tail_start[newest], net.tail_start[newest + 1])]
        heads = np.unique(net.head[out[state.chance[out] > 0]])
        newest = heads[~seen[heads]].astype(np.int64)
        seen[newest] = True
        links -= 1
    return seen
