"""The command `report`: a paper to hand in."""

from pathlib import Path
from typing import Annotated

import typer

from reachmap.cli.app import open_map
from reachmap.cli.commands.plan import Amount, By, StaffHours, plan_asked
from reachmap.cli.options import AsOf, ForAudience, Force, Source
from reachmap.cli.printing import file_to_write, say, say_written
from reachmap.cli.progress import working
from reachmap.model.audience import Purpose


def report(
    source: Source,
    *,
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Paper to write: .docx, .pdf, .html; - prints it.",
        ),
    ],
    purpose: Annotated[
        Purpose,
        typer.Option("--for", help="For a committee, or an equality impact assessment."),
    ] = "committee",
    letter: Annotated[
        str | None,
        typer.Option(metavar="GROUP", help="In its place a letter to a group: you said, we did."),
    ] = None,
    budget: Amount = None,
    staff_hours: StaffHours = None,
    by: By = None,
    as_of: AsOf = None,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Write a paper to hand in: the answer first, in a few pages.

    With --budget, --staff-hours and --by it has the plan of the next round too, on two pages more.
    """
    desk = open_map(source)
    planned = plan_asked(desk, budget=budget, staff_hours=staff_hours, by=by, as_of=as_of)
    with file_to_write(output, ".html") as file, working("Writing the paper"):
        desk.report(
            file,
            purpose=purpose,
            letter=letter,
            plan=planned,
            audience=audience,
            as_of=as_of,
            force=force,
        )
    say_written(output)
    if letter is not None and audience == "internal":
        say("Read each line before you send it: nobody should be known by what they said.")
