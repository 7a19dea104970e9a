"""The store of a map in a Neo4j database."""

import contextlib
import uuid
from collections.abc import Callable, Hashable, Mapping
from copy import copy
from functools import partial
from typing import Self, TypeVar

from reachmap.errors import InvalidMap, Issue
from reachmap.model.columns import Columns, map_of
from reachmap.model.digest import digest
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import TABLES
from reachmap.store.neo4j import changing, copying, syncing
from reachmap.store.neo4j.address import address_of
from reachmap.store.neo4j.asking import Ask, answer_of_one_version
from reachmap.store.neo4j.connection import ENVIRONMENT, Access, Connection
from reachmap.store.neo4j.graph import SCHEMA
from reachmap.store.neo4j.pointer import State, existing_state, glance_state, state_of
from reachmap.store.neo4j.reader import Reader
from reachmap.store.neo4j.upgrading import upgrade
from reachmap.store.protocol import Progress, Synced

Answer = TypeVar("Answer")

TIME_LIMIT_S = 300.0


class Neo4jStore(Reader):
    """A store of one of the maps in a Neo4j database."""

    _settled: State | None = None
    """The state of the map that one question is about."""

    def __init__(
        self,
        address: str,
        *,
        make: bool = False,
        insecure: bool = False,
        time_limit_s: float = TIME_LIMIT_S,
        access: Access = ENVIRONMENT,
    ) -> None:
        super().__init__()
        target = address_of(address, insecure=insecure, connected=access.driver is not None)
        self._connection = Connection(target, time_limit_s=time_limit_s, access=access)
        look = state_of if make else existing_state
        with contextlib.ExitStack() as undone:
            undone.callback(self._connection.close)
            self._seen = self._connection.read(lambda tx: look(tx, target))
            if self._seen.schema < SCHEMA:
                self._seen = upgrade(self._connection)
            undone.pop_all()

    def at_one_state(self) -> Self:
        """Return the store for one question: the server is asked once for the state of the map.

        Else each of hundreds of counts asks for it again.
        """
        if self._settled:
            return self
        same = copy(self)
        vars(same)["_settled"] = self._existing_state()
        return same

    def version(self) -> Hashable:
        """Return a token that changes whenever anything does that a question may see."""
        state = self._settled or self._state()
        return state.current, state.revision

    def whole(self) -> StakeholderMap:
        """Return the whole map."""
        seen, tables = answer_of_one_version(
            self._connection, lambda ask: {t: ask.columns(t) for t in TABLES}
        )
        whole = map_of(tables)
        self._seen = seen
        return whole

    def remarks(self) -> tuple[Issue, ...]:
        """Return nothing: all that it holds is on the map."""
        return ()

    def write(self, stakeholders: StakeholderMap, *, progress: Progress | None = None) -> None:
        """Replace the map that the store holds; the same map again changes nothing."""
        copying.write(
            self._connection,
            stakeholders,
            progress,
            before=self._seen,
            holds=partial(self._holds, stakeholders),
        )
        self._seen = self._state()

    def sync(self, source: StakeholderMap) -> Synced:
        """Bring in what a source changed since it was last brought in."""
        synced = syncing.sync(
            self._connection,
            source,
            write=lambda: self.write(source),
            whole=self.whole,
            receipt=uuid.uuid4().hex,
        )
        self._seen = self._state()
        return synced

    def append(self, changes: Mapping[str, Columns]) -> None:
        """Add nodes and rows of ledgers, and links, where a row of the same key gives way."""
        self._follow(changing.append(self._connection, changes, uuid.uuid4().hex))

    def forget(self, id: str) -> int:  # noqa: A002  the word of the contract
        """Remove a voice and every trace of it: its attendance, asks and seats."""
        revision, removed = changing.forget(self._connection, id, uuid.uuid4().hex)
        self._follow(revision)
        copying.give_all_up(self._connection)
        return removed

    def close(self) -> None:
        """Let go of what holds the store open."""
        self._connection.close()

    def _holds(self, stakeholders: StakeholderMap) -> bool:
        """Return whether the store still holds this map, also after edits by hand."""
        try:
            return digest(self.whole()) == digest(stakeholders)
        except InvalidMap:
            return False

    def _follow(self, revision: int) -> None:
        """Count a change of our own as seen, unless others changed the map before it."""
        if self._seen.revision == revision - 1:
            self._seen = self._state()

    def _state(self) -> State:
        return glance_state(self._connection)

    def _existing_state(self) -> State:
        """Return the state of a map that must be there."""
        if self._settled:
            return self._settled
        state = self._state()
        if state.current is None:
            return self._connection.read(lambda tx: existing_state(tx, self._connection.address))
        return state

    def _answer(self, question: Callable[[Ask], Answer], held: State | None = None) -> Answer:
        return answer_of_one_version(self._connection, question, held=held or self._settled)[1]
