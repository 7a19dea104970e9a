"""The links that matter: those on some way from the teams to a group, within a number of links.

A *way* starts at a source, passes open nodes that are neither team nor group, and ends at a
group. A link (u, v) lies on one of at most L links exactly when the fewest links from a
source to u, itself, and the fewest from v to a group add up to at most L.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reachmap.network.index import Bools, Floats, Ints, Longs, Network

FAR = 1 << 29
"""Number of links to what cannot be reached."""


@dataclass(frozen=True, slots=True, eq=False)
class Open:
    """What can be passed, and how many links the teams are from it.

    Attributes
    ----------
    network
        The trust network.
    sources
        Numbers of the teams that may start, sorted.
    chance
        Shape (links,): chance of each link; 0 where it is taken away.
    passable
        Shape (links,): whether a way may take the link.
    ahead
        Shape (nodes,): fewest links from a source; `FAR` where there is no way.
    limit
        Most links of a way; the number of nodes where nothing limits it.
    """

    network: Network
    sources: Longs
    chance: Floats
    passable: Bools
    ahead: Ints
    limit: int

    @property
    def limited(self) -> bool:
        """Whether there may be ways without a loop that are too long."""
        return self.limit < self.network.size - 1


@dataclass(frozen=True, slots=True, eq=False)
class Subnetwork:
    """Some links of a network and the nodes at their ends, numbered anew.

    Attributes
    ----------
    link
        Places of the links in the network, ascending, so by head.
    tail, head
        The new numbers of their ends.
    nodes
        The number in the network of each new number, ascending.
    sources
        New numbers of the sources among them.
    """

    link: Longs
    tail: Longs
    head: Longs
    nodes: Longs
    sources: Longs

    def places(self, nodes: Longs) -> Longs:
        """Return the new numbers of nodes; -1 for those that are not at the end of a link."""
        if not self.nodes.size:
            return np.full(len(nodes), -1, np.int64)
        place = np.minimum(np.searchsorted(self.nodes, nodes), self.nodes.size - 1)
        return np.where(self.nodes[place] == nodes, place, -1)


def opened(
    network: Network,
    *,
    sources: Iterable[int],
    closed: Bools,
    chance: Floats | None = None,
    max_hops: int | None = None,
) -> Open:
    """Say what can be passed, and how many links the teams are from it.

    Parameters
    ----------
    closed
        Shape (nodes,): nodes that are not passed. It closes no source as the start.
    chance
        Shape (links,): what stands in for the network's chances; 0 takes a link away.
    """
    start = np.array(sorted(set(sources)), np.int64)
    through = ~(closed | network.is_group | network.is_team)
    leaves = through.copy()
    leaves[start] = True
    enters = through | network.is_group
    chance = network.chance if chance is None else np.asarray(chance, np.float64)
    passable = leaves[network.tail] & enters[network.head] & (chance > 0)
    limit = network.size if max_hops is None else min(max_hops, network.size)
    ahead = _hops(network, start, passable, limit=limit, back=False)
    return Open(network, start, chance, passable, ahead, limit)


def subnetwork_to(way: Open, groups: Longs) -> Subnetwork:
    """Return the links on some way to one of the groups."""
    net = way.network
    behind = _hops(net, np.unique(groups), way.passable, limit=way.limit, back=True)
    span = way.ahead[net.tail] + behind[net.head] + np.int32(1)
    return _numbered(way, np.flatnonzero(way.passable & (span <= way.limit)))


def small_subnetwork_to(way: Open, group: int, *, most: int) -> Subnetwork | None:
    """Return the links on some way to one group, unless they are many."""
    net = way.network
    newest, seen = np.array([group]), {group}
    found: list[Longs] = []
    for behind in range(way.limit):
        link = runs(net.head_start[newest], net.head_start[newest + 1])
        link = link[way.passable[link]]
        link = link[way.ahead[net.tail[link]] + behind + 1 <= way.limit]
        found.append(link)
        if sum(part.size for part in found) > most:
            return None
        more = {*net.tail[link].tolist()} - seen
        if not more:
            break
        seen |= more
        newest = np.array(sorted(more))
    return _numbered(way, np.sort(np.concatenate(found)))


def runs(start: Longs, stop: Longs) -> Longs:
    """Return several runs of whole numbers one after the other.

    Examples
    --------
    >>> runs(np.array([3, 7]), np.array([5, 8])).tolist()
    [3, 4, 7]
    """
    count = stop - start
    total = int(count.sum())
    found: Longs = np.arange(total) + np.repeat(start - np.cumsum(count) + count, count)
    return found


def _numbered(way: Open, link: Longs) -> Subnetwork:
    """Return links with the nodes at their ends numbered anew."""
    tail, head = way.network.tail[link], way.network.head[link]
    used = np.zeros(way.network.size, np.bool_)
    used[tail] = used[head] = True
    nodes = np.flatnonzero(used)
    sources = np.searchsorted(nodes, way.sources[used[way.sources]])
    return Subnetwork(
        link, np.searchsorted(nodes, tail), np.searchsorted(nodes, head), nodes, sources
    )


def _hops(network: Network, start: Longs, passable: Bools, *, limit: int, back: bool) -> Ints:
    """Return the fewest passable links from some nodes to each, or back from each to them."""
    hops = np.full(network.size, FAR, np.int32)
    hops[start] = 0
    newest, count = start, 0
    first, far = (network.head_start, network.tail) if back else (network.tail_start, network.head)
    while newest.size and count < limit:
        count += 1
        link = runs(first[newest], first[newest + 1])
        link = link if back else network.by_tail[link].astype(np.int64)
        nodes = far[link[passable[link]]]
        newest = np.unique(nodes[hops[nodes] == FAR]).astype(np.int64)
        hops[newest] = count
    return hops
