"""Activities at which places may be filled, and what tells whether luck may judge them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.voices.rows import Unjudged
from reachmap.model.nodes import Activity
from reachmap.store.counts import Codes

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sittings:
    """Some activities, looked at once for all voices and for every group."""

    activities: Sequence[Activity]
    ids: list[str]

    standing: Bools
    """Shape (activities,): whether they are of a standing channel."""

    audience: Codes
    """Shape (activities,): number of the set of groups that each is for, 0 for everybody."""

    has_register: bool
    """Whether the voices of the map are everybody who could have come."""

    @classmethod
    def of(cls, snapshot: Snapshot, activities: Sequence[Activity]) -> "Sittings":
        """Return some activities of a map."""
        standing = {channel.id for channel in snapshot.channels.values() if channel.standing}
        sets: dict[frozenset[str], int] = {frozenset(): 0}
        number = {
            groups: sets.setdefault(frozenset(groups), len(sets))
            for groups in {activity.groups for activity in activities}
        }
        return cls(
            activities=activities,
            ids=[activity.id for activity in activities],
            standing=np.array([activity.channel in standing for activity in activities], bool),
            audience=np.array([number[activity.groups] for activity in activities], np.int32),
            has_register=snapshot.outline.about.register_complete,
        )

    def filled(self, places: Codes) -> list[Activity]:
        """Return those with places, of which there are so many at each."""
        return [self.activities[number] for number in np.flatnonzero(places).tolist()]

    def unjudged(self, places: Codes) -> Unjudged | None:
        """Return why luck cannot be said to have filled the places, if so."""
        filled = places > 0
        if self.standing[filled].any():
            return "standing"
        if np.count_nonzero(filled) == 1:
            return "one-sitting"
        alike = len(np.unique(self.audience[filled])) <= 1
        return None if alike or self.has_register else "unlike"

    def open_ones(self) -> list[Activity]:
        """Return those of no standing channel: those for everybody, where no register is."""
        open_ = ~self.standing & (self.has_register | (self.audience == 0))
        return [self.activities[number] for number in np.flatnonzero(open_).tolist()]
