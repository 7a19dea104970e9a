"""Links to build: which new relationships would help most to reach groups not heard."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Annotated, ClassVar, Literal, TypeAlias

import numpy as np

from reachmap.analysis.participation.question import participation
from reachmap.analysis.routes.earlier import EarlierAsks, earlier_asks, groups_at_rest
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.answer import Answer, Row
from reachmap.model.arguments import check_hops, check_seed, check_whole
from reachmap.model.fields import COUNT, ORGANISATION, PUBLIC
from reachmap.model.nodes import Group
from reachmap.network.spread import CASES
from reachmap.plan.links.candidates import Candidate, Neighbourhood
from reachmap.plan.links.gains import WORDS, Building, CandidateNetwork, nearest
from reachmap.plan.links.rows import Leaver, LinkToBuild, NoRoom, PlacesToAsk
from reachmap.plan.links.words import MISSING, SENTENCES, words_of_links, words_of_none
from reachmap.words import FOR_TEAM

MOST_TRIED = 200
"""Most relationships whose gain is worked out; the most promising go first."""

TRIED_NODES = 60_000
"""Relationships tried for a page, times nodes of the map: as many as there is time for."""

MOST_NODES = 20_000
"""Nodes of a map from which on its page looks for no relationships: that alone takes a minute."""

LEAST_TRIED = 20

MOST_LISTED = 1_000
"""Most relationships that may be asked for."""

FEWEST_ON_PAGE = 10
"""Relationships of a page at least, where there are so many."""


class LinksToBuild(Answer):
    """Relationships worth making, each for what it adds to those above it."""

    row: ClassVar[type[Row]] = LinkToBuild

    links: Annotated[tuple[LinkToBuild, ...], ORGANISATION] = ()
    """The relationships, those that help hidden and unreached groups first."""

    asking: Annotated[tuple[PlacesToAsk, ...], PUBLIC] = ()
    """For hidden groups: where to ask the finding question."""

    unhelped: Annotated[tuple[str, ...], ORGANISATION] = ()
    """Names of groups not heard that no relationship on the map would help."""

    groups: Annotated[int, PUBLIC] = 0
    """Groups on the map."""

    wanted: Annotated[int, COUNT] = 0
    """Of these, groups that relationships were looked for."""

    is_looked_for: Annotated[bool, PUBLIC] = True
    """Whether any were looked for: the page of a very large map looks for none."""

    def rows(self) -> tuple[LinkToBuild, ...]:
        """Return the relationships, best first."""
        return self.links

    def sentences(self) -> tuple[str, ...]:
        """Return which relationships to make, for whom, and where to ask."""
        if not self.is_for_team:
            return (FOR_TEAM,)
        if not self.is_looked_for:
            return (SENTENCES["not_looked_for"],)
        lines = words_of_links(self.links, self.asking, self.unhelped)
        return lines or (words_of_none(self.groups, self.wanted),)


def links_to_build(
    snapshot: Snapshot,
    *,
    n: int = 10,
    groups: Collection[str] | None = None,
    max_hops: int | None = None,
    seed: int = 0,
    as_of: date | None = None,
    most_tried: int = MOST_TRIED,
) -> LinksToBuild:
    """Say which new relationships would help most to reach groups that are not heard.

    Those who are near a group already (who reach a group like it, or use a venue where it can
    be met) and are no contact yet are tried, each with the usual chance of such a link. The
    best is taken, then the best on top of it, and so on::

        gain of a relationship  =  sum over groups of
                                   reach with it and those above it - reach with those above it

    where reach is the chance that some chain of introductions works, as in `reach`. So gains
    add up to what building all of them brings. Contacts are pairs with a link or an ask
    between them, in either direction, and a body with each group that those whom it employs or
    supports lead into.

    Parameters
    ----------
    n
        How many relationships at most, 1 to 1,000.
    groups
        Ids or names of groups; those not known to be heard about as much as their share where
        left out.
    max_hops
        Most links of a chain, 1 or more; the assumption of the map where left out.
    seed
        Of the 4,096 samples, where there are too many ways for an exact chance.
    as_of
        Day to count from; the map's own, or today, where not given.
    most_tried
        Most relationships whose gain is worked out; those nearest to the teams go first.

    Returns
    -------
    LinksToBuild
        A row a relationship: first those for a hidden or unreached group that none above
        helps, then by gain, which is in chances added up; a gain under 0.005 counts as none.

    Raises
    ------
    UnknownNode
        If no single group goes by one of the names.
    InputError
        If `n` or `max_hops` is out of range.

    Examples
    --------
    >>> import reachmap as rm
    >>> first = rm.demo().links_to_build(groups="Hidden carers", n=1).links[0]
    >>> first.from_name, first.to_name, round(first.gain or 0, 2)
    ("Carers' support coordinator", 'Hidden carers', 0.26)
    """
    check_whole("n", n, most=MOST_LISTED)
    check_whole("most_tried", most_tried, least=0)
    check_hops(max_hops)
    check_seed(seed)
    now = snapshot.on(as_of)
    trial = _Trial.of(now, groups, max_hops=max_hops, seed=seed, most_tried=most_tried)
    return trial.answer(islice(trial.in_turn(), n))


def links_for_page(snapshot: Snapshot) -> LinksToBuild:
    """Say which relationships would help, until each group is named; of a large map fewer."""
    size = len(snapshot.names)
    if size > MOST_NODES:
        return LinksToBuild(groups=len(snapshot.outline.groups), is_looked_for=False)
    most = min(max(TRIED_NODES // (size or 1), LEAST_TRIED), MOST_TRIED)
    trial = _Trial.of(snapshot, None, max_hops=None, seed=0, most_tried=most)
    return trial.answer(_until_each_is_named(trial))


Gains: TypeAlias = Mapping[str, float]
"""What each group gains by a relationship, the most first."""


@dataclass(frozen=True, eq=False)
class _Trial:
    """Relationships that are tried, and the groups that they are tried for."""

    snapshot: Snapshot
    neighbourhood: Neighbourhood
    wanted: Sequence[Group]
    building: Building
    helped: frozenset[str]
    """Ids of the groups that these relationships would help, if all were built."""
    reached: frozenset[str]
    """Ids of the groups that somebody could introduce us to without any of them."""
    missing: tuple[str, ...]

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        groups: Collection[str] | None,
        *,
        max_hops: int | None,
        seed: int,
        most_tried: int,
    ) -> "_Trial":
        """Work out what each relationship would bring, were it the first."""
        groups_to_help, neighbourhood = _groups_to_help(snapshot, groups), Neighbourhood(snapshot)
        pairs: dict[tuple[str, str], Candidate] = {}
        for candidate in chain.from_iterable(map(neighbourhood.candidates, groups_to_help)):
            pairs.setdefault((candidate.from_, candidate.to), candidate)
        candidates = list(pairs.values())
        hops = snapshot.assumptions.max_hops if max_hops is None else max_hops
        tried = nearest(snapshot, candidates, most_tried, max_hops=hops)
        network = CandidateNetwork.of(snapshot, tried, max_hops=hops, seed=seed)
        building = Building(network, tried, [group.id for group in groups_to_help])
        missing = _missing(len(tried), len(candidates), in_samples=building.in_samples)
        reached = frozenset(group.id for group in groups_to_help if building.chance(group.id))
        return cls(
            snapshot, neighbourhood, groups_to_help, building, building.helped(), reached, missing
        )

    def in_turn(self) -> Iterator[tuple[Candidate, Gains]]:
        """Yield the best relationship with its gains, then the best on top of it, and so on.

        Those go first that most help a hidden or unreached group which none before them helps.
        """
        building = self.building
        waiting = {
            group.id for group in self.wanted if group.hidden or not building.chance(group.id)
        }
        while gains := building.gains():
            best = min(gains, key=lambda tried: _rank(tried, gains[tried], waiting))
            brought = building.gains_of(best)
            if brought:
                yield best, brought
                waiting -= brought.keys()
                building.build(best)

    def answer(self, links: Iterable[tuple[Candidate, Gains]]) -> LinksToBuild:
        """Return the answer with some relationships."""
        return LinksToBuild(
            # Each row is made before its relationship is built: what leavers carry depends on it.
            links=tuple(self._row(candidate, gains) for candidate, gains in links),
            asking=tuple(
                _asking(self.neighbourhood, group) for group in self.wanted if group.hidden
            ),
            unhelped=tuple(
                group.name for group in self.wanted if group.id not in self.helped | self.reached
            ),
            groups=len(self.snapshot.outline.groups),
            wanted=len(self.wanted),
            missing=self.missing,
        )

    def _row(self, candidate: Candidate, gains: Gains) -> LinkToBuild:
        row = _row(self.snapshot, candidate, gains)
        return row.model_copy(update={"leavers": tuple(self._leavers(candidate, gains))})

    def _leavers(self, candidate: Candidate, gains: Gains) -> Iterator[Leaver]:
        """Yield those with a last day through whom all goes that it would bring some group."""
        outline, names = self.snapshot.outline, self.snapshot.names
        until = {each.id: each.until for each in outline.workers}
        until |= {each.id: each.until for each in outline.champions}
        staying = {id_: day for id_, day in until.items() if day and day >= self.snapshot.day}
        through: dict[str, list[str]] = {}
        for group in gains if staying else ():
            for id_ in self.building.sole_nodes(candidate, group, among=staying):
                through.setdefault(id_, []).append(names[group])
        for id_, groups in through.items():
            yield Leaver(node=id_, name=names[id_], until=staying[id_], groups=tuple(groups))


def _rank(
    candidate: Candidate, gains: Gains, waiting: Collection[str]
) -> tuple[bool, float, str, str]:
    """Return what puts a relationship before another; its groups come by gain."""
    helped_most = next(iter(gains))
    total = round(sum(gains.values()), 9)
    return helped_most not in waiting, -total, candidate.from_, candidate.to


def _until_each_is_named(trial: _Trial) -> Iterator[tuple[Candidate, Gains]]:
    """Yield relationships until each group that any would help is named, and a few at least."""
    named: set[str] = set()
    for number, (candidate, gains) in enumerate(trial.in_turn()):
        helped = {group for gains_next in trial.building.gains().values() for group in gains_next}
        if number >= FEWEST_ON_PAGE and helped <= named:
            return
        yield candidate, gains
        named |= gains.keys()


def _groups_to_help(snapshot: Snapshot, groups: Collection[str] | None) -> list[Group]:
    """Return the groups to help, hidden ones first."""
    outline = snapshot.outline
    if groups is None:
        ids = {row.group for row in participation(snapshot).unsettled()}
    else:
        names = (groups,) if isinstance(groups, str) else groups
        ids = {outline.find(name, kinds=("group",)) for name in names}
    chosen = [group for group in outline.groups if group.id in ids]
    return sorted(chosen, key=lambda group: (not group.hidden, group.id))


def _row(snapshot: Snapshot, candidate: Candidate, gains: Gains) -> LinkToBuild:
    names = snapshot.names
    return LinkToBuild(
        from_=candidate.from_,
        type=candidate.type,
        to=candidate.to,
        gain=sum(gains.values()),
        groups=tuple(gains),
        reason=candidate.reason,
        gains=tuple(gains.values()),
        from_name=names[candidate.from_],
        ours=tuple(snapshot.outline.teams) == (candidate.from_,),
        to_name=names[candidate.to],
        group_names=tuple(names[group] for group in gains),
        no_room=tuple(_no_room(snapshot, candidate, gains)),
        asked=tuple(_asked(snapshot, candidate)),
    )


def _needed(candidate: Candidate) -> Iterator[str]:
    """Yield those at the ends of a relationship, and next after them."""
    yield from filter(None, (candidate.from_, candidate.to, candidate.onward))


def _asked(snapshot: Snapshot, candidate: Candidate) -> Iterator[EarlierAsks]:
    """Yield what teams asked before of those whom a relationship needs."""
    for team in snapshot.outline.teams:
        for id_ in _needed(candidate):
            asks = earlier_asks(snapshot, team, id_)
            if asks:
                yield asks


def _no_room(snapshot: Snapshot, candidate: Candidate, gains: Gains) -> Iterator[NoRoom]:
    """Yield those whom a relationship needs, and its groups, who cannot be asked today."""
    net, names, groups_resting = snapshot.network.network, snapshot.names, groups_at_rest(snapshot)
    for group in dict.fromkeys((candidate.to, *gains)):
        if group in groups_resting:
            yield NoRoom(
                node=group, name=names[group], until=groups_resting[group], basis="assumed"
            )
    for id_ in _needed(candidate):
        at = bisect_left(net.ids, id_)
        until = None if np.isnat(net.free_on[at]) else net.free_on[at].item()
        if net.full[at] or until is not None:
            basis: Literal["known", "assumed"] = "known" if net.full[at] else "assumed"
            yield NoRoom(node=id_, name=names[id_], until=until, basis=basis)


def _asking(neighbourhood: Neighbourhood, group: Group) -> PlacesToAsk:
    return PlacesToAsk(
        group=group.id,
        name=group.name,
        question=group.finding_question,
        in_private="stigma" in group.barriers,
        places=tuple(neighbourhood.names[id_] for id_ in neighbourhood.places_to_ask(group)),
    )


def _missing(tried: int, possible: int, *, in_samples: bool) -> tuple[str, ...]:
    """Return what could not be known; nothing where there was nothing to try."""
    if not tried:
        return ()
    lines = [MISSING["usual_chance"], MISSING["room"]]
    if tried < possible:
        lines.append(MISSING["not_all_tried"].format(tried=tried, possible=possible))
    if in_samples:
        lines.append(MISSING["in_samples"].format(samples=WORDS * CASES))
    return tuple(lines)
