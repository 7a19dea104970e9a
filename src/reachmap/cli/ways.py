"""Commands about ways in: who can introduce us to whom."""

from typing import Annotated, Literal

import typer

from reachmap.cli.app import app, opened
from reachmap.cli.options import AsJson, AsOf, ForAudience, Force, Output, Source
from reachmap.cli.printing import deliver


@app.command()
def routes(
    source: Source,
    group: Annotated[
        str | None, typer.Argument(metavar="[GROUP]", help="Id or name; every group if left out.")
    ] = None,
    *,
    k: Annotated[int, typer.Option("-k", help="How many routes.")] = 3,
    objective: Annotated[
        Literal["chance", "cost", "days"], typer.Option(help="What makes a route good.")
    ] = "chance",
    diverse: Annotated[
        bool, typer.Option(help="Keep only routes that bring a new intermediary.")
    ] = True,
    avoid: Annotated[
        list[str] | None, typer.Option(help="Leave this node out; may be given again.")
    ] = None,
    team: Annotated[str | None, typer.Option(help="Start from this team only.")] = None,
    max_hops: Annotated[int | None, typer.Option(help="Most links a route may take.")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Say who can introduce us to a group, or to each."""
    desk = opened(source)
    left_out = tuple(avoid or ())
    answer = (
        desk.routes_to_all(
            objective=objective, avoid=left_out, team=team, max_hops=max_hops, as_of=as_of
        )
        if group is None
        else desk.routes(
            group,
            k=k,
            objective=objective,
            diverse=diverse,
            avoid=left_out,
            team=team,
            max_hops=max_hops,
            as_of=as_of,
        )
    )
    deliver(answer, as_json=as_json, output=output, audience=audience, force=force)
