"""Rules of the review on who took part, and on champions."""

from __future__ import annotations

from collections.abc import Iterator

from reachmap.analysis.review.known import Known
from reachmap.analysis.review.rows import Raised
from reachmap.model.choices import TALKING_SPEAKING, Speaking
from reachmap.model.nodes import Activity
from reachmap.words import words_of_day


def no_service_users(known: Known) -> Iterator[Raised]:
    """Yield co-productions at which somebody counted, and no service user was there."""
    heads = {row.activity: 0 for row in known.snapshot.turnout if row.attended is not None}
    for row in known.snapshot.turnout:
        if row.attended:
            heads[row.activity] += row.attended
    every, talking = (
        _rows(known, tuple(known.attendance_by_activity.rows)),
        _rows(known, TALKING_SPEAKING),
    )
    for activity in known.past:
        counted = activity.id in heads or every.get(activity.id) or activity.attended == 0
        users = talking.get(activity.id, 0) + heads.get(activity.id, 0)
        if activity.level == "co-production" and counted and not users:
            yield known.raised("no-service-users", activity, "nobody who uses the service came")


def _rows(known: Known, kinds: tuple[Speaking, ...]) -> dict[str, int]:
    attendance_by_activity = known.attendance_by_activity
    total = [0] * len(attendance_by_activity.activities)
    for kind, counts in attendance_by_activity.rows.items():
        if kind in kinds:
            total = [a + b for a, b in zip(total, counts.tolist(), strict=True)]
    return dict(zip(attendance_by_activity.activities, total, strict=True))


def no_front_line_staff(known: Known) -> Iterator[Raised]:
    """Yield co-productions without the staff who deliver the service."""
    for activity in known.outline.activities:
        if activity.level == "co-production" and activity.frontline_staff is False:
            words = "the staff who deliver the service had no part in it"
            yield known.raised("no-front-line-staff", activity, words)


def champions(known: Known) -> Iterator[Raised]:
    """Yield champions without training that is still good, and those nobody supports."""
    for champion in known.outline.champions:
        if champion.until is not None and champion.until < known.day:
            continue
        if champion.trained_on is None:
            yield Raised("champion-untrained", champion.id, "no training is written down")
        elif (known.day - champion.trained_on).days > known.assumed.training_days:
            words = f"last trained on {words_of_day(champion.trained_on)}"
            yield Raised("champion-untrained", champion.id, words)
        if champion.supported_by is None:
            yield Raised("champion-unsupported", champion.id, "nobody is written down as support")


def past_experience_only(known: Known) -> Iterator[Raised]:
    """Yield channels, and activities of none, where all who spoke had lived it in the past."""
    talking = _rows(known, TALKING_SPEAKING)
    ended = dict(
        zip(
            known.attendance_by_activity.activities,
            known.attendance_by_activity.ended.tolist(),
            strict=True,
        )
    )
    by_subject: dict[str, list[Activity]] = {}
    for activity in known.past:
        by_subject.setdefault(activity.channel or activity.id, []).append(activity)
    for subject, activities in by_subject.items():
        places = sum(talking.get(activity.id, 0) for activity in activities)
        if places and places == sum(ended.get(activity.id, 0) for activity in activities):
            words = f"all {places:,} places were filled by people whose own experience had ended"
            yield Raised("past-experience-only", subject, words)


def same_people(known: Known) -> Iterator[Raised]:
    """Yield channels at which most of the places went to people who had come before."""
    for scope in known.voices.by_channel:
        share = scope.repeat_share
        if scope.id and share is not None and share >= known.assumed.repeat_share:
            words = f"{share:.0%} of its places went to people who had come before"
            yield Raised("same-people", scope.id, words)
