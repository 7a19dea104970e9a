"""How many made-up maps a test goes through: some each time, all of them in the campaign."""

import os
from collections.abc import Iterable
from typing import Any

import pytest


def some_of(campaign: int, *, usual: int) -> int:
    """Return how many to go through now.

    Asking many questions of a map takes time, so that the tests of every day take fewer;
    `make campaign` sets REACHMAP_CAMPAIGN and takes all.
    """
    return campaign if os.environ.get("REACHMAP_CAMPAIGN") else usual


def some_each_time(values: Iterable[Any], usual: int) -> list[Any]:
    """Return values to try: so many each time, the rest in the campaign alone."""
    every = list(values)
    rest = [pytest.param(each, marks=pytest.mark.campaign) for each in every[usual:]]
    return [*every[:usual], *rest]
