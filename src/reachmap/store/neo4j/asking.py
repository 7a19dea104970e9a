"""Questions put to one version of a map, which must still be the present one afterwards."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from neo4j import ManagedTransaction

from reachmap.errors import StoreConflict
from reachmap.store.neo4j.connection import Connection, run
from reachmap.store.neo4j.pointer import State, there

Given = TypeVar("Given")

TRIES = 12
FIRST_PAUSE_S = 0.02


class Ask:
    """Puts questions to one version of a map, within one transaction."""

    def __init__(self, tx: ManagedTransaction, name: str, version: str) -> None:
        self.tx = tx
        self.here = {"map": name, "version": version}

    def __call__(self, text: str, **given: Any) -> list[list[Any]]:  # noqa: ANN401  parameters
        """Return the rows of an answer."""
        return run(self.tx, text, **self.here, **given).values()


def asked(
    connection: Connection,
    question: Callable[[Ask], Given],
    *,
    held: State | None = None,
) -> tuple[State, Given]:
    """Return what a question gives, of a version that was the present one all the while.

    A transaction sees what others commit while it runs, so the pointer is looked at before and
    after: where it moved, what was read may be half of this and half of that, and is read anew.
    """
    address = connection.address

    def work(tx: ManagedTransaction) -> tuple[State, Given] | None:
        before = there(tx, address)
        if held is not None and (before.current, before.network) != (held.current, held.network):
            message = f"the {address} was changed while it was read: ask again"
            raise StoreConflict(message)
        found = question(Ask(tx, address.map, str(before.current)))
        return (before, found) if there(tx, address) == before else None

    for attempt in range(TRIES):
        found = connection.read(work)
        if found is not None:
            return found
        time.sleep(FIRST_PAUSE_S * 2 ** min(attempt, 6))
    message = f"the {address} is changed over and over: ask again in a quieter moment"
    raise StoreConflict(message)
