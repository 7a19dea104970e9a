"""What if somebody leaves, or a relationship is made or weakened."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import prod
from typing import Annotated, Any, ClassVar

import numpy as np

from reachmap.analysis.alter import Altered, altered
from reachmap.analysis.changes import Changed, LinkName
from reachmap.analysis.route_terms import check_whole, starts
from reachmap.analysis.what_if_records import GroupChange
from reachmap.analysis.what_if_words import words_of_change
from reachmap.errors import InputError
from reachmap.model.answer import Answer, Row
from reachmap.model.fields import ORGANISATION, PERSONAL, PUBLIC
from reachmap.model.links import Link
from reachmap.model.nodes import Node
from reachmap.network.compile import TrustNetwork, compiled
from reachmap.network.cuts import hangs
from reachmap.network.index import Bools, Network, weights
from reachmap.network.reach import reach
from reachmap.network.routes import best_to_all, ways_from
from reachmap.network.touched import Worth, touched
from reachmap.store.protocol import Store

SAMPLES = 4096


class WhatIf(Answer):
    """Every group before and after some changes."""

    row: ClassVar[type[Row]] = GroupChange

    changes: Annotated[tuple[str, ...], PERSONAL] = ()
    """What was changed, in words."""

    groups: Annotated[tuple[GroupChange, ...], PUBLIC] = ()
    """Every group, in order of id."""

    sampled: Annotated[tuple[str, ...], PUBLIC] = ()
    """Ids of the groups whose chance comes from samples; the others are exact."""

    samples: Annotated[int | None, ORGANISATION] = None
    """Samples of those; before and after share them link by link."""

    def rows(self) -> tuple[Row, ...]:
        """Return every group, in order of id."""
        return self.groups

    @property
    def changed(self) -> tuple[GroupChange, ...]:
        """The groups for which anything changes, those that lose the most first."""
        moved = (row for row in self.groups if row.change or row.lost or _rerouted(row))
        return tuple(sorted(moved, key=lambda row: (not row.lost, row.change, row.group)))

    def sentences(self) -> tuple[str, ...]:
        """Return which groups are lost, which are harder to reach, which easier."""
        if any(row.lost is None for row in self.groups):
            return ("Who is harder to reach without somebody is for the team alone.",)
        return words_of_change(self.changes, self.changed, len(self.groups))


def _rerouted(row: GroupChange) -> bool:
    return row.best_route_before != row.best_route_after


@dataclass(frozen=True, slots=True)
class _Terms:
    """What both states are reckoned on."""

    max_hops: int
    samples: int
    seed: int
    exact: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class _World:
    """One of the two states that are compared: a network, who starts, who is gone."""

    network: Network
    sources: tuple[int, ...]
    closed: Bools

    @classmethod
    def of(cls, trust: TrustNetwork, team: str | None, change: Altered) -> _World:
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

    def worth(self) -> Worth:
        """Return what links are worth, those of nodes that are not passed nothing."""
        net = self.network
        shut = self.closed[net.tail] | self.closed[net.head]
        return Worth(net, np.where(shut, 0.0, net.chance))


def what_if(
    store: Store,
    *,
    remove: Collection[str | LinkName] = (),
    add: Collection[Node | Link] = (),
    weaken: Mapping[LinkName, float] | None = None,
    team: str | None = None,
    max_hops: int | None = None,
    samples: int = SAMPLES,
    seed: int = 0,
    as_of: date | None = None,
) -> WhatIf:
    """Say what changes for each group if somebody leaves, or links come, go or weaken.

    Load is ignored: full nodes are open before and after. Draws are shared link by link, so
    that a difference is the change and not the noise. Groups that no changed link can lead
    to within the limit are not reckoned twice.

    Parameters
    ----------
    store
        Where the map lives; it is not changed.
    remove
        Ids or names of nodes, and links as (from, type, to).
    add
        Nodes and links that the map does not have.
    weaken
        Links as (from, type, to), and the chance in (0, 1] that their relationship is left
        with.
    team
        Start from this team only.
    max_hops
        Most links of a route; the map's own assumption where left out.
    samples, seed
        Of the groups whose ways are too many for an exact chance.
    as_of
        Day to reckon from.

    Returns
    -------
    WhatIf
        A row a group of the map or added to it.

    Raises
    ------
    UnknownNode
        If nothing goes by one of the names.
    InputError
        If there is nothing to change, no such link, or a term is out of range.
    InvalidMap
        If what is added breaks a rule of maps.
    """
    if not remove and not add and not weaken:
        message = "nothing to change: name who or what to remove, add or weaken"
        raise InputError(message)
    if max_hops is not None:
        check_whole("max_hops", max_hops)
    check_whole("samples", samples)
    outline = store.outline()
    terms = _Terms(outline.assumptions.max_hops if max_hops is None else max_hops, samples, seed)
    change = altered(outline, remove=remove, add=add, weaken=weaken)
    trust = compiled(store, as_of=as_of)
    later = compiled(Changed(change.outline, store), as_of=trust.as_of)
    before = _World.of(trust, team, Altered(outline, frozenset(), {}, ()))
    return _compared(before, _World.of(later, team, change), change, terms)


@dataclass(frozen=True, slots=True)
class _State:
    """How a group stands in one of the two worlds."""

    chance: float = 0.0
    exact: bool = True
    path: tuple[str, ...] = ()
    best: float | None = None
    independent: int = 0


def _compared(before: _World, after: _World, change: Altered, terms: _Terms) -> WhatIf:
    """Return every group in both worlds; what no changed link leads to is reckoned once."""
    groups = [group.id for group in change.outline.groups]
    old = [group for group in groups if group in before.network.ids]
    then = _states(before, old, terms)
    moved = touched(before.worth(), after.worth(), max_hops=terms.max_hops)
    now = then | _states(after, [g for g in groups if g in moved or g not in then], terms)
    mixed = [group for group in then if then[group].exact != now[group].exact]
    if mixed:
        # Samples of both share their draws; an exact chance beside a sampled one would not.
        then |= _states(before, mixed, replace(terms, exact=False))
        now |= _states(after, mixed, replace(terms, exact=False))
    names = {node.id: node.name for node in change.outline.nodes()}
    sampled = tuple(group for group in groups if not now[group].exact)
    return WhatIf(
        changes=change.changes,
        groups=tuple(_row(names, g, then.get(g, _State()), now[g]) for g in groups),
        sampled=sampled,
        samples=terms.samples if sampled else None,
    )


def _row(names: Mapping[str, str], group: str, then: _State, now: _State) -> GroupChange:
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


def _states(world: _World, groups: Sequence[str], terms: _Terms) -> dict[str, _State]:
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
    apart = hangs(net, numbers, **common, max_hops=hops).routes.tolist()
    best = best_to_all(ways_from(net, **common, max_hops=hops))
    found = {}
    for place, (group, number) in enumerate(zip(groups, numbers, strict=True)):
        path = best.get(number, ())
        links = [net.link(tail, head) for tail, head in pairwise(path)]
        chance = prod(net.chance[links].tolist()) if path else None
        found[group] = _State(
            chance=max(float(reached.chance[place]), chance or 0.0),
            exact=bool(reached.exact[place]),
            path=tuple(net.ids[node] for node in path),
            best=chance,
            independent=apart[place],
        )
    return found
