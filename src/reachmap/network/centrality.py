"""Betweenness of nodes, and Burt's constraint.

Both look at the nodes that can be asked: groups and closed nodes are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reachmap.network.subnetwork import runs

if TYPE_CHECKING:
    from reachmap.network.index import Bools, Floats, Longs, Network

EXACT_TO = 100_000_000
"""Most nodes times links for which betweenness is exact: some 2 seconds of one core."""

PIVOTS = 200
"""Fewest nodes from which shortest ways are counted above that; more while the work allows."""

DIGITS = 12
"""Decimals of an exact share; beyond them no two shares differ for a reason."""

ROWS_AT_ONCE = 5_000
"""Rows of a product of matrices worked out at a time: bounds the memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Between:
    """How far nodes are between others."""

    share: Floats
    """Shape (nodes,): share of the shortest ways between pairs of others that pass each node;
    not a number where it was left out."""

    pivots: int
    """Number of nodes from which it was estimated; 0 where it is exact."""

    error: float
    """Largest standard error of `share` by the spread between pivots; 0 where it is exact."""


def betweenness(
    network: Network,
    *,
    closed: Bools,
    pivots: int | None = None,
    exact_to: int = EXACT_TO,
    seed: int = 0,
) -> Between:
    """Return the betweenness of nodes: directed, unweighted, normalised.

    `closed` has shape (nodes,): nodes to leave out; groups always are. `exact_to` bounds the
    work, as nodes times links; above it ways are counted from so many `pivots`, or, where that
    is left out, from as many as the same work allows, and from 200 at least.

    References
    ----------
    .. [1] Freeman, L. C. (1977). A set of measures of centrality based on betweenness.
       Sociometry 40(1), 35-41.
    .. [2] Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of
       Mathematical Sociology 25(2), 163-177.
    .. [3] Brandes, U., Pich, C. (2007). Centrality estimation in large networks.
       International Journal of Bifurcation and Chaos 17(7), 2303-2318.

    Examples
    --------
    >>> from reachmap.network.index import Relationships, network
    >>> links = Relationships([0, 1], [1, 2], [0.5, 0.8], [0, 0], [3, 3], [0, 0], [2, 2])
    >>> net = network(("a", "b", "c"), links, is_team=[1, 0, 0], is_group=[0, 0, 0])
    >>> betweenness(net, closed=net.gone).share.tolist()
    [0.0, 0.5, 0.0]
    """
    nodes, tail, head, link = _inner(network, closed)
    share = np.full(network.size, np.nan)
    if pivots is None:
        pivots = max(PIVOTS, exact_to // max(link.size, 1))
    if nodes.size * link.size <= exact_to or pivots >= nodes.size:
        share[nodes] = _exact(nodes.size, tail, head)
        return Between(share, 0, 0.0)
    start = np.random.default_rng(seed).choice(nodes.size, pivots, replace=False)
    mean, error = _estimate(nodes.size, tail, head, np.sort(start))
    share[nodes] = mean
    return Between(share, pivots, error)


def constraint(network: Network, *, closed: Bools) -> Floats:
    """Return Burt's constraint of nodes, weighted by chance: low where contacts lie apart.

    What two nodes are to each other is the sum of the chances in both directions, as in
    NetworkX; p(u, v) is its share in all that u has. The constraint of u is the sum, over
    its contacts v, of (p(u, v) + sum over w of p(u, w) p(w, v)) squared.

    `closed` has shape (nodes,): nodes to leave out; groups always are. The result has shape
    (nodes,): not a number where a node was left out or has no contact.

    References
    ----------
    .. [1] Burt, R. S. (2004). Structural holes and good ideas. American Journal of Sociology
       110(2), 349-399.

    Examples
    --------
    >>> from reachmap.network.index import Relationships, network
    >>> links = Relationships([0, 1], [1, 2], [0.5, 0.5], [0, 0], [3, 3], [0, 0], [2, 2])
    >>> net = network(("a", "b", "c"), links, is_team=[1, 0, 0], is_group=[0, 0, 0])
    >>> constraint(net, closed=net.gone).tolist()
    [1.0, 0.5, 1.0]
    """
    from scipy.sparse import csr_array, diags_array

    nodes, tail, head, link = _inner(network, closed)
    values = np.full(network.size, np.nan)
    if not link.size:
        return values
    shape = (nodes.size, nodes.size)
    one_way = csr_array((network.chance[link], (tail, head)), shape=shape)
    mutual = csr_array(one_way + one_way.T)
    whole: Floats = np.asarray(mutual.sum(axis=1)).ravel()
    share = csr_array(diags_array(1 / np.where(whole > 0, whole, 1)) @ mutual)
    total = np.zeros(nodes.size)
    for first in range(0, nodes.size, ROWS_AT_ONCE):
        rows = csr_array(share[first : first + ROWS_AT_ONCE])
        contact = rows.copy()
        contact.data[:] = 1
        both = csr_array((rows + rows @ share).multiply(contact))
        both.data **= 2
        total[first : first + ROWS_AT_ONCE] = np.asarray(both.sum(axis=1)).ravel()
    values[nodes] = np.where(whole > 0, total, np.nan)
    return values


def _inner(network: Network, closed: Bools) -> tuple[Longs, Longs, Longs, Longs]:
    """Return the nodes looked at, and their links: ends in new numbers, and own numbers."""
    inner = ~(closed | network.is_group)
    number = np.cumsum(inner) - 1
    link = network.by_tail[
        inner[network.tail[network.by_tail]] & inner[network.head[network.by_tail]]
    ]
    tail, head = number[network.tail[link]], number[network.head[link]]
    return np.flatnonzero(inner), tail, head, link.astype(np.int64)


def _exact(size: int, tail: Longs, head: Longs) -> Floats:
    """Return the exact betweenness of nodes 0 to size - 1."""
    import rustworkx as rx

    graph: rx.PyDiGraph[int, None] = rx.PyDiGraph(node_count_hint=size, edge_count_hint=tail.size)
    graph.add_nodes_from(range(size))
    graph.add_edges_from_no_data(list(zip(tail.tolist(), head.tolist(), strict=True)))
    share = rx.digraph_betweenness_centrality(graph, normalized=True)
    # Its threads add up in any order, so the last digits differ from run to run.
    return np.array([share[node] for node in range(size)], np.float64).round(DIGITS)


def _estimate(size: int, tail: Longs, head: Longs, pivots: Longs) -> tuple[Floats, float]:
    """Return the mean over pivots of the dependency on each node, and its largest error."""
    start = np.concatenate(([0], np.cumsum(np.bincount(tail, minlength=size))))
    total, squares = np.zeros(size), np.zeros(size)
    for pivot in pivots.tolist():
        dependency = _dependency(start, head, pivot)
        total += dependency
        squares += dependency * dependency
    count = pivots.size
    scale = size / ((size - 1) * (size - 2))
    mean = total / count
    spread = np.maximum(squares / count - mean * mean, 0) * count / (count - 1)
    error = np.sqrt(spread / count * (1 - count / size))
    return mean * scale, float(error.max() * scale)


def _dependency(start: Longs, head: Longs, pivot: int) -> Floats:
    """Return, for each node, the share of shortest ways from a pivot to each other that pass it."""
    size = start.size - 1
    hops, ways = np.full(size, -1, np.int32), np.zeros(size)
    hops[pivot], ways[pivot] = 0, 1
    newest: Longs = np.array([pivot], np.int64)
    levels: list[tuple[Longs, Longs]] = []
    while newest.size:
        first, stop = start[newest], start[newest + 1]
        far = head[runs(first, stop)]
        near = np.repeat(newest, stop - first)
        hops[far[hops[far] < 0]] = len(levels) + 1
        next_ = np.flatnonzero(hops[far] == len(levels) + 1)
        near, far = near[next_], far[next_]
        ways += np.bincount(far, ways[near], minlength=size)
        levels.append((near, far))
        newest = np.flatnonzero(hops == len(levels))
    dependency = np.zeros(size)
    for near, far in reversed(levels):
        onward = ways[near] / ways[far] * (1 + dependency[far])
        dependency += np.bincount(near, onward, minlength=size)
    dependency[pivot] = 0
    return dependency
