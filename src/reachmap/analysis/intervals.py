"""How far a share counted from a few may lie from the truth."""

from math import sqrt


def wilson(part: float, whole: float, *, z: float) -> tuple[float, float]:
    """Return the Wilson score interval of a share.

    References
    ----------
    .. [1] Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
       inference. Journal of the American Statistical Association 22(158), 209-212.

    Examples
    --------
    >>> low, high = wilson(5, 10, z=1.96)
    >>> round(low, 3), round(high, 3)
    (0.237, 0.763)
    """
    share = part / whole
    wide = z * z / whole
    centre = share + wide / 2
    spread = z * sqrt(share * (1 - share) / whole + wide / (4 * whole))
    low, high = (centre - spread) / (1 + wide), (centre + spread) / (1 + wide)
    return (0.0 if part == 0 else max(low, 0.0)), (1.0 if part == whole else min(high, 1.0))
