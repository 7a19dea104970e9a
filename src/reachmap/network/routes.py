"""Routes through a network: one forward pass for all groups, then the best passes to any.

A route starts at a team and ends at a group; it passes neither another team nor another
group, no closed node, and no node twice. Routes always come in one order:

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
from reachmap.network.sweep import (
    Labels,
    RouteQuestion,
    best_rows,
    link_prices,
    run_positions,
    sweep,
)
from reachmap.network.unlimited import unlimited_labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reachmap.network.index import Bools, Network
    from reachmap.network.sweep import Objective

SMALL = 2_000
"""Most nodes for which the engine of the unlimited pass is not worth its start."""


@dataclass(frozen=True, slots=True, eq=False)
class ForwardPasses:
    """A question about routes and its forward passes, shared by every group asked about."""

    question: RouteQuestion
    labels: Labels
    """The forward pass of the question's objective."""

    max_cost: int | None = None
    """Most pence that a route may cost; None where there is no limit."""

    max_days: int | None = None
    """Most days that a route may take; None where there is no limit."""

    _floors: dict[Objective, Labels] = field(default_factory=dict)

    def floor(self, objective: Objective) -> Labels:
        """Return the forward pass of another objective, of the same question."""
        if objective == self.question.objective:
            return self.labels
        if objective not in self._floors:
            self._floors[objective] = _forward_pass(replace(self.question, objective=objective))
        return self._floors[objective]

    def spending_limits(self) -> list[Limit]:
        """Return the limits on what a route may spend."""
        net = self.question.network
        limits = []
        if self.max_cost is not None:
            limits.append(Limit(self.max_cost, net.cost, self.floor("cost")))
        if self.max_days is not None:
            limits.append(Limit(self.max_days, net.days, self.floor("days")))
        return limits


def _forward_pass(question: RouteQuestion) -> Labels:
    """Run the forward pass: the engine's where it pays and no hop limit binds."""
    size = question.network.size
    labels = unlimited_labels(question) if question.max_hops >= size > SMALL else None
    return sweep(question, links=question.max_hops - 1) if labels is None else labels


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
    >>> passes = forward_passes(net, sources=[0], closed=net.full)
    >>> best_routes(passes, [2], k=3)
    [(0, 1, 2)]
    """
    # A completion that meets a node again may be longer than any route; it still is a bound.
    limit = max_hops if max_hops < network.size else 2 * network.size
    question = RouteQuestion(network, tuple(sorted(set(sources))), closed, objective, limit)
    return ForwardPasses(question, _forward_pass(question), max_cost, max_days)


def best_routes(
    passes: ForwardPasses, ends: Sequence[int], *, k: int, diverse: bool = False
) -> list[NodePath]:
    """Return the k best routes to one or several groups."""
    return search_routes(passes, ends, k=k, diverse=diverse).paths


def search_routes(
    passes: ForwardPasses, ends: Sequence[int], *, k: int, diverse: bool = False
) -> SearchResult:
    """Return the k best routes, and whether the search under limits was cut short."""
    search = Search(
        passes.question,
        passes.labels,
        ends=ends,
        diverse=diverse,
        spending_limits=passes.spending_limits(),
    )
    return SearchResult(list(islice(search.routes(), k)), search.cut)


def best_to_all(passes: ForwardPasses) -> dict[int, NodePath]:
    """Return the best route to every group that has one, from the one forward pass.

    Under limits, groups whose best route keeps none of them are searched one by one.
    """
    return search_to_all(passes)[0]


def search_to_all(passes: ForwardPasses) -> tuple[dict[int, NodePath], frozenset[int]]:
    """Return the best route to every group, and the groups whose search was cut short."""
    net, spending_limits = passes.question.network, passes.spending_limits()
    routes: dict[int, NodePath] = {}
    cut = set()
    for end, path in _best_without_limits(passes).items():
        links = [net.link(*pair) for pair in pairwise(path)] if spending_limits else []
        if all(int(limit.price[links].sum()) <= limit.most for limit in spending_limits):
            routes[end] = path
            continue
        result = search_routes(passes, [end], k=1)
        if result.paths:
            routes[end] = result.paths[0]
        elif result.cut:
            cut.add(end)
    return routes, frozenset(cut)


def _best_without_limits(passes: ForwardPasses) -> dict[int, NodePath]:
    """Return the best route to every group, whatever it takes."""
    net, labels = passes.question.network, passes.labels
    groups = np.flatnonzero(net.is_group)
    start = net.head_start[groups]
    _, link = run_positions(start, net.head_start[groups + 1] - start)
    link = link[labels.latest[net.tail[link]] >= 0]
    label = labels.latest[net.tail[link]]
    first, second = (
        labels.price[label, number] + column[link]
        for number, column in enumerate(link_prices(net, passes.question.objective))
    )
    hops = labels.price[label, 2]
    chance_first = passes.question.objective == "chance"
    keys = [first, hops, second] if chance_first else [first, second, hops]
    rows = best_rows(net.head[link], [*keys, labels.rank[label]], net.size)
    ends = net.head[link[rows]]
    return dict(zip(ends.tolist(), labels.paths(label[rows], ends), strict=True))
