"""The command `voices`: how much of the talking the same voices do."""

from typing import TYPE_CHECKING, Annotated, Unpack

import typer

from reachmap.cli.app import question
from reachmap.cli.options import Channel, Day, Since, Until

if TYPE_CHECKING:
    from reachmap import ReachMap
    from reachmap.analysis.voices.question import Voices


@question
def voices(
    desk: "ReachMap",
    *,
    since: Since = None,
    until: Until = None,
    channel: Channel = None,
    samples: Annotated[
        int, typer.Option(min=0, help="How many draws by chance to compare with.")
    ] = 2000,
    seed: Annotated[
        int, typer.Option(min=0, help="Seed of the draws; the same seed gives the same answer.")
    ] = 0,
    **day: Unpack[Day],
) -> "Voices":
    """Say how much the same voices talk, and if luck explains it."""
    return desk.voices(since=since, until=until, channel=channel, samples=samples, seed=seed, **day)
