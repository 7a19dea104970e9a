"""The command `merge`: two maps made one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import reachmap as rm
from reachmap.cli.app import insecure, open_map
from reachmap.cli.options import Force, Source
from reachmap.cli.printing import say
from reachmap.cli.progress import working
from reachmap.cli.sources import refuse_source

if TYPE_CHECKING:
    from reachmap.analysis.merging.question import Merging
    from reachmap.analysis.merging.rows import Choice

Other = Annotated[
    str, typer.Argument(metavar="OTHER", help="The other map, in any form that SOURCE may have.")
]
Target = Annotated[
    str, typer.Option("-o", "--output", metavar="MAP", help="Map to write, as `copy` does.")
]
Decisions = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Sheet of decisions, .csv or .xlsx: read if it is there, and written with all that "
        "is still to be decided.",
    ),
]

LATER = (
    "Nothing was written. Run it again with --decisions decisions.xlsx (or .csv), and all of it is "
    "written there for you to decide."
)


def merge(
    source: Source,
    other: Other,
    *,
    output: Target,
    decisions: Decisions = None,
    force: Force = False,
) -> None:
    """Make two maps one, by what was decided where they differ."""
    from reachmap.analysis.merging.deciding import decisions_of
    from reachmap.analysis.merging.question import merging
    from reachmap.io import read_answer

    if decisions is not None and decisions.suffix.casefold() not in {".csv", ".xlsx"}:
        message = f"a sheet of decisions ends in .csv or .xlsx, as {decisions.with_suffix('.csv')}"
        raise typer.BadParameter(message)
    first, second = open_map(source), open_map(other)
    refuse_source(output)
    filled_in: dict[str, Choice] = {}
    if decisions is not None and decisions.exists():
        filled_in = decisions_of(read_answer(decisions, needs="mark"), file=decisions.name)
    with working("Comparing the two maps"):
        whole, answer = merging(
            first.stakeholders, second.stakeholders, decisions=filled_in, names=(source, other)
        )
    say(answer.explain())
    if whole is None:
        say(LATER if decisions is None else _write(answer, decisions))
        raise typer.Exit(1)
    with working(f"Writing {output}") as progress:
        rm.ReachMap.of(whole).write(output, force=force, insecure=insecure(), progress=progress)
    say(f"Wrote {output}.")


def _write(answer: "Merging", sheet: Path) -> str:
    """Write what is to be decided, with what was decided, and say what to do with it."""
    from reachmap.io import write_answer
    from reachmap.release import release

    refuse_source(sheet)
    write_answer(release(answer), sheet, force=True, private=True)
    return f"Wrote {sheet}: fill in its column 'decision', and run the same command again."
