"""From a path of numbers to a route with its steps, and what could not be known of it."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from math import prod
from typing import Any, get_args

import numpy as np

from reachmap.analysis.route_records import Basis, State, Step, Way
from reachmap.analysis.route_words import words_of_basis, words_of_step
from reachmap.model.nodes import Champion, Group, KeyWorker
from reachmap.network.compile import ROUTE_TYPES, TrustNetwork
from reachmap.network.index import NO_LIMIT

BASIS: tuple[Basis, ...] = get_args(Basis)


def way_of(trust: TrustNetwork, path: Sequence[int], *, state: State) -> dict[str, Any]:
    """Return the fields of the route along a path.

    Parameters
    ----------
    trust
        The compiled network.
    path
        Numbers of the nodes, from the team to the group.
    state
        Whether it can be taken.

    Returns
    -------
    dict
        Values by field name of `Way`.
    """
    net = trust.network
    links = np.array([net.link(tail, head) for tail, head in pairwise(path)])
    between = list(path[1:-1])
    waits = [node for node in between if net.full[node]]
    names = [trust.outline.node(net.ids[node]).name for node in path]
    return {
        "chance": prod(net.chance[links].tolist()),
        "cost": int(net.cost[links].sum()),
        "days": int(net.days[links].sum()),
        "hops": len(links),
        "nodes": tuple(net.ids[node] for node in path),
        "basis": BASIS[int(net.basis[links].max())],
        "state": state,
        "blocked_by": tuple(net.ids[node] for node in waits),
        "free_on": _free_on(trust, waits),
        "waits_for": tuple(trust.outline.node(net.ids[node]).name for node in waits),
        "reached": names[-1],
        "names": tuple(names),
        "steps": tuple(_step(trust, link, first=not place) for place, link in enumerate(links)),
    }


def _free_on(trust: TrustNetwork, waits: Sequence[int]) -> date | None:
    """Return the first day on which all who are full have room; None if one never has."""
    days = trust.network.free_on[list(waits)]
    if not waits or np.isnat(days).any():
        return None
    latest: date = days.max().item()
    return latest


def _step(trust: TrustNetwork, link: int, *, first: bool) -> Step:
    """Return the step along a link."""
    net, outline = trust.network, trust.outline
    from_, to = (outline.node(net.ids[end[link]]) for end in (net.tail, net.head))
    type_ = ROUTE_TYPES[net.type[link]]
    basis = BASIS[net.basis[link]]
    asked: tuple[int, int] | None = (int(trust.scored[link]), int(trust.passed_on[link]))
    methods: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    if isinstance(to, Group):
        asked, (methods, supports) = None, _what_suits(trust, to)
    return Step(
        from_=from_.id,
        to=to.id,
        from_name=from_.name,
        to_name=to.name,
        type=type_,
        how=words_of_step(type_, from_.name, to.name, first=first),
        chance=float(net.chance[link]),
        days=int(net.days[link]),
        cost=int(net.cost[link]),
        basis=basis,
        how_known=words_of_basis(basis, asked),
        days_given=bool(trust.days_given[link]),
        cost_given=bool(trust.cost_given[link]),
        asked=asked[0] if asked else None,
        passed_on=asked[1] if asked else None,
        owner=trust.owner[link],
        until=to.until if isinstance(to, KeyWorker | Champion) else None,
        methods=methods,
        supports=supports,
    )


def _what_suits(trust: TrustNetwork, group: Group) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the methods that no barrier of a group rules out, and the supports that help.

    Methods stand in order of the response they usually have.
    """
    barriers = set(group.barriers)
    methods, supports = trust.outline.method_table, trust.outline.support_table
    suiting = [each for each in methods.values() if not barriers.intersection(each.excludes)]
    return (
        tuple(each.code for each in sorted(suiting, key=lambda each: -(each.response or 0))),
        tuple(code for code, each in supports.items() if barriers.intersection(each.lifts)),
    )


def missing_of(trust: TrustNetwork, sources: Sequence[int], ways: Iterable[Way]) -> tuple[str, ...]:
    """Return what could not be known of some routes, and which table would tell.

    Parameters
    ----------
    trust
        The compiled network.
    sources
        Numbers of the teams that could start.
    ways
        The routes.

    Returns
    -------
    tuple of str
        A sentence each, nobody named.
    """
    net = trust.network
    listed = list(ways)
    steps = {(step.from_, step.to): step for way in listed for step in way.steps}.values()
    between = {id_ for way in listed for id_ in way.nodes[1:-1]}
    limited = {id_ for id_, limit in zip(net.ids, net.capacity, strict=True) if limit != NO_LIMIT}
    told = []
    if not np.isin(net.tail, sources).any():
        told.append(UNLINKED)
    if len(net.tail) and not trust.scored.any():
        told.append(UNASKED)
    lacking = (
        (ASSUMED, sum(step.basis == "assumed" for step in steps), len(steps)),
        (NO_DAYS, sum(not step.days_given for step in steps), len(steps)),
        (NO_COST, sum(not step.cost_given for step in steps), len(steps)),
        (NO_CAPACITY, len(between - limited), len(between)),
    )
    return (
        *told,
        *(words.format(part=f"{some} of {all_}") for words, some, all_ in lacking if some),
    )


UNLINKED = (
    "The team that asks has no link to anybody: the table 'links' would tell whom it knows"
    " ('contacts' will do as well)."
)
UNASKED = (
    "No answered ask is recorded, so how well introductions work is judgement: the table 'asks'"
    " would tell."
)
ASSUMED = "How well {part} steps work is our assumption: 'trust' or 'chance' in 'links' would tell."
NO_DAYS = "The days of {part} steps are our assumption: 'days' in 'links' would tell."
NO_COST = "The cost of {part} steps is our assumption: 'cost' in 'links' would tell."
NO_CAPACITY = (
    "How many asks {part} of those on the way can carry is not recorded, so they never count as"
    " full: 'capacity' in their own table would tell."
)
