"""What the rules of the review look at, worked out once."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reachmap.analysis.gatekeepers.question import dependent_groups
from reachmap.analysis.recorded import is_recorded
from reachmap.analysis.routes.search import route_search
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.voices.question import reliance
from reachmap.analysis.voices.rows import Concentration, Reliance
from reachmap.analysis.voices.scopes import channels
from reachmap.analysis.window import Window
from reachmap.model.choices import Speaking
from reachmap.model.nodes import Activity, Venue
from reachmap.model.vocabulary import Method


@dataclass(frozen=True)
class ReviewFacts:
    """A map on a day, and what several rules need to know of it."""

    snapshot: Snapshot

    @cached_property
    def reliance(self) -> tuple[Reliance, ...]:
        """The channels through which each group is heard."""
        return reliance(self.snapshot, Window().activities(self.snapshot))

    @cached_property
    def channels(self) -> tuple[Concentration, ...]:
        """How the talking is shared at each channel."""
        return channels(self.snapshot, Window().activities(self.snapshot))

    @cached_property
    def only_through(self) -> dict[str, list[str]]:
        """By node, the names of the groups that no way leads to without it; load is ignored."""
        search = route_search(self.snapshot)
        ids, names = search.trust.network.ids, self.snapshot.names
        return {
            ids[node]: [names[ids[group]] for group in groups]
            for node, groups in dependent_groups(search).items()
        }

    @cached_property
    def venues(self) -> dict[str, Venue]:
        """The venues by id."""
        return {venue.id: venue for venue in self.snapshot.outline.venues}

    @property
    def says_if_anonymous(self) -> bool:
        """Whether the map says anywhere if people could speak without being known."""
        columns = ("activities.anonymous", "channels.anonymous")
        return any(is_recorded(self.snapshot, column) for column in columns)

    def is_planned(self, activity: Activity) -> bool:
        """Return whether an activity is still to come."""
        return activity.date is not None and activity.date > self.snapshot.day

    def method(self, activity: Activity) -> Method | None:
        """Return the method of an activity, or that of its channel."""
        return self.snapshot.outline.method_table.get(self.snapshot.method_of(activity) or "")

    def attendances(self, *kinds: Speaking) -> dict[str, int]:
        """Return the rows of attendance of some kinds at each activity, of all where none."""
        attendance = self.snapshot.attendance_by_activity
        rows = [n for kind, n in attendance.rows.items() if not kinds or kind in kinds]
        total = sum(rows, np.zeros(len(attendance.activities), np.int64))
        return dict(zip(attendance.activities, total.tolist(), strict=True))
