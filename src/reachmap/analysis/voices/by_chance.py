"""A large record filled at random: places counted by person, not filled one by one.

Everybody comes to each sitting with the chance that its size gives, and a little more; of all
places together, those too many are then taken away at random. So each person comes as often as
where every sitting is filled apart, and all together fill as many places; how many a single
sitting has is right on average. The work of a draw grows as the square root of the places.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from reachmap.analysis.voices.draws import Seating
from reachmap.store.counts import Counts

Floats = NDArray[np.float64]

PART = 20
"""Sittings may have at most one in so many of the people, and of the places."""

FEWEST_PEOPLE = 1000
"""Fewest people of whom places are counted by chance: the spread is off by one in so many."""

BEYOND = 5
"""Standard deviations of the number of places by which there are too many at first."""


def may_be_by_chance(seating: Seating) -> bool:
    """Return whether counting by person differs from filling by less than can be seen.

    Sizes that come out right on average add to the variance of how many come again by at most
    ``largest^2 / (2 people places)`` of it, as no sitting is far from the others in size.
    """
    largest = PART * int(seating.sizes.max(initial=0))
    open_ = seating.listed is None and seating.people >= FEWEST_PEOPLE
    return open_ and largest <= min(seating.people, seating.places)


def tallies_by_chance(
    seating: Seating, *, draws: int, rng: np.random.Generator
) -> Iterator[Counts]:
    """Yield how many people came how often, as `tallies` does, in arrays of one draw.

    Examples
    --------
    >>> from reachmap.analysis.voices.draws import open_to_all
    >>> seating = open_to_all(np.full(2000, 10), 1000)
    >>> (tally,) = tallies_by_chance(seating, draws=1, rng=np.random.default_rng(0))
    >>> int((tally * np.arange(tally.shape[1])).sum())
    20000
    """
    places = seating.places
    law = law_of_coming(seating.sizes, seating.people / (1 + BEYOND / np.sqrt(places)))
    often = np.arange(len(law))
    while draws:
        drawn = rng.multinomial(seating.people, law)
        beyond = int(drawn @ often) - places
        if beyond >= 0:
            tally = _without(drawn, beyond, rng)
            # Who never came is left out: the pool is no part of the figures.
            tally[0] = 0
            yield tally[None, : int(np.flatnonzero(tally)[-1]) + 1]
            draws -= 1


def law_of_coming(sizes: Counts, people: float) -> Floats:
    """Return the chances that one of some people comes never, once, twice and so on.

    They come to each sitting with the chance `size / people`, whatever they did before: the
    Poisson binomial law, from its characteristic function.

    References
    ----------
    .. [1] Hong, Y. (2013). On computing the distribution function for the Poisson binomial
       distribution. Computational Statistics & Data Analysis 59, 41-51.

    Examples
    --------
    >>> law_of_coming(np.array([1, 1]), 2)[:3].round(3).tolist()
    [0.25, 0.5, 0.25]
    """
    size, number = np.unique(sizes, return_counts=True)
    chance = size / people
    mean, variance = number @ chance, number @ (chance * (1 - chance))
    width = int(mean + 12 * np.sqrt(variance)) + 60
    turn = np.exp(-2j * np.pi * np.arange(width) / width) - 1
    logs = sum(n * np.log1p(p * turn) for p, n in zip(chance, number, strict=True))
    law = np.maximum(np.fft.ifft(np.exp(logs)).real, 0)
    whole: Floats = law / law.sum()
    return whole


def _without(tally: Counts, places: int, rng: np.random.Generator) -> Counts:
    """Return how many came how often once some of their places are taken away at random."""
    people, filled = np.cumsum(tally), np.cumsum(tally * np.arange(len(tally)))
    # Numbered by person, those who came the least often first.
    taken = rng.choice(int(filled[-1]), places, replace=False, shuffle=False)
    often = np.searchsorted(filled, taken, side="right")
    person = people[often - 1] + (taken - filled[often - 1]) // often
    who, lost = np.unique(person, return_counts=True)
    before = np.searchsorted(people, who, side="right")
    width = len(tally)
    fewer: Counts = tally - np.bincount(before, minlength=width)
    fewer += np.bincount(before - lost, minlength=width)
    return fewer
