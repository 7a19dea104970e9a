"""Who of each group is heard before and after a plan, over many draws of what may happen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from reachmap.analysis.snapshot import Snapshot
from reachmap.network.guesses import RANGE
from reachmap.plan.round.candidates import Candidate
from reachmap.plan.round.problem import Floats

DRAWS = 1_000
"""Draws of what may happen."""


def people_drawn(snapshot: Snapshot, actions: Sequence[Candidate], *, seed: int = 0) -> Floats:
    """Return how many people each action brings in each draw, shape (actions, DRAWS).

    In each draw every link has one chance that what we know of it allows, and works or does not;
    an action on a way that works brings each of those whom its method can take with a chance
    drawn from what is known of its response.
    """
    dice = np.random.default_rng(seed)
    net, guesses = snapshot.network.network, snapshot.network.guesses
    number = {id_: n for n, id_ in enumerate(net.ids)}
    paths = [tuple(number[id_] for id_ in each.route.nodes) for each in actions]
    links = [[net.link(tail, head) for tail, head in pairwise(path)] for path in paths]
    every = np.array(sorted({link for path in links for link in path}), np.int64)
    chance = guesses.draw(every)
    which = dice.integers(chance.shape[1], size=DRAWS)
    works = dice.random((len(every), DRAWS)) < chance[:, which] if len(every) else chance
    drawn = np.zeros((len(actions), DRAWS))
    for row, (action, path) in enumerate(zip(actions, links, strict=True)):
        open_ = works[np.searchsorted(every, path)].all(axis=0)
        drawn[row] = np.where(open_, _come(action, dice), 0)
    return drawn


def _come(action: Candidate, dice: np.random.Generator) -> Floats:
    """Return how many come in each draw if the introduction works, shape (DRAWS,)."""
    rate = action.rate.rate or 0.0
    low, high = action.rate.low or 0.0, action.rate.high or 0.0
    people = round(action.come / rate)
    # The beta distribution with this mean whose 95% are about as wide as the interval.
    spread = max((high - low) / 4, 1e-6)
    worth = max(rate * (1 - rate) / spread**2 - 1, 1.0) if rate < 1 else 1e6
    a, b = max(rate * worth, 1e-6), max((1 - rate) * worth, 1e-6)
    return dice.binomial(people, dice.beta(a, b, DRAWS)).astype(np.float64)


def ends_of(drawn: Floats) -> Floats:
    """Return where nine draws of ten lie, shape (rows, 2)."""
    return np.asarray(np.quantile(drawn, RANGE, axis=1).T)
