"""Routes: who can introduce us to a group, and the best way to every group."""

from collections.abc import Collection
from datetime import date
from typing import Annotated, ClassVar, get_args

from reachmap.analysis.routes.attempts import first_in, most_open
from reachmap.analysis.routes.charts import steps_chart
from reachmap.analysis.routes.missing import missing_of_routes
from reachmap.analysis.routes.rows import Aim, GroupRoute, Objective, Route, Why
from reachmap.analysis.routes.search import RouteSearch, route_search
from reachmap.analysis.routes.words import (
    opening,
    words_of_all,
    words_of_joining,
    words_of_limits,
    words_of_ranked,
)
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.supports import supports_for, words_of_price
from reachmap.charts.chart import Chart
from reachmap.model.answer import Answer, Row
from reachmap.model.arguments import check_one_of, check_whole
from reachmap.model.charted import ChartedAnswer
from reachmap.model.fields import FREE_TEXT, ORGANISATION, PUBLIC, Amount
from reachmap.network import limits
from reachmap.words import FOR_TEAM, USUAL_CURRENCY

MOST_ROUTES = 1_000
"""Most routes that may be asked for."""

ROUTE_COLUMNS = (
    "chance",
    "low",
    "high",
    "cost",
    "days",
    "hops",
    "nodes",
    "basis",
    "state",
    "blocked_by",
    "free_on",
)


class Routes(ChartedAnswer):
    """Who can introduce us to a group: the best routes, in order."""

    row: ClassVar[type[Row]] = Route
    chart_names: ClassVar[tuple[str, ...]] = ("steps",)

    group: Annotated[str, PUBLIC]
    """Id of the group."""

    name: Annotated[str, PUBLIC]
    """Name of the group."""

    objective: Annotated[Aim, PUBLIC] = "chance"
    """What makes a route good: a high chance, a low cost, few days, or all three weighed."""

    max_hops: Annotated[int, PUBLIC]
    """Most links that a route could take."""

    max_cost: Annotated[Amount | None, PUBLIC] = None
    """Most that a route could cost, in the currency of the map; None for any."""

    max_days: Annotated[int | None, PUBLIC] = None
    """Most days that a route could take; None for any."""

    cut_at: Annotated[int | None, ORGANISATION] = None
    """After how many parts of routes a search stopped before its end, if one did."""

    currency: Annotated[str, PUBLIC] = USUAL_CURRENCY
    """Currency of every cost."""

    why: Annotated[Why | None, ORGANISATION] = None
    """Why the group has no open route of its own, if it has none."""

    helps: Annotated[tuple[str, ...], PUBLIC] = ()
    """Names of the supports that help people of the group to join."""

    prices: Annotated[tuple[str, ...], PUBLIC] = ()
    """The same, each with what it costs, in words."""

    question: Annotated[str | None, FREE_TEXT] = None
    """Where people may not call themselves by the group's name: what to ask instead."""

    routes: Annotated[tuple[Route, ...], ORGANISATION] = ()
    """The routes, best first."""

    @classmethod
    def columns(cls) -> dict[str, str]:
        """Return the columns of the frame, in order, and the fields they show."""
        return {name: name for name in ("rank", "first_in", *ROUTE_COLUMNS)}

    def rows(self) -> tuple[Route, ...]:
        """Return the routes, best first."""
        return self.routes

    def sentences(self) -> tuple[str, ...]:
        """Return who can introduce us, a line a route."""
        if not self.is_for_team:
            return (FOR_TEAM,)
        state = self.routes[0].state if self.routes else None
        return (
            opening(self.name, state, self.why, len(self.routes), aim=self.objective),
            *words_of_limits(self.max_cost, self.max_days, self.currency),
            *words_of_ranked(self.routes, self.currency),
            *words_of_joining(self.name, self.helps, self.question),
        )

    def charts(self) -> tuple[Chart, ...]:
        """Return how surely each step of the best routes works, as far as we can guess."""
        return (steps_chart(self.name, self.routes),)

    def brief(self) -> str:
        """Return what to say to the first person of the best route; for internal use."""
        return self.routes[0].brief() if self.routes else ""


class RoutesToAll(Answer):
    """The best route to every group, and the groups that have none."""

    row: ClassVar[type[Row]] = GroupRoute
    told_singly: ClassVar[str | None] = "groups"

    objective: Annotated[Objective, PUBLIC] = "chance"
    """What makes a route good: a high chance, a low cost or few days."""

    max_hops: Annotated[int, PUBLIC]
    """Most links that a route could take."""

    max_cost: Annotated[Amount | None, PUBLIC] = None
    """Most that a route could cost, in the currency of the map; None for any."""

    max_days: Annotated[int | None, PUBLIC] = None
    """Most days that a route could take; None for any."""

    cut_at: Annotated[int | None, ORGANISATION] = None
    """After how many parts of routes a search stopped before its end, if one did."""

    currency: Annotated[str, PUBLIC] = USUAL_CURRENCY
    """Currency of every cost."""

    groups: Annotated[tuple[GroupRoute, ...], ORGANISATION] = ()
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
        return {name: name for name in ("group", "name", *ROUTE_COLUMNS, "why")}

    def rows(self) -> tuple[GroupRoute, ...]:
        """Return every group, in order of id."""
        return self.groups

    def sentences(self) -> tuple[str, ...]:
        """Return the best way to each group, and why others have none."""
        if not self.is_for_team:
            return (FOR_TEAM,)
        limits = words_of_limits(self.max_cost, self.max_days, self.currency)
        return (*limits, *words_of_all(self.groups, self.currency))


def routes(
    snapshot: Snapshot,
    group: str,
    *,
    k: int = 3,
    objective: Aim = "chance",
    diverse: bool = True,
    avoid: Collection[str] = (),
    team: str | None = None,
    max_hops: int | None = None,
    max_cost: float | None = None,
    max_days: int | None = None,
    as_of: date | None = None,
) -> Routes:
    """Find who can introduce us to a group.

    ::

        chance of a route  =  product of the chances of its steps
        low, high          =  5% and 95% of the same products over 200 guesses of the chances
        first_in           =  share of the guesses under which it is the surest of the ten best
        cost, days         =  sums over its steps, money in the currency of the map

    A guess gives each link one chance that what we know of it allows: with a first judgement p
    worth w asks, and s of n scored asks passed on, ``Beta(p w + s, (1 - p) w + n - s)``, faded.
    `first_in` is the rank acceptability of [2]_; it is blank for the only way, and for other
    objectives.

    Where every way is closed only by people who have no room, the routes come all the same,
    with who blocks them and until when. Where the group has no way of its own, the routes to
    its narrower groups come instead.

    Parameters
    ----------
    group
        Id or unambiguous name of the group.
    k
        How many routes at most, 1 to 1,000.
    objective
        What makes a route good: ``chance``, ``cost`` or ``days``; ``pareto`` for all routes
        that none beats on the three, the surest first, whatever `k` and `diverse` say.
    diverse
        Keep a route only if it brings an intermediary that no better one had, or is direct.
    avoid
        Ids or names of nodes to leave out.
    team
        Id or name of the team to start from; any team where left out.
    max_hops
        Most links of a route, 1 or more; the assumption of the map where left out.
    max_cost, max_days
        Most that a route may cost, in the currency of the map, and most days that it may take,
        0 or more; any where left out.
    as_of
        Day to count from; the map's own, or today, where not given.

    Returns
    -------
    Routes
        The routes, best first.

    Raises
    ------
    UnknownNode
        If no single node goes by one of the names; it offers the nearest.
    InputError
        If a number is out of range, there is no such objective, or the team is left out.

    Examples
    --------
    >>> import reachmap as rm
    >>> best = rm.demo().routes("Hidden carers").routes[0]
    >>> best.names[1:]
    ("Carers' Centre", "Carers' liaison officer", 'Hidden carers')
    >>> round(best.chance or 0, 2), best.days, best.state
    (0.41, 9, 'full')

    References
    ----------
    .. [1] Yen, J. Y. (1971). Finding the K shortest loopless paths in a network. Management
       Science 17(11), 712-716.
    .. [2] Lahdelma, R., Salminen, P. (2001). SMAA-2: stochastic multicriteria acceptability
       analysis for group decision making. Operations Research 49(3), 444-454.
    """
    search = route_search(
        snapshot.on(as_of),
        objective=objective,
        avoid=avoid,
        team=team,
        max_hops=max_hops,
        max_cost=max_cost,
        max_days=max_days,
    )
    return routes_in(search, group, k=k, diverse=diverse)


def routes_in(search: RouteSearch, group: str, *, k: int = 3, diverse: bool = True) -> Routes:
    """Find who can introduce us to a group, in a search shared with other groups."""
    check_whole("k", k, most=MOST_ROUTES)
    outline = search.outline
    id_ = outline.find(group, kinds=("group",))
    node = next(each for each in outline.groups if each.id == id_)
    attempt, (paths, cut) = most_open(search, node.id, k=k, diverse=diverse)
    shares = first_in(search, attempt, paths)
    fields = search.route_fields.with_steps([(path, attempt.state) for path in paths])
    rows = tuple(
        Route(rank=rank, first_in=share, **of_path)
        for rank, (share, of_path) in enumerate(zip(shares, fields, strict=True), 1)
    )
    helps, currency = supports_for(node, outline.support_table), outline.about.currency
    return Routes(
        group=node.id,
        name=node.name,
        objective=search.objective,
        max_hops=search.max_hops,
        max_cost=search.max_cost,
        max_days=search.max_days,
        cut_at=limits.MOST_LABELS if cut else None,
        currency=currency,
        why=search.why(search.number(node.id)),
        helps=tuple(each.name for each in helps),
        prices=tuple(words_of_price(each, currency) for each in helps),
        question=node.finding_question if node.hidden else None,
        routes=rows,
        missing=missing_of_routes(search, rows, cut=cut),
    )


def routes_to_all(
    snapshot: Snapshot,
    *,
    objective: Objective = "chance",
    avoid: Collection[str] = (),
    team: str | None = None,
    max_hops: int | None = None,
    max_cost: float | None = None,
    max_days: int | None = None,
    as_of: date | None = None,
) -> RoutesToAll:
    """Find the best route to every group in one pass, and say why others have none.

    Chance, cost and days of a route are as in `routes`.

    Parameters
    ----------
    objective
        What makes a route good: ``chance``, ``cost`` or ``days``.
    avoid
        Ids or names of nodes to leave out.
    team
        Id or name of the team to start from; any team where left out.
    max_hops
        Most links of a route, 1 or more; the assumption of the map where left out.
    max_cost, max_days
        Most that a route may cost, in the currency of the map, and most days that it may take,
        0 or more; any where left out.
    as_of
        Day to count from; the map's own, or today, where not given.

    Returns
    -------
    RoutesToAll
        A row a group: its best open route, else the best that waits until those on the
        way have room, else the best to a narrower group, else why there is none.

    Raises
    ------
    UnknownNode
        If no single node goes by one of the names; it offers the nearest.
    InputError
        If a number is out of range, there is no such objective, or the team is left out.

    Examples
    --------
    >>> import reachmap as rm
    >>> best = rm.demo().routes_to_all()
    >>> len(best.routes), [row.why for row in best.without]
    (50, ['nobody linked', 'nobody linked'])
    """
    check_one_of("objective", objective, get_args(Objective))
    search = route_search(
        snapshot.on(as_of),
        objective=objective,
        avoid=avoid,
        team=team,
        max_hops=max_hops,
        max_cost=max_cost,
        max_days=max_days,
    )
    return routes_to_all_in(search)


def routes_to_all_in(search: RouteSearch) -> RoutesToAll:
    """Find the best route to every group, in a search shared with other questions."""
    outline = search.outline
    tried = [most_open(search, group.id, k=1, diverse=False) for group in outline.groups]
    any_cut = any(result.cut for _, result in tried)
    routes = [(path, attempt.state) for attempt, result in tried for path in result.paths]
    fields = iter(search.route_fields.of(routes))
    rows = [
        GroupRoute(
            group=group.id,
            name=group.name,
            why=search.why(search.number(group.id)),
            **(next(fields) if result.paths else {}),
        )
        for group, (_, result) in zip(outline.groups, tried, strict=True)
    ]
    return RoutesToAll(
        objective="chance" if search.objective == "pareto" else search.objective,
        max_hops=search.max_hops,
        max_cost=search.max_cost,
        max_days=search.max_days,
        cut_at=limits.MOST_LABELS if any_cut else None,
        currency=outline.about.currency,
        groups=tuple(rows),
        missing=missing_of_routes(search, rows, cut=any_cut),
    )
