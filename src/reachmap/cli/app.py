"""The command line's app, and how a word on it names a map."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Annotated

import typer

import reachmap as rm
from reachmap.io import Reading, demo_path
from reachmap.opening import look

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

DEMO = "demo"
"""The word that stands for the demo borough wherever a map is asked for."""


@dataclass
class CommandContext:
    """What holds while one command runs.

    Attributes
    ----------
    insecure
        Whether a server elsewhere may be talked to without encryption.
    closing
        Closes at the end of the command what it opened.
    """

    insecure: bool = False
    closing: ExitStack = field(default_factory=ExitStack)


_CONTEXT: ContextVar[CommandContext] = ContextVar("sitting")


@contextmanager
def command_context(*, insecure: bool) -> Iterator[None]:
    """Say what holds while a command runs, and close what it opened."""
    held = CommandContext(insecure)
    token = _CONTEXT.set(held)
    try:
        with held.closing:
            yield
    finally:
        _CONTEXT.reset(token)


@app.callback(
    help="Who is not heard, who could introduce you to them, and whose voices fill the room."
)
def start(
    *,
    insecure: Annotated[
        bool,
        typer.Option(
            "--insecure", help="Talk to a Neo4j server elsewhere without encryption if need be."
        ),
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show where in the code an error arose.")
    ] = False,
) -> None:
    """Name what may stand anywhere, with any command: `main` has taken it already."""
    del insecure, debug


def insecure() -> bool:
    """Return whether a server elsewhere may be talked to without encryption."""
    return _CONTEXT.get().insecure


def kept(desk: rm.ReachMap) -> rm.ReachMap:
    """Return a map that closes with the command."""
    _CONTEXT.get().closing.callback(desk.close)
    return desk


def opened(source: str) -> rm.ReachMap:
    """Return the map that a word on the command line names; it closes with the command."""
    return rm.demo() if source == DEMO else kept(rm.open(source, insecure=insecure()))


def looked_at(source: str) -> Reading:
    """Return the whole map that a word names, with what is worth knowing of the reading."""
    return look(demo_path() if source == DEMO else source, insecure=insecure())
