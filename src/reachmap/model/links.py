"""The types of link, declared as data, and the record of one."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from reachmap.model.fields import (
    FREE_TEXT,
    ORGANISATION,
    PERSONAL,
    PUBLIC,
    Chance,
    Day,
    Days,
    Id,
    Item,
    Level,
    Pence,
    Record,
    Text,
    refers_to,
)

TypeName = Literal[
    "KNOWS",
    "EMPLOYS",
    "SUPPORTS",
    "RUNS",
    "USES",
    "TRUSTED_BY",
    "HEARS",
    "GATHERS",
    "BELONGS_TO",
    "PART_OF",
]

CONTACTS = ("organisation", "worker", "champion", "channel")


@dataclass(frozen=True, slots=True)
class LinkType:
    """What a type of link joins and means.

    Attributes
    ----------
    tails, heads
        Kinds of node it may start from and lead to.
    derived
        True where a field of a record is the only truth, and rows of this type in
        `links` only annotate pairs that the fields already give.
    in_routes
        True where a route may take it.
    """

    tails: tuple[str, ...]
    heads: tuple[str, ...]
    meaning: str
    derived: bool = False
    in_routes: bool = True


LINK_TYPES: dict[str, LinkType] = {
    "KNOWS": LinkType(CONTACTS, CONTACTS, "can ask"),
    "EMPLOYS": LinkType(("organisation",), ("worker",), "employs", derived=True),
    "SUPPORTS": LinkType(("organisation", "worker"), ("champion",), "supports", derived=True),
    "RUNS": LinkType(("organisation",), ("channel",), "runs", derived=True),
    "USES": LinkType(("organisation",), ("venue",), "can ask to come to"),
    "TRUSTED_BY": LinkType(("organisation", "worker", "champion"), ("group",), "is trusted by"),
    "HEARS": LinkType(("channel",), ("group",), "in fact reaches"),
    "GATHERS": LinkType(("venue",), ("group",), "is where to find"),
    "BELONGS_TO": LinkType(("champion", "voice"), ("group",), "belongs to", derived=True),
    "PART_OF": LinkType(("group",), ("group",), "is part of", derived=True, in_routes=False),
}


class Link(Record):
    """One relationship, as one source tells it."""

    from_: Annotated[
        Id, Field(alias="from"), refers_to(*CONTACTS, "venue", "voice", "group"), PUBLIC
    ]
    """Node it starts from."""

    type: Annotated[TypeName, PUBLIC]
    """What the relationship is."""

    to: Annotated[Id, refers_to(*CONTACTS, "venue", "group"), PUBLIC]
    """Node it leads to."""

    both_ways: Annotated[bool, PUBLIC] = False
    """Whether the second can ask the first as well; of KNOWS alone."""

    trust: Annotated[Level | None, ORGANISATION] = None
    """How well the relationship works, by staff judgement, from 1 to 5."""

    chance: Annotated[Chance | None, ORGANISATION] = None
    """Chance that an ask is passed on, in (0, 1]; goes before `trust`."""

    days: Annotated[Days | None, ORGANISATION] = None
    """Days that it usually takes."""

    cost: Annotated[Pence | None, ORGANISATION] = None
    """What it usually costs, in whole pence."""

    last_contact: Annotated[Day | None, ORGANISATION] = None
    """Day the two last spoke."""

    owner: Annotated[Item | None, PERSONAL] = None
    """Who holds the relationship."""

    source: Annotated[Item | None, ORGANISATION] = None
    """Who says so; the same link may be told by several sources."""

    notes: Annotated[Text | None, FREE_TEXT] = None
    """Anything else worth keeping; never leaves the working map."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes the link one: where from, what, where to, who says so."""
        return (self.from_, self.type, self.to, self.source or "")
