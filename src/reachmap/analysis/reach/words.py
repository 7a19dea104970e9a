"""Reach in words: in times of ten, never as a bare figure."""

from collections.abc import Mapping

from reachmap.analysis.reach.rows import GroupReach
from reachmap.analysis.routes.rows import WORDS_OF_WHY
from reachmap.words import TableWords, join_names, sentence_tables, words_of_chance, words_of_range

WORDS = sentence_tables(__name__)
SENTENCES: Mapping[str, str] = WORDS["SENTENCES"]
MISSING: Mapping[str, str] = WORDS["MISSING"]


def words_of_reach(row: GroupReach) -> str:
    """Return how surely a group can be reached; empty where that may not be seen."""
    if row.chance is None or row.independent_routes is None:
        return ""
    if not row.independent_routes:
        key, why = ("no_way_why", WORDS_OF_WHY[row.why]) if row.why else ("no_way", "")
        key = "parts_only" if row.parts else key
        return SENTENCES[key].format(group=row.name, why=why, parts=join_names(row.parts))
    times = words_of_chance(row.chance) if row.chance else ""
    lines = [_first(row, times), _ways(row)]
    if row.chance_if_free and words_of_chance(row.chance_if_free) != times:
        lines.append(SENTENCES["if_free"].format(times=words_of_chance(row.chance_if_free)))
    return " ".join(lines)


def _first(row: GroupReach, times: str) -> str:
    """Return how often some way works, as far as we can guess."""
    if not times:
        return SENTENCES["not_open"].format(group=row.name)
    low, high = row.low or 0.0, row.high or 0.0
    key = "sure" if low == high else "chance"
    words = words_of_range(low, high)
    return SENTENCES[key].format(group=row.name, times=times, range=words)


def _ways(row: GroupReach) -> str:
    """Return how many ways lead to a group, and who is on all of them."""
    if row.sole:
        return SENTENCES["sole"].format(names=join_names(row.sole))
    if row.independent_routes == 1:
        return SENTENCES["one_way"]
    return SENTENCES["ways_at_most" if row.at_most else "ways"].format(count=row.independent_routes)


EVERY_CHANCE = TableWords("How sure each group is reached")

FROM_GUESSES = "{words} This follows from what we know or guess of each step."
BY_SAMPLES = (
    "{words} This follows from what we know or guess of each step, by trying {samples:,} times."
)


def words_of_certainty(row: GroupReach, samples: int, *, exact: bool) -> str:
    """Return how sure it is that some way to a group works, and how we know.

    Empty where that may not be seen. That no way is open is left to the words of its routes.
    """
    words = words_of_reach(row).removeprefix(f"No way to {row.name} is open today. ")
    if not words or not row.independent_routes:
        return ""
    return (FROM_GUESSES if exact else BY_SAMPLES).format(words=words, samples=samples)
