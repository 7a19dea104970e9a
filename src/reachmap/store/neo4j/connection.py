"""Transactions on a server, retried where that is safe, under a time limit."""

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Generic, Literal, NamedTuple, NoReturn, TypeVar, cast

from neo4j import (
    Driver,
    GraphDatabase,
    ManagedTransaction,
    NotificationMinimumSeverity,
    Result,
    Session,
)
from neo4j import unit_of_work as limited
from neo4j.exceptions import ClientError, IncompleteCommit

from reachmap.errors import ReachMapError, StoreError, StoreUnavailable
from reachmap.store.neo4j.address import Address
from reachmap.store.neo4j.answers import Endless, Question, Rows, rows_of
from reachmap.store.neo4j.failures import DRIVERS, first_line, plain_errors
from reachmap.store.neo4j.labels import prefixed

Answer = TypeVar("Answer")
Work = Callable[[ManagedTransaction], Answer]

CONNECT_S = 10.0
RETRY_S = 15.0
PAUSE_S = 0.1
BEGUN = "AlreadyExists"
"""End of the code by which a server says that others made, or are making, the same."""

AGAIN = 3
"""Tries of a transaction whose commit was not confirmed."""

NOTHING = "RETURN 1"
"""What is asked to see whether a server answers at all."""

ROWS_AT_ONCE = 10_000
"""Rows that are fetched at a time."""


class Worker:
    """A thread that does one job after the other, until it gets None."""

    def __init__(self) -> None:
        self.jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        while (job := self.jobs.get()) is not None:
            job()


class Outcome(Generic[Answer]):
    """What an action came to in a worker: an answer, or whatever stopped it."""

    def __init__(self) -> None:
        self._ended: SimpleQueue[BaseException | None] = SimpleQueue()
        self.answer: Answer | None = None

    def run(self, action: Callable[[], Answer]) -> None:
        """Do what is to be done; nothing that stops it stops the worker."""
        with self:
            self.answer = action()

    def wait(self, limit_s: float) -> BaseException | None:
        """Return what stopped the action, once it has ended; raise Empty after a time limit."""
        return self._ended.get(timeout=limit_s)

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Hand over what ended the block."""
        self._ended.put(error)
        return True


class Access(NamedTuple):
    """A driver that another program made and closes, and as whom to ask through it."""

    driver: Driver | None = None
    auth: Any = None
    """User and password, or what else the driver takes; None for those of the driver, or of the
    environment."""


ENVIRONMENT = Access()
"""A driver of our own, as the environment says."""


class Prefixed:
    """A transaction in whose statements our labels have a prefix."""

    def __init__(self, tx: ManagedTransaction, prefix: str) -> None:
        self._tx = tx
        self._prefix = prefix

    def run(self, text: str, given: dict[str, Any]) -> Result:
        """Run a statement on the server."""
        return self._tx.run(prefixed(text, self._prefix), given)


class Connection:
    """A connection to a server, held open."""

    def __init__(
        self, address: Address, *, time_limit_s: float, access: Access = ENVIRONMENT
    ) -> None:
        self.address = address
        self._limit = time_limit_s
        self._idle: list[Worker] = []
        self._lent = access.driver is not None
        self._auth = access.auth if self._lent else None
        with plain_errors(address):
            self._driver = access.driver or _driver(address, time_limit_s, access.auth)
            self._bookmarks = GraphDatabase.bookmark_manager()
        with contextlib.ExitStack() as undone:
            undone.callback(self.close)
            self._within(self._verify)
            undone.pop_all()

    def read(self, work: Work[Answer]) -> Answer:
        """Return the answer of a transaction that only reads; a replica may answer it."""
        return self._within(lambda: self._run(work, write=False))

    def glance(self, asked: Question, **given: Any) -> Rows:  # noqa: ANN401  parameters
        """Return the rows of a short question outside a transaction: one round trip."""
        text = prefixed(asked.text, self.address.prefix)

        def once() -> Rows:
            with self._session(access="READ") as session, self._hanging_up():
                return rows_of(session.run(text, given), asked)

        try:
            return self._within(once)
        except StoreUnavailable:
            # The driver does not retry such a question.
            return self.read(lambda tx: fetch(tx, asked, **given))

    def write(self, work: Work[Answer], *, about: str = "the map") -> Answer:
        """Return the answer of a transaction that has the same effect run once or twice.

        `about` names what is written, for the message where that fails.
        """
        return self._within(lambda: self._run_until_confirmed(work), about)

    def settle(self, statement: str) -> None:
        """Run a statement about constraints, in a transaction of its own, until it is done.

        While others are making the same it is half there for a while, and cannot be made.
        """

        def made() -> None:
            end = time.monotonic() + RETRY_S
            while True:
                try:
                    self._run_until_confirmed(lambda tx: run(tx, statement).consume())
                except ClientError as error:
                    if not str(error.code).endswith(BEGUN) or time.monotonic() > end:
                        raise
                    time.sleep(PAUSE_S)
                else:
                    return

        self._within(made)

    def close(self) -> None:
        """Let go of the server; one that cannot be told goodbye is let go of as well."""
        if not self._lent:
            with contextlib.suppress(StoreError):
                self._within(self._driver.close)
        while self._idle:
            self._idle.pop().jobs.put(None)

    def _run_until_confirmed(self, work: Work[Answer]) -> Answer:
        """Run a transaction that writes, again where it is not known whether it was committed."""
        for _ in range(AGAIN - 1):
            try:
                return self._run(work, write=True)
            except IncompleteCommit:
                continue
        return self._run(work, write=True)

    def _run(self, work: Work[Answer], *, write: bool) -> Answer:
        @limited(timeout=self._limit)
        def timed(tx: ManagedTransaction) -> Answer:
            with self._hanging_up():
                return work(cast("ManagedTransaction", Prefixed(tx, self.address.prefix)))

        with self._session() as session:
            return session.execute_write(timed) if write else session.execute_read(timed)

    @contextlib.contextmanager
    def _hanging_up(self) -> Iterator[None]:
        """Hang up on a server that answers without end: the driver would hear it out."""
        try:
            yield
        except Endless:
            if not self._lent:
                self._driver.close()
            raise

    def _verify(self) -> None:
        """Raise where the server does not answer, or does not know who asks."""
        if self._lent:
            with self._session(access="READ") as session:
                session.run(NOTHING).consume()
        else:
            self._driver.verify_connectivity()

    def _session(self, access: Literal["READ", "WRITE"] = "WRITE") -> Session:
        return self._driver.session(
            database=self.address.database,
            default_access_mode=access,
            bookmark_manager=self._bookmarks,
            fetch_size=ROWS_AT_ONCE,
            auth=self._auth,
        )

    def _idle_worker(self) -> Worker:
        """Return a worker that has nothing to do."""
        with contextlib.suppress(IndexError):
            return self._idle.pop()
        return Worker()

    def _within(self, action: Callable[[], Answer], about: str = "the map") -> Answer:
        """Return the result of an action; raise where it takes too long.

        A silent socket can hold its reader for ever, so a worker does the reading, and is left
        behind after the time limit.
        """
        outcome = Outcome[Answer]()
        worker = self._idle_worker()
        worker.jobs.put(partial(outcome.run, action))
        try:
            error = outcome.wait(self._limit)
        except Empty:
            worker.jobs.put(None)
            message = f"{self.address.uri} has not answered for {self._limit:g} s: "
            message += "try again, or see whether the server or the way to it is in trouble"
            raise StoreUnavailable(message) from None
        self._idle.append(worker)
        if error is not None:
            self._raise(error, about)
        return outcome.answer  # type: ignore[return-value]  # what the action gave

    def _raise(self, error: BaseException, about: str) -> NoReturn:
        """Raise what stopped a worker, as an error of a store."""
        with plain_errors(self.address):
            if isinstance(error, (*DRIVERS, ReachMapError)) or not isinstance(error, Exception):
                raise error
        message = f"{about} cannot be exchanged with {self.address.uri}: "
        message += f"{type(error).__name__}: {first_line(error)}. "
        message += "See that a map of reachmap is there, or write the map anew"
        raise StoreError(message) from error


def run(tx: ManagedTransaction, text: str, **given: Any) -> Result:  # noqa: ANN401  parameters
    """Run a statement on the server; text that people wrote is only ever a parameter."""
    return tx.run(text, given)


def fetch(tx: ManagedTransaction, asked: Question, **given: Any) -> Rows:  # noqa: ANN401  the same
    """Return the rows of an answer, held to what was asked for."""
    return rows_of(run(tx, asked.text, **given), asked)


def _driver(address: Address, time_limit_s: float, given: Any) -> Driver:  # noqa: ANN401  what it takes
    # What the driver meets is raised as an error; without this the driver would print it too.
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    own = None if address.password is None else (address.user or "neo4j", address.password)
    auth = own if given is None else given
    return GraphDatabase.driver(
        address.uri,
        auth=auth,
        user_agent="reachmap",
        connection_timeout=min(CONNECT_S, time_limit_s),
        connection_acquisition_timeout=min(2 * CONNECT_S, time_limit_s),
        max_transaction_retry_time=min(RETRY_S, time_limit_s),
        notifications_min_severity=NotificationMinimumSeverity.OFF,
    )
