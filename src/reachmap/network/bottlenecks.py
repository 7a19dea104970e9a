"""Nodes that every way to a group passes, and how many ways share no intermediary.

With a limit on links, a node is the *sole gatekeeper* of a group when every way short enough
passes it. It then lies on any way of fewest links, so these few nodes are all there is to
try: each is closed in a case of its own, 64 cases to a word, and all are spread at once.

*Independent routes* share no intermediary. Without a limit their greatest number is a
maximum flow through nodes of capacity 1 [1]_. With a limit the question is hard [2]_, so the
flow is that on the links that lie on ways within the limit: never below the true number.

References
----------
.. [1] Menger, K. (1927). Zur allgemeinen Kurventheorie. Fundamenta Mathematicae 10, 96-115.
.. [2] Itai, A., Perl, Y., Shiloach, Y. (1982). The complexity of finding maximum disjoint
   paths with length constraints. Networks 12(3), 277-286.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reachmap.network.spread import ALL, CASES, spread
from reachmap.network.subnetwork import FAR, open_network, small_subnetwork_to, subnetwork_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reachmap.network.index import Bools, Floats, Longs, Network
    from reachmap.network.subnetwork import OpenNetwork, Subnetwork

WORDS_AT_ONCE = 16
"""Words of cases spread at a time: bounds the memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Bottlenecks:
    """The nodes that each group depends on, and its independent routes."""

    sole: tuple[tuple[int, ...], ...]
    """For each group, the numbers of the nodes that every way to it passes, from the team on;
    empty where there are none, or no way."""

    routes: Longs
    """Shape (groups,): independent routes; 1 where `sole` is not empty, 0 where there is no way."""

    at_most: Bools
    """Shape (groups,): whether `routes` may be too many, as some are longer than allowed."""


class _Flow(NamedTuple):
    """The greatest number of ways that share no intermediary."""

    routes: int
    longest: int


def bottlenecks(
    network: Network,
    groups: Sequence[int],
    *,
    sources: Iterable[int],
    closed: Bools,
    chance: Floats | None = None,
    max_hops: int | None = None,
) -> Bottlenecks:
    """Return the sole gatekeepers of each group, and its independent routes.

    `closed` has shape (nodes,): nodes that are not passed; groups and teams never are. `chance`
    has shape (links,): 0 takes a link away, no other value matters here. For a what-if call it
    before and after, as `reach.reach`. ``closed=network.gone`` opens full nodes. Sole
    gatekeepers alone come from `sole_gatekeepers`, for many groups at once.

    Examples
    --------
    >>> from reachmap.network.index import Relationships, network
    >>> links = Relationships([0, 1], [1, 2], [0.5, 0.8], [0, 0], [3, 3], [0, 0], [2, 2])
    >>> net = network(("a", "b", "c"), links, is_team=[1, 0, 0], is_group=[0, 0, 1])
    >>> result = bottlenecks(net, [2], sources=[0], closed=net.gone)
    >>> result.sole, result.routes.tolist()
    (((1,),), [1])
    """
    open_net = open_network(
        network, sources=sources, closed=closed, chance=chance, max_hops=max_hops
    )
    asked = np.array(groups, np.int64)
    sole = _sole(open_net, asked)
    routes = np.zeros(asked.size, np.int64)
    at_most = np.zeros(asked.size, np.bool_)
    for row, group in enumerate(asked.tolist()):
        if sole[row]:
            routes[row] = 1
        elif open_net.ahead[group] < FAR:
            flow = _flow(open_net, group)
            routes[row] = flow.routes
            at_most[row] = flow.routes > 1 and flow.longest > open_net.limit
    return Bottlenecks(sole, routes, at_most)


def sole_gatekeepers(
    network: Network,
    groups: Sequence[int],
    *,
    sources: Iterable[int],
    closed: Bools,
    chance: Floats | None = None,
    max_hops: int | None = None,
) -> tuple[tuple[int, ...], ...]:
    """Return the nodes that every way to each group passes, exactly, under the limit.

    Examples
    --------
    >>> from reachmap.network.index import Relationships, network
    >>> links = Relationships([0, 1], [1, 2], [0.5, 0.8], [0, 0], [3, 3], [0, 0], [2, 2])
    >>> net = network(("a", "b", "c"), links, is_team=[1, 0, 0], is_group=[0, 0, 1])
    >>> sole_gatekeepers(net, [2], sources=[0], closed=net.gone)
    ((1,),)
    """
    open_net = open_network(
        network, sources=sources, closed=closed, chance=chance, max_hops=max_hops
    )
    return _sole(open_net, np.array(groups, np.int64))


def _sole(open_net: OpenNetwork, groups: Longs) -> tuple[tuple[int, ...], ...]:
    """Return the sole gatekeepers of each group, from the team on."""
    of, node = _on_shortest(open_net, groups)
    candidates, case_of = np.unique(node, return_inverse=True)
    sub = subnetwork_to(open_net, groups)
    number, end = sub.numbers(candidates), sub.numbers(groups)
    sole = np.zeros(node.size, np.bool_)
    for first in range(0, candidates.size, WORDS_AT_ONCE * CASES):
        block = slice(first, first + WORDS_AT_ONCE * CASES)
        cases = np.arange(number[block].size)
        word, bit = cases // CASES, np.uint64(1) << (cases % CASES).astype(np.uint64)
        reached = np.zeros((sub.nodes.size, -(-cases.size // CASES)), np.uint64)
        reached[number[block], word] = bit
        reached[sub.sources] = ALL
        spread(sub, reached, rounds=open_net.limit)
        rows = np.flatnonzero((case_of >= first) & (case_of < first + cases.size))
        own = case_of[rows] - first
        sole[rows] = (reached[end[of[rows]], word[own]] & bit[own]) == 0
    gatekeepers: list[list[int]] = [[] for _ in range(groups.size)]
    for row in np.flatnonzero(sole).tolist():
        gatekeepers[of[row]].append(int(node[row]))
    return tuple(map(tuple, gatekeepers))


def _on_shortest(open_net: OpenNetwork, groups: Longs) -> tuple[Longs, Longs]:
    """Return the intermediaries on a way of fewest links to each group, from the team on.

    Two arrays of shape (pairs,): the index of a group in `groups`, and the number of a node.
    """
    net = open_net.network
    next_ = open_net.passable & (open_net.ahead[net.tail] + 1 == open_net.ahead[net.head])
    link = np.flatnonzero(next_)
    before = np.full(net.size, -1, np.int64)
    before[net.head[link]] = net.tail[link]
    group = np.flatnonzero((open_net.ahead[groups] > 1) & (open_net.ahead[groups] < FAR))
    node = before[groups[group]]
    parts: list[Longs] = []
    nodes: list[Longs] = []
    while group.size:
        parts.insert(0, group)
        nodes.insert(0, node)
        more = open_net.ahead[node] > 1
        group, node = group[more], before[node[more]]
    if not parts:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(parts), np.concatenate(nodes)


def _flow(open_net: OpenNetwork, group: int) -> _Flow:
    """Return the maximum flow to a group through nodes of capacity 1."""
    sub = small_subnetwork_to(open_net, group, most=open_net.passable.size)
    if sub is None or not sub.link.size:
        return _Flow(0, 0)
    end = int(np.searchsorted(sub.nodes, group))
    into_group = int((sub.head == end).sum())
    if into_group == 1:
        return _Flow(1, open_net.limit)
    return _max_flow(sub, end)


def _max_flow(sub: Subnetwork, end: int) -> _Flow:
    """Return the maximum flow, with every node but the ends split in two."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_flow

    size = sub.nodes.size
    # Node v is entered at v and left at v + size; all sources are left at the one number.
    team = 2 * size
    leave = sub.tail + size
    leave[np.isin(sub.tail, sub.sources)] = team
    inner = np.setdiff1d(np.arange(size), [*sub.sources.tolist(), end])
    tail = np.concatenate((leave, inner))
    head = np.concatenate((sub.head, inner + size))
    # Teams side by side may lead to the same node, and its capacity is 1 all the same.
    room = csr_array((np.ones(tail.size, np.int32), (tail, head)), shape=(team + 1, team + 1))
    flow = maximum_flow(room, team, end)
    onward = flow.flow.tocoo()
    used = onward.data > 0
    follows: dict[int, list[int]] = {}
    for near, far in zip(onward.row[used].tolist(), onward.col[used].tolist(), strict=True):
        follows.setdefault(near, []).append(far)
    longest = max(
        (_length(follows, first, end, size) for first in follows.get(team, [])), default=0
    )
    return _Flow(int(flow.flow_value), longest)


def _length(follows: dict[int, list[int]], first: int, end: int, size: int) -> int:
    """Return the links of the way of a flow that starts at the team and goes to a node first."""
    links, node = 1, first
    while node != end:
        node = follows[node + size][0]
        links += 1
    return links
