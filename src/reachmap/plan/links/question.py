"""Which new relationships would help most to reach groups that are not heard.

For each group not heard, those who stand near it are found from the map (`near`), each
relationship that they lack is tried in turn, and its gain in reach is worked out as any
reach is: exactly where few links matter, else on samples shared before and after.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from reachmap.analysis.participation.question import participation
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.answer import Answer, Row
from reachmap.model.arguments import check_whole
from reachmap.model.content import Content
from reachmap.model.fields import PUBLIC
from reachmap.model.nodes import Group
from reachmap.model.stakeholders import StakeholderMap
from reachmap.network.index import Floats, Ints, Network
from reachmap.network.reach import Reached, reach
from reachmap.network.subnetwork import open_network
from reachmap.network.touched import NetworkChances, touched_nodes
from reachmap.plan.links.candidates import Candidate, Near
from reachmap.plan.links.rows import LinkToBuild, PlacesToAsk
from reachmap.plan.links.words import words_of_links

SAMPLES = 4096

MOST_TRIED = 200
"""Most relationships whose gain is worked out; the most promising go first."""

TRIED_NODES = 60_000
"""Relationships tried for a page, times nodes of the map: as many as there is time for."""

LEAST_TRIED = 20

WORTH_NAMING = 0.005
"""Least gain that is told."""


class LinksToBuild(Answer):
    """Relationships worth making, by gain in reach of groups not heard."""

    row: ClassVar[type[Row]] = LinkToBuild

    links: Annotated[tuple[LinkToBuild, ...], PUBLIC] = ()
    """The relationships, those that help hidden and unreached groups first."""

    asking: Annotated[tuple[PlacesToAsk, ...], PUBLIC] = ()
    """For hidden groups: where to ask the finding question."""

    unhelped: Annotated[tuple[str, ...], PUBLIC] = ()
    """Names of groups not heard near whom nobody on the map stands."""

    def rows(self) -> tuple[Row, ...]:
        """Return the relationships, best first."""
        return self.links

    def sentences(self) -> tuple[str, ...]:
        """Return which relationships to make, for whom, and where to ask."""
        return words_of_links(self.links, self.asking, self.unhelped)


@dataclass(frozen=True, slots=True)
class _Terms:
    """What every gain is worked out on."""

    max_hops: int
    seed: int


@dataclass(frozen=True, slots=True, eq=False)
class _Trial:
    """The network with every candidate in it, and what switches one on."""

    network: Network
    sources: tuple[int, ...]
    terms: _Terms
    place: Mapping[str, int]
    off: Floats
    """Chances with every candidate switched off."""

    def link(self, candidate: Candidate) -> int:
        """Return the place of a candidate among the links."""
        return self.network.link(self.place[candidate.from_], self.place[candidate.to])

    def reached(self, groups: Sequence[str], chance: Floats, *, exact: bool = True) -> Reached:
        """Return how surely some groups are reached; load is ignored."""
        return reach(
            self.network,
            [self.place[group] for group in groups],
            sources=self.sources,
            closed=self.network.gone,
            chance=chance,
            max_hops=self.terms.max_hops,
            samples=SAMPLES,
            seed=self.terms.seed,
            exact=exact,
        )

    def switched_on(self, candidate: Candidate) -> Floats:
        """Return the chances with one candidate switched on."""
        link, chance = self.link(candidate), self.off.copy()
        chance[link] = self.network.chance[link]
        return chance

    def ahead(self) -> Ints:
        """Return how many links a team is from each node, with every candidate off."""
        return open_network(
            self.network,
            sources=self.sources,
            closed=self.network.gone,
            chance=self.off,
            max_hops=self.terms.max_hops,
        ).ahead


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

    Parameters
    ----------
    n
        How many relationships at most.
    groups
        Ids or names of groups; those not heard (unheard or not recorded) where left out.
    max_hops
        Most links of a route; the map's own assumption where left out.
    seed
        Of the samples, where there are too many ways for an exact chance.
    as_of
        Day to count from; the map's own, or today, where not given.
    most_tried
        Most relationships whose gain is worked out; those nearest to the teams go first.

    Returns
    -------
    LinksToBuild
        Gains are worked out with the usual chance of a link of its type.

    Raises
    ------
    UnknownNode
        If no single group goes by one of the names.
    InputError
        If `n` or `max_hops` is out of range.
    """
    check_whole("n", n)
    if max_hops is not None:
        check_whole("max_hops", max_hops)
    now = snapshot.on(as_of)
    outline = now.outline
    wanted = _wanted(now, groups)
    near = Near(outline)
    candidates: dict[tuple[str, str], Candidate] = {}
    for candidate in (each for group in wanted for each in near.candidates(group)):
        candidates.setdefault((candidate.from_, candidate.to), candidate)
    hops = outline.assumptions.max_hops if max_hops is None else max_hops
    trial = _trial(now, list(candidates.values()), _Terms(hops, seed))
    tried = _most_promising(trial, list(candidates.values()), most_tried)
    names = {group.id: group.name for group in wanted}
    gained = [(each, _gains(trial, each, list(names))) for each in tried]
    rows = [_row(near, each, gains, names) for each, gains in gained if gains]
    today = trial.reached(list(names), trial.off).chance
    first = {
        group.id: not (group.hidden or chance == 0)
        for group, chance in zip(wanted, today.tolist(), strict=True)
    }
    rows.sort(key=lambda row: (first[row.groups[0]], -(row.gain or 0), row.from_, row.to))
    helped = {group for row in rows for group in row.groups}
    return LinksToBuild(
        links=tuple(rows[:n]),
        asking=tuple(_asking(near, group) for group in wanted if group.hidden),
        unhelped=tuple(name for id_, name in names.items() if id_ not in helped),
        missing=_missing(len(tried), len(candidates)),
    )


def links_for_page(snapshot: Snapshot) -> LinksToBuild:
    """Say which relationships would help, all of those tried; of a large map fewer are tried."""
    size = len(snapshot.names)
    most = min(max(TRIED_NODES // (size or 1), LEAST_TRIED), MOST_TRIED)
    return links_to_build(snapshot, n=most, most_tried=most)


def _wanted(snapshot: Snapshot, groups: Collection[str] | None) -> list[Group]:
    """Return the groups to help, hidden ones first."""
    outline = snapshot.outline
    if groups is None:
        heard = participation(snapshot).of("unheard", "not-recorded")
        ids = {row.group for row in heard}
    else:
        names = (groups,) if isinstance(groups, str) else groups
        ids = {outline.find(name, kinds=("group",)) for name in names}
    found = [group for group in outline.groups if group.id in ids]
    return sorted(found, key=lambda group: (not group.hidden, group.id))


def _trial(snapshot: Snapshot, candidates: Sequence[Candidate], terms: _Terms) -> _Trial:
    """Compile the map with every candidate in it, and switch them all off."""
    outline = snapshot.outline
    tables = outline.as_tables()
    tables["links"] = (*outline.links, *(candidate.link() for candidate in candidates))
    wider = StakeholderMap.sealed(Content(**tables))  # type: ignore[arg-type]  # by table name
    net = snapshot.altered(wider).network.network
    place = {id_: number for number, id_ in enumerate(net.ids)}
    off = net.chance.copy()
    off[[net.link(place[each.from_], place[each.to]) for each in candidates]] = 0.0
    return _Trial(net, tuple(place[team] for team in outline.teams), terms, place, off)


def _most_promising(trial: _Trial, candidates: Sequence[Candidate], most: int) -> list[Candidate]:
    """Return the candidates to try: of very many, those nearest to the teams."""
    if len(candidates) <= most:
        return list(candidates)
    ahead = trial.ahead()
    order = sorted(candidates, key=lambda c: (int(ahead[trial.place[c.from_]]), c.from_, c.to))
    return order[:most]


def _gains(trial: _Trial, candidate: Candidate, groups: Sequence[str]) -> dict[str, float]:
    """Return what each group gains by a candidate; only groups that it can lead to are tried."""
    on = trial.switched_on(candidate)
    net = trial.network
    behind = touched_nodes(
        NetworkChances(net, trial.off), NetworkChances(net, on), max_hops=trial.terms.max_hops
    )
    moved = [group for group in groups if group in behind]
    if not moved:
        return {}
    before, after = trial.reached(moved, trial.off), trial.reached(moved, on)
    if (before.exact != after.exact).any():
        # Samples of both share their draws; an exact chance beside a sampled one would not.
        before, after = (trial.reached(moved, chance, exact=False) for chance in (trial.off, on))
    gains = dict(zip(moved, (after.chance - before.chance).tolist(), strict=True))
    return {group: gain for group, gain in gains.items() if gain >= WORTH_NAMING}


def _row(
    near: Near, candidate: Candidate, gains: Mapping[str, float], names: Mapping[str, str]
) -> LinkToBuild:
    order = sorted(gains, key=lambda group: (-gains[group], group))
    return LinkToBuild(
        from_=candidate.from_,
        type=candidate.type,
        to=candidate.to,
        gain=sum(gains.values()),
        groups=tuple(order),
        reason=candidate.reason,
        gains=tuple(gains[group] for group in order),
        from_name=near.names[candidate.from_],
        to_name=near.names[candidate.to],
        group_names=tuple(names[group] for group in order),
    )


def _asking(near: Near, group: Group) -> PlacesToAsk:
    return PlacesToAsk(
        group=group.id,
        name=group.name,
        question=group.finding_question,
        in_private="stigma" in group.barriers,
        places=tuple(near.names[id_] for id_ in near.places_to_ask(group)),
    )


def _missing(tried: int, possible: int) -> tuple[str, ...]:
    told = "Nobody knows yet how well a new relationship would work: the usual chance is assumed."
    if tried == possible:
        return (told,) if tried else ()
    part = f"Of {possible:,} possible relationships the {tried:,} nearest to the team were tried."
    return told, part
