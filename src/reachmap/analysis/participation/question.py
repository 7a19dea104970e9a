"""Who is heard: each group's share of those heard beside its share of the area."""

from datetime import date
from math import ceil
from typing import Annotated, ClassVar

import numpy as np

from reachmap.analysis.group_counts import GroupCounts, group_counts
from reachmap.analysis.intervals import wilson
from reachmap.analysis.participation.rows import GroupHeard, Status
from reachmap.analysis.participation.words import missing, sentences
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.window import Window
from reachmap.model.answer import Answer, Row
from reachmap.model.assumptions import Assumptions
from reachmap.model.fields import COUNT, PUBLIC
from reachmap.model.nodes import Group
from reachmap.store.counts import Counts
from reachmap.store.protocol import Store


class Participation(Answer):
    """Who is heard, and who is not."""

    row: ClassVar[type[Row]] = GroupHeard

    groups: Annotated[tuple[GroupHeard, ...], PUBLIC]
    """A row a group, by id."""

    window: Annotated[str, PUBLIC]
    """The days it is about, in words."""

    activities: Annotated[int | None, COUNT] = None
    """Activities in the window."""

    def rows(self) -> tuple[GroupHeard, ...]:
        """Return a row a group, by id."""
        return self.groups

    def sentences(self) -> tuple[str, ...]:
        """Return who is not yet heard, who was never asked about, and who is heard little."""
        return sentences(self.groups, window=self.window, activities=self.activities)

    def of(self, *statuses: Status) -> tuple[GroupHeard, ...]:
        """Return the groups of some statuses, by id."""
        return tuple(row for row in self.groups if row.status in statuses)


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

    For each group, over the activities of the window that could have counted it: ``heard`` is
    its different voices and, beyond them, heads counted; ``ppr``, the participation-to-prevalence
    ratio, is its share of all who were heard over its share of the area, ``(heard / whole) /
    (population / area)`` [1]_. Its 95% interval is Wilson's of the first share [2]_, over the
    second. The status is `not-recorded` where no activity could have counted the group and
    `unheard` where none of it came; `under`, `over` or `fair` where the whole interval is below,
    above or within the assumed `ppr_low` to `ppr_high`; else `uncertain`, or `unknown` without a
    population.

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
        A row a group, by id: people, and shares from 0 to 1.

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

    Examples
    --------
    >>> import reachmap as rm
    >>> [row.name for row in rm.demo().participation().of("unheard")]
    ['Bangladeshi women', 'Hidden carers']
    """
    window = Window(
        since=since, until=until, level=level, method=method, channel=channel, topic=topic
    )
    now = snapshot.on(as_of)
    return now.once(("participation", window), lambda: _participation(now, window))


def _participation(snapshot: Snapshot, window: Window) -> Participation:
    outline, last = snapshot.outline, snapshot.day
    seen = group_counts(snapshot, window.activities(snapshot))
    counted = _Counted(snapshot.store, seen)
    rows = tuple(
        _row(group, number, seen, counted, outline.about.area_population, outline.assumptions, last)
        for number, group in enumerate(outline.groups)
    )
    return Participation(
        groups=rows,
        window=window.words(last),
        activities=len(seen.activities),
        missing=missing(rows, outline),
    )


class _Counted:
    """Distinct voices, counted by the store for all groups at once."""

    def __init__(self, store: Store, seen: GroupCounts) -> None:
        names = [activity.id for activity in seen.activities]
        self.members = store.distinct_members(names)
        # Groups visible at the same activities share one count.
        scopes = {line.tobytes(): line for line in seen.visible}
        chosen = {
            str(number): [names[column] for column in np.flatnonzero(line)]
            for number, line in enumerate(scopes.values())
        }
        voices = store.distinct_voices(chosen)
        self._everyone = {key: voices[str(number)] for number, key in enumerate(scopes)}
        self.everyone = [self._everyone[line.tobytes()] for line in seen.visible]
        self._days = np.array([activity.date for activity in seen.activities], "datetime64[D]")

    def last_day(self, came: Counts) -> date | None:
        """Return the last day of those activities to which anyone came."""
        days = self._days[(came > 0) & ~np.isnat(self._days)]
        return days.max().item() if len(days) else None


def _row(  # noqa: PLR0917  one call, of what was counted
    group: Group,
    number: int,
    seen: GroupCounts,
    counted: _Counted,
    area: int | None,
    assumed: Assumptions,
    last: date,
) -> GroupHeard:
    visible, heads = seen.visible[number], int(seen.heads[number].sum())
    came = seen.recorded[number] + seen.heads[number]
    heard = counted.members.get(group.id, 0) + heads
    whole = counted.everyone[number] + int(seen.unnamed[visible].sum())
    share = group.population / area if group.population and area else None
    ratio = low = high = None
    if share and whole:
        ratio = heard / whole / share
        low, high = (end / share for end in wilson(heard, whole, z=assumed.z))
    day = counted.last_day(came)
    return GroupHeard(
        group=group.id,
        name=group.name,
        population=group.population,
        heard=heard,
        per_1000=1000 * heard / group.population if group.population else None,
        attendances=int(came.sum()),
        share_population=share,
        share_heard=heard / whole if whole else None,
        ppr=ratio,
        low=low,
        high=high,
        status=_status(bool(visible.any()), heard, low, high, assumed),
        last_heard=day,
        days_since=(last - day).days if day else None,
        needed=_needed(share, whole, heard, assumed.ppr_low),
        heads=heads,
        may_be_hidden=group.hidden,
    )


def _status(
    visible: bool,  # noqa: FBT001  the first of the questions
    heard: int,
    low: float | None,
    high: float | None,
    assumed: Assumptions,
) -> Status:
    """Return the first status that holds, in the order of the contract."""
    if not visible:
        return "not-recorded"
    if heard == 0:
        return "unheard"
    if low is None or high is None:
        return "unknown"
    if high < assumed.ppr_low:
        return "under"
    if low > assumed.ppr_high:
        return "over"
    return "fair" if low >= assumed.ppr_low and high <= assumed.ppr_high else "uncertain"


def _needed(share: float | None, whole: int, heard: int, ppr_low: float) -> int | None:
    """Return how many people of the group are still to be heard for a fair share."""
    if share is None or not whole:
        return None
    fair = ppr_low * share
    if fair >= 1:
        return None
    # Rounded first, so that 3.0000000000000004 people are not four.
    return max(0, ceil(round((fair * whole - heard) / (1 - fair), 9)))
