"""What change says in words: good news first, and nothing made of luck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from reachmap.analysis.change.rows import Changed
from reachmap.words import TableWords, join_clauses, words_of_count, words_of_people

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "windows": "Our own records, {now}, beside {before}.",
        "newly heard": "Newly heard: {names}.",
        "newly asked about": "Heard, where nobody had asked about them before: {names}.",
        "fallen silent": "Asked, and no longer heard: {names}.",
        "no longer asked about": (
            "Heard before and not asked about since, so we cannot tell: {names}."
        ),
        "more concentrated": (
            "Fewer people do more of the talking, beyond what luck explains: {names}."
        ),
        "less concentrated": (
            "The talking is shared more widely, beyond what luck explains: {names}."
        ),
        "about as before": "Shared about as before, as far as we can tell: {names}.",
        "gone cold": "Relationships gone cold since, and worth a call: {names}.",
        "nothing": "Nothing that our records can tell has changed.",
        "missing now": (
            "No activity in these days: who is heard now is not known. See 'activities'."
        ),
        "missing before": (
            "No activity in the days before: there is nothing to hold this against. See "
            "'activities', and its column 'date'."
        ),
    }
)
"""What the answer says; kinds of change in the order in which they are named."""

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        "named": "{name}",
        "shared": "{name} ({note})",
        "cold": "{name} ({days} without contact)",
        "cold held": "{name} ({days} without contact, {note})",
        "half": (
            "{now} of {now_voices:,} filled half the places, before {before} of {before_voices:,}"
        ),
        "held": "held by {owner}",
    }
)
"""Parts of its sentences, and the notes of its rows."""


def sentences(rows: Sequence[Changed], *, now: str, before: str) -> tuple[str, ...]:
    """Return the answer in sentences."""
    lines = [SENTENCES["windows"].format(now=now, before=before)]
    for what, sentence in SENTENCES.items():
        phrases = [_phrase(row) for row in rows if row.what == what and _is_visible(row)]
        if phrases:
            lines.append(sentence.format(names=join_clauses(phrases)))
    return tuple(lines) if len(lines) > 1 else (*lines, SENTENCES["nothing"])


def _is_visible(row: Changed) -> bool:
    return row.note is not None or not row.what.endswith(" concentrated")


def _phrase(row: Changed) -> str:
    """Return one thing that changed, as part of a list."""
    key = "shared" if row.what.endswith(" concentrated") else "named"
    if row.what == "gone cold":
        key = "cold held" if row.note else "cold"
    days = words_of_count(round(row.now or 0), "day")
    return PHRASES[key].format(name=row.name, note=row.note, days=days)


def words_of_halves(now: tuple[int, int], before: tuple[int, int]) -> str:
    """Return how many filled half the places, of how many voices, now and before.

    Examples
    --------
    >>> words_of_halves((1, 9), (30, 1200))
    'one person of 9 filled half the places, before 30 people of 1,200'
    """
    return PHRASES["half"].format(
        now=words_of_people(now[0]),
        now_voices=now[1],
        before=words_of_people(before[0]),
        before_voices=before[1],
    )


def words_of_owner(owner: str | None) -> str | None:
    """Return who holds a relationship; None where that is not recorded."""
    return PHRASES["held"].format(owner=owner) if owner else None


def missing(now: int, before: int) -> tuple[str, ...]:
    """Return what could not be known and which table would tell."""
    keys = (*(() if now else ("missing now",)), *(() if before else ("missing before",)))
    return tuple(SENTENCES[key] for key in keys)


EVERY_CHANGE = TableWords("What has changed")
