"""Whether there is room left this quarter for one more ask to someone."""

from datetime import date, timedelta
from typing import NamedTuple

from reachmap.analysis.burden.words import words_of_room
from reachmap.analysis.snapshot import Snapshot
from reachmap.network.compile import first_free_day
from reachmap.store.counts import Span


class CapacityLeft(NamedTuple):
    """How often someone was asked this quarter, and what they can manage."""

    asked: int
    """Asks to them in the quarter."""
    capacity: int
    """Asks they can manage in a quarter."""
    known: bool
    """Whether that is on the map; else it is our assumption."""
    free_on: date | None
    """First day on which there is room; None where they can manage none."""

    def sentence(self) -> str:
        """Return it in a kind sentence."""
        return words_of_room(**self._asdict())


def capacity_left(snapshot: Snapshot, who: str) -> CapacityLeft:
    """Return whether there is room left for an ask to someone.

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
    asks = snapshot.store.node_asks(Span(day - timedelta(days=usual.quarter_days), day))
    rows = zip(asks.to, asks.day.astype("datetime64[D]").tolist(), asks.asks, strict=True)
    days = sorted((day for to, day, n in rows if to == who for _ in range(n)), reverse=True)
    return CapacityLeft(
        asked=len(days),
        capacity=capacity,
        known=known is not None,
        free_on=first_free_day(days, capacity, day, usual.quarter_days),
    )
