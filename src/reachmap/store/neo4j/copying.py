"""A whole map written beside the present one, in batches, and then made the present one.

A batch and the note that it is done are one transaction, so that a copy that was cut off goes on
where it stopped, and nothing is written twice.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from neo4j import ManagedTransaction

from reachmap.errors import StoreConflict
from reachmap.model.digest import digest
from reachmap.model.stakeholders import StakeholderMap
from reachmap.store.neo4j.connection import Connection, run
from reachmap.store.neo4j.graph import CONSTRAINTS, CREATE, SCHEMA
from reachmap.store.neo4j.pointer import LOCK_OR_MAKE, State, move, state_of
from reachmap.store.neo4j.rows import BATCH, Batch, batches
from reachmap.store.protocol import Progress

PLAN = f"form {SCHEMA}, batches of {BATCH}"
"""How a copy is cut into batches; one that was cut otherwise starts anew."""

SETTLED = "SHOW CONSTRAINTS YIELD name RETURN name"

STALE_MS = 3_600_000
"""After how long a copy that nobody works on is swept."""

SWEPT_AT_ONCE = 5_000

_COPY = "(s:ReachMapCopy {map: $map, version: $version})"
BEGIN = (
    f"MERGE {_COPY} ON CREATE SET s.done = 0, s.plan = $plan, s.started = datetime() "
    "SET s.touched = timestamp() RETURN s.done AS done, s.plan AS plan"
)
TOUCH = f"MATCH {_COPY} SET s.touched = timestamp() RETURN s.done AS done"
DONE = f"MATCH {_COPY} SET s.done = $done"
END = f"MATCH {_COPY} DELETE s"
LEFT = f"MERGE {_COPY} SET s.done = -1, s.touched = 0"
GIVE_UP = f"MATCH {_COPY} SET s.done = -1, s.touched = 0"
GIVE_ALL_UP = "MATCH (s:ReachMapCopy {map: $map}) SET s.done = -1, s.touched = 0"
STALE = (
    "MATCH (s:ReachMapCopy {map: $map}) WHERE s.touched < timestamp() - $stale "
    "RETURN s.version AS version"
)
SWEEP = tuple(
    f"MATCH (n:{label} {{map: $map, version: $version}}) WHERE n.{key} IS NOT NULL "
    "WITH n LIMIT $most DETACH DELETE n RETURN count(n) AS gone"
    for label, key in (("MapNode", "id"), ("MapRow", "key"))
)


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy in the making: of what, in the place of what."""

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
    """Put a map in the place of what a name stands for; the same map again changes nothing."""
    address = connection.address
    now = connection.read(lambda tx: state_of(tx, address))
    wanted = digest(stakeholders)
    if now.digest != wanted or not holds():
        settled = {name for (name,) in connection.glance(SETTLED)}
        for name, text in CONSTRAINTS.items():
            if name not in settled:
                connection.settle(text)
        # What was there is part of the name, so that a copy of what stood there once is
        # written anew once it was changed.
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
        connection.write(partial(_one, text=GIVE_UP, here=here))
        sweep(connection)
        raise


def _stage(
    connection: Connection, copy: _Copy, stakeholders: StakeholderMap, progress: Progress | None
) -> int:
    """Write the batches that are not there yet; return how many there are in all."""
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
        found = run(tx, BEGIN, **here, plan=PLAN).single(strict=True)
        # Only now is it sure that nobody makes this very copy the present version.
        now = state_of(tx, connection.address)
        if (now.current, now.revision) != (copy.before.current, copy.before.revision):
            raise StoreConflict(_changed(connection))
        return found["done"], found["plan"]

    done, plan = connection.write(work)
    if done < 0 or plan != PLAN:
        connection.write(partial(_one, text=GIVE_UP, here=here))
        sweep(connection)
        done, plan = connection.write(work)
    return done


def _put(connection: Connection, copy: _Copy, batch: Batch, number: int) -> None:
    here = {"map": connection.address.map, "version": copy.version}

    def work(tx: ManagedTransaction) -> None:
        # The note is locked first, so that two who make the same copy take turns.
        found = run(tx, TOUCH, **here).single()
        if found is None or found["done"] < 0:
            raise StoreConflict(_changed(connection))
        if found["done"] < number:
            made = run(tx, CREATE[batch.text], **here, rows=batch.rows).consume().counters
            if max(made.nodes_created, made.relationships_created) != batch.size:
                raise StoreConflict(_changed(connection))
            run(tx, DONE, **here, done=number).consume()

    connection.write(work)


def _publish(tx: ManagedTransaction, connection: Connection, copy: _Copy, count: int) -> None:
    """Make a finished copy the present version, if nothing happened since it was begun."""
    here = {"map": connection.address.map, "version": copy.version}
    now = state_of(tx, connection.address, LOCK_OR_MAKE)
    if copy.receipt in now.receipts:
        return
    found = run(tx, TOUCH, **here).single()
    whole = found is not None and found["done"] == count
    if (now.current, now.revision) != (copy.before.current, copy.before.revision) or not whole:
        raise StoreConflict(_changed(connection))
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


def _changed(connection: Connection) -> str:
    return (
        f"somebody else changed the {connection.address} meanwhile: look at what is there now, "
        "and write again if yours is to stand"
    )


def give_all_up(connection: Connection) -> None:
    """Remove every version but the present one, also those that somebody works on."""
    name = connection.address.map
    connection.write(partial(_one, text=GIVE_ALL_UP, here={"map": name}))
    sweep(connection)


def sweep(connection: Connection, *, stale_ms: int = STALE_MS) -> None:
    """Remove versions that nobody needs any more, a part at a time."""
    name = connection.address.map

    def stale(tx: ManagedTransaction) -> list[str]:
        found = [row[0] for row in run(tx, STALE, map=name, stale=stale_ms).values()]
        present = state_of(tx, connection.address).current
        return [version for version in found if version != present]

    for version in connection.read(stale):
        here = {"map": name, "version": version}
        connection.write(partial(_one, text=GIVE_UP, here=here))
        for text in SWEEP:
            while connection.write(partial(_some, text=text, here=here)):
                pass
        connection.write(partial(_one, text=END, here=here))


def _one(tx: ManagedTransaction, *, text: str, here: dict[str, str]) -> None:
    run(tx, text, **here).consume()


def _some(tx: ManagedTransaction, *, text: str, here: dict[str, str]) -> int:
    found = run(tx, text, **here, most=SWEPT_AT_ONCE).single(strict=True)
    return int(found["gone"])
