"""Questions put to one version of a map, which must still be the present one afterwards."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from neo4j import ManagedTransaction

from reachmap.errors import StoreConflict
from reachmap.store.neo4j.answers import Question, Rows
from reachmap.store.neo4j.connection import Connection, fetch
from reachmap.store.neo4j.pointer import State, existing_state

Answer = TypeVar("Answer")

TRIES = 12
FIRST_PAUSE_S = 0.02


class Ask:
    """Puts questions to one version of a map, within one transaction."""

    def __init__(self, tx: ManagedTransaction, name: str, version: str) -> None:
        self.tx = tx
        self.here = {"map": name, "version": version}

    def __call__(self, asked: Question, **given: Any) -> Rows:  # noqa: ANN401  parameters
        """Return the rows of an answer."""
        return fetch(self.tx, asked, **self.here, **given)


def answer_of_one_version(
    connection: Connection,
    question: Callable[[Ask], Answer],
    *,
    held: State | None = None,
) -> tuple[State, Answer]:
    """Return the answer to a question, from a version that was the present one throughout.

    A transaction sees what others commit while it runs, so the pointer is read before and after.
    Where it moved, the answer may be half of one version and half of another: it is asked again.
    """
    address = connection.address

    def work(tx: ManagedTransaction) -> tuple[State, Answer] | None:
        before = existing_state(tx, address)
        if held is not None and (before.current, before.network) != (held.current, held.network):
            message = f"the {address} was changed while it was read: ask again"
            raise StoreConflict(message)
        answer = question(Ask(tx, address.map, str(before.current)))
        return (before, answer) if existing_state(tx, address) == before else None

    for attempt in range(TRIES):
        result = connection.read(work)
        if result is not None:
            return result
        time.sleep(FIRST_PAUSE_S * 2 ** min(attempt, 6))
    message = f"the {address} is changed over and over: ask again in a quieter moment"
    raise StoreConflict(message)
