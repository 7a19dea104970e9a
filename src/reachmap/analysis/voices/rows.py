"""The records of same voices: scopes and measures, standing channels, reliance, experience."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar, Literal

from reachmap.analysis.concentration import MEASURES, SMALLER
from reachmap.model.answer import Row
from reachmap.model.fields import COUNT, PERSONAL, PUBLIC

ScopeKind = Literal["all", "channel", "group", "open"]

PoolBasis = Literal["register", "estimated"]

Verdict = Literal["more", "more-even", "luck"]
"""Compared with luck: fewer do more of the talking, it is shared more evenly, or neither."""

Unjudged = Literal["standing", "unlike", "one-sitting", "few-known"]
"""Why luck is no judge: people were meant to come back; sittings were for different groups; there
was one sitting; or nobody but those who came may ever have been asked."""


class Luck(Row):
    """What luck would give for one figure, had it filled the same places."""

    measure: Annotated[str, PUBLIC]
    """Name of the measure, or `half`: the fewest people who fill half the places."""

    expected: Annotated[float, COUNT]
    """Its mean if places were filled at random."""

    low: Annotated[float, COUNT]
    """Lower end of what luck gives in 95 of 100 cases."""

    high: Annotated[float, COUNT]
    """Upper end of it."""

    p: Annotated[float, COUNT]
    """How often luck alone is at least as concentrated."""


class Measure(Row):
    """One measure of one scope, and what luck would give."""

    hidden_columns: ClassVar[tuple[str, ...]] = ("pool", "pool_basis", "unjudged")
    terminal_columns: ClassVar[tuple[str, ...]] = ("name", "measure", "value", "expected", "p")

    scope: Annotated[ScopeKind, PUBLIC]
    """All voices, those of one channel or group, or all or a group at the open sittings alone."""

    id: Annotated[str | None, PUBLIC] = None
    """Id of the channel or group."""

    name: Annotated[str, PUBLIC]
    """Name of the channel or group."""

    voices: Annotated[int | None, COUNT] = None
    """Different people who came."""

    attendances: Annotated[int | None, COUNT] = None
    """How often they came, all together."""

    measure: Annotated[str, PUBLIC]
    """Name of the measure."""

    value: Annotated[float | None, COUNT] = None
    """Its value."""

    expected: Annotated[float | None, COUNT] = None
    """Its value if places were filled at random."""

    low: Annotated[float | None, COUNT] = None
    """Lower end of what chance gives in 95 of 100 cases."""

    high: Annotated[float | None, COUNT] = None
    """Upper end of it."""

    p: Annotated[float | None, COUNT] = None
    """How often chance alone is at least as concentrated."""

    pool: Annotated[int | None, COUNT] = None
    """People luck would have chosen from."""

    pool_basis: Annotated[PoolBasis | None, COUNT] = None
    """Whether that is the register, or estimated from how many different people came."""

    unjudged: Annotated[Unjudged | None, COUNT] = None
    """Why luck is no judge of it, if so; of `few-known`, unless it is more than luck explains."""

    def verdict(self, more_than_luck: float) -> Verdict | None:
        """Return how the figure compares with luck, given how seldom luck may do as much."""
        if self.value is None or self.low is None or self.high is None or self.p is None:
            return None
        if self.p <= more_than_luck:
            return "more"
        if self.unjudged:
            return None
        even = self.value > self.high if self.measure in SMALLER else self.value < self.low
        return "more-even" if even else "luck"


class Concentration(Row):
    """How the attendances of one scope are shared among its voices."""

    scope: Annotated[ScopeKind, PUBLIC]
    """All voices, those of one channel or group, or all or a group at the open sittings alone."""

    id: Annotated[str | None, PUBLIC] = None
    """Id of the channel or group."""

    name: Annotated[str, PUBLIC]
    """Name of the channel or group."""

    voices: Annotated[int | None, COUNT] = None
    """Different people who came."""

    attendances: Annotated[int | None, COUNT] = None
    """How often they came, all together."""

    gini: Annotated[float | None, COUNT] = None
    """Gini coefficient."""

    hhi: Annotated[float | None, COUNT] = None
    """Herfindahl-Hirschman index."""

    hill1: Annotated[float | None, COUNT] = None
    """Hill number of order 1: effective number of voices."""

    hill2: Annotated[float | None, COUNT] = None
    """Hill number of order 2: effective number of voices."""

    top_share: Annotated[float | None, COUNT] = None
    """Share of the most frequent tenth."""

    repeat_share: Annotated[float | None, COUNT] = None
    """Share of attendances by people who had come before."""

    same_person: Annotated[float | None, COUNT] = None
    """Chance that two places at two different sittings went to one person."""

    half: Annotated[int | None, COUNT] = None
    """Fewest people who hold half the places."""

    past: Annotated[int | None, COUNT] = None
    """Attendances by people whose lived experience had ended by then."""

    frequencies: Annotated[tuple[int, ...], COUNT] = ()
    """How often each came, most often first, without saying who."""

    luck: Annotated[tuple[Luck, ...], COUNT] = ()
    """What luck would give for each measure and for `half`; empty where that is not known."""

    pool: Annotated[int | None, COUNT] = None
    """People luck would have chosen from."""

    pool_basis: Annotated[PoolBasis | None, COUNT] = None
    """Whether that is the register, or estimated from how many different people came."""

    unjudged: Annotated[Unjudged | None, COUNT] = None
    """Why luck is no judge of it, if so; of `few-known`, unless it is more than luck explains."""

    @property
    def as_if_asked(self) -> float | None:
        """How many people, all as likely to come, would meet again as often; None if none did."""
        return 1 / self.same_person if self.same_person else None

    def by_luck(self, measure: str) -> Luck | None:
        """Return what luck would give for a measure, or for `half`."""
        return next((row for row in self.luck if row.measure == measure), None)

    def verdict(self, more_than_luck: float) -> Verdict | None:
        """Return how those who fill half the places compare with luck."""
        half = self.by_luck("half")
        if half is None or self.half is None:
            return None
        if half.p <= more_than_luck:
            return "more"
        if self.unjudged:
            return None
        return "more-even" if self.half > half.high else "luck"

    def measures(self) -> Iterator[Measure]:
        """Yield a row a measure."""
        for measure in MEASURES:
            by_luck = self.by_luck(measure)
            chance = by_luck.model_dump(exclude={"measure"}) if by_luck else {}
            yield Measure(
                scope=self.scope,
                id=self.id,
                name=self.name,
                voices=self.voices,
                attendances=self.attendances,
                measure=measure,
                value=getattr(self, measure),
                pool=self.pool,
                pool_basis=self.pool_basis,
                unjudged=self.unjudged,
                **chance,
            )


class StandingChannel(Row):
    """A channel whose members are meant to come back: how it renews itself, how even it is."""

    channel: Annotated[str, PUBLIC]
    """Id of the channel."""

    name: Annotated[str, PUBLIC]
    """Name of the channel."""

    until: Annotated[date, PUBLIC]
    """Last day that counts; the year is the 365 days up to it."""

    members: Annotated[int | None, COUNT] = None
    """Different people who came in that year."""

    new_members: Annotated[int | None, COUNT] = None
    """Those of them with no record of coming before; None where no record is as old as that."""

    first_record: Annotated[date | None, COUNT] = None
    """Day of its first sitting on record."""

    evenness: Annotated[float | None, COUNT] = None
    """How many people, coming equally often, would do as much of the talking, as a share of those
    who came in that year: 1 where all came equally often."""


class ChannelShare(Row):
    """How much of a group's voice comes through one channel."""

    channel: Annotated[str | None, PUBLIC]
    """Id of the channel; None for activities of which no channel is recorded."""

    name: Annotated[str, PUBLIC]
    """Name of the channel."""

    comings: Annotated[int | None, COUNT] = None
    """Attendances and head counts through it."""

    share: Annotated[float | None, COUNT] = None
    """Their share of all of the group."""


class Reliance(Row):
    """On which channels a group depends to be heard."""

    group: Annotated[str, PUBLIC]
    """Id of the group."""

    name: Annotated[str, PUBLIC]
    """Name of the group."""

    channels: Annotated[tuple[ChannelShare, ...], PUBLIC]
    """Its channels, the largest share first."""

    effective: Annotated[float | None, COUNT] = None
    """Effective number of channels."""

    depends_on: Annotated[str | None, PUBLIC] = None
    """Name of the standing channel on which it wholly depends, if it does."""


class Recency(Row):
    """How recent the experience is of those who speak."""

    attendances: Annotated[int | None, COUNT] = None
    """All attendances counted."""

    past: Annotated[float | None, COUNT] = None
    """Share by people whose lived experience had ended by then."""

    unknown: Annotated[float | None, COUNT] = None
    """Share by people for whom that is not recorded."""


class Frequent(Row):
    """A voice that came often, under its pseudonym."""

    voice: Annotated[str, PERSONAL]
    """Id of the voice."""

    attendances: Annotated[int | None, COUNT] = None
    """How often it came."""

    times_even: Annotated[float | None, COUNT] = None
    """How many times an even share that is."""
