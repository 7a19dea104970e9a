"""The scopes of same voices: all, each channel and group, measured and compared with luck."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from reachmap.analysis.concentration import concentration
from reachmap.analysis.pools import estimated_pool, may_be_all
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.voices.by_chance import may_be_by_chance, tallies_by_chance
from reachmap.analysis.voices.draws import Seating, of_register, open_to_all, tallies
from reachmap.analysis.voices.luck import draws_for, is_large, luck
from reachmap.analysis.voices.rows import Concentration, PoolBasis, ScopeKind, Unjudged
from reachmap.analysis.voices.sittings import Sittings
from reachmap.model.choices import TALKING_SPEAKING
from reachmap.model.nodes import Activity
from reachmap.store.counts import Codes, Counts


@dataclass(frozen=True, slots=True)
class _Scope:
    """Some sittings, seen for all voices or for those of one group, and who came how often."""

    kind: ScopeKind
    id: str | None
    name: str
    group: str | None
    looked_at: Sittings
    """The same for every group."""
    places: Codes
    """Shape (activities,): the places that they filled at each of these."""
    frequencies: Counts

    @property
    def unjudged(self) -> Unjudged | None:
        """Why luck cannot be said to have filled the places, if so."""
        return self.looked_at.unjudged(self.places)

    @property
    def sittings(self) -> list[Activity]:
        """Those at which any of them filled a place."""
        return self.looked_at.filled(self.places)

    @property
    def sizes(self) -> Counts:
        """Shape (sittings,): the places that they filled."""
        return self.places[self.places > 0].astype(np.int64)

    @property
    def ids(self) -> list[str]:
        return [activity.id for activity in self.sittings]


@dataclass(frozen=True, slots=True)
class Measured:
    """Every scope, measured."""

    overall: Concentration
    """All voices together."""
    by_channel: tuple[Concentration, ...]
    """Each channel that anyone came through, by id."""
    by_group: tuple[Concentration, ...]
    """Each group of which anyone came, by id."""
    at_open_sittings: tuple[Concentration, ...]
    """All voices, then each group, at open sittings, where luck judges these alone."""
    draws: int
    """How often luck filled the places of each."""
    pool_basis: PoolBasis | None
    """From whom luck would choose, where it was tried."""
    by_chance: bool
    """Whether luck kept the sizes of sittings on average alone, as the record is large."""


def scopes(
    snapshot: Snapshot, activities: Sequence[Activity], *, samples: int, seed: int
) -> Measured:
    """Measure how the talking is shared: overall, by channel and by group."""
    every = list(_scopes(snapshot, activities))
    places = sum(int(scope.places.sum()) for scope in every if not scope.unjudged)
    how = _Trial(draws_for(samples, places), seed, is_large(places))
    results = [_measured(snapshot, scope, how) for scope in every]
    measured = [scope for scope, _ in results]
    overall, *rest = measured
    return Measured(
        overall=overall,
        by_channel=tuple(scope for scope in rest if scope.scope == "channel"),
        by_group=tuple(scope for scope in rest if scope.scope == "group"),
        at_open_sittings=tuple(scope for scope in rest if scope.scope == "open"),
        draws=how.draws if any(scope.luck for scope in measured) else 0,
        pool_basis=next((scope.pool_basis for scope in measured if scope.pool_basis), None),
        by_chance=any(by_chance for _, by_chance in results),
    )


def channels(snapshot: Snapshot, activities: Sequence[Activity]) -> tuple[Concentration, ...]:
    """Measure how the talking is shared at each channel, and compare it with nothing."""
    every = _scope(snapshot, "all", None, "All voices", Sittings.of(snapshot, activities))
    return tuple(
        _measured(snapshot, scope, _Trial())[0] for scope in _by_channel(snapshot, every.sittings)
    )


def _scopes(snapshot: Snapshot, activities: Sequence[Activity]) -> Iterator[_Scope]:
    """Yield all voices, each channel and group of which anyone came, and those at open sittings."""
    outline = snapshot.outline
    every = _scope(snapshot, "all", None, "All voices", Sittings.of(snapshot, activities))
    yield every
    held = Sittings.of(snapshot, every.sittings)
    yield from _by_channel(snapshot, held.activities)
    there = _groups_there(snapshot) if held.ids else frozenset()
    groups = [
        _scope(snapshot, "group", group.id, group.name, held)
        for group in outline.groups
        if group.id in there
    ]
    groups = [scope for scope in groups if scope.places.any()]
    yield from groups
    at_open_ones = Sittings.of(snapshot, held.open_ones())
    for scope in (every, *groups):
        if scope.unjudged in {"standing", "unlike"}:
            at_open = _scope(snapshot, scope.kind, scope.id, scope.name, at_open_ones)
            if np.count_nonzero(at_open.places) > 1:
                yield replace(at_open, kind="open")


def _by_channel(snapshot: Snapshot, sittings: Sequence[Activity]) -> Iterator[_Scope]:
    """Yield each channel that anyone came through."""
    at: defaultdict[str | None, list[Activity]] = defaultdict(list)
    for activity in sittings:
        at[activity.channel].append(activity)
    for channel in snapshot.outline.channels:
        if channel.id in at:
            sittings_of_channel = Sittings.of(snapshot, at[channel.id])
            yield _scope(snapshot, "channel", channel.id, channel.name, sittings_of_channel)


def _groups_there(snapshot: Snapshot) -> Collection[str]:
    """Return the groups of which anyone may have talked: by counts, where nobody represented."""
    attendance = snapshot.attendance_by_activity
    if attendance.rows["representative"].any():
        return snapshot.groups
    return {attendance.groups[code] for code in np.unique(attendance.group).tolist()}


def _scope(
    snapshot: Snapshot,
    kind: ScopeKind,
    id_: str | None,
    name: str,
    looked_at: Sittings,
) -> _Scope:
    """Return the sittings among some activities, and how often people came to them."""
    group, ids = id_ if kind == "group" else None, looked_at.ids
    places = snapshot.store.places(ids, group=group).astype(np.int32)
    # Of the same activities for each group, where anybody came: a store counts them once.
    frequencies = snapshot.store.frequencies(ids if places.any() else [], group=group)
    return _Scope(kind, id_, name, group, looked_at, places, frequencies)


class _Trial(NamedTuple):
    """How luck is tried: how often, and whether people are counted by chance where they may be."""

    draws: int = 0
    seed: int = 0
    is_large: bool = False


def _measured(snapshot: Snapshot, scope: _Scope, how: _Trial) -> tuple[Concentration, bool]:
    """Return the figures of a scope, and whether luck counted its people by chance."""
    frequencies = scope.frequencies
    sizes = scope.sizes
    measured = concentration(frequencies, sizes)
    past = experience(snapshot, scope.sittings)[1] if scope.kind == "channel" else None
    tried = how.draws and len(sizes) > 1 and not scope.unjudged
    seating, pool, basis = _seating(snapshot, scope) if tried else (None, None, None)
    by_chance = seating is not None and how.is_large and may_be_by_chance(seating)
    fill = tallies_by_chance if by_chance else tallies
    few = basis == "estimated" and may_be_all(
        sizes, len(frequencies), snapshot.assumptions.more_than_luck
    )
    measured_scope = Concentration(
        scope=scope.kind,
        id=scope.id,
        name=scope.name,
        voices=len(frequencies),
        attendances=int(frequencies.sum()),
        half=int(measured.pop("half") or 0),
        **measured,
        past=past,
        frequencies=tuple(frequencies.tolist()),
        luck=luck(frequencies, seating, draws=how.draws, seed=how.seed, fill=fill)
        if seating
        else (),
        pool=pool,
        pool_basis=basis,
        unjudged="few-known" if few else scope.unjudged,
    )
    return measured_scope, by_chance


def _seating(snapshot: Snapshot, scope: _Scope) -> tuple[Seating, int, PoolBasis]:
    """Return the places of a scope, and from how many people luck would fill them."""
    if snapshot.outline.about.register_complete:
        register = snapshot.store.register(scope.ids, group=scope.group)
        return of_register(scope.sizes, register), int(register.size.sum()), "register"
    pool = estimated_pool(scope.sizes, len(scope.frequencies))
    return open_to_all(scope.sizes, pool), pool, "estimated"


def experience(snapshot: Snapshot, activities: Sequence[Activity]) -> tuple[int, int, int]:
    """Return how many places were filled, by past experience, and by experience not recorded."""
    attendance = snapshot.attendance_by_activity
    wanted = {activity.id for activity in activities}
    inside = np.array([activity in wanted for activity in attendance.activities], bool)
    talking = sum(int(attendance.rows[kind][inside].sum()) for kind in TALKING_SPEAKING)
    return (
        talking,
        int(attendance.ended[inside].sum()),
        int(attendance.unknown[inside].sum()),
    )
