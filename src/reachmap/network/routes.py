"""Routes through a network: one forward pass for all groups, then the best ways to any.

A route starts at a team and ends at a group; it passes neither another team nor another
group, no closed node, and no node twice. Routes stand in one order for everybody:

========== =======================================
objective  compared in turn
========== =======================================
``chance`` sum of weights, links, cost, ids
``cost``   cost, sum of weights, links, ids
``days``   days, sum of weights, links, ids
========== =======================================

where the weight of a link is ``round(-ln(chance) * 2**32)`` and ids are those of all nodes
from team to group, compared as texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from reachmap.network.search import Search
from reachmap.network.sweep import Labels, Terms, link_prices, slots, sweep, winners
from reachmap.network.unlimited import unlimited

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reachmap.network.index import Bools, Network
    from reachmap.network.sweep import Objective

NodePath = tuple[int, ...]

SMALL = 2_000
"""Most nodes for which the engine of the unlimited pass is not worth its start."""


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """A question about routes and its forward pass, shared by every group asked about."""

    terms: Terms
    labels: Labels


def ways_from(
    network: Network,
    *,
    sources: Iterable[int],
    closed: Bools,
    objective: Objective = "chance",
    max_hops: int = 5,
) -> Ways:
    """Run the forward pass from the teams.

    Parameters
    ----------
    network
        The trust network.
    sources
        Numbers of the teams that may start a route.
    closed
        One value a node: whether routes keep off it. It closes no team as the start.
    objective
        ``chance``, ``cost`` or ``days``.
    max_hops
        Most links of a route, at least 1.

    Returns
    -------
    Ways
        To be given to `best_routes` and `best_to_all`.

    Examples
    --------
    >>> from reachmap.network.index import Relationships, network
    >>> links = Relationships([0, 1], [1, 2], [0.5, 0.8], [0, 0], [3, 3], [0, 0], [2, 2])
    >>> net = network(("a", "b", "c"), links, is_team=[1, 0, 0], is_group=[0, 0, 1])
    >>> ways = ways_from(net, sources=[0], closed=net.full)
    >>> best_routes(ways, [2], k=3)
    [(0, 1, 2)]
    """
    free = max_hops >= network.size
    # A completion that meets a node again may be longer than any route; it still is a bound.
    limit = 2 * network.size if free else max_hops
    terms = Terms(network, tuple(sorted(set(sources))), closed, objective, limit)
    labels = unlimited(terms) if free and network.size > SMALL else None
    return Ways(terms, sweep(terms, links=limit - 1) if labels is None else labels)


def each_route(ways: Ways, ends: Sequence[int], *, diverse: bool = False) -> Iterator[NodePath]:
    """Yield routes to one or several groups in one order, best first.

    Parameters
    ----------
    ways
        The question and its forward pass.
    ends
        Numbers of the groups.
    diverse
        Give a route only if it brings an intermediary that none before it had, or is direct.

    Yields
    ------
    tuple of int
        Numbers of the nodes, from team to group.
    """
    return Search(ways.terms, ways.labels, ends=ends, diverse=diverse).routes()


def best_routes(
    ways: Ways, ends: Sequence[int], *, k: int, diverse: bool = False
) -> list[NodePath]:
    """Return the k best routes to one or several groups.

    Parameters
    ----------
    ways
        The question and its forward pass.
    ends
        Numbers of the groups; routes to several come in one order.
    k
        How many at most.
    diverse
        Keep a route only if it brings an intermediary that none before it had, or is direct.

    Returns
    -------
    list of tuple of int
        Numbers of the nodes of each, from team to group, best first.
    """
    return list(islice(each_route(ways, ends, diverse=diverse), k))


def best_to_all(ways: Ways) -> dict[int, NodePath]:
    """Return the best route to every group that has one, from the one forward pass.

    Parameters
    ----------
    ways
        The question and its forward pass.

    Returns
    -------
    dict
        Number of a group to the nodes of its best route, in order of groups.
    """
    net, labels = ways.terms.network, ways.labels
    groups = np.flatnonzero(net.is_group)
    _, link = slots(net.head_start[groups], net.head_start[groups + 1] - net.head_start[groups])
    link = link[labels.latest[net.tail[link]] >= 0]
    label = labels.latest[net.tail[link]]
    first, second = (
        labels.price[label, place] + column[link]
        for place, column in enumerate(link_prices(net, ways.terms.objective))
    )
    hops = labels.price[label, 2]
    chance_first = ways.terms.objective == "chance"
    keys = [first, hops, second] if chance_first else [first, second, hops]
    rows = winners(net.head[link], [*keys, labels.rank[label]], net.size)
    ends = net.head[link[rows]]
    return dict(zip(ends.tolist(), labels.paths(label[rows], ends), strict=True))
