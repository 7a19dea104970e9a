"""Against chance: what the same activities would look like, had luck alone filled them."""

from collections.abc import Sequence

import numpy as np

from reachmap.analysis.concentration import FIGURES, SMALLER, figures
from reachmap.analysis.voices.draws import Seating, tallies
from reachmap.analysis.voices.rows import Luck
from reachmap.store.counts import Counts

MOST_PEOPLE = 10**6
"""Most people that a pool is thought to hold."""

MOST_WORK = 250_000_000
"""Most places that are filled in one answer, over all scopes and draws."""

FEWEST_DRAWS = 100
"""Fewest draws, however large the record."""

SAME = 1e-12
"""Figures that differ by no more are as concentrated as each other."""


def estimated_pool(sizes: Counts, distinct: int) -> int:
    """Return how many people might have come, judged by how many different ones did.

    The whole number N in [max(distinct, largest size), 10^6] whose expected number of
    different people, ``N (1 - product of (1 - size / N))``, is closest to the observed; the
    smallest on ties. `sizes` are the places of each activity, shape
    (activities,), two at least not 0.

    References
    ----------
    .. [1] Feller, W. (1968). An introduction to probability theory and its applications,
       volume I, third edition: section II.5, on occupancy.

    Examples
    --------
    >>> estimated_pool(np.array([2, 2]), 3)
    4
    """
    size, number = np.unique(sizes[sizes > 0], return_counts=True)
    low = int(max(distinct, size[-1]))

    def off(people: int) -> float:
        with np.errstate(divide="ignore"):
            nobody = (number * np.log1p(-size / people)).sum()
        return float(-people * np.expm1(nobody)) - distinct

    first, last = low, MOST_PEOPLE
    while first < last:
        middle = (first + last) // 2
        first, last = (first, middle) if off(middle) >= 0 else (middle + 1, last)
    return first - 1 if first > low and abs(off(first - 1)) <= abs(off(first)) else first


def draws_for(samples: int, places: int) -> int:
    """Return how many draws there is time for.

    Examples
    --------
    >>> draws_for(2000, 14_000), draws_for(2000, 10**7)
    (2000, 100)
    """
    return min(samples, max(FEWEST_DRAWS, MOST_WORK // max(places, 1)))


def luck(
    frequencies: Sequence[int] | Counts, seating: Seating, *, draws: int, seed: int
) -> tuple[Luck, ...]:
    """Return what luck would give for each figure of how the talking is shared.

    The same activities are filled at random without replacement, sizes kept, so that a small
    panel is not blamed for being small.

    References
    ----------
    .. [1] Davison, A. C. and Hinkley, D. V. (1997). Bootstrap methods and their application,
       chapter 4. Cambridge University Press.
    .. [2] Gotelli, N. J. (2000). Null model analysis of species co-occurrence patterns.
       Ecology 81(9), 2606-2621.
    """
    if not draws or len(seating.sizes) < 2:  # noqa: PLR2004  one activity has no repeats
        return ()
    rng = np.random.default_rng(seed)
    seen = np.bincount(np.asarray(frequencies, np.int64))[None, :]
    parts, hits = [], np.zeros(len(FIGURES), np.int64)
    for tally in tallies(seating, draws=draws, rng=rng):
        # Worked out together, in one and the same way, so that ties are ties.
        width = max(tally.shape[1], seen.shape[1])
        both = [np.pad(each, ((0, 0), (0, width - each.shape[1]))) for each in (seen, tally)]
        values = figures(np.concatenate(both))
        own, drawn = values[:, :1], values[:, 1:]
        smaller = np.array([name in SMALLER for name in FIGURES])[:, None]
        hits += np.where(smaller, drawn <= own + SAME, drawn >= own - SAME).sum(axis=1)
        parts.append(drawn)
    every = np.concatenate(parts, axis=1)
    low, high = np.quantile(every, [0.025, 0.975], axis=1)
    return tuple(
        Luck(
            measure=name,
            expected=float(every[index].mean()),
            low=float(low[index]),
            high=float(high[index]),
            p=(1 + int(hits[index])) / (draws + 1),
        )
        for index, name in enumerate(FIGURES)
    )
