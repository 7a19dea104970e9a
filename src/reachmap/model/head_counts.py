"""Rules for counts of people: of everyone and of a group, of those invited and those who came."""

from collections.abc import Iterator

import numpy as np

from reachmap.model.content import Content
from reachmap.model.ledger import NOTHING
from reachmap.model.rules import Fault, Names

UNINVITED = "Nothing to do if some came uninvited; if not, correct one of the two"


def counts(content: Content, names: Names) -> Iterator[Fault]:
    """Everyone who came is at least as many as came of a group, or by name."""
    del names
    came = content.attendance
    by_name = dict(zip(came.categories("activity"), came.tally("activity"), strict=True))
    of_a_group: dict[str, int] = {}
    for heads in content.turnout:
        of_a_group[heads.activity] = max(heads.attended or 0, of_a_group.get(heads.activity, 0))
    for row, activity in enumerate(content.activities):
        attended = activity.attended
        if attended is None:
            continue
        for table, most in (("attendance", by_name), ("turnout", of_a_group)):
            least = most.get(activity.id, 0)
            if attended < least:
                message = f"{attended} came in all, but {table} has {least}"
                remedy = f"Correct 'attended' in activities, or the rows of {table}"
                yield Fault("activities", row, "attended", str(attended), message, remedy)


def head_counts(content: Content, names: Names) -> Iterator[Fault]:
    """Each row of turnout says how many were invited or came, and is within all who came."""
    del names
    turnout = content.turnout
    attended = {activity.id: activity.attended for activity in content.activities}
    declined = turnout.take(turnout.counts("not_said") > 0)
    for row, heads in zip(declined.origin.tolist(), declined, strict=True):
        came, without = heads.attended or 0, heads.not_said or 0
        most = attended.get(heads.activity)
        if most is not None and came + without > most:
            message = f"{came} of the group and {without} who did not say are more than the {most}"
            message += " who came in all"
            remedy = "Correct 'not_said' in turnout, or 'attended' in activities"
            yield Fault("turnout", row, "not_said", str(without), message, remedy)
    blank = (turnout.counts("invited") == NOTHING) & (turnout.counts("attended") == NOTHING)
    for row in np.sort(turnout.origin[blank]).tolist():
        message = "neither how many were invited nor how many came is given"
        yield Fault(
            "turnout", row, "attended", None, message, "Give one of them, or delete the row"
        )


def uninvited(content: Content, names: Names) -> Iterator[Fault]:
    """No more came than were invited, unless some came uninvited, as to a drop-in."""
    del names
    for row, activity in enumerate(content.activities):
        if activity.invited is not None and activity.attended is not None:
            yield from _uninvited("activities", row, activity.attended, activity.invited)
    turnout = content.turnout
    came, invited = turnout.counts("attended"), turnout.counts("invited")
    more = (came != NOTHING) & (invited != NOTHING) & (came > invited)
    columns = (each[more].tolist() for each in (turnout.origin, came, invited))
    for row, attended, asked in sorted(zip(*columns, strict=True)):
        yield from _uninvited("turnout", row, attended, asked)


def _uninvited(table: str, row: int, came: int, invited: int) -> Iterator[Fault]:
    if came > invited:
        message = f"more came ({came:,}) than were invited ({invited:,})"
        yield Fault(table, row, "attended", str(came), message, UNINVITED, "warning")
