"""The same voices: each channel against luck, and where each group is heard."""

from collections.abc import Iterator
from dataclasses import dataclass

from reachmap.analysis.voices.measures import words_of_measure
from reachmap.analysis.voices.question import Voices
from reachmap.analysis.voices.rows import Concentration, Luck, Reliance, StandingChannel
from reachmap.analysis.voices.words import (
    CHANNELS,
    MEASURES,
    MOST_OFTEN,
    PAGE,
    RELIANCE,
    STANDING,
    words_of_pool,
    words_of_reason,
    words_of_verdict,
)
from reachmap.view.charts import PageChart, page_chart
from reachmap.view.tables import Cell, Table, day_cell, plain, table, table_of
from reachmap.words import words_of_day, words_of_people


@dataclass(frozen=True, slots=True)
class VoicesPart:
    """The part of the page on the same voices."""

    words: tuple[str, ...]
    lorenz: PageChart
    luck: PageChart
    channels: Table
    standing: Table
    reliance: Table


def voices_part(answer: Voices) -> VoicesPart:
    """Return the part of the page on the same voices."""
    words = answer.sentences()
    curve, luck = answer.charts()
    return VoicesPart(
        words=words,
        lorenz=page_chart(curve),
        luck=page_chart(luck),
        channels=_channels(answer),
        standing=table("standing", STANDING, (_standing(row) for row in answer.standing)),
        reliance=_reliance(answer),
    )


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
