"""Nodes that every way over one link passes: what a relationship brings depends on them.

Such a node lies on any way of fewest links over the link, so the few nodes of one are all
there is to try: each is closed, and the link is looked at again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reachmap.network.subnetwork import links_to, open_network

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from reachmap.network.index import Bools, Floats, Ints, Network
    from reachmap.network.subnetwork import OpenNetwork


def sole_nodes_over(
    network: Network,
    link: int,
    *,
    group: int,
    among: Collection[int],
    sources: Sequence[int],
    closed: Bools,
    chance: Floats,
    max_hops: int,
) -> list[int]:
    """Return those of some nodes that every way over a link to a group passes.

    `closed` has shape (nodes,), `chance` shape (links,): 0 takes a link away.

    Examples
    --------
    >>> import numpy as np
    >>> from reachmap.network.index import Relationships, network
    >>> links = Relationships([0, 1], [1, 2], [0.5, 0.8], [0, 0], [3, 3], [0, 0], [2, 2])
    >>> net = network(("a", "b", "c"), links, is_team=[1, 0, 0], is_group=[0, 0, 1])
    >>> terms = {"sources": [0], "closed": net.gone, "chance": net.chance, "max_hops": 5}
    >>> sole_nodes_over(net, net.link(1, 2), group=2, among=[1], **terms)
    [1]
    """

    def opened(shut: Bools) -> OpenNetwork:
        return open_network(network, sources=sources, closed=shut, chance=chance, max_hops=max_hops)

    open_net = opened(closed)
    behind = links_to(open_net, group)
    if not _leads(open_net, link, behind):
        return []
    sole = []
    for node in dict.fromkeys(_shortest(open_net, link, behind)):
        if node in among:
            shut = closed.copy()
            shut[node] = True
            without = opened(shut)
            if not _leads(without, link, links_to(without, group)):
                sole.append(node)
    return sole


def _leads(open_net: OpenNetwork, link: int, behind: Ints) -> bool:
    """Return whether a link lies on some way; `behind` are the fewest links to its end."""
    net = open_net.network
    links = int(open_net.ahead[net.tail[link]]) + 1 + int(behind[net.head[link]])
    return bool(open_net.passable[link]) and links <= open_net.limit


def _shortest(open_net: OpenNetwork, link: int, behind: Ints) -> Iterator[int]:
    """Yield the nodes between the ends of one way of fewest links over a link."""
    net, ahead = open_net.network, open_net.ahead
    node = int(net.tail[link])
    while ahead[node] > 0:
        yield node
        into = range(net.head_start[node], net.head_start[node + 1])
        tails = (int(net.tail[each]) for each in into if open_net.passable[each])
        node = next(tail for tail in tails if ahead[tail] == ahead[node] - 1)
    node = int(net.head[link])
    while behind[node] > 0:
        yield node
        out = net.by_tail[net.tail_start[node] : net.tail_start[node + 1]]
        heads = (int(net.head[each]) for each in out if open_net.passable[each])
        node = next(head for head in heads if behind[head] == behind[node] - 1)
