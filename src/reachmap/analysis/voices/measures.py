"""What each measure of the same voices says, in a sentence that needs no statistics."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reachmap.analysis.voices.rows import Measure, Verdict

TENTHS_BELOW = 10
"""A number of people or times below this has tenths."""

VERDICTS: Mapping[Verdict, str] = MappingProxyType(
    {
        "more": "more than luck explains",
        "more-even": "more evenly shared than luck explains",
        "luck": "about what luck would give",
    }
)
"""How a figure compares with luck, in words."""

BY_MEASURE: Mapping[str, str] = MappingProxyType(
    {
        "gini": (
            "From 0, where all came equally often, to 1, where one person did it all, places are "
            "shared at {figure}"
        ),
        "hhi": ("Of two places picked blindly, both went to the same person {figure} times of 100"),
        "hill1": "The talking is as narrow as if {figure} people shared it equally",
        "hill2": (
            "Weighing most those who came most, it is as narrow as if {figure} people shared it "
            "equally"
        ),
        "top_share": "The tenth who came most often filled {figure} of 100 places",
        "repeat_share": "{figure} of 100 places went to people who had come before",
    }
)
"""What each measure says, in words that need no statistics."""

OF_ONE: Mapping[str, str] = MappingProxyType(
    {
        "hhi": "Of two places picked blindly, both went to the same person once in 100 times",
        "hill1": "The talking is as narrow as if one person did all of it",
        "hill2": "Weighing most those who came most, it is as narrow as if one person did it all",
        "repeat_share": "1 of 100 places went to a person who had come before",
    }
)
"""The same where the figure is 1."""

MEASURE: Mapping[str, str] = MappingProxyType(
    {
        "alone": "{measure}.",
        "luck": "{measure}; by luck {expected} ({low} to {high}): {verdict}.",
    }
)
"""A measure as a sentence, without and with what luck would give."""

OF_100 = frozenset({"hhi", "top_share", "repeat_share"})
"""Measures given as so many of a hundred."""


def words_of_measure(row: Measure, more_than_luck: float) -> str:
    """Return a measure in a sentence, beside what luck would give; empty where it is not known.

    Examples
    --------
    >>> words_of_measure(Measure(scope="all", name="All", measure="hill1", value=1.0), 0.05)
    'The talking is as narrow as if one person did all of it.'
    """
    if row.value is None:
        return ""
    figure, verdict = _figure(row.measure, row.value), row.verdict(more_than_luck)
    template = OF_ONE.get(row.measure) if figure == "1" else None
    ends = {"expected": row.expected, "low": row.low, "high": row.high}
    return MEASURE["luck" if verdict else "alone"].format(
        measure=template or BY_MEASURE[row.measure].format(figure=figure),
        verdict=words_of_verdict(verdict),
        **{key: "" if end is None else _figure(row.measure, end) for key, end in ends.items()},
    )


def _figure(measure: str, value: float) -> str:
    if measure == "gini":
        return f"{value:.2f}"
    return words_of_figure(100 * value if measure in OF_100 else value)


def words_of_verdict(verdict: Verdict | None) -> str:
    """Return how a figure compares with luck; empty where that is not known."""
    return VERDICTS[verdict] if verdict else ""


def words_of_figure(number: float) -> str:
    """Return a number with its tenths where it is small and no whole number."""
    return f"{number:.1f}".removesuffix(".0") if number < TENTHS_BELOW else f"{number:,.0f}"
