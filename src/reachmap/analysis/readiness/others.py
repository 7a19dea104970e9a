"""What may be missing for the other questions: burden, calibration, panel and so on."""

from functools import partial

from reachmap.analysis.readiness.facts import ReadinessFacts
from reachmap.analysis.readiness.gaps import GapCounts, GapSize


def _no_asks(facts: ReadinessFacts) -> GapSize | None:
    return None if facts.snapshot.sizes["asks"] else GapSize(len(facts.snapshot.groups))


def _no_answered_asks(facts: ReadinessFacts) -> GapSize | None:
    answered = facts.snapshot.pair_asks.scored.any()
    return None if answered else GapSize(len(facts.snapshot.groups))


def _no_answered_asks_of_links(facts: ReadinessFacts) -> GapSize | None:
    answered = facts.snapshot.pair_asks.scored.any()
    counts = not answered or facts.snapshot.network.scored.any()
    return None if counts else GapSize(len(facts.snapshot.groups))


def _nobody_to_draw(facts: ReadinessFacts) -> GapSize | None:
    anybody = facts.snapshot.sizes["voices"] or facts.snapshot.outline.champions
    return None if anybody else GapSize(len(facts.snapshot.groups))


def _activities_without(facts: ReadinessFacts, column: str) -> GapSize | None:
    """Count the past activities in which a column is blank."""
    past = facts.snapshot.past
    blank = sum(getattr(activity, column) is None for activity in past)
    return GapSize(len(facts.snapshot.groups), blank, len(past)) if blank else None


def _activities_unanswered(facts: ReadinessFacts) -> GapSize | None:
    """Count the past activities of which no day of feedback is recorded, nor of any answer."""
    past = facts.snapshot.past
    answered = {row.activity for row in facts.snapshot.said if row.told_on is not None}
    blank = sum(each.feedback_on is None and each.id not in answered for each in past)
    return GapSize(len(facts.snapshot.groups), blank, len(past)) if blank else None


def _turnout_without_invited(facts: ReadinessFacts) -> GapSize | None:
    turnout = facts.snapshot.turnout
    blank = [row.group for row in turnout if row.invited is None]
    return GapSize(len({*blank}), len(blank), len(turnout)) if blank else None


def _groups_without_category(facts: ReadinessFacts) -> GapSize | None:
    groups = facts.snapshot.groups
    names = tuple(group.name for group in groups.values() if group.category is None)
    return GapSize(len(names), len(names), len(groups), names) if names else None


GAPS_OF_OTHERS: GapCounts = {
    "asks.burden": _no_asks,
    "asks.outcome": _no_answered_asks,
    "asks.to": _no_answered_asks_of_links,
    "champions": _nobody_to_draw,
    "activities.notice_days": partial(_activities_without, column="notice_days"),
    "activities.feedback_on": _activities_unanswered,
    "turnout.invited": _turnout_without_invited,
    "groups.category": _groups_without_category,
}
