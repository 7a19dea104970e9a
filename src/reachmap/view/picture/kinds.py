"""How each kind of node looks: shape and colour."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reachmap.view.words import KINDS


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of node is drawn."""

    word: str
    """What people call it."""
    shape: str
    colour: str
    """Fill; at least 3:1 against white."""
    mark: str
    """A character of like shape, for the legend."""


LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "team": Look(KINDS["team"], "box", "#12355b", "▬"),
        "organisation": Look(KINDS["organisation"], "square", "#1f6f8b", "■"),
        "worker": Look(KINDS["worker"], "triangle", "#7a4a9c", "▲"),
        "champion": Look(KINDS["champion"], "star", "#9a5b00", "★"),
        "channel": Look(KINDS["channel"], "diamond", "#57606a", "◆"),
        "venue": Look(KINDS["venue"], "hexagon", "#3c7a3c", "⬢"),
        "group": Look(KINDS["group"], "dot", "#b23a48", "●"),
    }
)
