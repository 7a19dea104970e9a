"""Routes in words: who asks whom, how surely, how long, at what cost."""

from collections.abc import Iterator, Mapping, Sequence

from reachmap.analysis.routes.rows import (
    WORDS_OF_WHY,
    Aim,
    Basis,
    GroupRoute,
    Route,
    RouteRow,
    State,
    Step,
    Why,
)
from reachmap.model.links import LINK_TYPES
from reachmap.words import (
    TableWords,
    capitalised,
    join_names,
    sentence_tables,
    words_of_count,
    words_of_day,
    words_of_days,
    words_of_money,
    words_of_no_room,
    words_of_range,
    words_of_resting,
    words_of_times,
)

WORDS = sentence_tables(__name__)
SENTENCES: Mapping[str, str] = WORDS["SENTENCES"]
MISSING: Mapping[str, str] = WORDS["MISSING"]
INTRODUCTION: tuple[str, ...] = WORDS["INTRODUCTION"]
PAGE: Mapping[str, str] = WORDS["PAGE"]
CHART: Mapping[str, str] = WORDS["CHART"]
SCRIPT: Mapping[str, str] = WORDS["SCRIPT"]


YEAR = 365

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


def words_of_basis(
    basis: Basis,
    asked: tuple[int, int] | None = None,
    *,
    learned: int = 0,
    undated: int | None = None,
) -> str:
    """Return how the chance of a step is known.

    `learned` is from how many asks the usual chance of such a link was learned, and `undated`
    how many days ago the two are assumed to have spoken, where no day is recorded.

    Examples
    --------
    >>> words_of_basis("tried", (5, 4))
    'worked 4 times of 5'
    >>> words_of_basis("judged", (0, 0), undated=365)
    'staff judgement, no ask along it recorded, no day recorded: taken as a year ago'
    >>> words_of_basis("assumed", learned=12)
    'our assumption, learned from 12 asks along such links'
    """
    parts = [*_words_of_evidence(basis, asked, learned)]
    if undated is not None:
        parts.append(SENTENCES["undated"].format(ago=_words_of_ago(undated)))
    return ", ".join(parts)


def _words_of_evidence(basis: Basis, asked: tuple[int, int] | None, learned: int) -> Iterator[str]:
    """Yield what the chance of a step rests on, but for when the two last spoke."""
    if basis != "tried":
        yield SENTENCES[basis]
    if basis == "assumed" and learned:
        yield SENTENCES["learned"].format(asks=words_of_count(learned, "ask"))
    if asked is not None and asked[0]:
        yield SENTENCES["worked"].format(times=words_of_times(asked[1]), asked=asked[0])
    elif asked is not None and basis != "known":
        yield SENTENCES["no_ask"]


def _words_of_ago(days: int) -> str:
    """Return how long ago an assumed day was."""
    key = {0: "today", YEAR: "a_year_ago"}.get(days, "days_ago")
    return SENTENCES[key].format(days=words_of_count(days, "day"))


def words_of_limits(max_cost: float | None, max_days: int | None, currency: str) -> tuple[str, ...]:
    """Return a sentence on the limits that were set, if any were.

    Examples
    --------
    >>> words_of_limits(40, None, "GBP")
    ('Only ways for at most £40 were looked for.',)
    >>> words_of_limits(0, 9, "GBP"), words_of_limits(None, None, "GBP")
    (('Only ways free of cost, within 9 days were looked for.',), ())
    """
    limits = []
    if max_cost is not None:
        money = words_of_money(max_cost, currency)
        limits.append(SENTENCES["for_at_most" if max_cost else "free"].format(money=money))
    if max_days is not None:
        days = words_of_days(max_days).removeprefix("about ")
        limits.append(SENTENCES["within"].format(days=days))
    return (SENTENCES["limits"].format(limits=", ".join(limits)),) if limits else ()


def words_of_route(route: RouteRow, currency: str) -> str:
    """Return a route in words: its steps, how it is known, how long, at what cost."""
    steps = [step.how for step in route.steps if step.how]
    if not steps:
        return ""
    words = [f"{'; '.join(steps)}."]
    route_figures = "; ".join([*_guessed(route), *_known(route.steps), *_figures(route, currency)])
    if route_figures:
        words.append(f"{capitalised(route_figures)}.")
    if route.waits_for:
        words.append(words_of_waiting(route))
    words += [
        words_of_resting(rest.name, rest.until) for rest in route.rests if rest.name and rest.until
    ]
    words += [
        SENTENCES["in_role_until"].format(name=step.to_name, day=words_of_day(step.until))
        for step in route.steps
        if step.until
    ]
    if route.state == "part" and route.reached:
        words.append(SENTENCES["reaches_part"].format(group=route.reached))
    return " ".join(words)


def opening(
    name: str, state: State | None, why: Why | None, count: int, *, aim: Aim = "chance"
) -> str:
    """Return the first sentence about the routes to a group."""
    if state == "open":
        key = "one_way" if count == 1 else "ways_unbeaten" if aim == "pareto" else "ways"
    else:
        key = "no_way_open" if state == "full" else "part_only" if state else "no_way"
    return SENTENCES[key].format(group=name, count=count, because=_because(why))


def words_of_ranked(routes: Sequence[Route], currency: str) -> Iterator[str]:
    """Yield each route to a group in words, best first."""
    for route in routes:
        words = words_of_route(route, currency)
        if words:
            yield SENTENCES["ranked"].format(rank=route.rank, route=words)


def words_of_joining(name: str, supports: Sequence[str], question: str | None) -> Iterator[str]:
    """Yield what helps people of a group to join, and what to ask of them."""
    if supports:
        yield SENTENCES["helps"].format(supports=", ".join(supports))
    if question:
        yield SENTENCES["question"].format(group=name, question=question)


def words_of_group(route: GroupRoute, currency: str) -> tuple[str, ...]:
    """Return the best route to a group in words; empty where there is none, or it is hidden."""
    words = words_of_route(route, currency) if route.state else ""
    return (SENTENCES["of_group"].format(group=route.name, route=words),) if words else ()


def words_of_all(groups: Sequence[GroupRoute], currency: str) -> tuple[str, ...]:
    """Return the best route to each group in words, those without one last."""
    lines = [line for group in groups for line in words_of_group(group, currency)]
    without_route = [group for group in groups if group.state is None]
    for why in dict.fromkeys(group.why for group in without_route):
        names = join_names((group.name for group in without_route if group.why == why), most=None)
        lines.append(SENTENCES["no_way_yet"].format(groups=names, because=_because(why)))
    return tuple(lines) if groups else (SENTENCES["no_groups"],)


def _because(why: Why | None) -> str:
    return SENTENCES["because"].format(why=WORDS_OF_WHY[why]) if why else ""


def _known(steps: Sequence[Step]) -> list[str]:
    """Return how the weakest step is known, if that may be seen."""
    for basis in WEAKEST_FIRST:
        for step in steps:
            if step.basis == basis and step.how_known:
                weakest_known = SENTENCES["weakest_step"].format(known=step.how_known)
                return [step.how_known if len(steps) == 1 else weakest_known]
    return []


def _guessed(route: RouteRow) -> list[str]:
    """Return how often a route works, as far as we can guess, and how often it comes first."""
    if route.low is None or route.high is None:
        return []
    key = "sure" if route.low == route.high else "guessed"
    times_guessed = SENTENCES[key].format(times=words_of_range(route.low, route.high))
    if not isinstance(route, Route) or route.first_in is None:
        return [times_guessed]
    return [times_guessed, SENTENCES["first_in"].format(ways=_ways_of_ten(route.first_in))]


def _ways_of_ten(share: float) -> str:
    """Return in how many of ten ways of guessing something holds, never none for some.

    Examples
    --------
    >>> _ways_of_ten(0.725), _ways_of_ten(0.005), _ways_of_ten(0), _ways_of_ten(0.995)
    ('7', 'fewer than 1', 'none', 'more than 9')
    """
    if not share:
        return "none"
    tenths = round(10 * share)
    if not tenths:
        return "fewer than 1"
    return "more than 9" if tenths == 10 and share < 1 else str(tenths)  # noqa: PLR2004  of ten


def _figures(route: RouteRow, currency: str) -> list[str]:
    """Return the days and cost of a route, and whether they are assumed."""
    route_figures = []
    if route.days is not None:
        days = words_of_days(route.days)
        some = sum(step.days_given is False for step in route.steps)
        steps = words_of_count(len(route.steps), "step")
        words = SENTENCES["days_assumed"].format(days=days, some=some, steps=steps)
        route_figures.append(words if some else days)
    cost = words_of_cost(route, currency, unknown=SENTENCES["no_cost_recorded"])
    return [*route_figures, cost] if cost else route_figures


def words_of_waiting(route: RouteRow) -> str:
    """Return who has no room now, and until when; empty where all have room."""
    if not route.waits_for:
        return ""
    return words_of_no_room(route.waits_for, route.free_on)


FACT = ("group to which we know no way yet", "groups to which we know no way yet")
"""What the number of groups without a way counts: one, and several."""

BEST_ROUTES = TableWords("The best way to each group")


def words_of_cost(route: RouteRow, currency: str, *, unknown: str = PAGE["no_cost"]) -> str:
    """Return what a route costs; empty where that may not be seen."""
    if route.cost is None:
        return ""
    known = sum(step.cost_given is not False for step in route.steps)
    some = len(route.steps) - known
    if not route.cost and some and not known:
        return unknown
    cost = words_of_money(route.cost, currency)
    if not some:
        return cost
    assumed = any(step.cost for step in route.steps if step.cost_given is False)
    steps = words_of_count(len(route.steps), "step")
    key = "cost_assumed" if assumed else "cost_in_part"
    return SENTENCES[key].format(cost=cost, some=some, known=known, steps=steps)
