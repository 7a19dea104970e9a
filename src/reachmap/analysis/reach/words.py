"""Reach in words: in times of ten, never as a bare figure."""

from collections.abc import Mapping

from reachmap.analysis.reach.rows import GroupReach
from reachmap.analysis.routes.rows import WORDS_OF_WHY
from reachmap.words import TableWords, join_names, sentence_tables, words_of_chance, words_of_range

WORDS = sentence_tables(__name__)
SENTENCES: Mapping[str, str] = WORDS["SENTENCES"]
MISSING: Mapping[str, str] = WORDS["MISSING"]


def words_of_reach(group_reach: GroupReach) -> str:
    """Return how surely a group can be reached; empty where that may not be seen."""
    if group_reach.chance is None or group_reach.independent_routes is None:
        return ""
    if not group_reach.independent_routes:
        key, why = (
            ("no_way_why", WORDS_OF_WHY[group_reach.why]) if group_reach.why else ("no_way", "")
        )
        key = "parts_only" if group_reach.parts else key
        return SENTENCES[key].format(
            group=group_reach.name, why=why, parts=join_names(group_reach.parts)
        )
    times = words_of_chance(group_reach.chance) if group_reach.chance else ""
    lines = [_first(group_reach, times), _ways(group_reach)]
    if group_reach.chance_if_free and words_of_chance(group_reach.chance_if_free) != times:
        lines.append(SENTENCES["if_free"].format(times=words_of_chance(group_reach.chance_if_free)))
    return " ".join(lines)


def _first(group_reach: GroupReach, times: str) -> str:
    """Return how often some way works, as far as we can guess."""
    if not times:
        return SENTENCES["not_open"].format(group=group_reach.name)
    low, high = group_reach.low or 0.0, group_reach.high or 0.0
    key = "sure" if low == high else "chance"
    words = words_of_range(low, high)
    return SENTENCES[key].format(group=group_reach.name, times=times, range=words)


def _ways(group_reach: GroupReach) -> str:
    """Return how many ways lead to a group, and who is on all of them."""
    if group_reach.sole:
        return SENTENCES["sole"].format(names=join_names(group_reach.sole))
    if group_reach.independent_routes == 1:
        return SENTENCES["one_way"]
    return SENTENCES["ways_at_most" if group_reach.at_most else "ways"].format(
        count=group_reach.independent_routes
    )


EVERY_CHANCE = TableWords("How sure each group is reached")

FROM_GUESSES = "{words} This follows from what we know or guess of each step."
BY_SAMPLES = (
    "{words} This follows from what we know or guess of each step, by trying {samples:,} times."
)


def words_of_certainty(group_reach: GroupReach, samples: int, *, exact: bool) -> str:
    """Return how sure it is that some way to a group works, and how we know.

    Empty where that may not be seen. That no way is open is left to the words of its routes.
    """
    not_open = SENTENCES["not_open"].format(group=group_reach.name)
    words = words_of_reach(group_reach).removeprefix(f"{not_open} ")
    if not words or not group_reach.independent_routes:
        return ""
    return (FROM_GUESSES if exact else BY_SAMPLES).format(words=words, samples=samples)
