"""What to do next: two ways in to groups not heard, and what has a day of its own."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from operator import itemgetter

from reachmap.analysis.briefing import Briefing
from reachmap.analysis.one_minute.rows import NextAction
from reachmap.analysis.one_minute.words import (
    ACTIONS,
    words_of_answer,
    words_of_handover,
    words_of_introduction,
    words_of_sign_in,
)
from reachmap.analysis.relationships.holders import holder_of
from reachmap.words import join_names, words_of_day, words_of_holder

MOST = 3
"""Actions that a minute leaves time for."""

WAYS_IN = 2
"""Of them, ways in to groups where there is anything else with a day of its own."""


def next_actions(answers: Briefing) -> tuple[NextAction, ...]:
    """Return what to do next, by day: a few ways in, then what has a day of its own."""
    unknown = (*_nobody_known(answers),)
    ways = (*islice(_introductions(answers), MOST), *unknown)
    dated = (*_handover(answers), *_answer(answers), *_sign_in(answers))
    own = dated[: max(1, MOST - len(ways))]
    chosen = (*ways[: MOST - len(own)], *own)
    return tuple(sorted(chosen, key=lambda action: action.day))


def _introductions(answers: Briefing) -> Iterator[NextAction]:
    """Yield the surest way in to each group not heard, then to each heard less than its share."""
    best = {action_row.group: action_row for action_row in answers.best.routes}
    helps_to_join = {action_row.group: action_row.helps for action_row in answers.routes}
    seen: set[tuple[str, ...]] = set()
    for action_row in answers.heard.of("unheard", "under"):
        route = best.get(action_row.group)
        day = route.free_from(answers.as_of) if route else None
        if route is None or day is None or not route.steps or route.nodes in seen:
            continue
        seen.add(route.nodes)
        asker = route.steps[0].owner or ""
        helps = helps_to_join.get(action_row.group, ())
        words = words_of_introduction(route, day, today=answers.as_of, asker=asker, helps=helps)
        first, node = route.names[1], route.nodes[1]
        yield NextAction("introduction", words, day, first, node, action_row.group, asker)


def _nobody_known(answers: Briefing) -> Iterator[NextAction]:
    """Yield to ask each other who knows the groups not heard, or else heard less, without a way."""
    without = {action_row.group for action_row in answers.best.without}
    action_rows = [
        action_row
        for action_row in answers.heard.of("unheard", "under")
        if action_row.group in without
    ]
    groups = [
        action_row.name for action_row in action_rows if action_row.status == action_rows[0].status
    ]
    team = join_names(answers.overview.team)
    if groups and team:
        words = ACTIONS["nobody_known"].format(
            team=team, groups=join_names(groups), day=words_of_day(answers.as_of)
        )
        yield NextAction("nobody-known", words, answers.as_of, team)


def _handover(answers: Briefing) -> Iterator[NextAction]:
    """Yield to ask the only introduction to some group who leaves first, for a handover."""
    soon = answers.as_of + timedelta(days=answers.overview.assumptions.leaving_days)
    action_rows = answers.gatekeepers.sole
    leaving = [
        (action_row.until, action_row)
        for action_row in action_rows
        if action_row.until and action_row.until <= soon and action_row.sole_names
    ]
    for day, action_row in sorted(leaving, key=itemgetter(0))[:1]:
        name, node = action_row.name or "", action_row.node or ""
        holder = holder_of(node, answers.relationships, answers.best.routes)
        asker = words_of_holder(*holder) if holder else ""
        free = {row.node: row.free_on for row in answers.burden.asked}
        waits = free.get(node, answers.as_of) != answers.as_of
        words = words_of_handover(
            name, day, has_room=not waits, groups=action_row.sole_names, asker=asker
        )
        yield NextAction("handover", words, day, name, node, asker=asker)


def _answer(answers: Briefing) -> Iterator[NextAction]:
    """Yield the answer to give first, and how many more wait."""
    dated = [(action_row.due, action_row) for action_row in answers.owed if action_row.due]
    for due, action_row in dated[:1]:
        words = words_of_answer(action_row, due, len(answers.owed) - 1)
        yield NextAction("answer", words, due, join_names(action_row.owners) or action_row.name)


def _sign_in(answers: Briefing) -> Iterator[NextAction]:
    """Yield what to ask on the sign-in sheet that settles most of what we cannot tell."""
    for sheet in [sheet for sheet in answers.sheets if sheet.perhaps][:1]:
        day = sheet.day or answers.as_of
        yield NextAction("sign-in", words_of_sign_in(sheet, answers.as_of), day, sheet.name)
