"""What the review says in words: kindly, and with what to do."""

from collections import Counter
from collections.abc import Mapping, Sequence

from reachmap.analysis.review.rows import SEVERITIES, ReviewFinding, Severity
from reachmap.model.nodes import Activity
from reachmap.words import TableWords, first_few, sentence_tables, words_of_count, words_of_day

FIRST = 10
"""Findings that are put in words; the table has all."""


WORDS = sentence_tables(__name__)
WHEN: Mapping[Severity, str] = WORDS["WHEN"]
CLOSE: str = WORDS["CLOSE"]
NO_ACTIVITIES: str = WORDS["NO_ACTIVITIES"]
STAFF_UNKNOWN: str = WORDS["STAFF_UNKNOWN"]
NOT_RECORDED: str = WORDS["NOT_RECORDED"]
UNRECORDED: Mapping[str, str] = WORDS["UNRECORDED"]
FACT: tuple[str, str] = WORDS["FACT"]
FACT_OF_COPY: tuple[str, str] = WORDS["FACT_OF_COPY"]
FINDINGS = TableWords(**WORDS["FINDINGS"])
ALIKE = TableWords(**WORDS["ALIKE"])
ANSWERS_OWED = TableWords(**WORDS["ANSWERS_OWED"])
PAGE: Mapping[str, str] = WORDS["PAGE"]


NOTHING = "The review has nothing to raise in what is on record."
COUNTED = "The review found {things}: {parts}."

FINDING = "{name}: {words}."
SITTINGS_ON = "{sittings} sittings; the last, on {day}: {words}"
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


def words_of_unrecorded(columns: Sequence[str]) -> str:
    """Return what is recorded nowhere on the map, and in which table and column it would be.

    Examples
    --------
    >>> words_of_unrecorded(["champions.trained_on"])
    'No row fills these columns, so the review says nothing of them: training (champions,
    trained_on).'
    """
    parts = [f"{UNRECORDED[each]} ({each.replace('.', ', ')})" for each in columns]
    return NOT_RECORDED.format(columns="; ".join(parts))
