"""What a panel is drawn from, the panels there may be, and a lottery over them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reachmap.plan.solver import Floats, Model

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Draw:
    """What a draw is from, and what it must keep to.

    k = `size` seats; of each type n = `people` people, each of weight w = `weight`, in (0, 1];
    `member`, shape (groups, types), says whether the people of a type belong to a group, of
    which the panel takes `low` to `high`.
    """

    size: int
    people: Ints
    weight: Floats
    member: Bools
    low: Ints
    high: Ints

    @property
    def share(self) -> Floats:
        """Shape (types,): people times weight."""
        return np.asarray(self.people * self.weight, np.float64)

    @property
    def beyond(self) -> float:
        """A number that no chance over weight reaches."""
        return 2.0 / float(self.weight.min())

    def limits(self) -> list[tuple[float, float]]:
        """Return the bounds of each row of a panel: its seats, then its groups."""
        groups = zip(self.low.tolist(), self.high.tolist(), strict=True)
        return [(float(low), float(high)) for low, high in ((self.size, self.size), *groups)]

    def entries(self, t: int) -> list[tuple[int, float]]:
        """Return how much one of a type adds to each row of a panel."""
        return [(0, 1.0), *((int(g) + 1, 1.0) for g in np.flatnonzero(self.member[:, t]))]

    def program(self, *, whole: bool = True) -> Model:
        """Return the program whose solutions are the panels, a column a type."""
        model = Model(self.limits())
        for t, people in enumerate(self.people.tolist()):
            model.add_column(0.0, self.entries(t), high=float(people), whole=whole)
        return model


@dataclass(frozen=True, slots=True, eq=False)
class Lottery:
    """Panels, shape (panels, types), and their chances, all above 0, 1 together."""

    panels: Ints
    chance: Floats

    @classmethod
    def of(cls, panels: list[Ints], chance: Floats) -> Lottery:
        """Return the lottery of panels whose chances may need a little rounding."""
        likely = chance > 1e-12  # noqa: PLR2004  what a computer's arithmetic leaves over
        table = np.array(panels, np.int64)
        return cls(table[likely], chance[likely] / chance[likely].sum())

    def expected(self) -> Floats:
        """Return, shape (types,), how many of each type are drawn on average."""
        return np.asarray(self.chance @ self.panels, np.float64)
