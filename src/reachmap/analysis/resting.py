"""Resting somebody on the routes: who else leads there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from functools import cached_property
from itertools import pairwise

import numpy as np

from reachmap.network.compile import ROUTE_KINDS, TrustNetwork
from reachmap.network.index import Bools
from reachmap.network.limits import NodePath
from reachmap.network.routes import Ways, best_routes, best_to_all, ways_from

INSTEAD = ("organisation", "worker", "champion", "channel")
"""Kinds of node that may help instead."""

WAYS = 6
"""Ways looked at for each group, when asking who else leads there."""


class Resting:
    """A trust network, from which one node at a time is left out.

    Parameters
    ----------
    trust
        The compiled network.
    over_asked
        Ids of those who are not to be asked instead.
    """

    def __init__(self, trust: TrustNetwork, over_asked: Collection[str]) -> None:
        self._trust = trust
        self._over_asked = frozenset(over_asked)

    def alternates(self, id_: str, *, n: int) -> tuple[str, ...]:
        """Return others with an open way to the groups that a node serves.

        Those groups are the ones it is itself the last step to, or else those whose best way
        leads through it. Whoever would be asked last before the group helps instead.

        Parameters
        ----------
        id_
            Id of the node.
        n
            How many at most.

        Returns
        -------
        tuple of str
            Ids, the best chance first; none over-asked.
        """
        net = self._trust.network
        number = bisect_left(net.ids, id_)
        links = net.by_tail[net.tail_start[number] : net.tail_start[number + 1]]
        served = [int(head) for head in net.head[links] if net.is_group[head]]
        served = served or [group for group, way in self._best.items() if number in way]
        if not served:
            return ()
        ways = self._ways(net.full | net.gone | self._only(number))
        chance: dict[int, float] = {}
        for group in served:
            for way in best_routes(ways, [group], k=WAYS, diverse=True):
                chance[way[-2]] = max(chance.get(way[-2], 0.0), self._chance(way))
        fit = [node for node in chance if self._fits(node)]
        return tuple(net.ids[node] for node in sorted(fit, key=lambda v: (-chance[v], v))[:n])

    def _fits(self, node: int) -> bool:
        net = self._trust.network
        kind = ROUTE_KINDS[net.kind[node]]
        return kind in INSTEAD and not net.is_team[node] and net.ids[node] not in self._over_asked

    @cached_property
    def _best(self) -> dict[int, NodePath]:
        """The best way to each group, however full those on it."""
        return best_to_all(self._ways(self._trust.network.gone))

    def _ways(self, closed: Bools) -> Ways:
        net = self._trust.network
        return ways_from(
            net,
            sources=np.flatnonzero(net.is_team).tolist(),
            closed=closed,
            max_hops=self._trust.outline.assumptions.max_hops,
        )

    def _only(self, number: int) -> Bools:
        chosen = np.zeros(self._trust.network.size, np.bool_)
        chosen[number] = True
        return chosen

    def _chance(self, way: NodePath) -> float:
        net = self._trust.network
        return float(np.prod([net.chance[net.link(a, b)] for a, b in pairwise(way)]))
