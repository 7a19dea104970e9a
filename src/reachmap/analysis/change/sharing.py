"""Whether fewer people do more of the talking than before, however many sittings there were."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reachmap.analysis.change.rows import Changed, What
from reachmap.analysis.change.words import words_of_same
from reachmap.analysis.concentration import Floats, concentration, pairs_of_places
from reachmap.analysis.pools import estimated_pool
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.nodes import Activity
from reachmap.store.counts import Counts

DRAWS = 2000
"""How often people are drawn anew, to tell how far a change may be chance."""

FEWEST = 5
"""Voices in both windows from which concentration is compared."""

HALF = 0.5
"""Pairs of places of one person that are added to those on record: nought has no logarithm."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """How often each voice came to some sittings, and how many places these had."""

    frequencies: Counts
    """Shape (voices,)."""
    sizes: Counts
    """Shape (sittings,)."""

    @classmethod
    def of(cls, snapshot: Snapshot, activities: Sequence[Activity]) -> "Sharing":
        """Count who came to some activities."""
        ids = [activity.id for activity in activities]
        store = snapshot.store
        return cls(store.frequencies(ids), store.places(ids))

    @property
    def is_enough(self) -> bool:
        """Whether there are people and sittings enough to compare."""
        return len(self.frequencies) >= FEWEST and bool(pairs_of_places(self.sizes))

    def measure(self, name: str) -> float | None:
        """Return one figure of how the talking is shared."""
        return concentration(self.frequencies, self.sizes)[name]

    def logarithms(self, rng: np.random.Generator) -> Floats:
        """Return the logarithm of `same_person`, then of people drawn anew: shape (1 + draws,).

        Drawn are all who might have come, those who did not among them. Half a pair is added,
        and to the draws a half on average, as of a count that may be nought by chance.
        """
        often, voices = np.unique(self.frequencies, return_counts=True)
        came = len(self.frequencies)
        everyone = estimated_pool(self.sizes, came)
        shares = np.append(voices, everyone - came) / everyone
        drawn = rng.multinomial(everyone, shares, DRAWS)[:, :-1]
        tally = np.vstack([voices, drawn])
        more = np.append(HALF, rng.gamma(HALF, size=DRAWS))
        pairs = tally @ (often * (often - 1)) + 2 * more
        # People drawn anew fill more or fewer places than there were: what counts is the share.
        places_share = np.maximum(tally @ often, 1) / (tally[0] @ often)
        logarithms: Floats = np.log(pairs / places_share**2 / pairs_of_places(self.sizes))
        return logarithms


def compared(subject: str, name: str, now: Sharing, before: Sharing, *, seed: int) -> Changed:
    """Return whether fewer people do more of the talking, beyond chance."""
    rng = np.random.default_rng(seed)
    ratio = now.logarithms(rng) - before.logarithms(rng)
    low, high = np.quantile(ratio[1:], [0.025, 0.975]).tolist()
    what: What = "about as before"
    if low > 0:
        what = "more concentrated"
    elif high < 0:
        what = "less concentrated"
    same_now, same_before = now.measure("same_person"), before.measure("same_person")
    return Changed(
        what=what,
        subject=subject,
        name=name,
        before=same_before,
        now=same_now,
        change=float(ratio[0]),
        low=low,
        high=high,
        note=words_of_same(same_now or 0.0, same_before or 0.0),
    )
