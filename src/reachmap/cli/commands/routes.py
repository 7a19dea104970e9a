"""The command `routes`: who can introduce us to a group, or to each."""

from collections.abc import Collection
from datetime import date
from typing import Annotated, Literal, TypedDict

import typer

import reachmap as rm
from reachmap.cli.app import ASKING, open_map
from reachmap.cli.delivery import Delivery, delivered
from reachmap.cli.options import AsOf, MaxHops, OneGroup, Source, Team
from reachmap.cli.printing import deliver, deliver_briefs
from reachmap.cli.progress import working
from reachmap.errors import quoted


class Terms(TypedDict):
    """What questions about routes have in common."""

    avoid: Collection[str]
    team: str | None
    max_hops: int | None
    max_cost: float | None
    max_days: int | None
    as_of: date | None


@delivered
def routes(
    source: Source,
    group: OneGroup = None,
    *,
    k: Annotated[int, typer.Option("-k", help="How many routes to one group.")] = 3,
    objective: Annotated[
        Literal["chance", "cost", "days", "pareto"],
        typer.Option(help="What makes a route good; pareto: every good trade-off of the three."),
    ] = "chance",
    diverse: Annotated[
        bool, typer.Option(help="Keep only routes that bring a new intermediary.")
    ] = True,
    avoid: Annotated[
        list[str] | None, typer.Option(help="Leave out this node; may be repeated.")
    ] = None,
    team: Team = None,
    max_hops: MaxHops = None,
    max_cost: Annotated[
        str | None,
        typer.Option(metavar="SUM", help="Most it may cost, in the currency of the map, as 40.50."),
    ] = None,
    max_days: Annotated[int | None, typer.Option(help="Most days it may take.")] = None,
    brief: Annotated[
        bool, typer.Option("--brief", help="What to say to the first person of each route.")
    ] = False,
    as_of: AsOf = None,
    how: Delivery,
) -> None:
    """Say who can introduce us to a group, or to each group."""
    desk = open_map(source)
    terms = Terms(
        avoid=tuple(avoid or ()),
        team=team,
        max_hops=max_hops,
        max_cost=None if max_cost is None else amount(desk, max_cost),
        max_days=max_days,
        as_of=as_of,
    )
    if group is not None:
        with working(ASKING):
            answer = desk.routes(group, k=k, objective=objective, diverse=diverse, **terms)
        if brief:
            deliver_briefs(answer, how)
        else:
            deliver(answer, how)
    elif brief or objective == "pareto":
        message = "name a group: --brief and --objective pareto are for the routes to one group"
        raise typer.BadParameter(message)
    else:
        with working(ASKING):
            everyone = desk.routes_to_all(objective=objective, **terms)
        deliver(everyone, how)


def amount(desk: "rm.ReachMap", text: str) -> float:
    """Return a sum of money, typed in the currency of the map."""
    from reachmap.io.tables.cells import amount_of
    from reachmap.io.tables.problems import CellError

    try:
        return amount_of(text, currency=desk.store.outline().about.currency)
    except CellError as error:
        message = f"{quoted(text)} {error.message}. {error.remedy}"
        raise typer.BadParameter(message) from None
