"""The record of how much one group was heard."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from reachmap.model.answer import Row
from reachmap.model.fields import COUNT, PUBLIC

Status = Literal["not-recorded", "unheard", "unknown", "under", "over", "fair", "uncertain"]


class GroupHeard(Row):
    """How much one group was heard."""

    hidden_columns: ClassVar[tuple[str, ...]] = ("heads", "may_be_hidden")

    group: Annotated[str, PUBLIC]
    """Id of the group."""

    name: Annotated[str, PUBLIC]
    """Name of the group."""

    population: Annotated[int | None, COUNT] = None
    """People of the group in the area."""

    heard: Annotated[int | None, COUNT] = None
    """Different voices and heads counted; up to so many people."""

    per_1000: Annotated[float | None, COUNT] = None
    """Heard for every 1,000 of the group."""

    attendances: Annotated[int | None, COUNT] = None
    """Every attendance and head of the group."""

    share_population: Annotated[float | None, COUNT] = None
    """Share of the area's people."""

    share_heard: Annotated[float | None, COUNT] = None
    """Share of those heard at activities that could have counted the group."""

    ppr: Annotated[float | None, COUNT] = None
    """Participation-to-prevalence ratio: the second share over the first."""

    low: Annotated[float | None, COUNT] = None
    """Lower end of its 95% interval."""

    high: Annotated[float | None, COUNT] = None
    """Upper end of its 95% interval."""

    status: Annotated[Status, PUBLIC]
    """How it is heard: not recorded, unheard, unknown, under, over, fair or uncertain."""

    last_heard: Annotated[date | None, PUBLIC] = None
    """Day of the last activity at which the group was heard."""

    days_since: Annotated[int | None, PUBLIC] = None
    """Days since then."""

    needed: Annotated[int | None, COUNT] = None
    """People still to hear for a fair share."""

    heads: Annotated[int | None, COUNT] = None
    """Of `heard`, heads counted and not recorded one by one."""

    may_be_hidden: Annotated[bool, PUBLIC] = False
    """Whether people may not call themselves by the group's name."""
