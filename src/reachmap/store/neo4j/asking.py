"""Questions put to one version of a map, which must still be the present one afterwards."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from neo4j import ManagedTransaction

from reachmap.errors import StoreConflict
from reachmap.model.columns import Columns
from reachmap.store.neo4j.answers import Question, Rows, the_only
from reachmap.store.neo4j.connection import Connection, fetch
from reachmap.store.neo4j.graph import FETCH, SIZES
from reachmap.store.neo4j.pointer import State, existing_state
from reachmap.store.neo4j.questions import QUESTIONS, Questions
from reachmap.store.neo4j.rows import fetch_columns

Answer = TypeVar("Answer")

TRIES = 12
FIRST_PAUSE_S = 0.02


@dataclass(frozen=True, slots=True)
class Layout:
    """How a graph holds a map: the statements that read it."""

    questions: Questions
    fetch: Mapping[str, str]
    """By table, what reads its rows."""

    sizes: Mapping[str, Question]
    """By table, what counts its rows."""

    stated: Mapping[str, Columns] = field(default_factory=dict)
    """Tables that are not read from the graph, as columns."""


OWN = Layout(QUESTIONS, FETCH, SIZES)
"""Our own layout."""


class Ask:
    """Puts questions to one version of a map, within one transaction."""

    def __init__(
        self, tx: ManagedTransaction, here: Mapping[str, Any], layout: Layout = OWN
    ) -> None:
        self._tx = tx
        self._here = here
        self._layout = layout
        self.questions = layout.questions

    def __call__(self, asked: Question, **given: Any) -> Rows:  # noqa: ANN401  parameters
        """Return the rows of an answer; none where the graph has no table that it is about."""
        return fetch(self._tx, asked, **self._here, **given) if asked.text else []

    def columns(self, what: str) -> Columns:
        """Return the columns of a table."""
        if what in self._layout.stated:
            return self._layout.stated[what]
        return fetch_columns(self._tx, what, self._layout.fetch[what], **self._here)

    def sizes(self) -> dict[str, int]:
        """Count the rows of each table."""
        return {
            table: the_only(self(asked), table)[0] if asked.text else 0
            for table, asked in self._layout.sizes.items()
        }


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
        here = {"map": address.map, "version": str(before.current)}
        answer = question(Ask(tx, here))
        return (before, answer) if existing_state(tx, address) == before else None

    for attempt in range(TRIES):
        result = connection.read(work)
        if result is not None:
            return result
        time.sleep(FIRST_PAUSE_S * 2 ** min(attempt, 6))
    message = f"the {address} is changed over and over: ask again in a quieter moment"
    raise StoreConflict(message)
