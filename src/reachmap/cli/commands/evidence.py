"""The command `evidence`: evidence towards due regard."""

from typing import TYPE_CHECKING

from reachmap.cli.app import question
from reachmap.cli.options import AsOf, Since, Topic, Until

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
    as_of: AsOf = None,
) -> "Evidence":
    """Lay out evidence towards due regard, ready for an equality impact assessment."""
    return desk.evidence(topic=topic, since=since, until=until, as_of=as_of)
