"""The strip on top of the page: what a meeting should know first, each with its part."""

from collections.abc import Iterator
from typing import NamedTuple

from reachmap.analysis.briefing import Briefing
from reachmap.analysis.burden import words as burden
from reachmap.analysis.gatekeepers import words as gatekeepers
from reachmap.analysis.participation import words as participation
from reachmap.analysis.review import words as review
from reachmap.analysis.routes import words as routes
from reachmap.analysis.voices import words as voices
from reachmap.analysis.voices.rows import Concentration
from reachmap.view.parts.voices import is_narrow
from reachmap.words import words_of_number


class Fact(NamedTuple):
    """A fact of the strip: a number, what it counts, and the anchor of the part about it."""

    figure: str
    words: str
    part: str


def strip(answers: Briefing) -> tuple[Fact, ...]:
    """Return the facts of the strip; those that count nothing are left out.

    Others see the status of some groups alone, so no number of groups is told to them.
    """
    heard = answers.heard
    pressing = sum(row.pressing for row in answers.gatekeepers.sole)
    counts = (
        (len(heard.of("unheard")), participation.FACTS["unheard"], "part-not-yet-heard"),
        (len(heard.of("not-recorded")), participation.FACTS["not-recorded"], "part-not-recorded"),
        (len(answers.best.without), routes.FACT, "part-nobody-known"),
        (len(heard.of("under")), participation.FACTS["under"], "part-seldom-heard"),
        (pressing, gatekeepers.FACT, "keepers"),
        (len(answers.burden.over_asked()), burden.FACT, "part-asked-a-lot"),
    )
    late = (sum(row.late for row in answers.owed), review.FACT, "part-answers-owed")
    if not heard.is_for_team:
        return tuple(_counts(late))
    return (*_counts(*counts), *_few_voices(answers.voices.overall), *_counts(late))


def _counts(*facts: tuple[int, tuple[str, str], str]) -> Iterator[Fact]:
    for number, (one, several), part in facts:
        if number:
            yield Fact(f"{number:,}", one if number == 1 else several, part)


def _few_voices(scope: Concentration) -> Iterator[Fact]:
    """Yield how many people fill half the places, where that is fewer than half of them."""
    if scope.half and is_narrow(scope):
        words = voices.FACT[scope.half > 1].format(voices=scope.voices, places=scope.attendances)
        yield Fact(words_of_number(scope.half).capitalize(), words, "talk")
