"""A graph of its own labels, types and properties, read as a map through a mapping."""

import contextlib
from collections.abc import Callable, Hashable, Iterator, Mapping
from itertools import count
from typing import NoReturn, Self, TypeVar

from neo4j import ManagedTransaction

from reachmap.errors import InvalidMap, Issue, StoreAccess, quoted
from reachmap.model.columns import Columns, map_of
from reachmap.model.links import LINK_TYPES
from reachmap.model.spelling import nearest
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import TABLES
from reachmap.store.neo4j.address import address_of
from reachmap.store.neo4j.answers import Count, Text, question, the_only
from reachmap.store.neo4j.asking import Ask
from reachmap.store.neo4j.connection import ENVIRONMENT, Access, Connection, fetch
from reachmap.store.neo4j.graph import JOINING
from reachmap.store.neo4j.labels import OWN_LABELS
from reachmap.store.neo4j.mapped_patterns import MappedPatterns
from reachmap.store.neo4j.mapping import GraphMapping, Name
from reachmap.store.neo4j.mapping_file import read_mapping
from reachmap.store.neo4j.pointer import State
from reachmap.store.neo4j.reader import Reader
from reachmap.store.protocol import Progress
from reachmap.words import join_names, words_of_count

Answer = TypeVar("Answer")

TIME_LIMIT_S = 300.0
FEW = 8
"""Most names of the graph that a remark lists."""

LABELS = question("the labels", "CALL db.labels() YIELD label RETURN label", Text)
TYPES = question(
    "the types", "CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType", Text
)
PROPERTIES = question(
    "the properties", "CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey", Text
)
COMMITTED = question(
    "the database",
    "SHOW DATABASE $database YIELD lastCommittedTxn RETURN lastCommittedTxn",
    Count | None,
)
OWN_TYPES = frozenset({*LINK_TYPES, *(type_ for _, type_, _ in JOINING.values())})
"""Types of relationship of maps that reachmap wrote into the same database."""

MEND = "Put it right in the mapping"


class MappedStore(Reader):
    """A store that reads a graph through a mapping, and writes nothing."""

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
        self._target = address_of(address, insecure=insecure, connected=access.driver is not None)
        if make:
            self._refuse()
        self._file = str(self._target.mapping)
        self._mapping = read_mapping(self._file)
        self._unknown = count(-1, -1)
        self._connection = Connection(self._target, time_limit_s=time_limit_s, access=access)
        with contextlib.ExitStack() as undone:
            undone.callback(self._connection.close)
            self._known = self._connection.read(_names_of_graph)
            self._refuse_unknown()
            self._patterns = MappedPatterns(self._mapping)
            self._layout = self._patterns.layout()
            self._here = self._mapping.parameters()
            self._seen = self._look()
            undone.pop_all()

    def at_one_state(self) -> Self:
        """Return itself: it looks anew where a question begins."""
        return self

    def version(self) -> Hashable:
        """Return a token of what was last read.

        A question begins with `outline`, which reads anew where the database was changed since.
        """
        return self._seen.revision

    def outline(self) -> StakeholderMap:
        """Return the map without voices and without what grows without end, as it now is."""
        self._seen = self._look()
        return super().outline()

    def whole(self) -> StakeholderMap:
        """Return the whole map."""
        return map_of(self._answer(lambda ask: {t: ask.columns(t) for t in TABLES}))

    def remarks(self) -> tuple[Issue, ...]:
        """Return what of the graph is not on the map."""
        return tuple(self._connection.read(lambda tx: [*self._remarks(tx)]))

    def write(self, stakeholders: StakeholderMap, *, progress: Progress | None = None) -> None:
        """Refuse to write."""
        del stakeholders, progress
        self._refuse()

    def append(self, changes: Mapping[str, Columns]) -> None:
        """Refuse to add rows."""
        del changes
        self._refuse()

    def forget(self, id: str) -> int:  # noqa: A002  the word of the contract
        """Refuse to remove a voice."""
        del id
        self._refuse()

    def close(self) -> None:
        """Let go of what holds the store open."""
        self._connection.close()

    def _refuse(self) -> NoReturn:
        message = (
            f"the {self._target} can only be read: change it where it is kept, or copy it to a "
            "file (reachmap copy) and change that"
        )
        raise StoreAccess(message)

    def _look(self) -> State:
        """Return how often the database was changed; something new where it does not say."""
        try:
            rows = self._connection.glance(COMMITTED, database=self._target.database)
        except StoreAccess:  # not everyone may ask
            rows = []
        committed = [number for (number,) in rows if number is not None]
        revision = committed[0] if committed else next(self._unknown)
        return State(current=self._file, revision=revision, network=revision)

    def _existing_state(self) -> State:
        return self._seen

    def _answer(self, question: Callable[[Ask], Answer], held: State | None = None) -> Answer:
        """Return the answer to a question, of the graph as it is while it is read."""
        del held
        return self._connection.read(lambda tx: question(Ask(tx, self._here, self._layout)))

    def _refuse_unknown(self) -> None:
        """Raise where the mapping names what the database does not have."""
        labels, types, properties = self._known
        issues = []
        for what, name, table in _names_in(self._mapping):
            known = {"label": labels, "type": types, "property": properties}[what]
            if name not in known:
                near = nearest(name, sorted(known), count=1)
                remedy = f"Did you mean {quoted(near[0])}?" if near else MEND
                message = f"the database has no {what} {quoted(name)}"
                issues.append(Issue(message, remedy, file=self._file, sheet=table))
        if issues:
            raise InvalidMap(tuple(issues))

    def _remarks(self, tx: ManagedTransaction) -> Iterator[Issue]:
        """Yield what of the graph is not on the map."""
        for table, what, asked, named in self._patterns.left_out():
            (number,) = the_only(fetch(tx, asked, **self._here), asked.table)
            if number:
                noun, _, rest = what.partition(" ")
                many = words_of_count(number, noun)
                yield Issue(
                    f"not on the map: {many} {quoted(named)} {rest}",
                    "See whether the mapping is to take them in",
                    severity="warning",
                    file=self._file,
                    sheet=table,
                )
        labels, types, _ = self._known
        used = {(what, name) for what, name, _ in _names_in(self._mapping)}
        prefixes = [label.removesuffix("MapNode") for label in labels if label.endswith("MapNode")]
        ours = {f"{prefix}{label}" for prefix in prefixes for label in OWN_LABELS}
        ours |= OWN_TYPES if prefixes else set()
        for what, names in (("label", labels), ("type", types)):
            beyond = sorted(name for name in names - ours if (what, name) not in used)
            if beyond:
                yield Issue(
                    f"the mapping leaves out the {what}s: {_few(beyond)}",
                    "Add those that belong on the map",
                    severity="warning",
                    file=self._file,
                )


def _few(names: list[str]) -> str:
    more = [f"{len(names) - FEW:,} more"] if len(names) > FEW else []
    return join_names([*map(quoted, names[:FEW]), *more])


def _names_of_graph(tx: ManagedTransaction) -> tuple[frozenset[str], ...]:
    """Return the labels, types and properties of a database."""
    return tuple(
        frozenset(name for (name,) in fetch(tx, asked)) for asked in (LABELS, TYPES, PROPERTIES)
    )


def _names_in(mapping: GraphMapping) -> Iterator[tuple[str, Name, str]]:
    """Yield every name of the graph in a mapping: what it names, the name, and the table."""
    for part in mapping.every_part:
        if part.label is not None:
            yield "label", part.label, part.table
        if part.arrow is not None:
            yield "type", part.arrow.type, part.table
        for source in part.fields.values():
            if source.arrow is not None:
                yield "type", source.arrow.type, part.table
            if source.name is not None:
                yield "property", source.name, part.table
