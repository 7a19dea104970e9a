"""Who can still be asked, how often and from which day, as recorded or by our assumptions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from reachmap.analysis.snapshot import Snapshot
from reachmap.network.compile import first_free_day
from reachmap.store.counts import NodeAsks, Span

UNLIMITED = 1_000_000
"""Asks of a channel that the team runs itself, and of venues: nobody is worn out by them."""


class Capacity(NamedTuple):
    """How many asks there is room for, and the first day that has it."""

    asks: int
    free_on: date | None
    """None where there never is room."""


class Room:
    """Who can be asked in a round; asks that are planned already count.

    A node has as many asks left as it can manage in a quarter, less those of the quarter before
    the first day on which it is free, and those recorded for later. Room that comes back during
    the round is not counted on, so that no plan asks too much on any day. `since` is the first
    day to ask, where that is later than the day of the map.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        until: date,
        *,
        since: date | None = None,
        max_asks: int | None = None,
    ) -> None:
        self._snapshot, self._max_asks = snapshot, max_asks
        self._since = since or snapshot.day
        quarter = timedelta(days=snapshot.assumptions.quarter_days)
        self._span = Span(self._since - quarter, max(until, self._since))

    @cached_property
    def _node_days(self) -> Mapping[str, list[date]]:
        return _days(self._snapshot.store.node_asks(self._span))

    @cached_property
    def _group_days(self) -> Mapping[str, list[date]]:
        return _days(self._snapshot.store.group_asks(self._span))

    @cached_property
    def _most(self) -> Mapping[str, int]:
        """Asks that each node can manage in a quarter; venues have no such number."""
        outline = self._snapshot.outline
        usual = outline.assumptions.assumed_capacity
        tables = (outline.organisations, outline.workers, outline.champions, outline.channels)
        known = {each.id: each.capacity for table in tables for each in table}
        return {id_: usual if most is None else most for id_, most in known.items()}

    def of_node(self, id_: str) -> Capacity:
        """Return the room of someone on the way."""
        if id_ not in self._most or self.is_ours(id_):
            return Capacity(UNLIMITED, self._since)
        room = self._room(self._node_days.get(id_, []), self._most[id_])
        return (
            room if self._max_asks is None else room._replace(asks=min(room.asks, self._max_asks))
        )

    def resting(self) -> Iterator[tuple[str, date | None]]:
        """Yield who has been asked as often as they can manage, and the first day with room."""
        for id_ in sorted(self._node_days.keys() & self._most.keys()):
            _, free_on = self.of_node(id_)
            if free_on is None or free_on > self._since:
                yield id_, free_on

    def of_group(self, id_: str) -> Capacity:
        """Return how often a group can still be approached."""
        most = self._snapshot.assumptions.asked_too_often
        return self._room(self._group_days.get(id_, []), most)

    def is_ours(self, id_: str) -> bool:
        """Return whether it is a channel that a team runs itself, so that nobody is asked."""
        channel = self._snapshot.channels.get(id_)
        return channel is not None and channel.run_by in self._snapshot.outline.teams

    def _room(self, days: list[date], most: int) -> Capacity:
        """Return the room of who was, or is to be, asked on some days, the latest first."""
        quarter = self._snapshot.assumptions.quarter_days
        free = first_free_day(days, most, self._since, quarter)
        if free is None:
            return Capacity(0, None)
        recent = sum(day > free - timedelta(days=quarter) for day in days)
        return Capacity(max(0, most - recent), free)


def _days(asks: NodeAsks) -> dict[str, list[date]]:
    """Return the days of asks by who was asked, the latest first."""
    days: defaultdict[str, list[date]] = defaultdict(list)
    each: list[date] = asks.day.astype("datetime64[D]").tolist()
    for to, day, count in zip(asks.to, each, asks.asks.tolist(), strict=True):
        days[to] += [day] * count
    return {to: sorted(listed, reverse=True) for to, listed in days.items()}
