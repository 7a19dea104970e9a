"""The record of reach: how surely each group can be reached, all ways together."""

from typing import Annotated, ClassVar, Literal

from reachmap.analysis.routes.rows import Why
from reachmap.model.answer import Row
from reachmap.model.fields import ORGANISATION, PERSONAL, PUBLIC

How = Literal["exact", "sampled"]


class GroupReach(Row):
    """How surely a group can be reached, and on how many ways with nobody in common."""

    hidden_columns: ClassVar[tuple[str, ...]] = ("at_most", "sole", "why", "parts")
    terminal_columns: ClassVar[tuple[str, ...]] = (
        "name",
        "chance",
        "low",
        "high",
        "independent_routes",
    )

    group: Annotated[str, PUBLIC]
    """Id of the group."""

    name: Annotated[str, PUBLIC]
    """Name of the group."""

    chance: Annotated[float | None, ORGANISATION] = None
    """Chance that some chain of introductions within the limit works, in [0, 1]: a guess."""

    low: Annotated[float | None, ORGANISATION] = None
    """Lower end of the range that holds nine guesses of ten; where the chance comes from samples,
    of their 95% interval too."""

    high: Annotated[float | None, ORGANISATION] = None
    """Upper end of that range."""

    method: Annotated[How | None, ORGANISATION] = None
    """How the chance was worked out from those of the links, which are guesses."""

    independent_routes: Annotated[int | None, ORGANISATION] = None
    """Most routes that share no intermediary, whoever is full; 1 where all ways share someone."""

    chance_if_free: Annotated[float | None, ORGANISATION] = None
    """The chance if all who are full had room."""

    at_most: Annotated[bool | None, ORGANISATION] = None
    """Whether there may be fewer independent routes, as some are longer than allowed."""

    sole: Annotated[tuple[str, ...], PERSONAL] = ()
    """Names of those that every way to the group passes, from the team on."""

    why: Annotated[Why | None, ORGANISATION] = None
    """Why the group has no open route, if it has none."""

    parts: Annotated[tuple[str, ...], ORGANISATION] = ()
    """Where no way leads to the group itself: names of narrower groups that one leads to."""
