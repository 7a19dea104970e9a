"""The command `check`: what to mend, what would help, and what can be asked now."""

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

import reachmap as rm
from reachmap.cli.app import ASKING, DEMO, read_map
from reachmap.cli.options import STANDARD, AsJson, AsOf, Force, Output, Source
from reachmap.cli.printing import say, show
from reachmap.cli.progress import working
from reachmap.cli.sources import refuse_source
from reachmap.errors import Issue
from reachmap.words import words_of_count


def check(
    source: Source,
    *,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Write a copy beside it, with spellings and days put right."),
    ] = False,
    force: Force = False,
) -> None:
    """Read a map: what to mend, what would help, what can be asked.

    With -o, what to mend and to look at is written to a .csv, .json or .xlsx file.
    """
    from reachmap.cli import check_report

    output = None if str(output) == STANDARD else output
    if fix:
        _write_mended(source, force=force)
        return
    try:
        reading = read_map(source)
    except rm.InvalidMap as error:
        if output is not None:
            _write([*error.issues, *error.warnings], output, force=force)
            raise typer.Exit(1) from None
        words = (
            check_report.faults_as_json(error)
            if as_json
            else check_report.report_of_faults(error, _offer(source, error))
        )
        show(f"{words}\n")
        raise typer.Exit(1) from None
    if output is not None:
        _write(reading.warnings, output, force=force)
        return
    with working(ASKING):
        answer = rm.ReachMap.of(reading.stakeholders).readiness(as_of=as_of)
    words = (
        check_report.map_as_json(reading, answer)
        if as_json
        else check_report.report_of_map(reading, answer, source=source)
    )
    show(f"{words}\n")


def _offer(source: str, error: rm.InvalidMap) -> str:
    """Return the sentence that offers a mended copy of a map with faults, if one would differ."""
    from reachmap.io.mending import mendable
    from reachmap.store import is_store

    try:
        count = 0 if source in {DEMO, STANDARD} or is_store(source) else mendable(source, error)
    except rm.ReachMapError:  # it was changed or taken away since it was read
        count = 0
    cells = words_of_count(count, "cell")
    command = f"`reachmap check {shlex.quote(source)} --fix`"
    return f"{command} writes a copy with {cells} put right; the rest is yours." if count else ""


def _write_mended(source: str, *, force: bool) -> None:
    """Write a mended copy of a file or folder beside it, and say what was put right."""
    from reachmap.io import write_bytes
    from reachmap.io.csv_folder import OURS
    from reachmap.io.mending import mended
    from reachmap.io.whole_files import write_folder
    from reachmap.model.summing import Issues
    from reachmap.store import is_store

    if source in {DEMO, STANDARD} or is_store(source):
        message = "only a file or folder is mended: reachmap copy writes a map into one"
        raise typer.BadParameter(message)
    path, result = Path(source), mended(source)
    if not result.cells:
        say(f"There is no spelling in {source} that is certain to be mended; nothing was written.")
        return
    target = path.resolve().with_name(f"{path.resolve().stem}-mended{path.suffix}")
    if path.is_dir():
        write_folder(target, result.parts, ours=OURS, force=force, private=True)
    else:
        write_bytes(target, next(iter(result.parts.values())), force=force, private=True)
    for issue in Issues(result.cells):
        show(f"{issue.location}: {issue.with_value}\n")
    count = words_of_count(len(result.cells), "cell")
    left = _remaining(result.remaining)
    say(f"Wrote {target}, with {count} put right; {source} is as it was.{left}")


def _remaining(remaining: int) -> str:
    """Return how many things are left to mend, in words, with a blank before; blank for none."""
    if not remaining:
        return ""
    things = words_of_count(remaining, "thing")
    return f" The copy has {things} still to mend: run check on it."


def _write(issues: Sequence[Issue], output: Path, *, force: bool) -> None:
    from reachmap.io import write_bytes
    from reachmap.io.problems import problems_file

    refuse_source(output)
    raw = problems_file(issues, output.suffix.casefold())
    write_bytes(output, raw, force=force, private=True)
    errors = sum(issue.severity == "error" for issue in issues)
    others = words_of_count(len(issues) - errors, "thing")
    say(f"Wrote {output}: {words_of_count(errors, 'thing')} to mend, and {others} to look at.")
