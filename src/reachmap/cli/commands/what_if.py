"""The command `what-if`: what changes for each group if someone leaves, or links change."""

from typing import TYPE_CHECKING, Annotated, Unpack

import typer

import reachmap as rm
from reachmap.cli.app import question
from reachmap.cli.naming import link_key
from reachmap.cli.options import Day, MaxHops, Samples, Seed, Team
from reachmap.errors import quoted

if TYPE_CHECKING:
    from reachmap.analysis.what_if.question import WhatIf


@question
def what_if(
    desk: "rm.ReachMap",
    *,
    remove: Annotated[
        list[str] | None,
        typer.Option(help="Who leaves, or a link as 'from TYPE to'; may be repeated."),
    ] = None,
    add: Annotated[
        list[str] | None,
        typer.Option(help="A new link, as 'from TYPE to'; may be repeated."),
    ] = None,
    weaken: Annotated[
        list[str] | None,
        typer.Option(help="A link and its new chance, as 'from TYPE to=0.3'; may be repeated."),
    ] = None,
    keep_staff: Annotated[
        bool,
        typer.Option(
            "--keep-staff",
            help="Of an organisation that leaves, keep its staff, channels and champions.",
        ),
    ] = False,
    team: Team = None,
    max_hops: MaxHops = None,
    samples: Samples = 4096,
    seed: Seed = 0,
    **day: Unpack[Day],
) -> "WhatIf":
    """Say what changes if someone leaves, or links come or go."""
    return desk.what_if(
        remove=[link_key(text) or text for text in remove or ()],
        add=[new_link(desk, text) for text in add or ()],
        weaken=dict(link_to_weaken(text) for text in weaken or ()),
        keep_staff=keep_staff,
        team=team,
        max_hops=max_hops,
        samples=samples,
        seed=seed,
        **day,
    )


def new_link(desk: "rm.ReachMap", text: str) -> "rm.Link":
    """Return a link to add, its ends typed as ids or names."""
    key = link_key(text)
    if key is None:
        message = (
            f"{quoted(text)} is not a link; write it as 'from TYPE to', as 'hub TRUSTED_BY carers'"
        )
        raise typer.BadParameter(message)
    outline = desk.store.outline()
    ends = [outline.find(end) for end in (key[0], key[2])]
    return rm.Link.model_validate({"from": ends[0], "type": key[1], "to": ends[1]})


def link_to_weaken(text: str) -> tuple[tuple[str, str, str], float]:
    """Return a link to weaken, and the chance it is left with."""
    link, _, chance = text.rpartition("=")
    key = link_key(link)
    try:
        value = float(chance)
    except ValueError:
        key = None
    if key is None:
        message = f"{quoted(text)} is not a link with its chance; write it as 'from TYPE to=0.3'"
        raise typer.BadParameter(message)
    return key, value
