"""Answers about routes."""

from typing import Annotated, ClassVar

from reachmap.analysis.routes.rows import Aim, GroupRoute, Objective, Route, Why
from reachmap.analysis.routes.words import opening, words_of_all, words_of_limits, words_of_way
from reachmap.model.answer import Answer, Row
from reachmap.model.fields import ORGANISATION, PUBLIC

WAY_COLUMNS = ("chance", "cost", "days", "hops", "nodes", "basis", "state", "blocked_by", "free_on")


class Routes(Answer):
    """Who can introduce us to a group: the best routes, in order."""

    row: ClassVar[type[Row]] = Route

    group: Annotated[str, PUBLIC]
    """Id of the group."""

    name: Annotated[str, PUBLIC]
    """Name of the group."""

    objective: Annotated[Aim, PUBLIC] = "chance"
    """What makes a route good: a high chance, a low cost, few days, or all three weighed."""

    max_hops: Annotated[int, PUBLIC]
    """Most links that a route could take."""

    max_cost: Annotated[int | None, PUBLIC] = None
    """Most pence that a route could cost; None for any."""

    max_days: Annotated[int | None, PUBLIC] = None
    """Most days that a route could take; None for any."""

    cut_at: Annotated[int | None, PUBLIC] = None
    """After how many parts of routes a search stopped before its end, if one did."""

    currency: Annotated[str, PUBLIC] = "GBP"
    """Currency of every cost."""

    why: Annotated[Why | None, ORGANISATION] = None
    """Why the group has no open route of its own, if it has none."""

    helps: Annotated[tuple[str, ...], PUBLIC] = ()
    """Names of the supports that help people of the group to join."""

    question: Annotated[str | None, PUBLIC] = None
    """Where people may not call themselves by the group's name: what to ask instead."""

    routes: Annotated[tuple[Route, ...], PUBLIC] = ()
    """The routes, best first."""

    @classmethod
    def columns(cls) -> dict[str, str]:
        """Return the columns of the frame, in order, and the fields they show."""
        return {name: name for name in ("rank", *WAY_COLUMNS)}

    def rows(self) -> tuple[Row, ...]:
        """Return the routes, best first."""
        return self.routes

    def sentences(self) -> tuple[str, ...]:
        """Return who can introduce us, a line a route."""
        state = self.routes[0].state if self.routes else None
        lines = [opening(self.name, state, self.why, len(self.routes), aim=self.objective)]
        lines += limits_told(self.max_cost, self.max_days, self.currency)
        for route in self.routes:
            words = words_of_way(route, self.currency)
            if words:
                lines.append(f"{route.rank}. {words}")
        if self.helps:
            lines.append(f"What helps people join: {', '.join(self.helps)}.")
        if self.question:
            lines.append(f'They may not call themselves {self.name}; ask: "{self.question}"')
        return tuple(lines)

    def brief(self) -> str:
        """Return what to say to the first person of the best route; for internal use."""
        return self.routes[0].brief() if self.routes else ""


def limits_told(max_cost: int | None, max_days: int | None, currency: str) -> tuple[str, ...]:
    """Return a sentence on the limits that were set, if any were."""
    words = words_of_limits(max_cost, max_days, currency)
    return (f"Only ways {words} were looked for.",) if words else ()


class RoutesToAll(Answer):
    """The best route to every group, and the groups that have none."""

    row: ClassVar[type[Row]] = GroupRoute

    objective: Annotated[Objective, PUBLIC] = "chance"
    """What makes a route good: a high chance, a low cost or few days."""

    max_hops: Annotated[int, PUBLIC]
    """Most links that a route could take."""

    max_cost: Annotated[int | None, PUBLIC] = None
    """Most pence that a route could cost; None for any."""

    max_days: Annotated[int | None, PUBLIC] = None
    """Most days that a route could take; None for any."""

    cut_at: Annotated[int | None, PUBLIC] = None
    """After how many parts of routes a search stopped before its end, if one did."""

    currency: Annotated[str, PUBLIC] = "GBP"
    """Currency of every cost."""

    groups: Annotated[tuple[GroupRoute, ...], PUBLIC] = ()
    """Every group, in order of id."""

    @property
    def routes(self) -> tuple[GroupRoute, ...]:
        """The groups that have a route, whatever its state."""
        return tuple(row for row in self.groups if row.state is not None)

    @property
    def without(self) -> tuple[GroupRoute, ...]:
        """The groups that have no route, not even to a part or one that waits."""
        return tuple(row for row in self.groups if row.state is None)

    @classmethod
    def columns(cls) -> dict[str, str]:
        """Return the columns of the frame, in order, and the fields they show."""
        return {name: name for name in ("group", "name", *WAY_COLUMNS, "why")}

    def rows(self) -> tuple[Row, ...]:
        """Return every group, in order of id."""
        return self.groups

    def sentences(self) -> tuple[str, ...]:
        """Return the best way to each group, and why others have none."""
        limits = limits_told(self.max_cost, self.max_days, self.currency)
        return (*limits, *words_of_all(self.groups, self.currency))
