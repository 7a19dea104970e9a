"""Which activities a question is about."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import get_args

from reachmap.analysis.snapshot import Snapshot
from reachmap.errors import InputError, quoted
from reachmap.model.arguments import check_window
from reachmap.model.choices import ParticipationLevel
from reachmap.model.nodes import Activity
from reachmap.model.spelling import nearest
from reachmap.model.stakeholders import StakeholderMap
from reachmap.words import words_of_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What narrows a question to some activities: days, which both count, and kinds."""

    since: date | None = None
    until: date | None = None
    level: str | None = None
    method: str | None = None
    channel: str | None = None
    topic: str | None = None

    def activities(self, snapshot: Snapshot) -> tuple[Activity, ...]:
        """Return the activities in the window that have been held."""
        check_window(self.since, self.until)
        outline = snapshot.outline
        channel = self.channel and outline.find(self.channel, kinds=("channel",))
        wanted = {
            "level": self.level,
            "method": self.method,
            "topic": self.topic,
            "channel": channel,
        }
        chosen = {name: value for name, value in wanted.items() if value}
        for name, value in chosen.items():
            _known(outline, name, value)
        return tuple(
            activity
            for activity in outline.activities
            if self._holds(activity.date, snapshot.day)
            and all(getattr(activity, name) == value for name, value in chosen.items())
        )

    def _holds(self, day: date | None, last: date) -> bool:
        if day is None:
            return self.since is None and self.until is None
        first, final = self.since or date.min, min(self.until or last, last)
        return first <= day <= final

    def words(self, last: date) -> str:
        """Return the window in words."""
        until = min(self.until or last, last)
        if self.since and self.since > last:
            return f"from {words_of_day(self.since)}, which is after {words_of_day(last)}"
        if self.since is None:
            return f"up to {words_of_day(until)}"
        return f"{words_of_day(self.since)} to {words_of_day(until)}"


def _known(outline: StakeholderMap, name: str, value: str) -> None:
    """Refuse a word that neither a vocabulary nor an activity of the map knows."""
    words: dict[str, Collection[str]] = {
        "level": get_args(ParticipationLevel),
        "method": outline.method_table,
    }
    used = {getattr(activity, name) for activity in outline.activities} - {None}
    known = {*used, *words.get(name, ())}
    if value not in known and name != "channel":
        near = ", ".join(quoted(word) for word in nearest(value, sorted(known)))
        hint = f"; the nearest: {near}" if near else ""
        message = f"no activity has the {name} {quoted(value)}{hint}"
        raise InputError(message)
