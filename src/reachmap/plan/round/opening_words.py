"""What a plan says at the top of its list: where to start, what was left out of the days."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from reachmap.model.assumptions import NOT_KNOWN
from reachmap.plan.round.rows import Colleague, GroupOutlook, PlannedAction
from reachmap.plan.round.words import CHOICE, COLLEAGUE, SENTENCES, words_of_weekday
from reachmap.words import join_names, words_of_count, words_of_day

FEW = 3
"""Groups left out of those where nobody is known that are named, not counted."""


def words_of_holidays(whose: str, *, are_known: bool) -> str:
    """Return which days are working days, and what to do where holidays are not known.

    Examples
    --------
    >>> words_of_holidays("GB-ENG", are_known=True)
    'Days to ask, and first days, are working days; public holidays (GB-ENG) are left out.'
    """
    without = "no_holidays" if whose == NOT_KNOWN else "holidays_not_here"
    return SENTENCES["holidays" if are_known else without].format(whose=whose)


def words_of_rounds(actions: Sequence[PlannedAction], ends: Sequence[date]) -> Iterator[str]:
    """Yield how actions are spread over rounds, where there are several."""
    if len(ends) < 2:  # noqa: PLR2004  one round says nothing of itself
        return
    parts, before = [], date.min
    for end in ends:
        count = sum(before < action.start <= end for action in actions)
        words = words_of_count(count, "action")
        parts.append(SENTENCES["round"].format(actions=words, day=words_of_day(end)))
        before = end
    every = words_of_count(len(ends), "round")
    yield SENTENCES["rounds"].format(rounds=every, parts=join_names(parts))


def words_of_start(actions: Sequence[PlannedAction]) -> Iterator[str]:
    """Yield when to start, and whom to ask on one day about several groups at once."""
    if not actions:
        return
    first = min(action.ask_by for action in actions)
    count = sum(action.ask_by == first for action in actions)
    key = "begin_one" if len(actions) == 1 else "begin_all" if count == len(actions) else "begin"
    yield SENTENCES[key].format(day=words_of_weekday(first), number=count, all=len(actions))
    for together in asked_at_once(actions):
        if len(together) > 1:
            groups = dict.fromkeys(action.name for action in together)
            yield SENTENCES["together" if len(groups) > 1 else "together_one"].format(
                who=together[0].who,
                groups=join_names(groups, most=None),
                actions=words_of_count(len(together), "action"),
                day=words_of_day(together[0].ask_by),
            )


def words_of_choice(groups: Sequence[GroupOutlook], fairness: str) -> Iterator[str]:
    """Yield how the actions were chosen: who comes first, and of how many nobody is known."""
    yield CHOICE[fairness]
    if fairness == "total":
        return
    none = [row for row in groups if not row.before]
    never = sum(not row.is_recorded for row in none)
    left = [row.name for row in none if not row.expected]
    others = [row for row in groups if row.before]
    brought = [row.name for row in others if row.expected]
    if any(row.share_before is not None for row in groups):
        yield CHOICE["share"]
    if none:
        key = "nobody" if len(left) > FEW else "nobody_but" if left else "nobody_all"
        yield CHOICE[key].format(
            none=len(none),
            all=len(groups),
            served=len(none) - len(left),
            left=join_names(left),
        )
        if never:
            yield CHOICE["not_recorded"].format(never=never, none=len(none))
    if none and others:
        key = "others" if brought else "others_wait"
        names = join_names(brought)
        yield CHOICE[key].format(others=len(others), served=len(brought), names=names)


def words_of_short(short: Collection[str], left: Mapping[str, str]) -> Iterator[str]:
    """Yield what keeps further actions out, and what of the other would be left over, if anything.

    Examples
    --------
    >>> [*words_of_short(("staff hours",), {"money": "£805", "staff hours": "1 staff hour"})]
    ['Staff hours are what is short; £805 would be left over.']
    """
    if short:
        (one, *more) = short
        key = "short_both" if more else "short_money" if one == "money" else "short_hours"
        others = [words for name, words in left.items() if name not in short]
        over = CHOICE["left_over"].format(left=join_names(others)) if others else ""
        yield CHOICE[key].format(left_over=over)


def words_of_colleagues(rows: Sequence[Colleague]) -> Iterator[str]:
    """Yield which colleagues to speak to before asks, if any."""
    if rows:
        yield COLLEAGUE["first"].format(
            names=join_names((colleague.who for colleague in rows), most=None)
        )


def asked_at_once(actions: Sequence[PlannedAction]) -> list[list[PlannedAction]]:
    """Return the actions, those together that one person is asked about on one day."""
    together: dict[tuple[object, ...], list[PlannedAction]] = {}
    for action in actions:
        key = (action.ask_by, action.way[0], action.way[1]) if action.asked else (action.action,)
        together.setdefault(key, []).append(action)
    return [*together.values()]
