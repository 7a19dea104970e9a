"""The trust network of a store, compiled: what is known of each relationship on a day.

Compiled once for each version of a map and day: the store holds the last few. `evidence` combines
the links of a pair of nodes; here nodes get their numbers and load.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from reachmap.garbage import garbage_left_alone
from reachmap.network.evidence import UsualChances, combine_evidence
from reachmap.network.guesses import Guesses
from reachmap.network.index import NO_LIMIT, Network, network
from reachmap.network.link_rows import ROUTE_TYPES, AsksAlong, LinkRows, asks_along, link_rows
from reachmap.store.counts import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reachmap.model.columns import Columns
    from reachmap.model.nodes import Node
    from reachmap.model.stakeholders import StakeholderMap
    from reachmap.network.index import Bools, Longs, Relationships
    from reachmap.store.protocol import Store

__all__ = ["ROUTE_KINDS", "ROUTE_TYPES", "TrustNetwork", "first_free_day", "trust_network"]

ROUTE_KINDS = ("group", "organisation", "worker", "champion", "channel", "venue")
"""Kinds of node in the network, in the order of their codes."""


@dataclass(frozen=True, slots=True, eq=False)
class TrustNetwork:
    """A compiled network and what words need to know of each relationship."""

    outline: StakeholderMap
    """The map it was made of, without voices and ledgers."""

    as_of: date
    network: Network
    scored: Longs
    """Shape (links,): asks along each that were passed on, declined or not answered; 0 for
    last steps."""

    passed_on: Longs
    """Shape (links,): those passed on."""

    days_given: Bools
    """Shape (links,): False where the assumed days are used."""

    cost_given: Bools
    """Shape (links,): False where the assumed cost is used."""

    contact_given: Bools
    """Shape (links,): False where the assumed days since the two last spoke are used."""

    reported_by: frozenset[str | None]
    """Who reports the written links; None among them where some do not say."""

    owner: tuple[str | None, ...]
    """The owner of each relationship."""

    usual: UsualChances
    """The chance of a link about which nothing else is known, by type."""

    guesses: Guesses
    """What the chance of each relationship may be."""


def trust_network(
    store: Store, *, as_of: date | None = None, usual: UsualChances | None = None
) -> TrustNetwork:
    """Compile the trust network of a store as it is on a day.

    `usual` are the chances of links of which nothing is known, for a map that was altered; else
    they are learned from its asks. A store is always compiled with the same.
    """
    day = store.outline().about.day(as_of=as_of)
    return store.memo.once(store.version(), ("compiled", day), lambda: _compile(store, day, usual))


def route_nodes(outline: StakeholderMap) -> list[Node]:
    """Return the nodes of the network, sorted by id."""
    listed = (node for node in outline.nodes() if node.kind in ROUTE_KINDS)
    return sorted(listed, key=lambda node: node.id)


def relationship_rows(store: Store, day: date) -> tuple[LinkRows, AsksAlong]:
    """Return the rows of all relationships of a store, and the asks along them up to a day."""
    return _rows_of(store, store.links(), day)


def _rows_of(store: Store, written: Columns, day: date) -> tuple[LinkRows, AsksAlong]:
    """Return the rows of the written links and of those that follow from them, and the asks."""
    outline = store.outline()
    nodes = route_nodes(outline)
    number = {node.id: index for index, node in enumerate(nodes)}
    is_group = np.fromiter((node.kind == "group" for node in nodes), np.bool_, len(nodes))
    rows = link_rows(outline, written, number)
    return rows, asks_along(store.pair_asks(day), rows, number, is_group)


@garbage_left_alone()
def _compile(store: Store, day: date, usual: UsualChances | None) -> TrustNetwork:
    outline = store.outline().with_distinct_names()
    written = store.links()
    rows, asks = _rows_of(store, written, day)
    evidence = combine_evidence(rows, asks, outline.assumptions, as_of=day, usual=usual)
    net = _network(store, outline, route_nodes(outline), evidence.links, day)
    return TrustNetwork(
        outline=outline,
        as_of=day,
        network=net,
        scored=evidence.scored,
        passed_on=evidence.passed_on,
        days_given=evidence.days_given,
        cost_given=evidence.cost_given,
        contact_given=evidence.contact_given,
        reported_by=frozenset(written["source"]),
        owner=evidence.owner,
        usual=evidence.usual,
        guesses=Guesses(net, evidence.works, evidence.fails, evidence.fading),
    )


def _network(
    store: Store,
    outline: StakeholderMap,
    nodes: Sequence[Node],
    links: Relationships,
    as_of: date,
) -> Network:
    """Return the arrays of nodes and relationships."""
    usual = outline.assumptions
    teams = set(outline.teams)
    asks_by_node = _recent_asks(store, as_of, usual.quarter_days)
    capacity = [vars(node).get("capacity") for node in nodes]
    node_asks = [asks_by_node.get(node.id, ()) for node in nodes]
    load = [len(days) for days in node_asks]
    full = [c is not None and n >= c for c, n in zip(capacity, load, strict=True)]
    until = [vars(node).get("until") for node in nodes]
    most = [_most_asks(node, outline) for node in nodes]
    return network(
        [node.id for node in nodes],
        links,
        kind=[ROUTE_KINDS.index(node.kind) for node in nodes],
        is_team=[node.id in teams for node in nodes],
        is_group=[node.kind == "group" for node in nodes],
        full=full,
        gone=[last is not None and last < as_of for last in until],
        load=load,
        capacity=[NO_LIMIT if c is None else c for c in capacity],
        free_on=np.array(
            [
                first_free_day(days, c, as_of, usual.quarter_days) if c and len(days) >= c else None
                for days, c in zip(node_asks, most, strict=True)
            ],
            "datetime64[D]",
        ),
    )


def _most_asks(node: Node, outline: StakeholderMap) -> int | None:
    """Return the asks that a node can manage, as recorded or assumed; None of those never asked."""
    if "capacity" not in vars(node) or node.id in outline.teams:
        return vars(node).get("capacity")
    capacity: int | None = vars(node)["capacity"]
    return outline.assumptions.assumed_capacity if capacity is None else capacity


def _recent_asks(store: Store, as_of: date, quarter_days: int) -> Mapping[str, list[date]]:
    """Return the days of the asks to each node in the quarter, the latest first."""
    asks = store.node_asks(Span(as_of - timedelta(days=quarter_days), as_of))
    node_asks: defaultdict[str, list[date]] = defaultdict(list)
    days = asks.day.astype("datetime64[D]").tolist()
    for to, day, count in zip(asks.to, days, asks.asks.tolist(), strict=True):
        node_asks[to] += [day] * count
    for days in node_asks.values():
        days.sort(reverse=True)
    return node_asks


def first_free_day(
    days: Sequence[date], capacity: int, day: date, quarter_days: int
) -> date | None:
    """Return the first day, from a day on, with fewer than `capacity` asks in the quarter before.

    `days` are those of the asks, the latest first. None where there never is such a day.

    Examples
    --------
    >>> asked = [date(2026, 3, 1), date(2026, 2, 1)]
    >>> first_free_day(asked, 2, date(2026, 3, 31), 90)
    datetime.date(2026, 5, 2)
    >>> first_free_day(asked, 3, date(2026, 3, 31), 90), first_free_day(asked, 0, date.max, 90)
    (datetime.date(2026, 3, 31), None)
    """
    if not capacity:
        return None
    return day if len(days) < capacity else days[capacity - 1] + timedelta(days=quarter_days)
