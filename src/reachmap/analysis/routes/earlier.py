"""What was asked of someone before, or of the organisation where they work."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Annotated

from reachmap.analysis.snapshot import Snapshot
from reachmap.model.answer import Row
from reachmap.model.fields import ORGANISATION, PERSONAL
from reachmap.model.nodes import KeyWorker, Node
from reachmap.network.compile import first_free_day
from reachmap.store.counts import Span
from reachmap.words import words_of_day, words_of_times

LINES: Mapping[str, str] = MappingProxyType(
    {
        "once": "{by} asked {to} on {day}",
        "often": "{by} asked {to} {times}, last on {day}",
        "passed_on_once": ", and they passed {us} on",
        "passed_on_often": ", and they passed {us} on {passed_on}",
        "not_passed_on": ", and they did not pass {us} on",
        "open": "",
        "we": "we",
        "us": "us",
        "it": "it",
    }
)
"""What was asked, and what came of it: templates with named slots."""


class EarlierAsks(Row):
    """What one body asked of another before, as far as it is on record."""

    to: Annotated[str | None, PERSONAL] = None
    """Name of who was asked."""

    asks: Annotated[int | None, ORGANISATION] = None
    """Asks for anything, of any outcome, open ones among them."""

    answered: Annotated[int | None, ORGANISATION] = None
    """Those for an introduction that were passed on, declined or not answered."""

    passed_on: Annotated[int | None, ORGANISATION] = None
    """Those passed on."""

    latest: Annotated[date | None, ORGANISATION] = None
    """Day of the latest."""

    def words(self, by: str = "") -> str:
        """Return what was asked, by us or by another, and what came of it; for internal use.

        Examples
        --------
        >>> day = date(2026, 3, 2)
        >>> EarlierAsks(to="Overgate", asks=1, answered=1, passed_on=1, latest=day).words()
        'we asked Overgate on 2 March 2026, and they passed us on'
        >>> EarlierAsks(to="Overgate", asks=4, answered=3, passed_on=2, latest=day).words("Hub")
        'Hub asked Overgate 4 times, last on 2 March 2026, and they passed it on twice'
        """
        once = self.asks == 1
        if self.passed_on:
            result = "passed_on_once" if once else "passed_on_often"
        else:
            result = "not_passed_on" if self.answered else "open"
        return (LINES["once" if once else "often"] + LINES[result]).format(
            by=by or LINES["we"],
            to=self.to,
            times=words_of_times(self.asks or 0),
            day=words_of_day(self.latest) if self.latest else "",
            us=LINES["it" if by else "us"],
            passed_on=words_of_times(self.passed_on or 0),
        )


def earlier_asks(snapshot: Snapshot, from_: str, to: str) -> EarlierAsks | None:
    """Return what one node asked of another up to the day; None where no ask is on record."""
    earlier = snapshot.pair_asks
    first_ask, end_ask = bisect_left(earlier.from_, from_), bisect_right(earlier.from_, from_)
    pair_rows = slice(
        bisect_left(earlier.to, to, first_ask, end_ask),
        bisect_right(earlier.to, to, first_ask, end_ask),
    )
    if pair_rows.start == pair_rows.stop:
        return None
    return EarlierAsks(
        to=snapshot.names[to],
        asks=int(earlier.asks[pair_rows].sum()),
        answered=int(earlier.scored[pair_rows].sum()),
        passed_on=int(earlier.passed_on[pair_rows].sum()),
        latest=earlier.day[pair_rows].max().astype("datetime64[D]").item(),
    )


def asks_to_employer(
    snapshot: Snapshot, from_: str, to: Node, *, besides: str | None = None
) -> EarlierAsks | None:
    """Return what a node asked before of the organisation where someone works, if another."""
    employer = to.organisation if isinstance(to, KeyWorker) else None
    if employer is None or employer in {from_, besides}:
        return None
    return earlier_asks(snapshot, from_, employer)


def groups_at_rest(snapshot: Snapshot) -> dict[str, date]:
    """Return the groups asked about too often in the quarter, and the day until which they rest."""
    return snapshot.once("groups at rest", lambda: _groups_at_rest(snapshot))


def _groups_at_rest(snapshot: Snapshot) -> dict[str, date]:
    usual, today = snapshot.assumptions, snapshot.day
    group_asks = snapshot.store.group_asks(Span(today - timedelta(days=usual.quarter_days), today))
    days_by_group: defaultdict[str, list[date]] = defaultdict(list)
    days: list[date] = group_asks.day.astype("datetime64[D]").tolist()
    for group, day, times in zip(group_asks.to, days, group_asks.asks.tolist(), strict=True):
        days_by_group[group] += [day] * times
    groups_resting = {}
    for group, days in days_by_group.items():
        if len(days) > usual.asked_too_often:
            latest_asks = sorted(days, reverse=True)
            free = first_free_day(latest_asks, usual.asked_too_often, today, usual.quarter_days)
            if free is not None:
                groups_resting[group] = free
    return groups_resting
