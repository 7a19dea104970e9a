"""What to try in turn to reach a group, and which of its routes comes first as we guess."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from reachmap.analysis.routes.rows import State, Why
from reachmap.analysis.routes.search import RouteSearch
from reachmap.network.guesses import DRAWS
from reachmap.network.index import weights
from reachmap.network.limits import NodePath, SearchResult
from reachmap.network.pareto import pareto_routes
from reachmap.network.routes import search_routes

CANDIDATES = 10
"""Best routes among which one comes first."""


class Attempt(NamedTuple):
    """What is looked for to reach a group."""

    state: State
    """The state of the routes it leads to."""

    past: Why | None
    """What is looked past."""

    ends: Sequence[int]
    """Numbers of the groups to reach."""


def most_open(
    search: RouteSearch, group: str, *, k: int, diverse: bool
) -> tuple[Attempt, SearchResult]:
    """Return the routes to a group that are nearest to being open, and what they came of."""
    cut = False
    attempts = [*_attempts(search, group)]
    for attempt in attempts:
        _, past, ends = attempt
        best_routes = search.best(past)
        cut |= not search.cut(past).isdisjoint(ends)
        if not any(end in best_routes for end in ends):
            continue
        if search.objective == "pareto":
            routes_result = pareto_routes(search.passes(past), ends)
        elif k == 1 and len(ends) == 1:
            routes_result = SearchResult([best_routes[ends[0]]], cut=False)
        else:
            routes_result = search_routes(search.passes(past), ends, k=k, diverse=diverse)
        return attempt, SearchResult(routes_result.paths, cut=cut or routes_result.cut)
    return attempts[0], SearchResult([], cut)


def _attempts(search: RouteSearch, group: str) -> Iterator[Attempt]:
    """Yield what to try in turn."""
    own_end = [search.number(group)]
    part_ends = [search.number(part) for part in search.narrower[group] if part != group]
    yield Attempt("open", None, own_end)
    yield Attempt("full", "all full", own_end)
    yield Attempt("part", None, part_ends)
    yield Attempt("part", "all full", part_ends)


def first_in(
    search: RouteSearch, attempt: Attempt, paths: Sequence[NodePath]
) -> list[float | None]:
    """Return for each route the share of the guesses under which it is the surest.

    It is compared with the ten best routes, diverse or not, and with the others given. Nothing
    is said of the only route, nor where routes are not put in order by their chance.

    References
    ----------
    .. [1] Lahdelma, R., Salminen, P. (2001). SMAA-2: stochastic multicriteria acceptability
       analysis for group decision making. Operations Research 49(3), 444-454.
    """
    if search.objective != "chance" or not paths:
        return [None] * len(paths)
    net = search.trust.network
    best_routes = search_routes(search.passes(attempt.past), attempt.ends, k=CANDIDATES).paths
    if len({*best_routes, *paths}) == 1:
        return [None]
    cost = {path: int(net.cost[net.links_along(path)].sum()) for path in {*best_routes, *paths}}
    # In the order of routes of the same chance, so that of those that tie the first comes first.
    every_route = sorted(cost, key=lambda path: (len(path), cost[path], path))
    surest = weights(search.trust.guesses.along(every_route)).argmin(axis=0)
    first_shares = np.bincount(surest, minlength=len(every_route)) / DRAWS
    return [float(first_shares[every_route.index(path)]) for path in paths]
