"""The commands: each parses its words and calls the front desk."""

import json
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypedDict

import typer

import reachmap as rm
from reachmap.cli.checking import faults_as_json, map_as_json, report_of_faults, report_of_map
from reachmap.cli.options import (
    AsJson,
    AsOf,
    ForAudience,
    Force,
    Output,
    Since,
    Source,
    Until,
    pence,
)
from reachmap.cli.printing import deliver, hand_over, say
from reachmap.io import demo_path, read_source, schemas, write_template, write_text

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Who is not heard, who could introduce you to them, and whose voices fill the room.",
)


DEMO = "demo"
"""The word that stands for the demo borough wherever a map is asked for."""


class Terms(TypedDict):
    """What questions about routes have in common."""

    avoid: Collection[str]
    team: str | None
    max_hops: int | None
    max_cost: int | None
    max_days: int | None
    as_of: date | None


def opened(source: str) -> rm.ReachMap:
    """Return the map that a word on the command line names."""
    return rm.demo() if source == DEMO else rm.read(source)


@app.command()
def demo(
    target: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Folder to make.")] = Path(
        "harbour-vale"
    ),
    *,
    force: Force = False,
) -> None:
    """Write the demo borough, a made-up place, and its page."""
    desk = rm.demo()
    target.mkdir(parents=True, exist_ok=True)
    desk.write(target / "map", force=force)
    desk.to_html(target / "page.html", force=force)
    say(desk.participation().explain())
    say(f"\nOpen {target / 'page.html'} in a browser. The map is in {target / 'map'}:")
    say("CSV files to read and to change.")


@app.command()
def template(
    target: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="Workbook to write.")],
    *,
    full: Annotated[
        bool, typer.Option("--full", help="Every sheet and column, not the small start alone.")
    ] = False,
    force: Force = False,
) -> None:
    """Write a workbook to fill in: the small start, or every sheet."""
    if target.suffix.casefold() != ".xlsx":
        message = f"a workbook ends in .xlsx, as {target.with_suffix('.xlsx')}"
        raise typer.BadParameter(message)
    write_template(target, full=full, force=force)
    say(f"Wrote {target}. Its first sheet says what to fill first; then: reachmap check {target}")


@app.command()
def check(source: Source, *, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Read a map: what to mend, what would help, and what can be asked now."""
    try:
        reading = read_source(demo_path() if source == DEMO else source)
    except rm.InvalidMap as error:
        told = faults_as_json(error) if as_json else report_of_faults(error)
        typer.echo(told)
        raise typer.Exit(1) from None
    answer = rm.ReachMap.of(reading.stakeholders).readiness(as_of=as_of)
    typer.echo(
        map_as_json(reading, answer) if as_json else report_of_map(reading, answer, source=source)
    )


@app.command()
def about(
    source: Source,
    *,
    as_json: AsJson = False,
    output: Output = None,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Say what a map holds and what it assumes."""
    answer = opened(source).overview()
    deliver(answer, as_json=as_json, output=output, audience=audience, force=force)


@app.command()
def heard(
    source: Source,
    *,
    since: Since = None,
    until: Until = None,
    level: Annotated[str | None, typer.Option(help="Only activities of this level.")] = None,
    method: Annotated[str | None, typer.Option(help="Only activities by this method.")] = None,
    channel: Annotated[str | None, typer.Option(help="Only sittings of this channel.")] = None,
    topic: Annotated[str | None, typer.Option(help="Only activities on this topic.")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Say who is heard, and who is not."""
    answer = opened(source).participation(
        since=since,
        until=until,
        level=level,
        method=method,
        channel=channel,
        topic=topic,
        as_of=as_of,
    )
    deliver(answer, as_json=as_json, output=output, audience=audience, force=force)


@app.command()
def voices(
    source: Source,
    *,
    since: Since = None,
    until: Until = None,
    channel: Annotated[str | None, typer.Option(help="Only sittings of this channel.")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Say how much of the talking the same voices do."""
    answer = opened(source).voices(since=since, until=until, channel=channel, as_of=as_of)
    deliver(answer, as_json=as_json, output=output, audience=audience, force=force)


@app.command()
def routes(
    source: Source,
    group: Annotated[
        str | None, typer.Argument(metavar="[GROUP]", help="Id or name; every group if left out.")
    ] = None,
    *,
    k: Annotated[int, typer.Option("-k", help="How many routes.")] = 3,
    objective: Annotated[
        Literal["chance", "cost", "days", "pareto"],
        typer.Option(help="What makes a route good; pareto: all that none beats on the three."),
    ] = "chance",
    diverse: Annotated[
        bool, typer.Option(help="Keep only routes that bring a new intermediary.")
    ] = True,
    avoid: Annotated[
        list[str] | None, typer.Option(help="Leave this node out; may be given again.")
    ] = None,
    team: Annotated[str | None, typer.Option(help="Start from this team only.")] = None,
    max_hops: Annotated[int | None, typer.Option(help="Most links a route may take.")] = None,
    max_cost: Annotated[
        int | None,
        typer.Option(
            parser=pence, metavar="PENCE", help="Most it may cost: whole pence, as 4000, or 40.00."
        ),
    ] = None,
    max_days: Annotated[int | None, typer.Option(help="Most days it may take.")] = None,
    brief: Annotated[
        bool, typer.Option("--brief", help="What to say to the first person of each route.")
    ] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Say who can introduce us to a group, or to each."""
    desk = opened(source)
    terms = Terms(
        avoid=tuple(avoid or ()),
        team=team,
        max_hops=max_hops,
        max_cost=max_cost,
        max_days=max_days,
        as_of=as_of,
    )
    if group is not None:
        answer = desk.routes(group, k=k, objective=objective, diverse=diverse, **terms)
        if brief:
            hand_over(answer, output=output, audience=audience, force=force)
        else:
            deliver(answer, as_json=as_json, output=output, audience=audience, force=force)
    elif brief or objective == "pareto":
        message = "name a group: --brief and --objective pareto are for the routes to one group"
        raise typer.BadParameter(message)
    else:
        everyone = desk.routes_to_all(objective=objective, **terms)
        deliver(everyone, as_json=as_json, output=output, audience=audience, force=force)


@app.command("map")
def page(
    source: Source,
    *,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Page to write.")],
    as_of: AsOf = None,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Write the planner's page: one file that opens anywhere, offline."""
    opened(source).to_html(output, audience=audience, as_of=as_of, force=force)
    say(f"Wrote {output}. Open it in a browser; nothing leaves your machine.")


@app.command()
def copy(
    source: Source,
    target: Annotated[
        Path, typer.Argument(metavar="TARGET", help="Folder, .xlsx or .json to write.")
    ],
    *,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Copy a map into another form, or for another audience."""
    opened(source).write(target, audience=audience, force=force)
    say(f"Wrote {target}.")


@app.command()
def schema(
    table: Annotated[
        str | None, typer.Argument(metavar="[TABLE]", help="One table; the whole map if left out.")
    ] = None,
    *,
    output: Output = None,
    force: Force = False,
) -> None:
    """Print the JSON Schema of a table, or of the whole map."""
    known = schemas()
    name = table or "map"
    if name not in known:
        message = f"there is no table {name!r}; there are {', '.join(known)}"
        raise typer.BadParameter(message)
    text = json.dumps(known[name], indent=2, ensure_ascii=False) + "\n"
    if output is None:
        typer.echo(text, nl=False)
    else:
        write_text(output, text, force=force)
        say(f"Wrote {output}.")
