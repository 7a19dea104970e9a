"""What a plan promised of a sitting, as a line in its notes: written by one, read by the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

NUMBER = r"\d+(?:\.\d+)?"
DAY = r"\d{4}-\d{2}-\d{2}"
LINE = re.compile(
    rf"Planned on ({DAY}): ({NUMBER}) people expected \(({NUMBER}) to ({NUMBER})\), "
    rf"chance ({NUMBER}), cost ({NUMBER}), ({NUMBER}) hours, asked by ({DAY}), from ({DAY})\."
)


@dataclass(frozen=True, slots=True)
class Promise:
    """What was planned of a sitting; money in the currency of the map."""

    planned_on: date
    people: float
    low: float
    high: float
    chance: float
    cost: float
    hours: float
    ask_by: date
    start: date

    @property
    def line(self) -> str:
        """The promise as a line of notes.

        Examples
        --------
        >>> day = date(2026, 3, 31)
        >>> promise = Promise(day, 5.62, 2, 9, 0.4, 145, 6.5, day, date(2026, 5, 12))
        >>> promise.line.partition(", chance")[0]
        'Planned on 2026-03-31: 5.6 people expected (2 to 9)'
        >>> promise_in(f"In the small room. {promise.line}").people
        5.6
        """
        people, low, high = (_number(each, 1) for each in (self.people, self.low, self.high))
        return (
            f"Planned on {self.planned_on}: {people} people expected ({low} to {high}), "
            f"chance {_number(self.chance, 2)}, cost {_number(self.cost, 2)}, "
            f"{_number(self.hours, 1)} hours, asked by {self.ask_by}, from {self.start}."
        )


def promise_in(notes: str | None) -> Promise | None:
    """Return the promise that stands in some notes; None where none does."""
    match = LINE.search(notes or "")
    if match is None:
        return None
    made, *numbers, asked, start = match.groups()
    people, low, high, chance, cost, hours = map(float, numbers)
    try:
        planned_on, ask_by, first = map(date.fromisoformat, (made, asked, start))
    except ValueError:  # no such day
        return None
    return Promise(planned_on, people, low, high, chance, cost, hours, ask_by, first)


def _number(value: float, digits: int) -> str:
    """Return a number without decimals that say nothing."""
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
