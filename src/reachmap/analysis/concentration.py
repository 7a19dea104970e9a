"""How evenly the talking is shared: measures of concentration.

A *tally* says how many people came never, once, twice and so on; every measure is a sum over it.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from reachmap.store.counts import Counts

Floats = NDArray[np.float64]

TOP = 0.1
"""Share of the voices whose places `top_share` counts."""

MEASURES = ("gini", "hhi", "hill1", "hill2", "top_share", "repeat_share", "same_person")

FIGURES = (*MEASURES, "half")
"""What is compared with luck: every measure, and the fewest people who fill half the places."""

SMALLER = frozenset({"hill1", "hill2", "half"})
"""Figures that are the smaller, the more a few people do."""


def concentration(attendances: ArrayLike, sizes: ArrayLike) -> dict[str, float | None]:
    """Return every figure of one list of voices by its name; None where it is not known.

    `attendances` has shape (voices,), each at least 1, in any order; `sizes` shape (sittings,),
    the places of each sitting. Of one sitting nobody can say who comes again.

    Examples
    --------
    >>> concentration([3, 1], [2, 1, 1])["gini"], concentration([], [])["gini"]
    (0.25, None)
    """
    often = np.sort(np.asarray(attendances, np.int64))
    if not len(often):
        return dict.fromkeys(FIGURES)
    pairs = pairs_of_places(np.asarray(sizes, np.int64))
    columns = figures(np.bincount(often)[None, :], max(pairs, 1))
    # Summed voice by voice: its last digits are part of answers that are compared.
    share = often / often.sum()
    columns[FIGURES.index("hill1")] = np.exp(-(share * np.log(share)).sum())
    measured: dict[str, float | None] = dict(zip(FIGURES, columns[:, 0].tolist(), strict=True))
    return measured if pairs else measured | {"same_person": None}


def pairs_of_places(sizes: Counts) -> int:
    """Return how many ordered pairs of places there are at two different sittings.

    Examples
    --------
    >>> pairs_of_places(np.array([2, 1, 1]))
    10
    """
    return int(sizes.sum() ** 2 - (sizes * sizes).sum())


def figures(tally: Counts, pairs: int) -> Floats:
    """Return every figure of many tallies, shape (figures, draws), in the order of `FIGURES`.

    `tally` has shape (draws, most + 1): how many people came 0, 1, 2 and more times, at least
    one of them more than never; `pairs` are the pairs of places at different sittings. The
    formulas are those of `voices`.

    Examples
    --------
    >>> figures(np.array([[0, 1, 0, 1]]), 10)[0].tolist()
    [0.25]
    """
    often = np.arange(tally.shape[1], dtype=np.int64)
    filled = tally * often
    places, voices = filled.sum(axis=1), tally[:, 1:].sum(axis=1)
    squares = (filled * often).sum(axis=1)
    logs = np.log(np.maximum(often, 1))
    below = np.cumsum(tally, axis=1) - tally
    # The sum over pairs is a sum of ranks: whole numbers, hence exact.
    rank = (filled * (2 * below + tally - voices[:, None])).sum(axis=1)
    above = voices[:, None] - below - tally
    most = -(-voices // round(1 / TOP))
    top = (often * np.clip(most[:, None] - above, 0, tally)).sum(axis=1)
    return np.stack(
        [
            rank / (voices * places),
            squares / places**2,
            np.exp(np.log(places) - (filled * logs).sum(axis=1) / places),
            places**2 / squares,
            top / places,
            (places - voices) / places,
            (squares - places) / pairs,
            _half(filled, above, often, places),
        ]
    )


def _half(filled: Counts, above: Counts, often: Counts, places: Counts) -> Counts:
    """Return the fewest people who fill half the places, shape (draws,)."""
    beyond = places[:, None] - np.cumsum(filled, axis=1)
    # The rarest coming among them: at it, half is reached, and above it not yet.
    last = (2 * (beyond + filled) >= places[:, None]).sum(axis=1) - 1
    row = np.arange(len(filled))
    still = places - 2 * beyond[row, last]
    fewest: Counts = above[row, last] - (-still // (2 * often[last]))
    return fewest


def effective(amounts: ArrayLike) -> float | None:
    """Return the effective number of parts, ``1 / sum p_i^2``; None where all amounts are 0.

    Examples
    --------
    >>> effective([3, 3])
    2.0
    """
    x = np.asarray(amounts, np.float64)
    return float(x.sum() ** 2 / (x * x).sum()) if x.sum() else None
