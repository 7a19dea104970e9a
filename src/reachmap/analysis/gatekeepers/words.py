"""What the page says of gatekeepers: the only introductions we know, and what they carry."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reachmap.words import TableWords, words_of_times

FACT = (
    "only introduction we know with no room left or an end in sight",
    "only introductions we know with no room left or an end in sight",
)
"""What the number of those who have no room or will leave counts: one, and several."""

ONLY_INTRODUCTIONS = TableWords(
    "The only introductions we know",
    (
        "Who",
        "The only introduction to",
        "What we have asked, this quarter",
        "In the role to",
        "If they leave",
    ),
    "Each of these is the only introduction we know to some group. Those who have no room left, "
    "or are known to leave, come first. Thank them, and build a second way before it is needed.",
)
EVERY_GATEKEEPER = TableWords("Who everything depends on: gatekeepers")

PAGE: Mapping[str, str] = MappingProxyType(
    {
        "asked": "asked {times}",
        "asked_never": "not asked",
        "can_manage": "{asked}, can manage {capacity}",
        "no_room": "{asked}, can manage {capacity}: no room left",
    }
)
"""What the page says around the answer: templates with named slots."""


def words_of_load(times: int, capacity: int | None) -> str:
    """Return how often a gatekeeper was asked, and how often they can be.

    Examples
    --------
    >>> words_of_load(0, None), words_of_load(1, 3)
    ('not asked', 'asked once, can manage 3')
    >>> words_of_load(4, 4)
    'asked 4 times, can manage 4: no room left'
    """
    asked = PAGE["asked" if times else "asked_never"].format(times=words_of_times(times))
    if capacity is None:
        return asked
    key = "no_room" if times >= capacity else "can_manage"
    return PAGE[key].format(asked=asked, capacity=capacity)
