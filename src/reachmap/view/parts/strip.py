"""The strip on top of the page: what a meeting should know first, each with its part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reachmap.analysis.briefing import Findings
from reachmap.words import words_of_people


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the strip.

    Attributes
    ----------
    figure, words
        The number, and what it counts.
    part
        Anchor of the part of the page that tells more.
    """

    figure: str
    words: str
    part: str


def strip(answers: Findings) -> tuple[Fact, ...]:
    """Return the facts of the strip; those that count nothing are left out."""
    return tuple(_facts(answers))


def _facts(answers: Findings) -> Iterator[Fact]:
    for rows, words, part in (
        (answers.heard.of("unheard"), "not yet heard, though we asked", "not-yet-heard"),
        (answers.heard.of("not-recorded"), "we did not ask about, so cannot tell", "not-recorded"),
        (answers.best.without, "to whom we know no way yet", "nobody-known"),
        (answers.heard.of("under"), "heard less than their share", "seldom-heard"),
    ):
        if rows:
            noun = _of("group", "groups", len(rows))
            told = words.replace("their", "its") if len(rows) == 1 else words
            yield Fact(f"{len(rows):,}", f"{noun} {told}", f"part-{part}")
    pressing = [row for row in answers.gatekeepers.sole if row.pressing]
    if pressing:
        noun = _of("only introduction", "only introductions", len(pressing))
        words = f"{noun} we know with no room left or an end in sight"
        yield Fact(f"{len(pressing):,}", words, "keepers")
    often = answers.burden.over_asked()
    if often:
        told = _of("person, body or group", "people, bodies and groups", len(often))
        yield Fact(f"{len(often):,}", f"{told} asked too often this quarter", "part-asked-a-lot")
    talk = answers.voices.overall
    if talk.half and talk.voices and talk.attendances and 2 * talk.half < talk.voices:
        filled = f"of {talk.voices:,} filled half of the {talk.attendances:,} places"
        figure, _, noun = words_of_people(talk.half).partition(" ")
        yield Fact(figure.capitalize(), f"{noun} {filled}", "talk")
    late = sum(row.late for row in answers.owed)
    if late:
        told = _of("activity after which people wait", "activities after which people wait", late)
        yield Fact(f"{late:,}", f"{told} for an answer", "part-answers-owed")


def _of(one: str, several: str, number: int) -> str:
    return one if number == 1 else several
