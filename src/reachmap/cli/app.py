"""The command line's app, how a word on it names a map, and what commands of questions share."""

import shlex
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Annotated, Concatenate

import typer

import reachmap as rm
from reachmap.cli.delivery import Delivery, delivered
from reachmap.cli.help import WHERE_TO_START, CommandsByUse
from reachmap.cli.options import STANDARD, AsOf, Source
from reachmap.cli.printing import deliver, quietly, say, say_anyway
from reachmap.cli.progress import working
from reachmap.cli.sources import note_source, sources_of_command, standard_input

if TYPE_CHECKING:
    from reachmap.io import Reading
    from reachmap.model.answer import Answer

WIDEST_HELP = 100
"""Most letters of a line of help: longer ones are hard to read."""

app = typer.Typer(
    cls=CommandsByUse,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": WIDEST_HELP},
    epilog=WHERE_TO_START,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

FEW = 3
"""Most problems of a map that a command says itself; `check` has them all."""

READING, ASKING = "Reading {source}", "Working out the answer"
"""What a command is doing, as people at a terminal read it."""

DEMO = "demo"
"""The word that names the demo borough wherever a map is wanted."""


@dataclass
class CommandContext:
    """What holds while one command runs."""

    insecure: bool = False
    """Whether a server on another machine may be reached without encryption."""

    closing: ExitStack = field(default_factory=ExitStack)
    """Closes at the end of the command what it opened."""


_CONTEXT: ContextVar[CommandContext] = ContextVar("command_context")


@contextmanager
def command_context(*, insecure: bool, quiet: bool = False) -> Iterator[None]:
    """Say what holds while a command runs, and close what it opened."""
    context = CommandContext(insecure)
    token = _CONTEXT.set(context)
    try:
        with context.closing, sources_of_command(), quietly(quiet=quiet):
            yield
    finally:
        _CONTEXT.reset(token)


def _version(*, wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        typer.echo(f"reachmap {rm.__version__}")
        raise typer.Exit


@app.callback(help="Who is not heard, who could introduce you, and whose voices fill the room.")
def start(
    *,
    insecure: Annotated[
        bool,
        typer.Option(
            "--insecure", help="Allow a Neo4j server on another machine to be reached unencrypted."
        ),
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Print the answer alone, and what went wrong.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show where in the code an error arose.")
    ] = False,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Say which version this is.", callback=_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Name the options that go with any command, anywhere on the line: `main` has taken them."""
    del insecure, quiet, debug, version


def insecure() -> bool:
    """Return whether a server on another machine may be reached without encryption."""
    return _CONTEXT.get().insecure


def close_later(desk: "rm.ReachMap") -> "rm.ReachMap":
    """Return the same map, which closes with the command."""
    _CONTEXT.get().closing.callback(desk.close)
    return desk


def open_map(source: str) -> "rm.ReachMap":
    """Return the map that a word on the command line names; it closes with the command."""
    from reachmap.io import read_source
    from reachmap.store import is_store

    note_source(source)
    file = _file_of(source)
    try:
        with working(READING.format(source=source)):
            if source == DEMO:
                return rm.demo()
            if is_store(file):
                return close_later(rm.open(file, insecure=insecure()))
            reading = read_source(file)
    except rm.InvalidMap as error:
        if len(error.issues) <= FEW:
            raise
        count = len(error.issues)
        say_anyway(f"{count} things are to mend before the map can be used. {_where(source)}")
        raise typer.Exit(1) from None
    slips = sum(issue.kind == "slip" for issue in reading.warnings)
    if slips:
        are = "is 1 probable slip" if slips == 1 else f"are {slips} probable slips"
        say(f"There {are} in the map. {_where(source)}")
    return close_later(rm.ReachMap.of(reading.stakeholders))


def _file_of(source: str) -> str:
    """Return the file that a word names; of `-`, one with what comes on standard input."""
    return standard_input(_CONTEXT.get().closing) if source == STANDARD else source


def _where(source: str) -> str:
    return f"See where: reachmap check {shlex.quote(source)}"


def read_map(source: str) -> "Reading":
    """Return the whole map that a word names, with what is worth knowing of the reading."""
    from reachmap.io import demo_path
    from reachmap.opening import look

    note_source(source)
    file = demo_path() if source == DEMO else _file_of(source)
    with working(READING.format(source=source)):
        return look(file, insecure=insecure())


def _day() -> Parameter:
    """Return the option that stands for the day of a question."""
    return Parameter("as_of", Parameter.KEYWORD_ONLY, default=None, annotation=AsOf)


def question(ask: Callable[Concatenate["rm.ReachMap", ...], "Answer"]) -> Callable[..., None]:
    """Return the command of a question: its own options, and those that every question takes.

    The question gets the map that SOURCE names, and its answer is printed or written.
    """

    def command(source: Source, *, how: Delivery, **own: object) -> None:
        desk = open_map(source)
        with working(ASKING):
            answer = ask(desk, **own)
        deliver(answer, how)

    first, *_ = signature(command).parameters.values()
    _, *others = signature(ask).parameters.values()
    others = [_day() if each.kind is Parameter.VAR_KEYWORD else each for each in others]
    command.__doc__ = ask.__doc__
    command.__signature__ = Signature([first, *others])  # type: ignore[attr-defined]  # read by `delivered`
    return delivered(command)
