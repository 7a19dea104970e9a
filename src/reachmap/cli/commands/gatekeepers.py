"""The command `gatekeepers`: who everything depends on."""

from typing import TYPE_CHECKING, Unpack

from reachmap.cli.app import question
from reachmap.cli.options import Day, MaxHops, Team

if TYPE_CHECKING:
    from reachmap import ReachMap
    from reachmap.analysis.gatekeepers.question import Gatekeepers


@question
def gatekeepers(
    desk: "ReachMap", *, team: Team = None, max_hops: MaxHops = None, **day: Unpack[Day]
) -> "Gatekeepers":
    """Say who everything depends on, and how often they were asked."""
    return desk.gatekeepers(team=team, max_hops=max_hops, **day)
