"""What we have asked: who rests, to which day, and who else could help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reachmap.analysis.burden.question import Burden
from reachmap.analysis.burden.rows import Asked
from reachmap.analysis.what_if.words import words_of_shift
from reachmap.view.picture.kinds import LOOKS
from reachmap.view.tables import Cell, Table, table
from reachmap.words import words_of_day, words_of_people

VOICE = "Voice"
"""The word for somebody who is known by a pseudonym alone."""


@dataclass(frozen=True, slots=True)
class AskedPart:
    """The part of the page on what we have asked.

    Attributes
    ----------
    words
        The answer, in sentences; empty where nobody was asked or that may not be told.
    lot
        Of the first screen: those of whom we have asked a lot.
    everybody
        Whoever was asked or came, the most asked first.
    """

    words: tuple[str, ...]
    lot: Table
    everybody: Table


def asked_part(answer: Burden) -> AskedPart:
    """Return the part of the page on what we have asked."""
    lot = table(
        "asked-a-lot",
        "We have asked a lot of",
        (
            "Who",
            "What we asked, this quarter",
            "What they can manage",
            "Free again from",
            "Who else could help",
            "While they rest",
        ),
        (*_voices(answer), *(_row(row, answer) for row in _resting(answer))),
        lead="Thank them; let them rest. These are our own asks: what others ask of the same "
        "people we do not know.",
    )
    everybody = table(
        "asked-everybody",
        "Everybody we asked, or who came, this quarter",
        (
            "Who",
            "Kind",
            "Asked",
            "Came",
            "What they can manage",
            "Free again from",
            "Who else could help",
        ),
        (_full_row(row, answer) for row in answer.asked),
    )
    return AskedPart(answer.sentences() if answer.asked else (), lot, everybody)


def _resting(answer: Burden) -> list[Asked]:
    """Return those but for voices who were asked too often, then those who have no room."""
    rows = [
        row
        for row in answer.asked
        if row.kind != "voice" and (row.over_asked or _full(row, answer))
    ]
    return sorted(rows, key=lambda row: not row.over_asked)


def _full(row: Asked, answer: Burden) -> bool:
    """Return whether somebody has told us how much they can manage, and has no room now."""
    return row.basis == "known" and row.free_on != answer.until


def _voices(answer: Burden) -> Iterator[tuple[Cell | str, ...]]:
    """Yield one row for all voices who came too often: the first screen tells nobody apart."""
    rows = answer.over_asked("voice")
    if not rows:
        return
    last = max((row.free_on for row in rows if row.free_on), default=None)
    most = max(row.load or 0 for row in rows)
    came = "came or was asked" if len(rows) == 1 else "came or were asked up to"
    yield (
        f"{words_of_people(len(rows)).capitalize()} who came often",
        Cell(f"{came} {_times(most)}", sort=str(most)),
        _manage(rows[0]),
        Cell(words_of_day(last), sort=last.isoformat()) if last else "",
        "others of the same groups: “What we have asked” says who, for each",
        "",
    )


def _row(row: Asked, answer: Burden) -> tuple[Cell | str, ...]:
    about = " about them" if row.kind == "group" else ""
    return (
        _who(row),
        Cell(f"asked {_times(row.asked or 0)}{about}", sort=str(row.asked or 0)),
        _manage(row),
        _free(row, answer),
        ", ".join(row.alternate_names) or _nobody(row),
        _meanwhile(row),
    )


def _nobody(row: Asked) -> str:
    if row.kind == "group":
        return "use what they have said, and tell them what came of it first"
    return "nobody we know yet"


def _meanwhile(row: Asked) -> str:
    """Return what is lost while they rest."""
    lost = [cost.name for cost in row.rest_costs if cost.lost]
    told = [f"no other introduction is known to {', '.join(lost)}"] if lost else []
    told += [f"{c.name}: {words_of_shift(c)}" for c in row.rest_costs if not c.lost]
    return "; ".join(told)


def _full_row(row: Asked, answer: Burden) -> tuple[Cell | str, ...]:
    return (
        _who(row),
        VOICE if row.kind == "voice" else LOOKS[row.kind].word,
        str(row.asked or 0),
        "" if row.came is None else str(row.came),
        _manage(row),
        _free(row, answer),
        ", ".join(row.alternate_names),
    )


def _who(row: Asked) -> Cell:
    return Cell(row.name) if row.kind == "voice" else Cell(row.name, node=row.node)


def _manage(row: Asked) -> Cell:
    guess = ", our assumption" if row.basis == "assumed" else ""
    return Cell(f"{row.capacity}{guess}", sort=str(row.capacity))


def _free(row: Asked, answer: Burden) -> Cell:
    if row.free_on is None:
        return Cell("takes no asks", sort="9999")
    words = "now" if row.free_on == answer.until else words_of_day(row.free_on)
    return Cell(words, sort=row.free_on.isoformat())


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
