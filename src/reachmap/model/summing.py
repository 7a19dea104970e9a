"""Problems summed up: one kind of problem in one column is one line, however many rows have it."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import Generic, Protocol, Self, TypeVar

from reachmap.errors import Issue, quoted
from reachmap.words import words_of_count

FEW = 3
"""Most problems of one kind that are told one by one, and most rows named of more."""

MOST_KINDS = 300
"""Most kinds of problem that are told; the others are counted by file and sheet."""

_NAMES = re.compile("'.*'", re.DOTALL)
_FIGURES = re.compile(r"\d[\d,.:-]*")


@lru_cache(maxsize=1_000)
def kind_of(words: str) -> str:
    """Return words without names and figures: the same for all problems of one kind.

    Examples
    --------
    >>> kind_of("the id 'a' is used twice: first in row 2 of groups")
    "the id '' is used twice: first in row # of groups"
    """
    return without_figures(_NAMES.sub("''", words))


@lru_cache(maxsize=1_000)
def without_figures(words: str) -> str:
    """Return words without figures, but those in names.

    Examples
    --------
    >>> without_figures("Write 2026-04-03 or 2026-03-04"), without_figures("Is it 'v1'?")
    ('Write # or #', "Is it 'v1'?")
    """
    names = _NAMES.search(words)
    start, end = names.span() if names else (len(words), len(words))
    return f"{_FIGURES.sub('#', words[:start])}{words[start:end]}{_FIGURES.sub('#', words[end:])}"


class Problem(Protocol):
    """A problem, or several of one kind."""

    @property
    def more(self) -> int:
        """How many others it stands for."""


P = TypeVar("P", bound=Problem)


class FewOfEach(Generic[P]):
    """Problems by kind: the first few of each, and how many more there are."""

    def __init__(self) -> None:
        self._few: dict[Hashable, list[P]] = {}
        self._more: Counter[Hashable] = Counter()

    def add(self, kind: Hashable, problem: P) -> None:
        """Add a problem."""
        few = self._few.setdefault(kind, [])
        if len(few) <= FEW:
            few.append(problem)
            self._more[kind] += problem.more
        else:
            self._more[kind] += 1 + problem.more

    def __contains__(self, kind: object) -> bool:
        """Return whether there is a problem of a kind."""
        return kind in self._few

    def __len__(self) -> int:
        """Return how many kinds there are."""
        return len(self._few)

    def __iter__(self) -> Iterator[tuple[list[P], int]]:
        """Yield the first few problems of each kind, and how many more there are."""
        for kind, few in self._few.items():
            yield few, self._more[kind]


@lru_cache(maxsize=1_000)
def _in_quotes(name: str | None) -> str:
    """Return how a message names a file, a sheet or a column."""
    return quoted(name or "")


class Issues:
    """Problems as they are met, those of one kind in one column summed up.

    Nothing but the first few of a kind is held: a million bad cells need no room.

    Examples
    --------
    >>> cells = (Issue("is no day", "Mend it", row=n, value=f"x{n}") for n in range(2, 99))
    >>> [issue.message for issue in Issues(cells)]
    ["is no day (found: 'x2'); 96 more like it: row 3 ('x3'), row 4 ('x4'), row 5 ('x5') and so on"]
    """

    def __init__(self, issues: Iterable[Issue] = ()) -> None:
        self._errors: FewOfEach[Issue] = FewOfEach()
        self._warnings: FewOfEach[Issue] = FewOfEach()
        self._beyond: dict[tuple[str, str | None, str | None], Issue] = {}
        for issue in issues:
            self.append(issue)

    def append(self, issue: Issue) -> None:
        """Add a problem."""
        kinds = self._errors if issue.severity == "error" else self._warnings
        places = (issue.file, issue.sheet, issue.column)
        unnamed = [None if _in_quotes(name) in issue.message else name for name in places]
        kind = (*unnamed, kind_of(issue.message), without_figures(issue.remedy))
        if kind in kinds or len(kinds) < MOST_KINDS:
            kinds.add(kind, issue)
            return
        where = (issue.severity, issue.file, issue.sheet)
        first = self._beyond.setdefault(where, replace(issue, more=-1))
        self._beyond[where] = replace(first, more=first.more + 1 + issue.more)

    def __iadd__(self, issues: Iterable[Issue]) -> Self:
        """Add problems."""
        for issue in issues:
            self.append(issue)
        return self

    def __bool__(self) -> bool:
        """Return whether there is any problem."""
        return bool(self._errors) or bool(self._warnings)

    def __iter__(self) -> Iterator[Issue]:
        """Yield the problems, those of one kind as one where there are more than a few."""
        for few, more in chain(self._errors, self._warnings):
            yield from few if len(few) <= FEW else [_summed_up(few, more)]
        yield from map(_not_listed, self._beyond.values())


def _summed_up(few: list[Issue], more: int) -> Issue:
    """Return problems of one kind as one: the first of them, and where the others are."""
    first, *others = few
    more += len(others)
    named = ", ".join(_named(issue, first) for issue in others)
    rest = " and so on" if more > len(others) else ""
    message = f"{first.with_value}; {more:,} more like it: {named}{rest}"
    return replace(first, message=message, more=more)


def _named(issue: Issue, first: Issue) -> str:
    """Return where one of several problems is, and its value where that is another."""
    value = issue.value if issue.value is not None else issue.column
    known = first.value if first.value is not None else first.column
    words = [f"row {issue.row}"] if issue.row else []
    if value is not None and value != known:
        words.append(f"({quoted(value)})" if words else quoted(value))
    return " ".join(words) or issue.message


def _not_listed(first: Issue) -> Issue:
    """Return one problem for all that are too many to be listed, where the first of them is."""
    message = f"{words_of_count(first.more + 1, 'problem')} from here on could not be listed"
    remedy = "Put right what is listed, and read it again"
    return replace(first, message=message, remedy=remedy, column=None, value=None)
