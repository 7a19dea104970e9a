"""The command `check`: what to mend, what would help, and what can be asked now."""

import typer

import reachmap as rm
from reachmap.cli.app import read_map
from reachmap.cli.options import AsJson, AsOf, Source
from reachmap.cli.printing import show


def check(source: Source, *, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Read a map: what to mend, what would help, and what can be asked now."""
    from reachmap.cli import check_report

    try:
        reading = read_map(source)
    except rm.InvalidMap as error:
        report = check_report.faults_as_json if as_json else check_report.report_of_faults
        show(f"{report(error)}\n")
        raise typer.Exit(1) from None
    answer = rm.ReachMap.of(reading.stakeholders).readiness(as_of=as_of)
    words = (
        check_report.map_as_json(reading, answer)
        if as_json
        else check_report.report_of_map(reading, answer, source=source)
    )
    show(f"{words}\n")
