"""The commands about maps and files: write, copy, show."""

import json
from pathlib import Path
from typing import Annotated

import typer

import reachmap as rm
from reachmap.cli.app import insecure, open_map
from reachmap.cli.options import AsOf, ForAudience, Force, Output, Source
from reachmap.cli.printing import say, show
from reachmap.cli.progress import progress_bars
from reachmap.cli.sources import refuse_source
from reachmap.errors import quoted
from reachmap.words import join_names


def demo(
    target: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Folder to make.")] = Path(
        "harbour-vale"
    ),
    *,
    force: Force = False,
) -> None:
    """Write the demo borough, a made-up place, and its page."""
    from reachmap.io import make_folder

    desk = rm.demo()
    make_folder(target)
    desk.write(target / "map", force=force)
    desk.to_html(target / "page.html", force=force)
    say(desk.participation().explain())
    say(f"\nOpen {target / 'page.html'} in a browser. The map is in {target / 'map'}:")
    say("CSV files to read and to change.")


def template(
    target: Annotated[
        Path,
        typer.Argument(
            metavar="FILE.xlsx",
            help="Workbook to write; a folder or .html file for sign-in sheets.",
        ),
    ],
    *,
    full: Annotated[
        bool, typer.Option("--full", help="Every sheet and column, not only the small start.")
    ] = False,
    sign_in: Annotated[
        bool, typer.Option("--sign-in", help="Sign-in sheets to print, of the map of --map.")
    ] = False,
    source: Annotated[
        str | None, typer.Option("--map", metavar="SOURCE", help="Map to make sign-in sheets for.")
    ] = None,
    activity: Annotated[
        str | None,
        typer.Option(help="Sign-in sheet of this activity alone; every planned one if left out."),
    ] = None,
    force: Force = False,
) -> None:
    """Write a workbook to fill in, or sign-in sheets to print for a map's activities."""
    from reachmap.io import write_template

    if sign_in:
        write_sign_in_sheets(target, source, activity, force=force)
        return
    if source or activity:
        message = "--map and --activity go with --sign-in"
        raise typer.BadParameter(message)
    if target.suffix.casefold() != ".xlsx":
        message = f"a workbook ends in .xlsx, as town.xlsx, not as {quoted(str(target))}"
        raise typer.BadParameter(message)
    write_template(target, full=full, force=force)
    say(f"Wrote {target}. Its first sheet says what to fill first; then: reachmap check {target}")


def write_sign_in_sheets(
    target: Path, source: str | None, activity: str | None, *, force: bool
) -> None:
    """Write a sign-in sheet to a file, or several to a folder, and say what has no room."""
    from reachmap.io import make_folder, write_text
    from reachmap.release import release
    from reachmap.view.sign_in import sign_in_pages, to_paper

    if source is None:
        message = "say which map the sign-in sheets are for, as --map town.xlsx"
        raise typer.BadParameter(message)
    desk = open_map(source)
    outline = desk.store.outline()
    chosen = outline.find(activity, kinds=("activity",)) if activity else None
    town = release(outline)
    ready = release(desk.readiness())
    pages = sign_in_pages(town, ready, activity=chosen)
    if not any(page.questions or page.private for page in pages):
        message = "there is nothing to ask: no activity is planned, or the map has no groups"
        raise typer.BadParameter(message)
    one_file = target.suffix.casefold() == ".html"
    if one_file and len(pages) != 1:
        message = f"there are {len(pages)} sheets: name a folder, or one with --activity"
        raise typer.BadParameter(message)
    if not one_file:
        make_folder(target)
    for page in pages:
        path = target if one_file else target / f"{page.file}.html"
        refuse_source(path)
        write_text(path, to_paper(page), force=force)
        say(f"Wrote {path}. Print it on A4; fill in by hand who keeps it and until when.")
        if page.left_out:
            names = join_names(page.left_out, most=None)
            say(f"  No room for {names}: ask about them another time.")


def page(
    source: Source,
    *,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Page to write.")],
    as_of: AsOf = None,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Write the planner's page: one file that opens anywhere, offline."""
    desk = open_map(source)
    refuse_source(output)
    desk.to_html(output, audience=audience, as_of=as_of, force=force)
    say(f"Wrote {output}. Open it in a browser; nothing leaves your machine.")


def copy(
    source: Source,
    target: Annotated[
        str,
        typer.Argument(
            metavar="TARGET",
            help="Folder, .xlsx, .json or .db to write, or neo4j://host; for other programs "
            ".graphml, .gexf, .kumu.json or .hsds.json.",
        ),
    ],
    *,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Copy a map into another format, a store, or a file for other programs or audiences."""
    desk = open_map(source)
    refuse_source(target)
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
        message = f"there is no table {quoted(name)}; there are {', '.join(known)}"
        raise typer.BadParameter(message)
    text = json.dumps(known[name], indent=2, ensure_ascii=False) + "\n"
    if output is None:
        show(text)
    else:
        write_text(output, text, force=force)
        say(f"Wrote {output}.")
