"""Links that a route may take as rows, one for each direction, and the asks along them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reachmap.model.derived import derived_links
from reachmap.model.links import LINK_TYPES, Link

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reachmap.model.columns import Columns
    from reachmap.model.links import TypeName
    from reachmap.model.stakeholders import StakeholderMap
    from reachmap.network.index import Bools, Bytes, Longs
    from reachmap.store.counts import PairAsks

ROUTE_TYPES = tuple(name for name, spec in LINK_TYPES.items() if spec.in_routes)
"""Types of link in the network, in the order of their codes."""


class RouteLinks(NamedTuple):
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


class LinkRows(NamedTuple):
    """A row for each link in each direction that it can be taken.

    Arrays have shape (rows,). `link` is the index of the link in `links`, `source` the order of
    who reports it. `pair` is head x `size` + tail, of `size` nodes.
    """

    links: RouteLinks
    size: int
    pair: Longs
    type: Bytes
    source: Longs
    link: Longs

    def of(self, pairs: Longs) -> LinkRows:
        """Return the rows of some pairs, with no other links."""
        rows = np.isin(self.pair, pairs)
        used, link = np.unique(self.link[rows], return_inverse=True)
        links = RouteLinks(*([field[each] for each in used.tolist()] for field in self.links))
        return LinkRows(links, self.size, self.pair[rows], self.type[rows], self.source[rows], link)

    def before(self, day: int) -> LinkRows:
        """Return the rows as they were known before a day since 1970, as far as is recorded."""
        then = date(1970, 1, 1) + timedelta(days=day)
        contacts = [last if last and last < then else None for last in self.links.last_contact]
        return self._replace(links=self.links._replace(last_contact=contacts))


class AsksAlong(NamedTuple):
    """Asks along relationships, a row a pair and day; none along last steps, into a group.

    Arrays have shape (rows,): `pair` as in `LinkRows`, `day` since 1970, and of the asks for an
    introduction those scored and those of them passed on.
    """

    pair: Longs
    day: Longs
    scored: Longs
    passed_on: Longs

    def where(self, rows: Bools | Longs) -> AsksAlong:
        """Return some of the rows, by mask or index."""
        return AsksAlong(*(column[rows] for column in self))


def link_rows(outline: StakeholderMap, written: Columns, number: Mapping[str, int]) -> LinkRows:
    """Return a row for each link, and one more for each link of both ways."""
    links = _route_links(outline, written, number)
    count = len(links.type)
    tail = np.fromiter(map(number.__getitem__, links.from_), np.int64, count)
    head = np.fromiter(map(number.__getitem__, links.to), np.int64, count)
    code = {name: number for number, name in enumerate(ROUTE_TYPES)}
    kind = np.fromiter(map(code.__getitem__, links.type), np.int8, count)
    names = sorted({name or "" for name in links.source})
    link_source_rank = {name: number for number, name in enumerate(names)}
    source = np.fromiter((link_source_rank[name or ""] for name in links.source), np.int64, count)
    both = np.flatnonzero(np.array(links.both_ways, np.bool_))
    link = np.concatenate((np.arange(count), both))
    pair = np.concatenate((head, tail[both])) * len(number) + np.concatenate((tail, head[both]))
    return LinkRows(links, len(number), pair, kind[link], source[link], link)


def _route_links(
    outline: StakeholderMap, written: Columns, number: Mapping[str, int]
) -> RouteLinks:
    """Return the fields of every link that a route may take: written ones, then derived ones."""
    ends = [*zip(written["from_"], written["type"], written["to"], strict=True)]
    types = {*written["type"]}
    if types.issubset(ROUTE_TYPES) and number.keys() >= {*written["from_"], *written["to"]}:
        columns = {name: [*written[name]] for name in RouteLinks._fields}
    else:
        written_rows = [
            row
            for row, (from_, type_, to) in enumerate(ends)
            if type_ in ROUTE_TYPES and from_ in number and to in number
        ]
        columns = {name: [written[name][n] for n in written_rows] for name in RouteLinks._fields}
    stated = {name for name in types if LINK_TYPES[name].derived}
    annotated = {each for each in ends if each[1] in stated} if stated else set()
    bare = [
        each
        for each in derived_links(outline)
        if each not in annotated and each[1] in ROUTE_TYPES and each[0] in number
    ]
    blank = {name: field.get_default() for name, field in Link.model_fields.items()}
    for name in RouteLinks._fields:
        columns[name] += [blank[name]] * len(bare)
    count = len(columns["type"]) - len(bare)
    for name, index in (("from_", 0), ("type", 1), ("to", 2)):
        columns[name][count:] = [each[index] for each in bare]
    return RouteLinks(**columns)


def asks_along(
    asks: PairAsks, rows: LinkRows, number: Mapping[str, int], is_group: Bools
) -> AsksAlong:
    """Return the asks along the relationships of some rows."""
    tail, head = (
        np.fromiter((number.get(id_, -1) for id_ in ends), np.int64, len(ends))
        for ends in (asks.from_, asks.to)
    )
    pair = head * rows.size + tail
    day = asks.day.astype("datetime64[D]").view(np.int64)
    along = (tail >= 0) & (head >= 0)
    if along.any():  # else not worth sorting every pair for
        along &= np.isin(pair, rows.pair)
    if is_group.size:
        along &= ~is_group[head]
    return AsksAlong(pair, day, asks.scored, asks.passed_on).where(along)
