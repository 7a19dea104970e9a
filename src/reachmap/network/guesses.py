"""Guesses of every link's chance: draws of what it may be, which all groups and routes share.

A chance is a guess. Where a first judgement p is worth w asks, and s of n scored asks along a
link were passed on, its chance is one of

    Beta(p w + s, (1 - p) w + n - s)  x  decay

whose mean is the chance that answers give. A draw of it depends on the ids of the link's two
ends and on the number of the draw alone: neither on other links, nor on the order of rows, nor
on the store. So all that is worked out under one draw, of whatever group, is of one world.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from reachmap.network.draws import draw_whole, link_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reachmap.network.index import Floats, Longs, Network
    from reachmap.network.spread import Words

DRAWS = 200
"""Guesses that are drawn of every chance."""

QUANTILES = 128
"""Values that a draw can have: the middles of as many parts of its distribution."""

RANGE = (0.05, 0.95)
"""Where a range begins and ends: nine draws of ten are within."""


@dataclass(frozen=True, eq=False)
class Guesses:
    """What the chance of each link of a network may be. Arrays have shape (links,)."""

    network: Network

    works: Floats
    """Asks that speak for it, the first judgement among them: ``p w + s``."""

    fails: Floats
    """Asks that speak against it: ``(1 - p) w + n - s``; 0 where nothing could."""

    fading: Floats
    """How much is left of it since the two last spoke."""

    @cached_property
    def _key(self) -> Words:
        return link_keys(self.network)

    @cached_property
    def _tables(self) -> dict[tuple[float, float], Floats]:
        """The values of the distributions met so far."""
        return {}

    def draw(self, link: Longs, *, first: int = 0, draws: int = DRAWS) -> Floats:
        """Return some draws of the chances of some links: shape (links, draws)."""
        both = np.stack((self.works[link], self.fails[link]))
        kinds, kind = np.unique(both, axis=1, return_inverse=True)
        values = np.stack([self._values(*pair) for pair in kinds.T.tolist()] or [np.zeros(1)])
        part = draw_whole(self._key[link], QUANTILES, first=first, draws=draws)
        chance = values[kind.reshape(-1, 1), part] * self.fading[link][:, None]
        return np.clip(chance, np.finfo(np.float64).tiny, 1)

    def along(self, path: Sequence[int]) -> Floats:
        """Return the chance that every relationship along a path works, by draw: (draws,)."""
        chance: Floats = self.draw(self.network.links_along(path)).prod(axis=0)
        return chance

    def _values(self, works: float, fails: float) -> Floats:
        """Return the values that draws of one distribution can have: shape (QUANTILES,)."""
        from scipy.special import betaincinv

        if (works, fails) not in self._tables:
            middles = (np.arange(QUANTILES) + 0.5) / QUANTILES
            sure = np.ones(QUANTILES)
            self._tables[works, fails] = betaincinv(works, fails, middles) if fails else sure
        return self._tables[works, fails]


def range_of(draws: Floats, *, mean: float, least: float = 0.0) -> tuple[float, float]:
    """Return where nine draws of ten lie, with the mean inside and nothing below the least.

    Examples
    --------
    >>> range_of(np.arange(201.0), mean=100)
    (10.0, 190.0)
    >>> range_of(np.arange(201.0), mean=5, least=3)
    (5.0, 190.0)
    """
    low, high = np.quantile(draws, RANGE).tolist()
    return max(min(low, float(mean)), least), max(high, float(mean))
