"""The tables of a map before they are checked."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from reachmap.model.about import About
from reachmap.model.assumptions import Assumptions
from reachmap.model.ledger import Ledger, no_rows
from reachmap.model.links import Link
from reachmap.model.nodes import (
    Activity,
    Champion,
    Channel,
    Group,
    KeyWorker,
    Node,
    Organisation,
    Venue,
    Voice,
)
from reachmap.model.records import Ask, Attendance, Finding, PanelSeat, Said, Turnout
from reachmap.model.tables import NODE_TABLES, TABLES
from reachmap.model.vocabulary import (
    Entry,
    Method,
    Support,
    TaxonomyTerm,
    by_code,
    standard_methods,
    standard_supports,
    standard_taxonomy,
)


@dataclass(frozen=True, kw_only=True)
class Content:
    """Every table of a map, in the order of the source."""

    about: About = field(default_factory=About)
    groups: Sequence[Group] = ()
    organisations: Sequence[Organisation] = ()
    workers: Sequence[KeyWorker] = ()
    champions: Sequence[Champion] = ()
    channels: Sequence[Channel] = ()
    venues: Sequence[Venue] = ()
    activities: Sequence[Activity] = ()
    voices: Sequence[Voice] = ()
    links: Sequence[Link] = ()
    attendance: Ledger[Attendance] = field(default_factory=lambda: no_rows(Attendance))
    turnout: Ledger[Turnout] = field(default_factory=lambda: no_rows(Turnout))
    asks: Ledger[Ask] = field(default_factory=lambda: no_rows(Ask))
    said: Ledger[Said] = field(default_factory=lambda: no_rows(Said))
    panels: Ledger[PanelSeat] = field(default_factory=lambda: no_rows(PanelSeat))
    findings: Ledger[Finding] = field(default_factory=lambda: no_rows(Finding))
    methods: Sequence[Method] = ()
    supports: Sequence[Support] = ()
    taxonomy: Sequence[TaxonomyTerm] = ()
    assumptions: Assumptions = field(default_factory=Assumptions)

    @cached_property
    def method_table(self) -> dict[str, Method]:
        """Every method by code, those of the map replacing those of the package."""
        return by_code(standard_methods(), self.methods)

    @cached_property
    def support_table(self) -> dict[str, Support]:
        """Every support by code, those of the map replacing those of the package."""
        return by_code(standard_supports(), self.supports)

    @cached_property
    def taxonomy_table(self) -> dict[str, TaxonomyTerm]:
        """Every taxonomy term by code, those of the map replacing those of the package."""
        return by_code(standard_taxonomy(), self.taxonomy)

    def nodes(self) -> Iterator[Node]:
        """Yield every node, table by table."""
        for table in NODE_TABLES.values():
            yield from getattr(self, table)

    def ids(self, kind: str) -> Collection[str]:
        """Return the ids of a kind of node, or the codes of a vocabulary."""
        if kind in NODE_TABLES:
            return {node.id for node in getattr(self, NODE_TABLES[kind])}
        return self._vocabulary(kind).keys()

    def named(self, kind: str) -> list[tuple[str, str]]:
        """Return id and name of each node of a kind, or code and name of a vocabulary."""
        if kind in NODE_TABLES:
            return [(node.id, node.name) for node in getattr(self, NODE_TABLES[kind])]
        return [(entry.code, entry.name) for entry in self._vocabulary(kind).values()]

    def _vocabulary(self, kind: str) -> Mapping[str, Entry]:
        tables: dict[str, Mapping[str, Entry]] = {
            "method": self.method_table,
            "support": self.support_table,
            "taxonomy": self.taxonomy_table,
        }
        return tables[kind]

    def roles(self) -> list[str]:
        """Return the roles that one worker alone has."""
        held = Counter(worker.role for worker in self.workers if worker.role)
        return [role for role, count in held.items() if count == 1]

    def as_tables(self) -> dict[str, object]:
        """Return the tables by name."""
        return {name: getattr(self, name) for name in TABLES}

    def sizes(self) -> dict[str, int]:
        """Return the number of rows of each table; about and assumptions are no lists."""
        listed = (name for name in TABLES if name not in {"about", "assumptions"})
        return {name: len(getattr(self, name)) for name in listed}
