"""The command that writes what people fill in: a workbook, or sign-in sheets to print."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

import reachmap as rm
from reachmap.cli.app import open_map
from reachmap.cli.commands.importing import MAPPING, mapping_beside
from reachmap.cli.options import Force
from reachmap.cli.printing import say
from reachmap.cli.sources import note_source, refuse_source
from reachmap.errors import quoted
from reachmap.words import join_names

if TYPE_CHECKING:
    from reachmap.io import Imported

Target = Annotated[
    Path,
    typer.Argument(
        metavar="FILE.xlsx", help="Workbook to write; a folder or .html file for sign-in sheets."
    ),
]
Full = Annotated[
    bool, typer.Option("--full", help="Every sheet and column, not only the small start.")
]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="SOURCE",
        help="Map to start from: its groups, contacts, organisations and channels are filled in.",
    ),
]
Populations = Annotated[
    Path | None,
    typer.Option(
        "--population",
        metavar="FILE",
        help="Table of populations of Nomis or the ONS: its figures are filled in, by group.",
    ),
]
Area = Annotated[
    str | None,
    typer.Option(help="Area whose figures are wanted, where the populations have several."),
]
MappingFile = Annotated[
    Path | None,
    typer.Option(
        "--mapping",
        metavar="FILE",
        help="What terms of the populations stand for; FILE.import.toml beside the workbook if "
        "left out.",
    ),
]
SignIn = Annotated[
    bool, typer.Option("--sign-in", help="Sign-in sheets to print, of the map of --map.")
]
MapOf = Annotated[
    str | None, typer.Option("--map", metavar="SOURCE", help="Map to make sign-in sheets for.")
]
ForActivity = Annotated[
    str | None,
    typer.Option(help="Sign-in sheet of this activity alone; every planned one if left out."),
]

POPULATIONS = "a table of populations"

FILLED = "Filled in from {source}: {things}. They keep their ids, so that years can be compared."
LEFT = "What is of its time stays there: {things}, and the day that it describes."
NOTHING_LEFT = "The day that it describes stays there."
AREA = "{now:,} people are now said to live in the area, before {before:,}."


def template(
    target: Target,
    *,
    full: Full = False,
    from_: From = None,
    population: Populations = None,
    area: Area = None,
    mapping: MappingFile = None,
    sign_in: SignIn = False,
    source: MapOf = None,
    activity: ForActivity = None,
    force: Force = False,
) -> None:
    """Write a workbook to fill in, or sign-in sheets to print."""
    if sign_in:
        _refuse({"--from": from_, "--population": population}, "do not go with --sign-in")
        write_sign_in_sheets(target, source, activity, force=force)
        return
    _refuse({"--map": source, "--activity": activity}, "go with --sign-in")
    if population is None:
        _refuse({"--area": area, "--mapping": mapping}, "go with --population")
    if target.suffix.casefold() != ".xlsx":
        message = f"a workbook ends in .xlsx, as town.xlsx, not as {quoted(str(target))}"
        raise typer.BadParameter(message)
    known = Known(from_, population, area, mapping)
    write_workbook(target, known, full=full, force=force)
    say(f"Wrote {target}. Its first sheet says what to fill first; then: reachmap check {target}")


def _refuse(options: Mapping[str, object], where: str) -> None:
    """Raise where options are given that go elsewhere."""
    if any(value is not None for value in options.values()):
        message = f"{join_names(options)} {where}"
        raise typer.BadParameter(message)


class Known(NamedTuple):
    """What is known already, and goes into a new workbook."""

    source: str | None
    population: Path | None
    area: str | None
    mapping: Path | None


def write_workbook(target: Path, known: Known, *, full: bool, force: bool) -> None:
    """Write a workbook to fill in, with what a map and a table of populations know."""
    from reachmap.io import refuse_to_replace, write_template, write_text
    from reachmap.release import release

    desk = open_map(known.source) if known.source else None
    if known.population:
        note_source(known.population)
    refuse_source(target)
    refuse_to_replace(target, force=force)
    start = desk.store.outline() if desk else None
    notes = [*_words_of(desk, str(known.source))] if desk else []
    imported = _populations(target, desk, known, force=force) if known.population else None
    if imported:
        start = imported.stakeholders
        notes += [*_words_of_populations(imported, known, desk)]
    ready = None if start is None else release(start)
    write_template(target, full=full, start=ready, notes=notes, force=force)
    for words in [*([imported.explain(), ""] if imported else []), *notes]:
        say(words)
    if imported:
        fresh = target.with_suffix(MAPPING)
        write_text(fresh, imported.mapping, force=True, private=True)
        say(f"Wrote {fresh}: what each term of the populations stands for.")
        say("Change that file where it is wrong, and run the same command with --force.")


def _words_of(desk: "rm.ReachMap", source: str) -> Iterator[str]:
    """Yield what a new workbook takes over from a map, and what stays there."""
    from reachmap.analysis.readiness.words import words_of_tables
    from reachmap.io import carried

    taken = carried(desk.store.outline()).sizes()
    left = {table: rows - taken[table] for table, rows in desk.store.sizes().items()}
    name = quoted(Path(source).name)
    yield FILLED.format(source=name, things=words_of_tables(taken))
    yield LEFT.format(things=words_of_tables(left)) if any(left.values()) else NOTHING_LEFT


def _words_of_populations(
    imported: "Imported", known: Known, desk: "rm.ReachMap | None"
) -> Iterator[str]:
    """Yield where populations come from, and what they change of the area."""
    name = quoted(Path(str(known.population)).name)
    yield f"Populations come from {name}; each group keeps the source of its figure."
    now, before = imported.stakeholders.about, desk and desk.store.outline().about
    if before and before.area_population and now.area_population != before.area_population:
        yield AREA.format(now=now.area_population, before=before.area_population)
    if before and before.area and now.area != before.area:
        yield f"The area is now called {quoted(str(now.area))}, before {quoted(before.area)}."


def _populations(
    target: Path, desk: "rm.ReachMap | None", known: Known, *, force: bool
) -> "Imported":
    """Return a map with the figures of a table of populations, and what became of its terms."""
    from reachmap.io import blank_map, recognised, refuse_to_replace

    path = Path(str(known.population))
    kind = recognised(path)
    if kind not in {None, POPULATIONS}:
        message = f"{path} is {kind}, not {POPULATIONS}; bring it in with `reachmap import`"
        raise typer.BadParameter(message)
    terms = known.mapping or mapping_beside(target, known.source)
    fresh = target.with_suffix(MAPPING)
    refuse_to_replace(fresh, force=force or terms == fresh)
    base = desk or rm.ReachMap.of(blank_map())
    return rm.import_(path, into=base, mapping=terms, area=known.area).report


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
