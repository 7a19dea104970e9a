"""What could not be known of routes and of the links on the way."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from reachmap.analysis.routes.earlier import earlier_asks
from reachmap.analysis.routes.rows import RouteRow
from reachmap.analysis.routes.search import RouteSearch
from reachmap.analysis.routes.words import MISSING
from reachmap.network import limits
from reachmap.network.index import BASES, NO_LIMIT, Longs
from reachmap.words import words_of_count

WHERE: Mapping[str, Mapping[str, str]] = {
    "links": {
        "own": "the table 'links'",
        "table": "'links'",
        "trust": "'trust' or 'chance'",
        "rest": "",
    },
    "contacts": {
        "own": "'contacts'",
        "table": "'contacts' (beyond your own contacts in 'links', a sheet to add)",
        "trust": "'trust'",
        "rest": ", a sheet to add,",
    },
}
"""Where links are filled in, by the sheet that all of them come from."""


def missing_of_routes(
    search: RouteSearch, routes: Iterable[RouteRow], *, cut: bool = False
) -> tuple[str, ...]:
    """Return what could not be known of some routes, and which table would tell."""
    net = search.trust.network
    route_rows = list(routes)
    steps = {(step.from_, step.to): step for row in route_rows for step in row.steps}.values()
    on_the_way = {id_ for row in route_rows for id_ in row.nodes[1:-1]}
    limited = {net.ids[node] for node in np.flatnonzero(net.capacity != NO_LIMIT)}
    gaps = (
        ("cut", int(cut), limits.MOST_LABELS),
        ("unlinked", int(_is_unlinked(search)), 1),
        ("unasked", int(net.tail.size > 0 and not search.snapshot.pair_asks.scored.any()), 1),
        ("steps_assumed", sum(step.basis == "assumed" for step in steps), len(steps)),
        ("undated", sum(step.contact_given is False for step in steps), len(steps)),
        ("no_days", sum(not step.days_given for step in steps), len(steps)),
        ("no_cost", sum(not step.cost_given for step in steps), len(steps)),
        ("no_capacity", len(on_the_way - limited), len(on_the_way)),
    )
    sheet_words = _where(search)
    missing_lines = [
        MISSING[gap].format(some=some, all=all_, **sheet_words) for gap, some, all_ in gaps if some
    ]
    return (*missing_lines, *_of_asks_along_no_link(search, on_the_way))


def missing_of_links(search: RouteSearch, links: Longs) -> list[str]:
    """Return what could not be known of the links on some ways, shape (links,)."""
    missing_lines = [MISSING["unlinked"]] if _is_unlinked(search) else []
    assumed = int((search.trust.network.basis[links] == BASES.index("assumed")).sum())
    if assumed:
        missing_lines.append(
            MISSING["links_assumed"].format(some=assumed, all=links.size, **_where(search))
        )
    net = search.trust.network
    route_ends = np.union1d(net.head[links], net.tail[links]).tolist()
    return [*missing_lines, *_of_asks_along_no_link(search, {net.ids[node] for node in route_ends})]


def _of_asks_along_no_link(search: RouteSearch, on_the_way: set[str]) -> Iterator[str]:
    """Yield that asks of teams to some nodes count in no chance, as no link leads there."""
    net, some = search.trust.network, 0
    for team in search.sources:
        linked = {net.ids[head] for head in net.head[net.tail == team].tolist()}
        for id_ in on_the_way - linked:
            asks = earlier_asks(search.snapshot, net.ids[team], id_)
            some += (asks.answered or 0) if asks else 0
    if some:
        yield MISSING["asks_along_no_link"].format(
            asks=words_of_count(some, "ask"), **_where(search)
        )


def _where(search: RouteSearch) -> Mapping[str, str]:
    """Return where what is missing of links would be filled in, as parts of sentences."""
    return WHERE["contacts" if search.trust.reported_by == {"contacts"} else "links"]


def _is_unlinked(search: RouteSearch) -> bool:
    """Return whether the teams that ask have no link to anybody."""
    return not np.isin(search.trust.network.tail, search.sources).any()
