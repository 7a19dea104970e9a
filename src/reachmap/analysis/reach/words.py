"""Reach and gatekeepers in words: in times of ten, never as a bare figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reachmap.analysis.routes.words import WORDS_OF_WHY
from reachmap.words import TableWords, words_of_chance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reachmap.analysis.routes.rows import Why

NAMED = 6
"""Most groups named in one sentence."""


class Reachable(Protocol):
    """What is said of a group."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def chance(self) -> float | None: ...  # noqa: D102
    @property
    def chance_if_free(self) -> float | None: ...  # noqa: D102
    @property
    def independent_routes(self) -> int | None: ...  # noqa: D102
    @property
    def at_most(self) -> bool | None: ...  # noqa: D102
    @property
    def sole(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def why(self) -> Why | None: ...  # noqa: D102


class Keeper(Protocol):
    """What is said of somebody on the way."""

    @property
    def name(self) -> str | None: ...  # noqa: D102
    @property
    def sole_names(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def asked(self) -> int | None: ...  # noqa: D102
    @property
    def capacity(self) -> int | None: ...  # noqa: D102


def words_of_reach(row: Reachable) -> str:
    """Return how surely a group can be reached; empty where that may not be seen."""
    if row.chance is None or row.independent_routes is None:
        return ""
    if not row.independent_routes:
        because = f": {WORDS_OF_WHY[row.why]}" if row.why else ""
        return f"We know no way to {row.name} yet{because}."
    if row.chance > 0:
        times = words_of_chance(row.chance)
        found = [f"To {row.name} at least one introduction works {times}."]
    else:
        found = [f"No way to {row.name} is open today."]
    found.append(_ways(row))
    if row.chance_if_free and words_of_chance(row.chance_if_free) != (
        words_of_chance(row.chance) if row.chance else ""
    ):
        times = words_of_chance(row.chance_if_free)
        found.append(f"If everybody had room, at least one would work {times}.")
    return " ".join(found)


def words_of_keeper(row: Keeper) -> str:
    """Return on whom groups hang; empty where nobody does or that may not be seen."""
    if row.name is None or not row.sole_names:
        return ""
    words = f"{row.name} is the only introduction we know to {_listed(row.sole_names)}."
    if row.asked is not None and row.capacity is not None and row.asked >= row.capacity:
        times = "once" if row.asked == 1 else f"{row.asked} times"
        words += f" They were asked {times} this quarter and can manage {row.capacity}."
    return words


def _ways(row: Reachable) -> str:
    """Return on how many ways a group hangs."""
    if row.sole:
        return f"Every way goes through {_listed(row.sole)}, the only introduction we know."
    if row.independent_routes == 1:
        return "There is one way."
    most = "At most " if row.at_most else ""
    words = f"{most}{row.independent_routes} ways share nobody."
    return words if row.at_most else words[0].upper() + words[1:]


def _listed(names: Sequence[str]) -> str:
    """Return names as people say them, the many cut short."""
    shown = list(names[:NAMED])
    if len(names) > NAMED:
        shown.append(f"{len(names) - NAMED} more")
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown)


UNLINKED = (
    "The team that asks has no link to anybody: the table 'links' would tell whom it knows"
    " ('contacts' will do as well)."
)
ASSUMED = (
    "How well {some:,} of {all:,} links on the ways there work is our assumption: 'trust' or"
    " 'chance' in 'links' would tell."
)
AT_MOST = (
    "For {some} of {all} groups the number of ways that share nobody may be too high: some of"
    " them take more introductions than the limit allows."
)
SAMPLED = (
    "For {some} of {all} groups how sure it is was found by trying {samples:,} times; it may be"
    " off by up to {margin:.2g} times in 100."
)
COARSE = "So few samples tell little: {enough:,} would halve what it may be off by."
"""What to say where the interval is wider than `COARSE_FROM`."""

COARSE_FROM = 0.05
"""Half an interval from which on the samples are told to be few."""

ESTIMATED = (
    "Who stands between others was estimated from {pivots:,} of {all:,} places; a share may be off"
    " by up to {margin:.2g} in 100."
)


EVERY_CHANCE = TableWords("How sure each group is reached")

EXACTLY = "{words} This is worked out exactly."
BY_SAMPLES = "{words} We found this by trying {samples:,} times, so it is close and not exact."


def words_of_certainty(row: Reachable, samples: int, *, exact: bool) -> str:
    """Return how sure it is that some way to a group works, and how that is known.

    Empty where that may not be seen. That no way is open is left to the words of its routes.
    """
    words = words_of_reach(row).removeprefix(f"No way to {row.name} is open today. ")
    if not words or not row.independent_routes:
        return ""
    return (EXACTLY if exact else BY_SAMPLES).format(words=words, samples=samples)
