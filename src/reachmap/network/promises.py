"""What was promised of each ask along a relationship: its chance by what was known before.

No ask is held against a chance that it made itself. The promise of an ask is the chance that
its relationship would have had on that day, compiled from what is recorded of the days before:
earlier asks along it, earlier asks along such links, and a last contact if it was earlier. A
judgement has no day, and counts as if it was there from the start.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reachmap.network.evidence import combine_evidence

if TYPE_CHECKING:
    from reachmap.model.assumptions import Assumptions
    from reachmap.network.index import Bytes, Floats, Longs
    from reachmap.network.link_rows import AsksAlong, LinkRows


class Promises(NamedTuple):
    """Scored asks, a row a relationship and day: shape (rows,) each."""

    type: Bytes
    """Type of the relationship, as it was known then."""

    promised: Floats
    """The chance that it works, by what was known before the day."""

    scored: Longs
    """Asks of that day passed on, declined or not answered."""

    passed_on: Longs


def promises(rows: LinkRows, asks: AsksAlong, assumptions: Assumptions) -> Promises:
    """Return what was promised of each scored ask, by day."""
    scored = asks.where(np.argsort(asks.day, kind="stable"))
    scored = scored.where(scored.scored > 0)
    tried = rows.of(np.unique(scored.pair))
    # What nobody answered says nothing but that the two were in touch.
    along = asks.where(np.isin(asks.pair, tried.pair))
    pairs = np.unique(tried.pair)
    kinds: list[Bytes] = [np.zeros(0, np.int8)]
    chances: list[Floats] = [np.zeros(0)]
    for day in np.unique(scored.day).tolist():
        known = combine_evidence(
            tried.before(day),
            along.where(along.day < day),
            assumptions,
            as_of=date(1970, 1, 1) + timedelta(days=day),
        )
        index = np.searchsorted(pairs, scored.pair[scored.day == day])
        kinds.append(np.asarray(known.links.type)[index])
        chances.append(np.asarray(known.links.chance)[index])
    return Promises(np.concatenate(kinds), np.concatenate(chances), scored.scored, scored.passed_on)
