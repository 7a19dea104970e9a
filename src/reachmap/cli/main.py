"""Where the command line starts: its commands, and what its exit codes mean."""

import sys
import traceback
from collections.abc import Callable, Mapping, Sequence

from reachmap.cli.app import app, command_context
from reachmap.cli.commands import (
    burden,
    calibration,
    change,
    evidence,
    files,
    gatekeepers,
    importing,
    links,
    merging,
    methods,
    overview,
    panel,
    participation,
    plan,
    reach,
    readiness,
    recording,
    report,
    review,
    routes,
    template,
    voices,
    what_if,
)
from reachmap.cli.help import examples
from reachmap.cli.printing import say
from reachmap.cli.screen import screens
from reachmap.errors import (
    InvalidMap,
    ReachMapError,
    RenderError,
    SolverError,
    StoreError,
    UnreadableFile,
    quoted,
)

USES: Mapping[str, Mapping[str, Callable[..., None]]] = {
    "Start": {
        "demo": files.demo,
        "template": template.template,
        "import": importing.import_,
        "check": readiness.check,
        "about": overview.about,
    },
    "Ask": {
        "heard": participation.heard,
        "voices": voices.voices,
        "burden": burden.burden,
        "methods": methods.methods,
        "routes": routes.routes,
        "reach": reach.reach,
        "gatekeepers": gatekeepers.gatekeepers,
        "change": change.change,
        "calibration": calibration.calibration,
        "review": review.review,
    },
    "Decide": {
        "what-if": what_if.what_if,
        "links": links.links,
        "panel": panel.panel,
        "plan": plan.plan,
    },
    "Share": {
        "map": files.page,
        "report": report.report,
        "evidence": evidence.evidence,
    },
    "Keep": {
        "copy": files.copy,
        "merge": merging.merge,
        "forget": recording.forget,
        "schema": files.schema,
    },
}
"""The commands by what people do with them, as `--help` lists them; `record` comes last."""

COMMANDS = {name: each for commands in USES.values() for name, each in commands.items()}

for _use, _commands in USES.items():
    for _name, _command in _commands.items():
        app.command(_name, rich_help_panel=_use, epilog=examples(_name))(_command)
app.add_typer(recording.record, name="record", rich_help_panel="Keep", epilog=examples("record"))

FINE, DATA, USAGE, FAILED = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and leave with its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in words
    sys.exit(run([word for word in words if word != "--debug"], debug=debug))


def run(words: list[str], *, debug: bool = False) -> int:
    """Run a command and return its exit code."""
    with screens():
        return _run(words, debug=debug)


def _run(words: list[str], *, debug: bool) -> int:
    plain = [word for word in words if word != "--insecure"]
    try:
        with command_context(insecure=len(plain) < len(words)):
            app(plain, prog_name="reachmap")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else FINE
    except ReachMapError as error:
        return _report(str(error), exit_code(error), debug=debug)
    except OSError as error:
        name = quoted(str(error.filename)) if error.filename else "a file"
        return _report(f"cannot use {name}: {error.strerror or error}", FAILED, debug=debug)
    except Exception as error:  # noqa: BLE001  no planner should meet a stack trace
        fault = f"{type(error).__name__}: {error}"
        message = f"reachmap itself failed, which is our fault and not yours ({fault}).\n"
        return _report(
            message + "Run it again with --debug and send us what it prints.", FAILED, debug=debug
        )
    return FINE


def exit_code(error: ReachMapError) -> int:
    """Return the exit code of an error."""
    if isinstance(error, InvalidMap):
        return DATA
    if isinstance(error, UnreadableFile | StoreError | RenderError | SolverError):
        return FAILED
    return USAGE


def _report(message: str, code: int, *, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    say(message)
    return code
