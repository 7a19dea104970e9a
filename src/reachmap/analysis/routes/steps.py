"""From a path of numbers to the fields of a route."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from math import prod
from typing import Any, get_args

import numpy as np

from reachmap.analysis.routes.brief import Request
from reachmap.analysis.routes.earlier import asks_to_employer, earlier_asks, groups_at_rest
from reachmap.analysis.routes.rows import Basis, Rest, State, Step
from reachmap.analysis.routes.words import words_of_basis, words_of_step
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.supports import supports_for
from reachmap.model.fields import from_pence, to_pence
from reachmap.model.nodes import Champion, Group, KeyWorker, Node
from reachmap.network.compile import ROUTE_TYPES, TrustNetwork
from reachmap.network.guesses import ranges_of
from reachmap.network.limits import NodePath
from reachmap.words import words_of_money

BASIS: tuple[Basis, ...] = get_args(Basis)


class RouteFields:
    """The fields of routes of one network; what several routes share is made once."""

    def __init__(self, trust: TrustNetwork, snapshot: Snapshot) -> None:
        self.trust = trust
        self.snapshot = snapshot
        self._steps: dict[tuple[int, int], Step] = {}
        self._step_ranges: dict[tuple[int, int], tuple[float, float]] = {}
        self._suits: dict[tuple[str, ...], tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def of(self, routes: Sequence[tuple[NodePath, State]]) -> list[dict[str, Any]]:
        """Return the fields of some routes, each a path and its state."""
        route_rows = [self._along(path, state=state) for path, state in routes]
        chance_ranges = self._ranges(
            [path for path, _ in routes], [route_row["chance"] for route_row in route_rows]
        )
        return [
            route_row | {"low": low, "high": high}
            for route_row, (low, high) in zip(route_rows, chance_ranges, strict=True)
        ]

    def with_steps(self, routes: Sequence[tuple[NodePath, State]]) -> list[dict[str, Any]]:
        """Return the fields of some routes, with the range of each of their steps."""
        route_rows, paths = self.of(routes), [path for path, _ in routes]
        new = {
            pair: None for path in paths for pair in pairwise(path) if pair not in self._step_ranges
        }
        chances = [self.step(*pair).chance or 0.0 for pair in new]
        chance_ranges = self._ranges([*new], chances) if new else []
        self._step_ranges |= {
            pair: (low, high) for pair, (low, high) in zip(new, chance_ranges, strict=True)
        }
        return [
            route_row | {"step_ranges": tuple(self._step_ranges[pair] for pair in pairwise(path))}
            for route_row, path in zip(route_rows, paths, strict=True)
        ]

    def _ranges(self, paths: Sequence[NodePath], chances: Sequence[float]) -> list[list[float]]:
        """Return the range that holds nine guesses of ten of the chance along each path."""
        draws = self.trust.guesses.along(paths)
        chance_ranges: list[list[float]] = ranges_of(draws, np.array(chances)).tolist()
        return chance_ranges

    def _along(self, path: Sequence[int], *, state: State) -> dict[str, Any]:
        """Return the fields of the route along a path."""
        trust, net = self.trust, self.trust.network
        steps = tuple(self.step(tail, head) for tail, head in pairwise(path))
        waits_for = [node for node in path[1:-1] if net.full[node]]
        step_names = [trust.outline.node(net.ids[node]).name for node in path]
        return {
            "chance": prod(step.chance or 0.0 for step in steps),
            "cost": from_pence(sum(to_pence(step.cost or 0.0) for step in steps)),
            "days": sum(step.days or 0 for step in steps),
            "hops": len(steps),
            "nodes": tuple(net.ids[node] for node in path),
            "basis": max((step.basis for step in steps if step.basis), key=BASIS.index),
            "state": state,
            "blocked_by": tuple(net.ids[node] for node in waits_for),
            "free_on": _free_on(trust, waits_for),
            "waits_for": tuple(trust.outline.node(net.ids[node]).name for node in waits_for),
            "rests": (*_rests(trust, path[1:-1]), *self._group_rests(path[-1])),
            "reached": step_names[-1],
            "names": tuple(step_names),
            "steps": steps,
            "request": self._request(path, steps),
        }

    def _group_rests(self, number: int) -> Iterator[Rest]:
        """Yield the group at the end of a route if it was asked about too often."""
        node = self.trust.outline.node(self.trust.network.ids[number])
        until = groups_at_rest(self.snapshot).get(node.id)
        if until is not None:
            yield Rest(node=node.id, name=node.name, until=until)

    def step(self, tail: int, head: int) -> Step:
        """Return the step from one node to the next; only a team takes the first."""
        if (tail, head) not in self._steps:
            self._steps[tail, head] = self._new_step(tail, head)
        return self._steps[tail, head]

    def _new_step(self, tail: int, head: int) -> Step:
        trust, net = self.trust, self.trust.network
        link, first = net.link(tail, head), bool(net.is_team[tail])
        from_, to = (trust.outline.node(net.ids[end]) for end in (tail, head))
        type_ = ROUTE_TYPES[net.type[link]]
        basis = BASIS[net.basis[link]]
        asked: tuple[int, int] | None = (trust.scored.item(link), trust.passed_on.item(link))
        methods: tuple[str, ...] = ()
        supports: tuple[str, ...] = ()
        if isinstance(to, Group):
            asked, (methods, supports) = None, self._what_suits(to)
        return Step(
            from_=from_.id,
            to=to.id,
            from_name=from_.name,
            to_name=to.name,
            type=type_,
            how=words_of_step(type_, from_.name, to.name, first=first),
            chance=net.chance.item(link),
            days=net.days.item(link),
            cost=from_pence(net.cost.item(link)),
            basis=basis,
            how_known=self._how_known(link, asked, from_, to),
            days_given=trust.days_given.item(link),
            cost_given=trust.cost_given.item(link),
            contact_given=trust.contact_given.item(link),
            asked=asked[0] if asked else None,
            passed_on=asked[1] if asked else None,
            owner=trust.owner[link],
            until=to.until if isinstance(to, KeyWorker | Champion) else None,
            methods=methods,
            supports=supports,
        )

    def _how_known(self, link: int, asked: tuple[int, int] | None, from_: Node, to: Node) -> str:
        """Return how a step is known, with the asks of which no count of tries tells."""
        trust, net = self.trust, self.trust.network
        own_asks = earlier_asks(self.snapshot, from_.id, to.id) if asked else None
        earlier_records = (
            own_asks if own_asks and not own_asks.answered else None,
            asks_to_employer(self.snapshot, from_.id, to),
        )
        by = "" if net.is_team[net.tail[link]] else from_.name
        earlier = [each.words(by) for each in earlier_records if each]
        if asked:
            earlier += self._by_teams(from_, to)
        words = words_of_basis(
            BASIS[net.basis[link]],
            # An ask on record, whatever came of it, is never told as none.
            None if earlier and asked and not asked[0] else asked,
            learned=trust.usual.scored.item(net.type[link]),
            undated=None if trust.contact_given[link] else trust.outline.assumptions.undated_days,
        )
        return "; ".join((words, *earlier))

    def _by_teams(self, from_: Node, to: Node) -> Iterator[str]:
        """Yield what teams asked of the next on the way, or of where they work, by no such link."""
        teams = self.trust.outline.teams
        for team in teams:
            by = "" if len(teams) == 1 else self.snapshot.names[team]
            if team != from_.id:
                own_asks = earlier_asks(self.snapshot, team, to.id)
                employer = asks_to_employer(self.snapshot, team, to, besides=from_.id)
                yield from (each.words(by) for each in (own_asks, employer) if each)

    def _what_suits(self, group: Group) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the methods that no barrier of a group rules out, and the supports that help.

        Methods are in order of the response they usually have, supports as in `supports_for`.
        """
        if group.barriers not in self._suits:
            outline, barriers = self.trust.outline, set(group.barriers)
            methods = [
                method
                for method in outline.method_table.values()
                if not barriers.intersection(method.excludes)
            ]
            self._suits[group.barriers] = (
                tuple(each.code for each in sorted(methods, key=lambda m: -(m.response or 0))),
                tuple(each.code for each in supports_for(group, outline.support_table)),
            )
        return self._suits[group.barriers]

    def _request(self, path: Sequence[int], steps: Sequence[Step]) -> Request | None:
        """Return what the first ask of a route rests on; None where nobody is asked."""
        if len(steps) == 1:
            return None
        trust, (first, second) = self.trust, steps[:2]
        supports = trust.outline.support_table
        team, to = (trust.outline.node(trust.network.ids[number]) for number in path[:2])
        own_asks = earlier_asks(self.snapshot, team.id, to.id)
        return Request(
            team=first.from_name,
            to=_role_or_name(trust, path[1]),
            group=steps[-1].to_name,
            onward=None if len(steps) == 2 else _role_or_name(trust, path[2]),  # noqa: PLR2004  no one
            type=second.type,
            ours=first.type == "RUNS",
            asked=own_asks.asks if own_asks else 0,
            passed_on=own_asks.passed_on if own_asks else 0,
            employer=asks_to_employer(self.snapshot, team.id, to),
            this_quarter=int(trust.network.load[path[1]]),
            days=first.days if first.days_given else None,
            covers=words_of_money(first.cost, trust.outline.about.currency) if first.cost else None,
            helps=tuple(supports[code].name for code in steps[-1].supports),
        )


def _role_or_name(trust: TrustNetwork, number: int) -> str:
    """Return what to call a node: people by role alone, all others by name."""
    node = trust.outline.node(trust.network.ids[number])
    if isinstance(node, KeyWorker):
        return node.role or "a key worker"
    return "a champion" if isinstance(node, Champion) else node.name


def _rests(trust: TrustNetwork, between: Sequence[int]) -> Iterator[Rest]:
    """Yield those on the way who have been asked as often as we assume they can manage."""
    net = trust.network
    for number in between:
        until = net.free_on[number]
        if not (net.full[number] or np.isnat(until)):
            node = trust.outline.node(net.ids[number])
            yield Rest(node=node.id, name=node.name, until=until.item())


def _free_on(trust: TrustNetwork, waits_for: Sequence[int]) -> date | None:
    """Return the first day on which all who are full have room; None if one never has."""
    days = trust.network.free_on[list(waits_for)]
    if not waits_for or np.isnat(days).any():
        return None
    latest: date = days.max().item()
    return latest
