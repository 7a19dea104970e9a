"""What was asked of people, and the panels they sat on, counted in memory."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from reachmap.model.stakeholders import StakeholderMap
from reachmap.store.counts import Span


def loads_of(stakeholders: StakeholderMap, talking: NDArray[np.bool_], span: Span) -> Counter[str]:
    """Count asks to each node in a span, and attendance that none of them led to.

    `talking` has shape (rows of attendance,): whether the voice talked.
    """
    asks, first, last = stakeholders.asks, np.datetime64(span.after), np.datetime64(span.until)
    days = asks.days("date")
    known = asks.take((days > first) & (days <= last))
    loads = Counter(name for name in known.cells("to") if isinstance(name, str))
    led_to = {*zip(known.cells("to"), known.cells("activity"), strict=True)}
    for (voice, activity), count in _attendance(stakeholders, talking, span).items():
        if (voice, activity) not in led_to:
            loads[voice] += count
    return loads


def _attendance(
    stakeholders: StakeholderMap, talking: NDArray[np.bool_], span: Span
) -> Counter[tuple[str, str]]:
    came = stakeholders.attendance
    dated = {
        activity.id
        for activity in stakeholders.activities
        if activity.date is not None and span.after < activity.date <= span.until
    }
    inside = np.array([*(name in dated for name in came.categories("activity")), False], bool)
    ledger_rows = came.take(talking & inside[came.codes("activity")])
    return Counter(
        (str(voice), str(activity))
        for voice, activity in zip(
            ledger_rows.cells("voice"), ledger_rows.cells("activity"), strict=True
        )
    )


def seats_of(stakeholders: StakeholderMap, until: date) -> Mapping[str, set[date]]:
    """Return the days of the panels that each person has sat on."""
    seats: defaultdict[str, set[date]] = defaultdict(set)
    for seat in stakeholders.panels:
        if seat.date <= until:
            seats[seat.voice].add(seat.date)
    return seats


def only_staff(
    stakeholders: StakeholderMap, talking: NDArray[np.bool_], until: date
) -> frozenset[str]:
    """Return the voices who came up to a day, or on none that is known, and never talked.

    `talking` has shape (rows of attendance,): whether the voice talked.
    """
    came = stakeholders.attendance
    later = {
        activity.id
        for activity in stakeholders.activities
        if activity.date is not None and activity.date > until
    }
    past = np.array([*(name not in later for name in came.categories("activity")), False], bool)
    so_far = past[came.codes("activity")]
    names, codes = came.categories("voice"), came.codes("voice")
    silent = np.setdiff1d(codes[so_far], codes[so_far & talking])
    return frozenset(names[code] for code in silent.tolist())
