"""Places filled at random, beside the same dice thrown and counted one by one."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest

from reachmap.analysis.voices.draws import CROWDED, open_to_all, tallies


def one_by_one(sizes: Sequence[int], people: int, *, draws: int, seed: int) -> list[Counter[int]]:
    """Return how many people came how often in each draw, each place filled by itself."""
    dice = np.random.default_rng(seed)
    came: list[Counter[int]] = [Counter() for _ in range(draws)]
    for size in sorted(set(sizes)):
        rows = [
            sorted(dice.integers(0, people, size, dtype=np.int32).tolist())
            for _ in range(draws * sizes.count(size))
        ]
        while any(len({*row}) < size for row in rows):
            for row in rows:
                twice = [n for n in range(1, size) if row[n] == row[n - 1]]
                for n in twice:
                    row[n] = int(dice.integers(0, people, dtype=np.int32))
                row.sort()
        for number, row in enumerate(rows):
            came[number // sizes.count(size)].update(row)
    return [Counter(each.values()) for each in came]


@pytest.mark.parametrize(
    ("sizes", "people"),
    [([5, 3, 5], 16), ([6, 6, 6, 2], 60), ([4], 200), ([1, 1, 1], 40), ([9] * 12, 28)],
    ids=["few", "many", "one sitting", "single places", "often"],
)
def test_places_are_filled_and_counted_as_one_by_one(sizes: list[int], people: int) -> None:
    assert people >= CROWDED * max(sizes)
    drawn = tallies(open_to_all(np.array(sizes), people), draws=30, rng=np.random.default_rng(8))
    tally = np.concatenate([*drawn])
    told = [Counter({n: int(c) for n, c in enumerate(row) if c}) for row in tally]
    assert told == one_by_one(sizes, people, draws=30, seed=8)
    assert (tally @ np.arange(tally.shape[1]) == sum(sizes)).all()
