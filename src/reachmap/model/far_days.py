"""Days so far off that the year may be a slip, and what is counted after the day of the map."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import numpy as np

from reachmap.model.content import Content
from reachmap.model.ledger import NOTHING, Ledger
from reachmap.model.rules import Fault, Names

DAYS_OF_A_YEAR = 366


class Span(NamedTuple):
    """How many years before and after the day of a map a day may well be."""

    before: int
    after: int


SPANS = {
    ("activities", "date"): Span(20, 2),
    ("activities", "decided_on"): Span(20, 3),
    ("activities", "feedback_on"): Span(20, 3),
    ("links", "last_contact"): Span(20, 0),
    ("asks", "date"): Span(20, 2),
}
"""Columns with the days of what happens, and the span in which it is likely."""

AHEAD = 2
"""Most years from today that a map is likely to speak for."""

REMEDY = "Check the year, and 'as_of' in about: what is later does not count"


def far_days(content: Content, names: Names) -> Iterator[Fault]:
    """Days are within some years of the day of the map, and contacts not after it."""
    del names
    day = content.about.day()
    today = date.today()  # noqa: DTZ011  a planner's own day
    if (day - today).days > AHEAD * DAYS_OF_A_YEAR:
        message = f"the map speaks for {day}, which is years ahead"
        yield Fault("about", 0, "as_of", str(day), message, "Check the year", "warning")
        return
    for (table, column), span in SPANS.items():
        for row, when in _days(getattr(content, table), column):
            message = _distance((when - day).days, span)
            if message:
                words = f"{when} is {message} {day}, the day the map speaks for"
                yield Fault(table, row, column, str(when), words, REMEDY, "warning")


def _distance(ahead: int, span: Span) -> str:
    """Return how a day lies to the day of the map, in words, if it is outside its span."""
    if ahead > span.after * DAYS_OF_A_YEAR:
        return "years after" if span.after else "after"
    return "long before" if ahead < -span.before * DAYS_OF_A_YEAR else ""


def _days(rows: object, column: str) -> Iterator[tuple[int, date]]:
    """Yield position and day of every row that has one."""
    if isinstance(rows, Ledger):
        days = rows.days(column)
        known = ~np.isnat(days)
        yield from zip(rows.origin[known].tolist(), days[known].tolist(), strict=True)
    elif isinstance(rows, tuple | list):
        for row, record in enumerate(rows):
            when = getattr(record, column)
            if when is not None:
                yield row, when


def counted_ahead(content: Content, names: Names) -> Iterator[Fault]:
    """Nobody has been counted at an activity after the day of the map."""
    del names
    day, turnout = content.about.day(), content.turnout
    came = turnout.counts("attended") != NOTHING
    heads = {turnout.categories("activity")[code] for code in turnout.codes("activity")[came]}
    soon = SPANS["activities", "date"].after * DAYS_OF_A_YEAR  # beyond it, `far_days` tells of it
    by_name = {*content.attendance.categories("activity")}  # an error, which `future` has
    for row, activity in enumerate(content.activities):
        when, counted = activity.date, activity.attended is not None or activity.id in heads
        if when and 0 < (when - day).days <= soon and counted and activity.id not in by_name:
            message = f"people are counted on {when}, after {day}, the day the map speaks for"
            yield Fault("activities", row, "date", str(when), message, REMEDY, "warning")
