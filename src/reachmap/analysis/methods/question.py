"""Which way of hearing people works: how many of those invited come, by method and group."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from reachmap.analysis.group_counts import group_counts
from reachmap.analysis.methods.rates import FEWEST_GROUPS, Prior, dispersion, fitted, usual
from reachmap.analysis.methods.rows import MethodForGroup, RateBasis
from reachmap.analysis.methods.words import missing, sentences, sentences_of_copy
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.supports import supports_needed
from reachmap.analysis.window import Window
from reachmap.model.answer import Answer, Row
from reachmap.model.fields import COUNT, PUBLIC, RankedBy
from reachmap.model.nodes import Activity, Group
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.vocabulary import Method


class Methods(Answer):
    """Which way of hearing people works, by group."""

    row: ClassVar[type[Row]] = MethodForGroup

    rates: Annotated[
        tuple[MethodForGroup, ...], Field(alias="found"), PUBLIC, RankedBy(("group", "method"))
    ] = ()
    """A row a method and group: by group, what is on record first, what is ruled out last."""

    group: Annotated[str | None, PUBLIC] = None
    """Name of the group that was asked about, if one was."""

    topic: Annotated[str | None, PUBLIC] = None
    """Only activities on this topic, if one was named."""

    sensitive: Annotated[bool, PUBLIC] = False
    """Whether the topic is a sensitive one."""

    represented: Annotated[int | None, COUNT] = None
    """Attendances of people who spoke as representatives: no count of these rows has them."""

    def rows(self) -> tuple[MethodForGroup, ...]:
        """Return a row a method and group."""
        return self.rates

    def of(self, group: str) -> tuple[MethodForGroup, ...]:
        """Return the rows of a group by its id, the best that is on record first."""
        return tuple(row for row in self.rates if row.group == group)

    def sentences(self) -> tuple[str, ...]:
        """Return what works for the group, or what differs most, and what our staff reported."""
        if not self.is_for_team:
            return sentences_of_copy(self.rates, group=self.group)
        return sentences(
            self.rates,
            group=self.group,
            topic=self.topic,
            sensitive=self.sensitive,
            represented=bool(self.represented),
        )


def methods(
    snapshot: Snapshot,
    group: str | None = None,
    *,
    topic: str | None = None,
    as_of: date | None = None,
) -> Methods:
    """Say which way of hearing people works: how many of those invited come, and what it takes.

    With k of n invited people of a group who came to a method::

        rate  =  (m s + k / phi) / (s + n / phi)
        phi   =  max(1, (chi squared + 10) / (df + 5))

    where m is the mean and s the strength, in people, of a beta prior fitted over the method's
    groups [1]_; under three groups, m is the usual response of the table of methods and s is
    10. Sittings differ more than chance makes them: chi squared is Pearson's, over the method's
    sittings around the share of their group, with df degrees of freedom [2]_. The 95% interval
    is that of the beta distribution, mixed over the priors that the record allows. Only head
    counts with both the invited and those who came count; those of narrower groups are their
    own. Where nobody counted the invited, the answer has those who came and no rate.

    Parameters
    ----------
    group
        Id or name of a group, for every method there is; else for every group, the methods
        that some activity of the map has used.
    topic
        Only activities on this topic, so that ways of asking the same can be compared. Where
        one of them was sensitive, an anonymous way is needed.
    as_of
        Day to count from (the map's own, or today, where not given); later activities are
        planned.

    Returns
    -------
    answer
        A row a method and group, rates from 0 to 1. By group the open methods come first: those
        whose rate comes of records, by rate, before those whose rate is an assumption.

    Raises
    ------
    InputError
        If no activity has the topic.
    UnknownNode
        If there is no such group.

    References
    ----------
    .. [1] Morris, C. N. (1983). Parametric empirical Bayes inference: theory and applications.
       Journal of the American Statistical Association 78(381), 47-55.
    .. [2] Williams, D. A. (1982). Extra-binomial variation in logistic linear models. Journal
       of the Royal Statistical Society C 31(2), 144-148.

    Examples
    --------
    >>> import reachmap as rm
    >>> best = rm.demo().methods("People with addictions").rows()[0]
    >>> best.method_name, best.attended, best.invited
    ('Visit to a day service', 12, 20)
    """
    now = snapshot.on(as_of)
    outline = now.outline
    chosen = None if group is None else outline.find(group, kinds=("group",))
    activities = Window(topic=topic).activities(now)
    records, odd = _records(now, activities)
    tried = {code: _Tried.of(method, records) for code, method in outline.method_table.items()}
    used = {activity.method for activity in activities}
    table = [
        method
        for code, method in outline.method_table.items()
        if chosen is not None or code in used
    ]
    sensitive = topic is not None and any(
        activity.sensitive for activity in outline.activities if activity.topic == topic
    )
    rows: list[MethodForGroup] = []
    for each in outline.groups:
        if chosen is None or each.id == chosen:
            ask = _Asking(outline, each, sensitive)
            rows += _ranked(ask.row(m, records[m.code, each.id], tried[m.code]) for m in table)
    return Methods(
        rates=tuple(rows),
        group=None if chosen is None else outline.node(chosen).name,
        topic=topic,
        sensitive=sensitive,
        represented=_represented(now, activities),
        missing=missing(rows, odd),
    )


def methods_for(snapshot: Snapshot, groups: Sequence[Group]) -> tuple[MethodForGroup, ...]:
    """Return a row for every method there is and each of some groups, in that order."""
    outline = snapshot.outline
    records, _ = _records(snapshot, Window().activities(snapshot))
    table = outline.method_table
    tried = {code: _Tried.of(method, records) for code, method in table.items()}
    # Most groups have no record of a method: what it does for them is the same, worked out once.
    usual = {code: _rate(_Record(), each) for code, each in tried.items()}
    asked = [_Asking(outline, group, sensitive=False) for group in groups]
    return tuple(
        each.row(method, records[key], tried[code])
        if (key := (code, each.group.id)) in records
        else each.row(method, _Record(), tried[code], rate=usual[code])
        for each in asked
        for code, method in table.items()
    )


def _represented(snapshot: Snapshot, activities: Sequence[Activity]) -> int:
    """Return how often people came to some activities as representatives."""
    attendance = snapshot.attendance_by_activity
    chosen = {activity.id for activity in activities if activity.method is not None}
    rows = attendance.rows["representative"].tolist()
    return sum(n for id_, n in zip(attendance.activities, rows, strict=True) if id_ in chosen)


@dataclass
class _Record:
    """What one method did for one group."""

    activities: set[str] = field(default_factory=set)
    sittings: list[tuple[int, int]] = field(default_factory=list)
    """How many of how many came, where both are known and somebody was invited."""
    uncounted: int = 0

    @property
    def came(self) -> int:
        return sum(came for came, _ in self.sittings)

    @property
    def invited(self) -> int:
        return sum(invited for _, invited in self.sittings)


Records = Mapping[tuple[str, str], _Record]


def _records(snapshot: Snapshot, activities: Sequence[Activity]) -> tuple[Records, tuple[str, ...]]:
    """Return what each method did for each group, and where more came than were invited."""
    method = {a.id: a.method for a in activities if a.method is not None}
    records: defaultdict[tuple[str, str], _Record] = defaultdict(_Record)
    odd: list[str] = []
    counted: set[tuple[str, str]] = set()
    for row in snapshot.turnout:
        if row.activity not in method:
            continue
        record = records[method[row.activity], row.group]
        if row.invited is None:
            continue
        record.activities.add(row.activity)
        if row.attended is None:
            continue
        counted.add((row.activity, row.group))
        if row.attended > row.invited:
            odd.append(row.activity)
            record.uncounted += row.attended
        elif row.invited:
            record.sittings.append((row.attended, row.invited))
    seen = group_counts(snapshot, activities)
    came = seen.came
    for number, column in np.argwhere(came > 0).tolist():
        activity, group = seen.activities[column], seen.groups[number]
        if activity.method is not None and (activity.id, group) not in counted:
            record = records[activity.method, group]
            record.activities.add(activity.id)
            record.uncounted += int(came[number, column])
    return records, tuple(sorted(set(odd)))


@dataclass(frozen=True, slots=True)
class _Tried:
    """What all groups tell of a method, before a group's own record."""

    prior: Prior | None
    """None where nothing is known."""
    dispersion: float
    """How many times more its sittings differ than chance makes them."""

    @classmethod
    def of(cls, method: Method, records: Records) -> "_Tried":
        rated = [
            record
            for (code, _), record in sorted(records.items())
            if code == method.code and record.sittings
        ]
        sittings = [(n, *each) for n, record in enumerate(rated) for each in record.sittings]
        group, came, invited = np.array(sittings, np.int64).reshape(-1, 3).T
        phi = dispersion(came, invited, group)
        if len(rated) >= FEWEST_GROUPS:
            of_group = (np.bincount(group, each) / phi for each in (came, invited))
            return cls(fitted(*of_group), phi)
        return cls(None if method.response is None else usual(method.response), phi)


@dataclass(frozen=True, slots=True)
class _Asking:
    """A group, and what is to be known of each method for it."""

    outline: StakeholderMap
    group: Group
    sensitive: bool

    def row(
        self, method: Method, record: _Record, tried: _Tried, rate: "_Rate | None" = None
    ) -> MethodForGroup:
        """Return what a method does for the group; its rate where that is known already."""
        needs, ruled_out = supports_needed(
            method,
            self.group,
            self.outline.support_table,
            sensitive=self.sensitive,
            currency=self.outline.about.currency,
        )
        share, low, high, basis = rate or _rate(record, tried)
        return MethodForGroup(
            method=method.code,
            group=self.group.id,
            activities=len(record.activities),
            invited=record.invited or None,
            attended=record.came if record.sittings else record.uncounted,
            rate=share,
            low=low,
            high=high,
            basis=basis,
            needs=needs,
            ruled_out_by=ruled_out,
            method_name=method.name,
            name=self.group.name,
            staff_view=method.staff_view,
        )


_Rate = tuple[float | None, float | None, float | None, RateBasis | None]
"""A rate, its interval, and how it is known."""


def _rate(record: _Record, tried: _Tried) -> _Rate:
    """Return the rate of a group, its interval, and how it is known."""
    prior = tried.prior
    if prior is None or (record.uncounted and not record.sittings):
        return None, None, None, None
    invited = record.invited / tried.dispersion
    rate, low, high = prior.rate(record.came / tried.dispersion, invited)
    if invited >= prior.strength and _agrees(record, low, high):
        return rate, low, high, "own"
    return rate, low, high, "pooled" if prior.fitted else "assumed"


def _agrees(record: _Record, low: float, high: float) -> bool:
    """Return whether the share that came is within an interval, to the nearest of a hundred."""
    share = round(100 * record.came / record.invited)
    return math.floor(100 * low) <= share <= math.ceil(100 * high)


def _ranked(rows: Iterator[MethodForGroup]) -> list[MethodForGroup]:
    """Return rows of a group: open ones first, records before assumptions, then by rate."""
    return sorted(
        rows,
        key=lambda row: (
            bool(row.ruled_out_by),
            _guessed(row),
            -round(row.rate or 0, 9),
            row.method,
        ),
    )


def _guessed(row: MethodForGroup) -> int:
    """Return how much of a row is no record: a rate of records, some record, a guess, nothing."""
    if row.basis in ("own", "pooled"):
        return 0
    if row.invited or row.attended:
        return 1 if row.basis else 2
    return 3 if row.basis else 4
