"""The forward pass: the best way from the teams to every node, for each number of links.

A *label* says that a node can be reached by so many links at such a price, and from which
label. Round h finds the labels of exactly h links that beat every shorter one, from the
labels of round h - 1 alone; so a node's labels, read backwards, are its best ways for every
hop limit. Shorter comes before longer in every order of routes, hence no label's own path
meets a node twice.

References
----------
.. [1] Bellman, R. (1958). On a routing problem. Quarterly of Applied Mathematics 16, 87-90.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reachmap.network.index import Bools, Ints, Longs, Network

Objective = Literal["chance", "cost", "days"]

OBJECTIVES: tuple[Objective, ...] = ("chance", "cost", "days")

NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True, eq=False)
class RouteQuestion:
    """A question about routes, whatever the groups asked about."""

    network: Network
    sources: tuple[int, ...]
    """Numbers of the teams that may start."""

    closed: Bools
    """Shape (nodes,): nodes that are not passed. Groups and teams never are."""

    objective: Objective = "chance"
    """``chance`` orders routes by (weight, links, cost), ``cost`` by (cost, weight, links),
    ``days`` by (days, weight, links); then by ids, from the team on."""

    max_hops: int = 5
    """Most links of a route."""


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """Labels of all states, shortest first.

    A state is a node. Where ways must pass a fresh node (see `sweep`) it is the node, plus the
    number of nodes once a fresh one was passed.
    """

    price: Longs
    """Shape (labels, 3): the objective's sum, the sum that settles its ties, the links."""

    state: Longs
    """Shape (labels,)."""

    parent: Longs
    """Shape (labels,): the label before the last link; -1 at a team."""

    shorter: Longs
    """Shape (labels,): the label of the same state with fewer links; -1 if none."""

    rank: Longs
    """Shape (labels,): order of the labels of as many links by the ids along their paths."""

    latest: Longs
    """Shape (states,): the label of most links, so the best; -1 where there is no way."""

    size: int
    """Number of nodes."""

    def path(self, label: int) -> list[int]:
        """Return the nodes from a team to the label's own."""
        nodes = []
        while label >= 0:
            nodes.append(int(self.state[label]) % self.size)
            label = int(self.parent[label])
        nodes.reverse()
        return nodes

    def paths(self, labels: Longs, ends: Ints) -> list[tuple[int, ...]]:
        """Return the nodes from a team to each of several labels' own, and on to an end."""
        hops = self.price[labels, 2]
        nodes = np.empty((labels.size, int(hops.max(initial=-1)) + 2), np.int64)
        nodes[np.arange(labels.size), hops + 1] = ends
        for back in range(nodes.shape[1] - 1):
            rows = np.flatnonzero(hops >= back)
            nodes[rows, hops[rows] - back] = self.state[labels[rows]] % self.size
            labels = self.parent[labels]  # of those already at a team: not looked at again
        paths = zip(nodes.tolist(), (hops + 2).tolist(), strict=True)
        return [tuple(path[:count]) for path, count in paths]

    def within(self, label: int, links: int) -> int:
        """Return the best label of the same state with at most so many links; -1 if none."""
        while label >= 0 and self.price[label, 2] > links:
            label = int(self.shorter[label])
        return label


@dataclass(slots=True, eq=False)
class _Round:
    """The labels of one round, by the ids along their paths, and the number of the first."""

    start: int
    state: Longs
    prices: tuple[Longs, Longs]
    parent: Longs
    shorter: Longs


class _Best(NamedTuple):
    """The best prices of each state so far, and its latest label: shape (states,) each."""

    first: Longs
    second: Longs
    label: Longs

    def record(self, labels: _Round) -> None:
        """Enter the labels of a round, each of which beats what its state had."""
        self.first[labels.state], self.second[labels.state] = labels.prices
        self.label[labels.state] = np.arange(labels.start, labels.start + labels.state.size)


def link_prices(network: Network, objective: Objective) -> tuple[Longs, Longs]:
    """Return the prices summed along a route: the objective's own, and one that settles ties."""
    if objective == "chance":
        return network.weight, network.cost
    return (network.cost if objective == "cost" else network.days), network.weight


def sweep(question: RouteQuestion, *, links: int, fresh: Bools | None = None) -> Labels:
    """Find the best way from the teams to every node, for each number of links.

    With `fresh`, of shape (nodes,), also the best way to every node that passes a fresh one.
    """
    size = question.network.size
    width = size if fresh is None else 2 * size
    best = _Best(np.full(width, NEVER), np.full(width, NEVER), np.full(width, -1, np.int64))
    # No way beats the price of a node that is never entered.
    shut = question.closed | question.network.is_group | question.network.is_team
    best.first[np.flatnonzero(shut if fresh is None else np.tile(shut, 2))] = -1
    current = _start(question.sources)
    rounds = []
    while current.state.size:
        rounds.append(current)
        best.record(current)
        if len(rounds) > links:
            break
        current = _extend(question, current, best=best, fresh=fresh)
    return _collect(rounds, best.label, size)


def leads_to(network: Network, ends: Sequence[int], *, closed: Bools, links: int) -> Bools:
    """Return the nodes from which one of some ends can be reached: shape (nodes,)."""
    enter = ~(closed | network.is_group | network.is_team)
    leads = np.zeros(network.size, np.bool_)
    newest = np.array(ends, np.int64)
    while newest.size and links:
        start = network.head_start[newest]
        _, position = run_positions(start, network.head_start[newest + 1] - start)
        tails = np.unique(network.tail[position])
        newest = tails[enter[tails] & ~leads[tails]].astype(np.int64)
        leads[newest] = True
        links -= 1
    return leads


def best_rows(state: Longs | Ints, keys: Sequence[Longs], width: int) -> Longs:
    """Return the best row of each state, by keys in order of weight.

    Examples
    --------
    >>> best_rows(np.array([0, 0, 1, 1]), [np.array([2, 1, 9, 9])], 2).tolist()
    [1, 2]
    """
    mark = np.empty(width, np.int64)
    rows = np.arange(len(state))
    for key in keys:
        mark[state[rows]] = rows
        if (mark[state[rows]] == rows).all():
            return rows
        least = mark
        least[state[rows]] = NEVER
        np.minimum.at(least, state[rows], key[rows])
        rows = rows[key[rows] == least[state[rows]]]
    at = state[rows]
    mark[at[::-1]] = rows[::-1]
    firsts: Longs = rows[mark[at] == rows]
    return firsts


def _start(sources: Sequence[int]) -> _Round:
    """Return the round of no links: each source at no price."""
    state = np.array(sorted(set(sources)), np.int64)
    none = np.full(state.size, -1, np.int64)
    zero = np.zeros(state.size, np.int64)
    return _Round(0, state, (zero, zero), none, none)


def _extend(question: RouteQuestion, labels: _Round, *, best: _Best, fresh: Bools | None) -> _Round:
    """Return the labels of one link more that beat every shorter label of their state.

    Links out of a node are sorted by where they lead. So from labels in the order of the ids
    along their paths come labels in that order.
    """
    net = question.network
    origin, link = _outward(net, labels.state if fresh is None else labels.state % net.size)
    state = net.head[link]
    if fresh is not None:
        state = state + net.size * ((labels.state[origin] >= net.size) | fresh[state])
    prices = link_prices(net, question.objective)
    first = labels.prices[0][origin] + prices[0][link]
    before = best.first[state]
    rows = np.flatnonzero(first < before if question.objective == "chance" else first <= before)
    second = labels.prices[1][origin[rows]] + prices[1][link[rows]]
    if question.objective != "chance":
        at = state[rows]
        better = (first[rows] < best.first[at]) | (second < best.second[at])
        rows, second = rows[better], second[better]
    chosen = best_rows(state[rows], [first[rows], second], best.label.size)
    rows, second = rows[chosen], second[chosen]
    state, origin = state[rows], origin[rows]
    return _Round(
        start=labels.start + labels.state.size,
        state=state.astype(np.int64),
        prices=(first[rows], second),
        parent=labels.start + origin,
        shorter=best.label[state],
    )


def _outward(network: Network, nodes: Longs) -> tuple[Longs, Ints]:
    """Return the links out of some nodes, and the index in `nodes` that each leads from."""
    start = network.tail_start[nodes]
    origin, position = run_positions(start, network.tail_start[nodes + 1] - start)
    return origin, network.by_tail[position]


def run_positions(start: Longs, count: Longs) -> tuple[Longs, Longs]:
    """Return the positions of several runs, one after the other, and the run of each.

    Examples
    --------
    >>> run, position = run_positions(np.array([7, 2]), np.array([2, 1]))
    >>> run.tolist(), position.tolist()
    ([0, 0, 1], [7, 8, 2])
    """
    run = np.repeat(np.arange(start.size), count)
    return run, np.arange(run.size) + np.repeat(start - np.cumsum(count) + count, count)


def _collect(rounds: list[_Round], latest: Longs, size: int) -> Labels:
    """Join the rounds into one table of labels."""
    hops = np.repeat(np.arange(len(rounds)), [part.state.size for part in rounds])
    first = np.concatenate([part.prices[0] for part in rounds])
    second = np.concatenate([part.prices[1] for part in rounds])
    return Labels(
        price=np.column_stack((first, second, hops)),
        state=np.concatenate([part.state for part in rounds]),
        parent=np.concatenate([part.parent for part in rounds]),
        shorter=np.concatenate([part.shorter for part in rounds]),
        rank=np.concatenate([np.arange(part.state.size) for part in rounds]),
        latest=latest,
        size=size,
    )
