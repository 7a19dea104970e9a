"""The activities that sign-in lists are of: their days, and who came."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from reachmap.errors import InputError
from reachmap.io.imports.days import day_in, order_of
from reachmap.io.imports.draft import Draft
from reachmap.io.imports.foreign import plain
from reachmap.io.imports.sign_in_lists import NO, YES, Attendee
from reachmap.model.about import About
from reachmap.model.texts import slug

DAYS, CAME = "sign-in-days", "sign-in-came"
"""Sections of the mapping: days of activities, and what a list says of those who came."""


@dataclass
class Occasion:
    """What the lists say of one activity."""

    name: str
    day: date | None
    id: str
    came: dict[str, bool] = field(default_factory=dict)
    """Pseudonyms of those who came, and whether they led it."""

    listed: set[str] = field(default_factory=set)
    says_who_came: bool = False
    devices: int = 0
    asked: set[str] = field(default_factory=set)
    """Groups that those who came were asked about."""


class Occasions:
    """The activities that lists are of.

    Attributes
    ----------
    about
        What the map that is updated says of itself.
    planned
        Names by id of activities that are still to come: nobody came to them.
    """

    def __init__(self, draft: Draft, rows: list[Attendee]) -> None:
        self._draft = draft
        self._order = order_of(attendee.day for attendee in rows)
        self._known: dict[tuple[str, str], Occasion] = {}
        self._ids: dict[str, Occasion] = {}
        about = next(iter(draft.existing.get("about", [])), {})
        self.about = About.model_validate(about)
        self._today = self.about.day()
        self.planned: dict[str, str] = {}

    def __iter__(self) -> Iterator[Occasion]:
        """Yield the activities, in the order of the lists."""
        return iter(self._ids.values())

    def of(self, attendee: Attendee) -> Occasion:
        """Return the activity of a row."""
        key = attendee.event, day_in(attendee.day, self._order).text
        if key not in self._known:
            self._known[key] = self._made(*key)
        return self._known[key]

    def came(self, attendee: Attendee, occasion: Occasion) -> bool:
        """Return whether the person of a row came, by the mapping of what lists say."""
        if occasion.day and occasion.day > self._today:
            self.planned.setdefault(occasion.id, occasion.name)
            occasion.says_who_came = True
            return False
        if attendee.status is None:
            return True
        occasion.says_who_came = True
        said = plain(attendee.status)
        usual = "yes" if said in YES else "no" if said in NO else None
        what = "words on people, as they do not say whether somebody came"
        return (
            self._draft.decided(CAME, attendee.status, usual, what, choices=("yes", "no")) == "yes"
        )

    def attended(self, occasion: Occasion) -> int | None:
        """Return how many came to an activity, with those of earlier lists; None if nobody did."""
        if occasion.id in self.planned:
            return None
        before = self._came_before.get(occasion.id, set())
        count = len(before | occasion.came.keys()) + occasion.devices
        return count or None  # nobody marked as there is no record that nobody came

    @cached_property
    def _came_before(self) -> dict[str, set[str]]:
        """Return who came by activity, as the map has it."""
        came: dict[str, set[str]] = {}
        for our_row in self._draft.existing.get("attendance", []):
            came.setdefault(our_row["activity"], set()).add(our_row["voice"])
        return came

    def _made(self, name: str, raw: str) -> Occasion:
        sure = day_in(raw, self._order).day
        term = f"{name}, {raw}" if raw else name
        what = "activities, as it is not certain on which day they were"
        usual = sure.isoformat() if sure else None
        given = self._draft.decided(DAYS, term, usual, what, answer="its day, as 2026-03-31,")
        day = day_in(given, None).day
        if given and day is None:
            message = f"the mapping file has no day for {term!r} below [{DAYS}]: write 2026-03-31"
            raise InputError(message)
        id_ = self._id(name, day, term)
        return self._ids.setdefault(id_, Occasion(name, day, id_))

    def _id(self, name: str, day: date | None, term: str) -> str:
        """Return the id of an activity of the map with the same name and day, or a new one."""
        for id_, known in self._in_map.get(plain(name), ()):
            if known in {day, None}:
                return id_
        base = slug(name) or "activity"
        return f"{day}-{base}" if day else self._draft.id_of("activities", term, name)

    @cached_property
    def _in_map(self) -> dict[str, list[tuple[str, date | None]]]:
        """Return the activities of the map by name."""
        named: dict[str, list[tuple[str, date | None]]] = {}
        for our_row in self._draft.existing.get("activities", []):
            named.setdefault(plain(our_row["name"]), []).append(
                (our_row["id"], our_row.get("date"))
            )
        return named
