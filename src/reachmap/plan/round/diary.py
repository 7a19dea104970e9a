"""A plan as a calendar: whom to ask on which day, and the days of what it leads to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from typing import Any

from reachmap.errors import RenderError
from reachmap.plan.round.rows import PlannedAction
from reachmap.plan.round.words import DIARY, words_of_action


def calendar_of(actions: Iterable[PlannedAction], *, currency: str, made_on: date) -> bytes:
    """Return a calendar file (RFC 5545) with a day to ask and a first day for each action.

    The same actions give the same file, and an event keeps its name, so that a calendar that
    takes it in again changes what is there.
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
    for action in actions:
        words = "\n\n".join(filter(None, (words_of_action(action, currency), action.brief())))
        slots = {"who": action.who, "group": action.name, "method": action.method}
        days = (("ask", action.ask_by), ("start", action.start))
        for kind, day in days:
            event: Any = icalendar.Event()
            name = blake2b(f"{kind}/{action.action}".encode(), digest_size=12).hexdigest()
            event.add("uid", f"{name}@reachmap")
            event.add("dtstamp", stamp)
            event.add("dtstart", day)
            event.add("dtend", day + timedelta(days=1))
            event.add("summary", DIARY[kind].format(**slots))
            event.add("description", words)
            if kind == "start" and action.venue:
                event.add("location", action.venue)
            calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
