"""A search for routes: its terms, checked once, and what every group shares."""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import get_args

import numpy as np

from reachmap.analysis.routes.rows import Aim, Why
from reachmap.analysis.routes.steps import RouteFields
from reachmap.analysis.snapshot import Snapshot
from reachmap.errors import InputError, quoted
from reachmap.model.arguments import check_amount, check_hops, check_one_of, check_whole
from reachmap.model.fields import to_pence
from reachmap.model.hierarchy import narrower_groups
from reachmap.model.stakeholders import StakeholderMap
from reachmap.network.compile import ROUTE_KINDS, TrustNetwork
from reachmap.network.index import Bools
from reachmap.network.limits import NodePath
from reachmap.network.routes import ForwardPasses, forward_passes, search_to_all

ASKED_ON_THE_WAY = tuple(kind for kind in ROUTE_KINDS if kind != "group")

BLOCKERS: tuple[Why, ...] = (
    "all full",
    "over the limits",
    "avoided",
    "left the role",
    "too far",
)
"""What may keep a route from being open, in the order in which it is looked past."""


@dataclass(frozen=True, eq=False)
class RouteSearch:
    """The terms of a question about routes; every group shares its forward passes.

    `sources` are the numbers of the teams that may start; `avoided` has one value a node:
    whether the asker chose to leave it out.
    """

    snapshot: Snapshot
    trust: TrustNetwork
    objective: Aim
    max_hops: int
    sources: tuple[int, ...]
    avoided: Bools
    max_cost: float | None = None
    max_days: int | None = None
    _passes: dict[str, tuple[ForwardPasses, int]] = field(default_factory=dict)
    _best_routes: dict[int, tuple[dict[int, NodePath], frozenset[int]]] = field(
        default_factory=dict
    )

    @property
    def outline(self) -> StakeholderMap:
        """The map, without voices and ledgers."""
        return self.trust.outline

    def passes(self, past_blocker: Why | None = None) -> ForwardPasses:
        """Return the forward passes that look past a blocker and those before it."""
        key = past_blocker or "open"
        if key not in self._passes:
            net = self.trust.network
            spends = past_blocker in {None, "all full"}
            closed_nodes = np.zeros(net.size, np.bool_)
            for blocker, nodes in (
                ("all full", net.full),
                ("avoided", self.avoided),
                ("left the role", net.gone),
            ):
                if past_blocker is None or BLOCKERS.index(blocker) > BLOCKERS.index(past_blocker):
                    closed_nodes |= nodes
            route_hops = (
                max(self.max_hops, net.size) if past_blocker == "too far" else self.max_hops
            )
            route_passes = self._passes_from(
                closed_nodes,
                max_hops=route_hops,
                max_cost=to_pence(self.max_cost) if spends and self.max_cost is not None else None,
                max_days=self.max_days if spends else None,
            )
            self._passes[key] = route_passes, route_hops
        return self._passes[key][0]

    def _passes_from(
        self, closed_nodes: Bools, *, max_hops: int, max_cost: int | None, max_days: int | None
    ) -> ForwardPasses:
        """Run the forward pass, unless another one was the same: often nobody is full."""
        for route_passes, route_hops in self._passes.values():
            same_terms = (route_hops, route_passes.max_cost, route_passes.max_days) == (
                max_hops,
                max_cost,
                max_days,
            )
            if same_terms and np.array_equal(route_passes.question.closed, closed_nodes):
                return route_passes
        return forward_passes(
            self.trust.network,
            sources=self.sources,
            closed=closed_nodes,
            objective="chance" if self.objective == "pareto" else self.objective,
            max_hops=max_hops,
            max_cost=max_cost,
            max_days=max_days,
        )

    def best(self, past_blocker: Why | None = None) -> dict[int, NodePath]:
        """Return the best route to every group that has one, looking past a blocker."""
        return self._best_to_all(past_blocker)[0]

    def cut(self, past_blocker: Why | None = None) -> frozenset[int]:
        """Return the groups whose search under limits stopped before it came to a route."""
        return self._best_to_all(past_blocker)[1]

    def _best_to_all(self, past_blocker: Why | None) -> tuple[dict[int, NodePath], frozenset[int]]:
        route_passes = self.passes(past_blocker)
        if id(route_passes) not in self._best_routes:
            self._best_routes[id(route_passes)] = search_to_all(route_passes)
        return self._best_routes[id(route_passes)]

    @cached_property
    def narrower(self) -> Mapping[str, Sequence[str]]:
        """Each group, and all its narrower groups."""
        return narrower_groups(self.outline.groups)

    @cached_property
    def route_fields(self) -> RouteFields:
        """What makes rows of the routes of this network."""
        return RouteFields(self.trust, self.snapshot)

    def number(self, id_: str) -> int:
        """Return the number of a node of the network."""
        return bisect_left(self.trust.network.ids, id_)

    def why(self, group: int) -> Why | None:
        """Return what keeps a group from having an open route; None where it has one."""
        if group in self.best():
            return None
        return next(
            (past_blocker for past_blocker in BLOCKERS if group in self.best(past_blocker)),
            "nobody linked",
        )


def route_search(
    snapshot: Snapshot,
    *,
    objective: Aim = "chance",
    avoid: Collection[str] = (),
    team: str | None = None,
    max_hops: int | None = None,
    max_cost: float | None = None,
    max_days: int | None = None,
) -> RouteSearch:
    """Check the terms of a question about routes, and compile the network."""
    check_one_of("objective", objective, get_args(Aim))
    check_hops(max_hops)
    if max_cost is not None:
        check_amount("max_cost", max_cost)
    if max_days is not None:
        check_whole("max_days", max_days, least=0, unit="days")
    trust = snapshot.network
    outline, net = trust.outline, trust.network
    names = (avoid,) if isinstance(avoid, str) else tuple(avoid)
    left_out = {outline.find(name, kinds=ASKED_ON_THE_WAY) for name in names}
    teams = [id_ for id_ in starts(outline, team) if id_ not in left_out]
    if not teams:
        message = "the team that asks cannot be left out: name another team to start from"
        raise InputError(message)
    avoided = np.zeros(net.size, np.bool_)
    avoided[[bisect_left(net.ids, id_) for id_ in left_out]] = True
    return RouteSearch(
        snapshot=snapshot,
        trust=trust,
        objective=objective,
        max_hops=outline.assumptions.max_hops if max_hops is None else max_hops,
        sources=tuple(bisect_left(net.ids, id_) for id_ in teams),
        avoided=avoided,
        max_cost=max_cost,
        max_days=max_days,
    )


def starts(outline: StakeholderMap, team: str | None) -> Sequence[str]:
    """Return the ids of the teams that may start a route."""
    if team is None:
        return outline.teams
    id_ = outline.find(team, kinds=("organisation",))
    if id_ not in outline.teams:
        teams = ", ".join(quoted(each) for each in outline.teams)
        message = f"{quoted(id_)} is not a team that asks; the map has {teams}"
        raise InputError(message)
    return (id_,)
