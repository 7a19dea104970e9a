"""A map of the first layout brought to the second, where money is in the map's currency."""

import uuid

from neo4j import ManagedTransaction

from reachmap.model.tables import ONCE_IN_PENCE, STEP_COST
from reachmap.store.neo4j.connection import Connection, run
from reachmap.store.neo4j.graph import INSIDE, LABELS, NODES, SCHEMA, WRITTEN_LINKS
from reachmap.store.neo4j.pointer import LOCK, State, move, state_of


def _out_of_pence(table: str, column: str, condition: str = "") -> str:
    label, key = ("MapNode", "id") if table in NODES else ("MapRow", "key")
    rows = f"(n:{label}:{LABELS[table]} {INSIDE}) WHERE n.{key} IS NOT NULL"
    if table == "links":
        rows = f"(a:MapNode {INSIDE})-[n:{WRITTEN_LINKS}]->() WHERE a.id IS NOT NULL"
    known = f"toFloatOrNull(n.{column}) IS NOT NULL{condition}"
    return f"MATCH {rows} AND {known} SET n.{column} = toFloat(n.{column}) / 100"


OUT_OF_PENCE = (
    *(_out_of_pence(table, each) for table in ONCE_IN_PENCE for each in ONCE_IN_PENCE[table]),
    _out_of_pence("assumptions", "value", f" AND n.name = '{STEP_COST}'"),
)
"""Statements that bring the sums of a map from whole pence to its currency."""

UPGRADED = "MATCH (p:ReachMap {map: $map}) SET p.schema = $schema"


def upgrade(connection: Connection) -> State:
    """Bring a map to the present layout, in one transaction; return its state."""
    address, receipt = connection.address, uuid.uuid4().hex

    def work(tx: ManagedTransaction) -> State:
        state = state_of(tx, address, LOCK)
        if state.schema < SCHEMA:
            if state.current is not None:
                for text in OUT_OF_PENCE:
                    run(tx, text, map=address.map, version=state.current).consume()
                move(tx, address, current=state.current, receipt=receipt)
            run(tx, UPGRADED, map=address.map, schema=SCHEMA).consume()
        return state_of(tx, address)

    return connection.write(work)
