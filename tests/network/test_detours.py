"""What one more link would add, against reach worked out before and after."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings

from networks import Asked, asked
from reachmap.network.detours import gains_in_samples
from reachmap.network.index import Floats
from reachmap.network.reach import Reached, reach
from reachmap.network.spread import CASES, count_cases
from reachmap.network.subnetwork import OpenNetwork, open_network

WORDS = 4


def opened(question: Asked, chance: Floats) -> OpenNetwork:
    """Return the network of a question with some chances."""
    return open_network(
        question.net,
        sources=question.sources,
        closed=question.closed,
        chance=chance,
        max_hops=question.max_hops,
    )


def seen(question: Asked, chance: Floats) -> Reached:
    """Return the samples in which each group of a question is reached."""
    return reach(
        question.net,
        question.groups,
        sources=question.sources,
        closed=question.closed,
        chance=chance,
        max_hops=question.max_hops,
        samples=WORDS * CASES,
        seed=7,
        exact=False,
    )


@settings(max_examples=300)
@given(question=asked())
def test_a_link_adds_the_samples_that_reach_gains_with_it(question: Asked) -> None:
    every = question.net.chance
    links = np.flatnonzero(np.arange(every.size) % 2 == 0)
    without = every.copy()
    without[links] = 0.0
    found = gains_in_samples(
        opened(question, without),
        opened(question, every),
        links.tolist(),
        question.groups,
        words=WORDS,
        seed=7,
    )
    before = seen(question, without)
    for column, link in enumerate(links.tolist()):
        one = without.copy()
        one[link] = every[link]
        after = seen(question, one)
        gained = count_cases(after.seen & ~before.seen) / (WORDS * CASES)
        assert found[:, column].tolist() == gained.tolist()
