"""The command `evidence`: evidence towards due regard."""

from typing import TYPE_CHECKING, Unpack

from reachmap.cli.app import question
from reachmap.cli.options import Day, Since, Topic, Until

if TYPE_CHECKING:
    from reachmap import ReachMap
    from reachmap.analysis.evidence.question import Evidence


@question
def evidence(
    desk: "ReachMap",
    *,
    topic: Topic = None,
    since: Since = None,
    until: Until = None,
    **day: Unpack[Day],
) -> "Evidence":
    """Lay out evidence for an equality impact assessment."""
    return desk.evidence(topic=topic, since=since, until=until, **day)
