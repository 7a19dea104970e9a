"""The picture: which nodes and links are drawn, where, and with which words."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from reachmap.analysis.briefing import Briefing
from reachmap.model.derived import all_links
from reachmap.model.links import LINK_TYPES
from reachmap.model.nodes import Node, Organisation
from reachmap.model.stakeholders import StakeholderMap
from reachmap.view.picture.focus import in_focus, left_out
from reachmap.view.picture.kinds import LOOKS
from reachmap.view.picture.layout import Spot, layout
from reachmap.view.picture.signs import (
    USUAL,
    group_filled,
    group_sizes,
    leavers,
    on_no_way,
    without_room,
)


@dataclass(frozen=True, slots=True)
class Dot:
    """A node of the picture."""

    id: str
    name: str
    kind: str
    status: str
    """Of a group, as `participation` has it."""
    spot: tuple[int, int] | None
    """Where it is; None where it is not drawn until it is chosen."""
    hollow: bool
    """Whether no route leads there."""
    size: int = USUAL
    """From its middle to its rim, in the units of the picture."""
    filled: int | None = None
    """Of a group, people known to be heard in hundredths of a fair share, at most all of it."""
    aside: bool = False
    """Whether it is on no way to a group: folded away until it is asked for."""
    full: bool = False
    """Whether it has no room at present, by what is recorded."""
    leaves: bool = False
    """Whether the day on which it leaves is recorded."""
    channels: tuple[str, ...] = ()
    """Names of the channels through which a group is heard."""
    areas: tuple[str, ...] = ()
    """Areas of the venues where it is, or where the group gathers."""


@dataclass(frozen=True, slots=True)
class Rest:
    """All nodes of a kind that are not drawn, as one shape."""

    kind: str
    number: int
    spot: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Picture:
    """Dots, the pairs of them that are linked, and what is left out."""

    dots: tuple[Dot, ...]
    lines: tuple[tuple[str, str], ...]
    rests: tuple[Rest, ...]
    kinds: frozenset[str]
    trust: tuple[int, ...] = ()
    """How far the two of each pair trust each other, 1 to 5, or 0 where that is not known."""
    bends: tuple[int, ...] = ()
    """How much the line of each pair bends, in hundredths; 0 is straight."""


def picture(town: StakeholderMap, findings: Briefing) -> Picture:
    """Return what is drawn of a map."""
    nodes = [node for node in town.nodes() if node.kind in LOOKS]
    kinds = {node.id: _kind(node) for node in nodes}
    lines = _lines(town, kinds)
    drawn = in_focus(kinds, findings)
    rests = left_out(kinds, drawn)
    unreached, families = _unreached(findings), families_of(town)
    aside = on_no_way(kinds, lines) if findings.routes else frozenset()
    placed = layout(
        [_spot(node, unreached, aside, families) for node in nodes if node.id in drawn],
        (pair for pair in lines if drawn.issuperset(pair)),
    )
    positions = placed.spots
    lowest = max((y for _, y in positions.values()), default=0)
    return Picture(
        dots=_dots(nodes, town, findings, positions, aside),
        lines=lines,
        rests=tuple(
            Rest(kind, number, (n * 260, lowest + 100)) for n, (kind, number) in enumerate(rests)
        ),
        kinds=frozenset(kinds.values()),
        trust=_trust(town, lines),
        bends=tuple(placed.bends.get(pair, 0) for pair in lines),
    )


def _unreached(findings: Briefing) -> set[str]:
    """Return the ids of the groups to which no route leads."""
    return {row.group for row in findings.best.groups if row.state is None}


def _dots(
    nodes: Sequence[Node],
    town: StakeholderMap,
    findings: Briefing,
    spots: Mapping[str, tuple[int, int]],
    aside: Collection[str],
) -> tuple[Dot, ...]:
    status = {row.group: row.status or "" for row in findings.heard.groups}
    unreached, channels, areas = _unreached(findings), _channels(findings), _areas(town)
    sizes, filled = group_sizes(town.groups), group_filled(findings.heard.groups)
    full, leaving = without_room(findings), leavers(nodes)
    return tuple(
        Dot(
            id=node.id,
            name=node.name,
            kind=_kind(node),
            status=status.get(node.id, ""),
            spot=spots.get(node.id),
            hollow=node.id in unreached,
            size=sizes.get(node.id, USUAL),
            filled=filled.get(node.id),
            aside=node.id in aside,
            full=node.id in full,
            leaves=node.id in leaving,
            channels=channels.get(node.id, ()),
            areas=areas.get(node.id, ()),
        )
        for node in nodes
    )


def families_of(town: StakeholderMap) -> dict[str, str]:
    """Return, of each group that is a part of another or has parts, the widest of its family."""
    wider = {group.id: group.part_of[0] for group in town.groups if group.part_of}
    families = {}
    for id_ in {*wider, *wider.values()}:
        widest = id_
        while widest in wider:
            widest = wider[widest]
        families[id_] = widest
    return families


def _spot(
    node: Node,
    unreached: Collection[str],
    aside: Collection[str],
    families: Mapping[str, str],
) -> Spot:
    return Spot(
        id=node.id,
        is_team=_kind(node) == "team",
        is_group=node.kind == "group",
        apart=node.id in unreached,
        aside=node.id in aside,
        family=families.get(node.id, ""),
    )


def _lines(town: StakeholderMap, drawn: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of nodes that a route may pass, each once."""
    pairs = {
        (link.from_, link.to)
        for link in all_links(town)
        if LINK_TYPES[link.type].in_routes and link.from_ in drawn and link.to in drawn
    }
    return tuple(sorted(pairs))


def _trust(town: StakeholderMap, lines: Sequence[tuple[str, str]]) -> tuple[int, ...]:
    """Return the trust of each pair: the most, where several links join the two."""
    most: defaultdict[tuple[str, str], int] = defaultdict(int)
    for link in town.links:
        most[link.from_, link.to] = max(most[link.from_, link.to], link.trust or 0)
    return tuple(most.get(pair, 0) for pair in lines)


def _kind(node: Node) -> str:
    return "team" if isinstance(node, Organisation) and node.team else node.kind


def _channels(findings: Briefing) -> dict[str, tuple[str, ...]]:
    """Return, for each group, the names of the standing channels it is heard through."""
    return {
        row.group: tuple(sorted({part.name for part in row.channels if part.channel}))
        for row in findings.voices.reliance
    }


def _areas(town: StakeholderMap) -> dict[str, tuple[str, ...]]:
    """Return, for each venue and for each group met at venues, their areas."""
    area_of = {venue.id: venue.area for venue in town.venues if venue.area}
    areas: defaultdict[str, set[str]] = defaultdict(set)
    for venue, area in area_of.items():
        areas[venue].add(area)
    for link in town.links:
        if link.type == "GATHERS" and link.from_ in area_of:
            areas[link.to].add(area_of[link.from_])
    return {id_: tuple(sorted(names)) for id_, names in areas.items()}
