"""What we have asked: who rests, to which day, and who else could help."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reachmap.analysis.burden.question import Burden
from reachmap.analysis.burden.rows import Asked
from reachmap.analysis.burden.words import (
    ASKED_A_LOT,
    EVERY_ASK,
    EVERYBODY_ASKED,
    PAGE,
    words_of_asks_to,
    words_of_rest,
)
from reachmap.view.tables import Cell, Table, day_cell, table, table_of
from reachmap.view.words import KINDS
from reachmap.words import words_of_day, words_of_people, words_of_times


@dataclass(frozen=True, slots=True)
class BurdenPart:
    """The part of the page on what we have asked."""

    words: tuple[str, ...]
    """The answer, in sentences; empty where nobody was asked or that may not be seen."""
    asked_a_lot: Table
    """Of the first screen: those we have asked too often or who have no room."""
    everybody: Table
    """Whoever was asked or came, the most asked first."""


def burden_part(answer: Burden) -> BurdenPart:
    """Return the part of the page on what we have asked."""
    rows = (*_voices(answer), *(_row(row, answer) for row in resting(answer)))
    everybody = (_full_row(row, answer) for row in answer.asked)
    return BurdenPart(
        words=answer.sentences() if answer.asked else (),
        asked_a_lot=table("asked-a-lot", ASKED_A_LOT, rows),
        everybody=table("asked-everybody", EVERYBODY_ASKED, everybody),
    )


def burden_tables(answer: Burden) -> Iterator[Table]:
    """Yield the table for analysts, where it may be seen."""
    if answer.asked:
        yield table_of("burden", EVERY_ASK, answer)


def resting(answer: Burden) -> list[Asked]:
    """Return those but for voices who were asked too often, then those who have no room."""
    rows = [
        row
        for row in answer.asked
        if row.kind != "voice" and row.load and (row.over_asked or row.is_full(answer.until))
    ]
    return sorted(rows, key=lambda row: not row.over_asked)


def _voices(answer: Burden) -> Iterator[tuple[Cell | str, ...]]:
    """Yield one row for all voices who came too often: the first screen names none of them."""
    rows = answer.over_asked("voice")
    if not rows:
        return
    last = max((row.free_on for row in rows if row.free_on), default=None)
    people, times = words_of_voices(rows)
    yield (
        people,
        Cell(times, sort=str(max(row.load or 0 for row in rows))),
        _capacity(rows[0]),
        day_cell(last, words_of_day(last)) if last else "",
        PAGE["voices_instead"],
        "",
    )


def _row(row: Asked, answer: Burden) -> tuple[Cell | str, ...]:
    return (
        _name(row),
        Cell(words_of_asks_to(row, words_of_asks(row)), sort=str(row.asked or 0)),
        _capacity(row),
        day_cell(row.free_on, words_of_free_day(row, answer.until)),
        words_of_alternates(row),
        words_of_rest(row),
    )


def _full_row(row: Asked, answer: Burden) -> tuple[Cell | str, ...]:
    return (
        _name(row),
        KINDS[row.kind],
        Cell(words_of_asks_to(row, str(row.asked or 0)), sort=str(row.asked or 0)),
        "" if row.came is None else str(row.came),
        _capacity(row),
        day_cell(row.free_on, words_of_free_day(row, answer.until)),
        ", ".join(row.alternate_names),
    )


def _name(row: Asked) -> Cell:
    return Cell(row.name) if row.kind == "voice" else Cell(row.name, node=row.node)


def _capacity(row: Asked) -> Cell:
    return Cell(words_of_capacity(row), sort=str(row.capacity))


def words_of_asks(row: Asked) -> str:
    """Return how often one of those we ask was asked, or asked about."""
    key = "asked_about" if row.kind == "group" else "asked"
    return PAGE[key].format(times=words_of_times(row.asked or 0))


def words_of_voices(rows: Sequence[Asked]) -> tuple[str, str]:
    """Return how many voices came too often, and how often; nobody is singled out."""
    key = "voice_came" if len(rows) == 1 else "voices_came"
    most = max(row.load or 0 for row in rows)
    people = words_of_people(len(rows)).capitalize()
    return PAGE["voices"].format(people=people), PAGE[key].format(times=words_of_times(most))


def words_of_alternates(row: Asked) -> str:
    """Return who else could help, or what to do where nobody else is known."""
    if row.alternate_names:
        return ", ".join(row.alternate_names)
    return PAGE["group_instead" if row.kind == "group" else "nobody_instead"]


def words_of_capacity(row: Asked) -> str:
    """Return how often one of those we ask can be asked in a quarter, and if that is assumed."""
    key = "can_manage_assumed" if row.basis == "assumed" else "can_manage"
    return PAGE[key].format(number=row.capacity)


def words_of_free_day(row: Asked, today: date) -> str:
    """Return the day from which one of those we ask can be asked again."""
    if row.free_on is None:
        return PAGE["no_asks"]
    return PAGE["now"] if row.free_on == today else words_of_day(row.free_on)
