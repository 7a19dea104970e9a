"""A map as it stands on a day: what every question is put to."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from reachmap.model.arguments import check_day
from reachmap.model.assumptions import Assumptions
from reachmap.model.ledger import Ledger
from reachmap.model.nodes import Activity, Channel, Group
from reachmap.model.records import Said, Turnout
from reachmap.model.stakeholders import StakeholderMap
from reachmap.network.compile import TrustNetwork, trust_network
from reachmap.network.evidence import UsualChances
from reachmap.store.counts import ActivityAttendance, NodeAsks, PairAsks, Span
from reachmap.store.memory import MemoryStore
from reachmap.store.protocol import Store

Made = TypeVar("Made")


class Snapshot:
    """A map as it stands on a day; what one question works out, the next does not again.

    Parameters
    ----------
    store
        Where the map lives.
    as_of
        The day; the map's own, or today, where not given. Later activities are planned.
    usual
        Chances of links of which nothing is known, by type; learned from asks if left out.

    Examples
    --------
    >>> from reachmap.model.about import About
    >>> from reachmap.model.nodes import Organisation
    >>> team = Organisation(id="team", name="Team", team=True)
    >>> about = About(as_of=date(2026, 3, 31))
    >>> town = StakeholderMap(organisations=[team], about=about)
    >>> now = Snapshot(MemoryStore(town))
    >>> now.day, now.on(date(2026, 5, 1)).day, now.on(None) is now
    (datetime.date(2026, 3, 31), datetime.date(2026, 5, 1), True)
    """

    def __init__(
        self, store: Store, as_of: date | None = None, *, usual: UsualChances | None = None
    ) -> None:
        check_day("as_of", as_of)
        self.store = store.at_one_state()
        self._as_of = as_of
        self._usual = usual
        self._made: dict[Hashable, Any] = {}

    @classmethod
    def of(cls, stakeholders: StakeholderMap, as_of: date | None = None) -> Snapshot:
        """Return a map in memory as it stands on a day."""
        return cls(MemoryStore(stakeholders), as_of)

    def on(self, day: date | None) -> Snapshot:
        """Return the map as it stands on another day; the same where none is given."""
        same = day is None or day == self._as_of
        return self if same else Snapshot(self.store, day, usual=self._usual)

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was worked out under a key; make it first where it was not."""
        if key not in self._made:
            self._made[key] = make()
        made: Made = self._made[key]
        return made

    @cached_property
    def outline(self) -> StakeholderMap:
        """The map without voices and without what grows without end; no two names are alike."""
        return self.store.outline().with_distinct_names()

    @cached_property
    def day(self) -> date:
        """The day."""
        return self.outline.about.day(as_of=self._as_of)

    @property
    def assumptions(self) -> Assumptions:
        """The judgements of the map."""
        return self.outline.assumptions

    @cached_property
    def past(self) -> tuple[Activity, ...]:
        """Activities that have taken place; those without a day among them."""
        dated = ((activity, activity.date) for activity in self.outline.activities)
        return tuple(activity for activity, day in dated if day is None or day <= self.day)

    @cached_property
    def groups(self) -> dict[str, Group]:
        """The groups by id."""
        return {group.id: group for group in self.outline.groups}

    @cached_property
    def channels(self) -> dict[str, Channel]:
        """The channels by id."""
        return {channel.id: channel for channel in self.outline.channels}

    def method_of(self, activity: Activity) -> str | None:
        """Return the code of the method of an activity, or else that of its channel."""
        channel = self.channels.get(activity.channel or "")
        return activity.method or (channel.method if channel else None)

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of every node by its id; voices have none."""
        return {node.id: node.name for node in self.outline.nodes()}

    @cached_property
    def sizes(self) -> dict[str, int]:
        """Number of rows of each table, counted where the map lives."""
        return self.store.sizes()

    @cached_property
    def turnout(self) -> Ledger[Turnout]:
        """The head counts."""
        return self.store.turnout()

    @cached_property
    def said(self) -> Ledger[Said]:
        """What was heard, and what became of it."""
        return self.store.said()

    @cached_property
    def attendance_by_activity(self) -> ActivityAttendance:
        """What the attendance of each activity adds up to."""
        return self.store.attendance_by_activity()

    @cached_property
    def pair_asks(self) -> PairAsks:
        """The asks between each two nodes up to the day."""
        return self.store.pair_asks(self.day)

    @property
    def network(self) -> TrustNetwork:
        """The compiled network of introductions."""
        return trust_network(self.store, as_of=self.day, usual=self._usual)

    def altered(self, outline: StakeholderMap) -> Snapshot:
        """Return the same day with another outline; asks are those of this map.

        What a link usually does is what it does on this map: one link less changes no other.
        """
        if outline is self.outline:
            return self
        return Snapshot(Changed(outline, self.store), self.day, usual=self.network.usual)


class Changed(MemoryStore):
    """A store whose outline was changed; asks are counted by the one it came from."""

    def __init__(self, outline: StakeholderMap, store: Store) -> None:
        super().__init__(outline)
        self._original = store

    def pair_asks(self, until: date) -> PairAsks:
        """Count the asks between each two nodes, voices left out, on each day up to one."""
        return self._original.pair_asks(until)

    def node_asks(self, span: Span) -> NodeAsks:
        """Count the asks to each node on each day in a span."""
        return self._original.node_asks(span)
