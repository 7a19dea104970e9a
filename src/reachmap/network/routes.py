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

from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import numpy as np

from reachmap.network.limits import Limit, NodePath, SearchResult
from reachmap.network.search import Search
from reachmap.network.sweep import Labels, Terms, link_prices, slots, sweep, winners
from reachmap.network.unlimited import unlimited

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reachmap.network.index import Bools, Network
    from reachmap.network.sweep import Objective

SMALL = 2_000
"""Most nodes for which the engine of the unlimited pass is not worth its start."""


@dataclass(frozen=True, slots=True, eq=False)
class ForwardPasses:
    """A question about routes and its forward passes, shared by every group asked about.

    Attributes
    ----------
    terms, labels
        The question, and the forward pass of its objective.
    max_cost, max_days
        The most that a route may cost, in pence, and take, in days; None where it may any.
    """

    terms: Terms
    labels: Labels
    max_cost: int | None = None
    max_days: int | None = None
    _floors: dict[Objective, Labels] = field(default_factory=dict)

    def floor(self, objective: Objective) -> Labels:
        """Return the forward pass of another objective, on the same terms."""
        if objective == self.terms.objective:
            return self.labels
        if objective not in self._floors:
            self._floors[objective] = _passed(replace(self.terms, objective=objective))
        return self._floors[objective]

    def spending_limits(self) -> list[Limit]:
        """Return what a route may spend, a purse a limit."""
        net = self.terms.network
        found = []
        if self.max_cost is not None:
            found.append(Limit(self.max_cost, net.cost, self.floor("cost")))
        if self.max_days is not None:
            found.append(Limit(self.max_days, net.days, self.floor("days")))
        return found


def _passed(terms: Terms) -> Labels:
    """Run the forward pass: the engine's where it pays and no hop limit binds."""
    size = terms.network.size
    labels = unlimited(terms) if terms.max_hops >= size > SMALL else None
    return sweep(terms, links=terms.max_hops - 1) if labels is None else labels


def forward_passes(
    network: Network,
    *,
    sources: Iterable[int],
    closed: Bools,
    objective: Objective = "chance",
    max_hops: int = 5,
    max_cost: int | None = None,
    max_days: int | None = None,
) -> ForwardPasses:
    """Run the forward pass from the teams.

    Examples
    --------
    >>> from reachmap.network.index import Relationships, network
    >>> links = Relationships([0, 1], [1, 2], [0.5, 0.8], [0, 0], [3, 3], [0, 0], [2, 2])
    >>> net = network(("a", "b", "c"), links, is_team=[1, 0, 0], is_group=[0, 0, 1])
    >>> ways = forward_passes(net, sources=[0], closed=net.full)
    >>> best_routes(ways, [2], k=3)
    [(0, 1, 2)]
    """
    # A completion that meets a node again may be longer than any route; it still is a bound.
    limit = max_hops if max_hops < network.size else 2 * network.size
    terms = Terms(network, tuple(sorted(set(sources))), closed, objective, limit)
    return ForwardPasses(terms, _passed(terms), max_cost, max_days)


def best_routes(
    ways: ForwardPasses, ends: Sequence[int], *, k: int, diverse: bool = False
) -> list[NodePath]:
    """Return the k best routes to one or several groups."""
    return found_routes(ways, ends, k=k, diverse=diverse).paths


def found_routes(
    ways: ForwardPasses, ends: Sequence[int], *, k: int, diverse: bool = False
) -> SearchResult:
    """Return the k best routes, and whether the search under limits was cut short."""
    search = Search(
        ways.terms, ways.labels, ends=ends, diverse=diverse, spending_limits=ways.spending_limits()
    )
    return SearchResult(list(islice(search.routes(), k)), search.cut)


def best_to_all(ways: ForwardPasses) -> dict[int, NodePath]:
    """Return the best route to every group that has one, from the one forward pass.

    Under limits, groups whose best route keeps none of them are searched one by one.
    """
    return best_found(ways)[0]


def best_found(ways: ForwardPasses) -> tuple[dict[int, NodePath], frozenset[int]]:
    """Return the best route to every group, and the groups whose search was cut short."""
    best, spending_limits = _best_without_limits(ways), ways.spending_limits()
    kept: dict[int, NodePath] = {}
    cut = set()
    for end, path in best.items():
        links = (
            [ways.terms.network.link(*pair) for pair in pairwise(path)] if spending_limits else []
        )
        if all(int(limit.price[links].sum()) <= limit.most for limit in spending_limits):
            kept[end] = path
            continue
        found = found_routes(ways, [end], k=1)
        if found.paths:
            kept[end] = found.paths[0]
        elif found.cut:
            cut.add(end)
    return kept, frozenset(cut)


def _best_without_limits(ways: ForwardPasses) -> dict[int, NodePath]:
    """Return the best route to every group, whatever it takes."""
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
