"""Rules of the review on asking in time, with something open, and safely."""

from __future__ import annotations

from collections.abc import Iterator

from reachmap.analysis.review.known import Known
from reachmap.analysis.review.rows import Raised
from reachmap.analysis.review.rules import NO_CHOICE
from reachmap.model.nodes import Activity
from reachmap.words import words_of_day

ASKING = ("consultation", "co-design")
"""Levels that promise that something is still to be decided."""


def decided_first(known: Known) -> Iterator[Raised]:
    """Yield consultations and co-designs that took place after the decision."""
    for activity in known.outline.activities:
        decided, day = activity.decided_on, activity.date
        if activity.level in ASKING and decided is not None and day is not None and decided < day:
            words = f"people were asked on {words_of_day(day)}, after {words_of_day(decided)}, "
            yield known.raised(
                "decided-first", activity, words + "when it was decided", remedy=_remedy(activity)
            )


def nothing_open(known: Known) -> Iterator[Raised]:
    """Yield activities of which nobody wrote down what could still change."""
    for activity in known.outline.activities:
        if activity.can_change:
            continue
        if activity.no_choice:
            words = f"the outcome was not open ({activity.no_choice}), {UNSAID}"
        else:
            words = "nothing is said on what could still change"
        yield known.raised("nothing-open", activity, words, remedy=_remedy(activity))


UNSAID = "and nothing is said on why and what follows"


def _remedy(activity: Activity) -> str | None:
    return NO_CHOICE if activity.no_choice else None


def short_notice(known: Known) -> Iterator[Raised]:
    """Yield activities with fewer days of notice than their method needs."""
    for activity in known.outline.activities:
        method, notice = known.method(activity), activity.notice_days
        if method is None or method.notice_days is None or notice is None:
            continue
        if notice < method.notice_days:
            days = f"{notice} day{'' if notice == 1 else 's'} of notice, where"
            words = f"{days} {method.name.casefold()} needs {method.notice_days}"
            yield known.raised("short-notice", activity, words)


def no_anonymous_way(known: Known) -> Iterator[Raised]:
    """Yield activities on something hard to speak of that gave no way without a name."""
    for activity in known.outline.activities:
        if activity.sensitive and not _anonymous(known, activity):
            words = "speaking up may be hard, and there was no way without giving a name"
            yield known.raised("no-anonymous-way", activity, words)


def asked_by_provider(known: Known) -> Iterator[Raised]:
    """Yield activities at which people were asked about a service by those who provide it."""
    for activity in known.outline.activities:
        channel = known.channels.get(activity.channel or "")
        askers = {activity.run_by, channel.run_by if channel else None}
        if activity.concerns in askers - {None} and not _anonymous(known, activity):
            name = known.outline.node(str(activity.concerns)).name
            words = f"people were asked about {name} by {name} itself, and not anonymously"
            yield known.raised("asked-by-provider", activity, words)


def _anonymous(known: Known, activity: Activity) -> bool:
    """Return whether people could speak without being known, as far as the map tells."""
    if "anonymous-way" in activity.supports:
        return True
    if activity.anonymous is not None:
        return activity.anonymous
    channel, method = known.channels.get(activity.channel or ""), known.method(activity)
    if channel is not None and channel.anonymous is not None:
        return channel.anonymous
    return method is not None and method.anonymous
