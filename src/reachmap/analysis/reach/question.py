"""Reach: how sure it is that some introduction works, all ways together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, TypedDict

import numpy as np

from reachmap.analysis.altered import LinkName, links_named, without_links
from reachmap.analysis.general import is_general
from reachmap.analysis.intervals import wilson
from reachmap.analysis.reach.rows import GroupReach
from reachmap.analysis.reach.words import MISSING, SENTENCES, words_of_reach
from reachmap.analysis.routes.missing import missing_of_links
from reachmap.analysis.routes.search import RouteSearch, route_search
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.answer import Answer, Row
from reachmap.model.arguments import check_samples
from reachmap.model.fields import PUBLIC
from reachmap.network.bottlenecks import Bottlenecks, bottlenecks
from reachmap.network.guesses import ranges_of
from reachmap.network.index import Floats, Longs, Network
from reachmap.network.limits import NodePath
from reachmap.network.reach import Reached, reach_by_guess
from reachmap.network.reach import reach as reached
from reachmap.network.subnetwork import open_network, subnetwork_to
from reachmap.words import FOR_TEAM, words_of_limit

COARSE_FROM = 0.05
"""Half an interval from which on there are called too few samples."""

Without = Collection[str | LinkName]
"""Ids or names of nodes, and links as (from, type, to)."""


class Reach(Answer):
    """How surely each group can be reached, all ways together."""

    row: ClassVar[type[Row]] = GroupReach
    told_singly: ClassVar[str | None] = "groups"

    max_hops: Annotated[int, PUBLIC]
    """Most links that a chain could have."""

    samples: Annotated[int, PUBLIC]
    """Samples where the chance is not exact."""

    seed: Annotated[int, PUBLIC] = 0
    """Of the samples."""

    groups: Annotated[tuple[GroupReach, ...], PUBLIC] = ()
    """The groups asked about, in order of id."""

    def rows(self) -> tuple[GroupReach, ...]:
        """Return the groups asked about, in order of id."""
        return self.groups

    def sentences(self) -> tuple[str, ...]:
        """Return how surely each group can be reached, in words."""
        if not self.is_for_team:
            return (FOR_TEAM,)
        lines = tuple(words for row in self.groups if (words := words_of_reach(row)))
        return lines or (SENTENCES["no_groups"],)


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

    Links work independently of each other. With ``W`` the sets of links that work, ``p[e]``
    the chance of link e, and a chain of at most `max_hops` links::

        chance  =  sum over W that hold a chain from a team to the group of
                   product of p[e], e in W, times product of 1 - p[e], e not in W

    Only a group's own ways count; `routes` names those to a part of it. Small networks are
    gone through whole, others are sampled; groups asked together share the work of going through
    them, so that of many some are sampled that are not if asked about alone. The chances of links
    are guesses, and 200 guesses of all of them give 200 chances of a group: `low` and `high` are
    the 5% and 95% of these, and where samples were taken, Wilson's interval of the chance is
    within them. None of it is below that of the best open route. Routes share the same guesses.

    Parameters
    ----------
    groups
        Ids or names of groups; all where left out.
    without
        Nodes, by id or name, and links, as (from, type, to), to leave out. An organisation is
        left out alone: those it employs stay, unlike in `what_if`. A link left out leaves links
        of other types between the same two.
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
        If a number is out of range, or there is no such link.

    Examples
    --------
    >>> import reachmap as rm
    >>> sure = rm.demo().reach("Hidden carers").groups[0]
    >>> sure.chance, round(sure.chance_if_free or 0, 2), sure.sole
    (0.0, 0.44, ("Carers' Centre", "Carers' liaison officer"))

    References
    ----------
    .. [1] Colbourn, C. J. (1987). The Combinatorics of Network Reliability. Oxford.
    .. [2] Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
       inference. Journal of the American Statistical Association 22(158), 209-212.
    """
    check_samples(samples, seed)
    listed = (without,) if isinstance(without, str) else tuple(without)
    links = [each for each in listed if not isinstance(each, str)]
    now = snapshot.on(as_of)
    outline = now.outline
    if links:
        now = now.altered(without_links(outline, links_named(outline, links)))
    nodes = [each for each in listed if isinstance(each, str)]
    search = route_search(now, avoid=nodes, team=team, max_hops=max_hops)
    names = (groups,) if isinstance(groups, str) else groups
    ids = (
        [group.id for group in outline.groups]
        if names is None
        else sorted({outline.find(name, kinds=("group",)) for name in names})
    )
    return _answer(_GroupStates.of(search, ids, samples=samples, seed=seed), seed=seed)


class _Terms(TypedDict):
    """What all kernels are asked alike."""

    sources: tuple[int, ...]
    max_hops: int


@dataclass(frozen=True)
class _GroupStates:
    """What the kernels say of some groups; `links` are those on any way to them.

    `guessed` has shape (groups, draws): how surely each is reached today under each guess.
    """

    search: RouteSearch
    ids: Sequence[str]
    numbers: Longs
    today: Reached
    guessed: Floats
    free: Reached
    bottlenecks: Bottlenecks
    links: Longs

    @classmethod
    def of(
        cls, search: RouteSearch, ids: Sequence[str], *, samples: int, seed: int
    ) -> _GroupStates:
        """Ask the kernels; what no way can pass is left out, whoever is full."""
        net = search.trust.network
        numbers = np.array([search.number(id_) for id_ in ids], np.int64)
        closed = net.gone | search.avoided
        terms = _Terms(sources=search.sources, max_hops=search.max_hops)
        links = subnetwork_to(open_network(net, closed=closed, **terms), numbers).link
        full = net.full[net.tail[links]] & ~np.isin(net.tail[links], search.sources)
        shut = closed | net.full if full.any() else closed
        groups, guesses = numbers.tolist(), search.trust.guesses
        free = reached(net, groups, closed=closed, samples=samples, seed=seed, **terms)
        today = free
        if full.any():
            today = reached(net, groups, closed=shut, samples=samples, seed=seed, **terms)
        return cls(
            search=search,
            ids=ids,
            numbers=numbers,
            today=today,
            guessed=reach_by_guess(net, groups, guesses, closed=shut, seed=seed, **terms),
            free=free,
            bottlenecks=bottlenecks(net, groups, closed=closed, **terms),
            links=links,
        )

    def parts(self, group: str) -> tuple[str, ...]:
        """Return the names of the narrower groups of a group that some way leads to."""
        search = self.search
        ways, narrower = search.best("all full"), search.narrower[group]
        return tuple(
            search.outline.node(each).name for each in narrower if search.number(each) in ways
        )

    def best(self, *, free: bool = False) -> list[NodePath]:
        """Return the best route to each group, empty where there is none."""
        paths = self.search.best("all full" if free else None)
        return [paths.get(number, ()) for number in self.numbers.tolist()]


def _answer(states: _GroupStates, *, seed: int) -> Reach:
    """Return the answer."""
    search = states.search
    net, best = search.trust.network, states.best()
    chance = np.maximum(states.today.chance, _along(net, best)).clip(max=1.0)
    free = np.maximum(states.free.chance, _along(net, states.best(free=True)))
    if_free = np.maximum(free, chance).clip(max=1.0)
    ends = _ranges(states, best, chance)
    groups = {group.id: group for group in search.outline.groups}
    rows = []
    for index, id_ in enumerate(states.ids):
        named = not is_general(groups[id_], search.outline)
        sole = states.bottlenecks.sole[index] if named else ()
        rows.append(
            GroupReach(
                group=id_,
                chance=chance.item(index),
                low=ends.item(index, 0),
                high=ends.item(index, 1),
                method="exact" if states.today.exact[index] else "sampled",
                independent_routes=int(states.bottlenecks.routes[index]),
                chance_if_free=if_free.item(index),
                name=search.outline.node(id_).name,
                at_most=bool(states.bottlenecks.at_most[index]),
                sole=tuple(search.outline.node(net.ids[node]).name for node in sole),
                why=None if best[index] else search.why(int(states.numbers[index])),
                parts=() if states.bottlenecks.routes[index] else states.parts(id_),
            )
        )
    return Reach(
        max_hops=search.max_hops,
        samples=states.today.samples,
        seed=seed,
        groups=tuple(rows),
        missing=tuple(_missing(states, rows)),
    )


def _along(net: Network, paths: Sequence[NodePath]) -> Floats:
    """Return the chance of each path, 0 where there is none: shape (groups,)."""
    return np.array([net.chance_along(path) if path else 0.0 for path in paths], np.float64)


def _ranges(states: _GroupStates, best: Sequence[NodePath], chance: Floats) -> Floats:
    """Return the range of each group, never below its best open route: shape (groups, 2)."""
    net, alone = states.search.trust.network, states.search.trust.guesses.along(best)
    ends = ranges_of(np.maximum(states.guessed, alone), chance)
    for row, (low, high) in _intervals(states):
        ends[row] = min(ends[row, 0], low), max(ends[row, 1], high)
    ends[:, 0] = np.maximum(ends[:, 0], ranges_of(alone, _along(net, best))[:, 0])
    ends[[not path for path in best]] = 0.0
    return ends


def _intervals(states: _GroupStates) -> Iterator[tuple[int, tuple[float, float]]]:
    """Yield the groups whose chance was sampled, each with Wilson's interval."""
    today, z = states.today, states.search.outline.assumptions.z
    for row in np.flatnonzero(~today.exact).tolist():
        yield row, wilson(int(today.hits[row]), today.samples, z=z)


def _missing(states: _GroupStates, rows: Sequence[GroupReach]) -> Iterator[str]:
    """Yield what could not be known, nobody named."""
    yield from missing_of_links(states.search, states.links)
    if any(row.sole for row in rows):
        yield words_of_limit(states.search.max_hops)
    uncertain = sum(bool(row.at_most) for row in rows)
    if uncertain:
        yield MISSING["at_most"].format(some=uncertain, all=len(rows))
    margins = [
        max(states.today.chance[row] - low, high - states.today.chance[row])
        for row, (low, high) in _intervals(states)
    ]
    if margins:
        margin, samples = max(margins), states.today.samples
        words = MISSING["sampled"].format(
            some=len(margins), all=len(rows), samples=samples, margin=100 * margin
        )
        coarse = MISSING["coarse"].format(enough=4 * samples) if margin > COARSE_FROM else ""
        yield f"{words} {coarse}".rstrip()
