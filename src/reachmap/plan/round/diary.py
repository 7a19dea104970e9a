"""A plan as a calendar: whom to ask on which day, and the days of what it leads to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from typing import Any, NamedTuple

from reachmap.analysis.routes.brief import words_of_requests
from reachmap.errors import RenderError
from reachmap.plan.round.opening_words import asked_at_once
from reachmap.plan.round.rows import Colleague, PlannedAction
from reachmap.plan.round.words import (
    CONTACT,
    DIARY,
    words_of_action,
    words_of_colleague,
    words_of_sitting,
    words_of_weekday,
)
from reachmap.words import join_names


class Entry(NamedTuple):
    """A day of the calendar."""

    name: str
    day: date
    summary: str
    words: str
    location: str | None = None


def calendar_of(
    steps: Sequence[PlannedAction | Colleague], *, currency: str, made_on: date
) -> bytes:
    """Return a calendar file (RFC 5545): days of talks, days to ask somebody, and first days.

    Somebody who is asked about several groups on one day is asked once. The same actions give
    the same file, and an event keeps its name, so that a calendar that takes it in again changes
    what is there.
    """
    try:
        import icalendar
    except ImportError as error:
        message = "a calendar needs icalendar, which is not here: pip install 'reachmap[calendar]'"
        raise RenderError(message) from error
    calendar: Any = icalendar.Calendar()
    calendar.add("prodid", "-//reachmap//plan//EN")
    calendar.add("version", "2.0")
    stamp = datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC)
    for entry in _entries(steps, currency):
        event: Any = icalendar.Event()
        name = blake2b(entry.name.encode(), digest_size=12).hexdigest()
        event.add("uid", f"{name}@reachmap")
        event.add("dtstamp", stamp)
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("summary", entry.summary)
        event.add("description", entry.words)
        if entry.location:
            event.add("location", entry.location)
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _entries(steps: Sequence[PlannedAction | Colleague], currency: str) -> Iterator[Entry]:
    """Yield talks, a day to ask for everybody who is asked first, then first days."""
    for colleague in steps:
        if isinstance(colleague, Colleague):
            bodies = join_names(colleague.about, most=None)
            summary = DIARY["speak"].format(who=colleague.who, bodies=bodies)
            yield Entry(
                f"speak/{colleague.who}", colleague.ask_by, summary, words_of_colleague(colleague)
            )
    actions = [step for step in steps if isinstance(step, PlannedAction)]
    for together in asked_at_once(actions):
        first = together[0]
        groups = join_names(dict.fromkeys(action.name for action in together), most=None)
        words = (*(words_of_action(action, currency) for action in together), letter_of(together))
        yield Entry(
            "/".join(("ask", *(action.action for action in together))),
            first.ask_by,
            DIARY["ask"].format(who=first.who, groups=groups),
            "\n\n".join(filter(None, words)),
        )
    for action in actions:
        words = (words_of_sitting(action, currency), action.why, DIARY["record"])
        yield Entry(
            f"start/{action.action}",
            action.start,
            DIARY["start"].format(group=action.name, method=action.method),
            "\n\n".join(words),
            action.venue,
        )


def letter_of(together: Sequence[PlannedAction]) -> str:
    """Return what to say to somebody who is asked about some groups on one day."""
    return words_of_requests([action.request for action in together if action.request])


def letter_and_note_of(together: Sequence[PlannedAction]) -> str:
    """Return the same, and below it when and to whom, which is no part of the letter."""
    letter, day = letter_of(together), words_of_weekday(together[0].ask_by)
    contacts = dict.fromkeys(f" {each.contact}" for each in together if each.contact)
    note = CONTACT["note"].format(day=day, contact="".join(contacts))
    return f"{letter}\n{note}" if letter else ""
