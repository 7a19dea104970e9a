"""Leximin by column generation, for averages that are of no lottery over whole people."""

from collections.abc import Sequence

import numpy as np

from reachmap.plan.panel.draw import Draw, Ints, Lottery
from reachmap.plan.panel.relaxation import SLACK, types_to_settle
from reachmap.plan.solver import Floats, Model

WORTH = 1e-7
"""A panel is worth adding if its price is above the limit by more than this."""


def lottery_by_columns(draw: Draw, panels: Sequence[Ints] = ()) -> Lottery | None:
    """Return the leximin lottery, finding panels as they are needed."""
    master = _Master(draw)
    for panel in panels:
        master.add(panel)
    if not master.cover():
        return None
    while master.open.any():
        master.settle()
    return master.lottery()


class _Master:
    """The program over the panels known so far; symbols as in `leximin`."""

    def __init__(self, draw: Draw) -> None:
        types = len(draw.people)
        self.draw = draw
        self.open = np.ones(types, bool)
        self.panels: dict[tuple[int, ...], Ints] = {}
        self._pricing = draw.program()
        self._model = Model([(0.0, np.inf)] * types + [(1.0, 1.0)])
        entries = [(t, -share) for t, share in enumerate(draw.share.tolist())]
        self._model.add_column(1.0, entries, high=draw.beyond)

    def cover(self) -> bool:
        """Find panels that between them take everybody who can be taken."""
        seen = np.zeros(len(self.open), bool)
        for panel in self.panels.values():
            seen |= panel > 0
        worth = np.full(len(seen), 1e-3)
        while not (seen.all() and self.panels):
            fresh = self._panel(np.where(seen, worth, 1.0))
            if fresh is None:
                return False
            self.add(fresh)
            taken = fresh > 0
            if not (taken & ~seen).any():
                break
            # Those just taken are worth less next time, so that panels differ.
            worth[taken] *= 0.8
            seen |= taken
        for t in np.flatnonzero(~seen):
            self._settle_at(int(t), 0.0)
        return True

    def settle(self) -> None:
        """Find the best z over all panels, and settle those that have no more in any of them."""
        z, prices = self._best()
        for t in types_to_settle(self.open, prices * self.draw.share):
            self._settle_at(t, z * float(self.draw.share[t]))

    def lottery(self) -> Lottery:
        """Return the panels that have a chance, once everybody is settled."""
        return Lottery.of([*self.panels.values()], self._model.solve().values[1:])

    def add(self, panel: Ints) -> bool:
        """Add a panel; return whether it is new."""
        key = tuple(panel.tolist())
        if key in self.panels:
            return False
        self.panels[key] = panel
        entries = [(t, float(count)) for t, count in enumerate(key) if count]
        self._model.add_column(0.0, [*entries, (len(key), 1.0)])
        return True

    def _best(self) -> tuple[float, Floats]:
        """Solve over the panels known so far until no other panel is worth adding."""
        types = len(self.open)
        while True:
            solution = self._model.solve()
            prices = np.maximum(-solution.duals[:types], 0.0)
            panel = self._panel(prices)
            worth = -np.inf if panel is None else float(prices @ panel)
            if worth <= solution.duals[types] + WORTH or panel is None or not self.add(panel):
                return float(solution.values[0]), prices

    def _panel(self, prices: Floats) -> Ints | None:
        """Return the panel worth most."""
        self._pricing.set_costs(prices)
        best = self._pricing.solve()
        return np.rint(best.values).astype(np.int64) if best.status == "optimal" else None

    def _settle_at(self, t: int, people: float) -> None:
        """Settle a type at so many people drawn on average."""
        self.open[t] = False
        self._model.set_entry(t, 0, 0.0)
        self._model.set_row(t, low=people - SLACK)
