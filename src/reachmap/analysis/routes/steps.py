"""From a path of numbers to a route with its steps, and what could not be known of it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from math import prod
from typing import Any, get_args

import numpy as np

from reachmap.analysis.helps import supports_for
from reachmap.analysis.routes.brief import Request
from reachmap.analysis.routes.rows import Basis, RouteRow, State, Step
from reachmap.analysis.routes.words import words_of_basis, words_of_step
from reachmap.model.nodes import Champion, Group, KeyWorker
from reachmap.network import limits
from reachmap.network.compile import ROUTE_TYPES, TrustNetwork
from reachmap.network.index import NO_LIMIT
from reachmap.words import words_of_money

BASIS: tuple[Basis, ...] = get_args(Basis)


class Writer:
    """Writes routes of one network; what several routes share is written once."""

    def __init__(self, trust: TrustNetwork) -> None:
        self.trust = trust
        self._steps: dict[tuple[int, int], Step] = {}
        self._suits: dict[tuple[str, ...], tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def way(self, path: Sequence[int], *, state: State) -> dict[str, Any]:
        """Return the fields of the route along a path."""
        trust, net = self.trust, self.trust.network
        steps = tuple(self._step(tail, head) for tail, head in pairwise(path))
        waits = [node for node in path[1:-1] if net.full[node]]
        names = [trust.outline.node(net.ids[node]).name for node in path]
        return {
            "chance": prod(step.chance or 0.0 for step in steps),
            "cost": sum(step.cost or 0 for step in steps),
            "days": sum(step.days or 0 for step in steps),
            "hops": len(steps),
            "nodes": tuple(net.ids[node] for node in path),
            "basis": max((step.basis for step in steps if step.basis), key=BASIS.index),
            "state": state,
            "blocked_by": tuple(net.ids[node] for node in waits),
            "free_on": _free_on(trust, waits),
            "waits_for": tuple(trust.outline.node(net.ids[node]).name for node in waits),
            "reached": names[-1],
            "names": tuple(names),
            "steps": steps,
            "request": self._request(path, steps),
        }

    def _step(self, tail: int, head: int) -> Step:
        """Return the step from one node to the next; only a team takes the first."""
        found = self._steps.get((tail, head))
        if found is None:
            net = self.trust.network
            link, first = net.link(tail, head), bool(net.is_team[tail])
            found = _step(self.trust, link, first=first, suits=self._what_suits)
            self._steps[tail, head] = found
        return found

    def _what_suits(self, group: Group) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the methods that no barrier of a group rules out, and the supports that help."""
        if group.barriers not in self._suits:
            self._suits[group.barriers] = _what_suits(self.trust, group)
        return self._suits[group.barriers]

    def _request(self, path: Sequence[int], steps: Sequence[Step]) -> Request | None:
        """Return what the first ask of a route rests on; None where nobody is asked."""
        if len(steps) == 1:
            return None
        trust, (first, second) = self.trust, steps[:2]
        supports = trust.outline.support_table
        return Request(
            team=first.from_name,
            to=_called(trust, path[1]),
            group=steps[-1].to_name,
            onward=None if len(steps) == 2 else _called(trust, path[2]),  # noqa: PLR2004  no one
            type=second.type,
            asked=first.asked,
            passed_on=first.passed_on,
            this_quarter=int(trust.network.load[path[1]]),
            days=first.days if first.days_given else None,
            covers=words_of_money(first.cost, trust.outline.about.currency) if first.cost else None,
            helps=tuple(supports[code].name for code in steps[-1].supports),
        )


def _called(trust: TrustNetwork, number: int) -> str:
    """Return what to call somebody: a person by role alone, anybody else by name."""
    node = trust.outline.node(trust.network.ids[number])
    if isinstance(node, KeyWorker):
        return node.role or "a key worker"
    return "a champion" if isinstance(node, Champion) else node.name


def _free_on(trust: TrustNetwork, waits: Sequence[int]) -> date | None:
    """Return the first day on which all who are full have room; None if one never has."""
    days = trust.network.free_on[list(waits)]
    if not waits or np.isnat(days).any():
        return None
    latest: date = days.max().item()
    return latest


def _step(
    trust: TrustNetwork,
    link: int,
    *,
    first: bool,
    suits: Callable[[Group], tuple[tuple[str, ...], tuple[str, ...]]],
) -> Step:
    """Return the step along a link."""
    net, outline = trust.network, trust.outline
    from_, to = (outline.node(net.ids[end[link]]) for end in (net.tail, net.head))
    type_ = ROUTE_TYPES[net.type[link]]
    basis = BASIS[net.basis[link]]
    asked: tuple[int, int] | None = (trust.scored.item(link), trust.passed_on.item(link))
    methods: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    if isinstance(to, Group):
        asked, (methods, supports) = None, suits(to)
    return Step(
        from_=from_.id,
        to=to.id,
        from_name=from_.name,
        to_name=to.name,
        type=type_,
        how=words_of_step(type_, from_.name, to.name, first=first),
        chance=net.chance.item(link),
        days=net.days.item(link),
        cost=net.cost.item(link),
        basis=basis,
        how_known=words_of_basis(basis, asked),
        days_given=trust.days_given.item(link),
        cost_given=trust.cost_given.item(link),
        asked=asked[0] if asked else None,
        passed_on=asked[1] if asked else None,
        owner=trust.owner[link],
        until=to.until if isinstance(to, KeyWorker | Champion) else None,
        methods=methods,
        supports=supports,
    )


def _what_suits(trust: TrustNetwork, group: Group) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the methods that no barrier of a group rules out, and the supports that help.

    Methods stand in order of the response they usually have, supports as in `supports_for`.
    """
    barriers = set(group.barriers)
    methods, supports = trust.outline.method_table, trust.outline.support_table
    suiting = [each for each in methods.values() if not barriers.intersection(each.excludes)]
    return (
        tuple(each.code for each in sorted(suiting, key=lambda each: -(each.response or 0))),
        tuple(each.code for each in supports_for(group, supports)),
    )


def missing_of(
    trust: TrustNetwork, sources: Sequence[int], ways: Iterable[RouteRow], *, cut: bool = False
) -> tuple[str, ...]:
    """Return what could not be known of some routes, and which table would tell."""
    net = trust.network
    listed = list(ways)
    steps = {(step.from_, step.to): step for way in listed for step in way.steps}.values()
    between = {id_ for way in listed for id_ in way.nodes[1:-1]}
    limited = {net.ids[node] for node in np.flatnonzero(net.capacity != NO_LIMIT)}
    told = [CUT.format(most=limits.MOST_LABELS)] if cut else []
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


CUT = (
    "The search stopped after {most:,} parts of routes, so there may be more ways, and better"
    " ones: a smaller 'max_hops' or tighter limits would show all."
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
