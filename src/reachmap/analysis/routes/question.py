"""Routes: who can introduce us to a group, and the best way to every group."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import get_args

from reachmap.analysis.helps import supports_for
from reachmap.analysis.routes.answers import Routes, RoutesToAll
from reachmap.analysis.routes.rows import Aim, GroupRoute, Objective, Route, State, Why
from reachmap.analysis.routes.search import RouteSearch, route_search
from reachmap.analysis.routes.steps import missing_of
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.arguments import check_one_of, check_whole
from reachmap.network import limits
from reachmap.network.limits import SearchResult
from reachmap.network.pareto import pareto_routes
from reachmap.network.routes import search_routes


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
    max_cost: int | None = None,
    max_days: int | None = None,
    as_of: date | None = None,
) -> Routes:
    """Find who can introduce us to a group.

    Where fullness alone closes every way, the routes are given all the same, with who
    blocks them and until when; where the group has no way of its own, the routes to its
    narrower groups are given.

    Parameters
    ----------
    group
        Id or unambiguous name of the group.
    k
        How many routes at most, 1 or more.
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
        Most whole pence and days of a route, 0 or more; any where left out.
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
        If a term is out of range.
    """
    terms = route_search(
        snapshot.on(as_of),
        objective=objective,
        avoid=avoid,
        team=team,
        max_hops=max_hops,
        max_cost=max_cost,
        max_days=max_days,
    )
    return routes_in(terms, group, k=k, diverse=diverse)


def routes_in(terms: RouteSearch, group: str, *, k: int = 3, diverse: bool = True) -> Routes:
    """Find who can introduce us to a group, on terms shared with other groups."""
    check_whole("k", k)
    outline, trust = terms.outline, terms.trust
    id_ = outline.find(group, kinds=("group",))
    node = next(each for each in outline.groups if each.id == id_)
    state, (paths, cut) = _found(terms, node.id, k=k, diverse=diverse)
    found = tuple(
        Route(rank=rank, **terms.writer.way(path, state=state))
        for rank, path in enumerate(paths, 1)
    )
    return Routes(
        group=node.id,
        name=node.name,
        objective=terms.objective,
        max_hops=terms.max_hops,
        max_cost=terms.max_cost,
        max_days=terms.max_days,
        cut_at=limits.MOST_LABELS if cut else None,
        currency=outline.about.currency,
        why=terms.why(terms.number(node.id)),
        helps=tuple(each.name for each in supports_for(node, outline.support_table)),
        question=node.finding_question if node.hidden else None,
        routes=found,
        missing=missing_of(trust, terms.sources, found, cut=cut),
    )


def routes_to_all(
    snapshot: Snapshot,
    *,
    objective: Objective = "chance",
    avoid: Collection[str] = (),
    team: str | None = None,
    max_hops: int | None = None,
    max_cost: int | None = None,
    max_days: int | None = None,
    as_of: date | None = None,
) -> RoutesToAll:
    """Find the best route to every group in one pass, and say why others have none.

    Parameters
    ----------
    objective, avoid, team, max_hops, max_cost, max_days, as_of
        As in `routes`, but for ``pareto``: here is one route a group.

    Returns
    -------
    RoutesToAll
        A row a group: its best open route, else the best that waits for somebody to have
        room, else the best to a narrower group, else why there is none.

    Raises
    ------
    UnknownNode
        If no single node goes by one of the names; it offers the nearest.
    InputError
        If a term is out of range.
    """
    check_one_of("objective", objective, get_args(Objective))
    terms = route_search(
        snapshot.on(as_of),
        objective=objective,
        avoid=avoid,
        team=team,
        max_hops=max_hops,
        max_cost=max_cost,
        max_days=max_days,
    )
    return routes_to_all_in(terms)


def routes_to_all_in(terms: RouteSearch) -> RoutesToAll:
    """Find the best route to every group, on terms shared with other questions."""
    outline = terms.outline
    rows, cut = [], False
    for group in outline.groups:
        why = terms.why(terms.number(group.id))
        state, found = _found(terms, group.id, k=1)
        way = terms.writer.way(found.paths[0], state=state) if found.paths else {}
        cut |= found.cut
        rows.append(GroupRoute(group=group.id, name=group.name, why=why, **way))
    return RoutesToAll(
        objective="chance" if terms.objective == "pareto" else terms.objective,
        max_hops=terms.max_hops,
        max_cost=terms.max_cost,
        max_days=terms.max_days,
        cut_at=limits.MOST_LABELS if cut else None,
        currency=outline.about.currency,
        groups=tuple(rows),
        missing=missing_of(terms.trust, terms.sources, rows, cut=cut),
    )


def _found(
    terms: RouteSearch, group: str, *, k: int, diverse: bool = False
) -> tuple[State, SearchResult]:
    """Return the routes to a group that are nearest to being open, and their state."""
    cut = False
    for state, past, ends in _attempts(terms, group):
        best = terms.best(past)
        cut |= not terms.cut(past).isdisjoint(ends)
        if not any(end in best for end in ends):
            continue
        if terms.objective == "pareto":
            found = pareto_routes(terms.ways(past), ends)
        elif k == 1 and len(ends) == 1:
            found = SearchResult([best[ends[0]]], cut=False)
        else:
            found = search_routes(terms.ways(past), ends, k=k, diverse=diverse)
        return state, SearchResult(found.paths, cut=cut or found.cut)
    return "open", SearchResult([], cut)


def _attempts(terms: RouteSearch, group: str) -> Iterator[tuple[State, Why | None, list[int]]]:
    """Yield what to try in turn: a state, a hindrance to look past and groups to reach."""
    own = [terms.number(group)]
    parts = [terms.number(part) for part in terms.narrower[group] if part != group]
    yield "open", None, own
    yield "full", "all full", own
    yield "part", None, parts
    yield "part", "all full", parts
