"""Axes that several charts have: how often something works, and numbers of people."""

from itertools import count

from reachmap.charts.chart import Axis

TIMES = ((0.0, "0 times of 10"), (0.5, "5 times of 10"), (1.0, "10 times of 10"))
"""What is written below chances."""

MOST_STEPS = 6
"""Most steps of an axis of people."""


def chance_axis(title: str) -> Axis:
    """Return an axis of chances, from 0 to 1."""
    return Axis(title, 0.0, 1.0, TIMES)


def people_axis(title: str, most: float) -> Axis:
    """Return an axis of whole people, from nobody to at least so many, in round steps.

    Examples
    --------
    >>> people_axis("people", 45).ticks
    ((0, '0'), (10, '10'), (20, '20'), (30, '30'), (40, '40'), (50, '50'))
    >>> people_axis("people", 0).ticks
    ((0, '0'), (1, '1'))
    """
    rounds = (size * 10**power for power in count() for size in (1, 2, 5))
    step = next(each for each in rounds if MOST_STEPS * each >= most)
    steps = max(1, -(-int(most) // step))
    ticks = tuple((step * number, f"{step * number:,}") for number in range(steps + 1))
    return Axis(title, 0, step * steps, ticks)
