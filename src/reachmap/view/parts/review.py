"""Promises and practice: answers we owe, and what the review found, with what to do."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reachmap.analysis.review.question import Review
from reachmap.analysis.review.rows import SEVERITIES, AnswerOwed, ReviewFinding
from reachmap.analysis.review.words import ALIKE, ANSWERS_OWED, FINDINGS, PAGE, WHEN
from reachmap.view.tables import Cell, Table, day_cell, plain, table
from reachmap.words import capitalised, join_names, words_of_count, words_of_day

NAMED = 3
"""Subjects that a row of findings alike names; the rest are counted."""


@dataclass(frozen=True, slots=True)
class ReviewPart:
    """The part of the page on promises and practice."""

    words: str
    """How much was found, in a sentence; empty where that may not be seen."""
    alike: Table
    """Findings of one rule as one, with their count."""
    findings: Table
    """Every finding by itself."""


def review_part(answer: Review, drawn: Collection[str]) -> ReviewPart:
    """Return the part of the page on promises and practice."""
    rows = (_finding(row, drawn) for row in answer.findings)
    lead = answer.sentences()[0] if answer.is_for_team else ""
    alike = table("review-alike", ALIKE, _alike(answer.findings))
    return ReviewPart(lead, alike, table("review", FINDINGS, rows))


def _alike(findings: Sequence[ReviewFinding]) -> Iterator[tuple[Cell | str, ...]]:
    """Yield the findings of each rule as one, in the order of their first."""
    by_rule: defaultdict[tuple[str, str], list[ReviewFinding]] = defaultdict(list)
    for row in findings:
        by_rule[row.rule, row.severity].append(row)
    for rows in by_rule.values():
        first = words_of_finding(rows[0])
        same = all(words_of_finding(row) == first for row in rows)
        yield (
            first if same else PAGE["more_alike"].format(words=first),
            plain(len(rows)),
            join_names(dict.fromkeys(row.name or "" for row in rows), most=NAMED),
            Cell(WHEN[rows[0].severity], sort=str(SEVERITIES.index(rows[0].severity))),
            rows[0].remedy,
        )


def _finding(row: ReviewFinding, drawn: Collection[str]) -> tuple[Cell | str | None, ...]:
    subject = row.subject or ""
    return (
        Cell(row.name or "", node=subject if subject in drawn else ""),
        words_of_finding(row),
        Cell(WHEN[row.severity], sort=str(SEVERITIES.index(row.severity))),
        row.reason,
        row.remedy,
    )


def answers_owed(rows: Sequence[AnswerOwed]) -> Table:
    """Return the table of answers that we owe, those to what is written down first."""
    return table("answers-owed", ANSWERS_OWED, _without_blanks([*_answers(rows)]))


def _without_blanks(rows: Sequence[Sequence[Cell | str]]) -> Iterator[Sequence[Cell | str]]:
    """Yield rows; a column of which nothing is written down becomes blank, and is left out."""
    unwritten = (
        [{row[n] for row in rows} <= {PAGE["all"], PAGE["nobody"]} for n in range(len(rows[0]))]
        if rows
        else []
    )
    for row in rows:
        yield ["" if blank else cell for blank, cell in zip(unwritten, row, strict=True)]


def _answers(rows: Sequence[AnswerOwed]) -> Iterator[tuple[Cell | str, ...]]:
    """Yield answers to what is written down, then sittings, those of a channel as one."""
    sittings: defaultdict[str, list[AnswerOwed]] = defaultdict(list)
    for row in rows:
        if row.said:
            yield _answer([row])
        else:
            sittings[row.channel or row.activity].append(row)
    yield from map(_answer, sittings.values())


def _answer(rows: Sequence[AnswerOwed]) -> tuple[Cell | str, ...]:
    """Return the answer owed after some activities; due is the day of the first."""
    day = min((row.due for row in rows if row.due), default=None)
    return (
        words_of_sittings(rows),
        words_of_waiting(rows),
        words_of_answer(rows[0]),
        day_cell(day, words_of_due_day(day, late=any(row.late for row in rows))),
        words_of_owners(rows[0]),
    )


def words_of_finding(row: ReviewFinding) -> str:
    """Return what was found, without the name of its subject."""
    words = (row.finding or "").removeprefix(f"{row.name or ''}: ")
    return capitalised(words)


def words_of_sittings(rows: Sequence[AnswerOwed]) -> str:
    """Return the name of an activity, or of the channel that it and others were sittings of."""
    if len(rows) == 1:
        return rows[0].name
    return PAGE["sittings"].format(channel=rows[0].channel_name, number=len(rows))


def words_of_waiting(rows: Sequence[AnswerOwed]) -> str:
    """Return the groups that wait for an answer."""
    names = dict.fromkeys(name for row in rows for name in row.group_names)
    return ", ".join(names) or PAGE["all"]


def words_of_answer(row: AnswerOwed) -> str:
    """Return what people wait for after an activity."""
    if not row.said:
        return PAGE["what_happened"]
    return PAGE["answer"].format(things=words_of_count(row.said, "thing"))


def words_of_owners(row: AnswerOwed) -> str:
    """Return who owes the answer."""
    return ", ".join(row.owners) or PAGE["nobody"]


def words_of_due_day(day: date | None, *, late: bool) -> str:
    """Return the day by which an answer is due."""
    if day is None:
        return PAGE["no_day"]
    return PAGE["late" if late else "due"].format(day=words_of_day(day))
