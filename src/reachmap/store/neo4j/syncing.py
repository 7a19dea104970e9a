"""What a source changed since it was last brought in, written in one transaction.

The marks of its rows (`marks`) stay in the database. Where others added rows meanwhile, these
stay as they are, and the whole map is checked as it would then be, before anything is committed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import compress
from operator import itemgetter
from typing import Any

from neo4j import ManagedTransaction

from reachmap.errors import InvalidMap, Issue, StoreConflict, quoted
from reachmap.model.columns import Columns, columns_of, map_of
from reachmap.model.derived import derived_links
from reachmap.model.digest import digest
from reachmap.model.links import LINK_TYPES
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import TABLES
from reachmap.store.neo4j.answers import bounded
from reachmap.store.neo4j.asking import Ask
from reachmap.store.neo4j.connection import Connection, fetch, run
from reachmap.store.neo4j.graph import (
    CREATE,
    JOINING,
    NODES,
    ROWS,
)
from reachmap.store.neo4j.marks import (
    KEYS,
    Marks,
    keys_of,
    marks_of,
    marks_of_map,
    packed,
    unpacked,
)
from reachmap.store.neo4j.pointer import LOCK, State, existing_state, move, state_of
from reachmap.store.neo4j.rows import (
    BATCH,
    group_by_start,
    joining_ends,
    link_ends,
    node_rows,
    plain_columns,
)
from reachmap.store.neo4j.sync_statements import (
    FIND,
    GONE,
    HELD,
    HOLD,
    JOINED_GONE,
    OWNED,
    OWNER_IS_END,
    PUT,
    ROWS_GONE,
    TIED,
    UNTIED,
)
from reachmap.store.protocol import Synced


@dataclass(frozen=True, slots=True)
class _Held:
    """What the last sync left."""

    revision: int
    digest: str
    marks: Mapping[str, Marks]


@dataclass(frozen=True, slots=True)
class _Difference:
    """What a table of the source has that the marks have not, by mark."""

    added: frozenset[bytes]
    changed: frozenset[bytes]
    removed: frozenset[bytes]

    def __bool__(self) -> bool:
        """Return whether there is any difference."""
        return bool(self.added or self.changed or self.removed)


def sync(
    connection: Connection,
    source: StakeholderMap,
    *,
    write: Callable[[], None],
    whole: Callable[[], StakeholderMap],
    receipt: str,
) -> Synced:
    """Bring in what a source changed since it was last brought in."""
    wanted, marks = digest(source), marks_of_map(source)
    state = connection.read(lambda tx: state_of(tx, connection.address))
    if state.current is None:
        write()
        _hold(connection, marks, wanted)
        return Synced(added=source.sizes(), changed={}, removed={})
    held = connection.read(lambda tx: _held(tx, connection, state))
    if held is not None and held.digest == wanted:
        return Synced({}, {}, {})
    if held is not None:
        before, keep = held.marks, False
    elif state.digest == wanted:
        before, keep = marks, True
    else:
        before, keep = marks_of_map(whole()), True
    differences = {
        table: _difference(marks[table], before.get(table, {}), keep=keep) for table in TABLES
    }
    change = _Change(source, marks, wanted, differences, receipt, state, held)
    connection.write(partial(_apply, connection=connection, change=change))
    return Synced(
        *(
            {table: len(rows) for table in TABLES if (rows := getattr(differences[table], what))}
            for what in ("added", "changed", "removed")
        )
    )


def _difference(now: Marks, before: Marks, *, keep: bool) -> _Difference:
    """Return how a table differs; what only was before may have been added by others."""
    both = now.keys() & before.keys()
    return _Difference(
        added=frozenset(now.keys() - before.keys()),
        changed=frozenset(key for key in both if now[key] != before[key]),
        removed=frozenset() if keep else frozenset(before.keys() - now.keys()),
    )


def _held(tx: ManagedTransaction, connection: Connection, state: State) -> _Held | None:
    """Return what the last sync left of the present version; None where there was none."""
    rows = fetch(tx, HELD, map=connection.address.map, version=state.current)
    if not rows:
        return None
    revision, mark, *raw = rows[0]
    return _Held(revision, mark, dict(zip(TABLES, map(unpacked, raw), strict=True)))


def _hold(connection: Connection, marks: Mapping[str, Marks], wanted: str) -> None:
    """Leave the marks of a map that was written whole, if it is still there."""

    def work(tx: ManagedTransaction) -> None:
        state = existing_state(tx, connection.address, LOCK)
        if state.digest == wanted:
            here = {"map": connection.address.map, "version": state.current}
            _leave(tx, here, marks, wanted, state.revision)

    connection.write(work)


def _leave(
    tx: ManagedTransaction,
    here: Mapping[str, str | None],
    marks: Mapping[str, Marks],
    wanted: str,
    revision: int,
) -> None:
    """Leave the marks of a source for the next sync."""
    held = {table: packed(rows) for table, rows in marks.items()}
    run(tx, HOLD, **here, marks=held, revision=revision, digest=wanted).consume()


@dataclass(frozen=True, slots=True)
class _Change:
    """What is to be written, and what was seen before."""

    source: StakeholderMap
    marks: Mapping[str, Marks]
    digest: str
    differences: Mapping[str, _Difference]
    receipt: str
    seen: State
    held: _Held | None

    def rows(self, table: str) -> Columns:
        """Return the rows of the source that are new or were changed."""
        difference = self.differences[table]
        wanted = difference.added | difference.changed
        chosen = [key in wanted for key in self.marks[table]]
        return {
            name: [*compress(values, chosen)]
            for name, values in columns_of(self.source, table).items()
        }

    @property
    def alone(self) -> bool:
        """Whether nobody but syncs changed the map since it was written."""
        return self.held is not None and self.held.revision == self.seen.revision


def _apply(tx: ManagedTransaction, *, connection: Connection, change: _Change) -> None:
    """Write a change, and the marks of the source."""
    state = existing_state(tx, connection.address, LOCK)
    if change.receipt in state.receipts:
        return
    if (state.current, state.revision) != (change.seen.current, change.seen.revision):
        message = f"another program changed the {connection.address} meanwhile: sync again"
        raise StoreConflict(message)
    here = {"map": connection.address.map, "version": str(state.current)}
    revision = state.revision
    if any(change.differences.values()):
        _write(tx, here, change)
        if not change.alone:
            map_of({table: Ask(tx, here).columns(table) for table in TABLES})
        move(
            tx,
            connection.address,
            current=here["version"],
            receipt=change.receipt,
            digest=change.digest if change.alone else None,
            network=any(change.differences[table] for table in (*NODES, "links")),
        )
        revision += 1
    _leave(tx, here, change.marks, change.digest, revision)


def _write(tx: ManagedTransaction, here: dict[str, str], change: _Change) -> None:
    """Write a change: away with what was, then nodes, then what names them."""
    owners = _owners(change)
    gone: list[str] = []
    for table, difference in change.differences.items():
        doomed = difference.removed if table in NODES else difference.removed | difference.changed
        if table not in NODES and not change.alone:
            doomed |= difference.added
        if doomed:
            old = _rows_of_marks(tx, here, table, doomed)
            gone += old if table in NODES else []
            owners |= _remove(tx, here, table, old)
    _untie(tx, here, owners | {*gone})
    for table in NODES:
        rows = [{**row, **here} for row in node_rows(table, change.rows(table), table)]
        for start in range(0, len(rows), BATCH):
            run(tx, PUT[table], rows=rows[start : start + BATCH], **here).consume()
    _remove_nodes(tx, here, change, gone)
    for table in ROWS:
        rows = [*node_rows(table, change.rows(table), f"{table} {change.receipt}")]
        if rows:
            run(tx, CREATE[table], **here, rows=rows).consume()
    _tie(tx, here, change, owners)


def _owners(change: _Change) -> set[str]:
    """Return the nodes whose derived links are made anew: of changed fields or annotations."""
    owners = {id_ for table in OWNED for id_ in change.rows(table)["id"]}
    links = change.rows("links")
    for from_, type_, to in zip(links["from_"], links["type"], links["to"], strict=True):
        if LINK_TYPES[type_].derived:
            owners.add(to if type_ in OWNER_IS_END else from_)
    return owners


def _rows_of_marks(
    tx: ManagedTransaction, here: dict[str, str], table: str, doomed: frozenset[bytes]
) -> list[Any]:
    """Return the rows of some marks, as they are removed: keys of nodes, or rows."""
    rows = bounded(run(tx, FIND[table], **here), table)
    if not rows:
        return []
    if table in NODES or table == "links":
        cells = zip(*(row[1:] for row in rows), strict=True)
        columns: Columns = dict(zip(KEYS[table], cells, strict=True))
    else:
        columns = plain_columns(table, [row[1:] for row in rows])
    names = [name for name in TABLES[table].record.model_fields if name in columns]
    keys = [*marks_of(table, columns)] if table == "about" else keys_of(table, columns, names)
    chosen = [row for row, key in zip(rows, keys, strict=True) if key in doomed]
    return [row[0] for row in chosen] if table in NODES else chosen


def _remove(tx: ManagedTransaction, here: dict[str, str], table: str, old: list[Any]) -> set[str]:
    """Remove rows that are no nodes; return the owners of links that they annotated."""
    if table in NODES or not old:
        return set()
    text = ROWS_GONE if table in ROWS else JOINED_GONE
    run(tx, text, **here, ids=[row[0] for row in old]).consume()
    if table != "links":
        return set()
    return {
        str(to if type_ in OWNER_IS_END else from_)
        for _, from_, type_, to, _ in old
        if LINK_TYPES[type_].derived
    }


def _untie(tx: ManagedTransaction, here: dict[str, str], owners: set[str]) -> None:
    for texts in UNTIED.values():
        for text in texts:
            run(tx, text, **here, ids=sorted(owners)).consume()


def _remove_nodes(
    tx: ManagedTransaction, here: dict[str, str], change: _Change, gone: list[str]
) -> None:
    """Remove nodes that nothing else names."""
    if not gone:
        return
    put = {id_ for table in NODES for id_ in change.rows(table)["id"]}
    if both := sorted(put & {*gone}):
        message = f"{quoted(both[0])} became another kind of node: copy the map whole, with "
        message += "reachmap copy --force"
        raise StoreConflict(message)
    if tied := [id_ for (id_,) in fetch(tx, TIED, **here, ids=sorted(gone))]:
        message = f"the source no longer has {quoted(tied[0])}, but rows recorded here name it"
        raise InvalidMap((Issue(message, "Take these out as well, or put it back"),))
    run(tx, GONE, **here, ids=sorted(gone)).consume()


def _tie(tx: ManagedTransaction, here: dict[str, str], change: _Change, owners: set[str]) -> None:
    """Write what joins nodes: links, those that follow from fields, and rows."""
    links = link_ends(change.rows("links"))
    annotated = {(link.from_, link.type, link.to) for link in change.source.links}
    for from_, type_, to in derived_links(change.source):
        owner = to if type_ in OWNER_IS_END else from_
        if owner in owners and (from_, type_, to) not in annotated:
            links[type_].append((from_, to, {"derived": True}))
    joined = {table: [*joining_ends(table, change.rows(table))] for table in JOINING}
    for text, ends in (links | joined).items():
        for start in range(0, len(ends), BATCH):
            part = sorted(ends[start : start + BATCH], key=itemgetter(0))
            run(tx, CREATE[text], **here, rows=group_by_start(part)).consume()
