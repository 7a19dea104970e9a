"""Commands about people: who is heard, and whose voices fill the room."""

from typing import Annotated

import typer

from reachmap.cli.app import app, opened
from reachmap.cli.options import AsJson, AsOf, ForAudience, Force, Output, Since, Source, Until
from reachmap.cli.printing import deliver


@app.command()
def heard(
    source: Source,
    *,
    since: Since = None,
    until: Until = None,
    level: Annotated[str | None, typer.Option(help="Only activities of this level.")] = None,
    method: Annotated[str | None, typer.Option(help="Only activities by this method.")] = None,
    channel: Annotated[str | None, typer.Option(help="Only sittings of this channel.")] = None,
    topic: Annotated[str | None, typer.Option(help="Only activities on this topic.")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Say who is heard, and who is not."""
    answer = opened(source).participation(
        since=since,
        until=until,
        level=level,
        method=method,
        channel=channel,
        topic=topic,
        as_of=as_of,
    )
    deliver(answer, as_json=as_json, output=output, audience=audience, force=force)


@app.command()
def voices(
    source: Source,
    *,
    since: Since = None,
    until: Until = None,
    channel: Annotated[str | None, typer.Option(help="Only sittings of this channel.")] = None,
    samples: Annotated[
        int, typer.Option(min=0, help="How often luck fills the places, to compare with.")
    ] = 2000,
    seed: Annotated[int, typer.Option(min=0, help="Of the dice.")] = 0,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Say how much of the talking the same voices do, and whether luck explains it."""
    answer = opened(source).voices(
        since=since,
        until=until,
        channel=channel,
        samples=samples,
        seed=seed,
        as_of=as_of,
    )
    deliver(answer, as_json=as_json, output=output, audience=audience, force=force)


@app.command()
def burden(
    source: Source,
    *,
    n: Annotated[int | None, typer.Option("-n", min=1, help="How many rows at most.")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Say who was asked how often, when they are free, and who could help instead."""
    answer = opened(source).burden(n=n, as_of=as_of)
    deliver(answer, as_json=as_json, output=output, audience=audience, force=force)


@app.command()
def methods(
    source: Source,
    group: Annotated[
        str | None, typer.Argument(metavar="[GROUP]", help="Id or name; every group if left out.")
    ] = None,
    *,
    topic: Annotated[str | None, typer.Option(help="Only activities on this topic.")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Say which way of hearing people works for whom, and what it takes."""
    answer = opened(source).methods(group, topic=topic, as_of=as_of)
    deliver(answer, as_json=as_json, output=output, audience=audience, force=force)


@app.command()
def change(
    source: Source,
    *,
    since: Since = None,
    until: Until = None,
    against: Annotated[
        str | None,
        typer.Option(metavar="SOURCE", help="Another map; the days before these if left out."),
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Say who is newly heard, who fell silent, what narrowed and what went cold."""
    answer = opened(source).change(
        since=since,
        until=until,
        against=None if against is None else opened(against),
        as_of=as_of,
    )
    deliver(answer, as_json=as_json, output=output, audience=audience, force=force)
