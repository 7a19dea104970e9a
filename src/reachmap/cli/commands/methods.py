"""The command `methods`: which way of hearing people works for which group."""

from typing import TYPE_CHECKING, Unpack

from reachmap.cli.app import question
from reachmap.cli.options import Day, OneGroup, Topic

if TYPE_CHECKING:
    from reachmap import ReachMap
    from reachmap.analysis.methods.question import Methods


@question
def methods(
    desk: "ReachMap", group: OneGroup = None, *, topic: Topic = None, **day: Unpack[Day]
) -> "Methods":
    """Say which methods work for which group, and what they take."""
    return desk.methods(group, topic=topic, **day)
