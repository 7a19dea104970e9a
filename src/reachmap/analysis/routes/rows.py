"""The rows that answers about routes are made of."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from reachmap.analysis.routes.brief import Request
from reachmap.model.answer import Row
from reachmap.model.fields import ORGANISATION, PERSONAL, PUBLIC, Amount

Objective = Literal["chance", "cost", "days"]
Aim = Literal["chance", "cost", "days", "pareto"]
"""An objective, or all three weighed against each other."""

Basis = Literal["known", "tried", "judged", "assumed"]
State = Literal["open", "full", "part"]
Why = Literal["all full", "over the limits", "avoided", "left the role", "too far", "nobody linked"]

WORDS_OF_WHY: Mapping[Why, str] = MappingProxyType(
    {
        "all full": "every way needs someone who has been asked as often as they can manage",
        "over the limits": "every way costs more or takes longer than you allow",
        "avoided": "every way goes through someone you chose to leave out",
        "left the role": "someone needed on the way has left the role",
        "too far": "the way there takes more introductions than the limit allows",
        "nobody linked": "no introduction on the map leads there",
    }
)
"""Why a group has no open route, to go on a sentence."""


class Step(Row):
    """One link of a route: who asks, and who is asked."""

    from_: Annotated[str | None, Field(alias="from"), PERSONAL] = None
    """Id of who asks."""

    to: Annotated[str | None, PERSONAL] = None
    """Id of who is asked, or of the group that is reached."""

    from_name: Annotated[str | None, PERSONAL] = None
    """Name of who asks."""

    to_name: Annotated[str | None, PERSONAL] = None
    """Name of who is asked, or of the group."""

    type: Annotated[str | None, PUBLIC] = None
    """Type of the link."""

    how: Annotated[str | None, PERSONAL] = None
    """How to take the step, in words."""

    chance: Annotated[float | None, ORGANISATION] = None
    """Chance that the step works, in (0, 1]."""

    days: Annotated[int | None, ORGANISATION] = None
    """Days it usually takes."""

    cost: Annotated[Amount | None, ORGANISATION] = None
    """What it usually costs, in the currency of the map."""

    basis: Annotated[Basis | None, ORGANISATION] = None
    """How the chance is known."""

    how_known: Annotated[str | None, ORGANISATION] = None
    """The same in words, as "worked 4 times of 5"."""

    days_given: Annotated[bool | None, ORGANISATION] = None
    """Whether the days are recorded; if not, they are our assumption."""

    cost_given: Annotated[bool | None, ORGANISATION] = None
    """Whether the cost is recorded; if not, it is our assumption."""

    contact_given: Annotated[bool | None, ORGANISATION] = None
    """Whether it is recorded when the two last spoke, or a field states the link; if not, the
    day is our assumption."""

    asked: Annotated[int | None, ORGANISATION] = None
    """Asks along the link that were passed on, declined or not answered; not of a last step."""

    passed_on: Annotated[int | None, ORGANISATION] = None
    """Asks along the link that were passed on; not of a last step."""

    owner: Annotated[str | None, PERSONAL] = None
    """Who holds the relationship."""

    until: Annotated[date | None, PERSONAL] = None
    """Last day in the role of who is asked, where it is known to end."""

    methods: Annotated[tuple[str, ...], PUBLIC] = ()
    """For the last step: codes of the methods that none of the group's barriers rules out."""

    supports: Annotated[tuple[str, ...], PUBLIC] = ()
    """For the last step: codes of the supports that help people of the group to join."""


class Rest(Row):
    """Someone on a route of whom we have asked enough for now, by our own assumption."""

    node: Annotated[str | None, PERSONAL] = None
    """Id of who rests."""

    name: Annotated[str | None, PERSONAL] = None
    """Name of who rests."""

    until: Annotated[date | None, PERSONAL] = None
    """First day on which they could be asked again."""


class RouteRow(Row):
    """A route from a team to a group, whatever it is listed under."""

    ways: ClassVar[tuple[str, ...]] = ("nodes", "names", "through")

    chance: Annotated[float | None, ORGANISATION] = None
    """Chance that every step works, in (0, 1]: a guess."""

    low: Annotated[float | None, ORGANISATION] = None
    """Lower end of the range that holds nine guesses of ten."""

    high: Annotated[float | None, ORGANISATION] = None
    """Upper end of that range."""

    cost: Annotated[Amount | None, ORGANISATION] = None
    """Cost of all steps, in the currency of the map."""

    days: Annotated[int | None, ORGANISATION] = None
    """Days of all steps."""

    hops: Annotated[int | None, ORGANISATION] = None
    """Number of links."""

    nodes: Annotated[tuple[str, ...], PERSONAL] = ()
    """Ids from the team to the group."""

    basis: Annotated[Basis | None, ORGANISATION] = None
    """How the weakest step is known."""

    state: Annotated[State | None, ORGANISATION] = None
    """Whether it can be taken now, waits for those who have no room, or reaches a part."""

    blocked_by: Annotated[tuple[str, ...], PERSONAL] = ()
    """Ids of those on the way who have no room now."""

    free_on: Annotated[date | None, ORGANISATION] = None
    """First day on which all of them have room again; blank if one never has."""

    waits_for: Annotated[tuple[str, ...], PERSONAL] = ()
    """Names of those on the way who have no room now."""

    rests: Annotated[tuple[Rest, ...], ORGANISATION] = ()
    """Those on the way who should rest now, though how much they can manage is not recorded."""

    reached: Annotated[str | None, ORGANISATION] = None
    """Name of the group it reaches: a narrower one where `state` is part."""

    names: Annotated[tuple[str, ...], PERSONAL] = ()
    """Names from the team to the group."""

    steps: Annotated[tuple[Step, ...], ORGANISATION] = ()
    """Its steps, in order."""

    request: Annotated[Request | None, ORGANISATION] = None
    """What the first ask rests on; None where the team reaches the group itself."""

    @property
    def through(self) -> tuple[str, ...]:
        """Names of those between the team and the group."""
        return self.names[1:-1]

    def free_from(self, today: date) -> date | None:
        """Return the first day on which all on the way may be asked; None if one never may."""
        if self.state is None or (self.state == "full" and self.free_on is None):
            return None
        days = (self.free_on, *(rest.until for rest in self.rests))
        return max([today, *(day for day in days if day)])

    def brief(self) -> str:
        """Return what to say to the first person asked; for internal use."""
        return self.request.words() if self.request else ""


class Route(RouteRow):
    """One way from a team to the group asked about."""

    terminal_columns: ClassVar[tuple[str, ...]] = ("rank", "through", "chance", "days", "state")

    rank: Annotated[int | None, ORGANISATION] = None
    """Number in the order, from 1."""

    first_in: Annotated[float | None, ORGANISATION] = None
    """Share of the ways of guessing in which it is the surest of the ten best, in [0, 1]; blank
    where routes are not put in order by their chance."""

    step_ranges: Annotated[tuple[tuple[float, float], ...], ORGANISATION] = ()
    """The range of each step that holds nine guesses of ten of its chance, in order."""


class GroupRoute(RouteRow):
    """The best way to a group, or why there is none."""

    terminal_columns: ClassVar[tuple[str, ...]] = ("name", "through", "chance", "days", "state")

    group: Annotated[str, PUBLIC]
    """Id of the group."""

    name: Annotated[str, PUBLIC]
    """Name of the group."""

    why: Annotated[Why | None, ORGANISATION] = None
    """Why the group has no open route of its own, if it has none."""
