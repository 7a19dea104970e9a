"""What stands beside the heading of a folded part: the one thing to know before it is opened."""

from collections.abc import Iterator

from reachmap.analysis.briefing import Briefing
from reachmap.analysis.burden import words as burden
from reachmap.analysis.gatekeepers import words as gatekeepers
from reachmap.analysis.review import words as review
from reachmap.analysis.routes import words as routes
from reachmap.analysis.voices import words as voices
from reachmap.analysis.voices.rows import Concentration
from reachmap.view.parts.voices import is_narrow
from reachmap.words import words_of_number


def notes(answers: Briefing) -> dict[str, str]:
    """Return a few words by the id of the part; parts of which nothing is to be said are left out.

    Others see the status of some groups alone, so no number of groups is told to them.
    """
    late = sum(row.late for row in answers.owed)
    fact = review.FACT if answers.is_for_team else review.FACT_OF_COPY
    lines = {"owed": _count(late, fact)}
    if answers.heard.is_for_team:
        pressing = sum(row.pressing for row in answers.gatekeepers.sole)
        lines |= {
            "groups": _count(len(answers.best.without), routes.FACT),
            "keepers": _count(pressing, gatekeepers.FACT),
            "talk": " ".join(_few_voices(answers.voices.overall)),
            "asked": _count(len(answers.burden.over_asked()), burden.FACT),
        }
    return {part: words for part, words in lines.items() if words}


def _count(number: int, words: tuple[str, str]) -> str:
    one, several = words
    return f"{number:,} {one if number == 1 else several}" if number else ""


def _few_voices(scope: Concentration) -> Iterator[str]:
    """Yield how many people fill half the places, where that is fewer than half of them."""
    if scope.half and is_narrow(scope):
        words = voices.FACT[scope.half > 1].format(voices=scope.voices, places=scope.attendances)
        yield f"{words_of_number(scope.half).capitalize()} {words}"
