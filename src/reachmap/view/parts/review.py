"""Promises and practice: answers we owe, and what the review found, with what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from reachmap.analysis.review.owed_rows import AnswerOwed
from reachmap.analysis.review.question import Review
from reachmap.analysis.review.rows import SEVERITIES, ReviewFinding
from reachmap.analysis.review.words import WHEN
from reachmap.view.tables import Cell, Table, table
from reachmap.words import words_of_day

NOBODY = "not written down"


@dataclass(frozen=True, slots=True)
class Practice:
    """The part of the page on promises and practice.

    Attributes
    ----------
    words
        How much was found, in a sentence; empty where that may not be told.
    findings
        What was found, why it matters, and what to do.
    """

    words: str
    findings: Table


def practice(answer: Review, drawn: Collection[str]) -> Practice:
    """Return the part of the page on promises and practice."""
    seen = all(row.finding for row in answer.findings)
    findings = table(
        "review",
        "What to see to, and what to do about it",
        ("About", "What we found", "When", "Why it matters", "What to do"),
        (_found(row, drawn) for row in answer.findings if seen),
        lead="Nobody is blamed: what was past choosing is to be explained. What the team has "
        "answered in the table of findings is not raised again.",
    )
    return Practice(answer.sentences()[0] if seen else "", findings)


def _found(row: ReviewFinding, drawn: Collection[str]) -> tuple[Cell | str | None, ...]:
    name, subject = row.name or "", row.subject or ""
    words = (row.finding or "").removeprefix(f"{name}: ")
    return (
        Cell(name, node=subject if subject in drawn else ""),
        f"{words[:1].upper()}{words[1:]}",
        Cell(WHEN[row.severity], sort=str(SEVERITIES.index(row.severity))),
        row.reason,
        row.remedy,
    )


def answers_owed(rows: Sequence[AnswerOwed]) -> Table:
    """Return the table of answers that we owe: what was said first, then silent sittings."""
    return table(
        "answers-owed",
        "Answers we owe",
        ("What was it", "To whom", "What they are waiting for", "Due", "Who owes it"),
        (*_said(rows), *_silent(rows)),
        lead="You said, we did: people who gave their time are owed word of what came of it, also "
        "where nothing could be done.",
    )


def _said(rows: Sequence[AnswerOwed]) -> Iterator[tuple[Cell | str, ...]]:
    """Yield the activities at which something was said, and written down, that has no answer."""
    for row in rows:
        if row.said:
            things = "1 thing they said" if row.said == 1 else f"{row.said} things they said"
            owner = ", ".join(row.owners) or NOBODY
            yield row.name, _whom(row.group_names), f"an answer to {things}", _due([row]), owner


def _silent(rows: Sequence[AnswerOwed]) -> Iterator[tuple[Cell | str, ...]]:
    """Yield activities after which nobody was told anything, the sittings of a channel as one."""
    sittings: defaultdict[str, list[AnswerOwed]] = defaultdict(list)
    for row in rows:
        if not row.said:
            sittings[row.channel or row.activity].append(row)
    for found in sittings.values():
        first = found[0]
        name = first.name
        if len(found) > 1:
            name = f"{first.channel_name}: {len(found)} sittings"
        groups = dict.fromkeys(group for row in found for group in row.group_names)
        yield name, _whom(tuple(groups)), "word of what came of it", _due(found), NOBODY


def _whom(names: Sequence[str]) -> str:
    return ", ".join(names) or "all who came"


def _due(rows: Sequence[AnswerOwed]) -> Cell:
    """Return the day by which the first of some answers is due."""
    days = [row.due for row in rows if row.due]
    if not days:
        return Cell("no day is written down", sort="9999")
    since = "since " if any(row.late for row in rows) else ""
    return Cell(f"{since}{words_of_day(min(days))}", sort=min(days).isoformat())
