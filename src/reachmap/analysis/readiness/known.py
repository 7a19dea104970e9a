"""What a map tells already, gathered once for every gap that is looked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reachmap.analysis.group_counts import GroupCounts, group_counts
from reachmap.analysis.participation.question import Participation, participation
from reachmap.analysis.routes.question import RoutesToAll, routes_to_all
from reachmap.analysis.routes.rows import GroupRoute, Step
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.nodes import Activity, Group
from reachmap.model.stakeholders import StakeholderMap
from reachmap.store.counts import TalkingVoices


@dataclass(frozen=True)
class Known:
    """What a map tells already.

    Attributes
    ----------
    snapshot
        The map on a day.
    """

    snapshot: Snapshot

    @cached_property
    def map(self) -> StakeholderMap:
        """The map, without voices and ledgers."""
        return self.snapshot.outline

    @cached_property
    def groups(self) -> dict[str, Group]:
        """The groups by id."""
        return self.snapshot.groups

    @cached_property
    def past(self) -> tuple[Activity, ...]:
        """The activities that have taken place."""
        return self.snapshot.past

    @cached_property
    def heard(self) -> Participation:
        """Who is heard."""
        return participation(self.snapshot)

    @cached_property
    def unrecorded(self) -> tuple[str, ...]:
        """Groups that no activity could have shown."""
        return tuple(row.group for row in self.heard.of("not-recorded"))

    @cached_property
    def recorded(self) -> int:
        """Number of the groups that some activity could have shown."""
        return len(self.groups) - len(self.unrecorded)

    @cached_property
    def seen(self) -> GroupCounts:
        """What each activity that has taken place tells of each group."""
        return group_counts(self.snapshot, self.past)

    def shown_at(self, activities: Collection[Activity]) -> int:
        """Return how many groups some activities could have shown."""
        wanted = {activity.id for activity in activities}
        columns = np.array([activity.id in wanted for activity in self.past], bool)
        return int(self.seen.shown[:, columns].any(axis=1).sum())

    def came_through(self, activities: Collection[Activity]) -> int:
        """Return of how many groups somebody came to some activities."""
        wanted = {activity.id for activity in activities}
        columns = np.array([activity.id in wanted for activity in self.past], bool)
        came = (self.seen.recorded + self.seen.heads)[:, columns]
        return int((came.sum(axis=1) > 0).sum())

    @cached_property
    def counted(self) -> frozenset[str]:
        """Activities at which somebody was recorded by voice or counted by group."""
        heads = {row.activity for row in self.snapshot.turnout if row.attended is not None}
        return frozenset({*self.snapshot.attendance_by_activity.activities, *heads})

    @property
    def sizes(self) -> dict[str, int]:
        """Number of rows of each table."""
        return self.snapshot.sizes

    @cached_property
    def talking(self) -> TalkingVoices:
        """The voices that spoke at some activity that has taken place, counted."""
        return self.snapshot.store.talking_voices([activity.id for activity in self.past])

    @cached_property
    def best(self) -> RoutesToAll:
        """The best way to each group."""
        return routes_to_all(self.snapshot)

    @cached_property
    def unlinked(self) -> tuple[str, ...]:
        """Groups that no introduction leads to, nor to a part of them."""
        rows = self.best.without
        return tuple(row.group for row in rows if row.why == "nobody linked")

    @cached_property
    def steps(self) -> dict[tuple[str, str], Step]:
        """The steps of the best ways, by (from, to), each once."""
        return {
            (step.from_ or "", step.to or ""): step
            for way in self.best.routes
            for step in way.steps
        }

    def ways_by(self, pairs: Iterable[tuple[str, str]]) -> int:
        """Return to how many groups the best way takes one of some steps."""
        wanted = {*pairs}
        return sum(any((s.from_, s.to) in wanted for s in way.steps) for way in self.best.routes)

    def ways_through(self, nodes: Collection[str]) -> int:
        """Return to how many groups the best way goes through one of some nodes."""
        return sum(not between(way).isdisjoint(nodes) for way in self.best.routes)

    @cached_property
    def on_the_way(self) -> frozenset[str]:
        """Whoever is asked on some best way."""
        return frozenset(node for way in self.best.routes for node in between(way))

    def names(self, groups: Iterable[str]) -> tuple[str, ...]:
        """Return the names of groups."""
        return tuple(self.groups[group].name for group in groups)


def between(way: GroupRoute) -> set[str]:
    """Return whoever is asked on a way: all but the team and the group."""
    return {*way.nodes[1:-1]}
