"""What may be missing for the other questions: burden, panel, review, methods, evidence."""

from functools import partial

from reachmap.analysis.readiness.facts import ReadinessFacts
from reachmap.analysis.readiness.rule import GapRule, GapSize


def _no_asks(facts: ReadinessFacts) -> GapSize | None:
    return None if facts.snapshot.sizes["asks"] else GapSize(len(facts.snapshot.groups))


def _nobody_to_draw(facts: ReadinessFacts) -> GapSize | None:
    anybody = facts.snapshot.sizes["voices"] or facts.snapshot.outline.champions
    return None if anybody else GapSize(len(facts.snapshot.groups))


def _activities_without(facts: ReadinessFacts, column: str) -> GapSize | None:
    """Count the past activities in which a column is blank."""
    past = facts.snapshot.past
    blank = sum(getattr(activity, column) is None for activity in past)
    return GapSize(len(facts.snapshot.groups), blank, len(past)) if blank else None


def _turnout_without_invited(facts: ReadinessFacts) -> GapSize | None:
    turnout = facts.snapshot.turnout
    blank = [row.group for row in turnout if row.invited is None]
    return GapSize(len({*blank}), len(blank), len(turnout)) if blank else None


def _groups_without_category(facts: ReadinessFacts) -> GapSize | None:
    groups = facts.snapshot.groups
    blank = sum(group.category is None for group in groups.values())
    return GapSize(blank, blank, len(groups)) if blank else None


GAPS_OF_OTHERS: tuple[GapRule, ...] = (
    GapRule(
        table="asks",
        question="burden",
        loss="all",
        subject="No asks",
        effect="who has been asked too often",
        count=_no_asks,
    ),
    GapRule(
        table="champions",
        question="panel",
        loss="all",
        subject="No voices or champions",
        effect="who a panel could be drawn from",
        count=_nobody_to_draw,
    ),
    GapRule(
        table="activities",
        column="notice_days",
        question="review",
        loss="detail",
        subject="No days of notice for",
        things="activities",
        effect="whether people had time to come",
        count=partial(_activities_without, column="notice_days"),
    ),
    GapRule(
        table="activities",
        column="feedback_on",
        question="review",
        loss="detail",
        subject="No day of feedback for",
        things="activities",
        effect="whether people were told what happened as a result",
        count=partial(_activities_without, column="feedback_on"),
    ),
    GapRule(
        table="turnout",
        column="invited",
        question="methods",
        loss="detail",
        subject="Nothing on how many were invited for",
        things="head counts",
        effect="how many of those invited take part",
        count=_turnout_without_invited,
    ),
    GapRule(
        table="groups",
        column="category",
        question="evidence",
        loss="detail",
        subject="No category for",
        things="groups",
        effect="which protected characteristics they stand for",
        count=_groups_without_category,
    ),
)
