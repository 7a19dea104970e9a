"""The two states that a what-if compares, and how each group stands in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import prod
from typing import Any

import numpy as np

from reachmap.analysis.altered import Altered
from reachmap.analysis.routes.search import starts
from reachmap.analysis.what_if.rows import GroupChange
from reachmap.errors import InputError
from reachmap.network.bottlenecks import bottlenecks
from reachmap.network.compile import TrustNetwork
from reachmap.network.index import Bools, Network, weights
from reachmap.network.reach import reach
from reachmap.network.routes import best_to_all, forward_passes
from reachmap.network.touched import NetworkChances, touched_nodes


@dataclass(frozen=True, slots=True)
class Terms:
    """What both states are reckoned on."""

    max_hops: int
    samples: int
    seed: int
    exact: bool = True
    apart: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Scenario:
    """One of the two states that are compared: a network, who starts, who is gone."""

    network: Network
    sources: tuple[int, ...]
    closed: Bools

    @classmethod
    def of(cls, trust: TrustNetwork, team: str | None, change: Altered) -> Scenario:
        """Return a compiled network with nodes removed and relationships weakened."""
        net = trust.network
        place = {id_: number for number, id_ in enumerate(net.ids)}
        teams = [id_ for id_ in starts(trust.outline, team) if id_ not in change.removed]
        if not teams:
            message = "the team that asks cannot be removed: nobody would be left to ask"
            raise InputError(message)
        closed = net.gone.copy()
        closed[[place[id_] for id_ in change.removed]] = True
        chance = net.chance.copy()
        for (from_, to), value in change.weakened.items():
            chance[net.link(place[from_], place[to])] = value
        net = replace(net, chance=chance, weight=weights(chance))
        return cls(net, tuple(place[id_] for id_ in teams), closed)

    def chances(self) -> NetworkChances:
        """Return what links are worth, those of nodes that are not passed nothing."""
        net = self.network
        shut = self.closed[net.tail] | self.closed[net.head]
        return NetworkChances(net, np.where(shut, 0.0, net.chance))


@dataclass(frozen=True, slots=True)
class State:
    """How a group stands in one of the two worlds."""

    chance: float = 0.0
    exact: bool = True
    path: tuple[str, ...] = ()
    best: float | None = None
    independent: int | None = 0


def states(world: Scenario, groups: Sequence[str], terms: Terms) -> dict[str, State]:
    """Return how some groups stand in a world."""
    if not groups:
        return {}
    net = world.network
    numbers = [bisect_left(net.ids, group) for group in groups]
    common: dict[str, Any] = {"sources": world.sources, "closed": world.closed}
    hops = terms.max_hops
    reached = reach(
        net,
        numbers,
        **common,
        max_hops=hops,
        samples=terms.samples,
        seed=terms.seed,
        exact=terms.exact,
    )
    apart = (
        bottlenecks(net, numbers, **common, max_hops=hops).routes.tolist() if terms.apart else None
    )
    best = best_to_all(forward_passes(net, **common, max_hops=hops))
    found = {}
    for place, (group, number) in enumerate(zip(groups, numbers, strict=True)):
        path = best.get(number, ())
        links = [net.link(tail, head) for tail, head in pairwise(path)]
        chance = prod(net.chance[links].tolist()) if path else None
        found[group] = State(
            chance=max(float(reached.chance[place]), chance or 0.0),
            exact=bool(reached.exact[place]),
            path=tuple(net.ids[node] for node in path),
            best=chance,
            independent=None if apart is None else apart[place],
        )
    return found


def both_states(
    worlds: tuple[Scenario, Scenario],
    then: Mapping[str, State],
    groups: Sequence[str],
    terms: Terms,
) -> tuple[dict[str, State], dict[str, State]]:
    """Return each group's state in both; unchanged where no changed link leads to it."""
    before, after = worlds
    moved = touched_nodes(before.chances(), after.chances(), max_hops=terms.max_hops)
    asked = [group for group in groups if group in moved or group not in then]
    was, now = dict(then), dict(then) | states(after, asked, terms)
    mixed = [group for group in asked if group in was and was[group].exact != now[group].exact]
    if mixed:
        # Samples of both share their draws; an exact chance beside a sampled one would not.
        was |= states(before, mixed, replace(terms, exact=False))
        now |= states(after, mixed, replace(terms, exact=False))
    return was, now


def change_of(names: Mapping[str, str], group: str, then: State, now: State) -> GroupChange:
    """Return how a group stands before and after, as a row."""
    return GroupChange(
        group=group,
        name=names[group],
        chance_before=then.chance,
        chance_after=now.chance,
        best_chance_before=then.best,
        best_chance_after=now.best,
        best_route_before=then.path,
        best_route_after=now.path,
        independent_routes_before=then.independent,
        independent_routes_after=now.independent,
        lost=bool(then.path) and not now.path,
        names_before=tuple(names[id_] for id_ in then.path),
        names_after=tuple(names[id_] for id_ in now.path),
    )
