"""The records of links to build."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from reachmap.analysis.routes.earlier import EarlierAsks
from reachmap.model.answer import Row
from reachmap.model.fields import FREE_TEXT, ORGANISATION, PERSONAL, PUBLIC


class NoRoom(Row):
    """Someone whom a relationship needs, and who cannot be asked today."""

    node: Annotated[str, PERSONAL]
    """Id of who has no room."""

    name: Annotated[str, PERSONAL]
    """What they are called."""

    until: Annotated[date | None, PERSONAL] = None
    """First day on which there is room again; blank where there never is."""

    basis: Annotated[Literal["known", "assumed"], PUBLIC] = "known"
    """Whether how often they can be asked is recorded, or our assumption."""


class Leaver(Row):
    """Someone with a last day on record, through whom all goes that a relationship would bring."""

    node: Annotated[str, PERSONAL]
    """Id of who leaves."""

    name: Annotated[str, PERSONAL]
    """What they are called."""

    until: Annotated[date, PERSONAL]
    """Last day in the role."""

    groups: Annotated[tuple[str, ...], ORGANISATION] = ()
    """Names of the groups to whom all that it would bring goes through them."""


class LinkToBuild(Row):
    """A relationship worth making."""

    hidden_columns = (
        *("from_name", "to_name", "group_names", "gains", "ours", "no_room", "asked"),
        "leavers",
    )
    terminal_columns: ClassVar[tuple[str, ...]] = (
        "from_name",
        "type",
        "to_name",
        "gain",
        "group_names",
    )

    from_: Annotated[str, Field(alias="from"), PERSONAL]
    """Id of the node it would start from."""

    type: Annotated[str, PUBLIC]
    """Type of the link."""

    to: Annotated[str, PERSONAL]
    """Id of the node it would lead to."""

    gain: Annotated[float | None, ORGANISATION] = None
    """By how much it would raise the chance of reaching its groups, added up, on top of those
    above it."""

    groups: Annotated[tuple[str, ...], ORGANISATION] = ()
    """Ids of the groups that gain, the most first."""

    reason: Annotated[str | None, PERSONAL] = None
    """Why it is plausible."""

    gains: Annotated[tuple[float, ...], ORGANISATION] = ()
    """What each of the groups gains, on top of those above it."""

    from_name: Annotated[str, PERSONAL] = ""
    """Name of the node it would start from."""

    to_name: Annotated[str, PERSONAL] = ""
    """Name of the node it would lead to."""

    ours: Annotated[bool, PUBLIC] = False
    """Whether it would start from the one team of the map."""

    no_room: Annotated[tuple[NoRoom, ...], PERSONAL] = ()
    """Those at its ends or next after them, and its groups, who cannot be asked today."""

    asked: Annotated[tuple[EarlierAsks, ...], PERSONAL] = ()
    """What teams asked before of those at its ends or next after them."""

    leavers: Annotated[tuple[Leaver, ...], PERSONAL] = ()
    """Those with a last day on record, through whom alone it would bring something to a group."""

    group_names: Annotated[tuple[str, ...], ORGANISATION] = ()
    """Names of the groups that gain."""


class PlacesToAsk(Row):
    """Where to ask the finding question of a hidden group."""

    group: Annotated[str, PUBLIC]
    """Id of the group."""

    name: Annotated[str, PUBLIC]
    """Name of the group."""

    question: Annotated[str | None, FREE_TEXT] = None
    """What to ask, as people may not call themselves by the group's name."""

    in_private: Annotated[bool, PUBLIC] = False
    """Whether to ask in private alone, as the answer may shame or harm."""

    places: Annotated[tuple[str, ...], ORGANISATION] = ()
    """Names of places, channels and organisations that meet people who may be of it."""
