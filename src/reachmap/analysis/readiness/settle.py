"""What would settle it: sign-in sheets tried on the next open sittings.

Arrays have shape (groups,), in the order of the map's groups, or (shares, groups).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reachmap.analysis.group_counts import Bools, GroupCounts, group_counts
from reachmap.analysis.participation.answers import VoiceAnswers, answers_of, voice_answers
from reachmap.analysis.participation.bounds import Known, bounds, interval, status
from reachmap.analysis.participation.question import participation, whole_population
from reachmap.analysis.participation.rows import Status
from reachmap.analysis.readiness.asked import MOST_BOXES, fit_one_sheet, questions_about
from reachmap.analysis.readiness.rows import SheetQuestion, SignInSheet
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.nodes import Activity, Channel
from reachmap.store.counts import Counts

CANNOT_TELL: tuple[Status, ...] = ("not-recorded", "uncertain")
"""Statuses that say that we cannot tell."""

SETTLED: frozenset[Status] = frozenset({"under", "enough", "fair", "over"})
"""Statuses that are an answer."""

MOST_SITTINGS = 6
"""Sittings that are tried, those with the most people first."""

RECENT = timedelta(365)
"""How long ago a channel last met that is taken to meet again."""


class Sitting(NamedTuple):
    """An open sitting to come, taken to be like the last one of its channel."""

    last: int
    """Column of the last one."""
    planned: Activity | None


def sign_in_sheets(snapshot: Snapshot) -> tuple[SignInSheet, ...]:
    """Return a sheet for each open sitting to come, the one that settles most first.

    Everybody at the sitting is taken to be asked about every group on the sheet, and to answer.
    Voices who came last time come again; heads are people more. Each group is tried at 1 / k, at
    1 and at k times its fair share of those who had not answered before, k the assumed
    `unasked_factor`; then the rule of `participation` gives its status. Voices who prove to be of
    a group are taken not to be among heads counted elsewhere. Groups do not touch each other, so
    the questions that settle most one by one settle most together. Where no open sitting is to
    come, there is one sheet for any.
    """
    rows = participation(snapshot).of(*CANNOT_TELL)
    groups = [snapshot.groups[row.group] for row in rows]
    questions = questions_about(groups, snapshot.outline.taxonomy_table)
    if not questions:
        return ()
    trial = _Trial.of(snapshot)
    tried = [_sheet_for(sitting, trial, questions) for sitting in _sittings(snapshot, trial.seen)]
    sheets = [sheet for sheet in tried if sheet.questions]
    if not sheets:
        first = sorted(questions, key=lambda each: -len(each.groups))
        sheets = [SignInSheet(questions=fit_one_sheet(first), of=len(groups), factor=trial.factor)]
    return tuple(sorted(sheets, key=lambda each: (-(each.settles or 0), -(each.perhaps or 0))))


def _sheet_for(sitting: Sitting, trial: _Trial, questions: Sequence[SheetQuestion]) -> SignInSheet:
    """Return the sheet that settles most at a sitting; without a question if all have answered."""
    outcome = trial.outcome(sitting)

    def gain(groups: Iterable[str]) -> tuple[int, int, int]:
        rows = [trial.row[group] for group in groups]
        settled = outcome.settled[:, rows]
        sure, perhaps = settled.all(axis=0).sum(), settled.any(axis=0).sum()
        return int(sure), int(perhaps), int(outcome.answers[rows].sum())

    few = []
    for question in questions:
        groups = sorted(question.groups, key=lambda group: gain([group]), reverse=True)
        useful = tuple(group for group in groups if any(gain([group])))
        few.append(question.model_copy(update={"groups": useful[:MOST_BOXES]}))
    few = sorted(
        (each for each in few if each.groups), key=lambda each: gain(each.groups), reverse=True
    )
    chosen = fit_one_sheet(few)
    sure, perhaps, _ = gain(group for question in chosen for group in question.groups)
    planned, channel = sitting.planned, trial.channel(sitting)
    return SignInSheet(
        channel=channel.id,
        activity=planned.id if planned else None,
        name=planned.name if planned else channel.name,
        day=planned.date if planned else None,
        people=outcome.people,
        questions=chosen,
        settles=sure,
        perhaps=perhaps,
        of=sum(len(question.groups) for question in questions),
        factor=trial.factor,
    )


def _sittings(snapshot: Snapshot, seen: GroupCounts) -> list[Sitting]:
    """Return the open sittings to come: those planned, or else those of channels that met."""
    people = seen.named + seen.unnamed
    last: dict[str, int] = {}
    held = [(each.date, n) for n, each in enumerate(seen.activities) if each.date and people[n]]
    for _, number in sorted(held):
        activity = seen.activities[number]
        if activity.channel and not activity.groups:
            last[activity.channel] = number
    past = {activity.id for activity in snapshot.past}
    planned: dict[str, Activity] = {}
    for activity in snapshot.outline.activities:
        channel = activity.channel or ""
        if activity.id not in past and not activity.groups and channel in last:
            planned[channel] = min(activity, planned.get(channel, activity), key=_day)
    sittings = [Sitting(last[channel], activity) for channel, activity in planned.items()]
    if not planned:
        since = snapshot.day - RECENT
        recent = [n for n in last.values() if (seen.activities[n].date or since) > since]
        sittings = [Sitting(number, None) for number in recent]
    return sorted(sittings, key=lambda each: -people[each.last])[:MOST_SITTINGS]


def _day(activity: Activity) -> tuple[str, str]:
    """Return what puts activities in the order of their days."""
    return str(activity.date), activity.id


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
class _Trial:
    """The records as they are, to which a sitting is added to see what would follow."""

    snapshot: Snapshot
    seen: GroupCounts
    voices: VoiceAnswers
    shares: NDArray[np.float64]
    """Share of each group in those whom the map is about; 0 where not known."""
    row: Mapping[str, int]

    @classmethod
    def of(cls, snapshot: Snapshot) -> _Trial:
        """Return the records of a map."""
        seen, groups = group_counts(snapshot, snapshot.past), snapshot.outline.groups
        whole = whole_population(snapshot.outline)
        shares = [(each.population or 0) / whole if whole else 0 for each in groups]
        row = {group.id: number for number, group in enumerate(groups)}
        return cls(snapshot, seen, voice_answers(snapshot, seen), np.array(shares), row)

    @property
    def factor(self) -> float:
        """How many times as seldom, or as often, as its fair share each group is tried."""
        return self.snapshot.assumptions.unasked_factor

    def channel(self, sitting: Sitting) -> Channel:
        """Return the channel that a sitting is of."""
        return self.snapshot.channels[self.seen.activities[sitting.last].channel or ""]

    def outcome(self, sitting: Sitting) -> Outcome:
        """Return what asking everybody at a sitting about every group comes to."""
        seen, at, voices = self.seen, sitting.last, self.voices
        heads, named = int(seen.unnamed[at]), int(seen.named[at])
        if named:
            asks = seen.asks.copy()
            asks[:, at] = True
            seen = replace(seen, asks=asks)
            voices = voice_answers(self.snapshot, seen)
        before = self.voices.near + self.voices.far
        newly = before - voices.near - voices.far
        settled = []
        for times in (1 / self.factor, 1.0, self.factor):
            counts = _with_heads(seen, at, self._of(heads, times))
            settled.append(self._settled(counts, voices, self._of(newly, times)))
        return Outcome(heads + named, newly + heads, np.array(settled, bool))

    def _of(self, people: Counts | int, times: float) -> Counts:
        """Return how many of some people are of each group, at so many times its fair share."""
        of: Counts = np.rint(np.minimum(self.shares * times, 1) * people).astype(np.int64)
        return of

    def _settled(self, seen: GroupCounts, voices: VoiceAnswers, members: Counts) -> list[bool]:
        """Return of which groups the status is an answer, if so many voices are of each."""
        answered = answers_of(self.snapshot, seen, voices)
        heard, in_open = answered.heard + members, answered.open_heard + members
        answered = replace(answered, heard=heard, open_heard=in_open)
        return [self._status(n, answered.known(n)) in SETTLED for n in range(len(members))]

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
