"""Who to write to for the first ask of an action, as far as they are on the map."""

from __future__ import annotations

from typing import NamedTuple

from reachmap.analysis.snapshot import Snapshot
from reachmap.model.nodes import Champion, Channel, KeyWorker, Venue
from reachmap.plan.round.candidates import Candidate
from reachmap.plan.round.room import Room


class Contact(NamedTuple):
    """Where to write to, and to whom there."""

    at: str | None = None
    """Name of the body or venue, or of who employs the person asked."""
    names: tuple[str, ...] = ()
    """Names or roles of those there who can be asked, and are on the map."""
    rest: bool = False
    """Whether there are some, and all have been asked as often as they can manage."""
    is_ours: bool = False
    """Whether the person asked works for the team that asks."""
    owner: str | None = None
    """Who of the team holds the relationship, where that is on record."""


def contact_of(snapshot: Snapshot, room: Room, action: Candidate) -> Contact:
    """Return who to write to for the first ask; nobody where it is the team's own to do."""
    if not action.asked:
        return Contact()
    contact = _at_first(snapshot, room, action)
    return contact._replace(owner=action.route.steps[0].owner)


def _at_first(snapshot: Snapshot, room: Room, action: Candidate) -> Contact:
    """Return who to write to where the way begins.

    At a body whose worker is asked next that is this worker, so that nobody is asked more than
    the plan says; else whoever works there, is still in the role, and has room on that day.
    """
    names, outline = snapshot.names, snapshot.outline
    first = outline.node(action.route.nodes[1])
    if isinstance(first, KeyWorker):
        employer = first.organisation or ""
        is_ours = employer == action.route.nodes[0]
        return Contact(names.get(employer), (first.name,), is_ours=is_ours)
    if isinstance(first, Champion):
        return Contact(None, (first.name,))
    if isinstance(first, Channel | Venue):  # nobody works at either: whoever runs it has people
        runs = first.run_by if isinstance(first, Channel) else None
        if runs is None or runs in outline.teams:
            return Contact()
        first = outline.node(runs)
    there = [
        worker
        for worker in outline.workers
        if worker.organisation == first.id
        and (worker.until is None or worker.until >= action.ask_from)
    ]
    next_asked = [worker for worker in there if worker.id in action.asked]
    able = next_asked or [worker for worker in there if _can_be_asked(room, worker, action)]
    able_names = tuple(sorted(worker.name for worker in able))
    return Contact(first.name, able_names, rest=bool(there and not able))


def _can_be_asked(room: Room, worker: KeyWorker, action: Candidate) -> bool:
    """Return whether someone has room on the day to ask."""
    asks, free_on = room.of_node(worker.id)
    return asks > 0 and free_on is not None and free_on <= action.ask_from
