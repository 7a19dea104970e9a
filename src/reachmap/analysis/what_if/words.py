"""What-if in words: which groups are lost, which are harder to reach, which easier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from reachmap.analysis.what_if.rows import GroupChange
from reachmap.words import TableWords, words_of_shift

NAMED = 6


def words_of_change(
    changes: Sequence[str], moved: Sequence[GroupChange], groups: int
) -> tuple[str, ...]:
    """Return what changes for whom."""
    told = [f"If {'; '.join(changes)}:"]
    lost = [row.name for row in moved if row.lost]
    harder = [row for row in moved if row.is_harder]
    easier = [row for row in reversed(moved) if row.is_easier]
    if lost:
        told.append(f"No known way is left to {_listed(lost)}.")
    if harder:
        told.append(f"Harder to reach: {_listed([_shifted(row) for row in harder])}.")
    if easier:
        told.append(f"Easier to reach: {_listed([_shifted(row) for row in easier])}.")
    by_others = [
        f"{row.name} through {words_of_others(row)}"
        for row in moved
        if not row.lost and row.best_route_before and row.best_route_before != row.best_route_after
    ]
    if by_others:
        told.append(f"The best way is then another: {_listed(by_others)}.")
    same = groups - len(lost) - len(harder) - len(easier)
    if same == groups:
        told.append("No group is easier or harder to reach than before.")
    elif same:
        told.append(f"Nothing changes for the other {same:,} of {groups:,} groups.")
    return tuple(told)


def _shifted(row: GroupChange) -> str:
    """Return a group with how often some introduction works, before and after."""
    return f"{row.name} ({words_of_shift(row.chance_before, row.chance_after)})"


def words_of_others(row: GroupChange) -> str:
    """Return through whom the best way goes after."""
    between = row.names_after[1:-1]
    return ", then ".join(between) if between else "nobody else: we can go ourselves"


def _listed(names: Sequence[str]) -> str:
    """Return a few names, and how many more there are."""
    if len(names) > NAMED:
        return f"{', '.join(names[:NAMED])} and {len(names) - NAMED} more"
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


EVERY_DEPARTURE = TableWords("What changes if a sole gatekeeper leaves")

PAGE: Mapping[str, str] = MappingProxyType(
    {
        "what_if": "What if {name} leaves?",
        "best_through": "best then through {names}",
        "untried": (
            "We worked out what changes for the first {number:,}: those with no room left or about "
            "to leave, then those on whom most groups depend. For the other {rest:,} the table "
            "says which groups would lose their only way."
        ),
        "form": "See what changes if someone leaves",
        "choose": "If someone leaves",
        "nobody_chosen": "choose who",
    }
)
"""What the page says around the answer: templates with named slots."""

SCRIPT: Mapping[str, str] = MappingProxyType(
    {
        "what_if": PAGE["what_if"],
        "heading": "If {name} leaves",
        "lost": "No known way is left to",
        "lost_nearest": ". Who is nearest: {words}.",
        "harder": "Harder to reach, or through others",
        "harder_how": ": {words}.",
        "same": "Nothing changes for {groups}.",
        "group": "1 group",
        "groups": "{number} groups",
        "all_keep": "If {name} leaves: every group keeps a way.",
        "all_keep_harder": (
            "If {name} leaves: every group keeps a way; {groups} harder to reach, or through "
            "others."
        ),
        "some_lost": "If {name} leaves: no known way is left to {lost}.",
        "some_lost_harder": (
            "If {name} leaves: no known way is left to {lost}; {groups} harder to reach, or "
            "through others."
        ),
    }
)
"""What the page says on choice: templates that its scripts fill."""


def words_of_departure(row: GroupChange) -> str:
    """Return what changes for a group that keeps a way; empty where hardly anything does."""
    words = [words_of_shift(row.chance_before, row.chance_after)] if row.is_harder else []
    if row.best_route_before != row.best_route_after:
        words.append(PAGE["best_through"].format(names=words_of_others(row)))
    return "; ".join(words)
