"""A part of a map: some groups, an area, the time since a day."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from reachmap.errors import InputError, quoted
from reachmap.model.about import About
from reachmap.model.assumptions import Assumptions
from reachmap.model.fields import Record, Ref, references_in
from reachmap.model.hierarchy import narrower_groups
from reachmap.model.ledger import Ledger
from reachmap.model.nodes import Champion, Voice
from reachmap.model.spelling import nearest
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import TABLES, VOCABULARY_TABLES

DATED = ("asks", "panels")
"""Tables whose rows have a day of their own, and go with it."""


def subset(
    town: StakeholderMap,
    *,
    area: str | None = None,
    groups: Collection[str] | None = None,
    since: date | None = None,
) -> StakeholderMap:
    """Return a part of the map, in memory, with the ways in.

    What is known to be about something else goes, with every row that names it; what is not
    known stays. Organisations, workers, channels and their links stay in any part.

    Parameters
    ----------
    area
        Area of venues: other venues go, and activities held there.
    groups
        Ids or names: other groups go, but for those within them, with champions and voices
        of other groups alone, and activities, counts and asks about them.
    since
        Day: activities, asks and panels before it go, and activities without a day.

    Returns
    -------
    ReachMap
        The part, ready for questions.

    Raises
    ------
    UnknownNode, InputError
        If there is no such group, or no venue in the area.

    Examples
    --------
    >>> from reachmap import demo
    >>> part = demo().subset(groups=["Unpaid carers"])
    >>> len(part.groups) < len(demo().groups)
    True
    """
    wanted = None if groups is None else _with_narrower(town, groups)
    gone = {*_other_people(town, wanted), *_elsewhere(town, area)}
    gone |= {*_other_activities(town, wanted, gone, since)}
    part = _Part(town, frozenset(gone), since)
    tables: dict[str, Any] = {name: part.rows(name) for name in TABLES}
    changed: dict[str, Any] = {"register_complete": town.about.register_complete and groups is None}
    if area is not None:
        changed |= {"area": area.strip(), "area_population": None}
    tables["about"] = tables["about"].model_copy(update=changed)
    return StakeholderMap(**tables)


def without_nodes(town: StakeholderMap, gone: Collection[str]) -> StakeholderMap:
    """Return a map without some nodes, by id, and without every row that names them."""
    part = _Part(town, frozenset(gone), None)
    tables: dict[str, Any] = {name: part.rows(name) for name in TABLES}
    return StakeholderMap(**tables)


def _with_narrower(town: StakeholderMap, groups: Collection[str]) -> set[str]:
    """Return the ids of groups by id or name, and of all that are part of them."""
    names = (groups,) if isinstance(groups, str) else groups
    below = narrower_groups(town.groups)
    return {each for name in names for each in below[town.find(name, kinds=("group",))]}


def _other_people(town: StakeholderMap, wanted: set[str] | None) -> Iterator[str]:
    """Yield the groups that are not wanted, and people who belong to such groups alone."""
    if wanted is None:
        return
    yield from (group.id for group in town.groups if group.id not in wanted)
    people: tuple[Champion | Voice, ...] = (*town.champions, *town.voices)
    for person in people:
        if person.groups and wanted.isdisjoint(person.groups):
            yield person.id


def _elsewhere(town: StakeholderMap, area: str | None) -> Iterator[str]:
    """Yield the venues that are known to be in another area."""
    if area is None:
        return
    areas = {venue.area.casefold(): venue.area for venue in town.venues if venue.area}
    plain = area.strip().casefold()
    if plain not in areas:
        near = ", ".join(map(quoted, nearest(area, areas.values()) or areas.values()))
        hint = f"; there are {near}" if near else "; no venue has one"
        message = f"no venue is in the area {quoted(area)}{hint}"
        raise InputError(message)
    yield from (each.id for each in town.venues if each.area and each.area.casefold() != plain)


def _other_activities(
    town: StakeholderMap, wanted: set[str] | None, gone: Collection[str], since: date | None
) -> Iterator[str]:
    """Yield the activities for other groups alone, elsewhere, or before the day."""
    for activity in town.activities:
        others = wanted is not None and activity.groups and wanted.isdisjoint(activity.groups)
        early = since is not None and (activity.date is None or activity.date < since)
        if others or early or activity.venue in gone:
            yield activity.id


@dataclass(frozen=True)
class _Part:
    """A map without some nodes, and without what happened before a day."""

    town: StakeholderMap
    gone: frozenset[str]
    since: date | None

    def rows(self, table: str) -> Any:  # noqa: ANN401  what the table's field holds
        """Return what a table has left, which names nothing that is gone."""
        rows = getattr(self.town, table)
        if isinstance(rows, Ledger):
            return self._ledger(rows, table)
        if isinstance(rows, About):
            return self._record(rows)
        if isinstance(rows, Assumptions):
            return rows
        return tuple(left for row in rows if (left := self._record(row)) is not None)

    def _ledger(self, rows: Ledger[Any], table: str) -> Ledger[Any]:
        """Return the rows of a ledger that stay: what a row of events was about is all of it."""
        record: type[Record] = rows.record
        stays, refs = np.ones(len(rows), np.bool_), references_in(record)
        for name in {*refs, "subject"} & {*record.model_fields}:
            texts, ref = rows.categories(name), refs.get(name, Ref(()))
            gone = [code for code, text in enumerate(texts) if self._left(text, ref) is None]
            stays &= ~np.isin(rows.codes(name), gone)
        if table in DATED and self.since is not None:
            stays &= rows.days("date") >= np.datetime64(self.since)
        return rows if stays.all() else rows.take(stays)

    def _record(self, record: Record) -> Record | None:
        """Return a record without what is gone; None where it cannot do without."""
        if getattr(record, "id", None) in self.gone:
            return None
        changed: dict[str, Any] = {}
        for name, ref in references_in(type(record)).items():
            value = getattr(record, name)
            left = self._left(value, ref)
            if left != value:
                changed[name] = left
        if any(type(record).model_fields[name].is_required() for name in changed):
            return None
        return record.model_copy(update=changed) if changed else record

    def _left(self, value: Any, ref: Ref) -> Any:  # noqa: ANN401  one id, several or none
        """Return a reference without what is gone, unless a vocabulary has the word too."""
        if isinstance(value, tuple):
            return tuple(each for each in value if self._left(each, ref) is not None)
        if value not in self.gone:
            return value
        known = any(value in self.town.ids(kind) for kind in ref.kinds if kind in VOCABULARY_TABLES)
        return value if known else None
