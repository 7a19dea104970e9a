"""An outline whose tables are fetched from a store when they are first needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from reachmap.garbage import garbage_left_alone
from reachmap.model.columns import Columns, checked, rows_of
from reachmap.model.content import Content
from reachmap.model.distinct import with_distinct_names
from reachmap.model.ledger import Ledger
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import LEDGERS, TABLES, kinds_of

ACTIVE: tuple[str, ...] = (
    *("about", "assumptions", "methods", "supports", "taxonomy"),
    *("groups", "channels", "activities"),
)
"""Tables that say who is heard: fetched together, and all that most questions need."""

PEOPLE: tuple[str, ...] = ("organisations", "workers", "champions", "venues")
"""The other nodes that introductions pass: fetched together, once a question needs routes."""

LINKS: tuple[str, ...] = ("links",)
"""Fetched as records where a question looks at single links; routes need only their columns."""


class Outline(StakeholderMap):
    """A map without voices and ledgers, fetched in parts, each checked as it comes."""

    def __init__(self, fetch: Callable[[str], Columns]) -> None:
        object.__setattr__(self, "_fetch", fetch)

    @cached_property
    def _active(self) -> dict[str, Any]:
        return self._with({}, ACTIVE)

    @cached_property
    def _people(self) -> dict[str, Any]:
        return self._with(self._active, PEOPLE)

    @cached_property
    def _links(self) -> dict[str, Any]:
        return self._with(self._people, LINKS)

    @garbage_left_alone()
    def _with(self, known: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
        """Return the tables fetched before, and some more, checked together."""
        fetch: Callable[[str], Columns] = self._fetch  # type: ignore[attr-defined]  # set above
        rows = known | {name: rows_of(name, fetch(name)) for name in names}
        lost = kinds_of(TABLES.keys() - rows.keys())
        part = StakeholderMap.sealed(checked(Content(**rows), lost=lost))
        return {name: getattr(part, name) for name in rows}

    @cached_property
    def _apart(self) -> Outline:
        return _Apart(self)

    def with_distinct_names(self) -> Outline:
        """Return the outline with names that tell things apart, fetched in the same parts."""
        return self._apart


class _Apart(Outline):
    """An outline in which no two things that answers name go by one name."""

    def __init__(self, bare: Outline) -> None:
        object.__setattr__(self, "_bare", bare)

    @cached_property
    def _active(self) -> dict[str, Any]:
        return self._told_apart("_active")

    @cached_property
    def _people(self) -> dict[str, Any]:
        return self._told_apart("_people")

    @cached_property
    def _links(self) -> dict[str, Any]:
        return self._told_apart("_links")

    def _told_apart(self, part: str) -> dict[str, Any]:
        """Return some tables of the outline, fetched as it fetches them, with names apart."""
        return with_distinct_names(getattr(self._bare, part))  # type: ignore[attr-defined]  # set above

    def with_distinct_names(self) -> Outline:
        """Return itself."""
        return self


def _table(name: str) -> property:
    """Return the property that fetches a table of an outline."""
    if name in ACTIVE:
        return property(lambda self: self._active[name])
    if name in PEOPLE:
        return property(lambda self: self._people[name])
    if name in LINKS:
        return property(lambda self: self._links[name])
    empty: Any = Ledger(TABLES[name].record, {}) if name in LEDGERS else ()
    return property(lambda _: empty)


for _name in TABLES:
    setattr(Outline, _name, _table(_name))
