"""The record of how much one group was heard."""

from datetime import date
from typing import Annotated, ClassVar, Literal, get_args

from reachmap.model.answer import Row
from reachmap.model.fields import COUNT, PUBLIC, CountedBy
from reachmap.words import NO_RECORD

Status = Literal[
    "unheard", "not-recorded", "under", "uncertain", "unknown", "enough", "fair", "over"
]
"""How a group is heard, those heard least first."""

STATUSES: tuple[Status, ...] = get_args(Status)
SETTLED: frozenset[Status] = frozenset({"enough", "fair", "over"})
"""Statuses of groups that are heard at least about as much as their share."""

FEWEST_EXPECTED = 5
"""A fair share below which the number is given and no share."""


KNOWN = frozenset({"heard", "at_own", "per_1000", "attendances", "share_heard", "ppr"})
"""Figures of the people known, which say nothing of a group that nobody was asked about."""


class GroupHeard(Row):
    """How much one group was heard."""

    hidden_columns: ClassVar[tuple[str, ...]] = (
        "people",
        "least",
        "most",
        "unasked_factor",
        "heads",
        "may_be_hidden",
    )
    terminal_columns: ClassVar[tuple[str, ...]] = (
        "name",
        "population",
        "heard",
        "fair_share",
        "status",
    )

    group: Annotated[str, PUBLIC]
    """Id of the group."""

    name: Annotated[str, PUBLIC]
    """Name of the group."""

    population: Annotated[int | None, COUNT] = None
    """People of the group in the area."""

    heard: Annotated[int | None, COUNT] = None
    """People known to be of the group: different voices and heads counted, so up to so many;
    tables leave it blank where nobody was asked about the group."""

    fair_share: Annotated[float | None, COUNT] = None
    """People of the group among all who were heard, if everybody were heard alike."""

    asked: Annotated[int | None, COUNT] = None
    """People who have said whether they are of the group, or of whom it is known."""

    at_own: Annotated[int | None, COUNT] = None
    """Of `heard`, those at sessions held for the group, a narrower or a wider one."""

    per_1000: Annotated[float | None, COUNT] = None
    """Heard for every 1,000 of the group."""

    attendances: Annotated[int | None, COUNT] = None
    """Every attendance and head of the group."""

    share_population: Annotated[float | None, COUNT] = None
    """Share of the area's people, or of those whom the map is about."""

    share_heard: Annotated[float | None, COUNT] = None
    """Known share of everybody heard."""

    ppr: Annotated[float | None, COUNT] = None
    """Participation-to-prevalence ratio at the least: people heard over the fair share."""

    low: Annotated[float | None, COUNT] = None
    """Lower end of that ratio: its 95% interval, if those never asked are seldom of the group."""

    high: Annotated[float | None, COUNT] = None
    """Upper end of that ratio: the same, if those never asked are often of the group."""

    status: Annotated[Status | None, PUBLIC, CountedBy("heard")] = None
    """How it is heard."""

    last_heard: Annotated[date | None, COUNT] = None
    """Day of the last activity at which the group was heard."""

    days_since: Annotated[int | None, COUNT] = None
    """Days since then."""

    needed_least: Annotated[int | None, COUNT] = None
    """People still to hear for a fair share, if as many as possible of the others are of it."""

    needed: Annotated[int | None, COUNT] = None
    """People still to hear for a fair share, if nobody else was of the group."""

    people: Annotated[int | None, COUNT] = None
    """Everybody heard, of whatever group."""

    least: Annotated[float | None, COUNT] = None
    """Fewest people of the group among everybody heard."""

    most: Annotated[float | None, COUNT] = None
    """Most people of the group among everybody heard."""

    unasked_factor: Annotated[float | None, COUNT] = None
    """How many times as often people never asked may be of it; blank where nobody was asked."""

    heads: Annotated[int | None, COUNT] = None
    """Of `heard`, heads counted and not recorded one by one."""

    may_be_hidden: Annotated[bool, PUBLIC] = False
    """Whether people may not call themselves by the group's name."""

    def unrecorded(self, name: str) -> str | None:
        """Return what people read in place of a figure that rests on no record; None if it does.

        Examples
        --------
        >>> row = GroupHeard(group="foster", name="Foster carers", heard=0, status="not-recorded")
        >>> row.unrecorded("heard"), row.in_table("heard"), row.unrecorded("name")
        ('no record', None, None)
        """
        unasked = name == "asked" and not self.asked
        if self.status != "not-recorded" or not (unasked or name in KNOWN):
            return None
        return NO_RECORD if name == "heard" else ""
