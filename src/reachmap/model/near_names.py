"""Names of one table that are probably one: by a letter, a blank, "the", ages, or the area.

Their words are compared by what is left of them without each letter in turn, so that work grows
with letters and not with pairs. A figure, or another word, tells names apart.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from reachmap.model.texts import folded

MOST_NAMES = 10_000
"""Most names of a table that are compared."""

LONGEST = 100
"""Most letters of a word that is compared."""

TRIED = 5
"""Most words or names that one is compared with by one of its forms."""

FILLERS = frozenset({"a", "and", "for", "of", "the"})
"""Words that make no other name."""

WIDE = frozenset(
    {
        *("borough", "city", "county", "district", "parish", "region", "town", "village", "ward"),
        *("east", "great", "greater", "inner", "lower", "new", "north", "old", "outer", "south"),
        *("upper", "west"),
    }
)
"""Words of the name of an area that do not tell it from others."""

_FIGURES = re.compile(r"\s*\([^()]*\d[^()]*\)\s*$")
"""Figures in brackets at the end of a name, such as ages: without them it is the same name."""

ROMAN = frozenset("ivxlcdm")
SHORT, MIDDLING, LONG = 4, 5, 7
"""Letters from which on a word may have a letter doubled or two in the wrong order; an s or a
letter too many; another letter in the place of one."""


def near_pairs(names: Sequence[str], *, area: str = "") -> Iterator[tuple[int, int]]:
    """Yield the positions of each name that comes near an earlier one, and of the earlier one.

    A name may have the words of the map's `area` where the other has not.

    Examples
    --------
    >>> [*near_pairs(["Carers Hub", "North ward", "Carers' Hubb", "South ward", "Ward 1"])]
    [(2, 0)]
    >>> [*near_pairs(["Young people (16-25)", "Young people", "Older people (65+)"])]
    [(1, 0)]
    >>> [*near_pairs(["Northmarsh Deaf Club", "Deaf Club", "Chess Club"], area="Northmarsh")]
    [(1, 0)]
    """
    words = [_words(name) for name in names[:MOST_NAMES]]
    of_area = {*_words(area)} - WIDE
    alike = _alike(word for own in words for word in own)
    known: defaultdict[str, list[int]] = defaultdict(list)
    by_base: dict[tuple[str, bool], int] = {}
    by_rest: dict[tuple[str, bool], int] = {}
    for position, own in enumerate(words):
        forms = {"".join(own), " ".join(map(alike.__getitem__, own))}
        tried = sorted({other for form in forms for other in known[form]})
        earlier = next((other for other in tried if _is_slip(own, words[other])), None)
        base = folded(_FIGURES.sub("", names[position]))
        has_figures = base != folded(names[position])
        if earlier is None:
            earlier = by_base.get((base, not has_figures))
        by_base.setdefault((base, has_figures), position)
        rest = "".join(word for word in own if word not in of_area)
        has_area = not of_area.isdisjoint(own)
        if earlier is None and rest:
            earlier = by_rest.get((rest, not has_area))
        by_rest.setdefault((rest, has_area), position)
        if earlier is not None and folded(names[earlier]) == folded(names[position]):
            earlier = None  # one name, which other rules tell of
        if earlier is not None:
            yield position, earlier
        for form in forms:
            if len(known[form]) < TRIED:
                known[form].append(position)


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word in folded(name).split("-") if word not in FILLERS)


def _alike(words: Iterable[str]) -> dict[str, str]:
    """Return for each word the first of those that it is probably a misspelling of, or itself."""
    known: defaultdict[str, list[str]] = defaultdict(list)
    alike: dict[str, str] = {}
    for word in dict.fromkeys(words):
        forms = {word}
        if word.isalpha() and SHORT - 1 <= len(word) <= LONGEST:
            forms |= {word[:at] + word[at + 1 :] for at in range(1, len(word))}
        tried = (other for form in sorted(forms) for other in known[form])
        near = next((each for each in tried if _is_misspelt(*sorted((each, word), key=len))), word)
        alike[word] = alike.get(near, word)
        for form in forms:
            if len(known[form]) < TRIED:
                known[form].append(word)
    return alike


def _is_slip(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether two different names are probably one."""
    if one == other or "".join(one) == "".join(other):
        return not any(letter.isdigit() for word in one for letter in word)
    apart = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    return len(one) == len(other) and len(apart) == 1 and _is_misspelt(*sorted(apart[0], key=len))


def _is_misspelt(short: str, long: str) -> bool:
    """Return whether two different words are probably one."""
    both = short + long
    cased = both.isalpha() and short != short.upper() and long != long.upper()
    if not cased or short[0] != long[0] or ROMAN.issuperset(both):
        return False
    if len(short) == len(long):
        return _is_swapped(short, long) or _has_another(short, long)
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    if len(long) - len(short) != 1 or short[at:] != long[at + 1 :]:
        return False
    is_doubled = long[at] == long[at - 1]
    is_plural = at == len(short) and long[at] == "s"
    return len(long) >= (SHORT if is_doubled else MIDDLING if is_plural else MIDDLING + 1)


def _is_swapped(one: str, other: str) -> bool:
    """Return whether two neighbouring letters changed places."""
    apart = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return (
        len(one) >= SHORT
        and len(apart) == 2  # noqa: PLR2004  the two
        and apart[1] == apart[0] + 1
        and one[apart[0]] == other[apart[1]]
        and one[apart[1]] == other[apart[0]]
    )


def _has_another(one: str, other: str) -> bool:
    """Return whether one letter of a long word is another."""
    return len(one) >= LONG and sum(a != b for a, b in zip(one, other, strict=True)) == 1
