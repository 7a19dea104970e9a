"""Columns that the review looks at and no row of the map fills: said once, not row by row."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from reachmap.analysis.recorded import is_recorded
from reachmap.analysis.review.facts import ReviewFacts
from reachmap.analysis.review.openness import ASKING
from reachmap.analysis.review.words import (
    NO_ACTIVITIES,
    STAFF_UNKNOWN,
    UNRECORDED,
    words_of_unrecorded,
)

NEEDED_BY: Mapping[str, Callable[[ReviewFacts, Any], bool]] = MappingProxyType(
    {
        "activities.decided_on": lambda _, each: each.level in ASKING,
        "activities.anonymous": lambda _, each: each.sensitive,
        "activities.supports": lambda _, each: bool(each.groups),
        "activities.feedback_on": lambda review_facts, each: not review_facts.is_planned(each),
        "activities.frontline_staff": lambda _, each: each.level == "co-production",
        "venues.accessible": lambda review_facts, each: any(
            activity.venue == each.id for activity in review_facts.snapshot.outline.activities
        ),
    }
)
"""Which rows need a column, where not all do."""


def missing(review_facts: ReviewFacts) -> Iterator[str]:
    """Yield what could not be looked at, and which columns to fill in."""
    if not review_facts.snapshot.outline.activities:
        yield NO_ACTIVITIES
    unrecorded = [column for column in UNRECORDED if _is_missed(review_facts, column)]
    if unrecorded:
        yield words_of_unrecorded(unrecorded)
    if is_recorded(review_facts.snapshot, "activities.frontline_staff") and any(
        activity.level == "co-production" and activity.frontline_staff is None
        for activity in review_facts.snapshot.outline.activities
    ):
        yield STAFF_UNKNOWN


def _is_missed(review_facts: ReviewFacts, column: str) -> bool:
    """Return whether some row would need a column that no row fills."""
    in_use = is_recorded(review_facts.snapshot, column)
    if column == "activities.anonymous":
        in_use = review_facts.says_if_anonymous
    table, _ = column.split(".")
    needed = NEEDED_BY.get(column)
    rows = getattr(review_facts.snapshot.outline, table)
    return not in_use and any(needed is None or needed(review_facts, row) for row in rows)
