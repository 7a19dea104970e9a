"""A whole map written in batches beside the present one, and then made the present one.

A batch and the note that it is done are one transaction. So a copy that was cut off goes on where
it stopped, and nothing is written twice.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from neo4j import ManagedTransaction

from reachmap.errors import StoreConflict
from reachmap.model.digest import digest
from reachmap.model.stakeholders import StakeholderMap
from reachmap.store.neo4j.answers import (
    MOST_COUNT,
    Count,
    Number,
    Question,
    Text,
    question,
    the_only,
)
from reachmap.store.neo4j.connection import Connection, fetch, run
from reachmap.store.neo4j.foreign import settled_constraints
from reachmap.store.neo4j.graph import CONSTRAINTS, CREATE, SCHEMA
from reachmap.store.neo4j.labels import own_name
from reachmap.store.neo4j.pointer import LOCK_OR_MAKE, State, move, state_of
from reachmap.store.neo4j.rows import BATCH, Batch, batches
from reachmap.store.protocol import Progress

PLAN = f"form {SCHEMA}, batches of {BATCH}"
"""How a copy is cut into batches; a copy that was cut in another way starts again."""

STALE_MS = 3_600_000
"""How long a copy stays that no writer is working on."""

SWEPT_AT_ONCE = 5_000
MOST_SWEEPS = MOST_COUNT // SWEPT_AT_ONCE
"""Most parts of one version: as many as the largest map would take."""

MOST_STALE = 100
"""Most versions removed at a time; the others are left for the next."""

_COPY = "(s:ReachMapCopy {map: $map, version: $version})"
BEGIN = question(
    "about",
    f"MERGE {_COPY} ON CREATE SET s.done = 0, s.plan = $plan, s.started = datetime() "
    "SET s.touched = timestamp() RETURN s.done AS done, s.plan AS plan",
    *(Number, Text),
)
TOUCH = question(
    "about", f"MATCH {_COPY} SET s.touched = timestamp() RETURN s.done AS done", Number
)
DONE = f"MATCH {_COPY} SET s.done = $done"
END = f"MATCH {_COPY} DELETE s"
LEFT = f"MERGE {_COPY} SET s.done = -1, s.touched = 0"
GIVE_UP = f"MATCH {_COPY} SET s.done = -1, s.touched = 0"
GIVE_ALL_UP = "MATCH (s:ReachMapCopy {map: $map}) SET s.done = -1, s.touched = 0"
STALE = question(
    "about",
    "MATCH (s:ReachMapCopy {map: $map}) WHERE s.touched < timestamp() - $stale "
    "RETURN s.version AS version",
    Text,
)
SWEEP = tuple(
    question(
        table,
        f"MATCH (n:{label} {{map: $map, version: $version}}) WHERE n.{key} IS NOT NULL "
        "WITH n LIMIT $most DETACH DELETE n RETURN count(n) AS gone",
        Count,
    )
    for table, label, key in (("nodes", "MapNode", "id"), ("rows", "MapRow", "key"))
)


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy that is being made, and the state that it will replace."""

    version: str
    before: State
    digest: str
    receipt: str
    name: str


def write(
    connection: Connection,
    stakeholders: StakeholderMap,
    progress: Progress | None,
    *,
    before: State,
    holds: Callable[[], bool],
) -> None:
    """Replace the map of a name; the same map again changes nothing."""
    address = connection.address
    now = connection.read(lambda tx: state_of(tx, address))
    wanted = digest(stakeholders)
    if now.digest != wanted or not holds():
        settled = settled_constraints(connection)
        for name, text in CONSTRAINTS.items():
            if own_name(name, address.prefix) not in settled:
                connection.settle(text)
        # The revision is part of the name, so that going back to an earlier map is a new copy.
        version = f"{wanted[:32]}.{before.revision}"
        title = stakeholders.about.title or address.map
        copy = _Copy(version, before, wanted, uuid.uuid4().hex, title)
        _make(connection, copy, stakeholders, progress)
    sweep(connection)


def _make(
    connection: Connection, copy: _Copy, stakeholders: StakeholderMap, progress: Progress | None
) -> None:
    try:
        count = _stage(connection, copy, stakeholders, progress)
        connection.write(lambda tx: _publish(tx, connection, copy, count))
    except StoreConflict:
        now = connection.read(lambda tx: state_of(tx, connection.address))
        if now.digest == copy.digest:
            return
        here = {"map": connection.address.map, "version": copy.version}
        connection.write(partial(_execute, text=GIVE_UP, here=here))
        sweep(connection)
        raise


def _stage(
    connection: Connection, copy: _Copy, stakeholders: StakeholderMap, progress: Progress | None
) -> int:
    """Write the batches that are not there yet; return the number of all batches."""
    done = _begin(connection, copy)
    total = sum(stakeholders.sizes().values())
    rows = number = 0
    for number, batch in enumerate(batches(stakeholders), 1):
        if number > done:
            _put(connection, copy, batch, number)
        rows += batch.size
        if progress is not None:
            progress(batch.table, min(rows, total), total)
    return number


def _begin(connection: Connection, copy: _Copy) -> int:
    here = {"map": connection.address.map, "version": copy.version}

    def work(tx: ManagedTransaction) -> tuple[int, str]:
        done, plan = the_only(fetch(tx, BEGIN, **here, plan=PLAN), BEGIN.table)
        # Only now is it sure that no other writer makes this copy the present version.
        now = state_of(tx, connection.address)
        if (now.current, now.revision) != (copy.before.current, copy.before.revision):
            raise StoreConflict(_conflict_message(connection))
        return done, plan

    done, plan = connection.write(work)
    if done < 0 or plan != PLAN:
        connection.write(partial(_execute, text=GIVE_UP, here=here))
        sweep(connection)
        done, plan = connection.write(work)
    return done


def _put(connection: Connection, copy: _Copy, batch: Batch, number: int) -> None:
    here = {"map": connection.address.map, "version": copy.version}

    def work(tx: ManagedTransaction) -> None:
        # The note is locked first, so that two who make the same copy take turns.
        done = _done(tx, here)
        if done is None or done < 0:
            raise StoreConflict(_conflict_message(connection))
        if done < number:
            made = run(tx, CREATE[batch.text], **here, rows=batch.rows).consume().counters
            if max(made.nodes_created, made.relationships_created) != batch.size:
                raise StoreConflict(_conflict_message(connection))
            run(tx, DONE, **here, done=number).consume()

    connection.write(work, about=batch.name)


def _publish(tx: ManagedTransaction, connection: Connection, copy: _Copy, count: int) -> None:
    """Make a finished copy the present version, if the map did not change since it was begun."""
    here = {"map": connection.address.map, "version": copy.version}
    now = state_of(tx, connection.address, LOCK_OR_MAKE)
    if copy.receipt in now.receipts:
        return
    whole = _done(tx, here) == count
    if (now.current, now.revision) != (copy.before.current, copy.before.revision) or not whole:
        raise StoreConflict(_conflict_message(connection))
    run(tx, END, **here).consume()
    if now.current is not None:
        run(tx, LEFT, map=here["map"], version=now.current).consume()
    move(
        tx,
        connection.address,
        current=copy.version,
        receipt=copy.receipt,
        digest=copy.digest,
        name=copy.name,
    )


def _done(tx: ManagedTransaction, here: dict[str, str]) -> int | None:
    """Return how many batches of a copy are written, and lock it; None where it was given up."""
    notes = fetch(tx, TOUCH, **here)
    return the_only(notes, TOUCH.table)[0] if notes else None


def _conflict_message(connection: Connection) -> str:
    return (
        f"another program changed the {connection.address} meanwhile: look at what is there now, "
        "and write again if you still want to replace it"
    )


def give_all_up(connection: Connection) -> None:
    """Remove every version but the present one, also copies that are being made."""
    name = connection.address.map
    connection.write(partial(_execute, text=GIVE_ALL_UP, here={"map": name}))
    sweep(connection)


def sweep(connection: Connection, *, stale_ms: int = STALE_MS) -> None:
    """Remove versions that are no longer needed, a part at a time."""
    name = connection.address.map

    def stale(tx: ManagedTransaction) -> list[str]:
        versions = [version for (version,) in fetch(tx, STALE, map=name, stale=stale_ms)]
        present = state_of(tx, connection.address).current
        return [version for version in versions if version != present][:MOST_STALE]

    for version in connection.read(stale):
        here = {"map": name, "version": version}
        connection.write(partial(_execute, text=GIVE_UP, here=here))
        for asked in SWEEP:
            for _ in range(MOST_SWEEPS):
                if not connection.write(partial(_remove_some, asked=asked, here=here)):
                    break
        connection.write(partial(_execute, text=END, here=here))


def _execute(tx: ManagedTransaction, *, text: str, here: dict[str, str]) -> None:
    run(tx, text, **here).consume()


def _remove_some(tx: ManagedTransaction, *, asked: Question, here: dict[str, str]) -> int:
    (gone,) = the_only(fetch(tx, asked, **here, most=SWEPT_AT_ONCE), asked.table)
    return int(gone)
