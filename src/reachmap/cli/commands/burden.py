"""The command `burden`: who was asked how often, and who could help instead."""

from typing import TYPE_CHECKING, Annotated, Unpack

import typer

from reachmap.cli.app import question
from reachmap.cli.options import Day

if TYPE_CHECKING:
    from reachmap import ReachMap
    from reachmap.analysis.burden.question import Burden


@question
def burden(
    desk: "ReachMap",
    *,
    n: Annotated[int | None, typer.Option("-n", min=1, help="How many rows at most.")] = None,
    **day: Unpack[Day],
) -> "Burden":
    """Say who was asked how often, and who could help instead."""
    return desk.burden(n=n, **day)
