"""What we have asked: who was asked how often, and who could help instead."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated, ClassVar, NamedTuple, Self, TypeAlias

from reachmap.analysis.burden.alternates import Alternates
from reachmap.analysis.burden.rows import ALTERNATES, Asked, BurdenKind
from reachmap.analysis.burden.words import missing, sentences
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.what_if.leaving import leaving, most_departures
from reachmap.analysis.what_if.rows import GroupChange
from reachmap.model.answer import Answer, Row
from reachmap.model.arguments import check_whole
from reachmap.model.fields import COUNT, PERSONAL, PUBLIC
from reachmap.model.hierarchy import wider_groups
from reachmap.model.stakeholders import StakeholderMap
from reachmap.network.compile import first_free_day
from reachmap.store.counts import NodeAsks, Span
from reachmap.words import FOR_TEAM

ON_ROUTES: tuple[BurdenKind, ...] = ("worker", "organisation", "channel")
"""Kinds whose alternates lead to the same groups."""

PEOPLE: tuple[BurdenKind, ...] = ("voice", "champion")
"""Kinds whose alternates know the same lives."""

ON_MAP: tuple[BurdenKind, ...] = (*ON_ROUTES, "champion")
"""Kinds that introductions pass through."""


class Burden(Answer):
    """What we have asked of people, bodies and groups in the last quarter."""

    row: ClassVar[type[Row]] = Asked

    asked: Annotated[tuple[Asked, ...], PERSONAL] = ()
    """Whoever was asked or came, the most asked first."""

    since: Annotated[date, PUBLIC]
    """First day of the quarter."""

    until: Annotated[date, PUBLIC]
    """Last day of the quarter, the day it counts from."""

    rest_days: Annotated[int, PUBLIC]
    """Days of rest for a person who was asked to take part."""

    whole: Annotated[int, COUNT] = 0
    """How many rows there are in all, of which these may be the first."""

    def rows(self) -> tuple[Asked, ...]:
        """Return a row each, the most asked first."""
        return self.asked

    def over_asked(self, *kinds: BurdenKind) -> tuple[Asked, ...]:
        """Return those of some kinds, or of any, who were asked too often."""
        return tuple(
            burden
            for burden in self.asked
            if burden.over_asked and (not kinds or burden.kind in kinds)
        )

    def sentences(self) -> tuple[str, ...]:
        """Return who was asked too often, until when they rest, and who else could help."""
        if not self.is_for_team:
            return (FOR_TEAM,)
        return sentences(self.asked, since=self.since, until=self.until, whole=self.whole)


@dataclass
class _Load:
    """Days of the quarter on which one of those we ask was asked or came."""

    asked: int = 0
    came: int = 0
    days: list[date] = field(default_factory=list)


_Loads: TypeAlias = defaultdict[tuple[BurdenKind, str], _Load]
"""What was asked of each of those we ask, by kind and id."""


def burden(snapshot: Snapshot, *, n: int | None = None, as_of: date | None = None) -> Burden:
    """Say who was asked how often, whether it is too often, and who could help instead.

    It counts the asks on record in the quarter up to the day, whoever asked, and what voices came
    to; what else was asked of the same people is not known. ``load = asks + comings``, an ask and
    the coming it led to counted once; ``over_asked`` is a load above the capacity, recorded or
    assumed, and for a group above the assumed number of asks about it. ``free_on`` is the first
    day with fewer than the capacity in the quarter before it and, of voices, after the assumed
    rest. Who was neither asked nor came has no row, but a worker has one where the organisation
    that employs them was asked: an ask to it is no ask to them, and is told beside theirs. Of
    those without room now it says what their rest does to reach, each taken away alone, as
    `what_if` would with `keep_staff`.

    Parameters
    ----------
    n
        How many rows at most; all where left out.
    as_of
        Day to count from; the map's own, or today, where not given.

    Returns
    -------
    Burden
        A row each, the most asked first, then by kind and id: asks and comings in the quarter.

    Raises
    ------
    InputError
        If n is no whole number of 1 or more.

    Examples
    --------
    >>> import reachmap as rm
    >>> answer = rm.demo().burden()
    >>> [(row.name, row.asked, row.capacity) for row in answer.over_asked("group")]
    [('People with learning disabilities', 5, 3)]
    """
    if n is not None:
        check_whole("n", n)
    now = snapshot.on(as_of)
    outline, usual, day = now.outline, now.assumptions, now.day
    after = day - timedelta(days=usual.quarter_days)
    record = _Record.of(now, days=usual.quarter_days)
    loads = _loads(now, record, after=after)
    employers = _employers(outline, loads, day)
    if usual.rest_days > usual.quarter_days:
        record = _Record.of(now, days=usual.rest_days)
    rest = _last_days(record, loads)
    burdens = [
        _row(key, load, outline, day=day, last=rest.get(key[1])).model_copy(
            update=employers.get(key[1])
        )
        for key, load in sorted(loads.items(), key=lambda item: item[0])
    ]
    burdens.sort(key=lambda burden: -(burden.load or 0))
    resting = {burden.node for burden in burdens if burden.over_asked or _has_no_room(burden, day)}
    first = burdens[:n]
    full = [burden.node for burden in first if burden.kind in ON_MAP and _has_no_room(burden, day)]
    costs = _costs(now, full[: most_departures(outline)])
    substitutes = _Substitutes(now, burdens, resting)
    return Burden(
        asked=tuple(substitutes.with_substitutes(first, costs)),
        since=after + timedelta(days=1),
        until=day,
        rest_days=usual.rest_days,
        whole=len(burdens),
        missing=missing(
            asks=any(load.asked for load in loads.values()),
            burdens=burdens,
            quarter=usual.quarter_days,
            resting=len(full),
            tried=len(costs),
        ),
    )


class _Record(NamedTuple):
    """What was asked of whom, and who came, in some days; an ask and its coming once in them."""

    asks: list[tuple[str, date, int]]
    came: list[tuple[str, date, int, int]]

    @classmethod
    def of(cls, snapshot: Snapshot, *, days: int) -> Self:
        """Look it up."""
        store, day = snapshot.store, snapshot.day
        span = Span(day - timedelta(days=days), day)
        came = store.attendance_by_voice(span)
        dates: list[date] = came.day.astype("datetime64[D]").tolist()
        counts = came.came.tolist(), came.asked.tolist()
        rows = zip(came.voice, dates, *counts, strict=True)
        return cls([*_daily(store.node_asks(span))], [*rows])


def _loads(snapshot: Snapshot, record: _Record, *, after: date) -> _Loads:
    """Return what was asked after a day of each of those we ask, by kind and id."""
    outline, store, until = snapshot.outline, snapshot.store, snapshot.day
    kinds: dict[str, BurdenKind] = {}
    for table in (outline.champions, outline.workers, outline.organisations, outline.channels):
        kinds |= {node.id: node.kind for node in table}  # type: ignore[misc]  # of these tables
    other = {venue.id for venue in outline.venues} | set(outline.teams)
    loads: _Loads = defaultdict(_Load)
    for id_, day, asks in record.asks:
        if id_ not in other:
            load = loads[kinds.get(id_, "voice"), id_]
            load.asked += asks
            load.days += [day] * asks
    for id_, day, asks in _daily(store.group_asks(Span(after, until))):
        load = loads["group", id_]
        load.asked += asks
        load.days += [day] * asks
    for id_, day, came, asked in record.came:
        load = loads["voice", id_]
        load.came += came
        load.days += [day] * (came - asked)
    return loads


def _employers(
    outline: StakeholderMap, loads: _Loads, day: date
) -> dict[str, dict[str, str | int]]:
    """Return the asks to where each worker works, by worker; such a worker has a load, if 0."""
    employers: dict[str, dict[str, str | int]] = {}
    for worker in outline.workers:
        key: tuple[BurdenKind, str] = "organisation", worker.organisation or ""
        in_role = worker.until is None or worker.until >= day
        if key in loads and (in_role or ("worker", worker.id) in loads):
            loads["worker", worker.id].asked += 0
            name = outline.node(key[1]).name
            employers[worker.id] = {"employer": name, "employer_asked": loads[key].asked}
    return employers


def _daily(asks: NodeAsks) -> Iterator[tuple[str, date, int]]:
    days: list[date] = asks.day.astype("datetime64[D]").tolist()
    yield from zip(asks.to, days, asks.asks.tolist(), strict=True)


def _last_days(record: _Record, loads: Mapping[tuple[BurdenKind, str], _Load]) -> dict[str, date]:
    """Return the day each voice was last asked or came."""
    last: dict[str, date] = {}
    for id_, came, *_ in record.came:
        last[id_] = max(came, last.get(id_, came))
    for id_, asked, _ in record.asks:
        if ("voice", id_) in loads:
            last[id_] = max(asked, last.get(id_, asked))
    return last


def _row(
    key: tuple[BurdenKind, str],
    load: _Load,
    outline: StakeholderMap,
    *,
    day: date,
    last: date | None,
) -> Asked:
    (kind, id_), usual = key, outline.assumptions
    node = None if kind == "voice" else outline.node(id_)
    known: int | None = getattr(node, "capacity", None)
    assumed = usual.asked_too_often if kind == "group" else usual.assumed_capacity
    capacity = assumed if known is None else known
    days = sorted(load.days, reverse=True)
    free = first_free_day(days, capacity, day, usual.quarter_days)
    if free is not None and last is not None:
        free = max(free, last + timedelta(days=usual.rest_days))
    return Asked(
        node=id_,
        kind=kind,
        asked=load.asked,
        came=load.came if kind == "voice" else None,
        capacity=capacity,
        basis="assumed" if known is None else "known",
        over_asked=len(days) > capacity,
        last_asked=last or (days[0] if days else None),
        free_on=free,
        name=id_ if node is None else node.name,
        load=len(days),
    )


def _has_no_room(burden: Asked, day: date) -> bool:
    """Return whether one of those we ask, but for voices, can take no ask on a day."""
    return burden.kind != "voice" and burden.free_on != day


def _costs(snapshot: Snapshot, nodes: Sequence[str]) -> dict[str, tuple[GroupChange, ...]]:
    """Return by node the groups that are less surely reached while it rests."""
    gone = leaving(snapshot, nodes, keep_staff=True)
    return {
        burden.node or "": tuple(c for c in burden.changed if c.lost or c.is_harder)
        for burden in gone.nodes
    }


class _Substitutes:
    """Who could help instead of each of those we ask."""

    def __init__(self, snapshot: Snapshot, burdens: Sequence[Asked], resting: set[str]) -> None:
        outline, day = snapshot.outline, snapshot.day
        self._store = snapshot.store
        self._resting = resting
        self._load = {
            burden.node: burden.load or 0
            for burden in burdens
            if burden.kind in PEOPLE and burden.node not in resting
        }
        self._alternates = Alternates(snapshot.network, resting)
        self._names = snapshot.names
        wider = wider_groups(outline.groups)
        self._groups = {
            each.id: tuple(sorted({wide for own in each.groups for wide in wider[own]}))
            for each in outline.champions
        }
        self._champions: defaultdict[str, list[str]] = defaultdict(list)
        for each in outline.champions:
            is_free = each.id not in resting and each.capacity != 0
            if is_free and (each.until is None or each.until >= day):
                for group in self._groups[each.id]:
                    self._champions[group].append(each.id)

    def with_substitutes(
        self, burdens: Sequence[Asked], costs: Mapping[str, tuple[GroupChange, ...]]
    ) -> Iterator[Asked]:
        """Yield rows with who could help instead, and what their rest costs."""
        voices = [burden.node for burden in burdens if burden.kind == "voice"]
        groups = self._groups | self._store.groups_of(voices)
        alike = self._alike({groups[burden.node] for burden in burdens if burden.kind in PEOPLE})
        for burden in burdens:
            helpers: tuple[str, ...] = ()
            if burden.kind in ON_ROUTES:
                helpers = self._alternates.instead_of(burden.node, n=ALTERNATES)
            elif burden.kind in PEOPLE:
                others = alike[groups[burden.node]]
                helpers = tuple([id_ for id_ in others if id_ != burden.node][:ALTERNATES])
            changes = {
                "alternates": helpers,
                "alternate_names": tuple(self._names.get(id_, id_) for id_ in helpers),
                "rest_costs": costs.get(burden.node, ()),
            }
            yield burden.model_copy(update=changes)

    def _alike(self, sets: Collection[tuple[str, ...]]) -> dict[tuple[str, ...], list[str]]:
        """Return who shares the most of each set, then the least load, then id; one to spare."""
        asked = [*sets]
        similar = self._store.similar_voices(
            asked, busy=self._load, rested=self._resting, n=ALTERNATES + 1
        )
        alike = {}
        for groups, voices in zip(asked, similar, strict=True):
            shared = Counter(dict(voices))
            for group in groups:
                shared.update(self._champions.get(group, ()))
            order = sorted(shared, key=lambda id_: (-shared[id_], self._load.get(id_, 0), id_))
            alike[groups] = [id_ for id_ in order if shared[id_]][: ALTERNATES + 1]
        return alike
