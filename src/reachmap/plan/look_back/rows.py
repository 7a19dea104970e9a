"""The record of a look back: what a plan promised of a sitting, and what is on record of it."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from reachmap.model.answer import Row
from reachmap.model.fields import COUNT, ORGANISATION, PUBLIC, Amount

Outcome = Literal["to come", "not recorded", "as promised", "fewer", "more"]
"""Who came, beside the range that was promised; or why that cannot be told."""


class PlannedActivity(Row):
    """A sitting that a plan added to the map."""

    hidden_columns: ClassVar[tuple[str, ...]] = (
        *("name", "planned_on", "low", "high", "attended", "chance"),
        *("planned_cost", "planned_hours", "planned_start", "ask_by", "asked_on"),
    )
    terminal_columns: ClassVar[tuple[str, ...]] = (
        *("day", "name", "group_name", "expected", "came"),
    )
    named_by: ClassVar[tuple[str, ...]] = ("activity", "name")

    activity: Annotated[str, PUBLIC]
    """Id of the planned."""

    name: Annotated[str, PUBLIC]
    """Its name."""

    group: Annotated[str, PUBLIC]
    """Id of the group it was planned for."""

    group_name: Annotated[str, PUBLIC]
    """Name of that group."""

    planned_on: Annotated[date, PUBLIC]
    """Day of the plan."""

    outcome: Annotated[Outcome, COUNT]
    """Who came, beside the range that was promised; or why that cannot be told."""

    expected: Annotated[float, COUNT]
    """People of the group expected."""

    low: Annotated[float, COUNT]
    """Lower end of the range that was to hold nine cases of ten."""

    high: Annotated[float, COUNT]
    """Upper end of that range."""

    came: Annotated[int | None, COUNT] = None
    """People known to be of the group who came; blank where nothing is recorded of them."""

    attended: Annotated[int | None, COUNT] = None
    """Everybody who came, as recorded of the planned."""

    chance: Annotated[float, ORGANISATION]
    """Chance with which the introduction was to work."""

    asks: Annotated[int, ORGANISATION] = 0
    """Asks for it on record, those to voices left out."""

    answered: Annotated[int, ORGANISATION] = 0
    """Those with an outcome on record."""

    passed_on: Annotated[int, ORGANISATION] = 0
    """Those passed on."""

    ask_by: Annotated[date, ORGANISATION]
    """Day on which to ask, by the plan."""

    asked_on: Annotated[date | None, ORGANISATION] = None
    """Day of the first ask on record."""

    planned_cost: Annotated[Amount, ORGANISATION]
    """What it was to cost, in the currency of the map."""

    cost: Annotated[Amount | None, ORGANISATION] = None
    """What the map says it cost: what was planned, until somebody writes down another sum."""

    planned_hours: Annotated[float, ORGANISATION]
    """Hours of staff time planned."""

    staff_hours: Annotated[float | None, ORGANISATION] = None
    """Hours that the map says it took: those planned, until somebody writes down others."""

    planned_start: Annotated[date, PUBLIC]
    """First day on which it was to take place."""

    day: Annotated[date | None, PUBLIC] = None
    """Day that the map says it takes place."""
