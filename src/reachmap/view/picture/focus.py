"""The focus view of a large map: groups not yet heard and the routes to them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reachmap.analysis.briefing import Briefing

WHOLE_TO = 2000
"""Most nodes that are all drawn."""

FOCUS_TO = 1500
"""Most nodes drawn of a map that is larger."""

FOLDED_ABOVE = 20_000
"""Most nodes with which the picture is there as the page opens; of more it opens on request."""


def opens_folded(nodes: int) -> bool:
    """Return whether the picture of so many nodes is folded until someone opens it."""
    return nodes > FOLDED_ABOVE


def in_focus(kinds: Mapping[str, str], findings: Briefing) -> frozenset[str]:
    """Return the ids of the nodes that are drawn when the page opens."""
    if len(kinds) <= WHOLE_TO:
        return frozenset(kinds)
    most = FOCUS_TO - len(set(kinds.values()))
    chosen = {id_ for id_, kind in kinds.items() if kind == "team"}
    for group, nodes in _by_urgency(findings):
        more = {group, *nodes} & kinds.keys()
        if len(chosen | more) <= most:
            chosen |= more
    return frozenset(chosen)


def _by_urgency(findings: Briefing) -> Iterator[tuple[str, set[str]]]:
    """Yield groups, the least heard first, each with the nodes on its routes."""
    nodes = {
        answer.group: {id_ for route in answer.routes for id_ in route.nodes}
        for answer in findings.routes
    }
    without = {row.group for row in findings.best.without}
    for row in sorted(findings.heard.groups, key=lambda row: row.group not in without):
        yield row.group, nodes.get(row.group, set())


def left_out(kinds: Mapping[str, str], drawn: Iterable[str]) -> Sequence[tuple[str, int]]:
    """Return how many nodes of each kind are not drawn."""
    in_picture = set(drawn)
    return sorted(Counter(kind for id_, kind in kinds.items() if id_ not in in_picture).items())
