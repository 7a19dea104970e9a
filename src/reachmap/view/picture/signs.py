"""Signs of nodes: size, filling, and who is full, leaves or is on no way to a group."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from reachmap.analysis.briefing import Briefing
from reachmap.analysis.participation.rows import GroupHeard
from reachmap.model.nodes import Group, Node

USUAL = 5
"""From the middle of a node to its rim."""

SMALLEST, LARGEST = 4, 6
"""The same of the groups with fewest and with most people."""


def group_sizes(groups: Sequence[Group]) -> dict[str, int]:
    """Return sizes of groups whose population is known: the area grows as the people do."""
    known = {group.id: group.population for group in groups if group.population}
    most = max(known.values(), default=1)
    return {
        id_: round(max(SMALLEST, LARGEST * (people / most) ** 0.5)) for id_, people in known.items()
    }


def group_filled(groups: Iterable[GroupHeard]) -> dict[str, int]:
    """Return how far groups are filled: people known to be heard, in hundredths of a fair share.

    None of it where nobody is known; groups whose share is not known, or withheld, are left out.
    """
    filled: dict[str, int] = {}
    for row in groups:
        if row.status in {"unheard", "not-recorded"}:
            filled[row.group] = 0
        elif row.status and row.ppr is not None:
            filled[row.group] = min(100, max(1, round(100 * row.ppr)))
    return filled


def without_room(findings: Briefing) -> frozenset[str]:
    """Return the ids of those whose diary is full, by what is recorded."""
    rows = findings.burden.asked
    return frozenset(row.node for row in rows if row.is_full(findings.as_of))


def leavers(nodes: Iterable[Node]) -> frozenset[str]:
    """Return the ids of those whose last day is recorded."""
    return frozenset(node.id for node in nodes if getattr(node, "until", None) is not None)


def on_no_way(kinds: Mapping[str, str], lines: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the ids of those on no way from a team to a group, but for these."""
    onward: defaultdict[str, set[str]] = defaultdict(set)
    back: defaultdict[str, set[str]] = defaultdict(set)
    for tail, head in lines:
        onward[tail].add(head)
        back[head].add(tail)
    ends = [{id_ for id_, kind in kinds.items() if kind == end} for end in ("team", "group")]
    on_way = _reached(ends[0], onward) & _reached(ends[1], back)
    return frozenset(kinds.keys() - on_way - ends[0] - ends[1])


def _reached(start: set[str], onward: Mapping[str, set[str]]) -> set[str]:
    """Return the ids that links lead to from some, and these."""
    reached, last = set(start), start
    while last:
        last = {head for tail in last for head in onward.get(tail, ())} - reached
        reached |= last
    return reached
