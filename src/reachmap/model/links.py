"""The types of link, each declared once with its words, and the record of one."""

from dataclasses import dataclass
from typing import Annotated, Literal, get_args

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
    Money,
    Record,
    Text,
    refers_to,
)
from reachmap.model.own import OwnTexts

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


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkType:
    """What a type of link joins, what it means, and how people speak of it.

    The texts have the slots `{from_}` and `{to}`: the names of its two ends.
    """

    tails: tuple[str, ...]
    """Kinds of node it may start from."""
    heads: tuple[str, ...]
    """Kinds of node it may lead to."""
    meaning: str
    """What is written between the names of its two ends."""
    field: str | None = None
    """The field of a record that alone says there is one; `links` only annotates it."""
    usual_chance: float | None = None
    """Chance of a link about which nothing else is known; None where no route may take it."""
    later_step: str = ""
    """How to take it on a route."""
    first_step: str = ""
    """How the team itself takes it, where it may start from an organisation."""
    why_you: str = ""
    """Why the person or body it starts from is asked, in words to them."""
    making: str = ""
    """What to do to make such a relationship."""

    @property
    def derived(self) -> bool:
        """Whether a field of a record is the only truth."""
        return self.field is not None

    @property
    def in_routes(self) -> bool:
        """Whether a route may take it."""
        return self.usual_chance is not None


LINK_TYPES: dict[str, LinkType] = {
    "KNOWS": LinkType(
        tails=CONTACTS,
        heads=CONTACTS,
        meaning="can ask",
        usual_chance=0.5,
        first_step="Ask {to} to introduce you",
        later_step="{from_} introduces you to {to}",
        why_you="you know {to}, who may lead us on",
        making="Get to know {to}",
    ),
    "EMPLOYS": LinkType(
        tails=("organisation",),
        heads=("worker",),
        meaning="employs",
        field="'organisation' of the worker",
        usual_chance=0.95,
        first_step="Ask {to}, who works with you",
        later_step="{from_} puts you in touch with {to}, who works there",
        why_you="{to} works with you",
    ),
    "SUPPORTS": LinkType(
        tails=("organisation", "worker"),
        heads=("champion",),
        meaning="supports",
        field="'supported_by' of the champion",
        usual_chance=0.9,
        first_step="Ask {to}, a champion you support",
        later_step="{from_} puts you in touch with {to}, a champion with their support",
        why_you="you support {to}",
    ),
    "RUNS": LinkType(
        tails=("organisation",),
        heads=("channel",),
        meaning="runs",
        field="'run_by' of the channel",
        usual_chance=0.95,
        first_step="Use {to}, which you run",
        later_step="{from_} opens {to} to you, which they run",
        why_you="you run {to}",
    ),
    "USES": LinkType(
        tails=("organisation",),
        heads=("venue",),
        meaning="can ask to come to",
        usual_chance=0.8,
        first_step="Ask to come to {to}, which you use",
        later_step="{from_} asks whether you may come to {to}",
        why_you="you use {to}, where they can be met",
        making="Ask to come to {to}",
    ),
    "TRUSTED_BY": LinkType(
        tails=("organisation", "worker", "champion"),
        heads=("group",),
        meaning="is trusted by",
        usual_chance=0.6,
        first_step="Ask {to} yourselves: they trust {from_}",
        later_step="{from_} is trusted by {to}",
        why_you="they trust you",
        making="Help {from_} to get to know {to}",
    ),
    "HEARS": LinkType(
        tails=("channel",),
        heads=("group",),
        meaning="in fact reaches",
        usual_chance=0.5,
        later_step="{to} can be heard through {from_}",
        why_you="they can be heard through you",
        making="Bring {to} into {from_}",
    ),
    "GATHERS": LinkType(
        tails=("venue",),
        heads=("group",),
        meaning="is where to find",
        usual_chance=0.6,
        later_step="{to} can be met at {from_}",
        why_you="they can be met with you",
        making="Invite {to} to {from_}",
    ),
    "BELONGS_TO": LinkType(
        tails=("champion", "voice"),
        heads=("group",),
        meaning="belongs to",
        field="'groups' of the champion or voice",
        usual_chance=0.9,
        later_step="{from_} is one of {to} and can bring others in",
        why_you="you are one of them and can bring others in",
    ),
    "PART_OF": LinkType(
        tails=("group",),
        heads=("group",),
        meaning="is part of",
        field="'part_of' of the narrower group",
    ),
}

INTRODUCTIONS: frozenset[TypeName] = frozenset({"KNOWS", "EMPLOYS", "SUPPORTS"})
"""Types by which someone introduces us to another; the others open a channel, venue or group."""

INTO_GROUPS: dict[str, TypeName] = {
    kind: name
    for name in get_args(TypeName)
    if "group" in LINK_TYPES[name].heads and not LINK_TYPES[name].derived
    for kind in LINK_TYPES[name].tails
}
"""By kind of node, the type of written link by which it leads into a group."""


class Link(Record):
    """One relationship, as one source reports it."""

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

    cost: Annotated[Money | None, ORGANISATION] = None
    """What it usually costs, in the currency of the map."""

    last_contact: Annotated[Day | None, ORGANISATION] = None
    """Day the two last spoke."""

    owner: Annotated[Item | None, PERSONAL] = None
    """Who holds the relationship."""

    source: Annotated[Item | None, ORGANISATION] = None
    """Who says so; several sources may report the same link."""

    notes: Annotated[Text | None, FREE_TEXT] = None
    """Anything else worth keeping; never leaves the working map."""

    own: Annotated[OwnTexts, FREE_TEXT] = ()
    """Cells under columns of your own, as ``x_ward: North``; never leave the working map."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes the link one: where from, what, where to, who says so."""
        return (self.from_, self.type, self.to, self.source or "")
