"""What each measure of same voices says, in a sentence that needs no statistics."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "gini": "From 0, where all came equally often, to 1, where one person did it all, places "
        "are shared at {}",
        "hhi": "Of two places picked blindly, both went to the same person {} times of 100",
        "hill1": "The talking is as narrow as if {} people shared it equally",
        "hill2": "Weighing most those who came most, it is as narrow as if {} people shared it "
        "equally",
        "top_share": "The tenth who came most often filled {} of 100 places",
        "repeat_share": "{} of 100 places went to somebody who had come before",
    }
)
"""By measure; what it is about, with room for the figure."""

OF_100 = frozenset({"hhi", "top_share", "repeat_share"})
"""Measures that are told as so many of a hundred."""

MORE = "more than luck explains"
MORE_EVEN = "more evenly shared than luck explains"
LUCK = "about what luck would give"

TENTHS_BELOW = 10
"""A number of people or times under this is told with its tenths."""


def words_of_measure(
    measure: str,
    value: float | None,
    luck: tuple[float, float, float] | None,
    *,
    beyond: str | None,
) -> str:
    """Return a measure in a sentence.

    Examples
    --------
    >>> words_of_measure("top_share", 0.6, (0.2, 0.18, 0.22), beyond="more than luck explains")
    'The tenth who came most often filled 60 of 100 places; by luck 20 (18 to 22): more than luck \
explains.'
    """
    if value is None:
        return ""
    told = SENTENCES[measure].format(_figure(measure, value))
    if luck is None:
        return f"{told}."
    mean, low, high = (_figure(measure, each) for each in luck)
    verdict = f": {beyond}" if beyond else ""
    return f"{told}; by luck {mean} ({low} to {high}){verdict}."


def _figure(measure: str, value: float) -> str:
    if measure == "gini":
        return f"{value:.2f}"
    number = 100 * value if measure in OF_100 else value
    return f"{number:.1f}" if number < TENTHS_BELOW else f"{number:,.0f}"
