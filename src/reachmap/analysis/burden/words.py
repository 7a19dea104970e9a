"""What burden says in words: thanks, rest, and who else could help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from reachmap.analysis.burden.rows import Asked
from reachmap.words import (
    TableWords,
    first_few,
    join_names,
    words_of_day,
    words_of_people,
    words_of_shift,
    words_of_times,
)

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "quarter": (
            "Our own asks from {since} to {until}; what others asked of the same people we do not "
            "know."
        ),
        "over_asked": "{name}: asked too often, {times} in the quarter; they can manage {number}.",
        "over_asked_assumed": (
            "{name}: asked too often, {times} in the quarter; they can manage {number}, our "
            "assumption."
        ),
        "one_more_over_asked": "And 1 more was asked too often.",
        "more_over_asked": "And {number} more were asked too often.",
        "full": "{name}: asked as often as they can manage, {times} of {number}.",
        "one_more_full": "And 1 more was asked as often as they can manage.",
        "more_full": "And {number} more were asked as often as they can manage.",
        "no_asks": "They take no asks.",
        "free": "Free again from {day}.",
        "nobody_instead": "Nobody else is known who could help.",
        "instead": "Who else could help: {names}.",
        "lost": "While they rest we know no other introduction to {groups}.",
        "harder": "While they rest it is harder to reach {groups}.",
        "groups": (
            "Groups asked about too often, more than {times} in the quarter, our assumption: "
            "{groups}. Tell them what became of what they said before asking again."
        ),
        "voice": (
            "{people} came or was asked {most} in the quarter, more than {times}, our assumption "
            "of what is fair to ask."
        ),
        "voices": (
            "{people} came or were asked more than {times} in the quarter, our assumption of what "
            "is fair to ask. The one asked most: {most}."
        ),
        "voices_rest": "They rest now; the table names who could come instead.",
        "voice_rests": "They rest now, to {day}. The table names who could come instead.",
        "voices_rest_to": (
            "They rest now, the last of them to {day}. The table names who could come instead."
        ),
        "thanks": "Thank them; let them rest.",
        "nobody": "Nobody was asked too often.",
        "room": (
            "They were asked {times} in the last quarter and {can} manage {capacity} a quarter: "
            "there is room for {left} more."
        ),
        "no_room": (
            "They were asked {times} in the last quarter and {can} manage {capacity} a quarter: "
            "their diary is full, so let them rest {rest}."
        ),
        "less_than_no_room": (
            "They were asked {times} in the last quarter and {can} manage {capacity} a quarter: "
            "their diary is more than full, so let them rest {rest}."
        ),
        "missing_asks": "No asks in the last {days} days: add whom you asked to 'asks'.",
        "missing_capacity": (
            "What some can manage is our assumption: add 'capacity' to their rows where they "
            "have told you."
        ),
        "missing_costs": (
            "What is lost while they rest was worked out for the {tried} asked most, of "
            "{resting} without room: for others, ask what-if."
        ),
    }
)
"""What the answer says: templates with named slots."""

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        "group": "{name} ({times})",
        "harder": "{name} ({shift})",
        "can": "can",
        "can_assumed": "may, we assume,",
        "rest_to": "until {day}",
        "rest": "from more",
    }
)
"""Parts of its sentences."""


def sentences(rows: Sequence[Asked], *, since: date, until: date) -> tuple[str, ...]:
    """Return the answer in sentences, those asked too often first."""
    over = [row for row in rows if row.over_asked]
    full = [row for row in rows if not row.over_asked and row.is_full(until)]
    lines = [SENTENCES["quarter"].format(since=words_of_day(since), until=words_of_day(until))]
    lines += _bodies([row for row in over if row.kind not in {"voice", "group"}], "over_asked")
    lines += _groups([row for row in over if row.kind == "group"])
    lines += _voices([row for row in over if row.kind == "voice"])
    if rows:
        lines.append(SENTENCES["thanks" if over else "nobody"])
    return (*lines, *_bodies(full, "full"))


def _bodies(rows: Sequence[Asked], key: str) -> list[str]:
    """Return a line for each of the first few, and how many more there are."""
    first, rest = first_few(rows)
    lines = [sentence_of(row) for row in first]
    if rest:
        template = SENTENCES[f"one_more_{key}" if rest == 1 else f"more_{key}"]
        lines.append(template.format(number=f"{rest:,}"))
    return lines


def sentence_of(row: Asked) -> str:
    """Return how much one of those we ask was asked, when they are free, who else could help."""
    key = "over_asked" if row.over_asked else "full"
    assumed = "_assumed" if row.over_asked and row.basis == "assumed" else ""
    times = words_of_times(row.asked or 0)
    asks = SENTENCES[key + assumed].format(name=row.name, times=times, number=row.capacity)
    free = "no_asks" if row.free_on is None else "free"
    instead = "instead" if row.alternate_names else "nobody_instead"
    return " ".join(
        (
            asks,
            SENTENCES[free].format(day=words_of_day(row.free_on) if row.free_on else ""),
            SENTENCES[instead].format(names=join_names(row.alternate_names, last=", ")),
            *_costs(row),
        )
    )


def _costs(row: Asked) -> list[str]:
    """Return what is lost while one of those we ask rests."""
    sole = [cost.name for cost in row.rest_costs if cost.lost]
    harder = [
        PHRASES["harder"].format(
            name=cost.name, shift=words_of_shift(cost.chance_before, cost.chance_after)
        )
        for cost in row.rest_costs
        if not cost.lost
    ]
    return [
        SENTENCES[key].format(groups=join_names(groups))
        for key, groups in (("lost", sole), ("harder", harder))
        if groups
    ]


def _groups(rows: Sequence[Asked]) -> list[str]:
    if not rows:
        return []
    groups = (
        PHRASES["group"].format(name=row.name, times=words_of_times(row.asked or 0)) for row in rows
    )
    most = words_of_times(rows[0].capacity or 0)
    return [SENTENCES["groups"].format(times=most, groups=join_names(groups))]


def _voices(rows: Sequence[Asked]) -> list[str]:
    if not rows:
        return []
    one, last = len(rows) == 1, max((row.free_on for row in rows if row.free_on), default=None)
    asks = SENTENCES["voice" if one else "voices"].format(
        people=words_of_people(len(rows)).capitalize(),
        times=words_of_times(rows[0].capacity or 0),
        most=words_of_times(max(row.load or 0 for row in rows)),
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
    *, asks: bool, rows: Sequence[Asked], quarter: int, resting: int, tried: int
) -> tuple[str, ...]:
    """Return what could not be known and which table would tell."""
    bodies = (row for row in rows if row.kind not in {"voice", "group"})
    unknown = {
        "missing_asks": not asks,
        "missing_capacity": any(row.basis == "assumed" for row in bodies),
        "missing_costs": tried < resting,
    }
    slots = {"days": quarter, "tried": tried, "resting": resting}
    return tuple(SENTENCES[key].format(**slots) for key, holds in unknown.items() if holds)


FACT = (
    "person, body or group asked too often this quarter",
    "people, bodies and groups asked too often this quarter",
)
"""What the number of those asked too often counts: one, and several."""

ASKED_A_LOT = TableWords(
    "We have asked a lot of",
    (
        "Who",
        "What we asked, this quarter",
        "What they can manage",
        "Free again from",
        "Who else could help",
        "While they rest",
    ),
    "Thank them; let them rest. These are our own asks: what others ask of the same people we do "
    "not know.",
)
EVERYBODY_ASKED = TableWords(
    "Everybody we asked, or who came, this quarter",
    (
        "Who",
        "Kind",
        "Asked",
        "Came",
        "What they can manage",
        "Free again from",
        "Who else could help",
    ),
)
EVERY_ASK = TableWords("Who was asked how often: burden")

PAGE: Mapping[str, str] = MappingProxyType(
    {
        "voices": "{people} who came often",
        "voice_came": "came or was asked {times}",
        "voices_came": "came or were asked up to {times}",
        "voices_instead": "others of the same groups: “What we have asked” says who, for each",
        "asked": "asked {times}",
        "asked_about": "asked {times} about them",
        "group_instead": "first use what they have said, and tell them what happened as a result",
        "nobody_instead": "nobody we know yet",
        "lost": "no other introduction is known to {groups}",
        "harder": "{group}: {words}",
        "can_manage": "{number}",
        "can_manage_assumed": "{number}, our assumption",
        "no_asks": "takes no asks",
        "now": "now",
    }
)
"""What the page says around the answer: templates with named slots."""


def words_of_asks(row: Asked) -> str:
    """Return how often one of those we ask was asked, or asked about."""
    key = "asked_about" if row.kind == "group" else "asked"
    return PAGE[key].format(times=words_of_times(row.asked or 0))


def words_of_voices(rows: Sequence[Asked]) -> tuple[str, str]:
    """Return how many voices came too often, and how often; nobody is singled out."""
    key = "voice_came" if len(rows) == 1 else "voices_came"
    most = max(row.load or 0 for row in rows)
    people = words_of_people(len(rows)).capitalize()
    return PAGE["voices"].format(people=people), PAGE[key].format(times=words_of_times(most))


def words_of_alternates(row: Asked) -> str:
    """Return who else could help, or what to do where nobody else is known."""
    if row.alternate_names:
        return ", ".join(row.alternate_names)
    return PAGE["group_instead" if row.kind == "group" else "nobody_instead"]


def words_of_rest(row: Asked) -> str:
    """Return what is lost while one of those we ask rests; empty where nothing is."""
    lost = ", ".join(cost.name for cost in row.rest_costs if cost.lost)
    harder = [
        PAGE["harder"].format(
            group=cost.name, words=words_of_shift(cost.chance_before, cost.chance_after)
        )
        for cost in row.rest_costs
        if not cost.lost
    ]
    return "; ".join([*([PAGE["lost"].format(groups=lost)] if lost else []), *harder])


def words_of_capacity(row: Asked) -> str:
    """Return how often one of those we ask can be asked in a quarter, and if that is assumed."""
    key = "can_manage_assumed" if row.basis == "assumed" else "can_manage"
    return PAGE[key].format(number=row.capacity)


def words_of_free_day(row: Asked, today: date) -> str:
    """Return the day from which one of those we ask can be asked again."""
    if row.free_on is None:
        return PAGE["no_asks"]
    return PAGE["now"] if row.free_on == today else words_of_day(row.free_on)
