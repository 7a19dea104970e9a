"""Which supports lift what keeps a group out, and which a method needs for it."""

from collections.abc import Collection, Mapping

from reachmap.model.fields import to_pence
from reachmap.model.nodes import Group
from reachmap.model.vocabulary import Method, Support
from reachmap.words import words_of_money

ANONYMOUS = "anonymous-way"
"""Code of the support by which people can answer without being known."""

NOT_ANONYMOUS = "not anonymous"
"""What rules a method out for a sensitive subject."""


def supports_for(group: Group, supports: Mapping[str, Support]) -> tuple[Support, ...]:
    """Return the supports that lift a barrier of a group, the most to the point first.

    First those that lift the most of its barriers; then those made for these barriers and
    few others; then those that cost least whoever comes.

    Examples
    --------
    >>> from reachmap.model.vocabulary import by_code, standard_supports
    >>> carers = Group(id="carers", name="Carers", barriers=("caring", "timing"))
    >>> [each.code for each in supports_for(carers, by_code(standard_supports(), ()))][:2]
    ['school-hours-slot', 'replacement-care']
    """
    barriers = set(group.barriers)

    def order(support: Support) -> tuple[int, int, float, str]:
        lifted = barriers.intersection(support.lifts)
        return -len(lifted), len(support.lifts), support.fixed_cost or 0.0, support.name

    lifting = (each for each in supports.values() if barriers.intersection(each.lifts))
    return tuple(sorted(lifting, key=order))


def supports_needed(
    method: Method,
    group: Group,
    supports: Mapping[str, Support],
    *,
    sensitive: bool,
    currency: str,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the supports that a method needs for a group, with costs, and what rules it out.

    Examples
    --------
    >>> from reachmap.model.vocabulary import standard_methods, standard_supports
    >>> online = next(each for each in standard_methods() if each.code == "online-survey")
    >>> table = {each.code: each for each in standard_supports()}
    >>> elders = Group(id="over-75s", name="People aged 75 and over", barriers=("digital",))
    >>> supports_needed(online, elders, table, sensitive=False, currency="GBP")[0]
    ('Telephone help (£3 a person and £20)',)
    """
    barriers = set(group.barriers).intersection(method.excludes)
    needed, ruled_out = lifting_supports(barriers, supports)
    if sensitive and not method.anonymous:
        way = supports.get(ANONYMOUS)
        if way is None:
            ruled_out = (*ruled_out, NOT_ANONYMOUS)
        else:
            needed = (*(each for each in needed if each is not way), way)
    return tuple(words_of_price(each, currency) for each in needed), ruled_out


def lifting_supports(
    barriers: Collection[str], supports: Mapping[str, Support]
) -> tuple[tuple[Support, ...], tuple[str, ...]]:
    """Return supports that lift some barriers, and the barriers that none lifts.

    For each barrier it is the support made for this barrier and the fewest others, then the
    cheapest for one person; one that is needed anyway serves for the others that it lifts.

    Examples
    --------
    >>> from reachmap.model.vocabulary import by_code, standard_supports
    >>> table = by_code(standard_supports(), ())
    >>> [each.code for each in lifting_supports({"caring"}, table)[0]]
    ['replacement-care']
    """
    needed: dict[str, Support] = {}
    left: list[str] = []
    for barrier in sorted(barriers):
        if any(barrier in each.lifts for each in needed.values()):
            continue
        lifting = [each for each in supports.values() if barrier in each.lifts]
        if lifting:
            chosen = min(lifting, key=_to_the_point)
            needed[chosen.code] = chosen
        else:
            left.append(barrier)
    return tuple(needed.values()), tuple(left)


def _to_the_point(support: Support) -> tuple[int, int, str]:
    cost = to_pence(support.fixed_cost or 0.0) + to_pence(support.cost_per_person or 0.0)
    return len(support.lifts), cost, support.code


def words_of_price(support: Support, currency: str) -> str:
    """Return the name of a support with what it costs."""
    parts = []
    if support.cost_per_person:
        parts.append(f"{words_of_money(support.cost_per_person, currency)} a person")
    if support.fixed_cost:
        parts.append(words_of_money(support.fixed_cost, currency))
    unknown = support.cost_per_person is None and support.fixed_cost is None
    cost = "cost not recorded" if unknown else " and ".join(parts) or "no cost"
    return f"{support.name} ({cost})"
