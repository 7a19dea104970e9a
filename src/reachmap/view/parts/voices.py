"""The same voices: each channel against luck, and where each group is heard."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reachmap.analysis.voices.question import Voices
from reachmap.analysis.voices.rows import Concentration, Luck, Reliance, StandingChannel
from reachmap.analysis.voices.words import (
    CHANNELS,
    MEASURES,
    MOST_OFTEN,
    PAGE,
    PHRASES,
    RELIANCE,
    SENTENCES,
    STANDING,
    words_of_measure,
    words_of_pool,
    words_of_reason,
    words_of_verdict,
)
from reachmap.view.charts import Lorenz, lorenz
from reachmap.view.tables import Cell, Table, day_cell, plain, table, table_of
from reachmap.words import words_of_day, words_of_people

FEW = 2
"""Sentences on the first screen."""

WIDTH = 300
"""Pixels of the chart of luck, from nobody to `WIDEST` times as many people as by luck."""

WIDEST = 2.0

HEIGHT = 30


@dataclass(frozen=True, slots=True)
class LuckBar:
    """A scope in the chart of those who fill half the places, compared with luck.

    `y` is its line, in pixels from the top; `left`, `right` and `at` the ends of what luck
    gives in 95 of 100 cases and what we see, in pixels from the left.
    """

    name: str
    y: int
    left: float
    right: float
    at: float
    few: str
    """How many people fill half, of how many."""
    words: str


@dataclass(frozen=True, slots=True)
class VoicesPart:
    """The part of the page on the same voices."""

    words: tuple[str, ...]
    few: tuple[str, ...]
    """Of the first screen: how few people fill half the places; empty where that is half."""
    lorenz: Lorenz | None
    luck: tuple[LuckBar, ...]
    channels: Table
    standing: Table
    reliance: Table


def voices_part(answer: Voices) -> VoicesPart:
    """Return the part of the page on the same voices."""
    words = answer.sentences()
    return VoicesPart(
        words=words,
        few=words[:FEW] if _carry_a_lot(answer) else (),
        lorenz=lorenz(answer.overall.frequencies, answer.overall.half or 0),
        luck=tuple(_bars(answer)),
        channels=_channels(answer),
        standing=table("standing", STANDING, (_standing(row) for row in answer.standing)),
        reliance=_reliance(answer),
    )


def _carry_a_lot(answer: Voices) -> bool:
    """Return whether a few people do much of the talking, and neither luck nor design does it."""
    by_luck = answer.judged.verdict(answer.more_than_luck) in {"luck", "more-even"}
    by_design = answer.judged.unjudged == "standing"
    return is_narrow(answer.overall) and not by_luck and not by_design


def is_narrow(scope: Concentration) -> bool:
    """Return whether fewer than half of the people fill half of the places."""
    return 0 < 2 * (scope.half or 0) < (scope.voices or 0) and bool(scope.attendances)


def voices_tables(answer: Voices) -> Iterator[Table]:
    """Yield the tables for analysts: every measure, with a sentence, and who came most often."""
    if answer.voices is not None:
        sentences = (words_of_measure(row, answer.more_than_luck) for row in answer.rows())
        yield table_of("measures", MEASURES, answer).with_column(PAGE["in_words"], sentences)
    rows = ((row.voice, plain(row.attendances), plain(row.times_even)) for row in answer.most_often)
    yield table("most-often", MOST_OFTEN, rows)


def _bars(answer: Voices) -> Iterator[LuckBar]:
    """Yield the scopes of which luck is the judge: all, then channels, the narrowest first."""
    apart = answer.judged is not answer.overall
    scopes = [(PAGE["open" if apart else "all"], answer.judged)]
    scopes += [(scope.name, scope) for scope in _narrowest(answer.by_channel)]
    line = 0
    for name, scope in scopes:
        luck = scope.by_luck("half")
        if luck is not None and scope.half and scope.verdict(answer.more_than_luck):
            named = scope.model_copy(update={"name": name})
            yield LuckBar(
                name=name,
                y=line * HEIGHT,
                left=_across(luck.low / luck.expected),
                right=_across(luck.high / luck.expected),
                at=_across(scope.half / luck.expected),
                few=PAGE["luck_few"].format(half=scope.half, voices=scope.voices),
                words=sentence_of(named, answer.more_than_luck) or "",
            )
            line += 1


def _narrowest(scopes: Sequence[Concentration]) -> list[Concentration]:
    """Return scopes by how few people fill half the places, compared with luck."""

    def ratio(scope: Concentration) -> float:
        luck = scope.by_luck("half")
        return (scope.half or 0) / luck.expected if luck else 1.0

    return sorted(scopes, key=lambda scope: (ratio(scope), scope.name))


def _across(ratio: float) -> float:
    return round(WIDTH * min(ratio, WIDEST) / WIDEST, 1)


def _channels(answer: Voices) -> Table:
    rows = (_channel(scope, answer.more_than_luck) for scope in answer.by_channel)
    drawn = any(scope.luck for scope in answer.by_channel)
    return table("channels", CHANNELS if drawn else CHANNELS._replace(lead=""), rows)


def _channel(scope: Concentration, limit: float) -> tuple[Cell | str, ...]:
    luck, verdict = scope.by_luck("half"), words_of_verdict(scope.verdict(limit))
    return (
        scope.name,
        plain(scope.voices),
        plain(scope.attendances),
        plain(scope.half),
        Cell(words_of_spread(luck, scope), sort=f"{luck.expected:.6g}") if luck else "",
        verdict or words_of_reason(scope) or ("" if scope.half is None else PAGE["untried"]),
        plain(scope.past),
    )


def _standing(row: StandingChannel) -> tuple[Cell | str, ...]:
    return (
        row.name,
        plain(row.members),
        plain(row.new_members),
        day_cell(row.first_record, words_of_day(row.first_record) if row.first_record else ""),
        "" if row.evenness is None else f"{row.evenness:.0%}",
    )


def _reliance(answer: Voices) -> Table:
    rows = (
        (row.name, row.depends_on or "", words_of_channels(row))
        for row in sorted(answer.reliance, key=lambda row: (not row.depends_on, row.name))
    )
    return table("reliance", RELIANCE, rows)


def sentence_of(scope: Concentration, more_than_luck: float) -> str | None:
    """Return a scope against luck, in a sentence."""
    if not scope.half or scope.voices is None:
        return None
    half, verdict = scope.by_luck("half"), scope.verdict(more_than_luck)
    return SENTENCES["scope" if half and verdict else "scope_alone"].format(
        scope=scope.name,
        people=words_of_people(scope.half),
        voices=scope.voices,
        fill=PHRASES["one_fills" if scope.half == 1 else "several_fill"],
        verdict=words_of_verdict(verdict),
        expected=words_of_people(round(half.expected)) + words_of_pool(scope) if half else "",
        why=words_of_reason(scope) or PAGE["untried"],
    )


def words_of_spread(luck: Luck, scope: Concentration) -> str:
    """Return how many people luck would give, with the ends of its interval, and of how many."""
    return PAGE["luck_spread"].format(
        people=words_of_people(round(luck.expected)),
        low=luck.low,
        high=luck.high,
        pool=words_of_pool(scope),
    )


def words_of_channels(row: Reliance) -> str:
    """Return the channels through which a group is heard, with their shares where known."""
    return ", ".join(
        part.name
        if part.share is None
        else PAGE["channel_share"].format(channel=part.name, percent=round(100 * part.share))
        for part in row.channels
    )
