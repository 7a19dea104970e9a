"""Whether a map may be about one group alone, without saying so."""

from collections.abc import Sequence

from reachmap.analysis.participation.rows import GroupHeard
from reachmap.model.stakeholders import StakeholderMap

MOST_OF_ALL = 0.9
"""Share of everybody heard from which most are of one group."""


def all_come_out_high(rows: Sequence[GroupHeard], outline: StakeholderMap) -> bool:
    """Return whether every group comes out high, and none is the subject."""
    compared = _compared(rows, outline)
    return len(compared) > 1 and all(row.status == "over" for row in compared)


def group_of_most(rows: Sequence[GroupHeard], outline: StakeholderMap) -> GroupHeard | None:
    """Return the smallest group that most of those heard are of, where it is not the subject."""
    for row in sorted(_compared(rows, outline), key=lambda row: row.population or 0):
        if row.status == "over" and (row.heard or 0) > MOST_OF_ALL * (row.people or 0):
            return row
    return None


def _compared(rows: Sequence[GroupHeard], outline: StakeholderMap) -> list[GroupHeard]:
    """Return the groups that are compared with everybody; none where the map has a subject."""
    if outline.about.subject is not None:
        return []
    return [row for row in rows if row.ppr is not None and row.heard]
