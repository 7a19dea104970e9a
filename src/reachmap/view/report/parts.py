"""The other parts of the paper: ways in, who should rest, what we owe."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reachmap.analysis.briefing import Briefing
from reachmap.analysis.burden.question import Burden
from reachmap.analysis.burden.rows import Asked
from reachmap.analysis.burden.words import ASKED_A_LOT, words_of_asks_to
from reachmap.analysis.participation.rows import Status
from reachmap.analysis.review.words import ANSWERS_OWED
from reachmap.analysis.routes.question import Routes, RoutesToAll
from reachmap.analysis.routes.rows import GroupRoute
from reachmap.analysis.routes.words import words_of_all, words_of_joining, words_of_route
from reachmap.view.parts.burden import (
    resting,
    words_of_alternates,
    words_of_asks,
    words_of_free_day,
    words_of_voices,
)
from reachmap.view.parts.review import answers_owed
from reachmap.view.report.document import Block, Heading, Lines, Paragraph
from reachmap.view.report.words import COLUMNS, HEADINGS, PAPER
from reachmap.view.tables import Table, table
from reachmap.words import (
    TEN,
    TableWords,
    first_few,
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

ROWS = 6
"""Most rows of a table; the rest are counted."""

NAMED = 24
"""Most groups that are named as those to which no way is known; the rest are counted."""

OWED = 6
"""Most answers owed that are named below the table; the rest are counted."""

HELPS = 3
"""Most supports that are named beside a way; the rest are counted."""


def route_blocks(answers: Briefing) -> Iterator[Block]:
    """Yield the ways to the groups heard least, and the groups to which none is known."""
    yield Heading(HEADINGS["routes"])
    if not answers.is_for_team:
        yield Paragraph(PAPER["routes_left_out"])
        return
    chosen = ways_written_out(answers)
    if chosen:
        yield Paragraph(PAPER["routes"])
    joining = {row.group: row for row in answers.routes}
    yield from (_way(route, joining.get(route.group), answers) for route in chosen)
    others = _others(answers)
    if others:
        lead = TableWords(PAPER["other_ways"], COLUMNS["ways"])
        yield table("other-ways", lead, [_row(route, answers) for route in others])
    rest = len(answers.best.routes) - len(chosen) - len(others)
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
    """Return the ways to the other groups not heard, or heard less than their share."""
    return _ways_to(answers, ("unheard", "under"))[WAYS : WAYS + OTHERS]


def _ways_to(answers: Briefing, statuses: Sequence[Status]) -> Sequence[GroupRoute]:
    """Return the ways to the groups of some statuses, those heard least first."""
    best = {route.group: route for route in answers.best.routes}
    order = (row for status in statuses for row in answers.heard.of(status))
    return [best[row.group] for row in order if row.group in best]


def _who(route: GroupRoute, answers: Briefing) -> str:
    """Return who holds the relationship that a way begins with, or else the team."""
    held = route.steps[0].owner if route.steps else None
    return held or join_names(answers.overview.team)


def _row(route: GroupRoute, answers: Briefing) -> tuple[str, ...]:
    """Return the way to a group in a row: who is asked, by whom, from when, how surely."""
    day = route.free_from(answers.as_of)
    return (
        route.name,
        PAPER["then"].join(route.names[1:-1]) or PAPER["ourselves"],
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


def rest_blocks(answer: Burden, team: str) -> Iterator[Block]:
    """Yield who was asked a lot, until when they rest, who sees to it, and who else could help."""
    yield Heading(HEADINGS["burden"])
    rows = (*_voices(answer), *(_asked(row, answer) for row in resting(answer)))
    if not rows:
        yield Paragraph(PAPER["rest_nobody" if answer.asked else "rest_unknown"])
        return
    lead = PAPER["rest_read"].format(team=team)
    words = ASKED_A_LOT._replace(columns=COLUMNS["burden"], lead=lead)
    yield first_rows(table("rest", words, rows))


def _voices(answer: Burden) -> Iterator[tuple[str, ...]]:
    """Yield one row for all voices who came too often: nobody is singled out."""
    rows = answer.over_asked("voice")
    if rows:
        last = max((row.free_on for row in rows if row.free_on), default=None)
        day = PAPER["voices_free"].format(day=words_of_day(last)) if last else ""
        yield (*words_of_voices(rows), day, PAPER["voices_more"])


def _asked(row: Asked, answer: Burden) -> tuple[str, ...]:
    return (
        row.name,
        words_of_asks_to(row, words_of_asks(row)),
        words_of_free_day(row, answer.until),
        words_of_alternates(row),
    )


def owed_blocks(answers: Briefing) -> Iterator[Block]:
    """Yield the answers that we owe, those to what is written down first."""
    yield Heading(HEADINGS["owed"])
    if answers.is_for_team and answers.owed:
        whole = answers_owed(answers.owed)
        yield first_rows(whole)
        yield Lines(tuple(_rest_of_owed(whole, answers)))
    elif answers.is_for_team:
        yield Paragraph(PAPER["owed_nobody"])
    else:
        if answers.owed:
            yield first_rows(_for_others(answers_owed(answers.owed)))
        yield Paragraph(PAPER["owed_few"])


def _rest_of_owed(whole: Table, answers: Briefing) -> Iterator[str]:
    """Yield who is to name who owes an answer, and what else is waited for."""
    due = whole.columns.index(ANSWERS_OWED.columns[3])
    team, day = join_names(answers.overview.team), words_of_day(answers.as_of)
    if not all(row.owners for row in answers.owed):
        yield PAPER["owners"].format(team=team, day=day)
    rest = [
        PAPER["owed_one"].format(name=row[0].text, due=row[due].text) for row in whole.rows[ROWS:]
    ]
    if rest:
        yield PAPER["owed_rest"].format(answers=join_names(rest, most=OWED))


def _for_others(whole: Table) -> Table:
    """Return what the answers are about and when they are due: of all else others see nothing."""
    name, _, _, due, _ = ANSWERS_OWED.columns
    chosen = [number for number, column in enumerate(whole.columns) if column in {name, due}]
    rows = tuple(tuple(row[number] for number in chosen) for row in whole.rows)
    columns = tuple(whole.columns[number] for number in chosen)
    return replace(whole, lead="", columns=columns, rows=rows)


def first_rows(whole: Table) -> Table:
    """Return the first rows of a table, with how many there are."""
    if len(whole.rows) <= ROWS:
        return whole
    words = PAPER["more_rows"].format(first=ROWS, all=len(whole.rows))
    return replace(whole, lead=f"{whole.lead} {words}".strip(), rows=whole.rows[:ROWS])
