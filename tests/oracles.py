"""Slow, obvious readings of the contract, to hold the library against."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil, exp, log, sqrt
from typing import Any

import pytest

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

    def wider(self, group: str) -> set[str]:
        """Return a group and every group it is part of."""
        return {g.id for g in self.town.groups if group in within(self.town, g.id)}

    def asks(self, activity: rm.Activity, group: str) -> bool:
        """Whether those who came were asked about a group itself, or everybody is."""
        names = {*activity.records, *self.town.about.asked}
        return group in names or self.category[group] in names

    def has_answered(self, voice: str, group: str) -> bool:
        """Whether it is known of a voice if it is of a group."""
        if self.groups_of[voice] & within(self.town, group):
            return True
        return any(
            self.asks(activity, wide) and not self.groups_of[voice] & within(self.town, wide)
            for activity in self.activities
            if voice in self.counted(activity)
            for wide in self.wider(group)
        )

    def counts(self, activity: rm.Activity, group: str) -> list[rm.Turnout]:
        """Return the head count of a group itself, if there is one."""
        return [
            row
            for row in self.turnout
            if (row.activity, row.group) == (activity.id, group) and row.attended is not None
        ]

    def top(self, activity: rm.Activity, group: str) -> int:
        """Heads that may be of a group."""
        limits = [
            self.heads(activity, wide) + (row.not_said or 0)
            for wide in self.wider(group)
            for row in self.counts(activity, wide)
        ]
        most = min([*limits, self.unnamed(activity)])
        return max(most, self.heads(activity, group))

    def held_for(self, activity: rm.Activity, group: str) -> bool:
        """Whether an activity is for a group, a narrower or a wider one."""
        near = self.wider(group) | within(self.town, group)
        return bool(near & set(activity.groups))

    def perhaps_same(self, heads: dict[str, int]) -> int:
        """Heads beyond the largest sitting of each channel."""
        by_channel: dict[str, list[int]] = {}
        for activity in self.activities:
            if activity.channel:
                by_channel.setdefault(activity.channel, []).append(heads[activity.id])
        return sum(sum(sittings) - max(sittings) for sittings in by_channel.values())

    def never_asked(self, group: str, voices: set[str]) -> tuple[int, int]:
        """Return how many were never asked about a group: at its own sessions, and elsewhere."""
        own = [a for a in self.activities if self.held_for(a, group)]
        near = far = 0
        for voice in voices:
            if not self.has_answered(voice, group):
                if any(voice in self.counted(a) for a in own):
                    near += 1
                else:
                    far += 1
        for a in self.activities:
            if a in own:
                near += self.top(a, group) - self.heads(a, group)
            else:
                far += self.top(a, group) - self.heads(a, group)
        return near, far

    def open_shares(self, group: str, of_it: set[str]) -> tuple[float, float]:
        """Return the least and largest share of a group among people never asked about it."""
        open_ = [a for a in self.activities if not a.groups]
        asking = [a for a in open_ if self.asks(a, group)]
        counting = [(a, row) for a in open_ for row in self.counts(a, group)]
        asked = set().union(*(self.counted(a) for a in asking))
        n = len(asked) + sum(
            max(self.unnamed(a) - (row.not_said or 0), self.heads(a, group)) for a, row in counting
        )
        if not n:
            return 0.0, 1.0
        y = len(asked & of_it) + sum(self.heads(a, group) for a, _ in counting)
        channels = {a.channel or f"alone: {a.id}" for a in asking if self.counted(a)}
        channels |= {a.channel or f"alone: {a.id}" for a, _ in counting if self.unnamed(a)}
        k = 4 if len(channels) < 2 else 2
        low, high = interval(y, n)
        return low / k, min(1, k * high)

    def is_subject(self, group: str) -> bool:
        """Whether the whole map is about a group, or a part of it."""
        subject = self.town.about.subject
        return subject is not None and group in self.wider(subject)

    def share(self, group: rm.Group) -> float | None:
        """Return a group's share of the people whom the map is about."""
        about = self.town.about
        subjects = [g.population for g in self.town.groups if g.id == about.subject]
        whole = subjects[0] if subjects else about.area_population
        return group.population / whole if group.population and whole else None

    def answer(self, group: rm.Group) -> dict[str, Any]:
        """Return the whole row of a group."""
        id_ = group.id
        voices = set().union(*(self.counted(a) for a in self.activities))
        of_it = {v for v in voices if self.groups_of[v] & within(self.town, id_)}
        people = len(voices) + sum(self.unnamed(a) for a in self.activities)
        heads = {a.id: self.heads(a, id_) for a in self.activities}
        heard = len(of_it) + sum(heads.values())
        near, far = self.never_asked(id_, voices)
        if self.is_subject(id_):
            heard, near, far = heard + near + far, 0, 0
        same = self.perhaps_same(heads)
        others = self.perhaps_same(
            {a.id: self.unnamed(a) - self.top(a, id_) for a in self.activities}
        )
        share = self.share(group)
        fair = share * people if share else None
        low = high = needed = needed_least = None
        if share and group.population and people:
            least_share, most_share = self.open_shares(id_, of_it)
            least = heard + least_share * far - same
            enough = max(group.population, heard)
            most = min(heard + near + most_share * far, enough, people - others)
            margin = group.population_margin or 0
            low = interval(least, people - same)[0] / share / (1 + margin)
            high = interval(most, people - others)[1] / share / (1 - margin)
            needed_least = missing_people(most, share * people, share)
            needed = missing_people(heard, share * people, share)
        about_itself = (self.is_subject(id_) and people > 0) or any(
            self.counts(a, id_) or (self.asks(a, id_) and self.counted(a)) for a in self.activities
        )
        came = {a.id: self.came(a, id_) for a in self.activities}
        last = max((a.date for a in self.activities if came[a.id] and a.date), default=None)
        own = [a for a in self.activities if self.held_for(a, id_)]
        return {
            "group": id_,
            "name": group.name,
            "population": group.population,
            "heard": heard,
            "fair_share": fair,
            "asked": people - near - far,
            "at_own": len(set().union(*(self.recorded(a, id_) for a in own)))
            + sum(heads[a.id] for a in own),
            "per_1000": 1000 * heard / group.population if group.population else None,
            "attendances": sum(came.values()),
            "share_population": share,
            "share_heard": heard / people if people else None,
            "ppr": heard / fair if fair else None,
            "low": low,
            "high": high,
            "status": status_of(heard, about_itself=about_itself, low=low, high=high),
            "last_heard": last,
            "days_since": (AS_OF - last).days if last else None,
            "needed_least": needed_least,
            "needed": needed,
        }


def missing_people(heard: float, fair: float, share: float) -> int | None:
    """Return how many more make eight tenths of a fair share, each of them heard as well."""
    if 0.8 * share >= 1:
        return None
    return max(0, ceil(round((0.8 * fair - heard) / (1 - 0.8 * share), 9)))


def status_of(heard: int, *, about_itself: bool, low: float | None, high: float | None) -> str:
    """Return the first status that holds."""
    if heard == 0:
        return "unheard" if about_itself else "not-recorded"
    if low is None or high is None:
        return "unknown"
    low, high = round(low, 9), round(high, 9)
    if high < 0.8:
        return "under"
    if low > 1.2:
        return "over"
    if low >= 0.8:
        return "fair" if high <= 1.2 else "enough"
    return "uncertain"


ORDER = ("unheard", "not-recorded", "under", "uncertain", "unknown", "enough", "fair", "over")


def least_heard(row: dict[str, Any]) -> tuple[Any, ...]:
    """Return what puts the groups first that are heard least."""
    ratio = float("inf") if row["ppr"] is None else row["ppr"]
    return ORDER.index(row["status"]), ratio, -(row["population"] or 0), row["group"]


def held_to_the_rule(
    rows: Sequence[Any], town: rm.StakeholderMap, activities: Iterable[rm.Activity]
) -> None:
    """Assert that rows of who is heard are what the rule, read aloud, gives."""
    oracle = Oracle(town, activities)
    expected = sorted(map(oracle.answer, town.groups), key=least_heard)
    for row, one in zip(rows, expected, strict=True):
        for column, value in one.items():
            near = pytest.approx(value, abs=1e-9) if isinstance(value, float) else value
            assert getattr(row, column) == near, (row.group, column)


def interval(part: float, whole: float) -> tuple[float, float]:
    """Wilson's interval as the solutions of his quadratic equation."""
    share = min(part / whole, 1.0)
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


def plain_same_person(sittings: Sequence[Sequence[str]]) -> float | None:
    """Return the chance that two places at different sittings went to one person: all pairs."""
    places = [(number, who) for number, came in enumerate(sittings) for who in came]
    pairs = [(one, two) for one in places for two in places if one[0] != two[0]]
    return sum(one[1] == two[1] for one, two in pairs) / len(pairs) if pairs else None
