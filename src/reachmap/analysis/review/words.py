"""What the review says in words: kindly, and with what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from reachmap.analysis.review.rows import SEVERITIES, AnswerOwed, ReviewFinding, Severity
from reachmap.model.nodes import Activity
from reachmap.model.stakeholders import StakeholderMap
from reachmap.words import (
    TableWords,
    capitalised,
    first_few,
    sentence_tables,
    words_of_count,
    words_of_day,
)

FIRST = 10
"""Findings that are put in words; the table has all."""


WORDS = sentence_tables(__name__)
WHEN: Mapping[Severity, str] = WORDS["WHEN"]
CLOSE: str = WORDS["CLOSE"]
STAFF_UNKNOWN: str = WORDS["STAFF_UNKNOWN"]
FACT: tuple[str, str] = WORDS["FACT"]
FINDINGS = TableWords(**WORDS["FINDINGS"])
ANSWERS_OWED = TableWords(**WORDS["ANSWERS_OWED"])
PAGE: Mapping[str, str] = WORDS["PAGE"]


NOTHING = "The review has nothing to raise."
COUNTED = "The review found {things}: {parts}."

FINDING = "{name}: {words}."
SITTINGS_ON = "at {sittings} sittings, the last on {day}, {words}"
SITTINGS = "at {sittings} sittings, the last ({name}), {words}"


def sentences(findings: Sequence[ReviewFinding]) -> tuple[str, ...]:
    """Return how much was found, and what to deal with first."""
    if not findings:
        return (NOTHING,)
    counts = Counter(row.severity for row in findings)
    parts = [f"{counts[when]:,} {WHEN[when]}" for when in SEVERITIES if counts[when]]
    things = words_of_count(len(findings), "thing")
    first, _ = first_few(findings, FIRST)  # how many there are in all is said before
    lines = [f"{row.finding} {row.remedy}" for row in first if row.finding]
    return (COUNTED.format(things=things, parts=", ".join(parts)), *lines, CLOSE)


def words_of_subject(name: str, words: str) -> str:
    """Return a finding as a sentence about its subject."""
    return FINDING.format(name=name, words=words)


def words_of_cases(sittings: int, latest: Activity, words: str) -> str:
    """Return what was found at several sittings of a channel, as it was at the latest."""
    if latest.date:
        return SITTINGS_ON.format(sittings=sittings, day=words_of_day(latest.date), words=words)
    return SITTINGS.format(sittings=sittings, name=latest.name, words=words)


def missing(outline: StakeholderMap) -> tuple[str, ...]:
    """Return what could not be looked at, and which column to fill in."""
    unknown = any(
        activity.level == "co-production" and activity.frontline_staff is None
        for activity in outline.activities
    )
    return (STAFF_UNKNOWN,) if unknown else ()


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
