"""On whom a group hangs: nodes without whom no way leads there, and how many ways are apart.

With a limit on links, a node is the *sole gatekeeper* of a group when every way short enough
passes it. It then lies on any way of fewest links, so these few nodes are all there is to
try: each is closed in a world of its own, 64 worlds to a word, and all are spread at once.

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

from reachmap.network.spread import ALL, WORLDS, spread
from reachmap.network.subnetwork import FAR, opened, small_subnetwork_to, subnetwork_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reachmap.network.index import Bools, Floats, Longs, Network
    from reachmap.network.subnetwork import Open, Subnetwork

WORDS_AT_ONCE = 16
"""Words of worlds spread at a time: bounds the memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Bottlenecks:
    """On whom each group hangs.

    Attributes
    ----------
    sole
        For each group, the numbers of the nodes that every way to it passes, from the team
        on; empty where there are none, or no way.
    routes
        Shape (groups,): independent routes; 1 where `sole` has somebody, 0 where no way.
    at_most
        Shape (groups,): whether `routes` may be too many, as some are longer than allowed.
    """

    sole: tuple[tuple[int, ...], ...]
    routes: Longs
    at_most: Bools


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

    *For what-if:* call it before and after, as `reach.reach`: a node removed goes into
    `closed`, a link removed has 0 in `chance`, added ones are compiled in. What is
    structural has full nodes open: ``closed=network.gone``. Sole gatekeepers alone, and for
    many groups at once, come from `sole_gatekeepers`.

    Parameters
    ----------
    closed
        Shape (nodes,): nodes that are not passed. Groups and teams never are.
    chance
        Shape (links,): what stands in for the network's chances; 0 takes a link away, no
        other value matters here.

    Examples
    --------
    >>> from reachmap.network.index import Relationships, network
    >>> links = Relationships([0, 1], [1, 2], [0.5, 0.8], [0, 0], [3, 3], [0, 0], [2, 2])
    >>> net = network(("a", "b", "c"), links, is_team=[1, 0, 0], is_group=[0, 0, 1])
    >>> found = bottlenecks(net, [2], sources=[0], closed=net.gone)
    >>> found.sole, found.routes.tolist()
    (((1,),), [1])
    """
    way = opened(network, sources=sources, closed=closed, chance=chance, max_hops=max_hops)
    asked = np.array(groups, np.int64)
    sole = _sole(way, asked)
    routes = np.zeros(asked.size, np.int64)
    at_most = np.zeros(asked.size, np.bool_)
    for place, group in enumerate(asked.tolist()):
        if sole[place]:
            routes[place] = 1
        elif way.ahead[group] < FAR:
            flow = _flow(way, group)
            routes[place] = flow.routes
            at_most[place] = flow.routes > 1 and flow.longest > way.limit
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
    way = opened(network, sources=sources, closed=closed, chance=chance, max_hops=max_hops)
    return _sole(way, np.array(groups, np.int64))


def _sole(way: Open, groups: Longs) -> tuple[tuple[int, ...], ...]:
    """Return the sole gatekeepers of each group."""
    of, node = _on_shortest(way, groups)
    candidates, world = np.unique(node, return_inverse=True)
    lines = subnetwork_to(way, groups)
    place, end = lines.places(candidates), lines.places(groups)
    sole = np.zeros(node.size, np.bool_)
    for first in range(0, candidates.size, WORDS_AT_ONCE * WORLDS):
        block = slice(first, first + WORDS_AT_ONCE * WORLDS)
        worlds = np.arange(place[block].size)
        word, bit = worlds // WORLDS, np.uint64(1) << (worlds % WORLDS).astype(np.uint64)
        reached = np.zeros((lines.nodes.size, -(-worlds.size // WORLDS)), np.uint64)
        reached[place[block], word] = bit
        reached[lines.sources] = ALL
        spread(lines, reached, rounds=way.limit)
        rows = np.flatnonzero((world >= first) & (world < first + worlds.size))
        own = world[rows] - first
        sole[rows] = (reached[end[of[rows]], word[own]] & bit[own]) == 0
    found: list[list[int]] = [[] for _ in range(groups.size)]
    for row in np.flatnonzero(sole).tolist():
        found[of[row]].append(int(node[row]))
    return tuple(map(tuple, found))


def _on_shortest(way: Open, groups: Longs) -> tuple[Longs, Longs]:
    """Return the intermediaries on a way of fewest links to each group, from the team on."""
    net = way.network
    next_ = way.passable & (way.ahead[net.tail] + 1 == way.ahead[net.head])
    link = np.flatnonzero(next_)
    before = np.full(net.size, -1, np.int64)
    before[net.head[link]] = net.tail[link]
    place = np.flatnonzero((way.ahead[groups] > 1) & (way.ahead[groups] < FAR))
    node = before[groups[place]]
    places: list[Longs] = []
    nodes: list[Longs] = []
    while place.size:
        places.insert(0, place)
        nodes.insert(0, node)
        more = way.ahead[node] > 1
        place, node = place[more], before[node[more]]
    if not places:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(places), np.concatenate(nodes)


def _flow(way: Open, group: int) -> _Flow:
    """Return the maximum flow to a group through nodes of capacity 1."""
    lines = small_subnetwork_to(way, group, most=way.passable.size)
    if lines is None or not lines.link.size:
        return _Flow(0, 0)
    end = int(np.searchsorted(lines.nodes, group))
    into_group = int((lines.head == end).sum())
    if into_group == 1:
        return _Flow(1, way.limit)
    return _max_flow(lines, end)


def _max_flow(lines: Subnetwork, end: int) -> _Flow:
    """Return the maximum flow, with every node but the ends split in two."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_flow

    size = lines.nodes.size
    # Node v is entered at v and left at v + size; all sources are left at the one number.
    team = 2 * size
    leave = lines.tail + size
    leave[np.isin(lines.tail, lines.sources)] = team
    inner = np.setdiff1d(np.arange(size), [*lines.sources.tolist(), end])
    tail = np.concatenate((leave, inner))
    head = np.concatenate((lines.head, inner + size))
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
