"""The fairest average of a panel where people may be split: no lottery can be fairer."""

import numpy as np

from reachmap.plan.panel.draw import Bools, Draw
from reachmap.plan.solver import Floats

PRICED = 1e-7
"""A price is above nothing from here on."""

SLACK = 1e-9
"""People by which what is settled may give way to a computer's arithmetic."""


def fairest_average(draw: Draw) -> Floats | None:
    """Return how many of each type would be drawn on average if people could be split.

    Shape (types,): the point within the quotas at which chances over weights are as even as
    can be (leximin); None where there is none.
    """
    types, first = len(draw.people), len(draw.low) + 1
    model = draw.program(whole=False)
    for t in range(types):
        model.add_row([(t, 1.0)], low=0.0)
    entries = [(first + t, -share) for t, share in enumerate(draw.share.tolist())]
    z = model.add_column(1.0, entries, high=draw.beyond)
    open_ = np.ones(types, bool)
    while True:
        solution = model.solve()
        if solution.status != "optimal":
            return None
        if not open_.any():
            return solution.values[:types]
        prices = np.maximum(-solution.duals[first:], 0.0)
        for t in types_to_settle(open_, prices * draw.share):
            open_[t] = False
            model.set_entry(first + t, z, 0.0)
            model.set_row(first + t, low=solution.values[z] * draw.share[t] - SLACK)


def types_to_settle(open_: Bools, prices: Floats) -> list[int]:
    """Return the open types with a price; the one with the highest where none has any."""
    types = np.flatnonzero(open_ & (prices > PRICED))
    if not len(types):
        types = np.array([np.argmax(np.where(open_, prices, -np.inf))])
    return [int(t) for t in types]
