"""What the rules of the review look at, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reachmap.analysis.gatekeepers.question import dependent_groups
from reachmap.analysis.review.rows import Raised, Severity
from reachmap.analysis.routes.search import route_search
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.voices.question import Voices, voices
from reachmap.model.assumptions import Assumptions
from reachmap.model.nodes import Activity, Channel, Group
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.vocabulary import Method
from reachmap.store.counts import ActivityAttendance


@dataclass(frozen=True)
class Known:
    """A map as the review sees it.

    Attributes
    ----------
    snapshot
        The map on a day.
    """

    snapshot: Snapshot

    @cached_property
    def outline(self) -> StakeholderMap:
        """The map, without voices and ledgers."""
        return self.snapshot.outline

    @cached_property
    def day(self) -> date:
        """Day to reckon from."""
        return self.snapshot.day

    @property
    def assumed(self) -> Assumptions:
        """The judgements of the map."""
        return self.outline.assumptions

    @cached_property
    def past(self) -> tuple[Activity, ...]:
        """Activities that have taken place."""
        return self.snapshot.past

    @cached_property
    def groups(self) -> dict[str, Group]:
        """Groups by id."""
        return self.snapshot.groups

    @cached_property
    def channels(self) -> dict[str, Channel]:
        """Channels by id."""
        return self.snapshot.channels

    @cached_property
    def attendance_by_activity(self) -> ActivityAttendance:
        """What the attendance of each activity adds up to."""
        return self.snapshot.attendance_by_activity

    @cached_property
    def voices(self) -> Voices:
        """How much of the talking the same voices do."""
        return voices(self.snapshot)

    @cached_property
    def only_through(self) -> dict[str, list[str]]:
        """By node, the names of the groups that no way leads to without it; load is ignored."""
        terms = route_search(self.snapshot)
        return {
            terms.trust.network.ids[node]: [
                self.groups[terms.trust.network.ids[group]].name for group in groups
            ]
            for node, groups in dependent_groups(terms).items()
        }

    def planned(self, activity: Activity) -> bool:
        """Return whether an activity is still to come."""
        return activity.date is not None and activity.date > self.day

    def method(self, activity: Activity) -> Method | None:
        """Return the method of an activity, or that of its channel."""
        channel = self.channels.get(activity.channel or "")
        code = activity.method or (channel.method if channel else None)
        return self.outline.method_table.get(code or "")

    def raised(
        self, rule: str, activity: Activity, words: str, *, remedy: str | None = None
    ) -> Raised:
        """Return a finding about an activity: one to come can still be put right now."""
        severity: Severity | None = "now" if self.planned(activity) else None
        return Raised(rule, activity.id, words, remedy=remedy, severity=severity)
