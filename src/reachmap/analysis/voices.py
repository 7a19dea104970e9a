"""The same voices: how much of the talking a few people do, and who hangs on one channel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated, ClassVar

import numpy as np

from reachmap.analysis.measures import concentration, effective, half_of_all
from reachmap.analysis.showing import Showing, showing
from reachmap.analysis.voice_records import (
    ChannelShare,
    Concentration,
    Currency,
    Frequent,
    Measure,
    Reliance,
    ScopeKind,
)
from reachmap.analysis.voices_words import missing, sentences
from reachmap.analysis.windows import Window
from reachmap.model.answer import Answer, Row
from reachmap.model.fields import PERSONAL, PUBLIC
from reachmap.model.nodes import Activity
from reachmap.model.stakeholders import StakeholderMap
from reachmap.store.protocol import Counts, Store

MOST_OFTEN = 10
"""How many of those who came most often are listed."""


class Voices(Answer):
    """How much of the talking the same voices do."""

    row: ClassVar[type[Row]] = Measure

    overall: Annotated[Concentration, PUBLIC]
    """All voices together."""

    by_channel: Annotated[tuple[Concentration, ...], PUBLIC]
    """Each channel that somebody came through, by id."""

    by_group: Annotated[tuple[Concentration, ...], PUBLIC]
    """Each group of which somebody came, by id."""

    reliance: Annotated[tuple[Reliance, ...], PUBLIC]
    """Each group of which somebody came, by id."""

    most_often: Annotated[tuple[Frequent, ...], PERSONAL] = ()
    """The ten who came most often, with how much more than an even share."""

    currency: Annotated[Currency, PUBLIC]
    """How recent the experience is of those who came."""

    window: Annotated[str, PUBLIC]
    """The days it is about, in words."""

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
        """Share of attendances by somebody who had come before."""
        return self.overall.repeat_share

    def rows(self) -> tuple[Measure, ...]:
        """Return a row a scope and measure."""
        scopes = (self.overall, *self.by_channel, *self.by_group)
        return tuple(row for scope in scopes for row in scope.measures())

    def sentences(self) -> tuple[str, ...]:
        """Return how the talking is shared, who hangs on one channel, whose experience is past."""
        return sentences(
            self.overall, self.by_channel, self.reliance, self.currency, window=self.window
        )


def voices(
    store: Store,
    *,
    since: date | None = None,
    until: date | None = None,
    channel: str | None = None,
    as_of: date | None = None,
) -> Voices:
    """Say how much of the talking the same voices do.

    Attendances of own voice, for someone else and as a representative count; staff and
    facilitators do not.

    Parameters
    ----------
    store
        Where the map lives.
    since, until
        First and last day; both count. Activities without a day count only where neither
        is given.
    channel
        Only sittings of this channel.
    as_of
        Day to reckon from; later activities are planned and not counted.

    Returns
    -------
    Voices
        Concentration overall, by channel and by group; reliance and currency.

    Raises
    ------
    InputError
        If the window ends before it begins.
    UnknownNode
        If there is no such channel.
    """
    window = Window(since=since, until=until, channel=channel, as_of=as_of)
    outline = store.outline()
    activities = window.activities(outline)
    seen = showing(store, activities)
    overall = _concentration("all", None, "All voices", store.frequencies(_ids(activities)))
    currency = _currency(store, activities)
    return Voices(
        overall=overall,
        by_channel=tuple(_by_channel(store, outline, activities)),
        by_group=tuple(_by_group(store, outline, activities)),
        reliance=tuple(_reliance(outline, seen)),
        most_often=tuple(_most_often(store, activities, overall)),
        currency=currency,
        window=window.words(outline.about.day(as_of=as_of)),
        missing=missing(overall.voices, currency.unknown),
    )


def _ids(activities: Iterable[Activity]) -> list[str]:
    return [activity.id for activity in activities]


def _concentration(
    scope: ScopeKind, id_: str | None, name: str, frequencies: Counts, *, past: int | None = None
) -> Concentration:
    measured = concentration(frequencies)
    return Concentration(
        scope=scope,
        id=id_,
        name=name,
        voices=len(frequencies),
        attendances=int(frequencies.sum()),
        **measured,
        half=half_of_all(frequencies),
        past=past,
        frequencies=tuple(frequencies.tolist()),
    )


def _most_often(
    store: Store, activities: Sequence[Activity], overall: Concentration
) -> Iterator[Frequent]:
    even = (overall.attendances or 0) / (overall.voices or 1)
    for voice, count in store.most_frequent(_ids(activities), n=MOST_OFTEN):
        yield Frequent(voice=voice, attendances=count, times_even=count / even)


def _by_channel(
    store: Store, outline: StakeholderMap, activities: Sequence[Activity]
) -> Iterator[Concentration]:
    for channel in outline.channels:
        sittings = [activity for activity in activities if activity.channel == channel.id]
        frequencies = store.frequencies(_ids(sittings))
        if len(frequencies):
            _, past, _ = _experience(store, sittings)
            yield _concentration("channel", channel.id, channel.name, frequencies, past=past)


def _by_group(
    store: Store, outline: StakeholderMap, activities: Sequence[Activity]
) -> Iterator[Concentration]:
    names = _ids(activities)
    for group in outline.groups:
        frequencies = store.frequencies(names, group=group.id)
        if len(frequencies):
            yield _concentration("group", group.id, group.name, frequencies)


def _reliance(outline: StakeholderMap, seen: Showing) -> Iterator[Reliance]:
    """Yield the channels of each group; activities of no channel stand together as one."""
    of_channel = [activity.channel or "" for activity in seen.activities]
    channels = sorted(set(of_channel))
    member = np.array([[of == channel for channel in channels] for of in of_channel], np.int64)
    names = {channel.id: channel.name for channel in outline.channels}
    for place, group in enumerate(outline.groups):
        came = seen.recorded[place] + seen.heads[place]
        if not came.any():
            continue
        sums = (came @ member).tolist()
        total = sum(sums)
        shares = [
            ChannelShare(
                channel=channel or None,
                name=names.get(channel, "no standing channel"),
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


def _currency(store: Store, activities: Sequence[Activity]) -> Currency:
    talking, ended, unknown = _experience(store, activities)
    if not talking:
        return Currency(attendances=0)
    return Currency(attendances=talking, past=ended / talking, unknown=unknown / talking)


def _experience(store: Store, activities: Sequence[Activity]) -> tuple[int, int, int]:
    """Return how many places were filled, by past experience, and by experience not recorded."""
    comings = store.comings()
    wanted = {activity.id for activity in activities}
    inside = np.array([activity in wanted for activity in comings.activities], bool)
    talking = sum(
        int(comings.rows[kind][inside].sum()) for kind in ("own", "for-someone", "representative")
    )
    return talking, int(comings.ended[inside].sum()), int(comings.unknown[inside].sum())
