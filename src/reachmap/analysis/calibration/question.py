"""Calibration: whether introductions worked as often as we promised before we asked."""

from collections.abc import Iterator
from datetime import date
from math import sqrt
from typing import Annotated, ClassVar

import numpy as np

from reachmap.analysis.calibration.rows import Part, PromisesHeld, Verdict
from reachmap.analysis.calibration.words import MISSING, SENTENCES, Nearness, sentences
from reachmap.analysis.intervals import wilson
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.answer import Answer, Row
from reachmap.model.assumptions import Assumptions
from reachmap.model.fields import ORGANISATION
from reachmap.network.compile import ROUTE_TYPES, relationship_rows
from reachmap.network.index import Bools, Floats
from reachmap.network.promises import Promises, promises
from reachmap.words import FOR_TEAM

BANDS = 5
"""Bands of chance, each as wide as the others."""

FEWEST = 5
"""Asks from which it is said whether they worked as promised."""

CLOSE = 1e-12


class Calibration(Answer):
    """How often asks for an introduction worked, beside how often they were promised to."""

    row: ClassVar[type[Row]] = PromisesHeld

    parts: Annotated[tuple[PromisesHeld, ...], ORGANISATION] = ()
    """All asks, then by type of link, then by band of chance; empty where none was answered."""

    nearness: Annotated[Nearness | None, ORGANISATION] = None
    """Whether promises came nearer to what happened than the plain average, ask by ask."""

    def rows(self) -> tuple[PromisesHeld, ...]:
        """Return all asks, then those of each type of link, then of each band of chance."""
        return self.parts

    def sentences(self) -> tuple[str, ...]:
        """Return how well promises held, and what we have learned."""
        if not self.is_for_team:
            return (FOR_TEAM,)
        return sentences(self.parts, self.nearness)

    def caution(self) -> tuple[str, ...]:
        """Return not to rely on which way is put first, to stand beside ways, where that is so."""
        return (SENTENCES["caution"],) if self.nearness == "farther" else ()


def calibration(snapshot: Snapshot, *, as_of: date | None = None) -> Calibration:
    """Say whether introductions worked as often as we promised before we asked.

    The promise p of an ask is the chance of its relationship by what was recorded of the days
    before it: no ask is held against a chance that it made itself. With o = 1 where it was
    passed on and 0 where it was declined or not answered::

        promised, worked  =  means of p and of o
        brier             =  mean of (p - o) ** 2
        brier_average     =  mean of (r - o) ** 2, r the share of all asks that worked
        learned           =  (w usual + asks that worked) / (w + asks), w = default_weight

    The plain average r was known to nobody beforehand, so a promise that comes as near is good.
    Asks to take part, and last steps into a group, promise no introduction and do not count.

    Parameters
    ----------
    as_of
        Day to count up to; the map's own, or today, where not given.

    Returns
    -------
    Calibration
        A row for all asks, for each type of link and for each band of chance, shares in [0, 1].

    References
    ----------
    .. [1] Brier, G. W. (1950). Verification of forecasts expressed in terms of probability.
       Monthly Weather Review 78(1), 1-3.
    .. [2] Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
       inference. Journal of the American Statistical Association 22(158), 209-212.

    Examples
    --------
    >>> import reachmap as rm
    >>> every = rm.demo().calibration().parts[0]
    >>> every.asks, round(every.promised or 0, 2), round(every.worked or 0, 2), every.verdict
    (87, 0.57, 0.59, 'as promised')
    """
    now = snapshot.on(as_of)
    rows, asks = relationship_rows(now.store, now.day)
    made = promises(rows, asks, now.assumptions)
    if not made.scored.size:
        return Calibration(missing=tuple(_missing(now, made)))
    held = _Held(made, now.assumptions)
    everything = np.ones(made.scored.size, np.bool_)
    usual = now.network.usual
    by_type = (
        held.part(
            "type",
            ROUTE_TYPES[code],
            made.type == code,
            usual=getattr(now.assumptions.chance, ROUTE_TYPES[code]),
            learned=usual.chance.item(code),
        )
        for code in np.unique(made.type).tolist()
    )
    return Calibration(
        parts=(held.part("all", None, everything), *by_type, *held.bands()),
        nearness=held.nearness(),
        missing=tuple(_missing(now, made)),
    )


class _Held:
    """Promises held against what worked."""

    def __init__(self, made: Promises, assumptions: Assumptions) -> None:
        self.made, self.z = made, assumptions.z
        self.average = made.passed_on.sum() / made.scored.sum()

    def bands(self) -> Iterator[PromisesHeld]:
        """Yield a row for each band of chance that was promised."""
        band = np.minimum(np.floor(self.made.promised * BANDS + CLOSE), BANDS - 1)
        for number in np.unique(band).tolist():
            name = f"{number / BANDS:.1f} to {(number + 1) / BANDS:.1f}"
            yield self.part("band", name, band == number)

    def part(
        self,
        part: Part,
        of: str | None,
        rows: Bools,
        *,
        usual: float | None = None,
        learned: float | None = None,
    ) -> PromisesHeld:
        """Return how well the promises of some rows held."""
        scored, passed_on = self.made.scored[rows], self.made.passed_on[rows]
        asks, worked = int(scored.sum()), int(passed_on.sum())
        promised = float((self.made.promised[rows] * scored).sum()) / asks
        low, high = wilson(worked, asks, z=self.z)
        return PromisesHeld(
            part=part,
            of=of,
            asks=asks,
            promised=promised,
            worked=worked / asks,
            low=low,
            high=high,
            brier=self._brier(self.made.promised[rows], rows),
            brier_average=self._brier(np.full(len(scored), self.average), rows),
            usual=usual,
            learned=learned,
            verdict=_verdict(promised, low, high) if asks >= FEWEST else "too few",
        )

    def _brier(self, promised: Floats, rows: Bools) -> float:
        scored, passed_on = self.made.scored[rows], self.made.passed_on[rows]
        squares = passed_on * (1 - promised) ** 2 + (scored - passed_on) * promised**2
        return float(squares.sum() / scored.sum())

    def nearness(self) -> Nearness:
        """Return whether promises came nearer than the average, beyond what chance allows."""
        made = self.made
        promised = np.repeat(made.promised, 2)
        worked = np.tile((1.0, 0.0), made.scored.size)
        count = np.stack((made.passed_on, made.scored - made.passed_on), axis=1).ravel()
        gain = (self.average - worked) ** 2 - (promised - worked) ** 2
        asks = int(count.sum())
        mean = float((gain * count).sum()) / asks
        spread = float((count * (gain - mean) ** 2).sum()) / asks
        if abs(mean) <= self.z * sqrt(spread / asks):
            return "alike"
        return "nearer" if mean > 0 else "farther"


def _verdict(promised: float, low: float, high: float) -> Verdict:
    """Return whether asks worked as promised, as far as so many can tell."""
    if promised < low:
        return "more often"
    return "less often" if promised > high else "as promised"


def _missing(now: Snapshot, made: Promises) -> Iterator[str]:
    """Yield what could not be known."""
    asks = now.store.pair_asks(now.day)
    every = int(asks.scored.sum())
    unlinked = every - int(made.scored.sum())
    if made.scored.size:
        yield MISSING["undated"]
    if unlinked:
        yield MISSING["unlinked"].format(some=unlinked, all=every)
