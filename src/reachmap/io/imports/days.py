"""Days as other programs write them, where there is one way to read them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from reachmap.io.tables.days import MONTHS

MOST_MONTHS = 12

_FIGURES = re.compile(r"(?<!\d)(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?!\d)", re.ASCII)
_WORDS = re.compile(
    r"(?<!\d)(\d{1,2})(?:[a-z]{2})? ([a-z]{3})[a-z]*,? (\d{4})"
    r"|([a-z]{3})[a-z]* (\d{1,2})(?:[a-z]{2})?,? (\d{4})",
    re.ASCII | re.IGNORECASE,
)


class Written(NamedTuple):
    """The day in a text, as it is written and, where that is sure, as it is meant."""

    text: str
    day: date | None


@lru_cache(1_000)
def day_in(raw: str, order: str | None) -> Written:
    """Return the day that a text holds, as a file with a known order of day and month has it.

    Examples
    --------
    >>> day_in("03/04/2026 14:00", None).day, day_in("March 4th, 2026", None).day
    (None, datetime.date(2026, 3, 4))
    >>> day_in("3/4/26", "mdy").day
    datetime.date(2026, 3, 4)
    """
    match = _FIGURES.search(raw)
    if match:
        days = {*_readings(match, order)}
        return Written(match[0], days.pop() if len(days) == 1 else None)
    match = _WORDS.search(raw)
    if match is None:
        return Written("", None)
    first, month, year = (
        (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
    )
    number = MONTHS.index(month.casefold()) + 1 if month.casefold() in MONTHS else 0
    return Written(match[0], _date(int(year), number, int(first)))


def order_of(texts: Iterable[str]) -> str | None:
    """Return the order of day and month that some day proves.

    Examples
    --------
    >>> order_of(["03/04/2026", "20/04/2026"]), order_of(["03/04/2026"])
    ('dmy', None)
    """
    for raw in dict.fromkeys(texts):
        match = _FIGURES.search(raw)
        if match and len(match[1]) <= len("31"):
            if int(match[1]) > MOST_MONTHS:
                return "dmy"
            if int(match[2]) > MOST_MONTHS:
                return "mdy"
    return None


def _readings(match: re.Match[str], order: str | None) -> Iterator[date]:
    first, second, third = (int(part) for part in match.groups())
    if len(match[1]) == len("2026"):
        readings = {"ymd": (first, second, third)}
    else:
        year = third + 2000 if len(match[3]) == len("26") else third
        readings = {"dmy": (year, second, first), "mdy": (year, first, second)}
    for name, parts in readings.items():
        day = _date(*parts) if order is None or name in {order, "ymd"} else None
        if day is not None:
            yield day


def _date(year: int, month: int, day: int) -> date | None:
    """Return a day of the years that a map may speak of, if there is such a day."""
    try:
        known_day = date(year, month, day)
    except ValueError:
        return None
    return known_day if 1900 <= year < 2200 else None  # noqa: PLR2004  as `Day` has it
