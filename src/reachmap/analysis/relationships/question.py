"""Relationships: what is known of each link that a route may take."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

import numpy as np

from reachmap.analysis.contact import Contact, Pair, last_contacts
from reachmap.analysis.relationships.rows import Relationship
from reachmap.analysis.routes.search import RouteSearch
from reachmap.model.links import LINK_TYPES

MOST = 5_000
"""Most relationships of which all is told; of more, those of a team and on the best routes."""


def relationships_in(search: RouteSearch) -> tuple[Relationship, ...]:
    """Return what is known of each relationship of a network, sorted by its two ends.

    Of a network with more than `MOST` only those that start from a team or are on the best
    route to some group.

    Examples
    --------
    >>> from reachmap import demo
    >>> from reachmap.analysis.routes.search import route_search
    >>> from reachmap.analysis.snapshot import Snapshot
    >>> row = relationships_in(route_search(Snapshot(demo().store)))[0]
    >>> row.from_ is not None, row.how_known is not None
    (True, True)
    """
    ids = search.trust.network.ids
    contacts = last_contacts(search.snapshot, search.snapshot.day)
    linked = {(tail, head): (ids[tail], ids[head]) for tail, head in sorted(_linked_pairs(search))}
    trust = _trust(search, {*linked.values()})
    return tuple(
        _row(search, numbers, linked_pair, contacts, trust)
        for numbers, linked_pair in linked.items()
    )


def _row(
    search: RouteSearch,
    linked_numbers: tuple[int, int],
    linked_pair: Pair,
    contacts: Mapping[Pair, Contact],
    trust: Mapping[Pair, set[int]],
) -> Relationship:
    contact, step = contacts.get(linked_pair), search.route_fields.step(*linked_numbers)
    return Relationship(
        from_=linked_pair[0],
        to=linked_pair[1],
        trust=tuple(sorted(trust.get(linked_pair, ()))),
        last_contact=contact.day if contact else None,
        owner=step.owner,
        how_known=step.how_known,
    )


def _linked_pairs(search: RouteSearch) -> set[tuple[int, int]]:
    """Return the ends of the relationships that are told, by number."""
    net = search.trust.network
    tail, head = net.tail.tolist(), net.head.tolist()
    if len(tail) <= MOST:
        return set(zip(tail, head, strict=True))
    own = np.flatnonzero(net.is_team[net.tail]).tolist()
    best = (
        linked_pair for path in search.best("all full").values() for linked_pair in pairwise(path)
    )
    return {*((tail[link], head[link]) for link in own), *best}


def _trust(search: RouteSearch, linked: Collection[Pair]) -> dict[Pair, set[int]]:
    """Return by linked pair the levels of trust that some source gives."""
    trust_levels: defaultdict[Pair, set[int]] = defaultdict(set)
    for from_, to, level in _trust_levels(search):
        if (from_, to) in linked:
            trust_levels[from_, to].add(level)
    return dict(trust_levels)


def _trust_levels(search: RouteSearch) -> Iterator[tuple[str, str, int]]:
    written = search.snapshot.store.links()
    fields = ("type", "from_", "to", "trust", "both_ways")
    for type_, from_, to, level, both in zip(*(written[name] for name in fields), strict=True):
        if LINK_TYPES[type_].in_routes and level is not None:
            yield from_, to, level
            if both:
                yield to, from_, level
