"""Who should rest on paper: until when, who of us asks them, and who else could help."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reachmap.analysis.briefing import Briefing
from reachmap.analysis.burden.rows import Asked
from reachmap.analysis.burden.words import ASKED_A_LOT, words_of_asks_to
from reachmap.analysis.relationships.holders import holder_of
from reachmap.view.parts.burden import (
    resting,
    words_of_alternates,
    words_of_asks,
    words_of_free_day,
    words_of_voices,
)
from reachmap.view.report.document import Block, Heading, Paragraph
from reachmap.view.report.owed import first_rows
from reachmap.view.report.words import COLUMNS, HEADINGS, PAPER
from reachmap.view.tables import table
from reachmap.words import join_names, within_sentence, words_of_day

NAMED = 3
"""Most of those who should rest that a sentence names; the rest are counted."""


@dataclass(frozen=True, slots=True)
class RestRow:
    """Whoever should rest, as a row of the paper."""

    name: str
    """As it is written within a sentence."""
    who: str
    asks: str
    day: date | None
    free: str
    holder: str
    """Who of us asks them, and so lets them rest; empty where that is not written down."""
    helpers: str
    is_voices: bool = False


def rest_blocks(answers: Briefing) -> Iterator[Block]:
    """Yield who should rest, until when, who of us asks them, and who else could help."""
    yield Heading(HEADINGS["burden"])
    rows = rest_rows(answers)
    if not rows:
        yield Paragraph(_nobody(answers))
        return
    unnamed = [PAPER["rest_names"]] if any(row.is_voices for row in rows) else []
    lead = " ".join((PAPER["rest_read"], *unnamed))
    words = ASKED_A_LOT._replace(columns=COLUMNS["burden"], lead=lead)
    cells = [
        (row.who, row.asks, row.free, row.holder or PAPER["no_holder"], row.helpers) for row in rows
    ]
    yield first_rows(table("rest", words, cells))
    unwritten = tuple(_unwritten(rows))
    if unwritten:
        yield Paragraph(" ".join(unwritten))


def rest_rows(answers: Briefing) -> tuple[RestRow, ...]:
    """Return whoever should rest: voices who came too often as one, as nobody is singled out."""
    rows = (_asked(row, answers) for row in resting(answers.burden))
    return (*_voices(answers), *rows)


def words_of_resting(answers: Briefing) -> str:
    """Return in a sentence who should rest, and until when each; of several, the last of them.

    A day says its year where that is another one than the paper's.
    """
    rows = rest_rows(answers)
    if not rows:
        return _nobody(answers)
    year = f" {answers.as_of.year}"
    names = (
        PAPER["short_rest_until"].format(
            name=row.name, day=words_of_day(row.day).removesuffix(year)
        )
        if row.day
        else row.name
        for row in rows
    )
    return PAPER["short_rest"].format(names=join_names(names, most=NAMED))


def _nobody(answers: Briefing) -> str:
    return PAPER["rest_nobody" if answers.burden.asked else "rest_unknown"]


def _voices(answers: Briefing) -> Iterator[RestRow]:
    rows = answers.burden.over_asked("voice")
    if rows:
        people, asks = words_of_voices(rows)
        last = max((row.free_on for row in rows if row.free_on), default=None)
        free = PAPER["voices_free"].format(day=words_of_day(last)) if last else ""
        helpers, name = PAPER["voices_more"], within_sentence(people)
        yield RestRow(name, people, asks, last, free, "", helpers, is_voices=True)


def _asked(row: Asked, answers: Briefing) -> RestRow:
    holder = holder_of(row.node, answers.relationships, answers.best.routes)
    return RestRow(
        name=row.name,
        who=row.name,
        asks=words_of_asks_to(row, words_of_asks(row)),
        day=row.free_on,
        free=words_of_free_day(row, answers.burden.until),
        holder=join_names(holder.owners) if holder else "",
        helpers=words_of_alternates(row),
    )


def _unwritten(rows: Sequence[RestRow]) -> Iterator[str]:
    """Yield of whom it is not written down who of us asks them, and where to write that."""
    names = [row.name for row in rows if not row.holder and not row.is_voices]
    if names:
        yield PAPER["rest_unwritten"].format(names=join_names(names, most=NAMED))
