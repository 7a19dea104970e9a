"""The record of gatekeepers: who is on the ways in, and which groups depend on them alone."""

from datetime import date
from typing import Annotated, ClassVar

from reachmap.model.answer import Row
from reachmap.model.fields import ORGANISATION, PERSONAL


class Gatekeeper(Row):
    """A person, organisation, channel or venue on a way to a group."""

    hidden_columns: ClassVar[tuple[str, ...]] = (
        "sole_names",
        "until",
        "employer",
        "employer_asked",
    )
    terminal_columns: ClassVar[tuple[str, ...]] = (
        "name",
        "sole_names",
        "best_routes_share",
        "asked",
        "capacity",
    )

    node: Annotated[str | None, PERSONAL] = None
    """Id of who it is."""

    name: Annotated[str | None, PERSONAL] = None
    """Their name."""

    kind: Annotated[str | None, ORGANISATION] = None
    """Kind of node."""

    sole_for: Annotated[tuple[str, ...], ORGANISATION] = ()
    """Ids of the groups that no way leads to without them, within the limit."""

    best_routes_share: Annotated[float | None, ORGANISATION] = None
    """Share of the best routes, one a group, that pass them."""

    betweenness: Annotated[float | None, ORGANISATION] = None
    """Share of the shortest ways between others, groups left out, that pass them."""

    constraint: Annotated[float | None, ORGANISATION] = None
    """Burt's constraint, weighted by chance: low where their contacts lie apart."""

    asked: Annotated[int | None, ORGANISATION] = None
    """Asks to them in the quarter."""

    employer_asked: Annotated[int | None, ORGANISATION] = None
    """Asks in the quarter to the organisation where a worker works."""

    capacity: Annotated[int | None, ORGANISATION] = None
    """Asks they can carry in a quarter; blank where no limit is known."""

    employer: Annotated[str | None, PERSONAL] = None
    """Name of the organisation where a worker works, if it was asked."""

    sole_names: Annotated[tuple[str, ...], ORGANISATION] = ()
    """Names of the groups in `sole_for`, but for those of more than a fifth of all people."""

    until: Annotated[date | None, PERSONAL] = None
    """Last day in their role, where it is known to end."""

    @property
    def pressing(self) -> bool:
        """Whether they have no room left, or are known to leave their role."""
        full = self.asked is not None and self.capacity is not None and self.asked >= self.capacity
        return full or self.until is not None
