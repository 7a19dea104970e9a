"""How evenly the talking is shared: measures of concentration.

Each takes the attendances of every voice that came at least once, shape (voices,), in any
order, and gives None where there are no voices.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

TOP = 0.1
"""Share of the voices whose seats `top_share` counts."""


def _counts(attendances: ArrayLike) -> NDArray[np.int64]:
    return np.sort(np.asarray(attendances, np.int64))


def gini(attendances: ArrayLike) -> float | None:
    """Return the Gini coefficient: 0 where all come equally often, near 1 where one does.

    It is half the mean difference between two voices, over the mean:
    ``sum |x_i - x_j| / (2 n^2 mean)``.

    Parameters
    ----------
    attendances
        Shape (voices,): attendances of each voice.

    References
    ----------
    .. [1] Gini, C. (1912). Variabilità e mutabilità. Bologna: Cuppini.

    Examples
    --------
    >>> gini([1, 3])
    0.25
    """
    x = _counts(attendances)
    if not len(x):
        return None
    # Sorted ascending, the sum over pairs is a sum of ranks: whole numbers, hence exact.
    rank = 2 * np.arange(1, len(x) + 1) - len(x) - 1
    return int((rank * x).sum()) / (len(x) * int(x.sum()))


def hhi(attendances: ArrayLike) -> float | None:
    """Return the Herfindahl-Hirschman index: the sum of squared shares.

    Parameters
    ----------
    attendances
        Shape (voices,): attendances of each voice.

    References
    ----------
    .. [1] Hirschman, A. O. (1964). The paternity of an index. American Economic Review
       54(5), 761.

    Examples
    --------
    >>> hhi([1, 1])
    0.5
    """
    x = _counts(attendances)
    return int((x * x).sum()) / int(x.sum()) ** 2 if len(x) else None


def hill(attendances: ArrayLike, *, order: int) -> float | None:
    """Return the Hill number of order 1 or 2: the effective number of voices.

    Parameters
    ----------
    attendances
        Shape (voices,): attendances of each voice.

    References
    ----------
    .. [1] Hill, M. O. (1973). Diversity and evenness: a unifying notation and its
       consequences. Ecology 54(2), 427-432.

    Examples
    --------
    >>> hill([2, 2, 2, 2], order=1), hill([5], order=2)
    (4.0, 1.0)
    """
    x = _counts(attendances)
    if not len(x):
        return None
    if order == 1:
        share = x / x.sum()
        return float(np.exp(-(share * np.log(share)).sum()))
    return int(x.sum()) ** 2 / int((x * x).sum())


def top_share(attendances: ArrayLike) -> float | None:
    """Return the share of all attendances by the most frequent tenth of the voices.

    Parameters
    ----------
    attendances
        Shape (voices,): attendances of each voice.

    Examples
    --------
    >>> top_share([8, 1, 1])
    0.8
    """
    x = _counts(attendances)
    if not len(x):
        return None
    most = -(-len(x) // round(1 / TOP))
    return int(x[-most:].sum()) / int(x.sum())


def repeat_share(attendances: ArrayLike) -> float | None:
    """Return the share of attendances by somebody who had come before.

    Parameters
    ----------
    attendances
        Shape (voices,): attendances of each voice.

    Examples
    --------
    >>> repeat_share([3, 1])
    0.5
    """
    x = _counts(attendances)
    return (int(x.sum()) - len(x)) / int(x.sum()) if len(x) else None


def half_of_all(attendances: ArrayLike) -> int:
    """Return the fewest voices that together hold half of all attendances.

    Parameters
    ----------
    attendances
        Shape (voices,): attendances of each voice.

    Examples
    --------
    >>> half_of_all([5, 3, 1, 1])
    1
    """
    x = _counts(attendances)[::-1]
    return int(np.searchsorted(2 * np.cumsum(x), x.sum())) + 1 if len(x) else 0


def effective(shares: ArrayLike) -> float | None:
    """Return the effective number of parts, 1 / sum s^2, of amounts that need not be whole.

    Parameters
    ----------
    shares
        Shape (parts,): amounts, not all 0.

    Examples
    --------
    >>> effective([3, 3])
    2.0
    """
    x = np.asarray(shares, np.float64)
    return float(x.sum() ** 2 / (x * x).sum()) if x.sum() else None


MEASURES = ("gini", "hhi", "hill1", "hill2", "top_share", "repeat_share")


def concentration(attendances: ArrayLike) -> dict[str, float | None]:
    """Return every measure of concentration by its name.

    Parameters
    ----------
    attendances
        Shape (voices,): attendances of each voice.
    """
    return {
        "gini": gini(attendances),
        "hhi": hhi(attendances),
        "hill1": hill(attendances, order=1),
        "hill2": hill(attendances, order=2),
        "top_share": top_share(attendances),
        "repeat_share": repeat_share(attendances),
    }
