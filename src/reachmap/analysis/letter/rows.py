"""The record of one thing that a group said, and what happened as a result."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from reachmap.model.answer import Row
from reachmap.model.fields import COUNT, FREE_TEXT, PERSONAL, PUBLIC


class SaidRow(Row):
    """One thing that a group said, and what happened as a result."""

    hidden_columns: ClassVar[tuple[str, ...]] = ("people",)
    people_column: ClassVar[str | None] = "people"

    activity: Annotated[str, PUBLIC]
    """Name of the activity at which it was said."""

    day: Annotated[date | None, PUBLIC] = None
    """Day of that activity."""

    theme: Annotated[str | None, PUBLIC] = None
    """Theme that it belongs to."""

    said: Annotated[str | None, FREE_TEXT] = None
    """What was said, in a line."""

    response: Annotated[str | None, FREE_TEXT] = None
    """What was done, or could not be done and why."""

    is_answered: Annotated[bool, PUBLIC] = False
    """Whether a day is recorded, by now, on which those who said it were told."""

    told_on: Annotated[date | None, PUBLIC] = None
    """That day."""

    due: Annotated[date | None, PUBLIC] = None
    """Day by which they should hear back; blank where the day of the activity is not known."""

    owner: Annotated[str | None, PERSONAL] = None
    """Who owes them an answer."""

    people: Annotated[int | None, COUNT] = None
    """People of the group known to have come, at least."""


class Planned(Row):
    """An activity that is still to come, to which some of the group at least can come."""

    name: Annotated[str, PUBLIC]
    """Its name."""

    day: Annotated[date, PUBLIC]
    """Its day."""

    meant_for: Annotated[Literal["group", "part", "everybody"], PUBLIC] = "group"
    """Whether it is for the group or a wider one, for a part of it alone, or for everybody."""
