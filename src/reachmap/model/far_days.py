"""Days that are probably slips: so far off, or in an order in which things do not happen."""

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
    ("asks", "date"): Span(20, 0),
}
"""Columns with the days of what happens, and the span in which it is likely."""

AHEAD = 2
"""Most years from today that a map is likely to speak for."""

REMEDY = "Check the year, and 'as_of' in about: what is later does not count"
YEAR = "Check the year"

LONE = 10
"""One day of so many, or fewer, may be a slip where it is years before all the others."""

FEWEST = 5
"""Fewest days of which one can be told to be so."""

YEARS = 3
"""Years before all others that make a day probably a slip."""


def far_days(content: Content, names: Names) -> Iterator[Fault]:
    """Days are within some years of the day of the map; contacts, and asks made, not after it."""
    del names
    day = content.about.day()
    today = date.today()  # noqa: DTZ011  a planner's own day
    if (day - today).days > AHEAD * DAYS_OF_A_YEAR:
        message = f"the map speaks for {day}, which is years ahead"
        yield Fault("about", 0, "as_of", str(day), message, YEAR, "warning")
        return
    planned = _planned(content, day)
    for (table, column), span in SPANS.items():
        for row, when in _days(getattr(content, table), column):
            message = _distance((when - day).days, span)
            if message and not (table == "asks" and row in planned):
                words = f"{when} is {message} {_of_map(content)}"
                remedy = YEAR if when < day else REMEDY
                yield Fault(table, row, column, str(when), words, remedy, "warning")


def _of_map(content: Content) -> str:
    """Return the day of a map in words."""
    if content.about.as_of is None:
        return f"{content.about.day()}, today"
    return f"{content.about.day()}, the day the map speaks for"


def _planned(content: Content, day: date) -> set[int]:
    """Return the rows of asks that are still to be made, for activities still to come."""
    soon = (SPANS["activities", "date"].after + 1) * DAYS_OF_A_YEAR
    to_come = {
        activity.id
        for activity in content.activities
        if activity.date and 0 < (activity.date - day).days <= soon
    }
    if not to_come:
        return set()
    late = content.asks.take(content.asks.days("date") > np.datetime64(day))
    return {
        row
        for row, ask in zip(late.origin.tolist(), late, strict=True)
        if ask.activity in to_come and ask.outcome is None
    }


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
            message = f"people are counted on {when}, after {_of_map(content)}"
            yield Fault("activities", row, "date", str(when), message, REMEDY, "warning")


def lone_days(content: Content, names: Names) -> Iterator[Fault]:
    """No day of an activity or ask is years before all the others."""
    del names
    day = content.about.day()
    for table in ("activities", "asks"):
        span = SPANS[table, "date"]
        dated = _days(getattr(content, table), "date")
        days = sorted((when, row) for row, when in dated if not _distance((when - day).days, span))
        if len(days) < FEWEST:
            continue
        for number in range(max(1, len(days) // LONE), 0, -1):
            before, first = days[number - 1][0], days[number][0]
            if (first - before).days > YEARS * DAYS_OF_A_YEAR:
                for when, row in days[:number]:
                    message = f"{when} is years before the others, from {first} on"
                    yield Fault(table, row, "date", str(when), message, YEAR, "warning")
                break


def told_before(content: Content, names: Names) -> Iterator[Fault]:
    """People are told what became of what they said after they said it."""
    del names
    held = {activity.id: activity.date for activity in content.activities}
    said = content.said.take(~np.isnat(content.said.days("told_on")))
    answers = [
        *(
            ("activities", row, "feedback_on", activity.feedback_on, activity.date)
            for row, activity in enumerate(content.activities)
        ),
        *(
            ("said", row, "told_on", each.told_on, held.get(each.activity))
            for row, each in zip(said.origin.tolist(), said, strict=True)
        ),
    ]
    for table, row, column, when, day in answers:
        if when and day and when < day:
            message = f"{when} is before the activity, on {day}"
            remedy = "Correct the one or the other: people are told afterwards"
            yield Fault(table, row, column, str(when), message, remedy, "warning")
