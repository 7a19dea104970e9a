"""What-if in words: which groups are lost, which are harder to reach, which easier."""

from __future__ import annotations

from collections.abc import Sequence

from reachmap.analysis.what_if.rows import GroupChange

SHIFT = 0.005
"""A smaller difference is told as none."""

NAMED = 6


def words_of_change(
    changes: Sequence[str], moved: Sequence[GroupChange], groups: int
) -> tuple[str, ...]:
    """Return what changes for whom."""
    told = [f"If {'; '.join(changes)}:"]
    lost = [row.name for row in moved if row.lost]
    harder = [row for row in moved if not row.lost and row.change <= -SHIFT]
    easier = [row for row in reversed(moved) if row.change >= SHIFT]
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
    return f"{row.name} ({words_of_shift(row)})"


def words_of_shift(row: GroupChange) -> str:
    """Return how often some introduction works before and after, in times of a hundred."""
    before, after = (round(100 * (part or 0)) for part in (row.chance_before, row.chance_after))
    return f"some introduction works {before} times of 100 before, {after} after"


def words_of_others(row: GroupChange) -> str:
    """Return through whom the best way goes after."""
    between = row.names_after[1:-1]
    return ", then ".join(between) if between else "nobody else: we can go ourselves"


def _listed(names: Sequence[str]) -> str:
    """Return a few names, and how many more there are."""
    if len(names) > NAMED:
        return f"{', '.join(names[:NAMED])} and {len(names) - NAMED} more"
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
