"""The command `about`: what a map holds and what it assumes."""

from typing import TYPE_CHECKING

from reachmap.cli.app import question

if TYPE_CHECKING:
    from reachmap import ReachMap
    from reachmap.analysis.overview import Overview


@question
def about(desk: "ReachMap") -> "Overview":
    """Say what a map holds and what it assumes."""
    return desk.overview()
