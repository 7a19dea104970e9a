"""What would follow if people were asked: the rule of who is heard, put to changed counts.

Arrays have shape (groups,), in the order of the map's groups, or (groups, activities).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from reachmap.analysis.group_counts import Bools, GroupCounts, group_counts
from reachmap.analysis.participation.answers import VoiceAnswers, answers_of, voice_answers
from reachmap.analysis.participation.bounds import Known, bounds, interval, status
from reachmap.analysis.participation.question import whole_population
from reachmap.analysis.participation.rows import Status
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.nodes import Activity
from reachmap.store.counts import Counts

ANSWERS: frozenset[Status] = frozenset({"under", "enough", "fair", "over"})
"""Statuses that are an answer."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What asking everybody at a sitting about every group comes to."""

    people: int
    """People at the sitting."""
    answers: Counts
    """How many would say of each group whether they are of it, who had not said so before."""
    settled: Bools
    """Shape (shares, groups): whether its status would be an answer at each share tried."""


@dataclass(frozen=True, eq=False)
class Trial:
    """Records, and what would follow if people at some sittings were asked about every group."""

    snapshot: Snapshot
    seen: GroupCounts
    voices: VoiceAnswers
    shares: NDArray[np.float64]
    """Share of each group in those whom the map is about; 0 where not known."""
    row: Mapping[str, int]

    @classmethod
    def of(cls, snapshot: Snapshot, activities: Sequence[Activity]) -> Trial:
        """Return what is recorded of some activities."""
        seen, groups = group_counts(snapshot, activities), snapshot.outline.groups
        whole = whole_population(snapshot.outline)
        shares = [(each.population or 0) / whole if whole else 0 for each in groups]
        row = {group.id: number for number, group in enumerate(groups)}
        return cls(snapshot, seen, voice_answers(snapshot, seen), np.array(shares), row)

    @property
    def factor(self) -> float:
        """How many times as seldom, or as often, as its fair share each group is tried."""
        return self.snapshot.assumptions.unasked_factor

    def met_again(self, at: int) -> Outcome:
        """Return what follows if those of a sitting come again, and all are asked."""
        heads, named = int(self.seen.unnamed[at]), int(self.seen.named[at])
        seen = self._asking([at] if named else [])
        return self._outcome(
            seen,
            heads + named,
            heads,
            lambda times: _with_heads(seen, at, self._of(heads, times)),
        )

    def asked_at(self, columns: Sequence[int]) -> Outcome:
        """Return what follows if all were asked at some sittings, those counted already aside."""
        seen, chosen = self._asking(columns), np.zeros(len(self.seen.activities), bool)
        chosen[columns] = True
        new = chosen & ~seen.counted & (seen.unnamed > 0)
        people = int((seen.unnamed + seen.named)[chosen].sum())

        def counted(times: float) -> GroupCounts:
            alike = np.broadcast_to(seen.unnamed, new.shape).T
            # Those of a narrower group who were counted are of it in any case.
            of = np.maximum(self._of(alike, times).T, seen.heads)
            heads = np.where(new, of, seen.heads)
            most = np.where(new, heads, seen.most)
            return replace(seen, heads=heads, most=most, counted=seen.counted | new)

        return self._outcome(seen, people, (seen.unnamed * new).sum(axis=1), counted)

    def _asking(self, columns: Sequence[int]) -> GroupCounts:
        """Return what was counted, as if the voices at some sittings had been asked."""
        asks = self.seen.asks.copy()
        asks[:, columns] = True
        return replace(self.seen, asks=asks)

    def _outcome(
        self,
        seen: GroupCounts,
        people: int,
        heads: Counts | int,
        counted: Callable[[float], GroupCounts],
    ) -> Outcome:
        """Return what follows at each share tried, of heads counted and of voices asked."""
        voices = voice_answers(self.snapshot, seen)
        before = self.voices.near + self.voices.far
        newly = before - voices.near - voices.far
        settled = [
            self._settled(counted(times), voices, self._of(newly, times))
            for times in (1 / self.factor, 1.0, self.factor)
        ]
        return Outcome(people, newly + heads, np.array(settled, bool))

    def _of(self, people: Counts | int, times: float) -> Counts:
        """Return how many of some people are of each group, at so many times its fair share."""
        of: Counts = np.rint(np.minimum(self.shares * times, 1) * people).astype(np.int64)
        return of

    def _settled(self, seen: GroupCounts, voices: VoiceAnswers, members: Counts) -> list[bool]:
        """Return of which groups the status is an answer, if so many voices are of each."""
        answered = answers_of(self.snapshot, seen, voices)
        heard, in_open = answered.heard + members, answered.open_heard + members
        answered = replace(answered, heard=heard, open_heard=in_open)
        return [self._status(n, answered.known(n)) in ANSWERS for n in range(len(members))]

    def _status(self, number: int, known: Known) -> Status:
        """Return the status of a group of which so much is known."""
        group, assumed = self.snapshot.outline.groups[number], self.snapshot.assumptions
        share = self.shares[number].item()
        if not group.population or not share:
            return status(known, None, assumed)
        limits = bounds(known, group.population, assumed)
        margin = group.population_margin or 0
        return status(known, interval(known, limits, share, margin, assumed), assumed)


def _with_heads(seen: GroupCounts, at: int, heads: Counts) -> GroupCounts:
    """Return what was counted, and the heads of an activity once more, all of them asked."""
    none, people = np.zeros_like(heads), seen.unnamed[at]
    nobody = np.zeros(len(heads), bool)
    return replace(
        seen,
        activities=(*seen.activities, seen.activities[at]),
        recorded=np.column_stack([seen.recorded, none]),
        heads=np.column_stack([seen.heads, heads]),
        unnamed=np.append(seen.unnamed, people),
        counted=np.column_stack([seen.counted, nobody | (people > 0)]),
        not_said=np.column_stack([seen.not_said, none]),
        most=np.column_stack([seen.most, heads]),
        asks=np.column_stack([seen.asks, nobody]),
        named=np.append(seen.named, 0),
    )
