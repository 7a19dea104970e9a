"""Working days: Monday to Friday, less public holidays where the map says whose."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta

from reachmap.analysis.snapshot import Snapshot
from reachmap.errors import InputError, quoted
from reachmap.model.assumptions import NOT_KNOWN
from reachmap.plan.round.words import REFUSALS

SATURDAY = 5
A_DAY = timedelta(days=1)


class WorkingDays:
    """Days on which people are asked, and on which what is planned begins.

    Examples
    --------
    >>> days = WorkingDays()
    >>> days.first_from(date(2026, 4, 4)), days.last_until(date(2026, 5, 16))
    (datetime.date(2026, 4, 6), datetime.date(2026, 5, 15))
    """

    def __init__(self, public_holidays: str = NOT_KNOWN) -> None:
        holidays = None if public_holidays == NOT_KNOWN else _holidays_of(public_holidays)
        self.knows_holidays = holidays is not None
        self._holidays: Container[date] = frozenset() if holidays is None else holidays

    def first_from(self, day: date) -> date:
        """Return a day, or the first working day after it."""
        while not self._is_one(day):
            day += A_DAY
        return day

    def last_until(self, day: date) -> date:
        """Return a day, or the last working day before it."""
        while not self._is_one(day):
            day -= A_DAY
        return day

    def _is_one(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in self._holidays


def working_days(snapshot: Snapshot) -> WorkingDays:
    """Return the working days of a map."""
    whose = snapshot.assumptions.public_holidays
    return snapshot.once("working days", lambda: WorkingDays(whose))


def _holidays_of(whose: str) -> Container[date] | None:
    """Return the public holidays of a country or of a part of it; refuse who is not known.

    None where the package that knows them is not here.
    """
    try:
        import holidays
    except ImportError:
        return None
    country, _, part = whose.partition("-")
    try:
        days: Container[date] = holidays.country_holidays(country, subdiv=part or None)
    except NotImplementedError as error:
        raise InputError(REFUSALS["unknown_holidays"].format(whose=quoted(whose))) from error
    return days
