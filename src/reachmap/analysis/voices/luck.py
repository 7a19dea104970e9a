"""Against chance: what the same activities would look like, had luck alone filled them."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np

from reachmap.analysis.concentration import FIGURES, SMALLER, figures, pairs_of_places
from reachmap.analysis.voices.draws import Seating, tallies
from reachmap.analysis.voices.rows import Luck
from reachmap.store.counts import Counts


class Fill(Protocol):
    """A way of filling places at random."""

    def __call__(
        self, seating: Seating, *, draws: int, rng: np.random.Generator
    ) -> Iterator[Counts]:
        """Yield how many people came how often: shape (some draws, most + 1)."""


MOST_WORK = 100_000_000
"""Most places that are filled in one answer, over all scopes and draws."""

FEWEST_DRAWS = 100
"""Fewest draws, however large the record."""

SAME = 1e-12
"""Figures that differ by no more are as concentrated as each other."""


def draws_for(samples: int, places: int) -> int:
    """Return how many draws there is time for.

    Examples
    --------
    >>> draws_for(2000, 14_000), draws_for(2000, 10**7)
    (2000, 100)
    """
    return min(samples, max(FEWEST_DRAWS, MOST_WORK // max(places, 1)))


def is_large(places: int) -> bool:
    """Return whether filling so many places, over all scopes, is more work than there is time for.

    Examples
    --------
    >>> is_large(10**6), is_large(10**6 + 1)
    (False, True)
    """
    return places * FEWEST_DRAWS > MOST_WORK


def luck(
    frequencies: Sequence[int] | Counts,
    seating: Seating,
    *,
    draws: int,
    seed: int,
    fill: Fill = tallies,
) -> tuple[Luck, ...]:
    """Return what luck would give for each figure of how the talking is shared.

    The same activities are filled at random without replacement, sizes kept, so that a small
    panel is not blamed for being small [1]_ [2]_. How often it cries wolf is tested on programmes
    that luck filled, and on ones that it did not [3]_.

    References
    ----------
    .. [1] Davison, A. C. and Hinkley, D. V. (1997). Bootstrap methods and their application,
       chapter 4. Cambridge University Press.
    .. [2] Gotelli, N. J. (2000). Null model analysis of species co-occurrence patterns.
       Ecology 81(9), 2606-2621.
    .. [3] Gotelli, N. J. and Ulrich, W. (2012). Statistical challenges in null model analysis.
       Oikos 121(2), 171-180.
    """
    if not draws or len(seating.sizes) < 2:  # noqa: PLR2004  one activity has no repeats
        return ()
    rng = np.random.default_rng(seed)
    seen = np.bincount(np.asarray(frequencies, np.int64))[None, :]
    pairs = pairs_of_places(seating.sizes)
    parts, hits = [], np.zeros(len(FIGURES), np.int64)
    for tally in fill(seating, draws=draws, rng=rng):
        # Worked out together, in one and the same way, so that ties are ties.
        width = max(tally.shape[1], seen.shape[1])
        both = [np.pad(each, ((0, 0), (0, width - each.shape[1]))) for each in (seen, tally)]
        values = figures(np.concatenate(both), pairs)
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
