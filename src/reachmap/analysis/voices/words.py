"""What same voices says in words: people and places, never a bare index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from reachmap.analysis.voices.measure_words import LUCK, MORE, MORE_EVEN
from reachmap.analysis.voices.rows import Concentration, Currency, Luck, PoolBasis, Reliance
from reachmap.words import TableWords, words_of_count, words_of_number, words_of_people

NAMED = 6
WORTH_TELLING = 0.1
"""Share of past or unknown experience from which it is told."""


@dataclass(frozen=True, slots=True)
class VoicesTerms:
    """What an answer was reckoned from.

    Attributes
    ----------
    window
        The days it is about, in words.
    draws, samples
        How often luck filled the places, and how often it was to.
    more_than_luck
        How seldom luck may give as much before something is called more than luck.
    """

    window: str
    draws: int
    samples: int
    more_than_luck: float


def sentences(
    overall: Concentration,
    parts: tuple[Sequence[Concentration], Sequence[Concentration]],
    reliance: Sequence[Reliance],
    currency: Currency,
    reckoned: VoicesTerms,
) -> tuple[str, ...]:
    """Return the answer in sentences; what it leaves blank is not spoken of."""
    by_channel, by_group = parts
    return (
        *_overall(overall, reckoned),
        *_channels(by_channel, reckoned),
        *_groups(by_group, reckoned),
        *_fewer_draws(reckoned),
        *_dependence(reliance),
        *_recency(currency),
        *_past_by_channel(by_channel),
    )


def _overall(scope: Concentration, reckoned: VoicesTerms) -> list[str]:
    window = reckoned.window
    if scope.voices is None or scope.attendances is None or scope.half is None:
        return [f"Our own records of who came, {window}."]
    if scope.voices == 0:
        return [f"Nobody is recorded by voice, {window}."]
    even = scope.attendances / scope.voices
    fewest = -(-scope.voices // 2)
    places = "the one place" if scope.attendances == 1 else f"the {scope.attendances:,} places"
    half = (
        f"{words_of_people(scope.half).capitalize()} of {scope.voices:,} filled half of {places}, "
        f"{window}; shared evenly, half would take "
        f"{words_of_count(fewest, 'person', 'people')}, and each would fill {even:.1f}."
    )
    told = [half, *_against_luck(scope, reckoned)]
    if scope.top_share is not None:
        told.append(
            f"The tenth who came most often filled {round(100 * scope.top_share)} of every "
            f"100 places{_most(scope)}. Widening the invitation is our job, not theirs."
        )
    return told


def _against_luck(scope: Concentration, reckoned: VoicesTerms) -> list[str]:
    """Return whether luck alone would have given as much, and among whom it would choose."""
    half = scope.by_luck("half")
    if half is None or scope.pool is None:
        return []
    verdict = verdict_on(scope, reckoned.more_than_luck)
    pool = f"{words_of_people(scope.pool)} on the register"
    if scope.pool_basis == "estimated":
        many = words_of_people(scope.pool)
        pool = f"about {many}, a number estimated from how many different ones came"
    told = (
        f"That is {verdict}: had luck filled the same places from {pool}, "
        f"{words_of_people(round(half.expected))} would fill half."
    )
    return [told]


def verdict_on(scope: Concentration, more_than_luck: float) -> str | None:
    """Return in words how those who fill half the places of a scope compare with luck."""
    half = scope.by_luck("half")
    if half is None or scope.half is None:
        return None
    if half.p <= more_than_luck:
        return MORE
    return MORE_EVEN if scope.half > half.high else LUCK


def sentence_of(scope: Concentration, more_than_luck: float) -> str | None:
    """Return a scope against luck, in a sentence."""
    if not scope.half or scope.voices is None:
        return None
    told = (
        f"{scope.name}: {words_of_people(scope.half)} of {scope.voices:,} "
        f"{'fills' if scope.half == 1 else 'fill'} half the places"
    )
    half, verdict = scope.by_luck("half"), verdict_on(scope, more_than_luck)
    if half is None or verdict is None:
        return f"{told}; there is too little to tell it from luck."
    return f"{told}, which is {verdict} (by luck {words_of_people(round(half.expected))} would)."


def _most(scope: Concentration) -> str:
    """Return how often the most frequent came, where that is more than once."""
    most = max(scope.frequencies, default=0)
    even = (scope.attendances or 0) / (scope.voices or 1)
    times = f", {most / even:.0f} times an even share" if even and most >= 2 * even else ""
    return f"; the one who came most often filled {most}{times}" if most > 1 else ""


def _channels(scopes: Sequence[Concentration], reckoned: VoicesTerms) -> list[str]:
    """Return the channels in which a few fill half the places, the narrowest first."""
    known = [scope for scope in scopes if scope.half and scope.voices and scope.voices > 1]
    narrow = sorted(known, key=_narrowness)
    told = [_beside_luck(scope, reckoned) for scope in narrow[:NAMED]]
    rest = f"; and {len(narrow) - NAMED} more" if len(narrow) > NAMED else ""
    return [f"Who fills half the places, by channel: {'; '.join(told)}{rest}."] if told else []


def _narrowness(scope: Concentration) -> float:
    return (scope.half or 0) / (scope.voices or 1)


def _beside_luck(scope: Concentration, reckoned: VoicesTerms) -> str:
    """Return who fills half the places of a scope, beside what luck would give."""
    half, verdict = scope.by_luck("half"), verdict_on(scope, reckoned.more_than_luck)
    luck = (
        f"; by luck {words_of_number(round(half.expected))}: {verdict}" if half and verdict else ""
    )
    return f"{scope.name} ({words_of_people(scope.half or 0)} of {scope.voices:,}{luck})"


def _groups(scopes: Sequence[Concentration], reckoned: VoicesTerms) -> list[str]:
    """Return the groups in which a few fill half the places, more than luck explains."""
    limit = reckoned.more_than_luck
    verdicts = [verdict_on(scope, limit) for scope in scopes]
    few = [scope for scope, verdict in zip(scopes, verdicts, strict=True) if verdict == MORE]
    named = [_few_of(scope) for scope in sorted(few, key=_narrowness)[:NAMED]]
    rest = f"; and {len(few) - NAMED} more groups" if len(few) > NAMED else ""
    told = []
    if named:
        told.append(
            "Groups for whom a few people do half of the talking, more than luck explains: "
            f"{'; '.join(named)}{rest}."
        )
    usual = sum(verdict is not None for verdict in verdicts) - len(few)
    if usual:
        which = "For the other" if named else "For"
        told.append(
            f"{which} {words_of_number(usual)} {'group' if usual == 1 else 'groups'} it is {LUCK}, "
            "or more evenly shared."
        )
    return told


def _few_of(scope: Concentration) -> str:
    half = scope.by_luck("half")
    luck = f"; by luck {words_of_number(round(half.expected))}" if half else ""
    return f"{scope.name} ({words_of_number(scope.half or 0)} of {scope.voices:,}{luck})"


def _fewer_draws(reckoned: VoicesTerms) -> list[str]:
    if not 0 < reckoned.draws < reckoned.samples:
        return []
    told = (
        f"The record is large: luck was tried {reckoned.draws:,} times, not "
        f"{reckoned.samples:,}, so what it gives is known a little less finely."
    )
    return [told]


def _dependence(rows: Sequence[Reliance]) -> list[str]:
    by_channel: dict[str, list[str]] = {}
    for row in rows:
        if row.depends_on:
            by_channel.setdefault(row.depends_on, []).append(row.name)
    return [
        f"{', '.join(groups)}: heard through the {channel} alone."
        if not channel.casefold().startswith("the ")
        else f"{', '.join(groups)}: heard through {channel} alone."
        for channel, groups in sorted(by_channel.items())
    ]


def _recency(currency: Currency) -> list[str]:
    told = []
    if currency.past is not None and currency.past >= WORTH_TELLING:
        told.append(
            f"{round(100 * currency.past)} of every 100 places were filled by people whose own "
            "experience had ended by then: worth hearing, beside people who live it now."
        )
    if currency.unknown is not None and currency.unknown >= WORTH_TELLING:
        part = f"{round(100 * currency.unknown)} of every 100 places"
        which = f"Of {part} it is not recorded" if currency.unknown < 1 else _NOWHERE
        told.append(f"{which} whether the experience is current.")
    return told


def _past_by_channel(scopes: Sequence[Concentration]) -> list[str]:
    """Return the channels in which many places went to people whose experience is past."""
    told = [
        f"{scope.name} ({scope.past:,} of {scope.attendances:,})"
        for scope in scopes
        if scope.past and scope.attendances and scope.past / scope.attendances >= WORTH_TELLING
    ]
    if not told or len(scopes) == 1:
        return []  # of one channel the words before have told it
    return [f"Places filled by people whose own experience had ended by then: {', '.join(told)}."]


_NOWHERE = "Of no place is it recorded"


def missing(voices: int | None, unknown: float | None, basis: PoolBasis | None) -> tuple[str, ...]:
    """Return what could not be known and which table would tell."""
    if not voices:
        return ("No attendance by voice: add 'voices' (pseudonyms) and 'attendance'.",)
    told = []
    if unknown and unknown >= WORTH_TELLING:
        # Without a figure: this goes to paper for others, who may see no count of people.
        told.append(
            "Whether experience is current is not recorded of everybody: add 'lived_experience' "
            "or 'lived_until' to voices."
        )
    if basis == "estimated":
        told.append(
            "How many people could have been invited is not recorded, so what luck would give is "
            "an estimate: where 'voices' hold everyone, say so by 'register_complete' in about."
        )
    return tuple(told)


FACT = (
    "person of {voices:,} filled half of the {places:,} places",
    "people of {voices:,} filled half of the {places:,} places",
)
"""What the number of those who fill half the places counts: one, and several."""

CHANNELS = TableWords(
    "Each channel, compared with luck",
    (
        "Channel",
        "Different people",
        "Places filled",
        "People who filled half of them",
        "By luck it would be",
        "What that says",
        "Places filled on past experience",
    ),
    "“By luck” is what we would see, 95 times of 100, had the same places been filled at random. "
    "A small panel is not to blame for being small.",
)
RELIANCE = TableWords(
    "Where each group is heard",
    ("Group", "Heard through this alone", "All its channels"),
    "A group that is heard through one channel alone falls silent with it.",
)
MOST_OFTEN = TableWords(
    "Who came most often",
    ("Voice", "Times", "Times an even share"),
    "Under pseudonyms. Thank them; let them rest.",
)
MEASURES = TableWords("Same voices: measures")

PAGE: Mapping[str, str] = MappingProxyType(
    {
        "few": "A few people are carrying a lot",
        "few_thanks": "Thank them; let them rest.",
        "few_more": "More on the same voices",
        "silent": "This page may not say anything about single people.",
        "curve": "How the places are shared",
        "curve_words": (
            "The straight line is what even shares would give. The curve sags below it: {half} of "
            "{voices:,} people fill half of the {places:,} places."
        ),
        "curve_people": "people, least often first",
        "curve_places": "places filled",
        "curve_even": "even shares",
        "all": "All together",
        "luck": "Who fills half the places, compared with luck",
        "luck_about": (
            "Each mark is how many people fill half of the places; the bar is where luck would "
            "put it, 95 times of 100. A mark left of its bar is more than luck explains: fewer "
            "people do more of the talking."
        ),
        "luck_chart": "People who fill half the places, compared with what luck would give",
        "luck_few": "{half:,} of {voices:,}",
        "luck_fewer": "fewer people",
        "luck_same": "as by luck",
        "luck_more": "more people",
        "luck_axis": "people who fill half the places",
        "luck_spread": "{people} ({low:,.0f} to {high:,.0f})",
        "in_words": "in words",
        "too_little": "too little to tell from luck",
        "channel_share": "{channel} ({percent}%)",
    }
)
"""What the page says around the answer: templates with named slots."""


def words_of_spread(luck: Luck) -> str:
    """Return how many people luck would give, with the ends of its interval."""
    return PAGE["luck_spread"].format(
        people=words_of_people(round(luck.expected)), low=luck.low, high=luck.high
    )


def words_of_channels(row: Reliance) -> str:
    """Return the channels through which a group is heard, with their shares where known."""
    return ", ".join(
        part.name
        if part.share is None
        else PAGE["channel_share"].format(channel=part.name, percent=round(100 * part.share))
        for part in row.channels
    )
