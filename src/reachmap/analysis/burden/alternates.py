"""Alternates on the routes: who else leads to the groups while one node rests."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from reachmap.network.compile import ROUTE_KINDS, TrustNetwork
from reachmap.network.index import Bools
from reachmap.network.limits import NodePath
from reachmap.network.routes import ForwardPasses, best_routes, best_to_all, forward_passes

INSTEAD = ("organisation", "worker", "champion", "channel")
"""Kinds of node that may help instead, as the last before the group."""

PEOPLE = ("worker", "champion")
"""Kinds that may help from further back on the way: they can ask those after them."""

ROUTES = 6
"""Routes looked at for each group, when asking who else leads there."""


class _Leads(NamedTuple):
    """The routes to a group: the nodes on them, the best chance of those who could help."""

    nodes: frozenset[int]
    chance: Mapping[int, float]


class Alternates:
    """A trust network, from which one node at a time is left out."""

    def __init__(self, trust: TrustNetwork, resting: Collection[str]) -> None:
        self._trust = trust
        self._resting = frozenset(resting)
        self._known: dict[int, _Leads] = {}

    def instead_of(self, id_: str, *, n: int) -> tuple[str, ...]:
        """Return others with an open route to the groups that a node serves.

        Those groups are the ones it is itself the last step to, or else those whose best route
        leads through it. The node asked last before the group helps instead, and so do workers
        and champions further back, unless those after them rest.
        """
        number = bisect_left(self._trust.network.ids, id_)
        chance: dict[int, float] = {}
        for leads in self._without(number):
            for node, best in leads.chance.items():
                chance[node] = max(chance.get(node, 0.0), best)
        first = sorted(chance, key=lambda v: (-chance[v], v))[:n]
        return tuple(self._trust.network.ids[node] for node in first)

    def _without(self, number: int) -> Iterator[_Leads]:
        """Yield who leads to each group that a node serves once the node is left out.

        The first route through a node brings it, so that route stays. A node on none of the
        remaining routes is on none of those passed over, and without it the same ones remain.
        """
        passes = None
        for group in self._served(number):
            leads = self._all(group)
            if number in leads.nodes:
                passes = passes or self._passes(self._closed | self._only(number))
                leads = self._leads(passes, group)
            yield leads

    def _served(self, number: int) -> list[int]:
        net = self._trust.network
        links = net.by_tail[net.tail_start[number] : net.tail_start[number + 1]]
        heads = net.head[links]
        served: list[int] = heads[net.is_group[heads]].tolist()
        return served or self._behind.get(number, [])

    def _all(self, group: int) -> _Leads:
        """Return who leads to a group, no node left out."""
        if group not in self._known:
            self._known[group] = self._leads(self._open, group)
        return self._known[group]

    def _leads(self, passes: ForwardPasses, group: int) -> _Leads:
        chance: dict[int, float] = {}
        routes = best_routes(passes, [group], k=ROUTES, diverse=True)
        for route in routes:
            for node in self._helpers(route):
                chance[node] = max(chance.get(node, 0.0), self._chance(route))
        return _Leads(frozenset(chain.from_iterable(routes)), chance)

    def _helpers(self, route: NodePath) -> Iterator[int]:
        """Yield who on a route could help, the last before the group first."""
        net = self._trust.network
        kinds: tuple[str, ...] = INSTEAD
        for node in reversed(route[1:-1]):
            if net.ids[node] in self._resting:
                return
            if ROUTE_KINDS[net.kind[node]] in kinds and not net.is_team[node]:
                yield node
            kinds = PEOPLE

    @cached_property
    def _behind(self) -> Mapping[int, list[int]]:
        """By node the groups whose best route leads through it, however full those on it."""
        behind: defaultdict[int, list[int]] = defaultdict(list)
        for group, route in best_to_all(self._passes(self._trust.network.gone)).items():
            for node in route:
                behind[node].append(group)
        return behind

    @cached_property
    def _closed(self) -> Bools:
        return self._trust.network.full | self._trust.network.gone

    @cached_property
    def _open(self) -> ForwardPasses:
        """The routes with no node left out, which most nodes asked about are not on."""
        return self._passes(self._closed)

    def _passes(self, closed: Bools) -> ForwardPasses:
        net = self._trust.network
        return forward_passes(
            net,
            sources=np.flatnonzero(net.is_team).tolist(),
            closed=closed,
            max_hops=self._trust.outline.assumptions.max_hops,
        )

    def _only(self, number: int) -> Bools:
        chosen = np.zeros(self._trust.network.size, np.bool_)
        chosen[number] = True
        return chosen

    def _chance(self, route: NodePath) -> float:
        net = self._trust.network
        return float(np.prod([net.chance[net.link(a, b)] for a, b in pairwise(route)]))
