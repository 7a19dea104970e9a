"""How many people might have come, judged by who did."""

from math import exp

import numpy as np

from reachmap.store.counts import Counts

MOST_PEOPLE = 10**6
"""Most people that a pool is thought to hold."""


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


def may_be_all(sizes: Counts, distinct: int, limit: float) -> bool:
    """Return whether those who came may be all who were ever asked.

    If nobody else was asked, luck brings every one of them with a chance of about ``exp(-absent)``,
    where ``absent = distinct x product of (1 - size / distinct)`` are those it is expected to leave
    out. So it may be where that chance is above `limit`: a pool estimated from who came is then no
    more than who came, and luck explains by construction whatever it gives.

    Examples
    --------
    >>> may_be_all(np.full(24, 6), 6, 0.05), may_be_all(np.full(8, 2), 15, 0.05)
    (True, False)
    """
    absent = distinct * float(np.prod(1 - sizes / distinct))
    return exp(-absent) > limit
