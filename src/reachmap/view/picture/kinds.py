"""How each kind of node looks: shape and colour, and the word for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of node is drawn.

    Attributes
    ----------
    word
        What people call it.
    shape
        Shape in the picture.
    colour
        Fill; at least 3:1 against white.
    mark
        A character of like shape, for the legend.
    """

    word: str
    shape: str
    colour: str
    mark: str


LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "team": Look("Our team", "box", "#12355b", "▬"),
        "organisation": Look("Organisation", "square", "#1f6f8b", "■"),
        "worker": Look("Key worker", "triangle", "#7a4a9c", "▲"),
        "champion": Look("Champion", "star", "#9a5b00", "★"),
        "channel": Look("Channel", "diamond", "#57606a", "◆"),
        "venue": Look("Place", "hexagon", "#3c7a3c", "⬢"),
        "group": Look("Group", "dot", "#b23a48", "●"),
    }
)

STATUS_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "not-recorded": "not recorded",
        "unheard": "not yet heard",
        "unknown": "heard, share not known",
        "under": "heard less than its share",
        "over": "heard more than its share",
        "fair": "heard about its share",
        "uncertain": "heard, too few to tell",
    }
)
