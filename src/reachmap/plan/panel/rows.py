"""The records of a draw: seats, chances, alternates, and how it was drawn, naming no one."""

from datetime import date
from typing import Annotated, ClassVar

from reachmap.model.answer import Row
from reachmap.model.fields import COUNT, PERSONAL, PUBLIC, SPECIAL


class Quota(Row):
    """How many of one group a panel was to have, and how many were drawn."""

    group: Annotated[str, PUBLIC]
    """Id of the group."""

    name: Annotated[str, PUBLIC]
    """Name of the group."""

    low: Annotated[int, PUBLIC]
    """Fewest seats for people of the group or a narrower one."""

    high: Annotated[int, PUBLIC]
    """Most seats for them."""

    pool: Annotated[int | None, COUNT] = None
    """People of the group who could be drawn."""

    drawn: Annotated[int | None, COUNT] = None
    """People of the group who were drawn."""


class DrawRecord(Row):
    """How a panel was drawn: fit to be published, as it names no one."""

    size: Annotated[int, PUBLIC]
    """Seats."""

    seed: Annotated[int, PUBLIC]
    """Seed of the draw: the same map, terms and seed give the same panel."""

    drawn_on: Annotated[date, PUBLIC]
    """Day that the draw counts from."""

    rest: Annotated[bool, PUBLIC]
    """Whether people who were asked too often were left to rest."""

    rest_days: Annotated[int, PUBLIC]
    """Days of rest after a panel."""

    panel_weight: Annotated[float, PUBLIC]
    """Weight of a person for each past panel they sat on."""

    quotas: Annotated[tuple[Quota, ...], PUBLIC]
    """The quotas, by group."""

    pool: Annotated[int | None, COUNT] = None
    """People who could be drawn."""

    rested: Annotated[int | None, COUNT] = None
    """People left to rest."""

    staff: Annotated[int | None, COUNT] = None
    """People left out, who came only as staff or facilitators."""

    sat_before: Annotated[int | None, COUNT] = None
    """People in the pool who sat on a panel before."""

    min_chance: Annotated[float | None, COUNT] = None
    """Least chance of anybody in the pool; it would give away how small the pool is."""

    max_chance: Annotated[float | None, COUNT] = None
    """Greatest chance of anybody in the pool."""


class PersonChance(Row):
    """With what chance one person of the pool was to be drawn."""

    person: Annotated[str | None, PERSONAL] = None
    """Id of the voice or champion."""

    chance: Annotated[float | None, PERSONAL] = None
    """Chance of being drawn, from 0 to 1."""

    panels: Annotated[int | None, PERSONAL] = None
    """Panels they sat on before."""


class Seat(Row):
    """One seat of the panel, and who could take it if the person drawn cannot."""

    terminal_columns: ClassVar[tuple[str, ...]] = (
        "seat",
        "person",
        "groups",
        "chance",
        "alternates",
    )

    seat: Annotated[int, PUBLIC]
    """Number of the seat, from 1."""

    person: Annotated[str | None, PERSONAL] = None
    """Id of the voice or champion drawn."""

    groups: Annotated[tuple[str, ...], SPECIAL] = ()
    """Names of the groups with a quota to which they belong."""

    chance: Annotated[float | None, PERSONAL] = None
    """Chance with which they were drawn."""

    alternates: Annotated[tuple[str, ...], PERSONAL] = ()
    """Ids of people who could take the seat within the quotas, in the order in which to ask."""
