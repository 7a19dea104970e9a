"""What somebody may have meant by a name that no record has: spelled alike, or words of it."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

from reachmap.errors import quoted
from reachmap.model.spelling import LONGEST, Spellings
from reachmap.model.texts import folded, joined_names
from reachmap.words import join_names

MOST = 3
"""Most names that are offered."""

COMMON = frozenset(
    (
        *("a", "an", "and", "at", "for", "from", "in", "of", "on", "or", "s", "the", "to", "with"),
        *("all", "group", "groups", "other", "people", "who"),
    )
)
"""Words that many names share, and that tell none from another."""

SHARED = 200
"""Names that have a word in common beyond which the word tells none from another."""

INDEXED = 20_000
"""Most names whose words are looked at one by one."""

CLOSE = 0.8
"""Likeness from which a name is taken for a misspelt one, before names with words in common."""


class Suggestions:
    """The ids and names of some records, to be offered for what is like one of them.

    Examples
    --------
    >>> known = Suggestions([("carers", "Unpaid carers"), ("hub", "Carers' Hub")])
    >>> known.hint("Unpaid carer"), known.hint("hubb"), known.hint("Hub (old town)")
    ("Did you mean 'Unpaid carers'?", "Did you mean 'hub'?", "Did you mean 'Carers' Hub'?")
    """

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        pairs = [*named]
        held = Counter(folded(name) for _, name in pairs)
        self._ids: dict[str, str] = {}
        self._names: dict[str, str] = {}
        for id_, name in pairs:
            self._ids.setdefault(id_, id_)
            if held[folded(name)] == 1:
                self._ids.setdefault(name, id_)
                self._names[id_] = name
        self._alike = Spellings(self._ids)
        self._folded: set[str] = set()
        self._with: dict[str, list[str]] = {}
        self._words: dict[str, frozenset[str]] = {}
        for known in self._ids if len(self._ids) <= INDEXED else ():
            self._folded.add(folded(known))
            self._words[known] = _words_of(known)
            for word in self._words[known]:
                self._with.setdefault(word, []).append(known)

    @property
    def compared(self) -> int:
        """How many names were compared with what is known."""
        return self._alike.compared

    @property
    def is_spent(self) -> bool:
        """Whether a further name was not compared, as so many were before."""
        return self._alike.is_spent

    def hint(self, value: str) -> str:
        """Return the question whether one that is known was meant; blank where none is like it."""
        several = self._each_of(value)
        if several:
            return f"Give each by itself: {several}"
        near = self.nearest(value)
        return f"Did you mean {join_names(map(quoted, near), last=' or ')}?" if near else ""

    def nearest(self, value: str) -> list[str]:
        """Return the known names that are most like one, or have its words, at most three.

        Where the name is written as ids are, they are ids.
        """
        near = [*self._alike.nearest(value, count=1)]
        if not near or _likeness(value, near[0]) < CLOSE:
            near = self._with_words_of(value) or near
        ids = [*dict.fromkeys(self._ids[known] for known in near)][:MOST]
        return ids if value == folded(value) else [self._names.get(id_, id_) for id_ in ids]

    def _with_words_of(self, value: str) -> list[str]:
        """Return the names that have all words of a text, or whose words it all has."""
        words = _words_of(value)
        telling = (self._with.get(word, []) for word in sorted(words))
        shared = dict.fromkeys(known for each in telling if len(each) <= SHARED for known in each)
        matches = [k for k in shared if words <= self._words[k] or self._words[k] <= words]
        return sorted(matches, key=lambda known: len(self._words[known] ^ words))

    def _each_of(self, value: str) -> str:
        """Return the several names that a text is, where each is known or like one that is."""
        for way in joined_names(value):
            exact = [folded(part) in self._folded for part in way]
            near = [self.nearest(part)[:1] for part in way] if any(exact) else [[]]
            if all(near):
                return join_names(quoted(name) for (name,) in near)
        return ""


def _likeness(value: str, known: str) -> float:
    """Return how alike two names are, in [0, 1]."""
    first, second = value[:LONGEST].casefold(), known[:LONGEST].casefold()
    return SequenceMatcher(None, second, first).ratio()


def _words_of(text: str) -> frozenset[str]:
    """Return the telling words of a text, without case, marks and accents."""
    bare = unicodedata.normalize("NFKD", text.replace("'", "").replace("’", ""))
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return frozenset(folded(letters).replace("_", "-").split("-")) - COMMON - {""}
