"""The next round in words: what to do when, for whom, and what it would take to do more."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from reachmap.analysis.participation.rows import GroupHeard
from reachmap.plan.round.rows import (
    AskingAction,
    Colleague,
    CostItem,
    GroupOutlook,
    MoreBuys,
    PlannedAction,
    Resting,
)
from reachmap.words import (
    in_turn,
    join_clauses,
    join_names,
    sentence_tables,
    within_sentence,
    words_of_chance,
    words_of_count,
    words_of_day,
    words_of_expected,
    words_of_money,
    words_of_people,
)

WORDS = sentence_tables(__name__)
SENTENCES: Mapping[str, str] = WORDS["SENTENCES"]
WHY: Mapping[str, str] = WORDS["WHY"]
INSTEAD: Mapping[str, str] = WORDS["INSTEAD"]
TAKES: Mapping[str, str] = WORDS["TAKES"]
CONTACT: Mapping[str, str] = WORDS["CONTACT"]
LACKS: Mapping[str, str] = WORDS["LACKS"]
AFFORD: Mapping[str, str] = WORDS["AFFORD"]
MORE: Mapping[str, str] = WORDS["MORE"]
MISSING: Mapping[str, str] = WORDS["MISSING"]
CHOICE: Mapping[str, str] = WORDS["CHOICE"]
COLLEAGUE: Mapping[str, str] = WORDS["COLLEAGUE"]
DIARY: Mapping[str, str] = WORDS["DIARY"]
CHART: Mapping[str, str] = WORDS["CHART"]
TO_DO: Mapping[str, str] = WORDS["TO_DO"]
TO_DO_COLUMNS: tuple[str, ...] = WORDS["TO_DO_COLUMNS"]["columns"]
REFUSALS: Mapping[str, str] = WORDS["REFUSALS"]

MOST_TIMES = 10.0
"""How many times as good another plan might be, at most, for that to say anything."""

STAFF_HOUR = "staff hour"

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def words_of_hours(hours: float) -> str:
    """Return hours without decimals that say nothing.

    Examples
    --------
    >>> words_of_hours(6.0), words_of_hours(2.5)
    ('6', '2.5')
    """
    return f"{hours:,.1f}".removesuffix(".0")


def count_of_hours(hours: float, thing: str = "hour") -> str:
    """Return so many hours.

    Examples
    --------
    >>> count_of_hours(1.0), count_of_hours(2.5, "staff hour")
    ('1 hour', '2.5 staff hours')
    """
    number = words_of_hours(hours)
    return f"{number} {thing}" if number == "1" else f"{number} {thing}s"


def words_of_weekday(day: date) -> str:
    """Return a day with its weekday.

    Examples
    --------
    >>> words_of_weekday(date(2026, 3, 31))
    'Tuesday 31 March 2026'
    """
    return f"{WEEKDAYS[day.weekday()]} {words_of_day(day)}"


def words_of_action(action: PlannedAction, currency: str) -> str:
    """Return one action: when to ask who, why, what it leads to, what is paid for, what else."""
    latest = SENTENCES["waits" if action.waits else "latest"]
    parts = (
        words_of_ask(action),
        action.contact,
        action.why,
        words_of_sitting(action, currency),
        latest.format(day=words_of_day(action.latest)),
        action.instead,
    )
    return " ".join(filter(None, parts))


def words_of_colleague(colleague: Colleague) -> str:
    """Return when to speak to which colleague, and before which asks."""
    return COLLEAGUE["speak"].format(
        day=words_of_weekday(colleague.ask_by),
        who=colleague.who,
        bodies=join_names(colleague.about, most=None),
        groups=join_names(colleague.name, most=None),
        latest=words_of_day(colleague.latest),
    )


def words_of_contact(
    who: str,
    *,
    at: str | None,
    names: Sequence[str],
    rest: bool = False,
    is_ours: bool = False,
    owner: str | None = None,
) -> str:
    """Return who to write to for the first ask, and who of us knows them.

    Examples
    --------
    >>> words_of_contact("Gym", at="Gym", names=["Gym manager"])
    'At Gym, turn to Gym manager.'
    """
    lines = []
    if at:
        person = "colleague" if is_ours else "employer"
        known = person if who in names else "names"
        key = known if names else "rest" if rest else "nobody"
        lines.append(CONTACT[key].format(at=at, names=join_names(names, most=None, last=" or ")))
    if owner:
        lines.append(CONTACT["owner"].format(owner=owner))
    return " ".join(lines)


def words_of_ask(action: PlannedAction) -> str:
    """Return when to ask whom about whom."""
    return SENTENCES[f"action{_how_asked(action.asked, action.way)}"].format(
        day=words_of_weekday(action.ask_by),
        who=action.who,
        through=_through(action),
        group=action.name,
    )


def words_of_step(who: str, *, asked: Sequence[str], way: Sequence[str]) -> str:
    """Return whom to ask in a few words.

    Examples
    --------
    >>> words_of_step("Gym", asked=["gym"], way=["team", "gym", "students"])
    'ask Gym'
    """
    return SENTENCES[f"step{_how_asked(asked, way)}"].format(who=who)


def _how_asked(asked: Sequence[str], way: Sequence[str]) -> str:
    """Return the end of the key of the words for who is asked: somebody, our own, the group."""
    return "" if asked else "_open" if len(way) > 2 else "_direct"  # noqa: PLR2004  team and group


def words_of_sitting(action: PlannedAction, currency: str) -> str:
    """Return what an action leads to, for how many, and what is paid for."""
    parts = [
        SENTENCES["held"].format(
            method=action.method,
            venue=_at(action.venue),
            start=words_of_day(action.start),
            people=words_of_expected(action.come),
            cost=words_of_money(action.cost, currency),
            hours=count_of_hours(action.staff_hours),
        )
    ]
    if len(action.items) > 1:
        parts.append(SENTENCES["helps"].format(items=action.paid_for))
    if action.own_time:
        parts.append(SENTENCES["own_time"])
    if action.unlifted:
        barriers = join_names(action.unlifted, most=None, last=" or ")
        parts.append(SENTENCES["unlifted"].format(barriers=barriers))
    return " ".join(parts)


def words_of_supports(actions: Sequence[PlannedAction]) -> Iterator[str]:
    """Yield for which groups which supports are paid for, where any is."""
    groups: dict[str, dict[str, None]] = {}
    for action in actions:
        for support in action.request.helps if action.request else ():
            groups.setdefault(support, {})[action.name] = None
    if groups:
        items = (
            SENTENCES["paid_item"].format(
                support=within_sentence(support), groups=join_names(names, most=None)
            )
            for support, names in groups.items()
        )
        yield SENTENCES["paid"].format(items=join_clauses(items))


def words_of_items(items: Sequence[CostItem], currency: str) -> str:
    """Return what is paid for, item by item."""
    return join_names(
        (f"{within_sentence(item.name)} {words_of_money(item.cost, currency)}" for item in items),
        most=None,
    )


def words_of_purpose(method: str, venue: str | None, start: date) -> str:
    """Return what an introduction is for."""
    return SENTENCES["purpose"].format(
        method=within_sentence(method), venue=_at(venue), start=words_of_day(start)
    )


def _at(venue: str | None) -> str:
    return SENTENCES["venue"].format(venue=venue) if venue else ""


def _through(action: PlannedAction) -> str:
    """Return who else is asked on the way."""
    return SENTENCES["through"].format(names=in_turn(action.through)) if action.through else ""


def words_of_rest(resting: Sequence[Resting]) -> str:
    """Return who has been asked as often as they can manage, and until when they rest."""
    if not resting:
        return SENTENCES["nobody_rests"]
    names = (
        SENTENCES["until"].format(name=row.name, day=words_of_day(row.until))
        if row.until
        else row.name
        for row in resting
    )
    return SENTENCES["rests"].format(names=join_names(names, most=None))


def words_of_asking(asking: AskingAction) -> str:
    """Return what to ask at a sitting that takes place anyway."""
    key = "asking_settles" if asking.settles else "asking_perhaps"
    settles = SENTENCES[key].format(settles=asking.settles or asking.perhaps)
    day = (
        SENTENCES["on_day"].format(day=words_of_day(asking.day))
        if asking.day
        else SENTENCES["next_time"]
    )
    return SENTENCES["asking"].format(
        sitting=asking.sitting,
        day=day,
        questions=join_names(asking.questions),
        settles=settles,
        of=asking.of,
    )


def words_of_why(outlook: GroupOutlook, row: GroupHeard, chance: float) -> str:
    """Return why an action is in the plan: how the group is heard, and how sure the way is.

    Who is not on record is told as that, and as not known where people were asked.
    """
    fair = outlook.fair_share
    key = "known" if row.heard else str(row.status)
    if key == "unheard" and not row.asked:
        key = "counted"
    known = WHY[key].format(heard=f"{row.heard or 0:,}", asked=words_of_people(row.asked or 0))
    key = "no_fair" if fair is None else "assumed" if outlook.assumed_share else "fair"
    share = WHY[key].format(fair=f"{fair or 0:,.0f}")
    brings = WHY["brings"].format(part=words_of_part(outlook.expected / fair)) if fair else ""
    return WHY["why"].format(known=known, fair=share, brings=brings, chance=words_of_chance(chance))


def words_of_part(part: float) -> str:
    """Return a part as a percentage.

    Examples
    --------
    >>> words_of_part(0.082), words_of_part(0.004)
    ('about 8%', 'less than 1%')
    """
    return "less than 1%" if part < 0.01 else f"about {part:.0%}"  # noqa: PLR2004  one in a hundred


def words_of_groups(groups: Sequence[GroupOutlook]) -> Iterator[str]:
    """Yield which groups are not reached, what that would take, and which count otherwise."""
    assumed = [row.name for row in groups if row.assumed_share]
    outside = [row.name for row in groups if row.fair_share is None]
    takes: dict[str, list[str]] = {}
    for row in groups:
        if row.takes:
            takes.setdefault(row.takes, []).append(row.name)
    if takes:
        left = join_names(row.name for row in groups if row.takes)
        yield SENTENCES["left_out"].format(groups=left)
    for words, names in takes.items():
        key = "takes_each" if len(names) > 1 else "takes"
        yield SENTENCES[key].format(groups=join_names(names, most=None), takes=words)
    if assumed:
        yield SENTENCES["assumed"].format(groups=join_names(assumed))
    if outside:
        yield SENTENCES["outside"].format(groups=join_names(outside))


def words_of_more(more: MoreBuys, short: Collection[str]) -> str:
    """Return what a little more of one limit would buy, or which other one is short."""
    if more.group is None or more.method is None:
        key = (
            "buys_nothing_short" if len(short) == 1 and more.limit not in short else "buys_nothing"
        )
        return SENTENCES[key].format(more=more.more, short=join_names(short))
    return SENTENCES["buys"].format(
        more=more.more,
        method=within_sentence(more.method),
        group=more.group,
        people=words_of_expected(more.expected),
    )


def words_of_price(price: float | None) -> Iterator[str]:
    """Yield how many people more a plan for the most people would bring, where that is known."""
    if price is not None:
        yield SENTENCES["price" if price >= 1 else "no_price"].format(more=words_of_expected(price))


def words_of_assumed(
    costs: Sequence[bool], days_known: Sequence[bool], *, cost: str, days: str
) -> Iterator[str]:
    """Yield for how many steps costs or days are assumed; `cost` is empty where it is none.

    Examples
    --------
    >>> [*words_of_assumed([True], [True, False], cost="", days="3 days")]
    ['For 1 of the 2 introductions on these ways no days are on record: 3 days each are assumed.']
    """
    gaps = (("assumed_costs" if cost else "no_costs", costs), ("assumed_days", days_known))
    for key, known in gaps:
        if not all(known):
            some = len(known) - sum(known)
            yield MISSING[key].format(some=some, all=len(known), cost=cost, days=days)


def words_of_failure(failure: str) -> tuple[str, ...]:
    """Return what is to be said where the solver gave up; nothing where it did not.

    Examples
    --------
    >>> words_of_failure("the solver gave up")
    ('On the way, the solver gave up: the search for better plans ended there.',)
    """
    return (MISSING["solver"].format(failure=failure),) if failure else ()


def words_of_proof(
    status: str,
    *,
    settled: int | None,
    objective: float,
    bound: float | None,
) -> Iterator[str]:
    """Yield what is proved of a plan that is not proved to be the best, and what is not.

    How many groups are settled is None where a plan is for the most people, and the bound where
    there is none.

    Examples
    --------
    >>> [*words_of_proof("greedy", settled=None, objective=50.0, bound=55.0)][1]
    'Another plan might bring at most 10% more people.'
    """
    yield SENTENCES[status]
    if settled:
        yield SENTENCES["settled"].format(groups=words_of_count(settled, "group"))
    better = "more_people" if settled is None else "next_better" if settled else "worst_better"
    if bound is None:
        yield SENTENCES["not_known"]
    elif settled and bound <= objective:
        yield SENTENCES["same_fairness"]
    elif objective > 0 and bound < MOST_TIMES * objective:
        percent = f"{100 * (bound / objective - 1):.1f}".removesuffix(".0")
        yield SENTENCES[better].format(percent=percent)
    else:
        yield SENTENCES["not_known"]
