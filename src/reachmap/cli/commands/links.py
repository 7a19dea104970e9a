"""The command `links`: which new relationships would help most."""

from typing import TYPE_CHECKING, Annotated, Unpack

import typer

from reachmap.cli.app import question
from reachmap.cli.options import Day, MaxHops, Seed

if TYPE_CHECKING:
    from reachmap import ReachMap
    from reachmap.plan.links.question import LinksToBuild


@question
def links(
    desk: "ReachMap",
    groups: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[GROUP]...",
            help="Ids or names; groups not known to be heard their share if left out.",
        ),
    ] = None,
    *,
    n: Annotated[int, typer.Option("-n", help="How many relationships at most.")] = 10,
    max_hops: MaxHops = None,
    seed: Seed = 0,
    **day: Unpack[Day],
) -> "LinksToBuild":
    """Say which new relationships would help to reach more groups."""
    return desk.links_to_build(n=n, groups=groups or None, max_hops=max_hops, seed=seed, **day)
