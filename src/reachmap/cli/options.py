"""The options that commands share."""

from datetime import date
from pathlib import Path
from typing import Annotated, TypedDict

import typer

from reachmap.errors import quoted
from reachmap.model.audience import Audience

STANDARD = "-"
"""The word that names standard input where a map is wanted, and standard output for a file."""


def day(text: str) -> date:
    """Return the day that an option gives, as YYYY-MM-DD or in another form that reads one way."""
    from reachmap.io.tables.days import REMEDY, day_of
    from reachmap.io.tables.problems import CellError

    try:
        return day_of(text, None)
    except CellError as error:
        message = f"{quoted(text)} {error.message}; {REMEDY[:1].lower()}{REMEDY[1:]}"
        raise typer.BadParameter(message) from None


Source = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE",
        help="A folder of CSV files, an .xlsx workbook, a .json or .db file, neo4j://..., demo, "
        "or - for a file on standard input.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write to a file instead of the screen; - is the screen.",
    ),
]
ForAudience = Annotated[
    Audience,
    typer.Option("--audience", help="Who it is for; decides what it may hold."),
]
Force = Annotated[bool, typer.Option("--force", help="Replace what is there.")]
AsOf = Annotated[
    date | None,
    typer.Option(parser=day, metavar="DAY", help="Answer as of this day, written as 2026-03-31."),
]


class Day(TypedDict):
    """What every question on a day takes."""

    as_of: AsOf


Since = Annotated[
    date | None, typer.Option(parser=day, metavar="DAY", help="Count from this day on.")
]
Until = Annotated[
    date | None, typer.Option(parser=day, metavar="DAY", help="Count up to and including this day.")
]
Channel = Annotated[str | None, typer.Option(help="Only activities of this channel.")]
Topic = Annotated[str | None, typer.Option(help="Only activities on this topic.")]
Team = Annotated[str | None, typer.Option(help="Start from this team only.")]
MaxHops = Annotated[int | None, typer.Option(help="Most links a route may take.")]
Samples = Annotated[int, typer.Option(help="How many samples, where no exact chance can be had.")]
Seed = Annotated[
    int, typer.Option(help="Seed of the samples; the same seed gives the same answer.")
]
OneGroup = Annotated[
    str | None, typer.Argument(metavar="[GROUP]", help="Id or name; every group if left out.")
]
