"""Commands about maps and files: write, check, copy, show."""

import json
from pathlib import Path
from typing import Annotated

import typer

import reachmap as rm
from reachmap.cli.app import app, insecure, looked_at, opened
from reachmap.cli.checking import faults_as_json, map_as_json, report_of_faults, report_of_map
from reachmap.cli.options import AsJson, AsOf, ForAudience, Force, Output, Source
from reachmap.cli.printing import deliver, say
from reachmap.cli.progress import progress_bars
from reachmap.io import schemas, write_template, write_text


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
        reading = looked_at(source)
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
        str,
        typer.Argument(
            metavar="TARGET", help="Folder, .xlsx, .json or .db to write, or neo4j://host."
        ),
    ],
    *,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Copy a map into another form or a store, or for another audience."""
    desk = opened(source)
    with progress_bars() as progress:
        changed = desk.write(
            target, audience=audience, force=force, insecure=insecure(), progress=progress
        )
    same = "Nothing changed: {} held the same map already."
    say(f"Wrote {target}." if changed else same.format(target))


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
