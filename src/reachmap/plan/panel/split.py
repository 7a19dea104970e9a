"""An average written as a lottery over whole panels, one panel taken off it at a time."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reachmap.plan.panel.draw import Draw, Ints
from reachmap.plan.solver import Floats, Model

LEFT = 1e-7
"""Chance that may be left over."""

STEP = 1e-12
"""A panel with no more chance than this takes us nowhere."""

GAP = 0.02
"""How much worse than the best panel to take off one may be: any brings us on."""


def split(draw: Draw, average: Floats) -> tuple[list[Ints], list[float]]:
    """Write an average as a lottery over panels, as far as that can be done.

    With the average y of what remains, W of the whole: take a panel x that has whatever y
    has in full (quotas that y just keeps, types of which y takes whole people), and give it
    the most chance w for which ``(W y - w x) / (W - w)`` still keeps to the quotas. Each
    step makes one more of these hold in full, so steps are few.

    `average`, shape (types,), is a point within the quotas.
    """
    rows = np.vstack([np.ones(len(average)), draw.member.astype(np.float64)])
    low, high = (np.array(ends) for ends in zip(*draw.limits(), strict=True))
    left, rest = 1.0, average.copy()
    panels: list[Ints] = []
    shares: list[float] = []
    while left > LEFT:
        panel = _Face(draw, rows, low, high, rest / left, 1e-8 / left).panel()
        if panel is None:
            break
        limits = np.concatenate(
            [
                _most(rest, panel, left, 0.0),
                _most(-rest, -panel, left, -draw.people),
                _most(rows @ rest, rows @ panel, left, low),
                _most(-(rows @ rest), -(rows @ panel), left, -high),
            ]
        )
        share = float(min(left, limits.min(initial=left)))
        if share <= STEP:
            break
        panels.append(np.rint(panel).astype(np.int64))
        shares.append(share)
        left, rest = left - share, rest - share * panel
    return panels, shares


def _most(rest: Floats, panel: Floats, left: float, low: Floats | float | Ints) -> Floats:
    """Return, a row, the most w for which ``rest - w panel >= (left - w) low``."""
    above = panel - low
    binding = above > 0
    return np.asarray((rest - left * low)[binding] / above[binding], np.float64)


@dataclass(frozen=True, eq=False)
class _Face:
    """The panels that have in full whatever a point has."""

    draw: Draw
    rows: NDArray[np.float64]
    low: Floats
    high: Floats
    point: Floats
    close: float

    def panel(self) -> Floats | None:
        """Return one of them near the point, or None."""
        point, close = self.point, self.close
        floor = np.floor(point + close)
        ceiling = np.maximum(np.ceil(point - close), floor)
        sums = self.rows @ point
        least = np.where(sums >= self.high - close, self.high, self.low)
        most = np.where(sums <= self.low + close, self.low, self.high)
        model = Model(list(zip(least.tolist(), most.tolist(), strict=True)), gap=GAP)
        for t, people in enumerate(point.tolist()):
            model.add_column(
                people - floor[t],
                self.draw.entries(t),
                low=float(floor[t]),
                high=float(min(ceiling[t], self.draw.people[t])),
                whole=True,
            )
        best = model.solve()
        return np.rint(best.values) if best.status == "optimal" else None
