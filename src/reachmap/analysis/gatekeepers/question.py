"""Gatekeepers: who is on the ways in, and which groups depend on them alone."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar

import numpy as np

from reachmap.analysis.gatekeepers.rows import Gatekeeper
from reachmap.analysis.gatekeepers.words import ESTIMATED, SENTENCES, words_of_gatekeeper
from reachmap.analysis.general import is_general
from reachmap.analysis.routes.missing import missing_of_links
from reachmap.analysis.routes.search import RouteSearch, route_search
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.answer import Answer, Row
from reachmap.model.fields import ORGANISATION, PUBLIC
from reachmap.model.nodes import Champion, KeyWorker, Node
from reachmap.network.bottlenecks import sole_gatekeepers
from reachmap.network.centrality import Between, betweenness, constraint
from reachmap.network.index import NO_LIMIT, Floats, Longs
from reachmap.network.subnetwork import open_network, subnetwork_to
from reachmap.words import FOR_TEAM, words_of_limit


class Gatekeepers(Answer):
    """Who is on the ways in: first those who most groups depend on."""

    row: ClassVar[type[Row]] = Gatekeeper

    max_hops: Annotated[int, PUBLIC]
    """Most links of a way."""

    groups: Annotated[int, ORGANISATION] = 0
    """Number of groups that some way leads to."""

    nodes: Annotated[tuple[Gatekeeper, ...], ORGANISATION] = ()
    """Everybody on a way."""

    def rows(self) -> tuple[Gatekeeper, ...]:
        """Return everybody on a way, first those who most groups depend on."""
        return self.nodes

    @property
    def sole(self) -> tuple[Gatekeeper, ...]:
        """The only introductions to some group; those who have no room or leave come first.

        Groups of more than a fifth of all people are met everywhere, and are left out.
        """
        return tuple(
            sorted((row for row in self.nodes if row.sole_names), key=lambda row: not row.pressing)
        )

    def sentences(self) -> tuple[str, ...]:
        """Return who is the only introduction to which groups, a line each."""
        if not self.is_for_team:
            return (FOR_TEAM,)
        lines = tuple(words for row in self.nodes if (words := words_of_gatekeeper(row)))
        if lines:
            return (*lines, words_of_limit(self.max_hops), SENTENCES["unintroduced"])
        if not self.groups:
            return (SENTENCES["no_way"],)
        return (SENTENCES["nobody"],)


def gatekeepers(
    snapshot: Snapshot,
    *,
    team: str | None = None,
    max_hops: int | None = None,
    as_of: date | None = None,
) -> Gatekeepers:
    """Say who everything depends on: who is on the ways in, and which groups need them.

    ::

        best_routes_share[v]  =  best routes that pass v / best routes, one a group
        betweenness[v]        =  sum over pairs s, t of the share of shortest ways that pass v,
                                 divided by (n - 1) (n - 2)
        constraint[v]         =  sum over contacts j of
                                 (p[v, j] + sum over q of p[v, q] p[q, j])^2

    where ``n`` counts the nodes that are neither groups nor gone, and ``p[v, j]`` is the part
    of the chances of v's links that its links with j have. Whether anybody has room now plays
    no part: ways pass those who are full, and not those who left their role.

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
        Everybody on some way within the limit: first those who most groups depend on, then
        those on most best routes, then those most between others, then by id.

    Raises
    ------
    UnknownNode
        If no single node goes by the name of the team; it offers the nearest.
    InputError
        If `max_hops` is out of range, or the team is not one that asks.

    Examples
    --------
    >>> import reachmap as rm
    >>> first = rm.demo().gatekeepers().nodes[0]
    >>> first.name, first.asked, first.capacity, first.sole_names[:2]
    ('Harbour Vale Hospital', 0, 6, ('People affected by cancer', 'People living with frailty'))

    References
    ----------
    .. [1] Freeman, L. C. (1977). A set of measures of centrality based on betweenness.
       Sociometry 40(1), 35-41.
    .. [2] Burt, R. S. (2004). Structural holes and good ideas. American Journal of Sociology
       110(2), 349-399.
    """
    ways_in = route_search(snapshot.on(as_of), team=team, max_hops=max_hops)
    net = ways_in.trust.network
    groups = np.flatnonzero(net.is_group)
    ways = open_network(net, sources=ways_in.sources, closed=net.gone, max_hops=ways_in.max_hops)
    links = subnetwork_to(ways, groups).link
    nodes = np.setdiff1d(net.tail[links], ways_in.sources)
    between = betweenness(net, closed=net.gone)
    rows = _rows(ways_in, nodes, dependent_groups(ways_in), between.share)
    return Gatekeepers(
        max_hops=ways_in.max_hops,
        groups=len(ways_in.best("all full")),
        nodes=tuple(sorted(rows, key=_order)),
        missing=tuple(_missing(ways_in, links, between)),
    )


def dependent_groups(ways_in: RouteSearch) -> dict[int, list[int]]:
    """Return by node the groups to which no way within the limit leads without it."""
    net = ways_in.trust.network
    groups = np.flatnonzero(net.is_group).tolist()
    sole = sole_gatekeepers(
        net, groups, sources=ways_in.sources, closed=net.gone, max_hops=ways_in.max_hops
    )
    dependent: dict[int, list[int]] = {}
    for group, nodes in zip(groups, sole, strict=True):
        for node in nodes:
            dependent.setdefault(node, []).append(group)
    return dependent


def _rows(
    ways_in: RouteSearch, nodes: Longs, dependent: Mapping[int, list[int]], between: Floats
) -> list[Gatekeeper]:
    """Return a row for each node on a way."""
    net, outline = ways_in.trust.network, ways_in.outline
    best = ways_in.best("all full")
    passed = Counter(node for path in best.values() for node in path[1:-1])
    tight = constraint(net, closed=net.gone)
    groups_by_id = {group.id: group for group in outline.groups}
    rows = []
    for number in nodes.tolist():
        node = outline.node(net.ids[number])
        groups = [groups_by_id[net.ids[group]] for group in dependent.get(number, ())]
        limit = int(net.capacity[number])
        rows.append(
            Gatekeeper(
                node=node.id,
                kind=node.kind,
                sole_for=tuple(group.id for group in groups),
                best_routes_share=passed[number] / len(best),
                betweenness=float(between[number]),
                constraint=None if np.isnan(tight[number]) else float(tight[number]),
                asked=int(net.load[number]),
                **_employer(ways_in, node),
                capacity=None if limit == NO_LIMIT else limit,
                name=node.name,
                sole_names=tuple(each.name for each in groups if not is_general(each, outline)),
                until=node.until if isinstance(node, KeyWorker | Champion) else None,
            )
        )
    return rows


def _employer(ways_in: RouteSearch, node: Node) -> dict[str, Any]:
    """Return the fields on the asks to the organisation where a worker works, if it was asked."""
    employer = node.organisation if isinstance(node, KeyWorker) else None
    if employer is None or employer in ways_in.outline.teams:
        return {}
    asks = int(ways_in.trust.network.load[ways_in.number(employer)])
    name = ways_in.outline.node(employer).name
    return {"employer": name, "employer_asked": asks} if asks else {}


def _order(row: Gatekeeper) -> tuple[float, float, float, str]:
    share, between = row.best_routes_share or 0.0, row.betweenness or 0.0
    return (-len(row.sole_for), -share, -between, row.node or "")


def _missing(ways_in: RouteSearch, links: Longs, between: Between) -> Iterator[str]:
    """Yield what could not be known, nobody named."""
    yield from missing_of_links(ways_in, links)
    if between.pivots:
        net = ways_in.trust.network
        yield ESTIMATED.format(
            pivots=between.pivots,
            all=int((~(net.gone | net.is_group)).sum()),
            margin=100 * ways_in.outline.assumptions.z * between.error,
        )
