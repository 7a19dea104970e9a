"""The measures of concentration, of many draws at once.

A *tally* says how many people came once, twice and so on; every measure is a sum over it.
`measures` has the same for one list of voices.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reachmap.analysis.concentration import MEASURES, TOP
from reachmap.store.counts import Counts

Floats = NDArray[np.float64]

FIGURES = (*MEASURES, "half")
"""What is held against luck: every measure, and the fewest people who fill half the places."""

SMALLER = frozenset({"hill1", "hill2", "half"})
"""Figures that are the smaller, the more a few people do."""


def figures(tally: Counts) -> Floats:
    """Return every figure of every tally.

    Parameters
    ----------
    tally
        Shape (draws, most + 1): how many people came 0, 1, 2 and more times. Each has at
        least one attendance.

    Returns
    -------
    array
        Shape (figures, draws), in the order of `FIGURES`.

    Examples
    --------
    >>> figures(np.array([[0, 1, 0, 1]]))[0].tolist()
    [0.25]
    """
    often = np.arange(tally.shape[1], dtype=np.int64)
    filled = tally * often
    places, voices = filled.sum(axis=1), tally[:, 1:].sum(axis=1)
    squares = (filled * often).sum(axis=1)
    logs = np.log(np.maximum(often, 1))
    below = np.cumsum(tally, axis=1) - tally
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
            _half(filled, above, often, places),
        ]
    )


def _half(filled: Counts, above: Counts, often: Counts, places: Counts) -> Counts:
    """Return the fewest people who fill half the places."""
    beyond = places[:, None] - np.cumsum(filled, axis=1)
    # The rarest coming among them: at it, half is reached, and above it not yet.
    last = (2 * (beyond + filled) >= places[:, None]).sum(axis=1) - 1
    row = np.arange(len(filled))
    still = places - 2 * beyond[row, last]
    fewest: Counts = above[row, last] - (-still // (2 * often[last]))
    return fewest
