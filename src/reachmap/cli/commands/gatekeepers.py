"""The command `gatekeepers`: who everything depends on."""

from typing import TYPE_CHECKING

from reachmap.cli.app import question
from reachmap.cli.options import AsOf, MaxHops, Team

if TYPE_CHECKING:
    from reachmap import ReachMap
    from reachmap.analysis.gatekeepers.question import Gatekeepers


@question
def gatekeepers(
    desk: "ReachMap", *, team: Team = None, max_hops: MaxHops = None, as_of: AsOf = None
) -> "Gatekeepers":
    """Say who everything depends on, and how often they were asked."""
    return desk.gatekeepers(team=team, max_hops=max_hops, as_of=as_of)
