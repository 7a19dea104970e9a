"""The command `check`: what to mend, what would help, and what can be asked now."""

from collections.abc import Sequence
from pathlib import Path

import typer

import reachmap as rm
from reachmap.cli.app import read_map
from reachmap.cli.options import AsJson, AsOf, Force, Output, Source
from reachmap.cli.printing import say, show
from reachmap.cli.sources import refuse_source
from reachmap.errors import Issue
from reachmap.words import words_of_count


def check(
    source: Source,
    *,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    force: Force = False,
) -> None:
    """Read a map: what to mend, what would help, and what can be asked now.

    With -o, what to mend and to look at is written to a .csv, .json or .xlsx file.
    """
    from reachmap.cli import check_report

    try:
        reading = read_map(source)
    except rm.InvalidMap as error:
        if output is not None:
            _write([*error.issues, *error.warnings], output, force=force)
            raise typer.Exit(1) from None
        report = check_report.faults_as_json if as_json else check_report.report_of_faults
        show(f"{report(error)}\n")
        raise typer.Exit(1) from None
    if output is not None:
        _write(reading.warnings, output, force=force)
        return
    answer = rm.ReachMap.of(reading.stakeholders).readiness(as_of=as_of)
    words = (
        check_report.map_as_json(reading, answer)
        if as_json
        else check_report.report_of_map(reading, answer, source=source)
    )
    show(f"{words}\n")


def _write(issues: Sequence[Issue], output: Path, *, force: bool) -> None:
    from reachmap.io import write_bytes
    from reachmap.io.problems import problems_file

    refuse_source(output)
    raw = problems_file(issues, output.suffix.casefold())
    write_bytes(output, raw, force=force, private=True)
    errors = sum(issue.severity == "error" for issue in issues)
    others = words_of_count(len(issues) - errors, "thing")
    say(f"Wrote {output}: {words_of_count(errors, 'thing')} to mend, and {others} to look at.")
