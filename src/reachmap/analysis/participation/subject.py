"""Whether a map may be about one group alone, without saying so."""

from collections.abc import Sequence

from reachmap.analysis.participation.rows import GroupHeard
from reachmap.model.stakeholders import StakeholderMap

MOST_OF_ALL = 0.9
"""Share of everybody heard from which most are of one group."""


def all_come_out_high(groups_heard: Sequence[GroupHeard], outline: StakeholderMap) -> bool:
    """Return whether every group comes out high, and none is the subject."""
    compared = _compared(groups_heard, outline)
    return len(compared) > 1 and all(group_heard.status == "over" for group_heard in compared)


def group_of_most(groups_heard: Sequence[GroupHeard], outline: StakeholderMap) -> GroupHeard | None:
    """Return the smallest group that most of those heard are of, where it is not the subject."""
    for group_heard in sorted(
        _compared(groups_heard, outline), key=lambda group_heard: group_heard.population or 0
    ):
        if group_heard.status == "over" and (group_heard.heard or 0) > MOST_OF_ALL * (
            group_heard.people or 0
        ):
            return group_heard
    return None


def _compared(groups_heard: Sequence[GroupHeard], outline: StakeholderMap) -> list[GroupHeard]:
    """Return the groups that are compared with everybody; none where the map has a subject."""
    if outline.about.subject is not None:
        return []
    return [
        group_heard
        for group_heard in groups_heard
        if group_heard.ppr is not None and group_heard.heard
    ]
