"""Problems summed up: one kind of problem in one column is one line, however many rows have it."""

import re
from array import array
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import Generic, Protocol, Self, TypeVar

from reachmap.errors import Issue, quoted
from reachmap.words import join_names, words_of_count

FEW = 3
"""Most problems of one kind that are told one by one, and most values named of more."""

MOST_ROWS = 3_000
"""Most rows of one kind of problem that are held; as text they fit the cell of a workbook."""

MOST_SPANS = 40
"""Most rows, or spans of rows one below the other, that a line names."""

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

    @property
    def row(self) -> int | None:
        """The row that it is in, if it is in one."""

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows of those others."""


P = TypeVar("P", bound=Problem)


class FewOfEach(Generic[P]):
    """Problems by kind: the first few of each, how many more there are, and in which rows."""

    def __init__(self) -> None:
        self._few: dict[Hashable, list[P]] = {}
        self._more: Counter[Hashable] = Counter()
        self._rows: dict[Hashable, array[int]] = {}

    def add(self, kind: Hashable, problem: P) -> None:
        """Add a problem."""
        few = self._few.setdefault(kind, [])
        if len(few) <= FEW:
            few.append(problem)
            self._more[kind] += problem.more
        else:
            self._more[kind] += 1 + problem.more
            rows = self._rows.setdefault(kind, array("q"))
            if len(rows) < MOST_ROWS:
                rows.extend([] if problem.row is None else [problem.row])
                rows.extend(problem.rows)

    def __contains__(self, kind: object) -> bool:
        """Return whether there is a problem of a kind."""
        return kind in self._few

    def __len__(self) -> int:
        """Return how many kinds there are."""
        return len(self._few)

    def __iter__(self) -> Iterator[tuple[list[P], int, tuple[int, ...]]]:
        """Yield the first few problems of each kind, how many more there are, and their rows."""
        for kind, few in self._few.items():
            yield few, self._more[kind], tuple(self._rows.get(kind, ()))


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
    ["is no day (found: 'x2'); 96 more like it: rows 3 to 98 (as 'x3', 'x4' and 'x5')"]
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
        for few, more, rows in chain(self._errors, self._warnings):
            yield from few if len(few) <= FEW else [_summed_up(few, more, rows)]
        yield from map(_not_listed, self._beyond.values())


def _summed_up(few: list[Issue], more: int, beyond: tuple[int, ...]) -> Issue:
    """Return problems of one kind as one: the first of them, and where the others are."""
    first, *others = few
    more += len(others)
    held = {row for each in others if each.row for row in (each.row, *each.rows)}
    rows = tuple(sorted(held.union(first.rows, beyond) - {first.row}))[:MOST_ROWS]
    if more == len(others) or not rows:
        named = ", ".join(_named(issue, first) for issue in others)
        named += " and so on" if more > len(others) else ""
    else:
        values = [quoted(value) for each in others if (value := _value_beside(each, first))]
        known = f" (as {join_names(values)})" if values else ""
        rest = " and so on" if len(rows) < more else ""
        named = f"{words_of_rows(rows)}{rest}{known}"
    message = f"{first.with_value}; {more:,} more like it: {named}"
    return replace(first, message=message, more=more, rows=rows)


def words_of_rows(rows: Iterable[int]) -> str:
    """Return rows in words, those one below the other as a span.

    Examples
    --------
    >>> words_of_rows([6, 7, 8, 11, 15]), words_of_rows([4])
    ('rows 6 to 8, 11 and 15', 'row 4')
    """
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][-1] + 1:
            spans[-1] = [spans[-1][0], row]
        else:
            spans.append([row])
    words = [" to ".join(map(str, span)) for span in spans]
    one = len(spans) == 1 and len(spans[0]) == 1
    if len(words) > MOST_SPANS:
        words = [*words[:MOST_SPANS], "others"]
    return f"{'row' if one else 'rows'} {join_names(words, most=None)}"


def _value_beside(issue: Issue, first: Issue) -> str | None:
    """Return what one of several problems is about, where the first is about something else."""
    value = issue.value if issue.value is not None else issue.column
    known = first.value if first.value is not None else first.column
    return None if value == known else value


def _named(issue: Issue, first: Issue) -> str:
    """Return where one of several problems is, and its value where that is another."""
    value = _value_beside(issue, first)
    words = [f"row {issue.row}"] if issue.row else []
    if value is not None:
        words.append(f"({quoted(value)})" if words else quoted(value))
    return " ".join(words) or issue.message


def _not_listed(first: Issue) -> Issue:
    """Return one problem for all that are too many to be listed, where the first of them is."""
    message = f"{words_of_count(first.more + 1, 'problem')} from here on could not be listed"
    remedy = "Put right what is listed, and read it again"
    return replace(first, message=message, remedy=remedy, column=None, value=None)
