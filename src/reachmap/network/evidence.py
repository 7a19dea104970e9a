"""Links of a map combined into relationships: one for each ordered pair of nodes, as columns.

Links between two nodes in one direction are one relationship. Its chance is worked out in
this order, each step from the result of the one before:

1. *Prior* of a link: its `chance`, else that of its `trust` level, else the default of its
   type. Of one type given by several sources the lowest counts. Once there are n scored asks
   along relationships of a type, s passed on, its default is (u x default + s) / (u + n),
   with u the assumed `default_weight`; which type a relationship counts for is settled by
   the defaults of the map.
2. Of several types the one with the best prior; its days and cost count too. So does its
   owner, or else the owner in another row of the relationship.
3. *Evidence*: with n scored asks along it, s passed on, (prior x w + s) / (w + n). Last
   steps, into a group, learn nothing from asks.
4. *Decay*: x 0.5 ** (days / half-life), by the days since the two last spoke: the latest
   `last_contact` of any row of the relationship, or the latest ask along it. Where no day is
   recorded, it is taken to be `undated_days` ago: whoever writes a day down is not worse off.
   What a field of a record states (who employs, supports or runs whom, who is of a group)
   does not fade, with a day or without: it holds for as long as the field says so, and not
   for as long as somebody writes down that the two spoke.

Of equal priors the surer basis counts, then the order of types, then the source.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reachmap.model.fields import PENCE
from reachmap.model.links import LINK_TYPES
from reachmap.network.index import BASES, Relationships
from reachmap.network.link_rows import ROUTE_TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reachmap.model.assumptions import Assumptions
    from reachmap.network.index import Bools, Bytes, Floats, Longs
    from reachmap.network.link_rows import AsksAlong, LinkRows, RouteLinks

DERIVED = np.array([LINK_TYPES[name].derived for name in ROUTE_TYPES])
"""Whether a field of a record states links of each type."""

KNOWN, TRIED, JUDGED, ASSUMED = range(len(BASES))

LEAST_CHANCE = float(np.finfo(np.float64).tiny)
"""Least chance, however long ago the two last spoke."""

NEVER = np.iinfo(np.int64).min
"""A day that is not known, as not-a-time in NumPy."""

EPOCH = date(1970, 1, 1).toordinal()
"""The day from which days are counted, as in NumPy."""


@dataclass(frozen=True, slots=True, eq=False)
class UsualChances:
    """The default of each type of link, and the asks that it was learned from."""

    chance: Floats
    """Shape (types,)."""

    scored: Longs
    """Shape (types,): asks along relationships of the type."""


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

    contact_given: Bools
    """Shape (links,): False where the assumed days since the two last spoke are used."""

    owner: tuple[str | None, ...]
    """The owner of each relationship."""

    usual: UsualChances
    """The chance of a link about which nothing else is known, by type."""

    works: Floats
    """Shape (links,): asks that speak for each chance, the first judgement among them."""

    fails: Floats
    """Shape (links,): asks that speak against it."""

    fading: Floats
    """Shape (links,): how much is left of it since the two last spoke."""


class _Rows(NamedTuple):
    """Rows of links by pair, then the lowest prior of a type first; all have shape (rows,)."""

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
    given: LinkRows,
    asks: AsksAlong,
    assumptions: Assumptions,
    *,
    as_of: date,
    usual: UsualChances | None = None,
) -> CombinedEvidence:
    """Return what is known of each relationship on a day.

    `usual` are the chances of a link about which nothing else is known; learned from the asks
    where left out.
    """
    links = given.links
    ordered = np.sort(given.pair)
    evidence = _evidence(asks, ordered[_new(ordered)])
    usual = usual or _learned(given, evidence, assumptions)
    rows = _rows(given, usual.chance, assumptions)
    start = np.flatnonzero(_new(rows.pair))
    best = _best(rows)
    pair = rows.pair[best]
    spoke = np.maximum(_latest_contact(links, rows, start), evidence.latest)
    chance, basis = _chances(rows, best, evidence, assumptions)
    stands = np.logical_or.reduceat(DERIVED[rows.type], start) if len(start) else best > 0
    fading = _fading(spoke, stands, assumptions, as_of)
    judged = rows.prior[best]
    lends = rows.link[best]
    cost, cost_given = _figures(links.cost, assumptions.step_cost, parts=PENCE)
    days, days_given = _figures(links.days, assumptions.step_days)
    return CombinedEvidence(
        links=Relationships(
            tail=(pair % max(given.size, 1)).astype(np.int32),
            head=(pair // max(given.size, 1)).astype(np.int32),
            chance=np.maximum(chance * fading, LEAST_CHANCE),
            cost=cost[lends],
            days=days[lends],
            type=rows.type[best],
            basis=basis,
        ),
        scored=evidence.scored,
        passed_on=evidence.passed_on,
        days_given=days_given[lends],
        cost_given=cost_given[lends],
        contact_given=stands | (spoke != NEVER),
        owner=_owners(links, rows, start, best),
        usual=usual,
        works=judged * assumptions.evidence_weight + evidence.passed_on,
        fails=(1 - judged) * assumptions.evidence_weight + evidence.scored - evidence.passed_on,
        fading=fading,
    )


def _learned(given: LinkRows, evidence: _Evidence, assumptions: Assumptions) -> UsualChances:
    """Return the defaults of the types, each with the asks along its relationships."""
    default = np.array([getattr(assumptions.chance, name) for name in ROUTE_TYPES])
    if not evidence.scored.any():
        return UsualChances(default, np.zeros(default.size, np.int64))
    rows = _rows(given, default, assumptions)
    kind, weight = rows.type[_best(rows)], assumptions.default_weight
    scored, passed_on = (
        np.bincount(kind, asks, default.size) for asks in (evidence.scored, evidence.passed_on)
    )
    chance = np.where(scored > 0, (weight * default + passed_on) / (weight + scored), default)
    return UsualChances(chance, scored.astype(np.int64))


def _rows(given: LinkRows, by_type: Floats, assumptions: Assumptions) -> _Rows:
    """Return rows in order, each with its prior and the basis of it."""
    prior, basis = _priors(given, by_type, assumptions)
    order = _order(given.pair, given.type, prior, basis, given.source, given.link)
    return _Rows(
        pair=given.pair[order],
        type=given.type[order],
        prior=prior[order],
        basis=basis[order],
        link=given.link[order],
    )


def _priors(given: LinkRows, by_type: Floats, assumptions: Assumptions) -> tuple[Floats, Bytes]:
    """Return the chance of each row before any ask, and its basis: shape (rows,)."""
    links, kind = given.links, given.type
    chance = np.array(links.chance, np.float64)[given.link]
    trust = np.array([level or 0 for level in links.trust], np.int8)[given.link]
    levels = np.array([np.nan, *assumptions.trust.levels])
    known = ~np.isnan(chance)
    prior = np.where(known, chance, np.where(trust > 0, levels[trust], by_type[kind]))
    basis = np.where(DERIVED[kind], KNOWN, np.where(known | (trust > 0), JUDGED, ASSUMED))
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


def _evidence(asks: AsksAlong, pair: Longs) -> _Evidence:
    """Return the asks along each pair, all days together."""
    index = np.searchsorted(pair, asks.pair)
    evidence = _Evidence(*(np.full(len(pair), blank, np.int64) for blank in (0, 0, NEVER)))
    np.add.at(evidence.scored, index, asks.scored)
    np.add.at(evidence.passed_on, index, asks.passed_on)
    np.maximum.at(evidence.latest, index, asks.day)
    return evidence


def _chances(
    rows: _Rows, best: Longs, evidence: _Evidence, assumptions: Assumptions
) -> tuple[Floats, Bytes]:
    """Return the chance of each relationship after its asks, and its basis: shape (pairs,)."""
    chance, basis, weight = rows.prior[best], rows.basis[best], assumptions.evidence_weight
    asked = np.flatnonzero(evidence.scored)
    chance[asked] = (chance[asked] * weight + evidence.passed_on[asked]) / (
        weight + evidence.scored[asked]
    )
    basis[(basis != KNOWN) & (evidence.scored >= assumptions.tried_asks)] = TRIED
    return chance, basis


def _latest_contact(links: RouteLinks, rows: _Rows, start: Longs) -> Longs:
    """Return the latest day of contact in any row of each pair, or `NEVER`: shape (pairs,)."""
    if not len(start):
        return np.zeros(0, np.int64)
    spoke = links.last_contact
    number = {last: NEVER if last is None else last.toordinal() - EPOCH for last in {*spoke}}
    days = np.fromiter(map(number.__getitem__, spoke), np.int64, len(spoke))
    return np.maximum.reduceat(days[rows.link], start)


def _fading(spoke: Longs, stands: Bools, usual: Assumptions, as_of: date) -> Floats:
    """Return the factor of each chance, by the days since the two last spoke: shape (pairs,)."""
    today, half_life_days = np.datetime64(as_of, "D").astype(np.int64), usual.half_life_days
    ago = np.where(spoke == NEVER, usual.undated_days, np.maximum(today - spoke, 0))
    ago[stands] = 0
    spans, inverse = np.unique(ago, return_inverse=True)
    # One at a time: powers of whole arrays may differ in the last bit from one machine to another.
    return np.array([0.5 ** (span / half_life_days) for span in spans.tolist()])[inverse]


def _figures(given: Sequence[float | None], usual: float, *, parts: int = 1) -> tuple[Longs, Bools]:
    """Return figures in whole parts, the usual one where none is given, and which are given."""
    figures = np.array(given, np.float64)
    known = ~np.isnan(figures)
    return np.rint(np.where(known, figures, usual) * parts).astype(np.int64), known


def _owners(links: RouteLinks, rows: _Rows, start: Longs, best: Longs) -> tuple[str | None, ...]:
    """Return the owner of each relationship: of the row that counts, or else of the first."""
    names = links.owner
    held = np.fromiter(map(bool, names), np.bool_, len(names))[rows.link]
    holders = np.append(np.flatnonzero(held), len(held))
    first = holders[np.searchsorted(holders, start)]
    inside = first < np.append(start[1:], len(held))[: len(start)]
    chosen = np.where(held[best], best, np.where(inside, first, best))
    return tuple(names[link] for link in rows.link[chosen].tolist())
