"""The records of a plan: what to do when, what groups gain, what more would buy."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from reachmap.analysis.routes.brief import Request
from reachmap.model.answer import Row
from reachmap.model.fields import COUNT, ORGANISATION, PERSONAL, PUBLIC, Amount

Short = Literal["money", "staff hours"]
"""What there may be too little of."""

SHORT: tuple[Short, ...] = ("money", "staff hours")


class CostItem(Row):
    """One thing that an action costs."""

    name: Annotated[str, PUBLIC]
    """What is paid for."""

    cost: Annotated[Amount, ORGANISATION]
    """What it costs, in the currency of the map."""


class PlannedAction(Row):
    """Something to do: whom to ask by when, and what it leads to."""

    hidden_columns: ClassVar[tuple[str, ...]] = (
        *("action", "asked", "low", "high", "come", "chance", "supports", "own_time"),
        *("items", "instead", "request", "method_code", "venue_id", "way", "waits"),
        *("contacts", "at", "owner", "unlifted", "step"),
    )
    terminal_columns: ClassVar[tuple[str, ...]] = (
        "ask_by",
        "step",
        "name",
        "cost",
        "staff_hours",
    )
    named_by: ClassVar[tuple[str, ...]] = ("action", "group", "name")

    ask_by: Annotated[date, ORGANISATION]
    """Day to ask: the first working day on which everyone on the way has room."""

    latest: Annotated[date, ORGANISATION]
    """Last working day to ask if it is to take place in time."""

    start: Annotated[date, ORGANISATION]
    """Day it can take place if asked on `ask_by`."""

    group: Annotated[str, PUBLIC]
    """Id of the group."""

    name: Annotated[str, PUBLIC]
    """Name of the group."""

    who: Annotated[str, PERSONAL]
    """Who is asked first, by name or role."""

    step: Annotated[str, PERSONAL]
    """What to do on that day, in a few words."""

    through: Annotated[tuple[str, ...], PERSONAL] = ()
    """Names of those asked after them, in order."""

    contact: Annotated[str, PERSONAL] = ""
    """Who to write to there, and who of us knows them, in words."""

    method: Annotated[str, PUBLIC]
    """Name of the method."""

    venue: Annotated[str | None, PUBLIC] = None
    """Where the group gathers; blank where that is not recorded."""

    cost: Annotated[Amount, ORGANISATION]
    """What it costs with everything that helps people to join, in the currency of the map."""

    paid_for: Annotated[str, ORGANISATION] = ""
    """What the cost is made of."""

    staff_hours: Annotated[float, ORGANISATION]
    """Hours of staff time."""

    expected: Annotated[float, COUNT]
    """People expected: those the method can take, times how many come, times the chance of the
    way."""

    why: Annotated[str, ORGANISATION]
    """Why it is in the plan."""

    action: Annotated[str, PERSONAL]
    """Its short name, by which it can be fixed or forbidden."""

    method_code: Annotated[str, PUBLIC]
    """Code of the method."""

    venue_id: Annotated[str | None, PUBLIC] = None
    """Id of the venue."""

    way: Annotated[tuple[str, ...], PERSONAL] = ()
    """Ids from the team to the group."""

    asked: Annotated[tuple[str, ...], PERSONAL] = ()
    """Ids of those on the way who are asked, in order."""

    owner: Annotated[str | None, PERSONAL] = None
    """Who of the team holds the relationship with whoever is asked first, and is spoken to before;
    blank where that is not on record."""

    contacts: Annotated[tuple[str, ...], PERSONAL] = ()
    """Names or roles of those to write to, as far as they are on the map."""

    at: Annotated[str | None, PERSONAL] = None
    """Body or venue at which to write to them; blank where none is on the map."""

    waits: Annotated[bool, ORGANISATION] = False
    """Whether the ask waits until someone on the way, or the group, can be asked again."""

    come: Annotated[float, COUNT]
    """People who would come if the introduction works."""

    chance: Annotated[float, ORGANISATION]
    """Chance that the introduction works: a guess."""

    low: Annotated[float, COUNT]
    """Lower end of the range that holds nine cases of ten of who comes."""

    high: Annotated[float, COUNT]
    """Upper end of that range."""

    supports: Annotated[tuple[str, ...], PUBLIC] = ()
    """Codes of what helps people to join, and is paid for in the cost."""

    own_time: Annotated[bool, PUBLIC] = False
    """Whether it is a talk with one person who cares for another, at a time that suits them."""

    unlifted: Annotated[tuple[str, ...], PUBLIC] = ()
    """Barriers of the group against which nothing is paid for, as the method shuts nobody out by
    them."""

    items: Annotated[tuple[CostItem, ...], ORGANISATION] = ()
    """The cost, item by item."""

    instead: Annotated[str, ORGANISATION] = ""
    """The next best for the group, and why it is not in the plan."""

    request: Annotated[Request | None, ORGANISATION] = None
    """What the first ask rests on; None where nobody is asked."""

    def brief(self) -> str:
        """Return what to say to the first person asked; for internal use."""
        return self.request.words() if self.request else ""


class Colleague(Row):
    """A talk with a colleague who holds relationships, before those they know are asked.

    What it has in common with an action goes by the same names, so that both stand in one table.
    """

    ask_by: Annotated[date, ORGANISATION]
    """Day to speak to them: the working day before the first ask that needs it, or the day of
    that ask where there is none before."""

    latest: Annotated[date, ORGANISATION]
    """Last day to do so: the first of the last days to ask."""

    group: Annotated[tuple[str, ...], PUBLIC]
    """Ids of the groups that it is about."""

    name: Annotated[tuple[str, ...], PUBLIC]
    """Names of the groups that it is about."""

    who: Annotated[str, PERSONAL]
    """Name or role of the colleague."""

    step: Annotated[str, PERSONAL]
    """What to do on that day, in a few words."""

    about: Annotated[tuple[str, ...], PERSONAL]
    """Names of those with whom they hold the relationship, and who are asked afterwards."""

    method: Annotated[str, PUBLIC]
    """That it is a talk, in words."""

    why: Annotated[str, PERSONAL]
    """Why to speak to them, in words."""

    def unrecorded(self, name: str) -> str | None:
        """Return nothing to read for what only an action has."""
        return None if name in type(self).model_fields else ""


class Resting(Row):
    """Somebody who has been asked as often as they can manage."""

    name: Annotated[str, PERSONAL]
    """Name or role."""

    until: Annotated[date | None, ORGANISATION] = None
    """First day with room for an ask; blank where there is none as far as asks are planned."""


class AskingAction(Row):
    """Questions on the sign-in sheet of a sitting that takes place anyway."""

    day: Annotated[date | None, PUBLIC] = None
    """Day of the sitting; blank where none is planned."""

    sitting: Annotated[str, PUBLIC] = ""
    """Name of the sitting, or of its channel."""

    questions: Annotated[tuple[str, ...], PUBLIC] = ()
    """What to ask about."""

    settles: Annotated[int, PUBLIC] = 0
    """Groups that it settles whatever people answer."""

    perhaps: Annotated[int, PUBLIC] = 0
    """Groups that it may settle."""

    of: Annotated[int, PUBLIC] = 0
    """Groups of which we cannot tell."""


class GroupOutlook(Row):
    """How a group is heard before and after the plan."""

    hidden_columns: ClassVar[tuple[str, ...]] = ("lacks", "is_recorded")

    group: Annotated[str, PUBLIC]
    """Id of the group."""

    name: Annotated[str, PUBLIC]
    """Name of the group."""

    population: Annotated[int | None, COUNT] = None
    """People of the group in the area."""

    fair_share: Annotated[float | None, COUNT] = None
    """People of the group among all heard, if all were heard alike; ten where nobody is known
    and the population is not recorded; blank for groups outside fairness."""

    before: Annotated[float, COUNT] = 0.0
    """People heard, and those expected of what is planned already."""

    expected: Annotated[float, COUNT] = 0.0
    """People that the plan is expected to bring."""

    after: Annotated[float, COUNT] = 0.0
    """Both together."""

    low: Annotated[float, COUNT] = 0.0
    """Lower end of the range that holds nine cases of ten of `after`."""

    high: Annotated[float, COUNT] = 0.0
    """Upper end of that range."""

    share_before: Annotated[float | None, COUNT] = None
    """Share of its fair share by which it is heard before."""

    share_after: Annotated[float | None, COUNT] = None
    """The same after, 1 at the most."""

    assumed_share: Annotated[bool, PUBLIC] = False
    """Whether its fair share is taken to be ten people, as its population is not recorded."""

    is_recorded: Annotated[bool, PUBLIC] = True
    """Whether anybody of it, or of asking about it, is on record."""

    takes: Annotated[str, ORGANISATION] = ""
    """What it would take to reach it; empty where an action of the plan is for it."""

    lacks: Annotated[str, ORGANISATION] = ""
    """The same as a code."""


class MoreBuys(Row):
    """What a little more of one limit would buy on top of the plan."""

    more: Annotated[str, PUBLIC]
    """What there is more of, in words."""

    limit: Annotated[Short | None, PUBLIC] = None
    """Which limit that is; blank of days."""

    group: Annotated[str | None, ORGANISATION] = None
    """Name of the group of the one action that helps most; blank where none fits."""

    method: Annotated[str | None, ORGANISATION] = None
    """Name of its method."""

    expected: Annotated[float, COUNT] = 0.0
    """People expected of it."""
