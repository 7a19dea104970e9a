"""Links to build: which new relationships would help most to reach groups not heard."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Annotated, ClassVar

from reachmap.analysis.participation.question import participation
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.answer import Answer, Row
from reachmap.model.arguments import check_whole
from reachmap.model.fields import PUBLIC
from reachmap.model.nodes import Group
from reachmap.plan.links.candidates import Candidate, Neighbourhood
from reachmap.plan.links.gains import CandidateNetwork
from reachmap.plan.links.rows import LinkToBuild, PlacesToAsk
from reachmap.plan.links.words import MISSING, words_of_links

MOST_TRIED = 200
"""Most relationships whose gain is worked out; the most promising go first."""

TRIED_NODES = 60_000
"""Relationships tried for a page, times nodes of the map: as many as there is time for."""

LEAST_TRIED = 20


class LinksToBuild(Answer):
    """Relationships worth making, by gain in reach of groups not heard."""

    row: ClassVar[type[Row]] = LinkToBuild

    links: Annotated[tuple[LinkToBuild, ...], PUBLIC] = ()
    """The relationships, those that help hidden and unreached groups first."""

    asking: Annotated[tuple[PlacesToAsk, ...], PUBLIC] = ()
    """For hidden groups: where to ask the finding question."""

    unhelped: Annotated[tuple[str, ...], PUBLIC] = ()
    """Names of groups not heard that no relationship on the map would help."""

    def rows(self) -> tuple[Row, ...]:
        """Return the relationships, best first."""
        return self.links

    def sentences(self) -> tuple[str, ...]:
        """Return which relationships to make, for whom, and where to ask."""
        return words_of_links(self.links, self.asking, self.unhelped)


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
    be met) are tried in turn, each with the usual chance of such a link::

        gain of a relationship  =  sum over groups of
                                   reach with it - reach without it

    where reach is the chance that some chain of introductions works, as in `reach`.

    Parameters
    ----------
    n
        How many relationships at most, 1 or more.
    groups
        Ids or names of groups; those not heard (unheard or not recorded) where left out.
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
        A row a relationship, those that help hidden or unreached groups first, then by gain,
        which is in chances added up; a gain under 0.005 counts as none.

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
    check_whole("n", n)
    if max_hops is not None:
        check_whole("max_hops", max_hops)
    now = snapshot.on(as_of)
    outline = now.outline
    wanted = _wanted(now, groups)
    names = {group.id: group.name for group in wanted}
    near = Neighbourhood(now)
    pairs: dict[tuple[str, str], Candidate] = {}
    for candidate in (each for group in wanted for each in near.candidates(group)):
        pairs.setdefault((candidate.from_, candidate.to), candidate)
    candidates = list(pairs.values())
    hops = outline.assumptions.max_hops if max_hops is None else max_hops
    network = CandidateNetwork.of(now, candidates, max_hops=hops, seed=seed)
    tried = network.nearest(candidates, most_tried)
    gains = [(each, network.gains(each, list(names))) for each in tried]
    rows = [_row(now, each, by_group) for each, by_group in gains if by_group]
    today = network.reach(list(names), network.off).chance
    later = {
        group.id: not group.hidden and chance > 0
        for group, chance in zip(wanted, today.tolist(), strict=True)
    }
    rows.sort(key=lambda row: (later[row.groups[0]], -(row.gain or 0), row.from_, row.to))
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
        ids = {row.group for row in participation(snapshot).of("unheard", "not-recorded")}
    else:
        names = (groups,) if isinstance(groups, str) else groups
        ids = {outline.find(name, kinds=("group",)) for name in names}
    chosen = [group for group in outline.groups if group.id in ids]
    return sorted(chosen, key=lambda group: (not group.hidden, group.id))


def _row(snapshot: Snapshot, candidate: Candidate, gains: Mapping[str, float]) -> LinkToBuild:
    names, order = snapshot.names, sorted(gains, key=lambda group: (-gains[group], group))
    return LinkToBuild(
        from_=candidate.from_,
        type=candidate.type,
        to=candidate.to,
        gain=sum(gains.values()),
        groups=tuple(order),
        reason=candidate.reason,
        gains=tuple(gains[group] for group in order),
        from_name=names[candidate.from_],
        to_name=names[candidate.to],
        group_names=tuple(names[group] for group in order),
    )


def _asking(near: Neighbourhood, group: Group) -> PlacesToAsk:
    return PlacesToAsk(
        group=group.id,
        name=group.name,
        question=group.finding_question,
        in_private="stigma" in group.barriers,
        places=tuple(near.names[id_] for id_ in near.places_to_ask(group)),
    )


def _missing(tried: int, possible: int) -> tuple[str, ...]:
    """Return what could not be known; nothing where there was nothing to try."""
    usual = MISSING["usual_chance"]
    if tried == possible:
        return (usual,) if tried else ()
    return usual, MISSING["not_all_tried"].format(tried=tried, possible=possible)
