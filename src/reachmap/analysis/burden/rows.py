"""The records of what we have asked: who was asked how often, and what resting them costs."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from reachmap.analysis.what_if.rows import GroupChange
from reachmap.model.answer import Row
from reachmap.model.fields import COUNT, PERSONAL, PUBLIC

BurdenKind = Literal["voice", "champion", "worker", "organisation", "channel", "group"]

ALTERNATES = 3
"""Most of those named who could help instead."""


class Asked(Row):
    """How much one of those we ask has been asked in the last quarter."""

    hidden_columns: ClassVar[tuple[str, ...]] = (
        *("load", "alternate_names", "rest_costs", "employer", "employer_asked"),
    )
    terminal_columns: ClassVar[tuple[str, ...]] = (
        *("name", "asked", "came", "free_on", "alternate_names"),
    )

    node: Annotated[str, PERSONAL]
    """Id of the voice, champion, worker, organisation, channel or group."""

    name: Annotated[str, PERSONAL]
    """What they are called."""

    kind: Annotated[BurdenKind, PUBLIC]
    """Kind of node."""

    asked: Annotated[int | None, COUNT] = None
    """Asks to them in the quarter; of a group, asks about it."""

    came: Annotated[int | None, COUNT] = None
    """Activities of the quarter they came to; known of voices alone."""

    employer_asked: Annotated[int | None, COUNT] = None
    """Asks in the quarter to the organisation where a worker works."""

    capacity: Annotated[int | None, PERSONAL] = None
    """How often they can be asked in a quarter."""

    basis: Annotated[Literal["known", "assumed"], PUBLIC]
    """Whether the capacity is recorded, or our assumption."""

    over_asked: Annotated[bool, PERSONAL] = False
    """Whether that is more than they can manage."""

    last_asked: Annotated[date | None, PERSONAL] = None
    """Day they were last asked or came."""

    free_on: Annotated[date | None, PERSONAL] = None
    """First day there is room and, of voices, rest is over; blank where there never is."""

    alternates: Annotated[tuple[str, ...], PERSONAL] = ()
    """Ids of the first three of those who could help instead, the most fitting first."""

    employer: Annotated[str | None, PERSONAL] = None
    """Name of the organisation where a worker works, if it was asked."""

    load: Annotated[int | None, COUNT] = None
    """Asks and comings, an ask and the coming it led to counted once."""

    alternate_names: Annotated[tuple[str, ...], PERSONAL] = ()
    """What those are called who could help instead."""

    rest_costs: Annotated[tuple[GroupChange, ...], PERSONAL] = ()
    """Groups less surely reached while they rest, the worst first; of those without room now."""

    def is_full(self, today: date) -> bool:
        """Whether what they can manage is on record, and there is no room today."""
        return self.basis == "known" and self.free_on != today
