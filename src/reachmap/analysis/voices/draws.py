"""Places filled at random: who would come if luck alone chose.

Every activity keeps the places it had. Each is filled without replacement from its pool of
people, and what comes out is how many people came how often.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reachmap.store.counts import Counts, Register

Bools = NDArray[np.bool_]
Ints = NDArray[np.int32]

AT_ONCE = 2_000_000
"""Places that are filled at once, so that memory stays small."""

CROWDED = 3
"""A pool of fewer than so many people a place is shuffled, not drawn from."""

SPARSE = 4
"""With more than so many people a place, those who came are sorted rather than all counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seating:
    """Which places there are to fill, and from which people."""

    sizes: Counts
    """Shape (activities,): places of each activity, none of zero."""
    people: int
    """How many people there are in all."""
    pool: Counts
    """Shape (activities,): how many of them each activity draws from."""
    listed: Ints | None = None
    """Numbers of people, the pools one after the other; None where everybody may be drawn."""
    start: Counts
    """Shape (activities,): where in `listed` the pool of an activity begins."""
    shared: Counts
    """Shape (activities,): how many of its pool it shares with other activities."""
    beyond: Counts
    """Shape (activities,): where in `listed` those begin that are its own."""

    @property
    def places(self) -> int:
        """Places in all."""
        return int(self.sizes.sum())

    def who(self, activity_rows: Counts, picked: Ints) -> Ints:
        """Return the people at some positions in the pools of some activities.

        `activity_rows` are activities, shape (rows,); `picked` positions in the pool of each, shape
        (draws, rows, places), as is what it returns.
        """
        if self.listed is None:
            return picked
        shared = self.shared[activity_rows][:, None]
        at = np.where(
            picked < shared,
            self.start[activity_rows][:, None] + picked,
            self.beyond[activity_rows][:, None] + picked - shared,
        )
        return self.listed[at]


def open_to_all(sizes: Counts, people: int) -> Seating:
    """Return the seating of activities that anyone may come to; `sizes` has shape (activities,)."""
    filled = np.sort(sizes[sizes > 0])
    nothing = np.zeros(len(filled), np.int64)
    pool = np.full(len(filled), people, np.int64)
    return Seating(
        sizes=filled, people=people, pool=pool, start=nothing, shared=pool, beyond=nothing
    )


def of_register(sizes: Counts, register: Register) -> Seating:
    """Return the seating of activities that draw from a register; `sizes` as above."""
    people = int(register.size.sum())
    activity_rows = np.flatnonzero(sizes > 0)
    first_voice = np.concatenate(([0], np.cumsum(register.size))).astype(np.int64)
    lists = [_numbers(first_voice, voice_classes) for voice_classes in register.pools]
    length = np.array([len(each) for each in lists], np.int64)
    begins = np.cumsum(length) - length
    order = np.argsort(register.extra_activity, kind="stable")
    extra = first_voice[register.extra_class[order]]
    counts = np.bincount(register.extra_activity, minlength=len(sizes)).astype(np.int64)
    ends = np.cumsum(counts)
    shared = length[register.pool]
    pool = shared + counts
    activity_rows = activity_rows[np.lexsort([pool[activity_rows], sizes[activity_rows]])]
    plain = bool((shared[activity_rows] == people).all())
    return Seating(
        sizes=sizes[activity_rows],
        people=people,
        pool=pool[activity_rows],
        listed=None if plain else np.concatenate([*lists, extra]).astype(np.int32),
        start=begins[register.pool][activity_rows],
        shared=shared[activity_rows],
        beyond=(int(length.sum()) + ends - counts)[activity_rows],
    )


def _numbers(first_voice: Counts, voice_classes: Counts) -> Counts:
    """Return the numbers of the people of some classes."""
    size = first_voice[voice_classes + 1] - first_voice[voice_classes]
    ends = np.cumsum(size)
    return np.repeat(first_voice[voice_classes] - (ends - size), size) + np.arange(size.sum())


def tallies(seating: Seating, *, draws: int, rng: np.random.Generator) -> Iterator[Counts]:
    """Yield how many people came how often, the places filled at random again and again.

    Each array has shape (some draws, most + 1).

    Examples
    --------
    >>> sure = open_to_all(np.array([3, 3]), 3)
    >>> [each.tolist() for each in tallies(sure, draws=1, rng=np.random.default_rng(0))]
    [[[0, 0, 3]]]
    """
    step = max(1, AT_ONCE // max(seating.places, 1))
    alike = list(_alike(seating))
    for done in range(0, draws, step):
        yield _counted(seating, _filled(seating, alike, min(step, draws - done), rng))


def _filled(
    seating: Seating, alike: Sequence[tuple[Counts, int]], draws: int, rng: np.random.Generator
) -> Ints:
    """Return who fills each place: shape (draws, places)."""
    filled = np.empty((draws, seating.places), np.int32)
    at = 0
    for activity_rows, size in alike:
        pool = seating.pool[activity_rows]
        choose = _shuffled if CROWDED * size > pool[0] else _picked
        width = len(activity_rows) * size
        who = seating.who(activity_rows, choose(pool, size, draws, rng))
        filled[:, at : at + width] = who.reshape(draws, width)
        at += width
    return filled


def _alike(seating: Seating) -> Iterator[tuple[Counts, int]]:
    """Yield activities that can be filled at once, with their places: those of one size.

    Of pools that are hardly larger than the places, those of one pool.
    """
    crowded = CROWDED * seating.sizes > seating.pool
    key = np.stack([seating.sizes, np.where(crowded, seating.pool, 0)])
    kinds, kind = np.unique(key, axis=1, return_inverse=True)
    order = np.argsort(kind.ravel(), kind="stable")
    ends = np.cumsum(np.bincount(kind.ravel(), minlength=kinds.shape[1]))
    for size, activity_rows in zip(kinds[0].tolist(), np.split(order, ends[:-1]), strict=True):
        yield activity_rows, size


def _shuffled(pool: Counts, size: int, draws: int, rng: np.random.Generator) -> Ints:
    """Return the first places of shuffled pools, all of one size."""
    dice = rng.random((draws, len(pool), int(pool[0])))
    return np.argsort(dice, axis=-1)[..., :size].astype(np.int32)


def _picked(pool: Counts, size: int, draws: int, rng: np.random.Generator) -> Ints:
    """Return different positions in each pool; whoever comes twice gives way to another.

    Positions are drawn until all differ. No step tells one person from another, so every set
    of people is as likely as any.
    """
    alike = len(np.unique(pool)) == 1
    upper = pool[0] if alike else pool[:, None]
    picked = rng.integers(0, upper, (draws, len(pool), size), dtype=np.int32)
    picked.sort(axis=-1)
    rows = picked.reshape(draws * len(pool), size)
    same = rows[:, 1:] == rows[:, :-1]
    doubled = np.flatnonzero(same.any(axis=1))
    same = same[doubled]
    while len(doubled):
        places = rows[doubled]
        row, before = np.nonzero(same)
        high = pool[doubled[row] % len(pool)]
        places[row, before + 1] = rng.integers(0, high, dtype=np.int32)
        places.sort(axis=1)
        rows[doubled] = places
        same = places[:, 1:] == places[:, :-1]
        still = np.flatnonzero(same.any(axis=1))
        doubled, same = doubled[still], same[still]
    return picked


def _counted(seating: Seating, filled: Ints) -> Counts:
    """Return how many people came how often, a row a draw."""
    draws, places = filled.shape
    if seating.people > SPARSE * places:
        filled.sort(axis=-1)
        other = np.ones(filled.shape, bool)
        other[:, 1:] = filled[:, 1:] != filled[:, :-1]
        starts = np.flatnonzero(other)
        often = np.diff(np.append(starts, filled.size))
        draw = starts // places
    else:
        filled += (np.arange(draws) * seating.people).astype(np.int32)[:, None]
        every = np.bincount(filled.ravel(), minlength=draws * seating.people)
        came = np.flatnonzero(every > 0)
        often, draw = every[came], came // seating.people
    # Who never came is left out: the pool is no part of the figures.
    width = int(often.max(initial=0)) + 1
    tally = np.bincount(draw * width + often, minlength=draws * width)
    return tally.reshape(draws, width).astype(np.int64)
