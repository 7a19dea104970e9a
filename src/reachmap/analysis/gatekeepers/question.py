"""Gatekeepers: who stands on the ways in, and which groups hang on them alone."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

import numpy as np

from reachmap.analysis.reach.words import ASSUMED, ESTIMATED, UNLINKED, words_of_keeper
from reachmap.analysis.routes.search import RouteSearch, route_search
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.answer import Answer, Row
from reachmap.model.fields import ORGANISATION, PERSONAL, PUBLIC
from reachmap.model.nodes import Champion, KeyWorker
from reachmap.network.bottlenecks import sole_gatekeepers
from reachmap.network.centrality import Between, betweenness, constraint
from reachmap.network.index import BASES, NO_LIMIT, Floats, Longs
from reachmap.network.subnetwork import open_network, subnetwork_to


class Gatekeeper(Row):
    """Somebody, or some place, on a way to a group."""

    node: Annotated[str | None, PERSONAL] = None
    """Id of who it is."""

    kind: Annotated[str | None, PUBLIC] = None
    """Kind of node."""

    sole_for: Annotated[tuple[str, ...], ORGANISATION] = ()
    """Ids of the groups that no way leads to without them, within the limit."""

    best_routes_share: Annotated[float | None, ORGANISATION] = None
    """Share of the best routes, one a group, that pass them."""

    betweenness: Annotated[float | None, ORGANISATION] = None
    """Share of the shortest ways between others, groups left out, that pass them."""

    constraint: Annotated[float | None, ORGANISATION] = None
    """Burt's constraint, weighted by chance: low where their contacts lie apart."""

    asked: Annotated[int | None, ORGANISATION] = None
    """Asks to them in the quarter."""

    capacity: Annotated[int | None, ORGANISATION] = None
    """Asks they can carry in a quarter; blank where no limit is known."""

    name: Annotated[str | None, PERSONAL] = None
    """Their name."""

    sole_names: Annotated[tuple[str, ...], ORGANISATION] = ()
    """Names of the groups in `sole_for`."""

    until: Annotated[date | None, PERSONAL] = None
    """Last day in their role, where it is known to end."""

    @property
    def pressing(self) -> bool:
        """Whether they have no room left, or are known to leave their role."""
        full = self.asked is not None and self.capacity is not None and self.asked >= self.capacity
        return full or self.until is not None


class Gatekeepers(Answer):
    """Who stands on the ways in: first those on whom most groups hang."""

    row: ClassVar[type[Row]] = Gatekeeper

    max_hops: Annotated[int, PUBLIC]
    """Most links of a way."""

    groups: Annotated[int, PUBLIC] = 0
    """Number of groups that some way leads to."""

    nodes: Annotated[tuple[Gatekeeper, ...], PUBLIC] = ()
    """Everybody on a way."""

    @classmethod
    def columns(cls) -> dict[str, str]:
        """Return the columns of the frame, in order, and the fields they show."""
        return {name: name for name in COLUMNS}

    def rows(self) -> tuple[Gatekeeper, ...]:
        """Return everybody on a way, those first on whom most groups hang."""
        return self.nodes

    @property
    def sole(self) -> tuple[Gatekeeper, ...]:
        """Those on whom some group hangs alone; who has no room or leaves comes first."""
        return tuple(
            sorted((row for row in self.nodes if row.sole_for), key=lambda row: not row.pressing)
        )

    def sentences(self) -> tuple[str, ...]:
        """Return on whom groups hang, a line each."""
        told = tuple(words for row in self.nodes if (words := words_of_keeper(row)))
        if told:
            return told
        if not self.groups:
            return ("We know no way to any group yet.",)
        if self.nodes and all(row.name is None for row in self.nodes):
            return ("On whom groups hang is for ourselves alone.",)
        return ("No group hangs on one introduction alone.",)


COLUMNS = (
    "node",
    "kind",
    "sole_for",
    "best_routes_share",
    "betweenness",
    "constraint",
    "asked",
    "capacity",
)


def gatekeepers(
    snapshot: Snapshot,
    *,
    team: str | None = None,
    max_hops: int | None = None,
    as_of: date | None = None,
) -> Gatekeepers:
    """Say who stands on the ways in, and which groups hang on them alone.

    Whether somebody has room now plays no part: those full are passed, those who left their
    role are not. Everybody is listed who stands on some way within the limit.

    Parameters
    ----------
    team
        Id or name of the team to start from; any team where left out.
    max_hops
        Most links of a way, 1 or more; the assumption of the map where left out.
    as_of
        Day to count from; the map's own, or today, where not given.

    Returns
    -------
    Gatekeepers
        Those first on whom most groups hang, then those on most best routes, then those who
        stand most between others, then by id.

    Raises
    ------
    UnknownNode
        If no single node goes by the name of the team; it offers the nearest.
    InputError
        If a term is out of range.
    """
    terms = route_search(snapshot.on(as_of), team=team, max_hops=max_hops)
    net = terms.trust.network
    groups = np.flatnonzero(net.is_group)
    way = open_network(net, sources=terms.sources, closed=net.gone, max_hops=terms.max_hops)
    on_way = subnetwork_to(way, groups).link
    nodes = np.setdiff1d(net.tail[on_way], terms.sources)
    between = betweenness(net, closed=net.gone)
    rows = _rows(terms, nodes, hanging(terms), between.share)
    return Gatekeepers(
        max_hops=terms.max_hops,
        groups=len(terms.best("all full")),
        nodes=tuple(sorted(rows, key=_order)),
        missing=tuple(_missing(terms, on_way, between)),
    )


def hanging(terms: RouteSearch) -> dict[int, list[int]]:
    """Return by node the groups to which no way within the limit leads without it."""
    net = terms.trust.network
    groups = np.flatnonzero(net.is_group).tolist()
    sole = sole_gatekeepers(
        net, groups, sources=terms.sources, closed=net.gone, max_hops=terms.max_hops
    )
    found: dict[int, list[int]] = {}
    for group, keepers in zip(groups, sole, strict=True):
        for node in keepers:
            found.setdefault(node, []).append(group)
    return found


def _rows(
    terms: RouteSearch, nodes: Longs, sole: Mapping[int, list[int]], between: Floats
) -> list[Gatekeeper]:
    """Return a row for each node on a way."""
    net, outline = terms.trust.network, terms.outline
    best = terms.best("all full")
    passed = Counter(node for path in best.values() for node in path[1:-1])
    tight = constraint(net, closed=net.gone)
    rows = []
    for node in nodes.tolist():
        known = outline.node(net.ids[node])
        held = [outline.node(net.ids[group]) for group in sole.get(node, ())]
        limit = int(net.capacity[node])
        rows.append(
            Gatekeeper(
                node=known.id,
                kind=known.kind,
                sole_for=tuple(group.id for group in held),
                best_routes_share=passed[node] / len(best),
                betweenness=float(between[node]),
                constraint=None if np.isnan(tight[node]) else float(tight[node]),
                asked=int(net.load[node]),
                capacity=None if limit == NO_LIMIT else limit,
                name=known.name,
                sole_names=tuple(group.name for group in held),
                until=known.until if isinstance(known, KeyWorker | Champion) else None,
            )
        )
    return rows


def _order(row: Gatekeeper) -> tuple[float, float, float, str]:
    share, between = row.best_routes_share or 0.0, row.betweenness or 0.0
    return (-len(row.sole_for), -share, -between, row.node or "")


def _missing(terms: RouteSearch, on_way: Longs, between: Between) -> list[str]:
    """Return what could not be known, nobody named."""
    net = terms.trust.network
    told = []
    if not np.isin(net.tail, terms.sources).any():
        told.append(UNLINKED)
    assumed = int((net.basis[on_way] == BASES.index("assumed")).sum())
    if assumed:
        told.append(ASSUMED.format(some=assumed, all=on_way.size))
    if between.pivots:
        margin = 100 * terms.outline.assumptions.z * between.error
        everybody = int((~(net.gone | net.is_group)).sum())
        told.append(ESTIMATED.format(pivots=between.pivots, all=everybody, margin=margin))
    return told
