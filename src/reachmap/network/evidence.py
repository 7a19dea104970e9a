"""Links of a map combined into relationships: one for each ordered pair of nodes, as columns.

Links between two nodes in one direction are one relationship. Its chance is worked out in
this order, each step from the result of the one before:

1. *Prior* of a link: its `chance`, else that of its `trust` level, else the default of its
   type. Of one type given by several sources the lowest counts.
2. Of several types the one with the best prior; its days and cost count too. So does its
   owner, or else the owner in another row of the relationship.
3. *Evidence*: with n scored asks along it, s passed on, (prior x w + s) / (w + n). Last
   steps, into a group, learn nothing from asks.
4. *Decay*: x 0.5 ** (days / half-life), by the days since the two last spoke: the latest
   `last_contact` of any row of the relationship, or the latest ask along it.

Of equal priors the surer basis counts, then the order of types, then the source.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reachmap.model.derived import derived_links
from reachmap.model.fields import PENCE
from reachmap.model.links import LINK_TYPES, Link
from reachmap.network.index import BASES, Relationships

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from reachmap.model.assumptions import Assumptions
    from reachmap.model.columns import Columns
    from reachmap.model.links import TypeName
    from reachmap.model.stakeholders import StakeholderMap
    from reachmap.network.index import Bools, Bytes, Floats, Longs
    from reachmap.store.counts import PairAsks

ROUTE_TYPES = tuple(name for name, spec in LINK_TYPES.items() if spec.in_routes)
"""Types of link in the network, in the order of their codes."""

KNOWN, TRIED, JUDGED, ASSUMED = range(len(BASES))

LEAST_CHANCE = float(np.finfo(np.float64).tiny)
"""Least chance, however long ago the two last spoke."""

NEVER = np.iinfo(np.int64).min
"""A day that is not known, as not-a-time in NumPy."""


@dataclass(frozen=True, slots=True, eq=False)
class CombinedEvidence:
    """Relationships, sorted by (head, tail), and what words need to know of each."""

    links: Relationships
    """Columns for the network, one value a relationship."""

    scored: Longs
    """Shape (links,): asks along each that were passed on, declined or not answered; 0 for
    last steps."""

    passed_on: Longs
    """Shape (links,): those passed on."""

    days_given: Bools
    """Shape (links,): False where the assumed days are used."""

    cost_given: Bools
    """Shape (links,): False where the assumed cost is used."""

    owner: tuple[str | None, ...]
    """The owner of each relationship."""


class _Columns(NamedTuple):
    """Fields of the links that a route may take, a list each."""

    from_: list[str]
    to: list[str]
    type: list[TypeName]
    source: list[str | None]
    both_ways: list[bool]
    chance: list[float | None]
    trust: list[int | None]
    last_contact: list[date | None]
    cost: list[float | None]
    days: list[int | None]
    owner: list[str | None]


class _Rows(NamedTuple):
    """A row for each link in each direction that it can be taken, by pair, then lowest first.

    All have shape (rows,). `link` is the index of the link in `_Columns`. `pair` is
    head x nodes + tail.
    """

    pair: Longs
    type: Bytes
    prior: Floats
    basis: Bytes
    link: Longs


class _Evidence(NamedTuple):
    """Asks along each relationship, shape (pairs,); `latest` is a day since 1970, or `NEVER`."""

    scored: Longs
    passed_on: Longs
    latest: Longs


def combine_evidence(
    outline: StakeholderMap,
    written: Columns,
    number: Mapping[str, int],
    is_group: Bools,
    asks: PairAsks,
    *,
    as_of: date,
) -> CombinedEvidence:
    """Return what is known of each relationship on a day."""
    size = len(number)
    links = _columns(outline, written, number)
    rows = _rows(links, number, outline.assumptions)
    start = np.flatnonzero(_new(rows.pair))
    best = _best(rows)
    pair = rows.pair[best]
    evidence = _evidence(asks, number, pair, is_group[pair // max(size, 1)])
    spoke = np.maximum(_latest_contact(links, rows, start), evidence.latest)
    chance, basis = _chances(rows, best, evidence, outline.assumptions)
    chance *= _fading(spoke, as_of, outline.assumptions.half_life_days)
    lends = rows.link[best]
    cost, cost_given = _figures(links.cost, outline.assumptions.step_cost, parts=PENCE)
    days, days_given = _figures(links.days, outline.assumptions.step_days)
    return CombinedEvidence(
        links=Relationships(
            tail=(pair % max(size, 1)).astype(np.int32),
            head=(pair // max(size, 1)).astype(np.int32),
            chance=np.maximum(chance, LEAST_CHANCE),
            cost=cost[lends],
            days=days[lends],
            type=rows.type[best],
            basis=basis,
        ),
        scored=evidence.scored,
        passed_on=evidence.passed_on,
        days_given=days_given[lends],
        cost_given=cost_given[lends],
        owner=_owners(links, rows, start, best),
    )


def _columns(outline: StakeholderMap, written: Columns, number: Mapping[str, int]) -> _Columns:
    """Return the fields of every link that a route may take: written ones, then derived ones."""
    ends = [*zip(written["from_"], written["type"], written["to"], strict=True)]
    written_rows = [
        row
        for row, (from_, type_, to) in enumerate(ends)
        if type_ in ROUTE_TYPES and from_ in number and to in number
    ]
    columns = {name: [written[name][row] for row in written_rows] for name in _Columns._fields}
    annotated = {each for each in ends if LINK_TYPES[each[1]].derived}
    bare = [
        each
        for each in derived_links(outline)
        if each not in annotated and each[1] in ROUTE_TYPES and each[0] in number
    ]
    blank = {name: field.get_default() for name, field in Link.model_fields.items()}
    for name in _Columns._fields:
        columns[name] += [blank[name]] * len(bare)
    count = len(written_rows)
    for name, index in (("from_", 0), ("type", 1), ("to", 2)):
        columns[name][count:] = [each[index] for each in bare]
    return _Columns(**columns)


def _rows(links: _Columns, number: Mapping[str, int], usual: Assumptions) -> _Rows:
    """Return a row for each link, and one more for each link of both ways."""
    count = len(links.type)
    tail = np.fromiter(map(number.__getitem__, links.from_), np.int64, count)
    head = np.fromiter(map(number.__getitem__, links.to), np.int64, count)
    code = {name: number for number, name in enumerate(ROUTE_TYPES)}
    kind = np.fromiter(map(code.__getitem__, links.type), np.int8, count)
    prior, basis = _priors(links, kind, usual)
    names = sorted({name or "" for name in links.source})
    rank = {name: number for number, name in enumerate(names)}
    source = np.fromiter((rank[name or ""] for name in links.source), np.int64, count)
    both = np.flatnonzero(np.array(links.both_ways, np.bool_))
    link = np.concatenate((np.arange(count), both))
    pair = np.concatenate((head, tail[both])) * len(number) + np.concatenate((tail, head[both]))
    order = _order(pair, kind[link], prior[link], basis[link], source[link], link)
    link = link[order]
    return _Rows(pair[order], kind[link], prior[link], basis[link], link)


def _priors(links: _Columns, kind: Bytes, usual: Assumptions) -> tuple[Floats, Bytes]:
    """Return the chance of each link before any ask, and its basis: shape (links,)."""
    chance = np.array(links.chance, np.float64)
    trust = np.array([level or 0 for level in links.trust], np.int8)
    levels = np.array([np.nan, *usual.trust.levels])
    by_type = np.array([getattr(usual.chance, name) for name in ROUTE_TYPES])
    derived = np.array([LINK_TYPES[name].derived for name in ROUTE_TYPES])
    given = ~np.isnan(chance)
    prior = np.where(given, chance, np.where(trust > 0, levels[trust], by_type[kind]))
    basis = np.where(derived[kind], KNOWN, np.where(given | (trust > 0), JUDGED, ASSUMED))
    return prior, basis.astype(np.int8)


def _best(rows: _Rows) -> Longs:
    """Return the row that counts for each pair: the best of the lowest of each type."""
    lowest = np.flatnonzero(_new(rows.pair) | _new(rows.type))
    pair, kind = rows.pair[lowest], rows.type[lowest]
    order = _order(pair, -rows.prior[lowest], rows.basis[lowest], kind)
    return lowest[order[_new(pair[order])]]


def _order(pair: Longs, *keys: NDArray[Any]) -> Longs:
    """Return the order of rows by pair, then by keys in order of weight, then in their order.

    Only rows that share a pair are compared by the keys: there are few.
    """
    order = np.argsort(pair, kind="stable")
    shared = ~_new(pair[order])
    shared[:-1] |= shared[1:]
    rows = order[shared]
    order[shared] = rows[np.lexsort((*(key[rows] for key in reversed(keys)), pair[rows]))]
    return order


def _new(values: NDArray[Any]) -> Bools:
    """Return where a value differs from the one before it."""
    new = np.ones(len(values), np.bool_)
    new[1:] = values[1:] != values[:-1]
    return new


def _evidence(
    asks: PairAsks, number: Mapping[str, int], pair: Longs, last_step: Bools
) -> _Evidence:
    """Return the asks along each pair; none along last steps."""
    tail, head = (
        np.fromiter((number.get(id_, -1) for id_ in ends), np.int64, len(ends))
        for ends in (asks.from_, asks.to)
    )
    asked = head * len(number) + tail
    index = np.searchsorted(pair, asked)
    index[index == len(pair)] = 0
    rows = np.flatnonzero((tail >= 0) & (head >= 0) & bool(len(pair)))
    rows = rows[pair[index[rows]] == asked[rows]]
    rows = rows[~last_step[index[rows]]]
    evidence = _Evidence(*(np.full(len(pair), blank, np.int64) for blank in (0, 0, NEVER)))
    columns = (asks.scored, asks.passed_on, asks.latest.astype("datetime64[D]").view(np.int64))
    for array, column in zip(evidence, columns, strict=True):
        array[index[rows]] = column[rows]
    return evidence


def _chances(
    rows: _Rows, best: Longs, evidence: _Evidence, usual: Assumptions
) -> tuple[Floats, Bytes]:
    """Return the chance of each relationship after its asks, and its basis: shape (pairs,)."""
    chance, basis, weight = rows.prior[best], rows.basis[best], usual.evidence_weight
    asked = np.flatnonzero(evidence.scored)
    chance[asked] = (chance[asked] * weight + evidence.passed_on[asked]) / (
        weight + evidence.scored[asked]
    )
    basis[(basis != KNOWN) & (evidence.scored >= usual.tried_asks)] = TRIED
    return chance, basis


def _latest_contact(links: _Columns, rows: _Rows, start: Longs) -> Longs:
    """Return the latest day of contact in any row of each pair, or `NEVER`: shape (pairs,)."""
    if not len(start):
        return np.zeros(0, np.int64)
    days = np.array(links.last_contact, "datetime64[D]").view(np.int64)
    return np.maximum.reduceat(days[rows.link], start)


def _fading(spoke: Longs, as_of: date, half_life_days: float) -> Floats:
    """Return the factor of each chance, by the days since the two last spoke: shape (pairs,)."""
    today = int(np.datetime64(as_of, "D").astype(np.int64))
    ago = np.where(spoke == NEVER, 0, np.maximum(today - spoke, 0))
    spans, inverse = np.unique(ago, return_inverse=True)
    # One at a time: powers of whole arrays may differ in the last bit from one machine to another.
    return np.array([0.5 ** (span / half_life_days) for span in spans.tolist()])[inverse]


def _figures(given: Sequence[float | None], usual: float, *, parts: int = 1) -> tuple[Longs, Bools]:
    """Return figures in whole parts, the usual one where none is given, and which are given."""
    figures = np.array(given, np.float64)
    known = ~np.isnan(figures)
    return np.rint(np.where(known, figures, usual) * parts).astype(np.int64), known


def _owners(links: _Columns, rows: _Rows, start: Longs, best: Longs) -> tuple[str | None, ...]:
    """Return the owner of each relationship: of the row that counts, or else of the first."""
    names = links.owner
    held = np.fromiter(map(bool, names), np.bool_, len(names))[rows.link]
    holders = np.append(np.flatnonzero(held), len(held))
    first = holders[np.searchsorted(holders, start)]
    inside = first < np.append(start[1:], len(held))[: len(start)]
    chosen = np.where(held[best], best, np.where(inside, first, best))
    return tuple(names[link] for link in rows.link[chosen].tolist())
