"""The trust network compiled row by row, as the contract tells it: slow, and plain to read."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reachmap.model.derived import all_links
from reachmap.model.links import LINK_TYPES, Link
from reachmap.network.compile import ROUTE_KINDS, ROUTE_TYPES, TrustNetwork
from reachmap.network.evidence import LEAST_CHANCE, UsualChances
from reachmap.network.guesses import Guesses
from reachmap.network.index import BASES, NO_LIMIT, Network, Relationships, network
from reachmap.store.counts import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reachmap.model.assumptions import Assumptions
    from reachmap.model.nodes import Node
    from reachmap.model.stakeholders import StakeholderMap
    from reachmap.store.protocol import Store

KNOWN, TRIED, JUDGED, ASSUMED = range(len(BASES))


class _Row(NamedTuple):
    """A link between two nodes of the network, in one direction, by one source."""

    head: int
    tail: int
    type: int
    prior: float
    basis: int
    source: str
    link: Link


class _Asks(NamedTuple):
    """Asks from one node to another."""

    scored: int
    passed_on: int
    latest: date | None


NEVER_ASKED = _Asks(0, 0, None)


class _Relationship(NamedTuple):
    """All links from one node to another, settled."""

    tail: int
    head: int
    type: int
    chance: float
    cost: int | None
    days: int | None
    basis: int
    asks: _Asks
    contact_given: bool
    owner: str | None
    works: float
    fails: float
    fading: float


def in_pence(amount: float) -> int:
    """Return a sum of money in whole pence, by its figures."""
    return int(Decimal(str(amount)) * 100)


def compiled_slowly(store: Store, *, as_of: date | None = None) -> TrustNetwork:
    """Compile the trust network of a store as it stands on a day.

    Parameters
    ----------
    store
        Where the map lives.
    as_of
        The day; the map's own where left out. Asks after it are ignored.

    Returns
    -------
    TrustNetwork
    """
    outline = store.outline()
    day = outline.about.day(as_of=as_of)
    nodes = sorted(
        (node for node in outline.nodes() if node.kind in ROUTE_KINDS), key=lambda node: node.id
    )
    number = {node.id: place for place, node in enumerate(nodes)}
    asks = _asks_by_pair(store, number, as_of=day)
    is_group = [node.kind == "group" for node in nodes]
    default = [getattr(outline.assumptions.chance, name) for name in ROUTE_TYPES]
    listed = {
        (head, tail): (
            _best(rows).type,
            NEVER_ASKED if is_group[head] else asks.get((tail, head), NEVER_ASKED),
        )
        for (head, tail), rows in _by_pair(_rows(outline, number, default))
    }
    usual = _learned([*listed.values()], default, weight=outline.assumptions.default_weight)
    combine_evidence = [
        _settle(rows, listed[pair][1], outline.assumptions, day)
        for pair, rows in _by_pair(_rows(outline, number, usual.chance.tolist()))
    ]
    net = _network(store, outline, nodes, combine_evidence, day)
    return TrustNetwork(
        outline=outline,
        as_of=day,
        network=net,
        scored=np.array([each.asks.scored for each in combine_evidence], np.int64),
        passed_on=np.array([each.asks.passed_on for each in combine_evidence], np.int64),
        days_given=np.array([each.days is not None for each in combine_evidence], np.bool_),
        cost_given=np.array([each.cost is not None for each in combine_evidence], np.bool_),
        contact_given=np.array([each.contact_given for each in combine_evidence], np.bool_),
        reported_by=frozenset(link.source for link in outline.links),
        owner=tuple(each.owner for each in combine_evidence),
        usual=usual,
        guesses=Guesses(
            net,
            np.array([each.works for each in combine_evidence], np.float64),
            np.array([each.fails for each in combine_evidence], np.float64),
            np.array([each.fading for each in combine_evidence], np.float64),
        ),
    )


def _learned(
    relationships: Sequence[tuple[int, _Asks]], default: Sequence[float], *, weight: float
) -> UsualChances:
    """Return the default of each type, by the asks along relationships of it."""
    chances, counts = [], []
    for code, chance in enumerate(default):
        along = [asks for kind, asks in relationships if kind == code]
        n, s = sum(asks.scored for asks in along), sum(asks.passed_on for asks in along)
        chances.append((weight * chance + s) / (weight + n) if n else chance)
        counts.append(n)
    return UsualChances(np.array(chances), np.array(counts, np.int64))


def _best(rows: Sequence[_Row]) -> _Row:
    """Return the row that counts for a relationship."""
    lowest = [next(part) for _, part in groupby(rows, key=lambda row: row.type)]
    return min(lowest, key=lambda row: (-row.prior, row.basis, row.type))


def _rows(
    outline: StakeholderMap, number: Mapping[str, int], usual: Sequence[float]
) -> Iterator[_Row]:
    """Yield every link that a route may take, a link of both ways twice."""
    for link in all_links(outline):
        if link.type not in ROUTE_TYPES or link.from_ not in number or link.to not in number:
            continue
        code = ROUTE_TYPES.index(link.type)
        prior, basis = _prior(link, outline.assumptions, usual[code])
        ends = [(number[link.to], number[link.from_])]
        for head, tail in ends + [(tail, head) for head, tail in ends if link.both_ways]:
            yield _Row(head, tail, code, prior, basis, link.source or "", link)


def _prior(link: Link, assumptions: Assumptions, usual: float) -> tuple[float, int]:
    """Return the chance of a link before anybody asked, and how it is known."""
    basis = KNOWN if LINK_TYPES[link.type].derived else JUDGED
    if link.chance is not None:
        return link.chance, basis
    if link.trust is not None:
        return assumptions.trust.levels[link.trust - 1], basis
    return usual, KNOWN if basis == KNOWN else ASSUMED


def _by_pair(rows: Iterator[_Row]) -> Iterator[tuple[tuple[int, int], list[_Row]]]:
    """Yield the rows of each relationship, by (head, tail); the lowest prior of a type first."""
    ordered = sorted(rows, key=lambda row: row[:-1])
    for pair, part in groupby(ordered, key=lambda row: (row.head, row.tail)):
        yield pair, list(part)


def _settle(
    rows: Sequence[_Row], asks: _Asks, assumptions: Assumptions, as_of: date
) -> _Relationship:
    """Return what the rows of one relationship and its asks come to."""
    best = _best(rows)
    chance, basis, weight = best.prior, best.basis, assumptions.evidence_weight
    if asks.scored:
        chance = (chance * weight + asks.passed_on) / (weight + asks.scored)
    if basis != KNOWN and asks.scored >= assumptions.tried_asks:
        basis = TRIED
    contacts = [asks.latest, *(row.link.last_contact for row in rows)]
    spoke = max((day for day in contacts if day is not None), default=None)
    stands = any(LINK_TYPES[row.link.type].derived for row in rows)
    ago = assumptions.undated_days if spoke is None else max((as_of - spoke).days, 0)
    fading = 1.0 if stands else 0.5 ** (ago / assumptions.half_life_days)
    owners = [best.link.owner, *(row.link.owner for row in rows)]
    return _Relationship(
        tail=best.tail,
        head=best.head,
        type=best.type,
        chance=max(chance * fading, LEAST_CHANCE),
        cost=None if best.link.cost is None else in_pence(best.link.cost),
        days=best.link.days,
        basis=basis,
        asks=asks,
        contact_given=stands or spoke is not None,
        owner=next((owner for owner in owners if owner), None),
        works=best.prior * weight + asks.passed_on,
        fails=(1 - best.prior) * weight + asks.scored - asks.passed_on,
        fading=fading,
    )


def _asks_by_pair(
    store: Store, number: Mapping[str, int], *, as_of: date
) -> Mapping[tuple[int, int], _Asks]:
    """Return the asks between each two nodes of the network, by (from, to)."""
    found = store.pair_asks(as_of)
    asks: dict[tuple[int, int], _Asks] = {}
    rows = zip(
        found.from_,
        found.to,
        found.day.astype("datetime64[D]").tolist(),
        found.scored.tolist(),
        found.passed_on.tolist(),
        strict=True,
    )
    for from_, to, day, scored, passed_on in rows:
        if from_ in number and to in number:
            pair = (number[from_], number[to])
            before = asks.get(pair, NEVER_ASKED)
            asks[pair] = _Asks(before.scored + scored, before.passed_on + passed_on, day)
    return asks


def _network(
    store: Store,
    outline: StakeholderMap,
    nodes: Sequence[Node],
    combine_evidence: Sequence[_Relationship],
    as_of: date,
) -> Network:
    """Return the arrays of nodes and settled relationships."""
    usual = outline.assumptions
    links = Relationships(
        tail=[each.tail for each in combine_evidence],
        head=[each.head for each in combine_evidence],
        chance=[each.chance for each in combine_evidence],
        cost=[
            in_pence(usual.step_cost) if each.cost is None else each.cost
            for each in combine_evidence
        ],
        days=[usual.step_days if each.days is None else each.days for each in combine_evidence],
        type=[each.type for each in combine_evidence],
        basis=[each.basis for each in combine_evidence],
    )
    teams = set(outline.teams)
    asked = _recent_asks(store, as_of, usual.quarter_days)
    capacity = [getattr(node, "capacity", None) for node in nodes]
    recent = [asked[node.id] for node in nodes]
    load = [len(days) for days in recent]
    full = [c is not None and n >= c for c, n in zip(capacity, load, strict=True)]
    until = [getattr(node, "until", None) for node in nodes]
    limits = [
        usual.assumed_capacity
        if c is None and node.kind not in {"group", "venue"} and node.id not in teams
        else c
        for node, c in zip(nodes, capacity, strict=True)
    ]
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
                _free_on(days, most, usual.quarter_days) if most and len(days) >= most else None
                for days, most in zip(recent, limits, strict=True)
            ],
            "datetime64[D]",
        ),
    )


def _recent_asks(store: Store, as_of: date, quarter_days: int) -> Mapping[str, list[date]]:
    """Return the days of the asks to each node in the quarter, the latest first."""
    found = store.node_asks(Span(as_of - timedelta(days=quarter_days), as_of))
    recent: defaultdict[str, list[date]] = defaultdict(list)
    days = found.day.astype("datetime64[D]").tolist()
    for to, day, asks in zip(found.to, days, found.asks.tolist(), strict=True):
        recent[to] += [day] * asks
    for days in recent.values():
        days.sort(reverse=True)
    return recent


def _free_on(recent: Sequence[date], capacity: int, quarter_days: int) -> date:
    """Return the first day on which fewer than `capacity` of the asks are in the quarter."""
    return recent[capacity - 1] + timedelta(days=quarter_days)
