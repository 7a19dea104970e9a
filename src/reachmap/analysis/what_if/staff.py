"""Who goes with an organisation that is gone: its staff, its channels, its champions."""

from collections.abc import Collection

from reachmap.analysis.snapshot import Snapshot
from reachmap.model.nodes import Champion, KeyWorker


def gone_with(snapshot: Snapshot, nodes: Collection[str]) -> tuple[str, ...]:
    """Return who goes with the organisations among some nodes, by kind and id.

    Those they employ, the champions whom they or those they employ support (a champion has one
    supporter), and the channels they run. Who has left already is not among them.
    """
    outline, day = snapshot.outline, snapshot.day

    def is_there(person: KeyWorker | Champion) -> bool:
        return person.until is None or person.until >= day

    bodies = {body.id for body in outline.organisations if body.id in nodes}
    workers = [
        each.id for each in outline.workers if each.organisation in bodies and is_there(each)
    ]
    supporters = bodies.union(workers)
    champions = (
        each.id for each in outline.champions if each.supported_by in supporters and is_there(each)
    )
    channels = (each.id for each in outline.channels if each.run_by in bodies)
    return tuple(id_ for id_ in (*workers, *champions, *channels) if id_ not in nodes)
