"""The command `review`: promises made to people, and good practice."""

from typing import TYPE_CHECKING

from reachmap.cli.app import question
from reachmap.cli.options import AsOf

if TYPE_CHECKING:
    from reachmap import ReachMap
    from reachmap.analysis.review.question import Review


@question
def review(desk: "ReachMap", *, as_of: AsOf = None) -> "Review":
    """Look at what was promised to people, and at good practice."""
    return desk.review(as_of=as_of)
