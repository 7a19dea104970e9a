"""Answers we owe: who said something to us, and has not been told what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from reachmap.analysis.review.owed_rows import AnswerOwed
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.nodes import Activity
from reachmap.model.records import Said


@dataclass(frozen=True, slots=True)
class UnansweredActivity:
    """An activity that people came to, and that still owes them an answer.

    Attributes
    ----------
    activity
        The activity.
    said
        What was said there and not yet answered; empty where what was said is not written down.
    due
        Day by which they should have been told; None where the day of the activity is unknown.
    """

    activity: Activity
    said: tuple[Said, ...]
    due: date | None

    @property
    def groups(self) -> tuple[str, ...]:
        """Ids of the groups that said it, or else that the activity was for."""
        named = dict.fromkeys(row.group for row in self.said if row.group is not None)
        return tuple(named) or self.activity.groups

    @property
    def owners(self) -> tuple[str, ...]:
        """Who owes the answers, where that is written down."""
        return tuple(sorted({row.owner for row in self.said if row.owner}))


def answered(row: Said, activity: Activity, day: date) -> bool:
    """Return whether people were told, by a day, what came of something they said."""
    told = (row.told_on, activity.feedback_on)
    return any(on is not None and on <= day for on in told)


def unanswered_activities(snapshot: Snapshot) -> Iterator[UnansweredActivity]:
    """Yield the activities that owe somebody an answer, in their own order.

    An activity owes an answer where something said there has none yet; or, where nothing
    that was said is written down, where anybody came and nobody was told anything since.
    """
    day, wait = snapshot.day, timedelta(days=snapshot.assumptions.feedback_days)
    said: defaultdict[str, list[Said]] = defaultdict(list)
    for row in snapshot.said:
        said[row.activity].append(row)
    heard = {row.activity for row in snapshot.turnout if row.attended}
    heard |= {*snapshot.attendance_by_activity.activities}
    for activity in snapshot.past:
        rows = said[activity.id]
        open_ = tuple(row for row in rows if not answered(row, activity, day))
        silent = not rows and (activity.attended or activity.id in heard)
        told = activity.feedback_on is not None and activity.feedback_on <= day
        if open_ or (silent and not told):
            due = None if activity.date is None else activity.date + wait
            yield UnansweredActivity(activity, open_, due)


def answers_owed(snapshot: Snapshot) -> tuple[AnswerOwed, ...]:
    """Return the answers that we owe, as rows: what is due first comes first."""
    names, day = snapshot.names, snapshot.day
    rows = [
        AnswerOwed(
            activity=each.activity.id,
            name=each.activity.name,
            channel=each.activity.channel,
            channel_name=names.get(each.activity.channel or ""),
            groups=each.groups,
            group_names=tuple(names[group] for group in each.groups),
            said=len(each.said),
            due=each.due,
            late=each.due is not None and each.due < day,
            owners=each.owners,
        )
        for each in unanswered_activities(snapshot)
    ]
    return tuple(sorted(rows, key=lambda row: (row.due is None, row.due or day, row.activity)))
