"""The records of what-if: each group before and after."""

from typing import Annotated, ClassVar

from reachmap.model.answer import Row
from reachmap.model.fields import ORGANISATION, PERSONAL, PUBLIC

SHIFT = 0.005
"""A smaller difference between two chances counts as none."""


class GroupChange(Row):
    """How surely a group can be reached before and after the changes."""

    hidden_columns = ("names_before", "names_after", "parts")
    terminal_columns: ClassVar[tuple[str, ...]] = (
        "name",
        "chance_before",
        "chance_after",
        "through_before",
        "through_after",
    )
    ways: ClassVar[tuple[str, ...]] = (
        *("best_route_before", "best_route_after", "names_before", "names_after"),
        *("through_before", "through_after"),
    )

    group: Annotated[str, PUBLIC]
    """Id of the group."""

    name: Annotated[str, PUBLIC]
    """Name of the group."""

    chance_before: Annotated[float | None, ORGANISATION] = None
    """Chance that some chain of introductions works, before."""

    chance_after: Annotated[float | None, ORGANISATION] = None
    """The same, after."""

    best_chance_before: Annotated[float | None, ORGANISATION] = None
    """Chance of the best route, before; blank where there is none."""

    best_chance_after: Annotated[float | None, ORGANISATION] = None
    """The same, after."""

    best_route_before: Annotated[tuple[str, ...], PERSONAL] = ()
    """Ids along the best route, before."""

    best_route_after: Annotated[tuple[str, ...], PERSONAL] = ()
    """The same, after."""

    independent_routes_before: Annotated[int | None, ORGANISATION] = None
    """Routes that share no intermediary, before."""

    independent_routes_after: Annotated[int | None, ORGANISATION] = None
    """The same, after."""

    lost: Annotated[bool | None, ORGANISATION] = None
    """Whether there was a way before and there is none after."""

    names_before: Annotated[tuple[str, ...], PERSONAL] = ()
    """Names along the best route, before."""

    names_after: Annotated[tuple[str, ...], PERSONAL] = ()
    """The same, after."""

    parts: Annotated[tuple[str, ...], ORGANISATION] = ()
    """Of a group without a way of its own: names of its parts that are lost, harder or easier."""

    @property
    def through_before(self) -> tuple[str, ...]:
        """Names of those between the team and the group on the best route, before."""
        return self.names_before[1:-1]

    @property
    def through_after(self) -> tuple[str, ...]:
        """The same, after."""
        return self.names_after[1:-1]

    @property
    def change(self) -> float:
        """How much surer the group is reached after than before; below 0 where less."""
        return (self.chance_after or 0.0) - (self.chance_before or 0.0)

    @property
    def is_harder(self) -> bool:
        """Whether the group keeps a way, and is harder to reach."""
        return not self.lost and self.change <= -SHIFT

    @property
    def is_easier(self) -> bool:
        """Whether the group is easier to reach."""
        return self.change >= SHIFT

    @property
    def is_rerouted(self) -> bool:
        """Whether the best route after is another one, or gone."""
        return self.best_route_before != self.best_route_after
