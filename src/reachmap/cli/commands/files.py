"""The commands about maps and files: write, copy, show."""

import json
from pathlib import Path
from typing import Annotated

import typer

import reachmap as rm
from reachmap.cli.app import insecure, open_map
from reachmap.cli.commands.plan import Amount, By, StaffHours, plan_asked
from reachmap.cli.options import STANDARD, AsJson, AsOf, ForAudience, Force, Output, Source
from reachmap.cli.printing import file_to_write, say, say_written, show
from reachmap.cli.progress import working
from reachmap.errors import quoted
from reachmap.words import join_names, words_of_count


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
    with working("Drawing the page"):
        desk.write(target / "map", force=force)
        desk.to_html(target / "page.html", force=force)
    say(desk.participation().explain())
    say(f"\nOpen {target / 'page.html'} in a browser. The map is in {target / 'map'}:")
    say("CSV files to read and to change.")


def page(
    source: Source,
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="Page to write; - prints it.")
    ],
    budget: Amount = None,
    staff_hours: StaffHours = None,
    by: By = None,
    as_of: AsOf = None,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Write the planner's page: one file that opens offline.

    With --budget, --staff-hours and --by it has the plan of the next round too.
    """
    desk = open_map(source)
    planned = plan_asked(desk, budget=budget, staff_hours=staff_hours, by=by, as_of=as_of)
    with file_to_write(output, ".html") as file, working("Drawing the page"):
        desk.to_html(file, plan=planned, audience=audience, as_of=as_of, force=force)
    say_written(output, " Open it in a browser; nothing leaves your machine.")


def copy(
    source: Source,
    target: Annotated[
        str,
        typer.Argument(
            metavar="TARGET",
            help="Folder, .xlsx, .json or .db to write, or neo4j://host; for other programs "
            ".graphml, .gexf, .kumu.json, .kumu.xlsx or .hsds.json; - prints it as .json.",
        ),
    ],
    *,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Copy a map to another format or store, or for other programs."""
    desk = open_map(source)
    with file_to_write(target, ".json") as file, working(f"Writing {target}") as progress:
        changed = desk.write(
            file, audience=audience, force=force, insecure=insecure(), progress=progress
        )
    if changed:
        say_written(target)
    else:
        say(f"Nothing changed: {target} held the same map already.")


def maps(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="neo4j://host/database.")],
    *,
    as_json: AsJson = False,
) -> None:
    """List the maps on a Neo4j server, and when each last changed."""
    from reachmap.store.opening import maps_at

    where, listed = maps_at(address, insecure=insecure())
    if as_json:
        rows = [each._asdict() for each in listed]
        show(f"{json.dumps(rows, indent=2, ensure_ascii=False)}\n")
        return
    for each in listed:
        show(f"{each.map}\t{each.title or ''}\t{each.revision}\t{each.changed or ''}\n")
    say(f"{words_of_count(len(listed), 'map')} in {where}.")


def sync(
    source: Source,
    target: Annotated[
        str, typer.Argument(metavar="ADDRESS", help="neo4j://host/database?map=name.")
    ],
) -> None:
    """Bring what SOURCE changed since last time to a Neo4j server."""
    done = rm.sync(open_map(source), target, insecure=insecure())
    if not done:
        say(f"Nothing changed: {target} has all of {source} already.")
        return
    for counts, what in zip(done, ("Added", "Changed", "Taken out"), strict=True):
        tables = [f"{table} {count:,}" for table, count in counts.items() if count]
        if tables:
            say(f"{what}: {join_names(tables, most=None)}.")


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
    if output is None or str(output) == STANDARD:
        show(text)
    else:
        write_text(output, text, force=force)
        say_written(output)
