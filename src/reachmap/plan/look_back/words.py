"""A look back in words: what plans promised beside what is on record."""

from collections.abc import Iterator, Mapping, Sequence

from reachmap.plan.look_back.rows import PlannedActivity
from reachmap.words import (
    first_few,
    join_names,
    sentence_tables,
    words_of_count,
    words_of_day,
    words_of_expected,
    words_of_money,
    words_of_people,
)

WORDS = sentence_tables(__name__)
SENTENCES: Mapping[str, str] = WORDS["SENTENCES"]
OUTCOMES: Mapping[str, str] = WORDS["OUTCOMES"]
MISSING: Mapping[str, str] = WORDS["MISSING"]

MOST_NAMED = 20
"""Sittings that are told one by one; the table has them all."""


def sentences(planned: Sequence[PlannedActivity], currency: str) -> tuple[str, ...]:
    """Return what plans promised beside what is on record, in the order of days."""
    if not planned:
        return (SENTENCES["none"],)
    few, more = first_few(planned, MOST_NAMED)
    rest = (f"{words_of_count(more, 'sitting')} more: see the table.",) if more else ()
    rows = (words_of_planned(each, currency) for each in few)
    return (*_opening(planned), *rows, *rest, SENTENCES["calibration"])


def _opening(planned: Sequence[PlannedActivity]) -> Iterator[str]:
    """Yield how many sittings were planned, and how many people came in all."""
    to_come = sum(each.outcome == "to come" for each in planned)
    unknown = sum(each.outcome == "not recorded" for each in planned)
    known = [each for each in planned if each.came is not None]
    parts = {"to_come": to_come, "unrecorded": unknown, "recorded": len(known)}
    listed = join_names(
        SENTENCES[key].format(number=f"{number:,}") for key, number in parts.items() if number
    )
    count = words_of_count(len(planned), "sitting")
    yield SENTENCES["opening"].format(sittings=count, parts=listed)
    if known:
        came = sum(each.came or 0 for each in known)
        expected = sum(each.expected for each in known)
        yield SENTENCES["total"].format(
            came=words_of_people(came), promised=f"about {expected:,.0f}"
        )


def words_of_planned(planned: PlannedActivity, currency: str) -> str:
    """Return what was promised of a sitting and what is on record of it."""
    row = SENTENCES["row"].format(
        name=planned.name,
        start=words_of_day(planned.planned_start),
        promised=words_of_expected(planned.expected),
        low=f"{planned.low:,.0f}",
        high=f"{planned.high:,.0f}",
        came=_came(planned),
    )
    return " ".join([row, *_asks(planned), *_moved(planned), *_spent(planned, currency)])


def _came(planned: PlannedActivity) -> str:
    """Return who came, as far as that is recorded."""
    if planned.came is not None:
        outcome = OUTCOMES[planned.outcome]
        return SENTENCES["came_some"].format(came=f"{planned.came:,}", outcome=outcome)
    if planned.outcome == "to come":
        return SENTENCES["came_later"]
    if planned.attended is not None:
        return SENTENCES["came_total"].format(
            attended=words_of_people(planned.attended).capitalize()
        )
    return SENTENCES["came_unknown"]


def _asks(planned: PlannedActivity) -> Iterator[str]:
    """Yield what became of the asks."""
    if planned.asked_on is None:
        yield SENTENCES["not_asked"]
        return
    numbers = {
        "outcome_passed": planned.passed_on,
        "outcome_not_passed": planned.answered - planned.passed_on,
        "outcome_open": planned.asks - planned.answered,
    }
    yield SENTENCES["asked"].format(
        asks=words_of_count(planned.asks, "ask"),
        day=words_of_day(planned.asked_on),
        outcomes=join_names(
            SENTENCES[key].format(number=f"{number:,}") for key, number in numbers.items() if number
        ),
    )


def _moved(planned: PlannedActivity) -> Iterator[str]:
    """Yield by how much a sitting was moved."""
    if planned.day is None:
        yield SENTENCES["undated"]
        return
    days = (planned.day - planned.planned_start).days
    if days:
        yield SENTENCES["moved"].format(
            verb="is" if planned.outcome == "to come" else "was",
            days=words_of_count(abs(days), "day"),
            direction="later" if days > 0 else "earlier",
            day=words_of_day(planned.day),
        )


def _spent(planned: PlannedActivity, currency: str) -> Iterator[str]:
    """Yield money and hours where others than those planned are on record."""
    if planned.cost is not None and planned.cost != planned.planned_cost:
        yield SENTENCES["cost"].format(
            cost=words_of_money(planned.cost, currency),
            promised=words_of_money(planned.planned_cost, currency),
        )
    if planned.staff_hours is not None and planned.staff_hours != planned.planned_hours:
        yield SENTENCES["hours"].format(
            hours=f"{planned.staff_hours:,g}", promised=f"{planned.planned_hours:,g}"
        )
