"""How people on the command line name a team, and those they speak with."""

from collections.abc import Collection

import typer

import reachmap as rm
from reachmap.model.stakeholders import StakeholderMap
from reachmap.store import MemoryStore


def team_of(town: StakeholderMap, name: str | None) -> str:
    """Return the id of the team that is named; the only one, where none is."""
    if name is not None:
        return town.find(name, kinds=("organisation", "worker", "champion", "channel"))
    if town.about.team:
        return town.about.team
    if len(town.teams) == 1:
        return town.teams[0]
    message = f"several teams ask; say which with --from: {', '.join(town.teams)}"
    raise typer.BadParameter(message)


def found(desk: rm.ReachMap, name: str, kinds: Collection[str]) -> str:
    """Return the id of the node that goes by an id, an unambiguous name, or a role."""
    here = isinstance(desk.store, MemoryStore)
    town = desk.stakeholders if here else desk.store.outline()
    known = tuple(kind for kind in kinds if here or kind != "voice")
    try:
        return town.find(name, kinds=known)
    except rm.UnknownNode:
        wanted = name.strip()
        plain = wanted.casefold()
        of_role = [each.id for each in town.workers if (each.role or "").casefold() == plain]
        if "worker" in kinds and len(of_role) == 1:
            return of_role[0]
        if known == tuple(kinds):
            raise
        return wanted
