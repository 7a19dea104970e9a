"""What burden says in words: thanks, rest, and who else could help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from reachmap.analysis.burden.rows import Asked
from reachmap.words import TableWords, words_of_day, words_of_people, words_of_shift, words_of_times

NAMED = 6
"""Most who are named in one sentence."""


def sentences(rows: Sequence[Asked], *, since: date, until: date) -> tuple[str, ...]:
    """Return the answer in sentences, those asked too often first."""
    quarter = f"{words_of_day(since)} to {words_of_day(until)}"
    told = [f"Our own asks from {quarter}; what others asked of the same people we do not know."]
    over = [row for row in rows if row.over_asked]
    bodies = [row for row in over if row.kind not in {"voice", "group"}]
    told += [sentence_of(row) for row in bodies[:NAMED]]
    if len(bodies) > NAMED:
        told.append(f"And {len(bodies) - NAMED} more were asked too often.")
    told += _groups([row for row in over if row.kind == "group"])
    told += _voices([row for row in over if row.kind == "voice"])
    if over:
        told.append("Thank them; let them rest.")
    elif rows:
        told.append("Nobody was asked too often.")
    full = [row for row in rows if not row.over_asked and _is_full(row, until)]
    return (*told, *_full(full))


def _is_full(row: Asked, until: date) -> bool:
    return row.kind not in {"voice", "group"} and (row.free_on is None or row.free_on > until)


def sentence_of(row: Asked) -> str:
    """Return how much somebody was asked, when they are free, who else could help."""
    return (
        f"{row.name}: asked too often, {_times(row.asked or 0)} in the quarter; "
        f"{_can_manage(row)}. {_rest(row)}{_instead(row)}{_lost(row)}"
    ).strip()


def _can_manage(row: Asked) -> str:
    guess = ", our assumption" if row.basis == "assumed" else ""
    return f"they can manage {row.capacity}{guess}"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _rest(row: Asked) -> str:
    if row.free_on is None:
        return "They take no asks."
    return f"Free again from {words_of_day(row.free_on)}."


def _instead(row: Asked) -> str:
    if not row.alternate_names:
        return " Nobody else is known who could help."
    return f" Who else could help: {', '.join(row.alternate_names)}."


def _lost(row: Asked) -> str:
    """Return what is lost while they rest."""
    sole = [cost.name for cost in row.rest_costs if cost.lost]
    worse = [
        f"{c.name} ({words_of_shift(c.chance_before, c.chance_after)})"
        for c in row.rest_costs
        if not c.lost
    ]
    told = ""
    if sole:
        told += f" While they rest we know no other introduction to {_listed(sole)}."
    if worse:
        told += f" While they rest it is harder to reach {_listed(worse)}."
    return told


def _full(rows: Sequence[Asked]) -> list[str]:
    """Return those who have no room, though they were not asked too often."""
    return [
        f"{row.name}: asked as often as they can manage, {_times(row.asked or 0)} of "
        f"{row.capacity}. {_rest(row)}{_instead(row)}{_lost(row)}"
        for row in rows[:NAMED]
        if row.basis == "known"
    ]


def _groups(rows: Sequence[Asked]) -> list[str]:
    if not rows:
        return []
    named = _listed([f"{row.name} ({_times(row.asked or 0)})" for row in rows])
    told = (
        f"Groups asked about too often, more than {rows[0].capacity} times in the quarter, our "
        f"assumption: {named}. Tell them what became of what they said before asking again."
    )
    return [told]


def _voices(rows: Sequence[Asked]) -> list[str]:
    if not rows:
        return []
    most = max(row.load or 0 for row in rows)
    rest = max((row.free_on for row in rows if row.free_on), default=None)
    until = f", the last of them to {words_of_day(rest)}" if rest else ""
    told = (
        f"{words_of_people(len(rows)).capitalize()} came or were asked more than "
        f"{rows[0].capacity} times in the quarter, our assumption of what is fair to ask; the one "
        f"asked most, {_times(most)}. They rest now{until}; the table names who could come instead."
    )
    return [told]


def _listed(names: Sequence[str]) -> str:
    """Return names joined as people say them, the rest counted."""
    shown, rest = list(names[:NAMED]), len(names) - NAMED
    if rest > 0:
        return f"{', '.join(shown)} and {rest} more"
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown)


def missing(
    *, asks: bool, rows: Sequence[Asked], quarter: int, resting: int, tried: int
) -> tuple[str, ...]:
    """Return what could not be known and which table would tell."""
    told = []
    if not asks:
        told.append(f"No asks in the last {quarter} days: add whom you asked to 'asks'.")
    if any(row.basis == "assumed" and row.kind not in {"voice", "group"} for row in rows):
        told.append(
            "What some can manage is our assumption: add 'capacity' to their rows where they "
            "have told you."
        )
    if tried < resting:
        told.append(
            f"What is lost while they rest was worked out for the {tried} asked most, of "
            f"{resting} without room: for others, ask what-if."
        )
    return tuple(told)


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
EVERY_ASK = TableWords("What was asked of whom: burden")

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
    """Return how often somebody was asked, or asked about."""
    key = "asked_about" if row.kind == "group" else "asked"
    return PAGE[key].format(times=words_of_times(row.asked or 0))


def words_of_voices(rows: Sequence[Asked]) -> tuple[str, str]:
    """Return how many voices came too often, and how often; nobody is told apart."""
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
    """Return what is lost while somebody rests; empty where nothing is."""
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
    """Return how often somebody can be asked in a quarter, and whether that is assumed."""
    key = "can_manage_assumed" if row.basis == "assumed" else "can_manage"
    return PAGE[key].format(number=row.capacity)


def words_of_free_day(row: Asked, today: date) -> str:
    """Return the day from which somebody can be asked again."""
    if row.free_on is None:
        return PAGE["no_asks"]
    return PAGE["now"] if row.free_on == today else words_of_day(row.free_on)
