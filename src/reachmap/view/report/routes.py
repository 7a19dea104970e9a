"""Ways in on paper: to whom, who is asked, by whom, from when, and how surely."""

from collections.abc import Iterator, Sequence

from reachmap.analysis.briefing import Briefing
from reachmap.analysis.participation.rows import Status
from reachmap.analysis.routes.question import Routes, RoutesToAll
from reachmap.analysis.routes.rows import GroupRoute
from reachmap.analysis.routes.words import words_of_all, words_of_joining, words_of_route
from reachmap.view.report.document import Block, Heading, Lines, Paragraph
from reachmap.view.report.words import COLUMNS, HEADINGS, PAPER
from reachmap.view.tables import table
from reachmap.words import (
    TEN,
    TableWords,
    first_few,
    in_turn,
    join_names,
    words_of_count,
    words_of_day,
)

WAYS = 3
"""Ways that are written out."""

OTHERS = 9
"""Most other ways that have a row each."""

ORDER: tuple[Status, ...] = ("unheard", "under", "not-recorded", "uncertain")
"""Whose ways come first."""

NAMED = 24
"""Most groups that are named as those to which no way is known; the rest are counted."""

HELPS = 3
"""Most supports that are named beside a way; the rest are counted."""


def route_blocks(answers: Briefing, *, ways: int = WAYS, others: int = OTHERS) -> Iterator[Block]:
    """Yield the ways to the groups heard least, and the groups to which none is known."""
    yield Heading(HEADINGS["routes"])
    if not answers.is_for_team:
        yield Paragraph(PAPER["routes_left_out"])
        return
    chosen = ways_written_out(answers)[:ways]
    if chosen:
        yield Paragraph(" ".join((PAPER["routes"], *answers.calibration.caution())))
    joining = {row.group: row for row in answers.routes}
    yield from (_way(route, joining.get(route.group), answers) for route in chosen)
    in_rows = _others(answers)[:others]
    if in_rows:
        lead = TableWords(_title_of(in_rows, answers), COLUMNS["ways"])
        yield table("other-ways", lead, [_row(route, answers) for route in in_rows])
    rest = len(answers.best.routes) - len(chosen) - len(in_rows)
    if rest:
        yield Paragraph(PAPER["other_routes"].format(groups=words_of_count(rest, PAPER["group"])))
    yield from _without(answers.best)


def _without(answer: RoutesToAll) -> Iterator[Block]:
    """Yield the groups to which no way is known; of very many the first are named."""
    first, rest = first_few(answer.without, NAMED)
    if first:
        more = PAPER["no_ways_more"].format(groups=words_of_count(rest, PAPER["group"]))
        yield Lines((*words_of_all(first, answer.currency), *([more] if rest else [])))


def ways_written_out(answers: Briefing) -> Sequence[GroupRoute]:
    """Return the ways to the groups heard least that have one."""
    return _ways_to(answers, ORDER)[:WAYS]


def _others(answers: Briefing) -> Sequence[GroupRoute]:
    """Return the ways to the other groups where nobody is known, or heard less than their share."""
    return _ways_to(answers, ("unheard", "under"))[WAYS : WAYS + OTHERS]


def _title_of(ways: Sequence[GroupRoute], answers: Briefing) -> str:
    """Return the title of the other ways: how the groups are heard that they lead to."""
    unheard = {row.group for row in answers.heard.of("unheard")}
    among = {way.group in unheard for way in ways}
    if among == {True}:
        return PAPER["other_ways_unheard"]
    return PAPER["other_ways" if True in among else "other_ways_under"]


def _ways_to(answers: Briefing, statuses: Sequence[Status]) -> Sequence[GroupRoute]:
    """Return the ways to the groups of some statuses, those heard least first."""
    best = {route.group: route for route in answers.best.routes}
    order = (row for status in statuses for row in answers.heard.of(status))
    return [best[row.group] for row in order if row.group in best]


def _who(route: GroupRoute, answers: Briefing) -> str:
    """Return who holds the relationship that a way begins with, or else that nobody is named."""
    held = route.steps[0].owner if route.steps else None
    return held or PAPER["no_post"].format(team=join_names(answers.overview.team))


def _row(route: GroupRoute, answers: Briefing) -> tuple[str, ...]:
    """Return the way to a group in a row: who is asked, by whom, from when, how surely."""
    day = route.free_from(answers.as_of)
    return (
        route.name,
        in_turn(route.names[1:-1]) or PAPER["ourselves"],
        _who(route, answers),
        words_of_day(day) if day else PAPER["no_day"],
        PAPER["range"].format(
            low=round(TEN * (route.low or 0)), high=round(TEN * (route.high or 0))
        ),
    )


def _way(route: GroupRoute, ways: Routes | None, answers: Briefing) -> Paragraph:
    """Return the way to a group in words, who asks and from when, and what helps people join."""
    day = route.free_from(answers.as_of)
    asking = PAPER["who_asks" if day else "who_asks_wait"].format(
        owner=_who(route, answers), day=words_of_day(day) if day else ""
    )
    words = [words_of_route(route, answers.best.currency), asking]
    if ways is not None:
        helps = [join_names(ways.helps, most=HELPS)] if ways.helps else []
        words += words_of_joining(route.name, helps, ways.question)
    return Paragraph(" ".join(words), subject=route.name)
