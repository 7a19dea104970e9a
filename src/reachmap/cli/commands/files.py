"""The commands about maps and files: write, copy, show."""

import json
from pathlib import Path
from typing import Annotated

import typer

import reachmap as rm
from reachmap.cli.app import insecure, open_map
from reachmap.cli.options import AsOf, ForAudience, Force, Output, Source
from reachmap.cli.printing import say
from reachmap.cli.progress import progress_bars


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


def template(
    target: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="Workbook to write.")],
    *,
    full: Annotated[
        bool, typer.Option("--full", help="Every sheet and column, not only the small start.")
    ] = False,
    force: Force = False,
) -> None:
    """Write a workbook to fill in: the small start, or every sheet."""
    from reachmap.io import write_template

    if target.suffix.casefold() != ".xlsx":
        message = f"a workbook ends in .xlsx, as {target.with_suffix('.xlsx')}"
        raise typer.BadParameter(message)
    write_template(target, full=full, force=force)
    say(f"Wrote {target}. Its first sheet says what to fill first; then: reachmap check {target}")


def page(
    source: Source,
    *,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Page to write.")],
    as_of: AsOf = None,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Write the planner's page: one file that opens anywhere, offline."""
    open_map(source).to_html(output, audience=audience, as_of=as_of, force=force)
    say(f"Wrote {output}. Open it in a browser; nothing leaves your machine.")


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
    """Copy a map into another format or a store, or for another audience."""
    desk = open_map(source)
    with progress_bars() as progress:
        changed = desk.write(
            target, audience=audience, force=force, insecure=insecure(), progress=progress
        )
    same = f"Nothing changed: {target} held the same map already."
    say(f"Wrote {target}." if changed else same)


def schema(
    table: Annotated[
        str | None, typer.Argument(metavar="[TABLE]", help="One table; the whole map if left out.")
    ] = None,
    *,
    output: Output = None,
    force: Force = False,
) -> None:
    """Print the JSON Schema of a table, or of the whole map."""
    from reachmap.io import schemas, write_text

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
