"""Reach: how sure it is that some introduction works, all ways together."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import prod

import numpy as np

from reachmap.analysis.changes import LinkName, links_named, without_links
from reachmap.analysis.intervals import wilson
from reachmap.analysis.reach.rows import GroupReach, Reach
from reachmap.analysis.reach.words import ASSUMED, AT_MOST, COARSE, COARSE_FROM, SAMPLED, UNLINKED
from reachmap.analysis.routes.search import RouteSearch, route_search
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.arguments import check_whole
from reachmap.network.bottlenecks import Bottlenecks, bottlenecks
from reachmap.network.index import BASES, Bools, Floats, Longs
from reachmap.network.reach import Reached
from reachmap.network.reach import reach as reached
from reachmap.network.subnetwork import open_network, subnetwork_to

MOST_SAMPLES = 1_000_000
LAST_SEED = 2**64 - 1

Without = Collection[str | LinkName]
"""Ids or names of nodes, and links as (from, type, to)."""


def reach(
    snapshot: Snapshot,
    groups: str | Collection[str] | None = None,
    *,
    without: str | Without = (),
    team: str | None = None,
    max_hops: int | None = None,
    samples: int = 4096,
    seed: int = 0,
    as_of: date | None = None,
) -> Reach:
    """Say how sure it is that some chain of introductions to each group works.

    Links work independently of each other. Counted are a group's own ways; those to a part
    of it are told by `routes`. Small networks are reckoned exactly, others sampled; the
    chance and `low` are never below that of the best open route.

    Parameters
    ----------
    groups
        Ids or names of groups; all where left out.
    without
        Nodes, by id or name, and links, as (from, type, to), to reckon without. A link taken
        away leaves links of other types between the same two.
    team
        Id or name of the team to start from; any team where left out.
    max_hops
        Most links of a chain, 1 or more; the assumption of the map where left out.
    samples
        How many samples where the chance is not exact, 1 to 1,000,000.
    seed
        Of the samples, 0 to 2**64 - 1. The same seed draws the same of each relationship,
        whatever else is on the map; other ids draw anew.
    as_of
        Day to count from; the map's own, or today, where not given.

    Returns
    -------
    Reach
        A row a group, in order of id.

    Raises
    ------
    UnknownNode
        If no single node goes by one of the names; it offers the nearest.
    InputError
        If a term is out of range, or there is no such link.

    References
    ----------
    .. [1] Colbourn, C. J. (1987). The Combinatorics of Network Reliability. Oxford.
    """
    check_whole("samples", samples, least=1, most=MOST_SAMPLES)
    check_whole("seed", seed, least=0, most=LAST_SEED)
    listed = (without,) if isinstance(without, str) else tuple(without)
    links = [each for each in listed if not isinstance(each, str)]
    now = snapshot.on(as_of)
    outline = now.outline
    if links:
        now = now.altered(without_links(outline, links_named(outline, links)))
    nodes = [each for each in listed if isinstance(each, str)]
    terms = route_search(now, avoid=nodes, team=team, max_hops=max_hops)
    names = (groups,) if isinstance(groups, str) else groups
    ids = (
        [group.id for group in outline.groups]
        if names is None
        else sorted({outline.find(name, kinds=("group",)) for name in names})
    )
    return _told(_Found.of(terms, ids, samples=samples, seed=seed), seed=seed)


@dataclass(frozen=True)
class _Found:
    """What the kernels tell of some groups."""

    terms: RouteSearch
    ids: Sequence[str]
    numbers: Longs
    today: Reached
    free: Reached
    hung: Bottlenecks
    on_way: Longs

    @classmethod
    def of(cls, terms: RouteSearch, ids: Sequence[str], *, samples: int, seed: int) -> "_Found":
        """Ask the kernels: for today, and as if everybody had room."""
        net = terms.trust.network
        numbers = np.array([terms.number(id_) for id_ in ids], np.int64)
        kept_out = net.gone | terms.avoided
        way = open_network(net, sources=terms.sources, closed=kept_out, max_hops=terms.max_hops)
        on_way = subnetwork_to(way, numbers).link

        def once(closed: Bools) -> Reached:
            return reached(
                net,
                numbers.tolist(),
                sources=terms.sources,
                closed=closed,
                max_hops=terms.max_hops,
                samples=samples,
                seed=seed,
            )

        free = once(kept_out)
        full_on_way = net.full[net.tail[on_way]] & ~np.isin(net.tail[on_way], terms.sources)
        return cls(
            terms=terms,
            ids=ids,
            numbers=numbers,
            today=once(kept_out | net.full) if full_on_way.any() else free,
            free=free,
            hung=bottlenecks(
                net,
                numbers.tolist(),
                sources=terms.sources,
                closed=kept_out,
                max_hops=terms.max_hops,
            ),
            on_way=on_way,
        )

    def best(self, *, free: bool = False) -> Floats:
        """Return the chance of the best route to each group, 0 where there is none."""
        net = self.terms.trust.network
        paths = self.terms.best("all full" if free else None)
        chances = np.zeros(len(self.ids))
        for place, number in enumerate(self.numbers.tolist()):
            path = paths.get(number, ())
            links = [net.link(tail, head) for tail, head in pairwise(path)]
            chances[place] = prod(net.chance[links].tolist()) if links else 0.0
        return chances


def _told(found: _Found, *, seed: int) -> Reach:
    """Return the answer."""
    outline, z = found.terms.outline, found.terms.outline.assumptions.z
    least, least_free = found.best(), found.best(free=True)
    rows = []
    for place, id_ in enumerate(found.ids):
        chance = _within(found.today, place, float(least[place]), z)
        free = max(float(found.free.chance[place]), float(least_free[place]), chance[0])
        routes = int(found.hung.routes[place])
        rows.append(
            GroupReach(
                group=id_,
                chance=chance[0],
                low=chance[1],
                high=chance[2],
                method="exact" if found.today.exact[place] else "sampled",
                independent_routes=routes,
                chance_if_free=free,
                name=outline.node(id_).name,
                at_most=bool(found.hung.at_most[place]),
                sole=tuple(
                    outline.node(found.terms.trust.network.ids[node]).name
                    for node in found.hung.sole[place]
                ),
                why=None if least[place] else found.terms.why(int(found.numbers[place])),
            )
        )
    return Reach(
        max_hops=found.terms.max_hops,
        samples=found.today.samples,
        seed=seed,
        groups=tuple(rows),
        missing=tuple(_missing(found, rows)),
    )


def _within(found: Reached, place: int, least: float, z: float) -> tuple[float, float, float]:
    """Return the chance of a group and its interval, never below its best open route."""
    chance = min(max(float(found.chance[place]), least), 1.0)
    if found.exact[place]:
        return chance, chance, chance
    low, high = wilson(int(found.hits[place]), found.samples, z=z)
    return chance, max(low, least), max(high, least)


def _missing(found: _Found, rows: Sequence[GroupReach]) -> list[str]:
    """Return what could not be known, nobody named."""
    net = found.terms.trust.network
    told = []
    if not np.isin(net.tail, found.terms.sources).any():
        told.append(UNLINKED)
    assumed = int((net.basis[found.on_way] == BASES.index("assumed")).sum())
    if assumed:
        told.append(ASSUMED.format(some=assumed, all=found.on_way.size))
    some = sum(bool(row.at_most) for row in rows)
    if some:
        told.append(AT_MOST.format(some=some, all=len(rows)))
    margins = [
        max((row.high or 0) - (row.chance or 0), (row.chance or 0) - (row.low or 0))
        for row in rows
        if row.method == "sampled"
    ]
    if margins:
        margin, samples = max(margins), found.today.samples
        words = SAMPLED.format(
            some=len(margins), all=len(rows), samples=samples, margin=100 * margin
        )
        few = COARSE.format(enough=4 * samples) if margin > COARSE_FROM else ""
        told.append(f"{words} {few}".rstrip())
    return told
