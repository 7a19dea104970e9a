"""How many made-up maps a test goes through: some each time, all of them in the campaign."""

import os


def some_of(campaign: int, *, usual: int) -> int:
    """Return how many to go through now.

    Asking many questions of a map takes time, so that the tests of every day take fewer;
    `make campaign` sets REACHMAP_CAMPAIGN and takes all.
    """
    return campaign if os.environ.get("REACHMAP_CAMPAIGN") else usual
