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

    def within(self, label: int, links: int) -> int:
        """Return the best label of the same place with at most so many links; -1 if none."""
        while label >= 0 and self.price[label, 2] > links:
            label = int(self.shorter[label])
        return label


@dataclass(slots=True, eq=False)
class _Round:
    """The labels of one round, in order of place, and where the round's first one stands."""

    start: int
    place: Longs
    prices: tuple[Longs, Longs]
    parent: Longs
    shorter: Longs
    rank: Longs


class _Best(NamedTuple):
    """The best prices of each place so far, and its latest label."""

    first: Longs
    second: Longs
    label: Longs

    def record(self, labels: _Round) -> None:
        """Enter the labels of a round, each of which beats what its place had."""
        self.first[labels.place], self.second[labels.place] = labels.prices
        self.label[labels.place] = np.arange(labels.start, labels.start + labels.place.size)

    def beaten(self, objective: Objective, place: Longs, first: Longs, second: Longs) -> Bools:
        """Return where a longer way is better all the same."""
        better = first < self.first[place]
        if objective != "chance":
            better |= (first == self.first[place]) & (second < self.second[place])
        return better


def link_prices(network: Network, objective: Objective) -> tuple[Longs, Longs]:
    """Return what is summed along a route: the objective's own and what settles its ties."""
    if objective == "chance":
        return network.weight, network.cost
    return (network.cost if objective == "cost" else network.days), network.weight


def sweep(terms: Terms, *, links: int, fresh: Bools | None = None) -> Labels:
    """Find the best way from the teams to every node, for each number of links.

    Parameters
    ----------
    terms
        The question; its `max_hops` is not looked at.
    links
        Most links to use.
    fresh
        Where given, places are doubled: ``node + size`` holds the best way that passes a
        fresh node, itself included. That way may meet a node twice.

    Returns
    -------
    Labels
    """
    size = terms.network.size
    width = size if fresh is None else 2 * size
    best = _Best(np.full(width, NEVER), np.full(width, NEVER), np.full(width, -1, np.int64))
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
    """Find the nodes from which one of some ends can be reached.

    Parameters
    ----------
    network
        The trust network.
    ends
        Numbers of the nodes to reach.
    closed
        Nodes that are not passed. Groups and teams never are.
    links
        Most links to use.

    Returns
    -------
    Bools
        One value a node; false for closed nodes and, unless they lie on a ring, for the ends.
    """
    enter = ~(closed | network.is_group | network.is_team)
    found = np.zeros(network.size, np.bool_)
    newest = np.array(ends, np.int64)
    while newest.size and links:
        start = network.head_start[newest]
        _, slot = _slots(start, network.head_start[newest + 1] - start)
        tails = np.unique(network.tail[slot])
        newest = tails[enter[tails] & ~found[tails]].astype(np.int64)
        found[newest] = True
        links -= 1
    return found


def winners(place: Longs | Ints, keys: Sequence[Longs], width: int) -> Longs:
    """Return the rows that come first at each place, by keys in order of weight.

    Parameters
    ----------
    place
        A whole number below `width` for each row.
    keys
        Arrays as long as `place`; earlier ones count first. Rows equal in all are all kept.
    width
        Number of places.

    Returns
    -------
    Longs
        Positions of the winning rows, ascending.

    Examples
    --------
    >>> winners(np.array([0, 0, 1]), [np.array([2, 1, 9])], 2).tolist()
    [1, 2]
    """
    kept = np.arange(len(place))
    for key in keys:
        least = np.full(width, NEVER)
        np.minimum.at(least, place[kept], key[kept])
        kept = kept[key[kept] == least[place[kept]]]
    return kept


def _start(sources: Sequence[int]) -> _Round:
    """Return the round of no links: each source at no price."""
    place = np.array(sorted(set(sources)), np.int64)
    none = np.full(place.size, -1, np.int64)
    zero = np.zeros(place.size, np.int64)
    return _Round(0, place, (zero, zero), none, none, np.arange(place.size))


def _extend(terms: Terms, labels: _Round, *, best: _Best, fresh: Bools | None) -> _Round:
    """Return the labels of one link more that beat every shorter label of their place."""
    net = terms.network
    origin, link = _outward(net, labels.place % net.size)
    place = net.head[link].astype(np.int64)
    inner = ~(terms.closed | net.is_group | net.is_team)[place]
    origin, link, place = origin[inner], link[inner], place[inner]
    if fresh is not None:
        place += net.size * ((labels.place[origin] >= net.size) | fresh[place])
    first, second = (
        price[origin] + column[link]
        for price, column in zip(labels.prices, link_prices(net, terms.objective), strict=True)
    )
    rows = np.flatnonzero(best.beaten(terms.objective, place, first, second))
    keys = [first[rows], second[rows], labels.rank[origin[rows]]]
    rows = rows[winners(place[rows], keys, best.label.size)]
    rows = rows[np.argsort(place[rows])]
    place, origin = place[rows], origin[rows]
    rank = np.empty(place.size, np.int64)
    rank[np.lexsort((place % net.size, labels.rank[origin]))] = np.arange(place.size)
    return _Round(
        start=labels.start + labels.place.size,
        place=place,
        prices=(first[rows], second[rows]),
        parent=labels.start + origin,
        shorter=best.label[place],
        rank=rank,
    )


def _outward(network: Network, nodes: Longs) -> tuple[Longs, Longs]:
    """Return all links out of the nodes: whose each is (a position in `nodes`) and the link."""
    start = network.tail_start[nodes]
    origin, slot = _slots(start, network.tail_start[nodes + 1] - start)
    return origin, network.by_tail[slot].astype(np.int64)


def _slots(start: Longs, count: Longs) -> tuple[Longs, Longs]:
    """Return the places of several runs one after the other, and which run each is of."""
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
        rank=np.concatenate([part.rank for part in rounds]),
        latest=latest,
        size=size,
    )
