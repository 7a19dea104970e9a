"""Answers we owe: after what people said, no answer to them is recorded."""

from collections import Counter, defaultdict
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
    people: int
    """People known to have come, at least."""
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
    came = _people_by_activity(snapshot)
    for activity in snapshot.past:
        rows = said[activity.id]
        unanswered = tuple(row for row in rows if not has_answer(row, activity, day))
        people = max(activity.attended or 0, came[activity.id])
        unwritten = in_use and not rows and people
        informed = activity.feedback_on is not None and activity.feedback_on <= day
        if unanswered or (unwritten and not informed):
            due = None if activity.date is None else activity.date + wait
            yield UnansweredActivity(activity, unanswered, people, due)


def _people_by_activity(snapshot: Snapshot) -> Counter[str]:
    """Return how many are known to have come to each activity, by the largest count of it."""
    attendance = snapshot.attendance_by_activity
    people: Counter[str] = Counter()
    for rows in attendance.rows.values():
        people.update(dict(zip(attendance.activities, rows.tolist(), strict=True)))
    for row in snapshot.turnout:
        people[row.activity] = max(people[row.activity], row.attended or 0)
    return people


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
            people=each.people,
        )
        for each in unanswered_activities(snapshot)
    ]
    return tuple(sorted(rows, key=lambda row: (row.due is None, row.due or day, row.activity)))
