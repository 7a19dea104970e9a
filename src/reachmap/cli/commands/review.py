"""The command `review`: promises made to people, and good practice."""

from typing import TYPE_CHECKING, Unpack

from reachmap.cli.app import question
from reachmap.cli.options import Day

if TYPE_CHECKING:
    from reachmap import ReachMap
    from reachmap.analysis.review.question import Review


@question
def review(desk: "ReachMap", **day: Unpack[Day]) -> "Review":
    """Look at what was promised to people, and at good practice."""
    return desk.review(**day)
