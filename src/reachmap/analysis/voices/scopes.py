"""The scopes of same voices: all, each channel and group, measured and compared with luck."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from reachmap.analysis.concentration import concentration
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.voices.draws import Seating, of_register, open_to_all
from reachmap.analysis.voices.luck import draws_for, estimated_pool, luck
from reachmap.analysis.voices.rows import Concentration, PoolBasis, ScopeKind
from reachmap.model.choices import TALKING_SPEAKING
from reachmap.model.nodes import Activity
from reachmap.store.counts import Counts


@dataclass(frozen=True, slots=True)
class _Scope:
    """Some activities, seen for all voices or for those of one group."""

    kind: ScopeKind
    id: str | None
    name: str
    activities: Sequence[Activity]
    frequencies: Counts

    @property
    def group(self) -> str | None:
        return self.id if self.kind == "group" else None

    @property
    def ids(self) -> list[str]:
        return [activity.id for activity in self.activities]


@dataclass(frozen=True, slots=True)
class Measured:
    """Every scope, measured."""

    overall: Concentration
    """All voices together."""
    by_channel: tuple[Concentration, ...]
    """Each channel that anyone came through, by id."""
    by_group: tuple[Concentration, ...]
    """Each group of which anyone came, by id."""
    draws: int
    """How often luck filled the places of each."""


def scopes(
    snapshot: Snapshot, activities: Sequence[Activity], *, samples: int, seed: int
) -> Measured:
    """Measure how the talking is shared: overall, by channel and by group."""
    every = list(_scopes(snapshot, activities))
    draws = draws_for(samples, sum(int(scope.frequencies.sum()) for scope in every))
    overall, *rest = [_measured(snapshot, scope, draws=draws, seed=seed) for scope in every]
    return Measured(
        overall=overall,
        by_channel=tuple(scope for scope in rest if scope.scope == "channel"),
        by_group=tuple(scope for scope in rest if scope.scope == "group"),
        draws=draws if any(scope.luck for scope in (overall, *rest)) else 0,
    )


def _scopes(snapshot: Snapshot, activities: Sequence[Activity]) -> Iterator[_Scope]:
    """Yield all voices, then each channel and each group of which anyone came."""
    outline, store = snapshot.outline, snapshot.store
    names = [activity.id for activity in activities]
    yield _Scope("all", None, "All voices", activities, store.frequencies(names))
    for channel in outline.channels:
        sittings = [activity for activity in activities if activity.channel == channel.id]
        frequencies = store.frequencies([activity.id for activity in sittings])
        if len(frequencies):
            yield _Scope("channel", channel.id, channel.name, sittings, frequencies)
    for group in outline.groups:
        frequencies = store.frequencies(names, group=group.id)
        if len(frequencies):
            yield _Scope("group", group.id, group.name, activities, frequencies)


def _measured(snapshot: Snapshot, scope: _Scope, *, draws: int, seed: int) -> Concentration:
    frequencies = scope.frequencies
    measured = concentration(frequencies)
    past = experience(snapshot, scope.activities)[1] if scope.kind == "channel" else None
    seating, pool, basis = _seating(snapshot, scope) if draws else (None, None, None)
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
    )


def _seating(
    snapshot: Snapshot, scope: _Scope
) -> tuple[Seating | None, int | None, PoolBasis | None]:
    """Return the places of a scope, and from how many people luck would fill them."""
    sizes = snapshot.store.places(scope.ids, group=scope.group)
    if np.count_nonzero(sizes) < 2:  # noqa: PLR2004  one activity has no repeats
        return None, None, None
    if snapshot.outline.about.register_complete:
        register = snapshot.store.register(scope.ids, group=scope.group)
        return of_register(sizes, register), int(register.size.sum()), "register"
    pool = estimated_pool(sizes, len(scope.frequencies))
    return open_to_all(sizes, pool), pool, "estimated"


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
