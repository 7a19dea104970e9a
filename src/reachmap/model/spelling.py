"""Known words, and those of them that a misspelt word is most like.

Words are compared by `difflib`, which is slow. So only those are compared that have enough
letters in common: how many they share bounds how like two words can be.
"""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

ALIKE = 0.6
"""Least likeness, in (0, 1], of a word that is offered."""

TRIED = 20
"""Most known words that one word is compared with in full."""

LONGEST = 60
"""Characters of a word that are compared; the rest counts for nothing."""

ALLOWANCE = 6_000_000
"""Known words whose letters are compared, for all misspelt words together."""

FULLY = 10_000
"""As how many of these the comparisons in full of one word count."""

SLOTS = 96
"""Letters are counted by their code points modulo this: small Latin letters and figures apart."""


class Spellings:
    """Known words, the earlier first; offered where they are at least so alike, in (0, 1].

    Attributes
    ----------
    is_spent
        Whether a further word was not compared, as so many were before.
    """

    def __init__(self, known: Iterable[str], *, alike: float = ALIKE) -> None:
        self._alike = alike
        first: dict[str, str] = {}
        for word in known:
            first.setdefault(_plain(word), word)
        self._words = first
        self._plain = [*first]
        self._order = {plain: index for index, plain in enumerate(first)}
        self._letters = _letters_of(self._plain)
        self._lengths = np.array([len(word) for word in self._plain], np.int64)
        self._answers: dict[tuple[str, int, str | None], tuple[str, ...]] = {}
        self._most = 1 + ALLOWANCE // (FULLY + len(first))
        self.is_spent = False

    @property
    def compared(self) -> int:
        """How many different words were compared with them."""
        return len(self._answers)

    def nearest(self, word: str, *, count: int = 3, before: str | None = None) -> tuple[str, ...]:
        """Return the known words most like a word, the likest first.

        Parameters
        ----------
        word
            The word as somebody wrote it.
        count
            Most words to return.
        before
            A known word: only those before it are compared.

        Returns
        -------
        tuple of str
            The words, as they were given; none where very many words were compared before.
        """
        question = (_plain(word), count, before)
        if question not in self._answers:
            if self.compared == self._most:
                self.is_spent = True
                return ()
            self._answers[question] = self._nearest(*question)
        return self._answers[question]

    def _nearest(self, plain: str, count: int, before: str | None) -> tuple[str, ...]:
        end = len(self._plain) if before is None else self._order[_plain(before)]
        shared = np.minimum(self._letters[:end], _letters_of([plain])).sum(axis=1, dtype=int)
        lengths = self._lengths[:end] + len(plain)
        bounds = 2 * shared / np.maximum(lengths, 1)
        matcher = SequenceMatcher(b=plain)
        likest: list[tuple[float, str]] = []
        for index in _highest(bounds, self._alike):
            if len(likest) == count and bounds[index] < likest[-1][0]:
                break
            matcher.set_seq1(self._plain[index])
            likeness = matcher.ratio()
            if likeness >= self._alike:
                likest = sorted([*likest, (likeness, self._plain[index])], reverse=True)[:count]
        return tuple(self._words[each] for _, each in likest)


def nearest(word: str, known: Iterable[str], *, count: int = 3) -> tuple[str, ...]:
    """Return the known words most like a word, the likest first.

    Examples
    --------
    >>> nearest("carer-hub", ["carers-hub", "library"])
    ('carers-hub',)
    """
    return Spellings(known).nearest(word, count=count)


def _plain(word: str) -> str:
    return word[:LONGEST].casefold()[:LONGEST]


def _letters_of(words: Sequence[str]) -> NDArray[np.uint8]:
    """Return how often each letter is in each word. Shape (words, `SLOTS`)."""
    codes = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), np.uint32)
    rows = np.repeat(np.arange(len(words)), [len(word) for word in words])
    counts = np.bincount(rows * SLOTS + codes % SLOTS, minlength=len(words) * SLOTS)
    return counts.astype(np.uint8).reshape(len(words), SLOTS)


def _highest(bounds: NDArray[np.float64], alike: float) -> list[int]:
    """Return the indices of the words to compare, those with the most letters in common first."""
    likely = np.flatnonzero(bounds >= alike)
    order = np.argsort(-bounds[likely], kind="stable")[:TRIED]
    return [int(index) for index in likely[order]]
