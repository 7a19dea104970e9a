"""The command `heard`: who is heard, and who is not."""

from typing import TYPE_CHECKING, Annotated, Unpack

import typer

from reachmap.cli.app import question
from reachmap.cli.options import Channel, Day, Since, Topic, Until

if TYPE_CHECKING:
    from reachmap import ReachMap
    from reachmap.analysis.participation.question import Participation


@question
def heard(
    desk: "ReachMap",
    *,
    since: Since = None,
    until: Until = None,
    level: Annotated[str | None, typer.Option(help="Only activities of this level.")] = None,
    method: Annotated[str | None, typer.Option(help="Only activities by this method.")] = None,
    channel: Channel = None,
    topic: Topic = None,
    **day: Unpack[Day],
) -> "Participation":
    """Say who is heard, and who is not."""
    return desk.participation(
        since=since,
        until=until,
        level=level,
        method=method,
        channel=channel,
        topic=topic,
        **day,
    )
