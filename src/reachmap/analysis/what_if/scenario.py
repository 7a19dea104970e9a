"""The two scenarios that a what-if compares, and how each group fares in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from reachmap.analysis.routes.search import starts
from reachmap.analysis.what_if.rows import GroupChange
from reachmap.errors import InputError
from reachmap.model.hierarchy import narrower_groups
from reachmap.model.nodes import Group
from reachmap.network.bottlenecks import bottlenecks
from reachmap.network.compile import TrustNetwork
from reachmap.network.index import Bools, Network, weights
from reachmap.network.reach import reach
from reachmap.network.routes import best_to_all, forward_passes
from reachmap.network.touched import NetworkChances, touched_nodes

UNCHANGED: Mapping[tuple[str, str], float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Terms:
    """How both scenarios are worked out."""

    max_hops: int
    samples: int
    seed: int
    exact: bool = True
    independent: bool = True
    """Whether to count the routes with nobody in common."""


@dataclass(frozen=True, slots=True)
class State:
    """How a group fares in a scenario."""

    chance: float = 0.0
    exact: bool = True
    path: tuple[str, ...] = ()
    best: float | None = None
    independent: int | None = 0


@dataclass(frozen=True, slots=True, eq=False)
class Scenario:
    """One of the two scenarios that are compared: a network, who starts, who is gone."""

    network: Network
    sources: tuple[int, ...]
    closed: Bools

    @classmethod
    def of(
        cls,
        trust: TrustNetwork,
        team: str | None = None,
        *,
        removed: Collection[str] = (),
        weakened: Mapping[tuple[str, str], float] = UNCHANGED,
    ) -> Scenario:
        """Return a compiled network with nodes removed and relationships weakened."""
        net = trust.network
        number = {id_: index for index, id_ in enumerate(net.ids)}
        teams = [id_ for id_ in starts(trust.outline, team) if id_ not in removed]
        if not teams:
            message = "the team that asks cannot be removed: nobody would be left to ask"
            raise InputError(message)
        closed = net.gone.copy()
        closed[[number[id_] for id_ in removed]] = True
        if weakened:
            chance = net.chance.copy()
            for (from_, to), value in weakened.items():
                chance[net.link(number[from_], number[to])] = value
            net = replace(net, chance=chance, weight=weights(chance))
        return cls(net, tuple(number[id_] for id_ in teams), closed)

    def chances(self) -> NetworkChances:
        """Return the chances of links, nothing for those of nodes that are not passed."""
        net = self.network
        shut = self.closed[net.tail] | self.closed[net.head]
        return NetworkChances(net, np.where(shut, 0.0, net.chance))

    def states(self, groups: Sequence[str], terms: Terms) -> dict[str, State]:
        """Return how some groups fare."""
        if not groups:
            return {}
        net, sources, closed = self.network, self.sources, self.closed
        hops = terms.max_hops
        numbers = [bisect_left(net.ids, group) for group in groups]
        sure = reach(
            net,
            numbers,
            sources=sources,
            closed=closed,
            max_hops=hops,
            samples=terms.samples,
            seed=terms.seed,
            exact=terms.exact,
        )
        independent: Sequence[int | None] = [None] * len(groups)
        if terms.independent:
            routes = bottlenecks(net, numbers, sources=sources, closed=closed, max_hops=hops).routes
            independent = routes.tolist()
        best = best_to_all(forward_passes(net, sources=sources, closed=closed, max_hops=hops))
        by_group = {}
        for index, (group, number) in enumerate(zip(groups, numbers, strict=True)):
            path = best.get(number, ())
            chance = net.chance_along(path) if path else None
            by_group[group] = State(
                chance=max(float(sure.chance[index]), chance or 0.0),
                exact=bool(sure.exact[index]),
                path=tuple(net.ids[node] for node in path),
                best=chance,
                independent=independent[index],
            )
        return by_group


def states_of_both(
    before: Scenario,
    after: Scenario,
    known: Mapping[str, State],
    groups: Sequence[str],
    terms: Terms,
) -> tuple[dict[str, State], dict[str, State]]:
    """Return each group's state in both; unchanged where no changed link leads to it."""
    touched = touched_nodes(before.chances(), after.chances(), max_hops=terms.max_hops)
    asked = [group for group in groups if group in touched or group not in known]
    was, now = dict(known), {**known, **after.states(asked, terms)}
    mixed = [group for group in asked if group in was and was[group].exact != now[group].exact]
    if mixed:
        # Samples of both share their draws; an exact chance beside a sampled one would not.
        sampled = replace(terms, exact=False)
        was |= before.states(mixed, sampled)
        now |= after.states(mixed, sampled)
    return was, now


def with_parts(rows: Sequence[GroupChange], groups: Iterable[Group]) -> tuple[GroupChange, ...]:
    """Return rows with the parts that change of each group that can be reached in part alone."""
    moved = {row.group: row.name for row in rows if row.lost or row.is_harder or row.is_easier}
    narrower = narrower_groups(groups) if moved else {}
    return tuple(
        row
        if row.best_route_before or row.best_route_after
        else row.model_copy(
            update={"parts": tuple(moved[p] for p in narrower.get(row.group, ()) if p in moved)}
        )
        for row in rows
    )


def change_of(names: Mapping[str, str], group: str, was: State, now: State) -> GroupChange:
    """Return how a group fares before and after, as a row."""
    return GroupChange(
        group=group,
        name=names[group],
        chance_before=was.chance,
        chance_after=now.chance,
        best_chance_before=was.best,
        best_chance_after=now.best,
        best_route_before=was.path,
        best_route_after=now.path,
        independent_routes_before=was.independent,
        independent_routes_after=now.independent,
        lost=bool(was.path) and not now.path,
        names_before=tuple(names[id_] for id_ in was.path),
        names_after=tuple(names[id_] for id_ in now.path),
    )
