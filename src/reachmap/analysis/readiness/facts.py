"""What a map holds already, worked out once for every gap that is looked for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reachmap.analysis.contact import Pair
from reachmap.analysis.group_counts import Bools, GroupCounts, group_counts
from reachmap.analysis.participation.question import Participation, participation
from reachmap.analysis.routes.question import RoutesToAll, routes_to_all
from reachmap.analysis.routes.rows import Step
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.derived import all_links
from reachmap.model.links import LINK_TYPES, Link
from reachmap.model.nodes import Activity
from reachmap.store.counts import TalkingVoices


@dataclass(frozen=True)
class ReadinessFacts:
    """A map on a day, and what several gaps need to know of it."""

    snapshot: Snapshot

    @cached_property
    def heard(self) -> Participation:
        """Who is heard."""
        return participation(self.snapshot)

    @cached_property
    def unrecorded(self) -> tuple[str, ...]:
        """Groups about which no activity recorded anything."""
        return tuple(row.group for row in self.heard.of("not-recorded"))

    @cached_property
    def recorded(self) -> int:
        """Number of the groups about which some activity recorded something."""
        return len(self.snapshot.groups) - len(self.unrecorded)

    @cached_property
    def uncounted(self) -> tuple[Activity, ...]:
        """Activities at which nobody was recorded by voice or counted by group."""
        heads = {row.activity for row in self.snapshot.turnout if row.attended is not None}
        counted = {*self.snapshot.attendance_by_activity.activities, *heads}
        return tuple(each for each in self.snapshot.past if each.id not in counted)

    @cached_property
    def talking(self) -> TalkingVoices:
        """The voices that spoke at some activity that has taken place, counted."""
        return self.snapshot.store.talking_voices([each.id for each in self.snapshot.past])

    @cached_property
    def _counts(self) -> GroupCounts:
        return group_counts(self.snapshot, self.snapshot.past)

    def _columns(self, activities: Collection[Activity]) -> Bools:
        """Return which past activities are among some, shape (past,)."""
        ids = {activity.id for activity in activities}
        return np.array([activity.id in ids for activity in self.snapshot.past], bool)

    def groups_visible_at(self, activities: Collection[Activity]) -> int:
        """Return how many groups some activities recorded anything about."""
        return int(self._counts.recorded_at[:, self._columns(activities)].any(axis=1).sum())

    def groups_heard_at(self, activities: Collection[Activity]) -> int:
        """Return of how many groups anybody came to some activities."""
        came = self._counts.came[:, self._columns(activities)]
        return int((came.sum(axis=1) > 0).sum())

    @cached_property
    def best(self) -> RoutesToAll:
        """The best way to each group."""
        return routes_to_all(self.snapshot)

    @cached_property
    def unlinked(self) -> tuple[str, ...]:
        """Groups that no introduction leads to, nor to a part of them."""
        return tuple(row.group for row in self.best.without if row.why == "nobody linked")

    @cached_property
    def steps(self) -> dict[Pair, Step]:
        """The steps of the best ways, by (from, to), each once."""
        return {(s.from_ or "", s.to or ""): s for way in self.best.routes for s in way.steps}

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link, written or derived."""
        return tuple(all_links(self.snapshot.outline))

    @cached_property
    def written(self) -> dict[Pair, list[Link]]:
        """The rows of `links` on each step of a best way."""
        rows: dict[Pair, list[Link]] = {}
        for link in self.snapshot.outline.links:
            if LINK_TYPES[link.type].derived:
                continue
            ends = [(link.from_, link.to)] + [(link.to, link.from_)] * link.both_ways
            for pair in ends:
                if pair in self.steps:
                    rows.setdefault(pair, []).append(link)
        return rows

    @cached_property
    def asked(self) -> frozenset[Pair]:
        """The two ends of every ask up to the day."""
        asks = self.snapshot.pair_asks
        return frozenset(zip(asks.from_, asks.to, strict=True))

    def groups_by_steps(self, pairs: Iterable[Pair]) -> int:
        """Return to how many groups the best way takes one of some steps."""
        steps = {*pairs}
        return sum(any((s.from_, s.to) in steps for s in way.steps) for way in self.best.routes)

    def groups_through(self, nodes: Collection[str]) -> int:
        """Return to how many groups the best way goes through one of some nodes."""
        return sum(not {*way.nodes[1:-1]}.isdisjoint(nodes) for way in self.best.routes)

    @cached_property
    def on_the_way(self) -> frozenset[str]:
        """Whoever is asked on some best way."""
        return frozenset(node for way in self.best.routes for node in way.nodes[1:-1])

    def names(self, groups: Iterable[str]) -> tuple[str, ...]:
        """Return the names of groups."""
        return tuple(self.snapshot.names[group] for group in groups)
