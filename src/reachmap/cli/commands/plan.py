"""The command `plan`: the next round, within money, hours and days."""

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import typer

import reachmap as rm
from reachmap.cli.app import DEMO, insecure, open_map
from reachmap.cli.commands.routes import amount
from reachmap.cli.delivery import Delivery, delivered
from reachmap.cli.options import AsOf, Source, day
from reachmap.cli.printing import deliver, deliver_calendar, deliver_plan_briefs, say
from reachmap.cli.progress import working
from reachmap.errors import quoted
from reachmap.model.choices import ParticipationLevel
from reachmap.words import words_of_count

if TYPE_CHECKING:
    from reachmap import ReachMap
    from reachmap.plan.round.answer import Plan

PLANNING = "Choosing what to do"
"""What the command is doing, until it knows how far it has come."""

Amount = Annotated[
    str | None,
    typer.Option(metavar="SUM", help="Money there is, in the currency of the map, as 2000."),
]
StaffHours = Annotated[
    float | None, typer.Option(help="Hours of staff time there are.", show_default=False)
]
By = Annotated[
    date | None,
    typer.Option(parser=day, metavar="DAY", help="Last day of an action, written as 2026-05-31."),
]


@delivered
def plan(
    source: Source,
    groups: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[GROUP]...",
            help="Ids or names; groups not known to be heard their share if left out.",
        ),
    ] = None,
    *,
    budget: Amount = None,
    staff_hours: StaffHours = None,
    by: By = None,
    level: Annotated[
        ParticipationLevel, typer.Option(help="How much say people have.")
    ] = "engagement",
    fairness: Annotated[
        Literal["leximin", "total"],
        typer.Option(help="leximin: the worst served first; total: the most people."),
    ] = "leximin",
    max_asks: Annotated[
        int | None, typer.Option(help="Most asks of one person or body; their room if left out.")
    ] = None,
    rounds: Annotated[
        int, typer.Option(metavar="N", help="Spread the asks over so many rounds up to that day.")
    ] = 1,
    floors: Annotated[
        list[str] | None,
        typer.Option("--floor", metavar="GROUP=PEOPLE", help="Least people; may be repeated."),
    ] = None,
    fixed: Annotated[
        list[str] | None,
        typer.Option("--fix", metavar="ACTION", help="An action to take; may be repeated."),
    ] = None,
    forbidden: Annotated[
        list[str] | None,
        typer.Option("--forbid", metavar="ACTION", help="An action not to take; may be repeated."),
    ] = None,
    decided_on: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DAY", help="Day of the decision people are asked about."),
    ] = None,
    time_limit: Annotated[
        float, typer.Option(metavar="SECONDS", help="Then the best plan so far is printed.")
    ] = 60,
    brief: Annotated[
        bool, typer.Option("--brief", help="What to say to each person who is asked first.")
    ] = False,
    commit: Annotated[
        bool, typer.Option("--commit", help="Write its sittings and asks into the map.")
    ] = False,
    look_back: Annotated[
        bool,
        typer.Option("--look-back", help="What came of plans that were written into the map."),
    ] = False,
    as_of: AsOf = None,
    how: Delivery,
) -> None:
    """Plan the next round: what to do when, and whom to ask.

    With -o it is written as .csv, .xlsx or .json, or as a calendar (.ics).
    """
    if commit and source == DEMO:
        message = "the demo is not written into; write it to a file first: reachmap copy demo FILE"
        raise typer.BadParameter(message)
    if look_back:
        deliver(open_map(source).look_back(as_of=as_of), how)
        return
    if budget is None or staff_hours is None or by is None:
        message = "a plan needs --budget, --staff-hours and --by; --look-back needs none of them"
        raise typer.BadParameter(message)
    desk: ReachMap = open_map(source)
    with working(PLANNING) as progress:
        answer: Plan = desk.plan(
            budget=amount(desk, budget),
            staff_hours=staff_hours,
            by=by,
            groups=groups or None,
            level=level,
            fairness=fairness,
            max_asks=max_asks,
            rounds=rounds,
            floors=dict(floor(text) for text in floors or ()),
            fixed=fixed or (),
            forbidden=forbidden or (),
            decided_on=decided_on,
            time_limit_s=time_limit,
            progress=progress,
            as_of=as_of,
        )
    if how.file is not None and how.file.suffix == ".ics":
        deliver_calendar(answer, how.file, how)
    elif brief:
        deliver_plan_briefs(answer, how)
    else:
        deliver(answer, how)
    if commit:
        rm.commit(source, answer, insecure=insecure())
        asked = words_of_count(sum(len(action.asked) for action in answer.actions), "ask")
        sittings = words_of_count(len(answer.actions), "planned sitting")
        say(f"Written down in {source}: {sittings} and {asked}.")


def plan_asked(
    desk: "ReachMap",
    *,
    budget: str | None,
    staff_hours: float | None,
    by: date | None,
    as_of: date | None,
) -> "Plan | None":
    """Return the plan that a page or a paper is to have as well; None where none is asked for."""
    if budget is None and staff_hours is None and by is None:
        return None
    if budget is None or staff_hours is None or by is None:
        message = "for the next round give --budget, --staff-hours and --by, all three"
        raise typer.BadParameter(message)
    return desk.plan(budget=amount(desk, budget), staff_hours=staff_hours, by=by, as_of=as_of)


def floor(text: str) -> tuple[str, float]:
    """Return the group and the people that an option gives, as GROUP=PEOPLE."""
    match = re.fullmatch(r"(.+)=(\d{1,9})", text, re.DOTALL)
    if match:
        return match[1].strip(), float(match[2])
    message = f'{quoted(text)} is no floor; write it as "Carers=5"'
    raise typer.BadParameter(message)
