"""Slow, obvious readings of the contract, to hold the library against."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil, exp, log, sqrt
from typing import Any

import reachmap as rm
from strategies import AS_OF

Z = 1.959963984540054


def within(town: rm.StakeholderMap, group: str) -> set[str]:
    """Return a group and every group that is part of it, however far down."""
    found = {group}
    while True:
        more = {g.id for g in town.groups if found & set(g.part_of)} - found
        if not more:
            return found
        found |= more


class Oracle:
    """The contract, read aloud: loops over records, nothing clever."""

    def __init__(self, town: rm.StakeholderMap, activities: Iterable[rm.Activity]) -> None:
        self.town = town
        self.activities = list(activities)
        self.groups_of = {voice.id: set(voice.groups) for voice in town.voices}
        self.attendance = list(town.attendance)
        self.turnout = list(town.turnout)
        self.category = {group.id: group.category for group in town.groups}

    def rows(self, activity: rm.Activity) -> list[rm.Attendance]:
        """All rows of attendance of an activity."""
        return [row for row in self.attendance if row.activity == activity.id]

    def counted(self, activity: rm.Activity) -> set[str]:
        """Voices that count as hearing a group."""
        return {row.voice for row in self.rows(activity) if row.speaking in {"own", "for-someone"}}

    def recorded(self, activity: rm.Activity, group: str) -> set[str]:
        """Return the counted voices of a group or a narrower one."""
        inside = within(self.town, group)
        return {voice for voice in self.counted(activity) if self.groups_of[voice] & inside}

    def heads(self, activity: rm.Activity, group: str) -> int:
        """Heads of a group not recorded by voice: the largest of the groups within."""
        beyond = [
            max((row.attended or 0) - len(self.recorded(activity, row.group)), 0)
            for row in self.turnout
            if row.activity == activity.id and row.group in within(self.town, group)
        ]
        return max(beyond, default=0)

    def came(self, activity: rm.Activity, group: str) -> int:
        """Return every coming of a group."""
        return len(self.recorded(activity, group)) + self.heads(activity, group)

    def unnamed(self, activity: rm.Activity) -> int:
        """Heads of whomever, not recorded by voice."""
        largest = max((self.heads(activity, g.id) for g in self.town.groups), default=0)
        return max((activity.attended or 0) - len(self.rows(activity)), largest, 0)

    def shows(self, activity: rm.Activity, group: str) -> bool:
        """Whether the activity could have shown the group."""
        inside = within(self.town, group)
        if any(
            row.activity == activity.id and row.group in inside and row.attended is not None
            for row in self.turnout
        ):
            return True
        if self.recorded(activity, group):
            return True
        if not self.rows(activity):
            return False
        if activity.records:
            return bool({*inside, self.category[group]} & set(activity.records))
        groups_with_voices = any(groups & inside for groups in self.groups_of.values())
        return group in activity.groups or groups_with_voices

    def answer(self, group: rm.Group) -> dict[str, Any]:
        """Return the whole row of a group."""
        shown = [a for a in self.activities if self.shows(a, group.id)]
        voices = set().union(*(self.recorded(a, group.id) for a in self.activities))
        heads = sum(self.heads(a, group.id) for a in self.activities)
        heard = len(voices) + heads
        everyone = set().union(*(self.counted(a) for a in shown))
        whole = len(everyone) + sum(self.unnamed(a) for a in shown)
        came = {a.id: self.came(a, group.id) for a in self.activities}
        days = [a.date for a in self.activities if came[a.id] and a.date]
        area = self.town.about.area_population
        share = group.population / area if group.population and area else None
        low = high = ratio = needed = None
        if share and whole:
            ratio = (heard / whole) / share
            low, high = (end / share for end in interval(heard, whole))
            if 0.8 * share < 1:
                needed = max(0, ceil(round((0.8 * share * whole - heard) / (1 - 0.8 * share), 9)))
        status = "not-recorded"
        if shown:
            status = "unknown"
            if heard == 0:
                status = "unheard"
            elif low is not None and high is not None:
                status = "uncertain"
                if high < 0.8:
                    status = "under"
                elif low > 1.2:
                    status = "over"
                elif low >= 0.8 and high <= 1.2:
                    status = "fair"
        last = max(days, default=None)
        return {
            "group": group.id,
            "name": group.name,
            "population": group.population,
            "heard": heard,
            "per_1000": 1000 * heard / group.population if group.population else None,
            "attendances": sum(came.values()),
            "share_population": share,
            "share_heard": heard / whole if whole else None,
            "ppr": ratio,
            "low": low,
            "high": high,
            "status": status,
            "last_heard": last,
            "days_since": (AS_OF - last).days if last else None,
            "needed": needed,
        }


def interval(part: int, whole: int) -> tuple[float, float]:
    """Wilson's interval as the solutions of his quadratic equation."""
    share = part / whole
    a, b, c = 1 + Z * Z / whole, -(2 * share + Z * Z / whole), share * share
    root = sqrt(max(b * b - 4 * a * c, 0))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def past(town: rm.StakeholderMap, since: date | None, until: date | None) -> list[rm.Activity]:
    """Activities that count in a window."""
    if since is None and until is None:
        return [a for a in town.activities if a.date is None or a.date <= AS_OF]
    first, last = since or date.min, min(until or AS_OF, AS_OF)
    return [a for a in town.activities if a.date and first <= a.date <= last]


def plain_concentration(often: Sequence[int]) -> dict[str, float]:
    """Return every figure of how the talking is shared, by its definition."""
    n, total = len(often), sum(often)
    most = sorted(often, reverse=True)
    shares = [each / total for each in often]
    return {
        "gini": sum(abs(a - b) for a in often for b in often) / (2 * n * total),
        "hhi": sum(share**2 for share in shares),
        "hill1": exp(-sum(share * log(share) for share in shares)),
        "hill2": 1 / sum(share**2 for share in shares),
        "top_share": sum(most[: -(-n // 10)]) / total,
        "repeat_share": 1 - n / total,
        "half": next(k for k in range(1, n + 1) if 2 * sum(most[:k]) >= total),
    }
