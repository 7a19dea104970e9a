"""How the signs of charts look: outline and colour, the same in every kind of picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

INK, QUIET, LUCK, BAND = "#1b1f24", "#57606a", "#b9c4ce", "#dcebe0"
"""Text; lines of ranges and axes; the bar of luck; the band of about a fair share."""

BLUE, RED = "#0a5c97", "#b5430b"
"""Colours of marks, apart in lightness too, for eyes that tell few colours; 4.5:1 on white."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a shape is drawn."""

    outline: str
    """The commands of an SVG path around (0, 0)."""
    marker: str
    """What matplotlib calls the shape."""
    colour: str
    filled: bool = True


LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "circle": Look("M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z", "o", BLUE),
        "ring": Look("M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z", "o", BLUE, filled=False),
        "square": Look("M-4.5-4.5h9v9h-9z", "s", BLUE),
        "diamond": Look("M0-6.5L6.5 0L0 6.5L-6.5 0z", "D", RED),
        "cross": Look("M-5-5L5 5M-5 5L5-5", "x", RED, filled=False),
        "left": Look("M-6 0L5-5.5v11z", "<", RED),
        "right": Look("M6 0L-5-5.5v11z", ">", BLUE),
    }
)
"""The looks of the shapes."""
