"""How people on the command line name a team, those they speak with, and links."""

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

import typer

import reachmap as rm

if TYPE_CHECKING:
    from reachmap.model.stakeholders import StakeholderMap


def team_of(town: "StakeholderMap", name: str | None) -> str:
    """Return the id of the team that is named; the only one, where none is."""
    if name is not None:
        return town.find(name, kinds=("organisation", "worker", "champion", "channel"))
    if town.about.team:
        return town.about.team
    if len(town.teams) == 1:
        return town.teams[0]
    message = f"several teams ask; say which with --from: {', '.join(town.teams)}"
    raise typer.BadParameter(message)


def node_id(desk: "rm.ReachMap", name: str, kinds: Collection[str]) -> str:
    """Return the id of the node that goes by an id, an unambiguous name, or a role."""
    from reachmap.store import MemoryStore

    in_memory = isinstance(desk.store, MemoryStore)
    town = desk.stakeholders if in_memory else desk.store.outline()
    known = tuple(kind for kind in kinds if in_memory or kind != "voice")
    try:
        return town.find(name, kinds=known)
    except rm.UnknownNode:
        if known == tuple(kinds):
            raise
        return name.strip()


def link_key(text: str) -> tuple[str, str, str] | None:
    """Return a link typed as ``from TYPE to``; None where it is none.

    Examples
    --------
    >>> link_key("Carers' Hub TRUSTED_BY Unpaid carers")
    ("Carers' Hub", 'TRUSTED_BY', 'Unpaid carers')
    """
    from reachmap.model.links import LINK_TYPES

    match = re.fullmatch(rf"(.+?)\s+({'|'.join(LINK_TYPES)})\s+(.+)", text.strip())
    return (match[1], match[2], match[3]) if match else None
