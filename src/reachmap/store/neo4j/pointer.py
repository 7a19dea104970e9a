"""The node that says which version of a map is the present one."""

from dataclasses import dataclass
from typing import Any

from neo4j import ManagedTransaction

from reachmap.errors import StoreAccess, StoreUnavailable, quoted
from reachmap.model.spelling import nearest
from reachmap.store.neo4j.address import Address
from reachmap.store.neo4j.answers import Count, Question, Rows, Text, Texts, question
from reachmap.store.neo4j.connection import Connection, fetch, run
from reachmap.store.neo4j.graph import SCHEMA

RECEIPTS = 32
"""How many of the latest changes are remembered, so that none is made twice."""

_STATE = "RETURN p.schema, p.current, p.revision, p.network, p.digest, p.receipts"
# A node of the same name that is none of ours has no form, and no revision.
_KINDS = (Any, Text | None, Any, Count | None, Text | None, Texts | None)
LOOK = question("about", f"MATCH (p:ReachMap {{map: $map}}) {_STATE}", *_KINDS)
LOCK = question(
    "about", f"MATCH (p:ReachMap {{map: $map}}) SET p.locked = timestamp() {_STATE}", *_KINDS
)
LOCK_OR_MAKE = question(
    "about",
    "MERGE (p:ReachMap {map: $map}) "
    "ON CREATE SET p.revision = 0, p.schema = $schema "
    f"SET p.locked = timestamp() {_STATE}",
    *_KINDS,
)
MOVE = (
    "MATCH (p:ReachMap {map: $map}) "
    "SET p.current = $current, p.revision = p.revision + 1, p.digest = $digest, "
    "p.network = CASE WHEN $network THEN p.revision + 1 ELSE p.network END, "
    "p.receipts = ([$receipt] + coalesce(p.receipts, []))[..$receipts], "
    "p.changed = datetime(), p.name = coalesce($name, p.name)"
)
NAMES = question("about", "MATCH (p:ReachMap) RETURN p.map ORDER BY p.map", Any)


@dataclass(frozen=True, slots=True)
class State:
    """The state of a map, as its node has it."""

    current: str | None = None
    """The present version; None where there is none."""

    revision: int = 0
    """How often the map was changed."""

    network: int = 0
    """The revision that last changed nodes or links."""

    digest: str | None = None
    """Digest of the whole map, where nothing was changed since it was written."""

    receipts: tuple[str, ...] = ()
    """Receipts of the latest changes."""

    schema: int = SCHEMA
    """Version of the layout."""


def state_of(tx: ManagedTransaction, address: Address, asked: Question = LOOK) -> State:
    """Return the state of a map; an empty one where there is no such map."""
    return state_from_rows(fetch(tx, asked, map=address.map, schema=SCHEMA), address)


def state_from_rows(rows: Rows, address: Address) -> State:
    """Return the state in the rows of the node of a map."""
    if not rows:
        return State()
    schema, current, revision, network, digest, receipts = rows[0]
    whole = all(isinstance(each, int) for each in (schema, revision))
    if whole and schema > SCHEMA:
        message = f"the {address} was written by a later reachmap (form {schema}, this one knows "
        message += f"{SCHEMA}): bring this one up to date; nothing was changed"
        raise StoreAccess(message)
    if not whole or len(rows) > 1:
        message = f"what goes by the name of the {address} is no map of reachmap: name another; "
        message += "nothing was changed"
        raise StoreAccess(message)
    return State(current, revision, network or 0, digest, tuple(receipts or ()), schema)


def existing_state(tx: ManagedTransaction, address: Address, asked: Question = LOOK) -> State:
    """Return the state of a map that must be there."""
    state = state_of(tx, address, asked)
    if state.current is None:
        raise StoreUnavailable(_absence_message(tx, address))
    return state


def glance_state(connection: Connection) -> State:
    """Return the state of a map in one round trip; an empty one where there is no such map."""
    address = connection.address
    return state_from_rows(connection.glance(LOOK, map=address.map), address)


def _absence_message(tx: ManagedTransaction, address: Address) -> str:
    known = [name for (name,) in fetch(tx, NAMES) if isinstance(name, str)]
    near = nearest(address.map, known) or tuple(known[:3])
    if not near:
        return f"there is no {address}, and no other map: write one with reachmap copy"
    return f"there is no {address}; the nearest: {', '.join(map(quoted, near))}"


def move(
    tx: ManagedTransaction,
    address: Address,
    *,
    current: str,
    receipt: str,
    digest: str | None = None,
    network: bool = True,
    name: str | None = None,
) -> None:
    """Record a change: a new revision, and its receipt."""
    run(
        tx,
        MOVE,
        map=address.map,
        current=current,
        receipt=receipt,
        receipts=RECEIPTS,
        digest=digest,
        network=network,
        name=name,
    ).consume()
