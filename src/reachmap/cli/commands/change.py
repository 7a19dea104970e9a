"""The command `change`: what has changed between two windows, or two maps."""

from typing import TYPE_CHECKING, Annotated, Unpack

import typer

from reachmap.cli.app import open_map, question
from reachmap.cli.options import Day, Since, Until

if TYPE_CHECKING:
    from reachmap import ReachMap
    from reachmap.analysis.change.question import Change


@question
def change(
    desk: "ReachMap",
    *,
    since: Since = None,
    until: Until = None,
    against: Annotated[
        str | None,
        typer.Option(metavar="SOURCE", help="Another map; the days before these if left out."),
    ] = None,
    **day: Unpack[Day],
) -> "Change":
    """Say who is newly heard, who fell silent and what went cold."""
    other = None if against is None else open_map(against)
    return desk.change(since=since, until=until, against=other, **day)
