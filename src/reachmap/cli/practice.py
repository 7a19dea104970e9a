"""Commands about good practice: a fair panel, the review, evidence towards due regard."""

from typing import Annotated

import typer

from reachmap.cli.app import app, opened
from reachmap.cli.options import AsJson, AsOf, ForAudience, Force, Output, Since, Source, Until
from reachmap.cli.printing import deliver


def quota(text: str) -> tuple[str, tuple[int, int]]:
    """Return the group and range that an option gives, as GROUP=LOW-HIGH."""
    group, _, numbers = text.rpartition("=")
    low, dash, high = numbers.partition("-")
    if group and low.isdecimal() and (high.isdecimal() or not dash):
        return group.strip(), (int(low), int(high or low))
    message = f'{text!r} is no quota; write it as "Carers=2-4", or "Carers=3" for exactly three'
    raise typer.BadParameter(message)


@app.command()
def panel(
    source: Source,
    *,
    size: Annotated[int, typer.Option(help="Seats.")],
    quotas: Annotated[
        list[str] | None,
        typer.Option(
            "--quota", metavar="GROUP=LOW-HIGH", help="Seats for a group; may be given again."
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Of the draw: the same gives the same panel.")] = 0,
    rest: Annotated[
        bool, typer.Option(help="Leave out people who have been asked too often of late.")
    ] = True,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Draw a panel by lot, with fair chances within quotas."""
    pairs = [quota(text) for text in quotas or ()]
    wanted = dict(pairs)
    if len(wanted) < len(pairs):
        message = "a group has two quotas; give it one"
        raise typer.BadParameter(message)
    answer = opened(source).panel(size=size, quotas=wanted, seed=seed, rest=rest, as_of=as_of)
    deliver(answer, as_json=as_json, output=output, audience=audience, force=force)


@app.command()
def review(
    source: Source,
    *,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Look at what was promised to people, and at good practice."""
    answer = opened(source).review(as_of=as_of)
    deliver(answer, as_json=as_json, output=output, audience=audience, force=force)


@app.command()
def evidence(
    source: Source,
    *,
    topic: Annotated[str | None, typer.Option(help="Only activities on this topic.")] = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    audience: ForAudience = "internal",
    force: Force = False,
) -> None:
    """Lay out evidence towards due regard, ready for an equality impact assessment."""
    answer = opened(source).evidence(topic=topic, since=since, until=until, as_of=as_of)
    deliver(answer, as_json=as_json, output=output, audience=audience, force=force)
