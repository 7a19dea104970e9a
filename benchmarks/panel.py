"""Panels: leximin beside the maximin of sortition-algorithms, on the same pool."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

import reachmap as rm
from benchmarks.measure import Figure, timed

PEOPLE, SEATS = 500, 40
VALUES = (2, 5, 4, 3, 5, 2)
"""How many values each of the six features has."""

GOAL_S = 60.0
CLOSE = 1e-5

Quotas = dict[str, tuple[int, int]]


def pool_of(people: int) -> tuple[NDArray[np.int64], Quotas]:
    """Return people by feature, and quotas nearer to the area than to who came forward."""
    dice = np.random.default_rng(1)
    features = np.stack(
        [dice.choice(n, size=people, p=dice.dirichlet(np.full(n, 4.0))) for n in VALUES], axis=1
    )
    quotas: Quotas = {}
    for feature, values in enumerate(VALUES):
        came = np.bincount(features[:, feature], minlength=values) / people
        wanted = SEATS * (0.4 * came + 0.6 * dice.dirichlet(np.full(values, 12.0)))
        for value, share in enumerate(wanted.tolist()):
            low, high = math.floor(share - 0.3), math.ceil(share + 0.3)
            quotas[f"f{feature}v{value}"] = (max(low, 0), high)
    return features, quotas


def panel() -> Iterator[Figure]:
    """Draw a panel of 40 from 500 people of six features."""
    features, quotas = pool_of(PEOPLE)
    names = [[f"f{f}v{value}" for f, value in enumerate(row)] for row in features.tolist()]
    desk = rm.ReachMap.of(
        rm.StakeholderMap(
            organisations=[rm.Organisation(id="team", name="Team", team=True)],
            groups=[rm.Group(id=group, name=group) for group in quotas],
            voices=[
                rm.Voice(id=f"p{n:03d}", name=f"p{n:03d}", groups=tuple(sorted(groups)))
                for n, groups in enumerate(names)
            ],
        )
    )
    took, answer = timed(lambda: desk.panel(size=SEATS, quotas=quotas), runs=1)
    peer, least = timed(lambda: _peer(names, quotas), runs=1)
    assert abs((answer.min_chance or 0) - least) < CLOSE
    yield Figure(
        f"leximin: {SEATS} seats, {PEOPLE} people, {len(VALUES)} features",
        took,
        peer="maximin of sortition-algorithms",
        peer_seconds=peer,
        goal=f"{GOAL_S:.0f} s, and before the peer",
        met=took <= GOAL_S and took <= peer,
    )


def _peer(names: list[list[str]], quotas: Quotas) -> float:
    """Return the least chance that the peer's maximin gives anybody."""
    from sortition_algorithms.committee_generation.maximin import find_distribution_maximin
    from sortition_algorithms.features import FeatureValueMinMax
    from sortition_algorithms.people import People

    features: Any = defaultdict(dict)
    for group, (low, high) in quotas.items():
        features[group[:2]][group] = FeatureValueMinMax(
            min=low, max=high, min_flex=0, max_flex=high
        )
    people = People([])
    for number, groups in enumerate(names):
        people.add(str(number), {group[:2]: group for group in groups}, features, number)
    panels, shares, _ = find_distribution_maximin(features, people, SEATS, [])
    chance: dict[str, float] = defaultdict(float)
    for chosen, share in zip(panels, shares, strict=True):
        for person in chosen:
            chance[person] += share
    return min(chance[str(number)] for number in range(len(names)))
