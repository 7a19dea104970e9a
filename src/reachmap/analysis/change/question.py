"""What has changed: who is newly heard, who fell silent, what narrowed, what went cold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, ClassVar, Protocol, TypeAlias

import numpy as np

from reachmap.analysis.change.rows import Changed, What
from reachmap.analysis.change.words import missing, sentences, words_of_halves, words_of_owner
from reachmap.analysis.concentration import FIGURES, Floats, concentration, figures
from reachmap.analysis.contact import cold_relationships, last_contacts
from reachmap.analysis.participation.question import Participation, participation
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.window import Window
from reachmap.model.answer import Answer, Row
from reachmap.model.arguments import check_whole, check_window
from reachmap.model.fields import PERSONAL, PUBLIC
from reachmap.model.stakeholders import StakeholderMap
from reachmap.store.counts import Counts
from reachmap.store.protocol import Store

USUAL_DAYS = 365
"""Days of a window, where none is named."""

DRAWS = 2000
"""How often voices are drawn anew, to tell how far a change in concentration may be luck."""

FEWEST = 5
"""Voices in both windows from which concentration is compared."""

OF_GROUPS: tuple[What, ...] = (
    "newly heard",
    "newly asked about",
    "fallen silent",
    "no longer asked about",
)
"""What may change for a group, in the order in which it is named."""

Span = tuple[date, date]


class HasStore(Protocol):
    """Another map, in a store."""

    @property
    def store(self) -> Store:
        """Where it lives."""


Against: TypeAlias = HasStore | StakeholderMap | Span


class Change(Answer):
    """What has changed between two windows, or two maps."""

    row: ClassVar[type[Row]] = Changed

    heard: Annotated[tuple[Changed, ...], PUBLIC] = ()
    """Groups newly heard or asked about, fallen silent or no longer asked about."""

    talk: Annotated[tuple[Changed, ...], PUBLIC] = ()
    """How evenly places are filled, overall and by channel."""

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
        return sentences(self.rows(), now=self.now, before=self.before)


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
    or over the days that are named. Groups are matched by id. Concentration has changed where
    the 95% interval of ``gini(now) - gini(before)`` leaves out 0, the voices of each window
    drawn anew with replacement [1]_; who came in both is drawn in each apart, which makes the
    interval a little wide. A relationship has gone cold where the last contact or ask, if one
    is known, is longer ago than assumed, and was not at the end of the window before.

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
        Groups in people heard, concentration as Gini coefficients, and relationships in days
        since the last contact.

    Raises
    ------
    InputError
        If a window ends before it begins.

    References
    ----------
    .. [1] Efron, B. and Tibshirani, R. J. (1993). An introduction to the bootstrap, chapter 13.
       Chapman and Hall.

    Examples
    --------
    >>> import reachmap as rm
    >>> [row.name for row in rm.demo().change().of("no longer asked about")][:1]
    ['People with dementia']
    """
    check_whole("seed", seed, least=0)
    now, before = _sides(snapshot.on(as_of), since, until, against)
    new, old = now.participation(), before.participation()
    return Change(
        heard=tuple(_groups(new, old)),
        talk=tuple(_shares(now, before, seed)),
        cold=tuple(_cold(now, before)),
        now=now.words(),
        before=before.words(),
        missing=missing(new.activities or 0, old.activities or 0),
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

    def participation(self) -> Participation:
        return participation(self.snapshot, since=self.window.since, until=self.window.until)


def _sides(
    snapshot: Snapshot, since: date | None, until: date | None, against: Against | None
) -> tuple[_Side, _Side]:
    """Return what is compared with what."""
    last = min(until or snapshot.day, snapshot.day)
    if against is not None and not isinstance(against, tuple):
        if isinstance(against, StakeholderMap):
            other = Snapshot.of(against)
        else:
            other = Snapshot(against.store)
        return (
            _Side(snapshot, since, last),
            _Side(other, since, min(until or other.day, other.day)),
        )
    first = since or last - timedelta(days=USUAL_DAYS - 1)
    check_window(first, last)
    length = last - first + timedelta(days=1)
    old = against or (first - length, first - timedelta(days=1))
    return _Side(snapshot, first, last), _Side(snapshot, *old)


def _groups(now: Participation, before: Participation) -> Iterator[Changed]:
    """Yield groups that are heard now and were not before, then those that no longer are."""
    changes: dict[What, list[Changed]] = {what: [] for what in OF_GROUPS}
    earlier = {row.group: row for row in before.groups}
    for row in now.groups:
        old = earlier.get(row.group)
        heard, was = row.heard or 0, (old.heard or 0) if old else 0
        if bool(heard) == bool(was):
            continue
        # What nobody recorded is never called silent, neither now nor before.
        silent = row if was else old
        recorded = silent is not None and silent.status != "not-recorded"
        what = OF_GROUPS[2 * bool(was) + (not recorded)]
        change = Changed(what=what, subject=row.group, name=row.name, before=was, now=heard)
        changes[what].append(change.model_copy(update={"change": heard - was}))
    for rows in changes.values():
        yield from rows


def _shares(now: _Side, before: _Side, seed: int) -> Iterator[Changed]:
    """Yield how evenly places are filled, overall and by channel, now and before."""
    sides = [(side, side.window.activities(side.snapshot)) for side in (now, before)]
    scopes: list[tuple[str, str, str | None]] = [("all", "All voices", None)]
    scopes += [(c.id, c.name, c.id) for c in now.snapshot.outline.channels]
    for subject, name, channel in scopes:
        new, old = (
            side.snapshot.store.frequencies(
                [a.id for a in activities if channel is None or a.channel == channel]
            )
            for side, activities in sides
        )
        if min(len(new), len(old)) >= FEWEST:
            yield _compared(subject, name, new, old, seed)


def _compared(subject: str, name: str, new: Counts, old: Counts, seed: int) -> Changed:
    rng = np.random.default_rng(seed)
    low, high = np.quantile(_drawn(new, rng) - _drawn(old, rng), [0.025, 0.975]).tolist()
    now, before = concentration(new, []), concentration(old, [])
    gini_now, gini_before = now["gini"] or 0.0, before["gini"] or 0.0
    halves = (int(now["half"] or 0), len(new)), (int(before["half"] or 0), len(old))
    what: What = "about as before"
    if low > 0:
        what = "more concentrated"
    elif high < 0:
        what = "less concentrated"
    return Changed(
        what=what,
        subject=subject,
        name=name,
        before=gini_before,
        now=gini_now,
        change=gini_now - gini_before,
        low=low,
        high=high,
        note=words_of_halves(*halves),
    )


def _drawn(frequencies: Counts, rng: np.random.Generator) -> Floats:
    """Return the Gini coefficients of voices drawn anew, shape (draws,)."""
    often, voices = np.unique(frequencies, return_counts=True)
    drawn = rng.multinomial(len(frequencies), voices / voices.sum(), DRAWS)
    tally = np.zeros((DRAWS, int(often[-1]) + 1), np.int64)
    tally[:, often] = drawn
    drawn_gini: Floats = figures(tally, 1)[FIGURES.index("gini")]
    return drawn_gini


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
