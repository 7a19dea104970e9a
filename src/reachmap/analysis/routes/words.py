"""Routes in words fit for people: who asks whom, how surely, how long, at what cost."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from types import MappingProxyType

from reachmap.analysis.routes.rows import Aim, Basis, GroupRoute, RouteRow, State, Step, Why
from reachmap.model.links import LINK_TYPES
from reachmap.model.nodes import Group
from reachmap.words import TableWords, words_of_day, words_of_days, words_of_money

WORDS_OF_WHY: Mapping[Why, str] = MappingProxyType(
    {
        "all full": "those on the way have been asked as often as they can manage",
        "over the limits": "every way costs more or takes longer than you allow",
        "avoided": "every way goes through somebody you chose to leave out",
        "left the role": "somebody needed on the way has left the role",
        "too far": "the way there takes more introductions than the limit allows",
        "nobody linked": "no introduction on the map leads there",
    }
)

WEAKEST_FIRST: tuple[Basis, ...] = ("assumed", "judged", "tried", "known")


def words_of_step(type_: str, from_: str, to: str, *, first: bool) -> str:
    """Return how to take a step, without a full stop.

    Examples
    --------
    >>> words_of_step("KNOWS", "Team", "the Carers' Hub", first=True)
    "Ask the Carers' Hub to introduce you"
    """
    spec = LINK_TYPES[type_]
    return ((first and spec.first_step) or spec.later_step).format(from_=from_, to=to)


def words_of_basis(basis: Basis, asked: tuple[int, int] | None = None) -> str:
    """Return how the chance of a step is known.

    Examples
    --------
    >>> words_of_basis("tried", (5, 4))
    'worked 4 times of 5'
    >>> words_of_basis("judged", (0, 0))
    'staff judgement, never tried'
    """
    word = {"known": "on record", "judged": "staff judgement"}.get(basis, "our assumption")
    if asked is None or (basis == "known" and not asked[0]):
        return word
    times = f"worked {asked[1]} {'time' if asked[1] == 1 else 'times'} of {asked[0]}"
    if basis == "tried":
        return times
    return f"{word}, {times if asked[0] else 'never tried'}"


def words_of_limits(max_cost: int | None, max_days: int | None, currency: str) -> str:
    """Return the limits that routes keep, to go on a sentence; empty without any.

    Examples
    --------
    >>> words_of_limits(4000, None, "GBP"), words_of_limits(0, 9, "GBP")
    ('for at most 40 pounds', 'free of cost, within 9 days')
    """
    cost = () if max_cost is None else (words_of_money(max_cost, currency),)
    days = () if max_days is None else (words_of_days(max_days).removeprefix("about "),)
    told = [*(f"for at most {each}" if max_cost else "free of cost" for each in cost)]
    told += [f"within {each}" for each in days]
    return ", ".join(told)


def words_of_way(way: RouteRow, currency: str) -> str:
    """Return a route in words: its steps, how it is known, how long, at what cost."""
    steps = [step.how for step in way.steps if step.how]
    if not steps:
        return ""
    figures = [*_known(way.steps), *_figures(way, currency)]
    words = [f"{'; '.join(steps)}."]
    if figures:
        text = "; ".join(figures)
        words.append(f"{text[0].upper()}{text[1:]}.")
    if way.waits_for:
        words.append(_waiting(way))
    words += [
        f"{step.to_name} is in the role to {words_of_day(step.until)}."
        for step in way.steps
        if step.until
    ]
    if way.state == "part" and way.reached:
        words.append(f"This reaches {way.reached}, who are a part of the group.")
    return " ".join(words)


def opening(
    name: str, state: State | None, why: Why | None, count: int, *, aim: Aim = "chance"
) -> str:
    """Return the first sentence about the routes to a group."""
    because = f": {WORDS_OF_WHY[why]}" if why else ""
    if state is None:
        return f"We know no way to {name} yet{because}."
    if state == "full":
        return f"No way to {name} is open today{because}."
    if state == "part":
        return f"We know no way to {name} as a whole yet{because}. A part of them can be reached."
    if count == 1:
        return f"We know one way to {name}."
    if aim == "pareto":
        return (
            f"We know {count} ways to {name} that no other beats on chance, cost and days,"
            " the surest first."
        )
    return f"We know {count} ways to {name}, the best first."


def words_of_all(groups: Iterable[GroupRoute], currency: str) -> tuple[str, ...]:
    """Return the best way to each group in words, those without a way last."""
    listed = list(groups)
    lines = []
    for group in listed:
        words = words_of_way(group, currency)
        if group.state is not None and words:
            lines.append(f"{group.name}: {words}")
    closed = [group for group in listed if group.state is None]
    for why in dict.fromkeys(group.why for group in closed):
        names = ", ".join(group.name for group in closed if group.why == why)
        because = f": {WORDS_OF_WHY[why]}" if why else ""
        lines.append(f"We know no way yet to {names}{because}.")
    if not listed:
        lines.append("The map has no groups yet.")
    return tuple(lines)


def _known(steps: Sequence[Step]) -> list[str]:
    """Return how the weakest step is known, if that may be seen."""
    for basis in WEAKEST_FIRST:
        for step in steps:
            if step.basis == basis and step.how_known:
                return [step.how_known if len(steps) == 1 else f"weakest step: {step.how_known}"]
    return []


def _figures(way: RouteRow, currency: str) -> list[str]:
    """Return the days and cost of a route, and whether they are assumed."""
    found = []
    if way.days is not None:
        assumed = any(step.days_given is False for step in way.steps)
        found.append(words_of_days(way.days) + (", in part our assumption" if assumed else ""))
    if way.cost is not None:
        known = all(step.cost_given for step in way.steps)
        money = words_of_money(way.cost, currency)
        found.append(money if known or way.cost else "no cost recorded")
    return found


def _waiting(way: RouteRow) -> str:
    """Return who has no room now, and until when."""
    names = " and ".join(way.waits_for)
    has = "has" if len(way.waits_for) == 1 else "have"
    if way.free_on is None:
        return f"{names} {has} no room for another ask."
    return f"{names} {has} no room before {words_of_day(way.free_on)}."


FACT = ("group to which we know no way yet", "groups to which we know no way yet")
"""What the number of groups without a way counts: one, and several."""

INTRODUCTION = (
    "Who could introduce us",
    "What to ask",
    "What helps people join",
    "How we know",
    "Earliest",
    "Cost",
)
"""Columns of the best way to a group."""

NOBODY_KNOWN = TableWords(
    "We know nobody yet",
    ("Group", "Why", "Who is nearest", "First question"),
    "No introduction on our map leads to these groups.",
)
BEST_ROUTES = TableWords("The best way to each group")

PAGE: Mapping[str, str] = MappingProxyType(
    {
        "panel": "Ways in",
        "nobody": "nobody we know yet",
        "unnamed": "a way in is known: ask the team",
        "ourselves": "we can go ourselves",
        "then": ", then ",
        "ask": "{step}.",
        "ask_finding": "{step}. To find people: “{question}”",
        "finding": "To find people: “{question}”",
        "only": "the only introduction we know",
        "full": "{names}: diary full",
        "full_until": "{names}: diary full to {day}",
        "in_role_until": "{name}: in the role to {day}",
        "reaches_part": "reaches {group}, a part of the group",
        "no_cost": "none recorded",
        "no_introduction": "no introduction is known",
        "question": "Ask wherever you go: “{question}”",
        "question_private": "Ask in private: “{question}”",
        "question_open": "Who do we know who knows {group}?",
    }
)
"""What the page says around the answer: templates with named slots."""

SCRIPT: Mapping[str, str] = MappingProxyType(
    {
        "route": "Way {number}",
        "route_drawn": "Way {number}, shown on the map",
        "draw": "Show on the map",
        "draw_route": "Show on the map: way {number}",
        "how_known": "How we know: {words}.",
        "owner": "Held by: {owner}.",
        "methods": "Ways of hearing that suit: {names}.",
        "unnamed": "A way in is known. People are not named on this page: ask the team.",
        "question": "They may not call themselves this. Ask: “{question}”",
        "helps": "What helps people join: {names}.",
        "none": "We know no way in yet.",
        "team": "We",
    }
)
"""What the page says of a chosen group: templates that its scripts fill."""


def words_of_introducer(way: RouteRow) -> str:
    """Return who is asked on a way, in order; the last of them is whom the group will hear."""
    if way.state is None:
        return PAGE["nobody"]
    if not way.names:
        return PAGE["unnamed"]
    return PAGE["then"].join(way.names[1:-1]) or PAGE["ourselves"]


def words_of_first_ask(way: RouteRow, question: str | None) -> str:
    """Return the first step of a way, and how to find people who may not say so themselves."""
    step = next((step.how for step in way.steps if step.how), None)
    key = ("ask_finding" if question else "ask") if step else "finding"
    return PAGE[key].format(step=step, question=question) if step or question else ""


def words_of_grounds(way: RouteRow, *, only: bool) -> str:
    """Return how a way is known, and what may stand against it."""
    if way.state is None:
        return ""
    known = (step.how_known for step in way.steps if step.basis == way.basis and step.how_known)
    words = [*islice(known, 1), *([PAGE["only"]] if only else [])]
    if way.waits_for:
        day = words_of_day(way.free_on) if way.free_on else ""
        names = " and ".join(way.waits_for)
        words.append(PAGE["full_until" if day else "full"].format(names=names, day=day))
    words += [
        PAGE["in_role_until"].format(name=step.to_name, day=words_of_day(step.until))
        for step in way.steps
        if step.until
    ]
    if way.state == "part" and way.reached:
        words.append(PAGE["reaches_part"].format(group=way.reached))
    return "; ".join(words)


def words_of_cost(way: RouteRow, currency: str) -> str:
    """Return what a way costs; empty where that may not be seen."""
    if way.cost is None:
        return ""
    known = way.cost or all(step.cost_given for step in way.steps)
    return words_of_money(way.cost, currency) if known else PAGE["no_cost"]


def words_of_absence(row: GroupRoute) -> str:
    """Return why no way is known to a group."""
    return WORDS_OF_WHY[row.why] if row.why else PAGE["no_introduction"]


def words_of_first_question(group: Group) -> str:
    """Return what to ask first about a group that nobody we know knows."""
    if not group.finding_question:
        return PAGE["question_open"].format(group=group.name)
    key = "question_private" if "stigma" in group.barriers else "question"
    return PAGE[key].format(question=group.finding_question)
