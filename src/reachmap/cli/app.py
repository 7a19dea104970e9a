"""The command line's app, and how a word on it names a map."""

import typer

import reachmap as rm

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Who is not heard, who could introduce you to them, and whose voices fill the room.",
)

DEMO = "demo"
"""The word that stands for the demo borough wherever a map is asked for."""


def opened(source: str) -> rm.ReachMap:
    """Return the map that a word on the command line names."""
    return rm.demo() if source == DEMO else rm.read(source)
