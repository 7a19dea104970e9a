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
class Terms:
    """What a question about routes fixes.

    Attributes
    ----------
    network
        The trust network.
    sources
        Numbers of the teams that may start.
    closed
        Nodes that are not passed. Groups and teams never are.
    objective
        ``chance`` orders routes by (weight, links, cost), ``cost`` by (cost, weight, links),
        ``days`` by (days, weight, links); then by ids, from the team on.
    max_hops
        Most links of a route.
    """

    network: Network
    sources: tuple[int, ...]
    closed: Bools
    objective: Objective = "chance"
    max_hops: int = 5


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """Labels of all nodes, shortest first.

    Attributes
    ----------
    price
        Shape (labels, 3): the objective's sum, the sum that settles its ties, the links.
    place
        The node, plus the number of nodes where something new is carried (see `sweep`).
    parent
        The label before the last link; -1 at a team.
    shorter
        The label of the same place with fewer links; -1 if none.
    rank
        Order of the labels of as many links by the ids along their paths.
    latest
        The label of most links, so the best, of each place; -1 where there is no way.
    size
        Number of nodes.
    """

    price: Longs
    place: Longs
    parent: Longs
    shorter: Longs
    rank: Longs
    latest: Longs
    size: int

    def path(self, label: int) -> list[int]:
        """Return the nodes from a team to the label's own."""
        nodes = []
        while label >= 0:
            nodes.append(int(self.place[label]) % self.size)
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
            nodes[rows, hops[rows] - back] = self.place[labels[rows]] % self.size
            labels = self.parent[labels]  # of those already at a team: not looked at again
        found = zip(nodes.tolist(), (hops + 2).tolist(), strict=True)
        return [tuple(path[:count]) for path, count in found]

    def within(self, label: int, links: int) -> int:
        """Return the best label of the same place with at most so many links; -1 if none."""
        while label >= 0 and self.price[label, 2] > links:
            label = int(self.shorter[label])
        return label


@dataclass(slots=True, eq=False)
class _Round:
    """The labels of one round, by the ids along their paths, and where the first one stands."""

    start: int
    place: Longs
    prices: tuple[Longs, Longs]
    parent: Longs
    shorter: Longs


class _Best(NamedTuple):
    """The best prices of each place so far, and its latest label."""

    first: Longs
    second: Longs
    label: Longs

    def record(self, labels: _Round) -> None:
        """Enter the labels of a round, each of which beats what its place had."""
        self.first[labels.place], self.second[labels.place] = labels.prices
        self.label[labels.place] = np.arange(labels.start, labels.start + labels.place.size)


def link_prices(network: Network, objective: Objective) -> tuple[Longs, Longs]:
    """Return what is summed along a route: the objective's own and what settles its ties."""
    if objective == "chance":
        return network.weight, network.cost
    return (network.cost if objective == "cost" else network.days), network.weight


def sweep(terms: Terms, *, links: int, fresh: Bools | None = None) -> Labels:
    """Find the best way from the teams to every node, for each number of links."""
    size = terms.network.size
    width = size if fresh is None else 2 * size
    best = _Best(np.full(width, NEVER), np.full(width, NEVER), np.full(width, -1, np.int64))
    # No way beats the price of what is never entered.
    shut = terms.closed | terms.network.is_group | terms.network.is_team
    best.first[np.flatnonzero(shut if fresh is None else np.tile(shut, 2))] = -1
    current = _start(terms.sources)
    rounds = []
    while current.place.size:
        rounds.append(current)
        best.record(current)
        if len(rounds) > links:
            break
        current = _extend(terms, current, best=best, fresh=fresh)
    return _collect(rounds, best.label, size)


def leads_to(network: Network, ends: Sequence[int], *, closed: Bools, links: int) -> Bools:
    """Find the nodes from which one of some ends can be reached."""
    enter = ~(closed | network.is_group | network.is_team)
    found = np.zeros(network.size, np.bool_)
    newest = np.array(ends, np.int64)
    while newest.size and links:
        start = network.head_start[newest]
        _, slot = slots(start, network.head_start[newest + 1] - start)
        tails = np.unique(network.tail[slot])
        newest = tails[enter[tails] & ~found[tails]].astype(np.int64)
        found[newest] = True
        links -= 1
    return found


def winners(place: Longs | Ints, keys: Sequence[Longs], width: int) -> Longs:
    """Return the row that comes first at each place, by keys in order of weight.

    Examples
    --------
    >>> winners(np.array([0, 0, 1, 1]), [np.array([2, 1, 9, 9])], 2).tolist()
    [1, 2]
    """
    mark = np.empty(width, np.int64)
    kept = np.arange(len(place))
    for key in keys:
        mark[place[kept]] = kept
        if (mark[place[kept]] == kept).all():
            return kept
        least = mark
        least[place[kept]] = NEVER
        np.minimum.at(least, place[kept], key[kept])
        kept = kept[key[kept] == least[place[kept]]]
    at = place[kept]
    mark[at[::-1]] = kept[::-1]
    firsts: Longs = kept[mark[at] == kept]
    return firsts


def _start(sources: Sequence[int]) -> _Round:
    """Return the round of no links: each source at no price."""
    place = np.array(sorted(set(sources)), np.int64)
    none = np.full(place.size, -1, np.int64)
    zero = np.zeros(place.size, np.int64)
    return _Round(0, place, (zero, zero), none, none)


def _extend(terms: Terms, labels: _Round, *, best: _Best, fresh: Bools | None) -> _Round:
    """Return the labels of one link more that beat every shorter label of their place.

    Links out of a node stand by where they lead, so what comes of labels that stand by the
    ids along their paths does so as well.
    """
    net = terms.network
    origin, link = _outward(net, labels.place if fresh is None else labels.place % net.size)
    place = net.head[link]
    if fresh is not None:
        place = place + net.size * ((labels.place[origin] >= net.size) | fresh[place])
    prices = link_prices(net, terms.objective)
    first = labels.prices[0][origin] + prices[0][link]
    before = best.first[place]
    rows = np.flatnonzero(first < before if terms.objective == "chance" else first <= before)
    second = labels.prices[1][origin[rows]] + prices[1][link[rows]]
    if terms.objective != "chance":
        at = place[rows]
        better = (first[rows] < best.first[at]) | (second < best.second[at])
        rows, second = rows[better], second[better]
    kept = winners(place[rows], [first[rows], second], best.label.size)
    rows, second = rows[kept], second[kept]
    place, origin = place[rows], origin[rows]
    return _Round(
        start=labels.start + labels.place.size,
        place=place.astype(np.int64),
        prices=(first[rows], second),
        parent=labels.start + origin,
        shorter=best.label[place],
    )


def _outward(network: Network, nodes: Longs) -> tuple[Longs, Ints]:
    """Return all links out of the nodes: whose each is (a position in `nodes`) and the link."""
    start = network.tail_start[nodes]
    origin, slot = slots(start, network.tail_start[nodes + 1] - start)
    return origin, network.by_tail[slot]


def slots(start: Longs, count: Longs) -> tuple[Longs, Longs]:
    """Return the places of several runs one after the other, and which run each is of.

    Examples
    --------
    >>> run, place = slots(np.array([7, 2]), np.array([2, 1]))
    >>> run.tolist(), place.tolist()
    ([0, 0, 1], [7, 8, 2])
    """
    run = np.repeat(np.arange(start.size), count)
    return run, np.arange(run.size) + np.repeat(start - np.cumsum(count) + count, count)


def _collect(rounds: list[_Round], latest: Longs, size: int) -> Labels:
    """Join the rounds into one table of labels."""
    hops = np.repeat(np.arange(len(rounds)), [part.place.size for part in rounds])
    first = np.concatenate([part.prices[0] for part in rounds])
    second = np.concatenate([part.prices[1] for part in rounds])
    return Labels(
        price=np.column_stack((first, second, hops)),
        place=np.concatenate([part.place for part in rounds]),
        parent=np.concatenate([part.parent for part in rounds]),
        shorter=np.concatenate([part.shorter for part in rounds]),
        rank=np.concatenate([np.arange(part.place.size) for part in rounds]),
        latest=latest,
        size=size,
    )
