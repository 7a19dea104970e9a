"""Every rule of the review, each declared beside its check."""

from reachmap.analysis.review.groups import (
    BARRIER_NOT_LIFTED,
    GROUP_ASKED_TOO_OFTEN,
    NEVER_TOLD,
    ONE_CHANNEL,
)
from reachmap.analysis.review.openness import (
    ASKED_BY_PROVIDER,
    DECIDED_FIRST,
    NO_ANONYMOUS_WAY,
    NOTHING_OPEN,
    SHORT_NOTICE,
)
from reachmap.analysis.review.people import (
    CHAMPION_UNSUPPORTED,
    CHAMPION_UNTRAINED,
    NO_FRONT_LINE_STAFF,
    NO_SERVICE_USERS,
    PAST_EXPERIENCE_ONLY,
    SAME_PEOPLE,
)
from reachmap.analysis.review.relationships import GONE_COLD, LEAVING_SOLE_WAY, SINGLE_HOLDER
from reachmap.analysis.review.rule import Rule

RULES: tuple[Rule, ...] = (
    DECIDED_FIRST,
    NOTHING_OPEN,
    NO_SERVICE_USERS,
    NO_FRONT_LINE_STAFF,
    SHORT_NOTICE,
    NO_ANONYMOUS_WAY,
    ASKED_BY_PROVIDER,
    NEVER_TOLD,
    CHAMPION_UNTRAINED,
    CHAMPION_UNSUPPORTED,
    GROUP_ASKED_TOO_OFTEN,
    ONE_CHANNEL,
    GONE_COLD,
    SINGLE_HOLDER,
    PAST_EXPERIENCE_ONLY,
    BARRIER_NOT_LIFTED,
    LEAVING_SOLE_WAY,
    SAME_PEOPLE,
)
"""The rules in the order in which findings of one severity are listed."""
