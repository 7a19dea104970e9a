"""The same voices: how much of the talking a few people do, and who depends on one channel."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated, ClassVar

import numpy as np

from reachmap.analysis.concentration import effective
from reachmap.analysis.group_counts import GroupCounts, group_counts
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.voices.charts import lorenz_chart, luck_chart
from reachmap.analysis.voices.rows import (
    ChannelShare,
    Concentration,
    Frequent,
    Measure,
    PoolBasis,
    Recency,
    Reliance,
    StandingChannel,
)
from reachmap.analysis.voices.scopes import experience, scopes
from reachmap.analysis.voices.standing import standing_channels
from reachmap.analysis.voices.words import VoicesTerms, in_brief, missing, sentences
from reachmap.analysis.window import Window
from reachmap.charts.chart import Chart
from reachmap.model.answer import Row
from reachmap.model.arguments import check_samples
from reachmap.model.charted import ChartedAnswer
from reachmap.model.fields import COUNT, PERSONAL, PUBLIC
from reachmap.model.nodes import Activity
from reachmap.model.stakeholders import StakeholderMap
from reachmap.store.protocol import Store
from reachmap.words import FOR_TEAM

MOST_OFTEN = 10
"""How many of those who came most often are listed."""


class Voices(ChartedAnswer):
    """How much of the talking the same voices do."""

    row: ClassVar[type[Row]] = Measure
    chart_names: ClassVar[tuple[str, ...]] = ("lorenz", "luck")

    overall: Annotated[Concentration, PUBLIC]
    """All voices together."""

    by_channel: Annotated[tuple[Concentration, ...], COUNT]
    """Each channel that anyone came through, by id."""

    by_group: Annotated[tuple[Concentration, ...], COUNT]
    """Each group of which anyone came, by id."""

    at_open_sittings: Annotated[tuple[Concentration, ...], COUNT] = ()
    """All voices, then each group, at the open sittings alone: where luck can judge only these."""

    standing: Annotated[tuple[StandingChannel, ...], COUNT] = ()
    """Each standing channel that anyone came through, by id; luck is no judge of these."""

    reliance: Annotated[tuple[Reliance, ...], COUNT]
    """Each group of which anyone came, by id."""

    most_often: Annotated[tuple[Frequent, ...], PERSONAL] = ()
    """The ten who came most often, with how much more than an even share."""

    recency: Annotated[Recency, PUBLIC]
    """How recent the experience is of those who came."""

    window: Annotated[str, PUBLIC]
    """The days it is about, in words."""

    draws: Annotated[int, PUBLIC] = 0
    """How often the places were filled at random; 0 where luck was not tried."""

    samples: Annotated[int, PUBLIC] = 0
    """How often they were to be filled; more than `draws` where the record is too large."""

    more_than_luck: Annotated[float, PUBLIC] = 0.05
    """How seldom luck may give as much before something is called more than luck."""

    @property
    def voices(self) -> int | None:
        """Different people who came."""
        return self.overall.voices

    @property
    def attendances(self) -> int | None:
        """How often they came, all together."""
        return self.overall.attendances

    @property
    def gini(self) -> float | None:
        """Gini coefficient of all voices."""
        return self.overall.gini

    @property
    def hhi(self) -> float | None:
        """Herfindahl-Hirschman index of all voices."""
        return self.overall.hhi

    @property
    def hill1(self) -> float | None:
        """Hill number of order 1 of all voices."""
        return self.overall.hill1

    @property
    def hill2(self) -> float | None:
        """Hill number of order 2 of all voices."""
        return self.overall.hill2

    @property
    def top_share(self) -> float | None:
        """Share of the most frequent tenth of all voices."""
        return self.overall.top_share

    @property
    def repeat_share(self) -> float | None:
        """Share of attendances by people who had come before."""
        return self.overall.repeat_share

    @property
    def same_person(self) -> float | None:
        """Chance that two places at two different sittings went to one person."""
        return self.overall.same_person

    @property
    def pool_basis(self) -> PoolBasis | None:
        """Whether luck would choose from the register or from an estimated number of people."""
        return self.judged.pool_basis

    @property
    def judged(self) -> Concentration:
        """All voices where luck is the judge: overall, or at the open sittings alone."""
        apart = (scope for scope in self.at_open_sittings if scope.id is None)
        return next(apart, self.overall)

    @property
    def judged_groups(self) -> tuple[Concentration, ...]:
        """Each group where luck is the judge: overall, or at the open sittings alone."""
        apart = {scope.id: scope for scope in self.at_open_sittings}
        return tuple(apart.get(scope.id, scope) for scope in self.by_group)

    def rows(self) -> tuple[Measure, ...]:
        """Return a row a scope and measure."""
        scopes = (self.overall, *self.by_channel, *self.by_group, *self.at_open_sittings)
        return tuple(row for scope in scopes for row in scope.measures())

    def sentences(self) -> tuple[str, ...]:
        """Return how the talking is shared, who depends on one channel, how current it is."""
        if not self.is_for_team:
            return (FOR_TEAM,)
        return sentences(
            (self.overall, self.judged),
            (self.by_channel, self.judged_groups, self.standing),
            self.reliance,
            self.recency,
            self._terms,
        )

    def in_brief(self) -> tuple[str, ...]:
        """Return how all the talking is shared, by channel, and who is heard through one alone."""
        if not self.is_for_team:
            return (FOR_TEAM,)
        voices = (self.overall, self.judged)
        return in_brief(voices, self.by_channel, self.reliance, self._terms)

    @property
    def _terms(self) -> VoicesTerms:
        return VoicesTerms(self.window, self.draws, self.samples, self.more_than_luck)

    def charts(self) -> tuple[Chart, ...]:
        """Return how places are shared, and each channel beside luck."""
        judged, apart = self.judged, self.judged is not self.overall
        limit = self.more_than_luck
        return (
            lorenz_chart(self.overall, judged),
            luck_chart(judged, self.by_channel, apart=apart, more_than_luck=limit),
        )


def voices(
    snapshot: Snapshot,
    *,
    since: date | None = None,
    until: date | None = None,
    channel: str | None = None,
    samples: int = 2000,
    seed: int = 0,
    as_of: date | None = None,
) -> Voices:
    """Say how much of the talking the same voices do, and how much of that luck would give.

    Attendances of own voice, for someone else and as a representative count; staff and
    facilitators do not. With x_i the attendances of each of n voices, S their sum and
    p_i = x_i / S: ``gini = sum |x_i - x_j| / (2 n S)`` [1]_; ``hhi = sum p_i^2`` [2]_; ``hill1 =
    exp(-sum p_i log p_i)`` and ``hill2 = 1 / sum p_i^2``, effective numbers of voices [3]_;
    ``top_share``, the share of the most frequent tenth; ``repeat_share = (S - n) / S``;
    ``half``, the fewest voices that hold half of S; and ``same_person = sum x_i (x_i - 1) /
    (S^2 - sum s_k^2)``, with s_k the places of sitting k: the chance that two places at two
    different sittings went to one person [4]_. It does not depend on how many sittings there
    were, nor how large: if N people are all as likely to come it is 1 / N on average, so that
    its inverse says as if how many people were ever asked.

    Luck fills the same activities at random without replacement, sizes unchanged [5]_. Where
    `about.register_complete`, it chooses among all voices (for an activity with `groups`,
    among those of these groups and who in fact came). Else among an estimated number of
    people, as many as make the number of different ones who came the likeliest: then
    `repeat_share` says little, as the pool was made to fit it. By group, luck fills the places
    that members of the group filled, at each activity, with members of the group: whether few
    of them do the talking, given how many came, and not whether the group came often.

    Luck judges open sittings alone. Not those of a channel that is `standing`, whose members
    are meant to come back: of these the answer says how many are new in a year, and how evenly
    they share the places. Without a register, not sittings for different groups together. And
    where those who came may be all who were ever asked, an estimated number of people is who
    came: then nothing is called luck, and only more than luck is said, as it is more yet if
    more people were asked.

    Parameters
    ----------
    since, until
        First and last day; both count. Activities without a day count only where neither
        is given.
    channel
        Only sittings of this channel.
    samples
        How often luck fills the places; 0: not at all. Of a large record less often than
        asked, which the answer says.
    seed
        Of the dice; the same seed gives the same answer.
    as_of
        Day to count from (the map's own, or today, where not given); later activities are
        planned.

    Returns
    -------
    Voices
        Concentration overall, by channel and by group, in people and shares from 0 to 1, each
        with what luck gives in 95 of 100 cases; reliance and recency.

    Raises
    ------
    InputError
        If the window ends before it begins, or samples or seed is below 0.
    UnknownNode
        If there is no such channel.

    References
    ----------
    .. [1] Gini, C. (1912). Variabilità e mutabilità. Bologna: Cuppini.
    .. [2] Hirschman, A. O. (1964). The paternity of an index. American Economic Review
       54(5), 761.
    .. [3] Hill, M. O. (1973). Diversity and evenness: a unifying notation and its
       consequences. Ecology 54(2), 427-432.
    .. [4] Simpson, E. H. (1949). Measurement of diversity. Nature 163, 688.
    .. [5] Gotelli, N. J. (2000). Null model analysis of species co-occurrence patterns.
       Ecology 81(9), 2606-2621.

    Examples
    --------
    >>> import reachmap as rm
    >>> answer = rm.demo().voices(samples=0)
    >>> answer.overall.half, answer.voices, round(answer.gini, 2)
    (9, 250, 0.58)
    >>> round(1 / answer.same_person)
    34
    """
    check_samples(samples, seed, least=0)
    window = Window(since=since, until=until, channel=channel)
    now = snapshot.on(as_of)
    outline, activities = now.outline, window.activities(now)
    measured = scopes(now, activities, samples=samples, seed=seed)
    overall = measured.overall
    recency = _recency(now, activities)
    return Voices(
        overall=overall,
        by_channel=measured.by_channel,
        by_group=measured.by_group,
        at_open_sittings=measured.at_open_sittings,
        standing=tuple(standing_channels(now, measured.by_channel, min(until or now.day, now.day))),
        reliance=reliance(now, activities),
        most_often=tuple(_most_often(now.store, activities, overall)),
        recency=recency,
        window=window.words(now.day),
        draws=measured.draws,
        samples=samples,
        more_than_luck=outline.assumptions.more_than_luck,
        missing=missing(
            overall.voices,
            recency.unknown,
            measured.pool_basis,
            by_chance=measured.by_chance,
        ),
    )


def _ids(activities: Iterable[Activity]) -> list[str]:
    return [activity.id for activity in activities]


def _most_often(
    store: Store, activities: Sequence[Activity], overall: Concentration
) -> Iterator[Frequent]:
    even = (overall.attendances or 0) / (overall.voices or 1)
    for voice, count in store.most_frequent(_ids(activities), n=MOST_OFTEN):
        yield Frequent(voice=voice, attendances=count, times_even=count / even)


def reliance(snapshot: Snapshot, activities: Sequence[Activity]) -> tuple[Reliance, ...]:
    """Return the channels through which each group was heard at some activities."""
    return tuple(_reliance(snapshot.outline, group_counts(snapshot, activities)))


def _reliance(outline: StakeholderMap, seen: GroupCounts) -> Iterator[Reliance]:
    """Yield the channels of each group; activities of no channel count together as one."""
    of_channel = [activity.channel or "" for activity in seen.activities]
    channels = sorted(set(of_channel))
    member = np.array(of_channel)[:, None] == np.array(channels)[None, :]
    names = {channel.id: channel.name for channel in outline.channels}
    sums_of_groups = seen.came @ member
    for number in np.flatnonzero(sums_of_groups.any(axis=1)).tolist():
        group, sums = outline.groups[number], sums_of_groups[number].tolist()
        total = sum(sums)
        shares = [
            ChannelShare(
                channel=channel or None,
                name=names.get(channel, "no channel recorded"),
                comings=count,
                share=count / total,
            )
            for channel, count in zip(channels, sums, strict=True)
            if count
        ]
        shares.sort(key=lambda part: (-(part.comings or 0), part.channel or ""))
        alone = shares[0] if len(shares) == 1 and shares[0].channel else None
        yield Reliance(
            group=group.id,
            name=group.name,
            channels=tuple(shares),
            effective=effective(sums),
            depends_on=alone.name if alone else None,
        )


def _recency(snapshot: Snapshot, activities: Sequence[Activity]) -> Recency:
    talking, ended, unknown = experience(snapshot, activities)
    if not talking:
        return Recency(attendances=0)
    return Recency(attendances=talking, past=ended / talking, unknown=unknown / talking)
