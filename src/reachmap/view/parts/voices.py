"""The same voices: each channel against luck, and where each group is heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reachmap.analysis.voices.question import Voices
from reachmap.analysis.voices.rows import Concentration
from reachmap.analysis.voices.words import sentence_of, verdict_on
from reachmap.view.charts import Lorenz, lorenz
from reachmap.view.tables import Cell, Table, plain, table
from reachmap.words import words_of_people

WIDTH = 300
"""Pixels of the chart of luck, from nobody to `WIDEST` times as many people as by luck."""

WIDEST = 2.0

HEIGHT = 30

ALL = "All together"


@dataclass(frozen=True, slots=True)
class LuckBar:
    """A scope in the chart of those who fill half the places, beside what luck would give.

    Attributes
    ----------
    name
        All together, or the channel.
    y
        Its line, in pixels from the top.
    left, right
        Ends of what luck gives in 95 of 100 cases, in pixels from the left.
    at
        What we see, likewise.
    few
        How many people fill half, of how many.
    words
        The same in a sentence.
    """

    name: str
    y: int
    left: float
    right: float
    at: float
    few: str
    words: str


@dataclass(frozen=True, slots=True)
class Talk:
    """The part of the page on the same voices.

    Attributes
    ----------
    words
        The answer, in sentences.
    lorenz
        How the places are shared, as a curve.
    luck
        The chart of channels against luck.
    channels, reliance
        Each channel, and where each group is heard.
    """

    words: tuple[str, ...]
    lorenz: Lorenz | None
    luck: tuple[LuckBar, ...]
    channels: Table
    reliance: Table


def talk(answer: Voices) -> Talk:
    """Return the part of the page on the same voices."""
    return Talk(
        words=answer.sentences(),
        lorenz=lorenz(answer.overall.frequencies, answer.overall.half or 0),
        luck=tuple(_bars(answer)),
        channels=_channels(answer),
        reliance=_reliance(answer),
    )


def _bars(answer: Voices) -> Iterator[LuckBar]:
    """Yield the scopes of which luck is known: all, then channels, the narrowest first."""
    named = [(ALL, answer.overall), *((each.name, each) for each in _narrowest(answer.by_channel))]
    place = 0
    for name, scope in named:
        luck = scope.by_luck("half")
        if luck is not None and scope.half:
            yield LuckBar(
                name=name,
                y=place * HEIGHT,
                left=_across(luck.low / luck.expected),
                right=_across(luck.high / luck.expected),
                at=_across(scope.half / luck.expected),
                few=f"{scope.half:,} of {scope.voices:,}",
                words=sentence_of(scope.model_copy(update={"name": name}), answer.more_than_luck)
                or "",
            )
            place += 1


def _narrowest(scopes: Sequence[Concentration]) -> list[Concentration]:
    """Return scopes by how few people fill half the places, beside what luck would give."""

    def beside(scope: Concentration) -> float:
        luck = scope.by_luck("half")
        return (scope.half or 0) / luck.expected if luck else 1.0

    return sorted(scopes, key=lambda scope: (beside(scope), scope.name))


def _across(ratio: float) -> float:
    return round(WIDTH * min(ratio, WIDEST) / WIDEST, 1)


def _channels(answer: Voices) -> Table:
    columns = (
        "Channel",
        "Different people",
        "Places filled",
        "People who filled half of them",
        "By luck it would be",
        "What that says",
        "Places filled on past experience",
    )
    rows = (_channel(scope, answer.more_than_luck) for scope in answer.by_channel)
    lead = (
        "By luck: had the same places been filled at random, in 95 of 100 cases. A small panel "
        "is not to blame for being small."
    )
    drawn = any(scope.luck for scope in answer.by_channel)
    return table("channels", "Each channel, beside luck", columns, rows, lead=lead if drawn else "")


def _channel(scope: Concentration, limit: float) -> tuple[Cell | str, ...]:
    luck, verdict = scope.by_luck("half"), verdict_on(scope, limit)
    by_luck = Cell("")
    if luck is not None:
        spread = f"{words_of_people(round(luck.expected))} ({luck.low:,.0f} to {luck.high:,.0f})"
        by_luck = Cell(spread, sort=f"{luck.expected:.6g}")
    too_little = "" if scope.half is None else "too little to tell from luck"
    return (
        scope.name,
        plain(scope.voices),
        plain(scope.attendances),
        plain(scope.half),
        by_luck,
        verdict or too_little,
        plain(scope.past),
    )


def _reliance(answer: Voices) -> Table:
    rows = (
        (
            row.name,
            row.depends_on or "",
            ", ".join(
                part.name if part.share is None else f"{part.name} ({round(100 * part.share)}%)"
                for part in row.channels
            ),
        )
        for row in sorted(answer.reliance, key=lambda row: (not row.depends_on, row.name))
    )
    columns = ("Group", "Heard through this alone", "All its channels")
    lead = "A group that is heard through one channel alone falls silent with it."
    return table("reliance", "Where each group is heard", columns, rows, lead=lead)
