"""The picture: which nodes and links are drawn, where, and with which words."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from reachmap.analysis.findings import Findings
from reachmap.model.derived import all_links
from reachmap.model.links import LINK_TYPES
from reachmap.model.nodes import Group, Node, Organisation
from reachmap.model.stakeholders import StakeholderMap
from reachmap.view.kinds import LOOKS, STATUS_WORDS
from reachmap.view.layout import Spot, layout

LINE = 19
"""Most characters in a line of a label."""

LINES = 2
"""Most lines of a label."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A node of the picture.

    Attributes
    ----------
    id, label, title
        Id; words below it; words when pointed at.
    kind, status
        What it is, and how a group stands.
    x, y
        Where it stands.
    hollow
        Whether no way leads there.
    """

    id: str
    label: str
    title: str
    kind: str
    status: str
    x: int
    y: int
    hollow: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A relationship of the picture: one for each two nodes and direction."""

    tail: str
    head: str
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Dots and lines, and the kinds among them."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    kinds: frozenset[str]


def picture(town: StakeholderMap, findings: Findings) -> Picture:
    """Return what is drawn of a map.

    Parameters
    ----------
    town
        The map, as far as the audience may see it.
    findings
        The answers, likewise.

    Returns
    -------
    Picture
        All nodes but activities and voices.
    """
    nodes = [node for node in town.nodes() if node.kind in LOOKS]
    words = _line_words(town, {node.id for node in nodes})
    status = {row.group: row.status for row in findings.heard.groups}
    unreached = {row.group for row in findings.best.groups if row.state is None}
    spots = [_spot(node, town, apart=node.id in unreached) for node in nodes]
    places = layout(spots, words)
    dots = tuple(
        Dot(
            id=node.id,
            label=label(node.name),
            title=_title(node, status.get(node.id)),
            kind=_kind(node),
            status=status.get(node.id, ""),
            x=places[node.id][0],
            y=places[node.id][1],
            hollow=node.id in unreached,
        )
        for node in nodes
    )
    lines = tuple(Line(tail, head, told) for (tail, head), told in sorted(words.items()))
    return Picture(dots, lines, frozenset(dot.kind for dot in dots))


def _line_words(town: StakeholderMap, drawn: set[str]) -> dict[tuple[str, str], str]:
    """Return what each relationship means, both directions of a mutual one as one line."""
    found: dict[tuple[str, str], str] = {}
    for link in all_links(town):
        spec = LINK_TYPES[link.type]
        if spec.in_routes and link.from_ in drawn and link.to in drawn:
            found.setdefault((link.from_, link.to), spec.meaning)
    return found


def _kind(node: Node) -> str:
    return "team" if isinstance(node, Organisation) and node.team else node.kind


def _spot(node: Node, town: StakeholderMap, *, apart: bool) -> Spot:
    return Spot(
        id=node.id,
        is_team=_kind(node) == "team",
        is_group=node.kind == "group",
        family=_family(node, town) if isinstance(node, Group) else "",
        apart=apart,
    )


def _family(group: Group, town: StakeholderMap) -> str:
    term = town.taxonomy_table.get(group.category or "")
    return term.families[0] if term and term.families else "~"


def _title(node: Node, status: str | None) -> str:
    told = f"{node.name}\n{LOOKS[_kind(node)].word}"
    return f"{told}: {STATUS_WORDS[status]}" if status else told


def label(name: str) -> str:
    r"""Return a name in at most two short lines.

    Examples
    --------
    >>> label("Gypsy, Roma and Traveller communities")
    'Gypsy, Roma and\nTraveller …'
    """
    lines = textwrap.wrap(name, LINE, max_lines=LINES, placeholder=" …", break_on_hyphens=False)
    return "\n".join(lines)
