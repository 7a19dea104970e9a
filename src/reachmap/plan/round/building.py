"""From candidates to arrays: what each brings and uses, and what there is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from reachmap.analysis.participation.rows import GroupHeard
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.fields import from_pence
from reachmap.model.hierarchy import wider_groups
from reachmap.model.nodes import Activity, Group
from reachmap.plan.round.candidates import Candidate, scarce
from reachmap.plan.round.problem import Floats, RoundProblem
from reachmap.plan.round.room import Room

NOBODY_KNOWN = 10.0
"""Fair share of a group without one, while nobody of it is known."""


@dataclass(frozen=True, eq=False)
class Targets:
    """The groups of a plan, and how each is heard before it. Arrays have shape (groups,)."""

    groups: tuple[Group, ...]
    rows: tuple[GroupHeard, ...]
    heard: Floats
    """People heard, and those expected of what is planned already."""
    fair: Floats
    """Fair share; not a number for groups outside fairness."""

    @classmethod
    def of(
        cls, snapshot: Snapshot, rows: Sequence[GroupHeard], planned: Mapping[str, float]
    ) -> Targets:
        """Return how some groups are heard, with those expected of what is planned already."""
        heard = np.array([(row.heard or 0) + planned.get(row.group, 0.0) for row in rows])
        known = [row.fair_share or (0 if row.heard else NOBODY_KNOWN) for row in rows]
        fair = np.array([share or np.nan for share in known], np.float64)
        return cls(
            groups=tuple(snapshot.groups[row.group] for row in rows),
            rows=tuple(rows),
            heard=heard.astype(np.float64),
            fair=fair,
        )

    def is_assumed(self, number: int) -> bool:
        """Return whether the fair share of a group is our assumption."""
        return not self.rows[number].fair_share and not np.isnan(self.fair[number])


def planned_people(
    snapshot: Snapshot, until: date, chances: Mapping[str, float]
) -> dict[str, float]:
    """Return the people expected of what is planned for each group up to a day.

    They are counted as those of actions are: the people that the method can take, or who are
    invited, times its usual response, times the chance of the best way to the group.
    """
    table = snapshot.outline.method_table
    wider = wider_groups(snapshot.outline.groups)
    people: dict[str, float] = {}
    for activity in _to_come(snapshot, until):
        code = snapshot.method_of(activity) or ""
        invited = activity.invited
        if invited is None:
            invited = (table[code].people or 0) if code in table else 0
        expected = invited * ((table[code].response or 0.0) if code in table else 0.0)
        best = max(chances.get(group, 0.0) for group in activity.groups)
        for group in {each for own in activity.groups for each in wider[own]}:
            people[group] = people.get(group, 0.0) + expected * best
    return people


def _to_come(snapshot: Snapshot, until: date) -> list[Activity]:
    """Return the activities for some groups that are planned up to a day."""
    day = snapshot.day
    return [
        each
        for each in snapshot.outline.activities
        if each.groups and each.date and day < each.date <= until
    ]


@dataclass(frozen=True, slots=True)
class Limits:
    """What there is for a plan; money in whole pence."""

    budget: int
    staff_hours: float
    by: date
    floors: Mapping[str, float]
    fixed: Collection[str] = ()


def problem_of(
    snapshot: Snapshot, targets: Targets, actions: Sequence[Candidate], limits: Limits, room: Room
) -> tuple[RoundProblem, tuple[str, ...]]:
    """Return the arrays of a plan, and who each limit after money and hours is about."""
    wider = wider_groups(snapshot.outline.groups)
    number = {group.id: n for n, group in enumerate(targets.groups)}
    entries = [
        (a, number[g], each.expected)
        for a, each in enumerate(actions)
        for g in sorted({each.group.id, *wider[each.group.id]})
        if g in number
    ]
    about, use, most = _asks(actions, room)
    money = np.array([[from_pence(each.cost) for each in actions]])
    hours = np.array([[each.hours for each in actions]])
    columns = list(zip(*entries, strict=True)) or [(), (), ()]
    return (
        RoundProblem(
            action=np.array(columns[0], np.int64),
            group=np.array(columns[1], np.int64),
            people=np.array(columns[2], np.float64),
            own=np.array([number[each.group.id] for each in actions], np.int64),
            use=np.concatenate((money, hours, use)),
            limit=np.array([from_pence(limits.budget), limits.staff_hours, *most]),
            heard=targets.heard,
            fair=targets.fair,
            floor=np.array([limits.floors.get(group.id, 0.0) for group in targets.groups]),
            fixed=np.array([each.id in limits.fixed for each in actions], np.bool_),
        ),
        about,
    )


def _asks(actions: Sequence[Candidate], room: Room) -> tuple[tuple[str, ...], Floats, list[float]]:
    """Return who might be asked too often, how often by each action, and how often at most."""
    few = scarce(actions, room)
    groups = sorted({each.group.id for each in actions})
    use = [[float(id_ in each.asked) for each in actions] for id_ in sorted(few)]
    use += [[float(id_ == each.group.id) for each in actions] for id_ in groups]
    most = [float(room.of_node(id_).asks) for id_ in sorted(few)]
    most += [float(room.of_group(id_).asks) for id_ in groups]
    return (*sorted(few), *groups), np.array(use).reshape(len(most), len(actions)), most
