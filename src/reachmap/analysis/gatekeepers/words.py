"""Gatekeepers in words: the only introductions we know, and what they carry."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reachmap.analysis.gatekeepers.rows import Gatekeeper
from reachmap.words import TableWords, join_names, words_of_times

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "only": "{name} is the only introduction we know to {groups}.",
        "only_and_full": (
            "{name} is the only introduction we know to {groups}. They were asked {times} this "
            "quarter and can manage {capacity}."
        ),
        "no_way": "We know no way to any group yet.",
        "nobody": "No group depends on one introduction alone.",
        "hidden": "Who groups depend on is for the team alone.",
    }
)
"""What is said of gatekeepers: templates with named slots."""

ESTIMATED = (
    "Who stands between others was estimated from {pivots:,} of {all:,} places; a share may be off"
    " by up to {margin:.2g} in 100."
)
"""What could not be known exactly."""

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
        "asked_never": "no asks on record",
        "can_manage": "{asked}, can manage {capacity}",
        "no_room": "{asked}, can manage {capacity}: no room left",
    }
)
"""What the page says around the answer: templates with named slots."""


def words_of_gatekeeper(row: Gatekeeper) -> str:
    """Return which groups depend on them; empty where none does or that may not be seen."""
    if row.name is None or not row.sole_names:
        return ""
    full = row.asked is not None and row.capacity is not None and row.asked >= row.capacity
    return SENTENCES["only_and_full" if full else "only"].format(
        name=row.name,
        groups=join_names(row.sole_names),
        times=words_of_times(row.asked or 0),
        capacity=row.capacity,
    )


def words_of_load(times: int, capacity: int | None) -> str:
    """Return how often a gatekeeper was asked, and how often they can be.

    Examples
    --------
    >>> words_of_load(0, None), words_of_load(1, 3)
    ('no asks on record', 'asked once, can manage 3')
    >>> words_of_load(4, 4)
    'asked 4 times, can manage 4: no room left'
    """
    asked = PAGE["asked" if times else "asked_never"].format(times=words_of_times(times))
    if capacity is None:
        return asked
    key = "no_room" if times >= capacity else "can_manage"
    return PAGE[key].format(asked=asked, capacity=capacity)
