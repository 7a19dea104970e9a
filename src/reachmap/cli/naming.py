"""How people on the command line name a team, and those they speak with."""

from collections.abc import Collection

import typer

import reachmap as rm
from reachmap.model.stakeholders import StakeholderMap
from reachmap.store import MemoryStore


def team_of(town: StakeholderMap, name: str | None) -> str:
    """Return the id of the team that is named; the only one, where none is.

    Parameters
    ----------
    town
        The map.
    name
        An id or a name.

    Returns
    -------
    str
        Its id.

    Raises
    ------
    UnknownNode
        If no organisation, worker, champion or channel goes by it.
    typer.BadParameter
        If none is named, and it is not plain which one is meant.
    """
    if name is not None:
        return town.find(name, kinds=("organisation", "worker", "champion", "channel"))
    if town.about.team:
        return town.about.team
    if len(town.teams) == 1:
        return town.teams[0]
    message = f"several teams ask; say which with --from: {', '.join(town.teams)}"
    raise typer.BadParameter(message)


def found(desk: rm.ReachMap, name: str, kinds: Collection[str]) -> str:
    """Return the id of the node that goes by an id or an unambiguous name.

    Parameters
    ----------
    desk
        The map. A store of many voices is not asked for all their names: there a voice goes by
        its id, which the store looks up itself when it writes.
    name
        An id or a name.
    kinds
        Kinds of node to look among.

    Returns
    -------
    str
        Its id.

    Raises
    ------
    UnknownNode
        If none goes by it, or more than one.
    """
    store = desk.store
    if isinstance(store, MemoryStore):
        return desk.stakeholders.find(name, kinds=kinds)
    others = tuple(kind for kind in kinds if kind != "voice")
    try:
        return store.outline().find(name, kinds=others)
    except rm.UnknownNode:
        if others == tuple(kinds):
            raise
        return name.strip()
