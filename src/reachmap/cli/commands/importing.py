"""The command that brings in what other programs wrote."""

from pathlib import Path
from typing import Annotated

import typer

import reachmap as rm
from reachmap.cli.app import open_map
from reachmap.cli.options import Force
from reachmap.cli.printing import say
from reachmap.cli.progress import working
from reachmap.cli.sources import note_source, refuse_source
from reachmap.errors import quoted

MAPPING = ".import.toml"
"""How the name of the mapping file of a map ends."""

Foreign = Annotated[
    Path,
    typer.Argument(metavar="SOURCE", help="A file or folder that another program wrote."),
]
Target = Annotated[
    Path, typer.Option("-o", "--output", metavar="MAP", help="Map to write: .xlsx, .json, .db.")
]
Into = Annotated[
    str | None,
    typer.Option(metavar="MAP", help="Map to update and add to; it stays as it is itself."),
]
MappingFile = Annotated[
    Path | None,
    typer.Option(
        "--mapping",
        metavar="FILE",
        help="What terms stand for; MAP.import.toml beside the map if left out.",
    ),
]
Key = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Key for pseudonyms of people; MAP.key beside the map if left out, made if missing.",
    ),
]
Area = Annotated[
    str | None, typer.Option(help="Area whose figures are wanted, where a table has several.")
]


def import_(
    source: Foreign,
    *,
    output: Target,
    into: Into = None,
    mapping: MappingFile = None,
    key: Key = None,
    area: Area = None,
    force: Force = False,
) -> None:
    """Bring in directories, sign-in lists, populations or networks."""
    from reachmap.io import refuse_to_replace, write_text

    note_source(source)
    base = open_map(into) if into else None
    refuse_source(output)
    if not output.name:
        message = f"{quoted(str(output))} is no name of a file; name one, as town.xlsx"
        raise typer.BadParameter(message)
    terms, fresh = mapping or mapping_beside(output, into), output.with_suffix(MAPPING)
    refuse_to_replace(output, force=force or output.is_dir())
    refuse_to_replace(fresh, force=force or terms == fresh)
    secret = key or _beside(output, into, ".key")
    with working(f"Bringing in {source}"):
        desk, report = rm.import_(source, into=base, mapping=terms, key=secret, area=area)
        desk.write(output, force=force)
    say(report.explain())
    write_text(fresh, report.mapping, force=True, private=True)
    say(f"\nWrote {output}, and {fresh}: what each term stands for.")
    say("Change that file where it is wrong, and run the same command with --force.")


def mapping_beside(output: Path, into: str | None) -> Path:
    """Return the mapping file of an earlier import that goes with a map."""
    return _beside(output, into, MAPPING)


def _beside(output: Path, into: str | None, ending: str) -> Path:
    """Return the file of an earlier import that goes with a map: of the output, else of `into`."""
    maps = [Path(map_) for map_ in (output, into) if map_]
    beside = [path.with_suffix(ending) for path in maps if path.name]
    return next((path for path in beside if path.exists()), beside[0])
