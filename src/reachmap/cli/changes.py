"""Commands about changes: what if somebody leaves, and which relationships to build."""

from typing import Annotated

import typer

import reachmap as rm
from reachmap.cli.app import app, opened
from reachmap.cli.links import link_key
from reachmap.cli.options import AsJson, AsOf, ForAudience, Force, Output, Source
from reachmap.cli.printing import deliver


def new_link(desk: rm.ReachMap, text: str) -> rm.Link:
    """Return a link to add, its ends found by id or name."""
    key = link_key(text)
    if key is None:
        message = f"{text!r} is no link; write it as 'from TYPE to', as 'hub TRUSTED_BY carers'"
        raise typer.BadParameter(message)
    ends = [desk.stakeholders.find(end) for end in (key[0], key[2])]
    return rm.Link.model_validate({"from": ends[0], "type": key[1], "to": ends[1]})


def weakened(text: str) -> tuple[tuple[str, str, str], float]:
    """Return a link to weaken and the chance it is left with."""
    link, _, chance = text.rpartition("=")
    key = link_key(link)
    try:
        value = float(chance)
    except ValueError:
        key = None
    if key is None:
        message = f"{text!r} is none; write it as 'from TYPE to=0.3'"
        raise typer.BadParameter(message)
    return key, value


@app.command("what-if")
def what_if(
    source: Source,
    *,
    remove: Annotated[
        list[str] | None,
        typer.Option(help="Somebody, or a link as 'from TYPE to', gone; may be given again."),
    ] = None,
    add: Annotated[
        list[str] | None,
        typer.Option(help="A new link, as 'from TYPE to'; may be given again."),
    ] = None,
    weaken: Annotated[
        list[str] | None,
        typer.Option(help="A link left with a chance, as 'from TYPE to=0.3'; again if needed."),
    ] = None,
    team: Annotated[str | None, typer.Option(help="Start from this team only.")] = None,
    max_hops: Annotated[int | None, typer.Option(help="Most links a route may take.")] = None,
    samples: Annotated[int, typer.Option(help="Samples, where no exact chance is had.")] = 4096,
    seed: Annotated[int, typer.Option(help="Seed of the samples.")] = 0,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Say what changes for each group if somebody leaves, or links come, go or weaken."""
    desk = opened(source)
    answer = desk.what_if(
        remove=[link_key(text) or text for text in remove or ()],
        add=[new_link(desk, text) for text in add or ()],
        weaken=dict(weakened(text) for text in weaken or ()),
        team=team,
        max_hops=max_hops,
        samples=samples,
        seed=seed,
        as_of=as_of,
    )
    deliver(answer, as_json=as_json, output=output, audience=audience, force=force)


@app.command()
def links(
    source: Source,
    groups: Annotated[
        list[str] | None,
        typer.Argument(metavar="[GROUP]...", help="Ids or names; those not heard if left out."),
    ] = None,
    *,
    n: Annotated[int, typer.Option("-n", help="How many relationships at most.")] = 10,
    max_hops: Annotated[int | None, typer.Option(help="Most links a route may take.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of the samples.")] = 0,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Say which new relationships would help most to reach groups not heard."""
    answer = opened(source).links_to_build(
        n=n, groups=groups or None, max_hops=max_hops, seed=seed, as_of=as_of
    )
    deliver(answer, as_json=as_json, output=output, audience=audience, force=force)
