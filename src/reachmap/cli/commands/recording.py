"""The commands that write into a map where it lies: what happened today, forgetting a voice."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

import reachmap as rm
from reachmap.cli.app import DEMO, close_later, insecure, open_map
from reachmap.cli.naming import node_id, team_of
from reachmap.cli.options import day
from reachmap.cli.printing import say
from reachmap.cli.progress import working
from reachmap.errors import quoted
from reachmap.model.choices import Outcome, Speaking
from reachmap.words import join_names, words_of_count, words_of_day

if TYPE_CHECKING:
    from reachmap.model.additions import Addition
    from reachmap.model.stakeholders import StakeholderMap

record = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Write down an ask, who came, or that you spoke with someone.",
)

Own = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE",
        help="A folder of CSV files, an .xlsx workbook, a .json or .db file, or neo4j://...",
    ),
]
From = Annotated[
    str | None, typer.Option("--from", metavar="TEAM", help="The team; yours if left out.")
]
On = Annotated[
    date | None,
    typer.Option(parser=day, metavar="DAY", help="When, as 2026-03-31; today if left out."),
]


@record.callback()
def take_source(source: Own) -> None:
    """Take the map that what follows is written into."""
    _refuse_demo(source)


@record.command()
def ask(
    context: typer.Context,
    to: Annotated[str, typer.Argument(metavar="TO", help="Who was asked, by name or id.")],
    *,
    from_: From = None,
    group: Annotated[str | None, typer.Option(help="The group it was about.")] = None,
    activity: Annotated[str | None, typer.Option(help="The activity it was for.")] = None,
    outcome: Annotated[
        Outcome | None, typer.Option(help="What happened; leave out while it is open.")
    ] = None,
    on: On = None,
) -> None:
    """Write down an ask, and see whether their diary is full."""
    from reachmap.analysis.burden.capacity_left import capacity_left
    from reachmap.analysis.snapshot import Snapshot
    from reachmap.model.records import ASKABLE

    source = _source(context)
    desk = open_map(source)
    town = desk.store.outline()
    when = _day(on)
    row = rm.Ask.model_validate(
        {
            "date": when,
            "from": team_of(town, from_),
            "to": node_id(desk, to, ASKABLE),
            "group": None if group is None else town.find(group, kinds=("group",)),
            "activity": None if activity is None else town.find(activity, kinds=("activity",)),
            "outcome": outcome,
        }
    )
    try:
        now = _write_down(source, [row])
    except rm.InvalidMap as error:
        if any(issue.value == row.to for issue in error.issues):
            town.find(to, kinds=ASKABLE)  # says which names are the nearest
        raise
    who = _name(town, row.to)
    say(f"Written down: {_name(town, row.from_)} asked {who} on {words_of_day(when)}.")
    left = capacity_left(Snapshot(now.store, max(when, town.about.day())), row.to)
    say(left.sentence())
    _say_if_not_counted_yet(town, when)


@record.command()
def attendance(
    context: typer.Context,
    activity: Annotated[str, typer.Argument(metavar="ACTIVITY", help="Where, by name or id.")],
    voices: Annotated[
        list[str], typer.Argument(metavar="VOICE...", help="Who came, by pseudonym.")
    ],
    *,
    speaking: Annotated[Speaking, typer.Option(help="Who they spoke for.")] = "own",
) -> None:
    """Write down who came to an activity."""
    source = _source(context)
    desk = open_map(source)
    town = desk.store.outline()
    where = town.find(activity, kinds=("activity",))
    rows = [
        rm.Attendance(voice=node_id(desk, voice, ("voice",)), activity=where, speaking=speaking)
        for voice in voices
    ]
    _write_down(source, rows)
    count = "one voice" if len(rows) == 1 else f"{len(rows)} voices"
    say(f"Written down: {count} came to {_name(town, where)}.")


@record.command()
def contact(
    context: typer.Context,
    who: Annotated[str, typer.Argument(metavar="WHO", help="Who you spoke with.")],
    *,
    from_: From = None,
    owner: Annotated[
        str | None, typer.Option(metavar="ROLE", help="Who holds the relationship, by role.")
    ] = None,
    trust: Annotated[
        int | None, typer.Option(min=1, max=5, help="How well the relationship works, from 1 to 5.")
    ] = None,
    on: On = None,
) -> None:
    """Write down that the team spoke with someone."""
    from reachmap.model.contacting import contact_links
    from reachmap.model.links import CONTACTS

    source = _source(context)
    desk = open_map(source)
    town = desk.store.outline()
    when = _day(on)
    team = team_of(town, from_)
    other = node_id(desk, who, (*CONTACTS, "venue"))
    links, is_new = contact_links(town, team, other, on=when, owner=owner, trust=trust)
    _write_down(source, links)
    new = " Theirs is a new relationship on your map." if is_new else ""
    last = max(link.last_contact or when for link in links)
    words = f"{_name(town, team)} and {_name(town, other)} spoke on {words_of_day(when)}"
    later = f"; they last spoke on {words_of_day(last)}" if last > when else ""
    say(f"Written down: {words}{later}.{new}")
    _say_if_not_counted_yet(town, when)


@record.command()
def new(
    context: typer.Context,
    table: Annotated[
        str, typer.Argument(metavar="TABLE", help="groups, organisations, activities and so on.")
    ],
    cells: Annotated[
        list[str], typer.Argument(metavar="COLUMN=VALUE...", help='As name="Carers Hub".')
    ],
) -> None:
    """Write down who or what is new: a group, a person, a venue."""
    from reachmap.io.additions import node_of

    odd = [cell for cell in cells if "=" not in cell]
    if odd:
        message = f"{quoted(odd[0])} says no column: write it as COLUMN=VALUE"
        raise typer.BadParameter(message)
    source = _source(context)
    town = open_map(source).store.outline()
    pairs = (cell.partition("=") for cell in cells)
    row = node_of(table, {column: value for column, _, value in pairs}, lambda: town.about)
    _write_down(source, [row])
    say(f"Written down: {row.name} ({row.id}) in {table}.")


def forget(
    source: Own,
    voice: Annotated[str, typer.Argument(metavar="VOICE", help="The pseudonym.")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking first.")] = False,
) -> None:
    """Take a voice and every row that names it out of a map."""
    _refuse_demo(source)
    id_ = _voice(source, voice)
    if not yes:
        _confirm(id_)
    with working(f"Forgetting {id_}"):
        forgotten = rm.forget(source, id_, insecure=insecure())
    count = words_of_count(forgotten, "row")
    say(f"Forgotten: {count} went from {source}, the voice and all that named it.")
    if forgotten.remaining:
        names = join_names(forgotten.remaining, most=None)
        say(f"These were left as they are and may still name {id_}: {names}.")
    say(
        "Copies and backups elsewhere are not touched, nor are versions that a synced folder "
        "keeps, nor what you typed as notes."
    )
    from reachmap.store import is_file, is_store

    if is_store(source) and not is_file(source):
        say(
            "The server keeps deleted records in its own files, transaction logs and backups "
            "until they are written over, pruned or deleted; docs/neo4j.md says how."
        )


def _voice(source: str, name: str) -> str:
    """Return the id of a voice; where there is none, what killed writers left goes all the same."""
    try:
        return node_id(open_map(source), name, ("voice",))
    except rm.UnknownNode:
        with suppress(rm.UnknownNode):
            rm.forget(source, name, insecure=insecure())
        raise


def _confirm(id_: str) -> None:
    """Ask for the pseudonym once more, and raise where the answer is another."""
    words = f"This cannot be undone. Type {id_} to go on"
    try:
        typed = str(typer.prompt(words, err=True, default="", show_default=False))
    except typer.Abort:
        typed = ""
    if typed.strip() != id_:
        message = f"nothing was changed; type {id_} when asked, or give --yes"
        raise typer.BadParameter(message)


def _source(context: typer.Context) -> str:
    """Return the map that is named before what to record."""
    return str(context.parent.params["source"]) if context.parent else ""


def _refuse_demo(source: str) -> None:
    if source == DEMO:
        message = "the demo cannot be changed; copy it first: reachmap copy demo my-map"
        raise typer.BadParameter(message)


def _write_down(source: str, rows: Sequence["Addition"]) -> "rm.ReachMap":
    """Return the map with rows written into it; it closes with the command."""
    with working(f"Writing into {source}"):
        return close_later(rm.record(source, rows, insecure=insecure()))


def _name(town: "StakeholderMap", id_: str) -> str:
    """Return what a node is called; a voice by its pseudonym."""
    return next((node.name for node in town.nodes() if node.id == id_), id_)


def _say_if_not_counted_yet(town: "StakeholderMap", when: date) -> None:
    """Say where a map speaks for an earlier day, so that what was written does not count yet."""
    if town.about.as_of and when > town.about.as_of:
        until = words_of_day(town.about.as_of)
        say(f"The map speaks for {until}, so answers count it once 'as_of' in about is later.")


def _day(on: date | None) -> date:
    """Return the day that an option gives, today where it gives none."""
    from reachmap.model.arguments import check_day

    check_day("--on", on)
    return on or date.today()  # noqa: DTZ011  a planner's own day, not an instant
