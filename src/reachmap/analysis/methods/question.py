"""Which way of hearing people works: how many of those invited come, by method and group."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from reachmap.analysis.group_counts import group_counts
from reachmap.analysis.methods.rates import FEWEST_GROUPS, Prior, fitted, usual
from reachmap.analysis.methods.rows import MethodForGroup, RateBasis
from reachmap.analysis.methods.words import missing, sentences
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.supports import supports_needed
from reachmap.analysis.window import Window
from reachmap.model.answer import Answer, Row
from reachmap.model.fields import PUBLIC
from reachmap.model.nodes import Activity, Group
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.vocabulary import Method


class Methods(Answer):
    """Which way of hearing people works, by group."""

    row: ClassVar[type[Row]] = MethodForGroup

    rates: Annotated[tuple[MethodForGroup, ...], Field(alias="found"), PUBLIC] = ()
    """A row a method and group: by group, what promises most first, what is ruled out last."""

    group: Annotated[str | None, PUBLIC] = None
    """Name of the group that was asked about, if one was."""

    topic: Annotated[str | None, PUBLIC] = None
    """Only activities on this topic, if one was named."""

    sensitive: Annotated[bool, PUBLIC] = False
    """Whether the topic is a sensitive one."""

    def rows(self) -> tuple[MethodForGroup, ...]:
        """Return a row a method and group."""
        return self.rates

    def of(self, group: str) -> tuple[MethodForGroup, ...]:
        """Return the rows of a group by its id, what promises most first."""
        return tuple(row for row in self.rates if row.group == group)

    def sentences(self) -> tuple[str, ...]:
        """Return what works for the group, or what differs most, and what staff reported."""
        return sentences(self.rates, group=self.group, topic=self.topic, sensitive=self.sensitive)


def methods(
    snapshot: Snapshot,
    group: str | None = None,
    *,
    topic: str | None = None,
    as_of: date | None = None,
) -> Methods:
    """Say which way of hearing people works: how many of those invited come, and what it takes.

    With k of n invited people of a group who came to a method, ``rate = (m s + k) / (s + n)``,
    where m is the mean and s the strength, in people, of a beta prior fitted over the method's
    groups [1]_; under three groups, m is the usual response of the table of methods and s is
    10. The 95% interval is that of the beta distribution, mixed over the priors that the record
    allows. Only head counts with both the invited and those who came count; those of narrower
    groups are their own. Where nobody counted the invited, the answer has those who came and
    the rate is not known.

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
        A row a method and group, rates from 0 to 1; by group those first that promise most.

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
    priors = {code: _prior(method, records) for code, method in outline.method_table.items()}
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
            rows += _ranked(ask.row(m, records[m.code, each.id], priors[m.code]) for m in table)
    return Methods(
        rates=tuple(rows),
        group=None if chosen is None else outline.node(chosen).name,
        topic=topic,
        sensitive=sensitive,
        missing=missing(rows, odd),
    )


@dataclass
class _Record:
    """What one method did for one group."""

    activities: set[str] = field(default_factory=set)
    invited: int = 0
    came: int = 0
    uncounted: int = 0

    @property
    def rated(self) -> bool:
        return self.invited > 0


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
        else:
            record.invited += row.invited
            record.came += row.attended
    seen = group_counts(snapshot, activities)
    came = seen.recorded + seen.heads
    for number, column in np.argwhere(came > 0).tolist():
        activity, group = seen.activities[column], seen.groups[number]
        if activity.method is not None and (activity.id, group) not in counted:
            record = records[activity.method, group]
            record.activities.add(activity.id)
            record.uncounted += int(came[number, column])
    return records, tuple(sorted(set(odd)))


def _prior(method: Method, records: Records) -> Prior | None:
    """Return what is thought of a method before a group's own record; None where nothing is."""
    rated = [record for (code, _), record in sorted(records.items()) if code == method.code]
    rated = [record for record in rated if record.rated]
    if len(rated) >= FEWEST_GROUPS:
        came = np.array([record.came for record in rated], np.int64)
        return fitted(came, np.array([record.invited for record in rated], np.int64))
    return None if method.response is None else usual(method.response)


@dataclass(frozen=True, slots=True)
class _Asking:
    """A group, and what is to be known of each method for it."""

    outline: StakeholderMap
    group: Group
    sensitive: bool

    def row(self, method: Method, record: _Record, prior: Prior | None) -> MethodForGroup:
        """Return what a method does for the group."""
        needs, ruled_out = supports_needed(
            method,
            self.group,
            self.outline.support_table,
            sensitive=self.sensitive,
            currency=self.outline.about.currency,
        )
        unknown = prior is None or (record.uncounted > 0 and not record.rated)
        rate, low, high, basis = _rate(record, None if unknown else prior)
        return MethodForGroup(
            method=method.code,
            group=self.group.id,
            activities=len(record.activities),
            invited=record.invited if record.rated else None,
            attended=record.came if record.rated else record.uncounted,
            rate=rate,
            low=low,
            high=high,
            basis=basis,
            needs=needs,
            ruled_out_by=ruled_out,
            method_name=method.name,
            group_name=self.group.name,
            staff_view=method.staff_view,
        )


def _rate(
    record: _Record, prior: Prior | None
) -> tuple[float | None, float | None, float | None, RateBasis | None]:
    if prior is None:
        return None, None, None, None
    rate, low, high = prior.rate(record.came, record.invited)
    if record.invited >= prior.strength:
        return rate, low, high, "own"
    return rate, low, high, "pooled" if prior.fitted else "assumed"


def _ranked(rows: Iterator[MethodForGroup]) -> list[MethodForGroup]:
    """Return rows of a group: open ones first, then by rate, those not known last."""
    return sorted(
        rows,
        key=lambda row: (
            bool(row.ruled_out_by),
            row.rate is None,
            -round(row.rate or 0, 9),
            row.method,
        ),
    )
