"""Rows added to a map, and a voice forgotten: each in one transaction, and only once."""

from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from neo4j import ManagedTransaction

from reachmap.errors import InvalidMap, Issue, UnknownNode, quoted
from reachmap.model.additions import TAKING
from reachmap.model.columns import Columns, rows_of, values_of
from reachmap.model.content import Content
from reachmap.model.derived import derived_links
from reachmap.model.links import LINK_TYPES
from reachmap.model.spelling import nearest
from reachmap.store.neo4j.answers import Text, question
from reachmap.store.neo4j.checking import check
from reachmap.store.neo4j.connection import Connection, fetch, run
from reachmap.store.neo4j.graph import CREATE, INSIDE, JOINING, NODES, WRITTEN_LINKS
from reachmap.store.neo4j.pointer import LOCK, existing_state, move
from reachmap.store.neo4j.rows import group_by_start, joining_ends, link_ends, node_rows

GIVE_WAY: dict[str, str] = {
    type_: (
        "UNWIND $rows AS row "
        "MATCH (a:MapNode {map: $map, version: $version, id: row[0]}) "
        "MATCH (b:MapNode {map: $map, version: $version, id: row[1]}) "
        f"MATCH (a)-[r:{type_}]->(b) "
        "WHERE r.derived OR coalesce(r.source, '') = row[2] DELETE r"
    )
    for type_ in LINK_TYPES
}
"""Statement that removes a link of the same key, or that followed from a field, by type."""

_VOICE = "(v:MapNode:Voice {map: $map, version: $version, id: $id})"
FORGET = (
    f"MATCH (r:MapRow:PanelSeat {INSIDE}) WHERE r.key IS NOT NULL AND r.voice = $id DELETE r",
    f"MATCH (r:MapRow:Finding {INSIDE}) WHERE r.key IS NOT NULL AND r.subject = $id DELETE r",
    f"MATCH {_VOICE}-[r:ATTENDED|ASKED]-(:MapNode {INSIDE}) DELETE r",
    f"MATCH {_VOICE}-[r:{WRITTEN_LINKS}]-(:MapNode {INSIDE}) WHERE r.derived IS NULL DELETE r",
    "MATCH (s:ReachMapSync {map: $map}) DELETE s",
    f"MATCH {_VOICE} DETACH DELETE v",
)
VOICE = question("voices", f"MATCH {_VOICE} RETURN v.id", Text)
SIMILAR = {
    how: question(
        "voices",
        f"MATCH (v:MapNode:Voice {INSIDE}) WHERE v.id {how} $part "
        "RETURN v.id ORDER BY v.id LIMIT $most",
        Text,
    )
    for how in ("STARTS WITH", "ENDS WITH")
}
MOST_SIMILAR = 500
"""Most ids read of each kind: alike at their start, alike at their end, or first of all."""


def append(connection: Connection, changes: Mapping[str, Columns], receipt: str) -> int:
    """Add nodes and rows of ledgers, and links, where a row of the same key gives way."""
    odd = sorted(changes.keys() - {*TAKING})
    if odd:
        message = f"rows cannot be added to {quoted(odd[0])}"
        remedy = f"Add them to {', '.join(TAKING)}, or write the whole map"
        raise InvalidMap((Issue(message, remedy, file=odd[0]),))
    rows = {table: values_of(table, changes[table]) for table in TAKING if table in changes}

    def work(tx: ManagedTransaction) -> int:
        state = existing_state(tx, connection.address, LOCK)
        if receipt in state.receipts or state.current is None:
            return state.revision
        here = {"map": connection.address.map, "version": state.current}
        check(tx, here, rows)
        for table, columns in rows.items():
            _add(tx, here, table, columns, receipt)
        _tie(tx, here, rows)
        move(
            tx,
            connection.address,
            current=state.current,
            receipt=receipt,
            network=not rows.keys().isdisjoint({"links", *NODES}),
        )
        return state.revision + 1

    return connection.write(work)


def _add(
    tx: ManagedTransaction, here: dict[str, str], table: str, columns: Columns, receipt: str
) -> None:
    if table == "links":
        for type_, ends in link_ends(columns).items():
            keys = [[from_, to, row.get("source", "")] for from_, to, row in ends]
            if keys:
                run(tx, GIVE_WAY[type_], **here, rows=keys).consume()
                rows: list[Any] = group_by_start(sorted(ends, key=itemgetter(0)))
                run(tx, CREATE[type_], **here, rows=rows).consume()
        return
    if table in JOINING:
        rows = group_by_start(sorted(joining_ends(table, columns), key=itemgetter(0)))
    else:
        rows = [*node_rows(table, columns, f"{table} {receipt}")]
    run(tx, CREATE[table], **here, rows=rows).consume()


def _tie(tx: ManagedTransaction, here: dict[str, str], rows: Mapping[str, Columns]) -> None:
    """Write the links that follow from the fields of new nodes, but for those annotated."""
    fresh = Content(**{table: rows_of(table, rows[table]) for table in NODES if table in rows})
    links = rows.get("links", {"from_": [], "type": [], "to": []})
    annotated = {*zip(links["from_"], links["type"], links["to"], strict=True)}
    ends: dict[str, list[Any]] = {}
    for from_, type_, to in derived_links(fresh):
        if (from_, type_, to) not in annotated:
            ends.setdefault(type_, []).append((from_, to, {"derived": True}))
    for text, each in ends.items():
        start = group_by_start(sorted(each, key=itemgetter(0)))
        run(tx, CREATE[text], **here, rows=start).consume()


def forget(connection: Connection, name: str, receipt: str) -> tuple[int, int]:
    """Remove a voice and every trace of it."""
    removed = 0

    def work(tx: ManagedTransaction) -> int:
        nonlocal removed
        state = existing_state(tx, connection.address, LOCK)
        if receipt in state.receipts or state.current is None:
            return state.revision
        here = {"map": connection.address.map, "version": state.current}
        if not fetch(tx, VOICE, **here, id=name):
            raise UnknownNode(name, (), "voice")
        # The last two remove marks of a sync, derived links and what others tied to it: no rows.
        counters = [run(tx, text, **here, id=name).consume().counters for text in FORGET]
        removed = 1 + sum(each.nodes_deleted + each.relationships_deleted for each in counters[:-2])
        move(tx, connection.address, current=state.current, receipt=receipt)
        return state.revision + 1

    try:
        return connection.write(work), removed
    except UnknownNode:
        # Looked up only now, so that no writer waits for it.
        raise UnknownNode(name, nearest(name, similar_ids(connection, name)), "voice") from None


def similar_ids(connection: Connection, name: str) -> list[str]:
    """Return ids of voices that may be meant by a name, however many voices there are.

    One slip of the pen leaves one half of a name as it was.
    """
    half = len(name) // 2

    def work(tx: ManagedTransaction) -> list[str]:
        version = existing_state(tx, connection.address).current
        here = {"map": connection.address.map, "version": version}
        parts = ("STARTS WITH", name[: len(name) - half]), ("ENDS WITH", name[half:])
        return [
            id_
            for how, part in (*parts, ("STARTS WITH", ""))
            for (id_,) in fetch(tx, SIMILAR[how], **here, part=part, most=MOST_SIMILAR)
        ]

    return connection.read(work)
