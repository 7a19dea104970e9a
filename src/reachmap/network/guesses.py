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
    from reachmap.network.limits import NodePath
    from reachmap.network.spread import Words

DRAWS = 200
"""Guesses that are drawn of every chance."""

QUANTILES = 128
"""Values that a draw can have: the middles of as many parts of its distribution."""

STEPS = 128
"""Steps of an octave in which asks for and against a link are counted: half a hundredth each."""

SURE = 1 << 24
"""Fewer steps than any asks have: where nothing speaks against a link."""

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
    def _kinds(self) -> tuple[Floats, Longs]:
        """Links that are guessed alike: asks for and against, and the kind of each link."""
        with np.errstate(divide="ignore"):
            steps = np.log2(np.stack((self.works, self.fails))) * STEPS
        works, fails = np.rint(np.maximum(steps, -SURE)).astype(np.int64)
        code, kind = np.unique((works + SURE) * (2 * SURE) + fails + SURE, return_inverse=True)
        steps = np.stack(np.divmod(code, 2 * SURE), axis=1) - SURE
        return np.where(steps == -SURE, 0.0, 2.0 ** (steps / STEPS)), kind.reshape(-1)

    @cached_property
    def _values(self) -> Floats:
        """The values that draws of each kind can have, as far as asked: (kinds, QUANTILES)."""
        return np.full((len(self._kinds[0]), QUANTILES), np.nan)

    def draw(self, link: Longs, *, first: int = 0, draws: int = DRAWS) -> Floats:
        """Return some draws of the chances of some links: shape (links, draws)."""
        kind = self._kinds[1][link]
        self._work_out(np.unique(kind))
        part = draw_whole(self._key[link], QUANTILES, first=first, draws=draws)
        chance = self._values[kind[:, None], part] * self.fading[link][:, None]
        return np.clip(chance, np.finfo(np.float64).tiny, 1)

    def _work_out(self, kinds: Longs) -> None:
        """Work out the values of some kinds, where they are not known yet."""
        from scipy.special import betaincinv

        new = kinds[np.isnan(self._values[kinds, 0])]
        asks = self._kinds[0][new]
        sure = asks[:, 1] == 0
        self._values[new[sure]] = 1.0
        middles = (np.arange(QUANTILES) + 0.5) / QUANTILES
        works, fails = asks[~sure, 0, None], asks[~sure, 1, None]
        self._values[new[~sure]] = betaincinv(works, fails, middles)

    def along(self, paths: Sequence[NodePath]) -> Floats:
        """Return the chance that every link along each path works: (paths, draws); 0 of none."""
        links = [self.network.links_along(path) for path in paths]
        some = [row for row, each in enumerate(links) if each.size]
        chance = np.zeros((len(links), DRAWS))
        if some:
            draws = self.draw(np.concatenate([links[row] for row in some]))
            start = np.cumsum([0, *(links[row].size for row in some[:-1])])
            chance[some] = np.multiply.reduceat(draws, start, axis=0)
        return chance


def ranges_of(draws: Floats, mean: Floats) -> Floats:
    """Return where nine draws of ten lie, with the mean inside: shape (rows, 2).

    `draws` has shape (rows, draws), and `mean` (rows,).

    Examples
    --------
    >>> ranges_of(np.array([np.arange(201.0)] * 2), np.array([100, 5])).tolist()
    [[10.0, 190.0], [5.0, 190.0]]
    """
    low, high = np.quantile(draws, RANGE, axis=1)
    return np.stack((np.minimum(low, mean), np.maximum(high, mean)), axis=1)
