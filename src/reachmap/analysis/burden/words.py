"""What burden says in words: thanks, rest, and who else could help."""

from collections.abc import Mapping, Sequence
from datetime import date

from reachmap.analysis.burden.rows import ALTERNATES, Asked
from reachmap.words import (
    TableWords,
    capitalised,
    first_few,
    join_names,
    sentence_tables,
    words_of_day,
    words_of_employer,
    words_of_people,
    words_of_shift,
    words_of_times,
)

WORDS = sentence_tables(__name__)
SENTENCES: Mapping[str, str] = WORDS["SENTENCES"]
PHRASES: Mapping[str, str] = WORDS["PHRASES"]
FACT: tuple[str, str] = WORDS["FACT"]
ASKED_A_LOT = TableWords(**WORDS["ASKED_A_LOT"])
EVERYBODY_ASKED = TableWords(**WORDS["EVERYBODY_ASKED"])
PAGE: Mapping[str, str] = WORDS["PAGE"]


def sentences(burdens: Sequence[Asked], *, since: date, until: date, whole: int) -> tuple[str, ...]:
    """Return the answer in sentences, those asked too often first.

    `whole` is how many there are, of whom `burdens` may be the first.
    """
    over = [burden for burden in burdens if burden.over_asked]
    full = [
        burden
        for burden in burdens
        if burden.load and not burden.over_asked and burden.is_full(until)
    ]
    lines = [SENTENCES["quarter"].format(since=words_of_day(since), until=words_of_day(until))]
    if len(burdens) < whole:
        template = SENTENCES["first_one" if len(burdens) == 1 else "first"]
        lines.append(template.format(number=f"{len(burdens):,}", whole=f"{whole:,}"))
    lines += _bodies(
        [burden for burden in over if burden.kind not in {"voice", "group"}], "over_asked"
    )
    lines += _groups([burden for burden in over if burden.kind == "group"])
    lines += _voices([burden for burden in over if burden.kind == "voice"])
    if burdens:
        lines.append(SENTENCES["thanks"] if over else _nobody(burdens))
    return (*lines, *_bodies(full, "full"))


def _nobody(burdens: Sequence[Asked]) -> str:
    """Return that nobody was asked too often, with our assumption where it holds of everybody."""
    assumed = {burden.capacity or 0 for burden in burdens if burden.basis == "assumed"}
    most = max(assumed, default=0)
    if len(assumed) == 1 and all((burden.load or 0) <= most for burden in burdens):
        return SENTENCES["nobody"].format(times=words_of_times(most))
    return SENTENCES["nobody_known"]


def _bodies(burdens: Sequence[Asked], key: str) -> list[str]:
    """Return a line for each of the first few, and how many more there are."""
    first, rest = first_few(burdens)
    lines = [sentence_of(burden) for burden in first]
    if rest:
        template = SENTENCES[f"one_more_{key}" if rest == 1 else f"more_{key}"]
        lines.append(template.format(number=f"{rest:,}"))
    return lines


def sentence_of(burden: Asked) -> str:
    """Return how much one of those we ask was asked, when they are free, who else could help."""
    key = "over_asked" if burden.over_asked else "full"
    assumed = "_assumed" if burden.over_asked and burden.basis == "assumed" else ""
    times = words_of_times(burden.asked or 0)
    asks = SENTENCES[key + assumed].format(name=burden.name, times=times, number=burden.capacity)
    free = "no_asks" if burden.free_on is None else "free"
    some = len(burden.alternate_names)
    instead = "nobody_instead" if not some else "instead" if some < ALTERNATES else "instead_first"
    return " ".join(
        (
            asks,
            *_employer(burden),
            SENTENCES[free].format(day=words_of_day(burden.free_on) if burden.free_on else ""),
            SENTENCES[instead].format(names=join_names(burden.alternate_names, last=", ")),
            *_costs(burden),
        )
    )


def _employer(burden: Asked) -> list[str]:
    """Return how often the organisation was asked where a worker works, if it was."""
    if not burden.employer or not burden.employer_asked:
        return []
    return [f"{capitalised(words_of_employer(burden.employer, burden.employer_asked))}."]


def words_of_asks_to(burden: Asked, own: str) -> str:
    """Return the asks to one of those we ask, with those to where they work."""
    if not burden.employer or not burden.employer_asked:
        return own
    employer = words_of_employer(burden.employer, burden.employer_asked)
    return PAGE["and_employer"].format(own=own, employer=employer)


def _costs(burden: Asked) -> list[str]:
    """Return what is lost while one of those we ask rests."""
    sole = [cost.name for cost in burden.rest_costs if cost.lost]
    harder = [
        PHRASES["harder"].format(
            name=cost.name, shift=words_of_shift(cost.chance_before, cost.chance_after)
        )
        for cost in burden.rest_costs
        if not cost.lost
    ]
    return [
        SENTENCES[key].format(groups=join_names(groups))
        for key, groups in (("lost", sole), ("harder", harder))
        if groups
    ]


def _groups(burdens: Sequence[Asked]) -> list[str]:
    if not burdens:
        return []
    groups = (
        PHRASES["group"].format(name=burden.name, times=words_of_times(burden.asked or 0))
        for burden in burdens
    )
    most = words_of_times(burdens[0].capacity or 0)
    return [SENTENCES["groups"].format(times=most, groups=join_names(groups))]


def _voices(burdens: Sequence[Asked]) -> list[str]:
    if not burdens:
        return []
    one, last = (
        len(burdens) == 1,
        max((burden.free_on for burden in burdens if burden.free_on), default=None),
    )
    asks = SENTENCES["voice" if one else "voices"].format(
        people=words_of_people(len(burdens)).capitalize(),
        times=words_of_times(burdens[0].capacity or 0),
        most=words_of_times(max(burden.load or 0 for burden in burdens)),
    )
    if last is None:
        return [f"{asks} {SENTENCES['voices_rest']}"]
    rest = SENTENCES["voice_rests" if one else "voices_rest_to"].format(day=words_of_day(last))
    return [f"{asks} {rest}"]


def words_of_room(*, asked: int, capacity: int, known: bool, free_on: date | None) -> str:
    """Return whether there is room for one more ask, kindly."""
    left = capacity - asked
    key = "room" if left > 0 else "less_than_no_room" if left else "no_room"
    rest = PHRASES["rest_to"].format(day=words_of_day(free_on)) if free_on else PHRASES["rest"]
    return SENTENCES[key].format(
        times=words_of_times(asked),
        can=PHRASES["can" if known else "can_assumed"],
        capacity=capacity,
        left=left,
        rest=rest,
    )


def missing(
    *, asks: bool, burdens: Sequence[Asked], quarter: int, resting: int, tried: int
) -> tuple[str, ...]:
    """Return what could not be known and which table would tell."""
    bodies = (burden for burden in burdens if burden.kind not in {"voice", "group"})
    unknown = {
        "missing_asks": not asks,
        "missing_capacity": any(burden.basis == "assumed" for burden in bodies),
        "missing_costs": tried < resting,
    }
    slots = {"days": quarter, "tried": tried, "resting": resting}
    return tuple(SENTENCES[key].format(**slots) for key, holds in unknown.items() if holds)


EVERY_ASK = TableWords("Who was asked how often: burden")


def words_of_rest(burden: Asked) -> str:
    """Return what is lost while one of those we ask rests; empty where nothing is."""
    lost = ", ".join(cost.name for cost in burden.rest_costs if cost.lost)
    harder = [
        PAGE["harder"].format(
            group=cost.name, words=words_of_shift(cost.chance_before, cost.chance_after)
        )
        for cost in burden.rest_costs
        if not cost.lost
    ]
    return "; ".join([*([PAGE["lost"].format(groups=lost)] if lost else []), *harder])
