"""The command `panel`: a panel drawn by lot, fairly."""

import re
from typing import TYPE_CHECKING, Annotated, Unpack

import typer

from reachmap.cli.app import question
from reachmap.cli.options import Day
from reachmap.errors import quoted

if TYPE_CHECKING:
    from reachmap import ReachMap
    from reachmap.plan.panel.question import Panel


@question
def panel(
    desk: "ReachMap",
    *,
    size: Annotated[int, typer.Option(help="How many seats.")],
    quotas: Annotated[
        list[str] | None,
        typer.Option(
            "--quota", metavar="GROUP=LOW-HIGH", help="Seats for a group; may be repeated."
        ),
    ] = None,
    seed: Annotated[
        int, typer.Option(help="Seed of the draw; the same seed gives the same panel.")
    ] = 0,
    rest: Annotated[
        bool, typer.Option(help="Leave out people who were asked too often recently.")
    ] = True,
    **day: Unpack[Day],
) -> "Panel":
    """Draw a panel by lot, with fair chances within quotas."""
    pairs = [quota(text) for text in quotas or ()]
    ranges = dict(pairs)
    if len(ranges) < len(pairs):
        message = "a group has two quotas; give it one"
        raise typer.BadParameter(message)
    return desk.panel(size=size, quotas=ranges, seed=seed, rest=rest, **day)


def quota(text: str) -> tuple[str, tuple[int, int]]:
    """Return the group and range that an option gives, as GROUP=LOW-HIGH."""
    match = re.fullmatch(r"(.+)=(\d{1,9})(?:-(\d{1,9}))?", text, re.DOTALL)
    if match:
        group, low, high = match.groups(match[2])
        return group.strip(), (int(low), int(high))
    message = (
        f'{quoted(text)} is not a quota; write it as "Carers=2-4", or "Carers=3" for exactly three'
    )
    raise typer.BadParameter(message)
