"""What the review says in words: kindly, and with what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from types import MappingProxyType

from reachmap.analysis.review.rows import SEVERITIES, ReviewFinding
from reachmap.model.nodes import Activity
from reachmap.model.stakeholders import StakeholderMap
from reachmap.words import words_of_day

FIRST = 10
"""Findings that are told in words; the table has all."""

WHEN = MappingProxyType(
    {"now": "to see to now", "soon": "to see to soon", "next time": "to do differently next time"}
)


STAFF_UNKNOWN = (
    "Whether front-line staff took part is not written down for some co-production: table "
    "activities, column frontline_staff."
)


def sentences(findings: Sequence[ReviewFinding]) -> tuple[str, ...]:
    """Return how much was found, and what to see to first."""
    if not findings:
        return ("The review has nothing to raise.",)
    counts = Counter(row.severity for row in findings)
    parts = [f"{counts[when]} {WHEN[when]}" for when in SEVERITIES if counts[when]]
    things = "1 thing" if len(findings) == 1 else f"{len(findings)} things"
    told = [f"{row.finding} {row.remedy}" for row in findings[:FIRST] if row.finding]
    quiet = "Answer one in the table findings (rule, subject, answer), and it stays quiet."
    return (f"The review found {things}: {', '.join(parts)}.", *told, quiet)


def many(count: int, latest: Activity, words: str) -> str:
    """Return what was found at several sittings of a channel."""
    on = f" on {words_of_day(latest.date)}" if latest.date else f" ({latest.name})"
    return f"at {count} sittings, the last{on}, {words}"


def missing(outline: StakeholderMap) -> tuple[str, ...]:
    """Return what could not be looked at, and which table would tell."""
    unknown = any(
        activity.level == "co-production" and activity.frontline_staff is None
        for activity in outline.activities
    )
    return (STAFF_UNKNOWN,) if unknown else ()
