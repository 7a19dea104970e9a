"""Commands about how sure the ways in are, and on whom they hang."""

from typing import Annotated

import typer

from reachmap.cli.app import app, opened
from reachmap.cli.links import link_key
from reachmap.cli.options import AsJson, AsOf, ForAudience, Force, Output, Source
from reachmap.cli.printing import deliver

Team = Annotated[str | None, typer.Option(help="Start from this team only.")]
MaxHops = Annotated[int | None, typer.Option(help="Most links a way may take.")]


@app.command()
def reach(
    source: Source,
    groups: Annotated[
        list[str] | None,
        typer.Argument(metavar="[GROUP]...", help="Ids or names; every group if left out."),
    ] = None,
    *,
    without: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WHO",
            help="Reckon without this node, or link as 'from TYPE to'; may be repeated.",
        ),
    ] = None,
    team: Team = None,
    max_hops: MaxHops = None,
    samples: Annotated[int, typer.Option(help="How often to try where it is not exact.")] = 4096,
    seed: Annotated[int, typer.Option(help="Of the tries.")] = 0,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Say how sure it is that some introduction works, all ways together."""
    answer = opened(source).reach(
        groups or None,
        without=[link_key(words) or words for words in without or ()],
        team=team,
        max_hops=max_hops,
        samples=samples,
        seed=seed,
        as_of=as_of,
    )
    deliver(answer, as_json=as_json, output=output, audience=audience, force=force)


@app.command()
def gatekeepers(
    source: Source,
    *,
    team: Team = None,
    max_hops: MaxHops = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Say on whom the ways in hang, and how often they were asked."""
    answer = opened(source).gatekeepers(team=team, max_hops=max_hops, as_of=as_of)
    deliver(answer, as_json=as_json, output=output, audience=audience, force=force)
