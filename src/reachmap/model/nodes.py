"""The kinds of node: who and what is on the map."""

from typing import Annotated, ClassVar, Literal

from reachmap.model.choices import ParticipationLevel
from reachmap.model.fields import (
    COUNT,
    FREE_TEXT,
    ORGANISATION,
    PERSONAL,
    PUBLIC,
    SPECIAL,
    Count,
    Day,
    Days,
    Hours,
    Id,
    Item,
    Items,
    Level,
    Margin,
    Money,
    Record,
    Text,
    refers_to,
)
from reachmap.model.own import OwnTexts

Barrier = Literal[
    "access",
    "caring",
    "cost",
    "digital",
    "language",
    "literacy",
    "stigma",
    "timing",
    "transport",
    "trust",
]
Sector = Literal[
    "care-home",
    "charity",
    "community-group",
    "council",
    "education",
    "employer",
    "faith",
    "gp-practice",
    "hospital",
    "housing",
    "justice",
    "pharmacy",
    "school",
    "social-care",
    "sport",
    "other",
]
NoChoice = Literal["safety", "clinical", "legal", "national", "finance"]
Experience = Literal["current", "past"]


class Node(Record):
    """Anything that is on the map."""

    kind: ClassVar[str]

    id: Annotated[Id, PUBLIC]
    """Short name, unique over the whole map; made from the name where left blank."""

    name: Annotated[Item, PUBLIC]
    """Name as people say it."""

    notes: Annotated[Text | None, FREE_TEXT] = None
    """Anything else worth keeping; never leaves the working map."""

    own: Annotated[OwnTexts, FREE_TEXT] = ()
    """Cells under columns of your own, as ``x_ward: North``; never leave the working map."""


class Group(Node):
    """A population group: people who share a situation, and may or may not be heard."""

    kind: ClassVar[str] = "group"

    category: Annotated[Id | None, refers_to("taxonomy"), PUBLIC] = None
    """Code of the taxonomy that describes the group."""

    population: Annotated[Count | None, COUNT] = None
    """How many people of the group live in the area; blank where not known."""

    population_source: Annotated[Text | None, FREE_TEXT] = None
    """Where the population figure comes from."""

    population_margin: Annotated[Margin | None, PUBLIC] = None
    """How far off the population figure may be, as a share: 0.1 for 10% either way."""

    part_of: Annotated[Items, refers_to("group"), PUBLIC] = ()
    """Wider groups that this group is part of."""

    barriers: Annotated[tuple[Barrier, ...], PUBLIC] = ()
    """What makes joining in harder for many people of the group."""

    languages: Annotated[Items, PUBLIC] = ()
    """Languages that people of the group use."""

    hidden: Annotated[bool, PUBLIC] = False
    """Whether people often do not call themselves by this name, as hidden carers."""

    finding_question: Annotated[Text | None, FREE_TEXT] = None
    """A question that lets people recognise themselves, as "Do you look after someone?"."""


class Organisation(Node):
    """A body: the team that asks, or one that could introduce it."""

    kind: ClassVar[str] = "organisation"

    sector: Annotated[Sector | None, PUBLIC] = None
    """What sort of body it is."""

    languages: Annotated[Items, PUBLIC] = ()
    """Languages it can work in."""

    team: Annotated[bool, PUBLIC] = False
    """Whether this is the body that asks; at least one organisation of a map is."""

    capacity: Annotated[Count | None, ORGANISATION] = None
    """Asks it can carry in a quarter; blank where no limit is known."""

    influence: Annotated[Level | None, ORGANISATION] = None
    """Influence on the subject, from 1 (little) to 5 (great)."""

    interest: Annotated[Level | None, ORGANISATION] = None
    """Interest in the subject, from 1 (little) to 5 (great)."""


class KeyWorker(Node):
    """A person in a role who works with groups, named here by the role."""

    kind: ClassVar[str] = "worker"

    id: Annotated[Id, PERSONAL]
    """Short name, unique over the whole map; made from the name where left blank."""

    name: Annotated[Item, PERSONAL]
    """What the team calls this worker: the role is best."""

    role: Annotated[Item | None, PERSONAL] = None
    """The role, as "carers' liaison officer"."""

    organisation: Annotated[Id | None, refers_to("organisation"), PERSONAL] = None
    """Organisation that employs the worker."""

    languages: Annotated[Items, PERSONAL] = ()
    """Languages the worker speaks."""

    capacity: Annotated[Count | None, PERSONAL] = None
    """Asks the worker can carry in a quarter; blank where no limit is known."""

    until: Annotated[Day | None, PERSONAL] = None
    """Last day in the role, where it is known to end."""

    consent: Annotated[bool, PERSONAL] = False
    """Whether the worker agreed to be named to partners."""

    influence: Annotated[Level | None, PERSONAL] = None
    """Influence on the subject, from 1 (little) to 5 (great)."""

    interest: Annotated[Level | None, PERSONAL] = None
    """Interest in the subject, from 1 (little) to 5 (great)."""


class Champion(Node):
    """A person of a group who speaks up for it and can bring others in."""

    kind: ClassVar[str] = "champion"

    id: Annotated[Id, PERSONAL]
    """Short name, unique over the whole map; made from the name where left blank."""

    name: Annotated[Item, PERSONAL]
    """What the team calls this champion: the role is best."""

    groups: Annotated[Items, refers_to("group"), SPECIAL] = ()
    """Groups the champion belongs to."""

    lived_experience: Annotated[Experience | None, SPECIAL] = None
    """Whether the champion's own experience is current or past."""

    lived_until: Annotated[Day | None, SPECIAL] = None
    """Last day of the experience, where it has ended."""

    trained_on: Annotated[Day | None, PERSONAL] = None
    """Day of the last training."""

    supported_by: Annotated[Id | None, refers_to("worker", "organisation"), PERSONAL] = None
    """Worker or organisation that supports the champion."""

    languages: Annotated[Items, PERSONAL] = ()
    """Languages the champion speaks."""

    capacity: Annotated[Count | None, PERSONAL] = None
    """Asks the champion can carry in a quarter; blank where no limit is known."""

    until: Annotated[Day | None, PERSONAL] = None
    """Last day as a champion, where it is known to end."""

    consent: Annotated[bool, PERSONAL] = False
    """Whether the champion agreed to be named to partners."""


class Channel(Node):
    """A standing way to be heard: a panel, a forum, a survey, complaints."""

    kind: ClassVar[str] = "channel"

    method: Annotated[Id | None, refers_to("method"), PUBLIC] = None
    """Code of the method it uses."""

    run_by: Annotated[Id | None, refers_to("organisation"), PUBLIC] = None
    """Organisation that runs it."""

    capacity: Annotated[Count | None, ORGANISATION] = None
    """Asks it can carry in a quarter; blank where no limit is known."""

    anonymous: Annotated[bool | None, PUBLIC] = None
    """Whether people can speak through it without being known."""

    standing: Annotated[bool, PUBLIC] = False
    """Whether its members are meant to come back, as on a panel or a board."""


class Venue(Node):
    """A place where people already are."""

    kind: ClassVar[str] = "venue"

    setting: Annotated[Item | None, PUBLIC] = None
    """What sort of place it is, as "library" or "day centre"."""

    area: Annotated[Item | None, PUBLIC] = None
    """Neighbourhood it is in."""

    accessible: Annotated[bool | None, PUBLIC] = None
    """Whether it is step-free with an accessible toilet; blank where nobody looked."""


class Activity(Node):
    """One occasion on which people were, or will be, heard."""

    kind: ClassVar[str] = "activity"

    date: Annotated[Day | None, PUBLIC] = None
    """Day it takes place; without one it counts only where no window is given."""

    level: Annotated[ParticipationLevel | None, PUBLIC] = None
    """How much say people have: engagement, consultation, co-design or co-production."""

    method: Annotated[Id | None, refers_to("method"), PUBLIC] = None
    """Code of the method used."""

    channel: Annotated[Id | None, refers_to("channel"), PUBLIC] = None
    """Standing channel it is a sitting of."""

    venue: Annotated[Id | None, refers_to("venue"), PUBLIC] = None
    """Venue it takes place at."""

    run_by: Annotated[Id | None, refers_to("organisation"), PUBLIC] = None
    """Organisation that runs it."""

    groups: Annotated[Items, refers_to("group"), PUBLIC] = ()
    """Groups it is for."""

    records: Annotated[Items, refers_to("group", "taxonomy"), PUBLIC] = ()
    """Groups or taxonomy codes that those who came were asked about."""

    topic: Annotated[Item | None, PUBLIC] = None
    """Subject, the same words each time, so that activities on it can be compared."""

    concerns: Annotated[Id | None, refers_to("organisation"), PUBLIC] = None
    """Organisation that was discussed."""

    sensitive: Annotated[bool, PUBLIC] = False
    """Whether speaking up about it may be hard or costly."""

    anonymous: Annotated[bool | None, PUBLIC] = None
    """Whether people could speak without being known."""

    can_change: Annotated[Text | None, FREE_TEXT] = None
    """What is still open to change."""

    no_choice: Annotated[NoChoice | None, PUBLIC] = None
    """Why the outcome is not open, where it is not."""

    notice_days: Annotated[Days | None, PUBLIC] = None
    """Days of notice that people were given."""

    cost: Annotated[Money | None, ORGANISATION] = None
    """What it cost, in the currency of the map."""

    staff_hours: Annotated[Hours | None, ORGANISATION] = None
    """Hours of staff time it took."""

    invited: Annotated[Count | None, COUNT] = None
    """How many people were invited."""

    attended: Annotated[Count | None, COUNT] = None
    """Everyone who came."""

    frontline_staff: Annotated[bool | None, PUBLIC] = None
    """Whether staff who deliver the service took part."""

    supports: Annotated[Items, refers_to("support"), PUBLIC] = ()
    """Codes of the supports that were offered."""

    decided_on: Annotated[Day | None, PUBLIC] = None
    """Day the decision was taken."""

    feedback_on: Annotated[Day | None, PUBLIC] = None
    """Day people were told what became of what they said."""


class Voice(Node):
    """A person who takes part, under a pseudonym."""

    kind: ClassVar[str] = "voice"

    id: Annotated[Id, PERSONAL]
    """Pseudonym, unique over the whole map."""

    name: Annotated[Item, PERSONAL]
    """The pseudonym again, or how the team refers to this voice; never a real name."""

    groups: Annotated[Items, refers_to("group"), SPECIAL] = ()
    """Groups the person belongs to."""

    lived_experience: Annotated[Experience | None, SPECIAL] = None
    """Whether the person's own experience is current or past."""

    lived_until: Annotated[Day | None, SPECIAL] = None
    """Last day of the experience, where it has ended."""


NODE_KINDS: dict[str, type[Node]] = {
    model.kind: model
    for model in (Group, Organisation, KeyWorker, Champion, Channel, Venue, Activity, Voice)
}

PERSON_KINDS = frozenset({"worker", "champion", "voice"})
