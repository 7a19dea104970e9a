"""The answer about reach: how sure, all ways together."""

from typing import Annotated, ClassVar, Literal

from reachmap.analysis.reach.words import words_of_reach
from reachmap.analysis.routes.rows import Why
from reachmap.model.answer import Answer, Row
from reachmap.model.fields import ORGANISATION, PERSONAL, PUBLIC

How = Literal["exact", "sampled"]


class GroupReach(Row):
    """How surely a group can be reached, and on how many ways that share nobody."""

    group: Annotated[str, PUBLIC]
    """Id of the group."""

    chance: Annotated[float | None, ORGANISATION] = None
    """Chance that some chain of introductions within the limit works, in [0, 1]."""

    low: Annotated[float | None, ORGANISATION] = None
    """Lower end of its 95% interval; the chance itself where it is exact."""

    high: Annotated[float | None, ORGANISATION] = None
    """Upper end of its 95% interval; the chance itself where it is exact."""

    method: Annotated[How | None, PUBLIC] = None
    """How the chance was found."""

    independent_routes: Annotated[int | None, ORGANISATION] = None
    """Most routes that share no intermediary, whoever is full; 1 where somebody is the sole way."""

    chance_if_free: Annotated[float | None, ORGANISATION] = None
    """The chance if everybody who is full had room."""

    name: Annotated[str, PUBLIC]
    """Name of the group."""

    at_most: Annotated[bool | None, ORGANISATION] = None
    """Whether there may be fewer independent routes, as some are longer than allowed."""

    sole: Annotated[tuple[str, ...], PERSONAL] = ()
    """Names of those whom every way to the group passes, from the team on."""

    why: Annotated[Why | None, ORGANISATION] = None
    """Why the group has no open route, if it has none."""


class Reach(Answer):
    """How surely each group can be reached, all ways together."""

    row: ClassVar[type[Row]] = GroupReach

    max_hops: Annotated[int, PUBLIC]
    """Most links that a chain could have."""

    samples: Annotated[int, PUBLIC]
    """Samples where the chance is not exact."""

    seed: Annotated[int, PUBLIC] = 0
    """Of the samples."""

    groups: Annotated[tuple[GroupReach, ...], PUBLIC] = ()
    """The groups asked about, in order of id."""

    @classmethod
    def columns(cls) -> dict[str, str]:
        """Return the columns of the frame, in order, and the fields they show."""
        return {name: name for name in COLUMNS}

    def rows(self) -> tuple[GroupReach, ...]:
        """Return the groups asked about, in order of id."""
        return self.groups

    def sentences(self) -> tuple[str, ...]:
        """Return how surely each group can be reached, in words."""
        told = tuple(words for row in self.groups if (words := words_of_reach(row)))
        return told or ((NOT_SHARED if self.groups else NO_GROUPS),)


COLUMNS = ("group", "chance", "low", "high", "method", "independent_routes", "chance_if_free")

NO_GROUPS = "The map has no groups yet."
NOT_SHARED = "How surely each group can be reached is for ourselves alone."
