"""Rules of the review on who took part, and on champions."""

from collections import defaultdict
from collections.abc import Iterator

from reachmap.analysis.recorded import is_recorded
from reachmap.analysis.review.facts import ReviewFacts
from reachmap.analysis.review.rule import Case, Rule
from reachmap.model.choices import TALKING_SPEAKING
from reachmap.model.nodes import Activity, Champion
from reachmap.words import words_of_day


def _no_service_users(review_facts: ReviewFacts) -> Iterator[Case]:
    """Yield co-productions of which all who came are recorded, and no service user among them."""
    heads: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in review_facts.snapshot.turnout:
        if row.attended is not None:
            heads[row.activity][row.group] = row.attended
    rows, talking = review_facts.attendances(), review_facts.attendances(*TALKING_SPEAKING)
    for activity in review_facts.snapshot.past:
        counted, named = heads[activity.id], rows.get(activity.id, 0)
        users = talking.get(activity.id, 0) + sum(counted.values())
        everybody = named >= (activity.attended or 0) if named else activity.attended == 0
        all_groups = bool(activity.groups) and counted.keys() >= {*activity.groups}
        known = everybody or (all_groups and not activity.attended)
        if activity.level == "co-production" and known and not users:
            yield Case(activity.id, {})


NO_SERVICE_USERS = Rule(
    code="no-service-users",
    severity="next time",
    message="nobody who uses the service is on record as having come",
    reason="Co-production is with the people who use the service, or it is something else.",
    remedy="Bring in people who use the service before the next step, or call it by another name.",
    check=_no_service_users,
)


def _no_front_line_staff(review_facts: ReviewFacts) -> Iterator[Case]:
    """Yield co-productions without the staff who deliver the service."""
    for activity in review_facts.snapshot.outline.activities:
        if activity.level == "co-production" and activity.frontline_staff is False:
            yield Case(activity.id, {})


NO_FRONT_LINE_STAFF = Rule(
    code="no-front-line-staff",
    severity="next time",
    message="the staff who deliver the service had no part in it",
    reason="Front-line staff deliver what is made; without them it may not work in practice.",
    remedy="Ask those who deliver the service to join the next step.",
    check=_no_front_line_staff,
)


def _in_role(review_facts: ReviewFacts) -> Iterator[Champion]:
    """Yield the champions who have not left the role."""
    for champion in review_facts.snapshot.outline.champions:
        if champion.until is None or champion.until >= review_facts.snapshot.day:
            yield champion


TRAINED_LONG_AGO = "last trained on {day}"


def _champion_untrained(review_facts: ReviewFacts) -> Iterator[Case]:
    """Yield champions without training that is still good, where that of others is recorded."""
    day, good_for = review_facts.snapshot.day, review_facts.snapshot.assumptions.training_days
    in_use = is_recorded(review_facts.snapshot, "champions.trained_on")
    for champion in _in_role(review_facts) if in_use else ():
        trained = champion.trained_on
        if trained is None:
            yield Case(champion.id, {})
        elif (day - trained).days > good_for:
            yield Case(champion.id, {"day": words_of_day(trained)}, message=TRAINED_LONG_AGO)


CHAMPION_UNTRAINED = Rule(
    code="champion-untrained",
    severity="soon",
    message="no training is written down",
    reason="Champions need structure and training to be safe and to be heard.",
    remedy="Offer training, and write down its day.",
    check=_champion_untrained,
)


def _champion_unsupported(review_facts: ReviewFacts) -> Iterator[Case]:
    """Yield champions for whom no support is recorded, where that of others is."""
    in_use = is_recorded(review_facts.snapshot, "champions.supported_by")
    for champion in _in_role(review_facts) if in_use else ():
        if champion.supported_by is None:
            yield Case(champion.id, {})


CHAMPION_UNSUPPORTED = Rule(
    code="champion-unsupported",
    severity="soon",
    message="nobody is written down as support",
    reason="A champion with nobody behind them carries it all alone.",
    remedy="Agree who supports them, and write it into the column supported_by.",
    check=_champion_unsupported,
)

ONE_PLACE = "the one place on record was filled by someone whose own experience had ended"


def _past_experience_only(review_facts: ReviewFacts) -> Iterator[Case]:
    """Yield channels, and activities of none, where all who spoke had lived it in the past."""
    attendance = review_facts.snapshot.attendance_by_activity
    talking = review_facts.attendances(*TALKING_SPEAKING)
    ended = dict(zip(attendance.activities, attendance.ended.tolist(), strict=True))
    by_subject: dict[str, list[Activity]] = {}
    for activity in review_facts.snapshot.past:
        by_subject.setdefault(activity.channel or activity.id, []).append(activity)
    for subject, activities in by_subject.items():
        filled = sum(talking.get(activity.id, 0) for activity in activities)
        if filled and filled == sum(ended.get(activity.id, 0) for activity in activities):
            yield Case(subject, {"places": filled}, message=ONE_PLACE if filled == 1 else "")


PAST_EXPERIENCE_ONLY = Rule(
    code="past-experience-only",
    severity="next time",
    message="all {places:,} places on record were filled by people whose own experience had ended",
    reason="Services change; what was lived long ago may not be what people live now.",
    remedy="Thank them, keep what they know, and invite people who live it now.",
    check=_past_experience_only,
)


def _same_people(review_facts: ReviewFacts) -> Iterator[Case]:
    """Yield channels not meant for the same people at which most places went to them."""
    channels, most = review_facts.snapshot.channels, review_facts.snapshot.assumptions.repeat_share
    for scope in review_facts.channels:
        share = scope.repeat_share
        if scope.id and not channels[scope.id].standing and share is not None and share >= most:
            yield Case(scope.id, {"share": share})


SAME_PEOPLE = Rule(
    code="same-people",
    severity="next time",
    message="{share:.0%} of its places on record went to people who had come before",
    reason="The same people again, however committed, cannot speak for everybody.",
    remedy="Widen the invitation: that is our job, not theirs. Draw the next panel by lot. If its "
    "members are meant to come back, say so by 'standing' in channels.",
    check=_same_people,
)
