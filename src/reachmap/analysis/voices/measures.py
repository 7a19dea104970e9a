"""One measure of voices in words, beside what luck would give of it."""

from reachmap.analysis.voices.rows import Measure
from reachmap.analysis.voices.words import (
    BY_MEASURE,
    MEASURE,
    OF_ONE,
    words_of_figure,
    words_of_pool,
    words_of_verdict,
)

OF_100 = frozenset({"hhi", "top_share", "repeat_share", "same_person"})
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
        pool=words_of_pool(row, "among"),
        **{key: "" if end is None else _figure(row.measure, end) for key, end in ends.items()},
    )


def _figure(measure: str, value: float) -> str:
    if measure == "gini":
        return f"{value:.2f}"
    return words_of_figure(100 * value if measure in OF_100 else value)
