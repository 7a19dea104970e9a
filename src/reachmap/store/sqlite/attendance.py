"""Attendance in numbers, read in one pass: who talked at which activities, voice by voice."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate, chain

import numpy as np
from numpy.typing import NDArray

from reachmap.store.counts import Codes, Counts
from reachmap.store.memo import Memo
from reachmap.store.sqlite.cells import SIZE, with_words

Bools = NDArray[np.bool_]

# A row for each voice: ten million rows of two numbers each would be ten million objects.
TALKED = with_words("""
SELECT voice, count(*), group_concat(activity * 2 + (speaking IN :heard))
FROM came WHERE +speaking IN :talking GROUP BY voice ORDER BY voice
""")

ACTIVITIES = "SELECT id, number FROM activities ORDER BY number"

MEMBERS = """
SELECT count(*), group_concat(m.voice)
FROM groups g CROSS JOIN member m ON m."group" = g.number WHERE g.id = ?
"""

OWN = "SELECT number, groups FROM voices ORDER BY number"

NAMED = """
SELECT v.id, v.number FROM json_each(?) j JOIN voices v ON v.number = j.value
"""

CHUNK = 10_000
"""Voices fetched, or looked through, at a time."""

MOST = np.iinfo(np.int64).max


def numbers(lists: Iterable[str | None], count: int) -> Counts:
    """Return the whole numbers of some lists that SQLite joined by commas, so many in all.

    Examples
    --------
    >>> numbers(["3,1", None, "2"], 3).tolist()
    [3, 1, 2]
    """
    joined = ",".join(each for each in lists if each is not None)
    text = np.frombuffer(f",{joined},".encode(), np.uint8)
    comma, digit = text == ord(","), (text >= ord("0")) & (text <= ord("9"))
    if not count and not joined:
        return np.zeros(0, np.int64)
    if not (comma | digit).all() or (comma[1:] & comma[:-1]).any() or comma.sum() != count + 1:
        message = f"{count} whole numbers were to be read, and something else is there"
        raise ValueError(message)
    return np.fromstring(joined, np.int64, sep=",")


def positions(wanted: Counts, among: Counts) -> Counts:
    """Return where some numbers stand among others, which are sorted.

    Examples
    --------
    >>> positions(np.array([7, 3]), np.array([3, 5, 7])).tolist()
    [2, 0]
    """
    # Numbers without a gap are the rule, and need no search.
    gapless = len(among) > 0 and int(among[-1]) - int(among[0]) == len(among) - 1
    there = wanted - among[0] if gapless else np.searchsorted(among, wanted)
    inside = (there >= 0) & (there < len(among))
    if not inside.all() or (among[there] != wanted).any():
        message = "a row has the number of something that is not there"
        raise LookupError(message)
    return there


@dataclass(frozen=True, slots=True)
class TalkingRows:
    """Rows of attendance of those who talked, voice by voice."""

    voice: Counts
    """Shape (voices,): numbers of those who talked anywhere, sorted."""

    start: Counts
    """Shape (voices + 1,): where the rows of each begin."""

    activity: Codes
    """Shape (rows,): positions of activities."""

    heard: Bools
    """Shape (rows,): whether the voice was heard there, and not only represented others."""

    position: dict[str, int]
    """Position of each activity by id."""

    memo: Memo = field(default_factory=partial(Memo, 5), compare=False)
    """What is asked again and again: places in all, and what follows from the activities asked
    for last, as these are asked for group by group."""

    @classmethod
    def read(cls, db: sqlite3.Connection) -> "TalkingRows":
        """Return the rows of a map."""
        listed = db.execute(ACTIVITIES).fetchall()
        number = np.array([number for _, number in listed], np.int64)
        size = db.execute(SIZE["attendance"]).fetchone()[0]
        activity, heard = np.empty(size, np.int32), np.empty(size, bool)
        voices: list[int] = []
        start = [0]
        cursor = db.execute(TALKED)
        while chunk := cursor.fetchmany(CHUNK):
            voice, lengths, lists = zip(*chunk, strict=True)
            codes = numbers(lists, sum(lengths))
            rows = slice(start[-1], start[-1] + len(codes))
            activity[rows], heard[rows] = positions(codes >> 1, number), codes & 1
            voices += voice
            start += accumulate(lengths[1:], initial=start[-1] + lengths[0])
        return cls(
            voice=np.array(voices, np.int64),
            start=np.array(start, np.int64),
            activity=activity[: start[-1]],
            heard=heard[: start[-1]],
            position={id_: at for at, (id_, _) in enumerate(listed)},
        )

    def places(
        self, db: sqlite3.Connection, activities: Sequence[str], group: str | None
    ) -> Counts:
        """Return how many talked at each of some activities: shape (activities,)."""
        if group is None:
            counts = self.memo.once(
                None, "places", lambda: self._counts(np.arange(len(self.voice)))
            )
        else:
            counts = self._counts(self._members(db, group))
        return counts[self._positions(activities)]

    def _counts(self, members: Counts) -> Counts:
        """Return how many of some voices talked at each activity: shape (activities + 1,)."""
        counts = np.zeros(len(self.position) + 1, np.int64)
        for first in range(0, len(members), CHUNK):
            rows = self._rows_of(members[first : first + CHUNK])
            counts += np.bincount(self.activity[rows], minlength=len(counts))
        return counts

    def frequencies(
        self, db: sqlite3.Connection, activities: Collection[str], group: str | None
    ) -> Counts:
        """Return how often each voice talked at some activities, most often first."""
        often = self._often(activities)
        if group is not None:
            often = often[self._members(db, group)]
        return np.sort(often[often > 0])[::-1]

    def most_frequent(
        self, db: sqlite3.Connection, activities: Collection[str], n: int
    ) -> tuple[tuple[str, int], ...]:
        """Return the voices that talked most often at some activities, with how often."""
        often = self._often(activities)
        ordered = np.sort(often)[::-1][:n]
        first = np.flatnonzero(often >= max(ordered.min(initial=MOST), 1))
        count = dict(zip(self.voice[first].tolist(), often[first].tolist(), strict=True))
        named = db.execute(NAMED, (json.dumps([*count]),))
        ranked = sorted((-count[number], id_) for id_, number in named)
        return tuple((id_, -count) for count, id_ in ranked[:n])

    def heard_alike(
        self,
        db: sqlite3.Connection,
        activities: Collection[str],
        kinds: Sequence[Collection[str]],
    ) -> Counter[tuple[str, tuple[int, ...]]]:
        """Count the distinct voices heard at some activities, by own groups as written and kinds.

        Kinds are some of the activities each, none of them in two.
        """
        code = np.full(len(self.position) + 1, len(kinds))
        for number, names in enumerate(kinds):
            code[self._positions(names)] = number
        kind = np.where(self._chosen(activities), code[:-1], -1)
        texts: dict[str, int] = {}
        listed = ((number, texts.setdefault(own, len(texts))) for number, own in db.execute(OWN))
        pairs = np.fromiter(chain.from_iterable(listed), np.int64).reshape(-1, 2)
        own = pairs[:, 1][positions(self.voice, pairs[:, 0])]
        alike: Counter[tuple[int, tuple[int, ...]]] = Counter()
        for first in range(0, len(self.voice), CHUNK):
            for voice, known in self._kinds_of(first, kind, len(kinds)):
                alike[int(own[voice]), known] += 1
        groups = [*texts]
        return Counter({(groups[which], known): people for (which, known), people in alike.items()})

    def _kinds_of(
        self, first: int, kind: Counts, none: int
    ) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield some voices by position, each with the kinds of activity at which it was heard."""
        start = self.start[first : first + CHUNK + 1]
        rows = slice(int(start[0]), int(start[-1]))
        voice = np.repeat(np.arange(first, first + len(start) - 1), np.diff(start))
        at = np.where(self.heard[rows], kind[self.activity[rows]], -1)
        voice, at = np.divmod(np.unique((voice * (none + 1) + at)[at >= 0]), none + 1)
        begin = np.flatnonzero(np.diff(voice, prepend=-1))
        end, each = np.append(begin, len(voice))[1:].tolist(), at.tolist()
        for low, high, who in zip(begin.tolist(), end, voice[begin].tolist(), strict=True):
            yield who, tuple(each[low : high - 1 if each[high - 1] == none else high])

    def _chosen(self, activities: Collection[str]) -> Bools:
        """Return which positions are of some activities: shape (activities of the map,)."""
        chosen = np.zeros(len(self.position) + 1, bool)
        chosen[self._positions(activities)] = True
        return chosen[:-1]

    def _positions(self, activities: Collection[str]) -> Counts:
        """Return the positions of some activities; after the last where there is no such one."""
        nowhere = len(self.position)
        return self.memo.once(
            None,
            ("positions", names := tuple(activities)),
            lambda: np.array([self.position.get(id_, nowhere) for id_ in names], np.int64),
        )

    def _often(self, activities: Collection[str]) -> Counts:
        """Return how often each voice talked at some activities: shape (voices,)."""
        names = tuple(activities)
        return self.memo.once(None, ("often", names), lambda: self._counted(names))

    def _counted(self, activities: Collection[str]) -> Counts:
        chosen = self._chosen(activities)
        if chosen.all():
            return np.diff(self.start)
        often = np.zeros(len(self.voice), np.int64)
        for first in range(0, len(often), CHUNK):
            start = self.start[first : first + CHUNK + 1]
            there = chosen[self.activity[start[0] : start[-1]]]
            often[first : first + CHUNK] = np.add.reduceat(
                there, start[:-1] - start[0], dtype=np.int64
            )
        return often

    def _members(self, db: sqlite3.Connection, group: str) -> Counts:
        """Return the positions of those who talked anywhere and are of a group, or a narrower."""
        count, listed = db.execute(MEMBERS, (group,)).fetchone()
        members = np.zeros(len(self.voice) + 1, bool)
        number = numbers([listed], count)
        at = np.searchsorted(self.voice, number)
        members[at[np.append(self.voice, -1)[at] == number]] = True
        return np.flatnonzero(members)

    def _rows_of(self, members: Counts) -> Counts:
        """Return the positions of the rows of some voices."""
        begin, length = self.start[members], self.start[members + 1] - self.start[members]
        return np.repeat(begin - (np.cumsum(length) - length), length) + np.arange(length.sum())
