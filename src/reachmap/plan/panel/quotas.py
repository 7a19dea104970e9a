"""Quotas: checked, and eased by as little as can be where they cannot be met."""

from collections.abc import Mapping, Sequence
from math import inf

import numpy as np

from reachmap.errors import InputError, quoted
from reachmap.model.arguments import is_whole
from reachmap.model.stakeholders import StakeholderMap
from reachmap.plan.panel.draw import Draw
from reachmap.plan.panel.words import words_of_easing
from reachmap.plan.solver import Model

Range = tuple[int, int]

MOST_SEATS = 1_000_000
"""Most seats that a quota may name."""


def quotas_by_group(
    outline: StakeholderMap, quotas: Mapping[str, Range], *, size: int
) -> dict[str, Range]:
    """Return quotas by id of group; refuse what makes no sense."""
    if not is_whole(size) or size < 1:
        message = f"a panel has 1 seat or more, not {size!r}"
        raise InputError(message)
    ranges: dict[str, Range] = {}
    for name, (low, high) in quotas.items():
        group = outline.find(name, kinds=("group",))
        if group in ranges:
            message = f"two quotas are for {quoted(name)}"
            raise InputError(message)
        if not (is_whole(low) and is_whole(high) and 0 <= low <= high <= MOST_SEATS):
            message = (
                f"the quota for {quoted(name)} is {low} to {high}; give two whole numbers "
                f"up to {MOST_SEATS}, the fewest first"
            )
            raise InputError(message)
        ranges[group] = (low, high)
    return dict(sorted(ranges.items()))


def smallest_change(draw: Draw, names: Sequence[str]) -> tuple[str, ...]:
    """Return the smallest change of quotas under which there is a panel.

    ::

        minimise    sum over groups g of (less[g] + more[g])
        subject to  sum of x[t] = k,  0 <= x[t] <= n[t], whole
                    low[g] - less[g] <= sum of x[t], t in g <= high[g] + more[g]

    Of changes equally small the earlier groups keep theirs.
    """
    groups, types = len(names), len(draw.people)
    limits = draw.limits()
    rows = [limits[0], *((low, inf) for low, _ in limits[1:]), *((-inf, h) for _, h in limits[1:])]
    model = Model(rows)
    for t, people in enumerate(draw.people.tolist()):
        inside = [int(g) + 1 for g in np.flatnonzero(draw.member[:, t])]
        entries = [(0, 1.0), *((row + by, 1.0) for row in inside for by in (0, groups))]
        model.add_column(0.0, entries, high=float(people), whole=True)
    # A unit of change counts more than any choice among groups can make up for.
    unit = float(draw.size * groups * groups + 1)
    for row, sign in ((1, 1.0), (1 + groups, -1.0)):
        for g in range(groups):
            model.add_column(-unit - (groups - g), [(row + g, sign)], whole=True)
    change = np.rint(model.solve().values[types:]).astype(int).tolist()
    less, more = change[:groups], change[groups:]
    return tuple(
        line
        for name, low, high, fewer, extra in zip(
            names, draw.low.tolist(), draw.high.tolist(), less, more, strict=True
        )
        for line in words_of_easing(name, (low, high), fewer=fewer, extra=extra)
    )
