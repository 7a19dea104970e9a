"""What same voices says in words: people and places, never a bare index."""

from __future__ import annotations

from collections.abc import Sequence

from reachmap.analysis.voice_records import Concentration, Currency, Reliance

NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
NAMED = 6
WORTH_TELLING = 0.1
"""Share of past or unknown experience from which it is told."""


def sentences(
    overall: Concentration,
    by_channel: Sequence[Concentration],
    reliance: Sequence[Reliance],
    currency: Currency,
    *,
    window: str,
) -> tuple[str, ...]:
    """Return the answer in sentences; what it leaves blank is not spoken of.

    Parameters
    ----------
    overall, by_channel
        How the talking is shared, in all and by channel.
    reliance
        On which channels each group depends.
    currency
        How recent the experience is of those who came.
    window
        The days it is about, in words.

    Returns
    -------
    tuple of str
        A sentence or two each.
    """
    return (
        *_overall(overall, window),
        *_channels(by_channel),
        *_dependence(reliance),
        *_recency(currency),
        *_past_by_channel(by_channel),
    )


def _overall(scope: Concentration, window: str) -> list[str]:
    if scope.voices is None or scope.attendances is None or scope.half is None:
        return [f"Our own records of who came, {window}."]
    if scope.voices == 0:
        return [f"Nobody is recorded by voice, {window}."]
    even = scope.attendances / scope.voices
    fewest = -(-scope.voices // 2)
    places = "the one place" if scope.attendances == 1 else f"the {scope.attendances:,} places"
    half = (
        f"{people(scope.half).capitalize()} of {scope.voices:,} filled half of {places}, {window}; "
        f"shared evenly, half would take {fewest:,} {'person' if fewest == 1 else 'people'}, "
        f"and each would fill {even:.1f}."
    )
    if scope.top_share is None:
        return [half]
    top = (
        f"The tenth who came most often filled {round(100 * scope.top_share)} of every "
        f"100 places{_most(scope)}. Widening the invitation is our job, not theirs."
    )
    return [half, top]


def _most(scope: Concentration) -> str:
    """Return how often the most frequent came, where that is more than once."""
    most = max(scope.frequencies, default=0)
    even = (scope.attendances or 0) / (scope.voices or 1)
    times = f", {most / even:.0f} times an even share" if even and most >= 2 * even else ""
    return f"; the one who came most often filled {most}{times}" if most > 1 else ""


def _channels(scopes: Sequence[Concentration]) -> list[str]:
    """Return the channels in which a few fill half the places, the narrowest first."""
    known = [scope for scope in scopes if scope.half and scope.voices and scope.voices > 1]
    narrow = sorted(known, key=lambda scope: (scope.half or 0) / (scope.voices or 1))
    told = [
        f"{scope.name} ({people(scope.half or 0)} of {scope.voices:,})" for scope in narrow[:NAMED]
    ]
    rest = f" and {len(narrow) - NAMED} more" if len(narrow) > NAMED else ""
    return [f"Who fills half the places, by channel: {', '.join(told)}{rest}."] if told else []


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


def missing(voices: int | None, unknown: float | None) -> tuple[str, ...]:
    """Return what could not be known and which table would tell.

    Parameters
    ----------
    voices
        Different people who came.
    unknown
        Share of attendances of which it is not known how recent the experience is.

    Returns
    -------
    tuple of str
        Sentences; none where nothing is missing.
    """
    if not voices:
        return ("No attendance by voice: add 'voices' (pseudonyms) and 'attendance'.",)
    if unknown and unknown >= WORTH_TELLING:
        # Without a figure: this goes to paper for others, who may see no count of people.
        told = (
            "Whether experience is current is not recorded of everybody: add 'lived_experience' "
            "or 'lived_until' to voices."
        )
        return (told,)
    return ()


def people(number: int) -> str:
    """Return a number of people in words.

    Examples
    --------
    >>> people(1), people(9), people(40)
    ('one person', 'nine people', '40 people')
    """
    word = NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"
    return f"{word} {'person' if number == 1 else 'people'}"
