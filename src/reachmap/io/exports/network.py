"""A released map as the network that other programs draw: with kind, status and chance."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from reachmap.io.graph import BESIDE, Scalar, to_networkx
from reachmap.model.answer import Answer
from reachmap.model.links import LINK_TYPES
from reachmap.model.stakeholders import StakeholderMap
from reachmap.release.released import Released

if TYPE_CHECKING:
    import networkx as nx

FINDINGS = ("status", "chance")
"""What a node has of the rows about it in answers."""

LINK = "link"
"""The type of a link; these programs take ``type`` for whether it has a direction."""


def network_of(
    town: Released[StakeholderMap], answers: Iterable[Released[Answer]]
) -> nx.MultiDiGraph[Any]:
    """Return the nodes and links of a map, each with a label, and what answers say of groups."""
    graph = to_networkx(town.content)
    for name in BESIDE:
        graph.graph.pop(name, None)
    graph.graph |= {"name": town.content.about.title or "", "audience": town.audience}
    for node, fields in graph.nodes(data=True):
        fields["label"] = fields.get("name", node)
    for _, _, fields in graph.edges(data=True):
        fields[LINK] = fields.pop("type")
        fields["label"] = LINK_TYPES[fields[LINK]].meaning
    for answer in answers:
        for row in answer.content.rows():
            graph.nodes[_group_of(row)].update(_findings(row))
    return graph


def _group_of(row: Any) -> str:  # noqa: ANN401  a row about a group, of any answer
    return str(row.group)


def _findings(row: Any) -> dict[str, Scalar]:  # noqa: ANN401  the same
    values = {name: getattr(row, name, None) for name in FINDINGS}
    return {name: value for name, value in values.items() if value is not None}
