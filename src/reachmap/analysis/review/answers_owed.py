"""Answers we owe: after what people said, no answer to them is recorded."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from reachmap.analysis.recorded import is_recorded
from reachmap.analysis.review.rows import AnswerOwed
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.nodes import Activity
from reachmap.model.records import Said


@dataclass(frozen=True, slots=True)
class UnansweredActivity:
    """An activity that people came to, and after which no answer to them is recorded."""

    activity: Activity
    said: tuple[Said, ...]
    """What was said there and not yet answered; empty where what was said is not written down."""
    due: date | None
    """Day by which people should hear back; None where the day of the activity is unknown."""

    @property
    def groups(self) -> tuple[str, ...]:
        """Ids of the groups that said it, or else that the activity was for."""
        named = dict.fromkeys(row.group for row in self.said if row.group is not None)
        return tuple(named) or self.activity.groups

    @property
    def owners(self) -> tuple[str, ...]:
        """Who owes the answers, where that is written down."""
        return tuple(sorted({row.owner for row in self.said if row.owner}))


def has_answer(row: Said, activity: Activity, day: date) -> bool:
    """Return whether people have heard back on something they said, by a day."""
    return any(on is not None and on <= day for on in (row.told_on, activity.feedback_on))


def unanswered_activities(snapshot: Snapshot) -> Iterator[UnansweredActivity]:
    """Yield the activities after which people wait for an answer, in their own order.

    People wait where something said has no answer yet; or, where nothing that was said is
    written down, where anybody came and no day of feedback is recorded, though that of others is.
    """
    in_use = is_recorded(snapshot, "activities.feedback_on")
    day, wait = snapshot.day, timedelta(days=snapshot.assumptions.feedback_days)
    said: defaultdict[str, list[Said]] = defaultdict(list)
    for row in snapshot.said:
        said[row.activity].append(row)
    heard = {row.activity for row in snapshot.turnout if row.attended}
    heard |= {*snapshot.attendance_by_activity.activities}
    for activity in snapshot.past:
        rows = said[activity.id]
        unanswered = tuple(row for row in rows if not has_answer(row, activity, day))
        unwritten = in_use and not rows and (activity.attended or activity.id in heard)
        informed = activity.feedback_on is not None and activity.feedback_on <= day
        if unanswered or (unwritten and not informed):
            due = None if activity.date is None else activity.date + wait
            yield UnansweredActivity(activity, unanswered, due)


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
