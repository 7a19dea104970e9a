"""The links that matter: those on some way from the teams to a group, up to a number of links.

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
class OpenNetwork:
    """A network, the links of it that can be passed, and how far the teams are from each node."""

    network: Network
    sources: Longs
    """Numbers of the teams that may start, sorted."""

    chance: Floats
    """Shape (links,): chance of each link; 0 where it is taken away."""

    passable: Bools
    """Shape (links,): whether a way may take the link."""

    ahead: Ints
    """Shape (nodes,): fewest links from a source; `FAR` where there is no way."""

    limit: int
    """Most links of a way; the number of nodes where nothing limits it."""


@dataclass(frozen=True, slots=True, eq=False)
class Subnetwork:
    """Some links of a network and the nodes at their ends, with new numbers."""

    link: Longs
    """Shape (links,): numbers of the links in the network, ascending, so by head."""

    tail: Longs
    """Shape (links,): new numbers of the nodes they lead from."""

    head: Longs
    """Shape (links,): new numbers of the nodes they lead to."""

    nodes: Longs
    """Shape (nodes,): the number in the network of each new number, ascending."""

    sources: Longs
    """New numbers of the sources among the nodes."""

    def numbers(self, nodes: Longs) -> Longs:
        """Return the new numbers of nodes; -1 for those that are not at the end of a link."""
        if not self.nodes.size:
            return np.full(len(nodes), -1, np.int64)
        number = np.minimum(np.searchsorted(self.nodes, nodes), self.nodes.size - 1)
        return np.where(self.nodes[number] == nodes, number, -1)


def open_network(
    network: Network,
    *,
    sources: Iterable[int],
    closed: Bools,
    chance: Floats | None = None,
    max_hops: int | None = None,
) -> OpenNetwork:
    """Return a network without the links that cannot be passed.

    `closed` has shape (nodes,): nodes that are not passed; a source may still start. `chance` has
    shape (links,): chances in place of the network's; 0 takes a link away.
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
    return OpenNetwork(network, start, chance, passable, ahead, limit)


def subnetwork_to(open_net: OpenNetwork, groups: Longs) -> Subnetwork:
    """Return the links on some way to one of the groups."""
    net = open_net.network
    behind = links_to(open_net, *groups)
    span = open_net.ahead[net.tail] + behind[net.head] + np.int32(1)
    return _with_new_numbers(open_net, np.flatnonzero(open_net.passable & (span <= open_net.limit)))


def links_to(open_net: OpenNetwork, *groups: int) -> Ints:
    """Return the fewest links from each node to one of some groups; `FAR` without a way."""
    goals, passable = np.unique(np.array(groups, np.int64)), open_net.passable
    return _hops(open_net.network, goals, passable, limit=open_net.limit, back=True)


def small_subnetwork_to(open_net: OpenNetwork, group: int, *, most: int) -> Subnetwork | None:
    """Return the links on some way to one group, unless they are many."""
    net = open_net.network
    newest, seen = np.array([group]), {group}
    parts: list[Longs] = []
    for behind in range(open_net.limit):
        link = runs(net.head_start[newest], net.head_start[newest + 1])
        link = link[open_net.passable[link]]
        link = link[open_net.ahead[net.tail[link]] + behind + 1 <= open_net.limit]
        parts.append(link)
        if sum(part.size for part in parts) > most:
            return None
        more = {*net.tail[link].tolist()} - seen
        if not more:
            break
        seen |= more
        newest = np.array(sorted(more))
    return _with_new_numbers(open_net, np.sort(np.concatenate(parts)))


def runs(start: Longs, stop: Longs) -> Longs:
    """Return several runs of whole numbers, one after the other: shape (sum of their lengths,).

    Examples
    --------
    >>> runs(np.array([3, 7]), np.array([5, 8])).tolist()
    [3, 4, 7]
    """
    count = stop - start
    total = int(count.sum())
    numbers: Longs = np.arange(total) + np.repeat(start - np.cumsum(count) + count, count)
    return numbers


def _with_new_numbers(open_net: OpenNetwork, link: Longs) -> Subnetwork:
    """Return links with new numbers for the nodes at their ends."""
    tail, head = open_net.network.tail[link], open_net.network.head[link]
    used = np.zeros(open_net.network.size, np.bool_)
    used[tail] = used[head] = True
    nodes = np.flatnonzero(used)
    sources = np.searchsorted(nodes, open_net.sources[used[open_net.sources]])
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
