"""The tables of a map and the types of their rows, declared once."""

from collections.abc import Iterable
from dataclasses import dataclass

from reachmap.model.about import About
from reachmap.model.assumptions import AssumptionRow
from reachmap.model.fields import Record
from reachmap.model.links import Link
from reachmap.model.nodes import (
    NODE_KINDS,
    Activity,
    Champion,
    Channel,
    Group,
    KeyWorker,
    Organisation,
    Venue,
    Voice,
)
from reachmap.model.records import Ask, Attendance, Finding, PanelSeat, Said, Turnout
from reachmap.model.vocabulary import Method, Support, TaxonomyTerm


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a map: its name, the type of its rows and their key."""

    name: str
    """Name of its file or sheet, and of its field of `StakeholderMap`."""

    record: type[Record]

    key: tuple[str, ...] = ()
    """Fields that no two rows share; empty where rows may repeat."""

    ledger: bool = False
    """Whether it grows without end and is stored as columns."""


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("about", About),
        Table("groups", Group, ("id",)),
        Table("organisations", Organisation, ("id",)),
        Table("workers", KeyWorker, ("id",)),
        Table("champions", Champion, ("id",)),
        Table("channels", Channel, ("id",)),
        Table("venues", Venue, ("id",)),
        Table("activities", Activity, ("id",)),
        Table("voices", Voice, ("id",)),
        Table("links", Link, ("from_", "type", "to", "source")),
        Table("attendance", Attendance, ("voice", "activity"), ledger=True),
        Table("turnout", Turnout, ("activity", "group"), ledger=True),
        Table("asks", Ask, ledger=True),
        Table("said", Said, ledger=True),
        Table("panels", PanelSeat, ("date", "voice"), ledger=True),
        Table("findings", Finding, ("rule", "subject"), ledger=True),
        Table("methods", Method, ("code",)),
        Table("supports", Support, ("code",)),
        Table("taxonomy", TaxonomyTerm, ("code",)),
        Table("assumptions", AssumptionRow, ("name",)),
    )
}

NODE_TABLES: dict[str, str] = {
    kind: next(name for name, table in TABLES.items() if table.record is model)
    for kind, model in NODE_KINDS.items()
}

VOCABULARY_TABLES: dict[str, str] = {
    "method": "methods",
    "support": "supports",
    "taxonomy": "taxonomy",
}


def kinds_of(tables: Iterable[str]) -> frozenset[str]:
    """Return the kinds of record that tables hold, by which references name them."""
    named = (NODE_TABLES | VOCABULARY_TABLES).items()
    wanted = frozenset(tables)
    return frozenset(kind for kind, table in named if table in wanted)


LEDGERS: tuple[str, ...] = tuple(name for name, table in TABLES.items() if table.ledger)

ONCE_IN_PENCE: dict[str, tuple[str, ...]] = {
    "activities": ("cost",),
    "links": ("cost",),
    "methods": ("cost",),
    "supports": ("cost_per_person", "fixed_cost"),
}
"""Columns that the first documents and stores held in whole pence, as they did `STEP_COST`."""

RESERVED: frozenset[str] = frozenset({"kind", "derived", "own"})
"""Words that are attributes of nodes and links in a graph, and no headings of people's own."""

STEP_COST = "step_cost"
"""The one assumption that is a sum of money."""
