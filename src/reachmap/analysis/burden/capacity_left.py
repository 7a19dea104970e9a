"""Whether somebody who was just asked has room left this quarter."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from reachmap.analysis.snapshot import Snapshot
from reachmap.network.compile import first_free_day
from reachmap.store.counts import Span
from reachmap.words import words_of_day


class CapacityLeft(NamedTuple):
    """How often somebody was asked this quarter, and what they can manage.

    Attributes
    ----------
    asked
        Asks to them in the quarter.
    capacity
        Asks they can manage in a quarter.
    known
        Whether that is on the map; else it is our assumption.
    free_on
        First day on which there is room; None where they can manage none.
    """

    asked: int
    capacity: int
    known: bool
    free_on: date | None

    def sentence(self) -> str:
        """Return it in a kind sentence."""
        times = {1: "once", 2: "twice"}.get(self.asked, f"{self.asked} times")
        manage = f"{'can' if self.known else 'may, we assume,'} manage {self.capacity} a quarter"
        told = f"They were asked {times} in the last quarter and {manage}"
        left = self.capacity - self.asked
        if left > 0:
            return f"{told}: there is room for {left} more."
        rest = f"until {words_of_day(self.free_on)}" if self.free_on else "from more"
        diary = "full" if left == 0 else "more than full"
        return f"{told}: their diary is {diary}, so let them rest {rest}."


def capacity_left(snapshot: Snapshot, who: str) -> CapacityLeft:
    """Say whether somebody has room left for an ask.

    Examples
    --------
    >>> from reachmap.model.nodes import Organisation
    >>> from reachmap.model.stakeholders import StakeholderMap
    >>> team = Organisation(id="team", name="Team", team=True, capacity=2)
    >>> now = Snapshot.of(StakeholderMap(organisations=[team]), date(2026, 3, 31))
    >>> capacity_left(now, "team").asked
    0
    """
    outline, usual, day = snapshot.outline, snapshot.assumptions, snapshot.day
    known = next((vars(node).get("capacity") for node in outline.nodes() if node.id == who), None)
    capacity = usual.assumed_capacity if known is None else known
    found = snapshot.store.node_asks(Span(day - timedelta(days=usual.quarter_days), day))
    rows = zip(found.to, found.day.astype("datetime64[D]").tolist(), found.asks, strict=True)
    days = sorted((day for to, day, n in rows if to == who for _ in range(n)), reverse=True)
    return CapacityLeft(
        asked=len(days),
        capacity=capacity,
        known=known is not None,
        free_on=first_free_day(days, capacity, day, usual.quarter_days),
    )
