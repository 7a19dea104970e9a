"""Who is heard: how many of each group are known, and how many a fair share would be."""

from collections.abc import Sequence
from datetime import date
from math import inf
from typing import Annotated, ClassVar

import numpy as np

from reachmap.analysis.group_counts import group_counts
from reachmap.analysis.participation.answers import answers
from reachmap.analysis.participation.bounds import (
    bounds,
    interval,
    needed,
    status,
    unasked_factor,
)
from reachmap.analysis.participation.charts import heard_chart
from reachmap.analysis.participation.rows import SETTLED, STATUSES, GroupHeard, Status
from reachmap.analysis.participation.words import SENTENCES, missing, sentences
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.window import Window
from reachmap.charts.chart import Chart
from reachmap.model.answer import Row
from reachmap.model.charted import ChartedAnswer
from reachmap.model.fields import COUNT, PUBLIC, RankedBy
from reachmap.model.nodes import Activity
from reachmap.model.stakeholders import StakeholderMap


class Participation(ChartedAnswer):
    """Who is heard, and who is not."""

    row: ClassVar[type[Row]] = GroupHeard
    chart_names: ClassVar[tuple[str, ...]] = ("heard",)

    groups: Annotated[tuple[GroupHeard, ...], PUBLIC, RankedBy(("group",))]
    """A row a group, those heard least first."""

    window: Annotated[str, PUBLIC]
    """The days it is about, in words."""

    activities: Annotated[int | None, COUNT] = None
    """Activities in the window."""

    people: Annotated[int | None, COUNT] = None
    """Everybody heard there: different voices, and heads counted, so up to so many."""

    heads: Annotated[int | None, COUNT] = None
    """Of these, heads counted and not recorded one by one."""

    def rows(self) -> tuple[GroupHeard, ...]:
        """Return a row a group, those heard least first."""
        return self.groups

    def sentences(self) -> tuple[str, ...]:
        """Return who is known to be heard how much, and what cannot be told."""
        lines = sentences(
            self.groups,
            window=self.window,
            activities=self.activities,
            people=self.people,
            heads=self.heads,
        )
        return lines if self.is_for_team else (*lines, SENTENCES["few"])

    def charts(self) -> tuple[Chart, ...]:
        """Return people heard against people expected; empty where that may not be seen."""
        return (heard_chart(self.groups if self.is_for_team else ()),)

    def of(self, *statuses: Status) -> tuple[GroupHeard, ...]:
        """Return the groups of some statuses, those heard least first."""
        return tuple(row for row in self.groups if row.status in statuses)

    def unsettled(self) -> tuple[GroupHeard, ...]:
        """Return the groups not known to be heard about as much as their share, or more."""
        return tuple(row for row in self.groups if row.status not in SETTLED)


def participation(
    snapshot: Snapshot,
    *,
    since: date | None = None,
    until: date | None = None,
    level: str | None = None,
    method: str | None = None,
    channel: str | None = None,
    topic: str | None = None,
    as_of: date | None = None,
) -> Participation:
    """Say who is heard, and who is not.

    Of everybody heard over the activities of the window, how many would be of a group if all
    were heard alike; of how many do we know it; and could those who were never asked make up the
    difference? N is everybody heard (different voices, and heads counted beyond them), s the
    group's share of the area's people, or of the group that the map is about. ``fair_share = s
    N``; ``ppr = heard / fair_share``, the participation-to-prevalence ratio [1]_ at the least, as
    some of those never asked may be of the group too.

    *Never asked* are voices neither known to be of the group nor heard at an activity whose
    `records` name it or a wider group that they are not of (`asked` in about names what everybody
    was asked), and heads where turnout counted neither. *Near* are those at sessions held for the
    group, *far* all others. Of n people asked at activities held for nobody in particular, y were
    of the group; with Wilson's interval (l, h) of y / n [2]_ and k the assumed `unasked_factor`
    (`unasked_factor_one` where one channel alone asked), the far ones are of it with a share from
    l / k to k h; where nobody was asked, from 0 to 1. Then ``least = heard + far l / k - same``
    and ``most = heard + near + far k h``, at most the population (or those known, if more) and
    those who came once; *same* are heads that may be one person at several sittings of a channel.
    ``low`` and ``high`` are the outer ends of the intervals of ``least / N`` and ``most / N`` over
    s, as the interval of a share that is known in part [3]_, widened by the margin of the
    population.

    The status is the first that holds: `not-recorded` (none known, nobody asked), `unheard` (none
    known), `unknown` (no population), `under` (high below the assumed `ppr_low`), `over` (low
    above `ppr_high`), `fair` (both within), `enough` (low within), `uncertain`. A statement is
    made only where those never asked could not overturn it, as a tipping point analysis has it
    [4]_. Groups come in the order of least heard: unheard, not-recorded, under, uncertain,
    unknown, enough, fair, over; then by ppr, the larger population first, and id.

    Parameters
    ----------
    since, until
        First and last day; both count. Activities without a day count only where neither
        is given.
    level, method, channel, topic
        Only activities of these.
    as_of
        Day to count from (the map's own, or today, where not given); later activities are
        planned.

    Returns
    -------
    Participation
        A row a group, those heard least first: people, and shares from 0 to 1. ``needed`` is how
        many more would make ``ppr_low`` of a fair share of all heard by then, and
        ``needed_least`` the same if as many as possible of those never asked are of the group.

    Raises
    ------
    InputError
        If the window ends before it begins, or nothing goes by a level, method or topic.
    UnknownNode
        If there is no such channel.

    References
    ----------
    .. [1] Participation-to-prevalence ratio: Eshera, N. et al. (2015). Demographics of
       clinical trials participants in pivotal clinical trials for new molecular entity drugs
       and biologics approved by FDA. American Journal of Cardiovascular Drugs 15, 435-455.
    .. [2] Wilson, E. B. (1927). Probable inference, the law of succession, and statistical
       inference. Journal of the American Statistical Association 22(158), 209-212.
    .. [3] Imbens, G. W. and Manski, C. F. (2004). Confidence intervals for partially identified
       parameters. Econometrica 72(6), 1845-1857.
    .. [4] European Medicines Agency (2010). Guideline on missing data in confirmatory clinical
       trials. EMA/CPMP/EWP/1776/99 Rev. 1.

    Examples
    --------
    >>> import reachmap as rm
    >>> [row.name for row in rm.demo().participation().of("unheard")]
    ['Hidden carers', 'Bangladeshi women']
    """
    window = Window(
        since=since, until=until, level=level, method=method, channel=channel, topic=topic
    )
    now = snapshot.on(as_of)
    return now.once(("participation", window), lambda: _participation(now, window))


def _participation(snapshot: Snapshot, window: Window) -> Participation:
    activities = window.activities(snapshot)
    heard = _Heard(snapshot, activities)
    rows = tuple(sorted(map(heard.row, range(len(snapshot.outline.groups))), key=_least_heard))
    return Participation(
        groups=rows,
        window=window.words(snapshot.day),
        activities=len(activities),
        people=heard.answers.people,
        heads=heard.answers.people_counted,
        missing=missing(rows, snapshot.outline),
    )


def _least_heard(row: GroupHeard) -> tuple[int, float, int, str]:
    """Return what puts the groups first that are heard least."""
    ratio = inf if row.ppr is None else row.ppr
    return STATUSES.index(row.status), ratio, -(row.population or 0), row.group


class _Heard:
    """What is known of each group over some activities."""

    def __init__(self, snapshot: Snapshot, activities: Sequence[Activity]) -> None:
        self._snapshot = snapshot
        self._came = group_counts(snapshot, activities).came
        self._days = np.array([activity.date for activity in activities], "datetime64[D]")
        self.answers = answers(snapshot, activities)

    def row(self, number: int) -> GroupHeard:
        """Return the record of a group by its row."""
        group, assumed = self._snapshot.outline.groups[number], self._snapshot.assumptions
        known, day = self.answers.known(number), self._last_day(number)
        whole = whole_population(self._snapshot.outline)
        share = group.population / whole if group.population and whole else None
        fair = share * known.people if share else None
        limits = ends = least = most = None
        if share and group.population and known.people:
            limits = bounds(known, group.population, assumed)
            ends = interval(known, limits, share, group.population_margin or 0, assumed)
            least = needed(limits.most, known.people, share, assumed)
            most = needed(known.heard, known.people, share, assumed)
        return GroupHeard(
            group=group.id,
            name=group.name,
            population=group.population,
            heard=known.heard,
            fair_share=fair,
            asked=known.asked,
            at_own=int(self.answers.at_own[number]),
            per_1000=1000 * known.heard / group.population if group.population else None,
            attendances=int(self._came[number].sum()),
            share_population=share,
            share_heard=known.heard / known.people if known.people else None,
            ppr=known.heard / fair if fair else None,
            low=ends[0] if ends else None,
            high=ends[1] if ends else None,
            status=status(known, ends, assumed),
            last_heard=day,
            days_since=(self._snapshot.day - day).days if day else None,
            needed_least=least,
            needed=most,
            people=known.people,
            least=limits.least if limits else None,
            most=limits.most if limits else None,
            unasked_factor=unasked_factor(known, assumed),
            heads=int(self.answers.heads[number]),
            may_be_hidden=group.hidden,
        )

    def _last_day(self, number: int) -> date | None:
        """Return the last day of those activities to which anyone of the group came."""
        days = self._days[(self._came[number] > 0) & ~np.isnat(self._days)]
        return days.max().item() if len(days) else None


def whole_population(outline: StakeholderMap) -> int | None:
    """Return how many people the map is about: those of its subject, or all in the area."""
    subject = outline.about.subject
    if subject is None:
        return outline.about.area_population
    return next(group.population for group in outline.groups if group.id == subject)
