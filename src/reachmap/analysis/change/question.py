"""What has changed: who is newly heard, who fell silent, what narrowed, what went cold."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, ClassVar, Protocol, TypeAlias

from reachmap.analysis.change.charts import heard_chart, talk_chart
from reachmap.analysis.change.rows import Changed, What
from reachmap.analysis.change.sharing import Sharing, compared
from reachmap.analysis.change.words import (
    missing,
    sentences,
    words_of_asked,
    words_of_owner,
)
from reachmap.analysis.contact import cold_relationships, last_contacts
from reachmap.analysis.participation.question import Participation, participation
from reachmap.analysis.participation.rows import GroupHeard
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.window import Window
from reachmap.charts.chart import Chart
from reachmap.model.answer import Row
from reachmap.model.arguments import check_seed, check_window
from reachmap.model.charted import ChartedAnswer
from reachmap.model.fields import COUNT, FIRST_DAY, PERSONAL, PUBLIC
from reachmap.model.nodes import Activity
from reachmap.model.stakeholders import StakeholderMap
from reachmap.store.protocol import Store
from reachmap.words import FOR_TEAM

USUAL_DAYS = 365
"""Days of a window, where none is named."""

OF_GROUPS: tuple[What, ...] = (
    "newly heard",
    "newly asked about",
    "perhaps newly heard",
    "fallen silent",
    "no longer asked about",
    "perhaps fallen silent",
)
"""What may change for a group, in the order in which it is named."""

Span = tuple[date, date]


class HasStore(Protocol):
    """Another map, in a store."""

    @property
    def store(self) -> Store:
        """Where it lives."""


Against: TypeAlias = HasStore | StakeholderMap | Span


class Change(ChartedAnswer):
    """What has changed between two windows, or two maps."""

    row: ClassVar[type[Row]] = Changed
    chart_names: ClassVar[tuple[str, ...]] = ("heard", "talk")

    heard: Annotated[tuple[Changed, ...], COUNT] = ()
    """Groups newly heard or asked about, fallen silent or no longer asked about, or perhaps so."""

    talk: Annotated[tuple[Changed, ...], COUNT] = ()
    """How evenly places at open sittings are filled, overall and by channel."""

    cold: Annotated[tuple[Changed, ...], PERSONAL] = ()
    """Relationships that have gone cold since."""

    now: Annotated[str, PUBLIC]
    """The days it is about, in words."""

    before: Annotated[str, PUBLIC]
    """The days it is held against, in words."""

    def rows(self) -> tuple[Changed, ...]:
        """Return a row each: groups, then concentration, then relationships."""
        return (*self.heard, *self.talk, *self.cold)

    def of(self, *what: What) -> tuple[Changed, ...]:
        """Return the rows of some kinds of change."""
        return tuple(row for row in self.rows() if row.what in what)

    def sentences(self) -> tuple[str, ...]:
        """Return what has changed, the good news first."""
        if not self.is_for_team:
            return (FOR_TEAM,)
        return sentences(self.rows(), now=self.now, before=self.before, is_known=not self.missing)

    def charts(self) -> tuple[Chart, ...]:
        """Return people heard before and now, and whether fewer do more of the talking."""
        return heard_chart(self.heard), talk_chart(self.talk)


def change(
    snapshot: Snapshot,
    *,
    since: date | None = None,
    until: date | None = None,
    against: Against | None = None,
    seed: int = 0,
    as_of: date | None = None,
) -> Change:
    """Say what has changed between two windows, or two maps.

    The window is the year up to the day where neither end is named; it is compared with the
    window of equal length before it. Two maps are compared as a whole, each up to its own day,
    or over the days that are named. Groups are matched by id. Where nobody is on record in one
    of them, no group is said to be newly heard or silent.

    A group of which n people were heard before, and none now though it was asked about, has
    fallen silent where chance is ruled out: ``(N_before / (N_before + N_now))^n`` below the
    assumed `more_than_luck`, N being everybody heard; newly heard with N_now on top. It must hold
    too with N those asked about the group (`asked` of `participation`), where any were asked in
    both windows: p is the larger of the two. Else it is perhaps chance.

    Concentration is `same_person` of `voices`, which does not depend on how many sittings there
    were nor how large: samples are compared at equal effort [1]_. It has changed where the 95%
    interval of ``log(now / before)`` leaves out 0, people drawn anew with replacement [2]_; who
    came in both windows is drawn in each apart, which makes the interval a little wide. Sittings
    of a channel that is `standing` are left out: its members are meant to come back. A
    relationship has gone cold where the last contact or ask, if one is known, and any activity
    since that both had a part in are longer ago than assumed, and were not at the end of the
    window before.

    Parameters
    ----------
    since, until
        First and last day; both count.
    against
        First and last day of another window, or another map (a `ReachMap`, a `StakeholderMap`).
    seed
        Of the dice for intervals.
    as_of
        Day to count from; the map's own, or today, where not given.

    Returns
    -------
    Change
        Groups in people heard, concentration as the chance that two places at two different
        sittings went to one person, and relationships in days since the last contact.

    Raises
    ------
    InputError
        If a window ends before it begins.

    References
    ----------
    .. [1] Chao, A. and Jost, L. (2012). Coverage-based rarefaction and extrapolation:
       standardizing samples by completeness rather than size. Ecology 93(12), 2533-2547.
    .. [2] Efron, B. and Tibshirani, R. J. (1993). An introduction to the bootstrap, chapter 13.
       Chapman and Hall.

    Examples
    --------
    >>> import reachmap as rm
    >>> [row.name for row in rm.demo().change().of("no longer asked about")]
    ['Autistic people', 'People with dementia']
    """
    check_seed(seed)
    check_window(since, until)
    now, before = _sides(snapshot.on(as_of), since, until, against)
    new, old = now.participation(), before.participation()
    limit = now.snapshot.assumptions.more_than_luck
    return Change(
        heard=tuple(_groups(new, old, limit)),
        talk=tuple(_shares(now, before, seed)),
        cold=tuple(_cold(now, before)),
        now=now.words(),
        before=before.words(),
        missing=missing(
            (new.activities or 0, new.people or 0), (old.activities or 0, old.people or 0)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """A map and the days of it that are looked at."""

    snapshot: Snapshot
    since: date | None
    until: date

    @property
    def window(self) -> Window:
        # Of a whole map, activities without a day count too.
        whole = self.since is None and self.until == self.snapshot.day
        return Window(since=self.since, until=None if whole else self.until)

    def words(self) -> str:
        return self.window.words(self.snapshot.day)

    def open_sittings(self) -> list[Activity]:
        """Return the activities of no standing channel: members of one are meant to come back."""
        standing = {channel.id for channel in self.snapshot.outline.channels if channel.standing}
        activities = self.window.activities(self.snapshot)
        return [activity for activity in activities if activity.channel not in standing]

    def participation(self) -> Participation:
        return participation(self.snapshot, since=self.window.since, until=self.window.until)


def _sides(
    snapshot: Snapshot, since: date | None, until: date | None, against: Against | None
) -> tuple[_Side, _Side]:
    """Return what is compared with what."""
    last = min(until or snapshot.day, snapshot.day)
    if isinstance(against, tuple):
        check_window(*against)
    elif against is not None:
        if isinstance(against, StakeholderMap):
            other = Snapshot.of(against)
        else:
            other = Snapshot(against.store)
        return (
            _Side(snapshot, since, last),
            _Side(other, since, min(until or other.day, other.day)),
        )
    first = since or _earlier(last, days=USUAL_DAYS - 1)
    check_window(first, last)
    length = (last - first).days + 1
    old = against or (_earlier(first, days=length), _earlier(first, days=1))
    return _Side(snapshot, first, last), _Side(snapshot, *old)


def _earlier(day: date, *, days: int) -> date:
    """Return an earlier day; the first that a map may hold where it would be before that."""
    return max(day - timedelta(days=days), FIRST_DAY)


def _groups(now: Participation, before: Participation, limit: float) -> Iterator[Changed]:
    """Yield groups that are heard now and were not before, then those that no longer are.

    Silence is none where nobody at all is on record.
    """
    if not (now.people and before.people):
        return
    changes: dict[What, list[Changed]] = {what: [] for what in OF_GROUPS}
    earlier = {row.group: row for row in before.groups}
    for row in now.groups:
        old = earlier.get(row.group)
        heard, was = row.heard or 0, (old.heard or 0) if old else 0
        if bool(heard) == bool(was):
            continue
        silent = row if was else old
        # What nobody recorded is never called silent, neither now nor before.
        recorded = silent is not None and silent.status != "not-recorded"
        people = (before.people, now.people) if was else (now.people, before.people)
        p = _by_chance(heard or was, people, (old, row) if was else (row, old))
        what = _what(bool(was), recorded=recorded, by_chance=p >= limit)
        asked = (silent.asked or 0) if silent else 0
        perhaps = recorded and p >= limit
        changes[what].append(
            Changed(
                what=what,
                subject=row.group,
                name=row.name,
                before=was,
                now=heard,
                change=heard - was,
                p=p if recorded else None,
                note=words_of_asked(heard or was, asked, now=not was) if perhaps else None,
            )
        )
    for rows in changes.values():
        yield from rows


def _by_chance(
    number: int, people: tuple[int, int], rows: tuple[GroupHeard | None, GroupHeard | None]
) -> float:
    """Return the chance that so many of a group all fall into the first of two windows."""
    sizes = [people]
    asked, asked_other = ((row.asked or 0) if row else 0 for row in rows)
    if asked and asked_other:
        sizes.append((asked, asked_other))
    return max((first / (first + other)) ** number for first, other in sizes)


def _what(was: bool, *, recorded: bool, by_chance: bool) -> What:  # noqa: FBT001  of one window
    """Return what became of a group that is heard in one of two windows."""
    if not recorded:
        return "no longer asked about" if was else "newly asked about"
    if was:
        return "perhaps fallen silent" if by_chance else "fallen silent"
    return "perhaps newly heard" if by_chance else "newly heard"


def _shares(now: _Side, before: _Side, seed: int) -> Iterator[Changed]:
    """Yield how evenly places at open sittings are filled, overall and by channel."""
    new, old = now.open_sittings(), before.open_sittings()
    new_at, old_at = _by_channel(new), _by_channel(old)
    scopes = [("all", "All voices", new, old)]
    scopes += [
        (c.id, c.name, new_at.get(c.id, []), old_at.get(c.id, []))
        for c in now.snapshot.outline.channels
    ]
    for subject, name, sittings, sittings_before in scopes:
        sharing = Sharing.of(now.snapshot, sittings)
        earlier = Sharing.of(before.snapshot, sittings_before)
        if sharing.is_enough and earlier.is_enough:
            yield compared(subject, name, sharing, earlier, seed=seed)


def _by_channel(sittings: Sequence[Activity]) -> Mapping[str | None, list[Activity]]:
    """Return the sittings of each channel."""
    at: defaultdict[str | None, list[Activity]] = defaultdict(list)
    for activity in sittings:
        at[activity.channel].append(activity)
    return at


def _cold(now: _Side, before: _Side) -> Iterator[Changed]:
    """Yield the relationships that are cold now and were not before, the longest first."""
    limit = now.snapshot.assumptions.cold_days
    names = now.snapshot.names
    contacts_before = last_contacts(before.snapshot, before.until)
    rows = []
    for pair, contact in cold_relationships(now.snapshot, now.until).items():
        days = (now.until - contact.day).days
        old = contacts_before.get(pair)
        was = max((before.until - old.day).days, 0) if old else None
        if was is None or was <= limit:
            rows.append(
                Changed(
                    what="gone cold",
                    subject=" › ".join(pair),
                    name=f"{names[pair[0]]} and {names[pair[1]]}",
                    before=was,
                    now=days,
                    change=None if was is None else days - was,
                    note=words_of_owner(contact.owner),
                )
            )
    yield from sorted(rows, key=lambda row: (-(row.now or 0), row.subject))
