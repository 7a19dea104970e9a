"""The scopes of same voices: all, each channel and group, measured and compared with luck."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from reachmap.analysis.concentration import concentration
from reachmap.analysis.pools import estimated_pool, may_be_all
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.voices.draws import Seating, of_register, open_to_all
from reachmap.analysis.voices.luck import draws_for, luck
from reachmap.analysis.voices.rows import Concentration, PoolBasis, ScopeKind, Unjudged
from reachmap.model.choices import TALKING_SPEAKING
from reachmap.model.nodes import Activity
from reachmap.store.counts import Counts


@dataclass(frozen=True, slots=True)
class _Scope:
    """Some sittings, seen for all voices or for those of one group, and who came how often."""

    kind: ScopeKind
    id: str | None
    name: str
    group: str | None
    sittings: Sequence[Activity]
    """Those at which any of them filled a place."""
    sizes: Counts
    """Shape (sittings,): the places that they filled."""
    frequencies: Counts
    unjudged: Unjudged | None

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


def scopes(
    snapshot: Snapshot, activities: Sequence[Activity], *, samples: int, seed: int
) -> Measured:
    """Measure how the talking is shared: overall, by channel and by group."""
    every = list(_scopes(snapshot, activities))
    places = sum(int(scope.sizes.sum()) for scope in every if not scope.unjudged)
    draws = draws_for(samples, places)
    measured = [_measured(snapshot, scope, draws=draws, seed=seed) for scope in every]
    overall, *rest = measured
    return Measured(
        overall=overall,
        by_channel=tuple(scope for scope in rest if scope.scope == "channel"),
        by_group=tuple(scope for scope in rest if scope.scope == "group"),
        at_open_sittings=tuple(scope for scope in rest if scope.scope == "open"),
        draws=draws if any(scope.luck for scope in measured) else 0,
        pool_basis=next((scope.pool_basis for scope in measured if scope.pool_basis), None),
    )


def channels(snapshot: Snapshot, activities: Sequence[Activity]) -> tuple[Concentration, ...]:
    """Measure how the talking is shared at each channel, and compare it with nothing."""
    every = _scope(snapshot, "all", None, "All voices", activities)
    return tuple(
        _measured(snapshot, scope, draws=0, seed=0)
        for scope in _by_channel(snapshot, every.sittings)
    )


def _scopes(snapshot: Snapshot, activities: Sequence[Activity]) -> Iterator[_Scope]:
    """Yield all voices, each channel and group of which anyone came, and those at open sittings."""
    outline = snapshot.outline
    every = _scope(snapshot, "all", None, "All voices", activities)
    yield every
    yield from _by_channel(snapshot, every.sittings)
    there = _groups_there(snapshot) if every.sittings else frozenset()
    groups = [
        _scope(snapshot, "group", group.id, group.name, every.sittings)
        for group in outline.groups
        if group.id in there
    ]
    groups = [scope for scope in groups if scope.sittings]
    yield from groups
    sittings = _open_sittings(snapshot, every.sittings)
    for scope in (every, *groups):
        if scope.unjudged in {"standing", "unlike"}:
            at_open = _scope(snapshot, scope.kind, scope.id, scope.name, sittings)
            if len(at_open.sittings) > 1:
                yield replace(at_open, kind="open")


def _by_channel(snapshot: Snapshot, sittings: Sequence[Activity]) -> Iterator[_Scope]:
    """Yield each channel that anyone came through."""
    at: defaultdict[str | None, list[Activity]] = defaultdict(list)
    for activity in sittings:
        at[activity.channel].append(activity)
    for channel in snapshot.outline.channels:
        if channel.id in at:
            yield _scope(snapshot, "channel", channel.id, channel.name, at[channel.id])


def _groups_there(snapshot: Snapshot) -> Collection[str]:
    """Return the groups of which anyone may have talked: by counts, where nobody represented."""
    attendance = snapshot.attendance_by_activity
    if attendance.rows["representative"].any():
        return snapshot.groups
    return frozenset(attendance.group)


def _scope(
    snapshot: Snapshot,
    kind: ScopeKind,
    id_: str | None,
    name: str,
    activities: Sequence[Activity],
) -> _Scope:
    """Return the sittings among some activities, and how often people came to them."""
    group = id_ if kind == "group" else None
    ids = [activity.id for activity in activities]
    sizes = snapshot.store.places(ids, group=group)
    sittings = [activities[number] for number in np.flatnonzero(sizes).tolist()]
    # Of the same activities for each group, where anybody came: a store counts them once.
    frequencies = snapshot.store.frequencies(ids if sittings else [], group=group)
    unjudged = _unjudged(snapshot, sittings)
    return _Scope(kind, id_, name, group, sittings, sizes[sizes > 0], frequencies, unjudged)


def _unjudged(snapshot: Snapshot, sittings: Sequence[Activity]) -> Unjudged | None:
    """Return why luck cannot be said to have filled some sittings, if so."""
    if any(_is_standing(snapshot, each) for each in sittings):
        return "standing"
    if len(sittings) == 1:
        return "one-sitting"
    alike = len({frozenset(each.groups) for each in sittings}) <= 1
    return None if alike or snapshot.outline.about.register_complete else "unlike"


def _open_sittings(snapshot: Snapshot, sittings: Sequence[Activity]) -> list[Activity]:
    """Return the sittings of no standing channel: those for everybody, where no register is."""
    return [
        each
        for each in sittings
        if not _is_standing(snapshot, each)
        and (snapshot.outline.about.register_complete or not each.groups)
    ]


def _is_standing(snapshot: Snapshot, activity: Activity) -> bool:
    channel = snapshot.channels.get(activity.channel or "")
    return channel is not None and channel.standing


def _measured(snapshot: Snapshot, scope: _Scope, *, draws: int, seed: int) -> Concentration:
    frequencies = scope.frequencies
    measured = concentration(frequencies, scope.sizes)
    past = experience(snapshot, scope.sittings)[1] if scope.kind == "channel" else None
    tried = draws and len(scope.sittings) > 1 and not scope.unjudged
    seating, pool, basis = _seating(snapshot, scope) if tried else (None, None, None)
    few = basis == "estimated" and may_be_all(
        scope.sizes, len(frequencies), snapshot.assumptions.more_than_luck
    )
    return Concentration(
        scope=scope.kind,
        id=scope.id,
        name=scope.name,
        voices=len(frequencies),
        attendances=int(frequencies.sum()),
        half=int(measured.pop("half") or 0),
        **measured,
        past=past,
        frequencies=tuple(frequencies.tolist()),
        luck=luck(frequencies, seating, draws=draws, seed=seed) if seating else (),
        pool=pool,
        pool_basis=basis,
        unjudged="few-known" if few else scope.unjudged,
    )


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
