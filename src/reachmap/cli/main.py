"""Where the command line starts: its commands, and what its exit codes mean."""

import io
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import typer

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
from reachmap.cli.printing import say_anyway
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
from reachmap.garbage import garbage_seldom_sought

Command = tuple[Callable[..., None], *tuple[str, ...]]
"""What runs, and examples of what may be typed; `town.xlsx` is a map of the reader's own."""

USES: Mapping[str, Mapping[str, Command]] = {
    "Start": {
        "demo": (files.demo, "demo borough"),
        "template": (
            template.template,
            "template new.xlsx",
            "template sheets --sign-in --map town.xlsx",
        ),
        "import": (
            importing.import_,
            "import sign-in.csv --into town.xlsx -o more.xlsx --key names.key",
        ),
        "check": (readiness.check, "check town.xlsx", "check town.xlsx --fix"),
        "about": (overview.about, "about town.xlsx"),
    },
    "Ask": {
        "heard": (
            participation.heard,
            "heard demo",
            "heard demo --columns name,status,last_heard -n 10",
            "heard town.xlsx -o heard.csv",
        ),
        "voices": (voices.voices, "voices demo"),
        "burden": (burden.burden, "burden demo"),
        "methods": (methods.methods, "methods demo carers"),
        "routes": (
            routes.routes,
            'routes demo "Hidden carers"',
            "routes demo carers --max-days 30",
        ),
        "reach": (reach.reach, "reach demo carers"),
        "gatekeepers": (gatekeepers.gatekeepers, "gatekeepers demo"),
        "change": (change.change, "change demo"),
        "calibration": (calibration.calibration, "calibration demo"),
        "review": (review.review, "review demo"),
    },
    "Decide": {
        "what-if": (what_if.what_if, "what-if demo --remove carers-officer"),
        "links": (links.links, "links demo -n 3"),
        "panel": (panel.panel, "panel demo --size 12 --quota women=4-7 --quota men=4-7"),
        "plan": (plan.plan, "plan demo --budget 2000 --staff-hours 60 --by 2026-05-31"),
    },
    "Share": {
        "map": (files.page, "map demo -o demo.html", "map demo -o public.html --audience public"),
        "report": (
            report.report,
            "report demo -o paper.docx",
            "report demo -o equality.html --for equality",
        ),
        "evidence": (evidence.evidence, "evidence demo -o evidence.csv"),
    },
    "Keep": {
        "copy": (files.copy, "copy town.xlsx town.db", "copy demo demo.gexf"),
        "sync": (files.sync, "sync town.xlsx 'neo4j://localhost?map=town'"),
        "maps": (files.maps, "maps neo4j://localhost"),
        "merge": (merging.merge, "merge town.xlsx other.json -o both.xlsx"),
        "forget": (recording.forget, "forget town.xlsx v7"),
        "schema": (files.schema, "schema groups"),
    },
}
"""The commands by what people do with them, as `--help` lists them; `record` comes last."""

COMMANDS = {name: each[0] for commands in USES.values() for name, each in commands.items()}
EXAMPLES = {name: each[1:] for commands in USES.values() for name, each in commands.items()}
EXAMPLES["record"] = ("record town.xlsx ask carers-hub --group carers",)

for _use, _commands in USES.items():
    for _name, (_command, *_examples) in _commands.items():
        app.command(_name, rich_help_panel=_use, epilog=examples(*_examples))(_command)
app.add_typer(
    recording.record,
    name="record",
    rich_help_panel="Keep",
    epilog=examples(*EXAMPLES["record"]),
)

Misuse: Any = next(c for c in typer.BadParameter.mro() if c.__name__ == "ClickException")
"""Words that make no command: of click, or of typer's own copy of it."""

FINE, DATA, USAGE, FAILED, STOPPED = 0, 1, 2, 3, 130
"""Exit codes; that of a command stopped by Ctrl-C is the usual one."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and leave with its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in words
    sys.exit(run([word for word in words if word != "--debug"], debug=debug))


def run(words: list[str], *, debug: bool = False) -> int:
    """Run a command and return its exit code."""
    with screens(), garbage_seldom_sought():
        return _run(words, debug=debug)


def _run(words: list[str], *, debug: bool) -> int:
    plain = [word for word in words if word not in {"--insecure", "--quiet"}]
    try:
        with command_context(insecure="--insecure" in words, quiet="--quiet" in words):
            left = app(plain, prog_name="reachmap", standalone_mode=False)
    except Misuse as error:
        text = io.StringIO()
        error.show(text)
        return _report(text.getvalue().rstrip("\n"), error.exit_code, debug=debug)
    except typer.Abort:
        return _report("Aborted!", DATA, debug=debug)
    except SystemExit as leaving:  # of completion in the shell
        left = leaving.code
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
    if left == STOPPED:
        say_anyway("Stopped: nothing is left half-written.")
    return left if isinstance(left, int) else FINE


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
    say_anyway(message)
    return code
