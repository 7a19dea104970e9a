"""How a panel was drawn, in words that can be read out at a meeting."""

import math
from collections.abc import Iterator, Mapping

from reachmap.plan.panel.rows import DrawRecord, Quota
from reachmap.words import sentence_tables, words_of_count, words_of_day, words_of_people

A_TENTH = 0.1
"""Chances above are said as so many in 100, unless they are one in so many."""


WORDS = sentence_tables(__name__)
SENTENCES: Mapping[str, str] = WORDS["SENTENCES"]
REFUSALS: Mapping[str, str] = WORDS["REFUSALS"]


MISSING = "Only people on the map can be drawn; who is not yet known has no chance."


def words_of_draw(record: DrawRecord) -> tuple[str, ...]:
    """Return how a panel was drawn; what the record leaves blank is not spoken of."""
    return (
        _seats(record),
        *_rest(record),
        *_staff(record),
        *_quotas(record.quotas),
        SENTENCES["even"],
        *_chances(record),
        *_before(record),
        SENTENCES["check"].format(seed=record.seed),
        SENTENCES["alternates"],
    )


def _seats(record: DrawRecord) -> str:
    return SENTENCES["seats" if record.pool is None else "seats_from_pool"].format(
        seats=words_of_count(record.size, "seat"),
        were=_were(record.size),
        day=words_of_day(record.drawn_on),
        people=words_of_people(record.pool or 0),
    )


def _rest(record: DrawRecord) -> Iterator[str]:
    if not record.rest:
        yield SENTENCES["no_rest"]
    elif record.rested:
        people = words_of_people(record.rested).capitalize()
        yield SENTENCES["rests"].format(people=people, rest=_verb(record.rested))


def _staff(record: DrawRecord) -> Iterator[str]:
    if record.staff:
        people = words_of_people(record.staff).capitalize()
        yield SENTENCES["staff"].format(people=people, were=_were(record.staff))


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _verb(resting: int) -> str:
    return "rests" if resting == 1 else "rest"


def _quotas(quotas: tuple[Quota, ...]) -> Iterator[str]:
    if quotas:
        yield SENTENCES["quotas"].format(quotas="; ".join(map(_quota, quotas)))


def _quota(quota: Quota) -> str:
    span = "exactly" if quota.low == quota.high else "between" if quota.low else "up_to"
    return SENTENCES["quota" if quota.drawn is None else "quota_drawn"].format(
        range=SENTENCES[span].format(low=quota.low, high=quota.high),
        group=quota.name,
        drawn=quota.drawn,
    )


def _chances(record: DrawRecord) -> Iterator[str]:
    if record.min_chance is None or record.max_chance is None:
        return
    least, most = round(record.min_chance, 6), round(record.max_chance, 6)
    best = SENTENCES["sure" if most >= 1 else "has"].format(odds=_odds(record.max_chance))
    if most == least:
        yield SENTENCES["all_alike"].format(chance=best)
    elif least <= 0:
        yield SENTENCES["some_never"]
    else:
        yield SENTENCES["at_least"].format(least=_odds(record.min_chance), chance=best)


def _odds(chance: float) -> str:
    whole = math.isclose(1 / chance, round(1 / chance), abs_tol=1e-3)
    key, number = ("one_in", 1 / chance) if whole or chance < A_TENTH else ("of_100", 100 * chance)
    exact = math.isclose(number, round(number), abs_tol=1e-3)
    return SENTENCES[key if exact else f"about_{key}"].format(number=number)


def _before(record: DrawRecord) -> Iterator[str]:
    if record.sat_before:
        people = words_of_people(record.sat_before).capitalize()
        yield SENTENCES["sat_before"].format(people=people, weight=record.panel_weight)


def words_of_shortage(size: int, pool: int, resting: int, *, staff: int = 0) -> tuple[str, str]:
    """Return why too few people can be drawn, and what would help.

    Examples
    --------
    >>> words_of_shortage(3, 2, 1)
    ('a panel of 3 is wanted, and two people are there to draw from, while one person rests',
     'Draw a panel of 2 instead of 3')
    """
    people = words_of_people(resting)
    if not pool and resting:
        key = "rest_or_staff" if staff else "one_rests" if resting == 1 else "all_rest"
        return REFUSALS[key].format(people=people), REFUSALS["let_rest"]
    if not pool:
        return REFUSALS["only_staff" if staff else "nobody"], REFUSALS["add_people"]
    are = "is" if pool == 1 else "are"
    words = REFUSALS["too_few"].format(size=size, people=words_of_people(pool), are=are)
    if resting:
        verb = _verb(resting)
        words = REFUSALS["while_resting"].format(words=words, people=people, rest=verb)
    return words, REFUSALS["smaller"].format(pool=pool, size=size)


def words_of_easing(group: str, quota: tuple[int, int], *, fewer: int, extra: int) -> Iterator[str]:
    """Yield how to ease a quota that cannot be met, by so many at either end.

    Examples
    --------
    >>> [*words_of_easing("Carers", (5, 6), fewer=1, extra=0)]
    ['Ask for at least 4 of Carers instead of 5']
    >>> [*words_of_easing("Carers", (1, 1), fewer=1, extra=2)]
    ['Ask for nobody of Carers in particular instead of at least 1',
     'Let in up to 3 of Carers instead of 1']
    """
    low, high = quota
    if fewer:
        key = "ask_nobody" if fewer == low else "ask_fewer"
        yield REFUSALS[key].format(group=group, fewer=low - fewer, low=low)
    if extra:
        yield REFUSALS["let_in"].format(group=group, extra=high + extra, high=high)
