"""The command `reach`: how sure it is that some introduction works."""

from typing import TYPE_CHECKING, Annotated, Unpack

import typer

from reachmap.cli.app import question
from reachmap.cli.naming import link_key
from reachmap.cli.options import Day, MaxHops, Samples, Seed, Team

if TYPE_CHECKING:
    from reachmap import ReachMap
    from reachmap.analysis.reach.question import Reach


@question
def reach(
    desk: "ReachMap",
    groups: Annotated[
        list[str] | None,
        typer.Argument(metavar="[GROUP]...", help="Ids or names; every group if left out."),
    ] = None,
    *,
    without: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WHO",
            help="Leave out this node, or link as 'from TYPE to'; may be repeated.",
        ),
    ] = None,
    team: Team = None,
    max_hops: MaxHops = None,
    samples: Samples = 4096,
    seed: Seed = 0,
    **day: Unpack[Day],
) -> "Reach":
    """Say how sure it is that some route works, over all of them."""
    return desk.reach(
        groups or None,
        without=[link_key(name) or name for name in without or ()],
        team=team,
        max_hops=max_hops,
        samples=samples,
        seed=seed,
        **day,
    )
