"""The tables of a map before they are checked."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from reachmap.model.about import About
from reachmap.model.assumptions import Assumptions
from reachmap.model.ledger import Ledger
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
    attendance: Ledger[Attendance] = field(default_factory=lambda: Ledger(Attendance, {}))
    turnout: Ledger[Turnout] = field(default_factory=lambda: Ledger(Turnout, {}))
    asks: Ledger[Ask] = field(default_factory=lambda: Ledger(Ask, {}))
    said: Ledger[Said] = field(default_factory=lambda: Ledger(Said, {}))
    panels: Ledger[PanelSeat] = field(default_factory=lambda: Ledger(PanelSeat, {}))
    findings: Ledger[Finding] = field(default_factory=lambda: Ledger(Finding, {}))
    methods: Sequence[Method] = ()
    supports: Sequence[Support] = ()
    taxonomy: Sequence[TaxonomyTerm] = ()
    assumptions: Assumptions = field(default_factory=Assumptions)

    def nodes(self) -> Iterator[Node]:
        """Yield every node, table by table."""
        for table in NODE_TABLES.values():
            yield from getattr(self, table)

    def ids(self, kind: str) -> Collection[str]:
        """Return the ids of a kind of node, or the codes of a vocabulary."""
        if kind in NODE_TABLES:
            return {node.id for node in getattr(self, NODE_TABLES[kind])}
        standard = {
            "method": (standard_methods, self.methods),
            "support": (standard_supports, self.supports),
            "taxonomy": (standard_taxonomy, self.taxonomy),
        }[kind]
        return by_code(standard[0](), standard[1]).keys()

    def as_tables(self) -> dict[str, object]:
        """Return the tables by name."""
        return {name: getattr(self, name) for name in TABLES}

    def sizes(self) -> dict[str, int]:
        """Return the number of rows of each table; about and assumptions are no lists."""
        listed = (name for name in TABLES if name not in {"about", "assumptions"})
        return {name: len(getattr(self, name)) for name in listed}
