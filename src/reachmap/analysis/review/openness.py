"""Rules of the review on asking in time, with something open, and safely."""

from collections.abc import Iterator

from reachmap.analysis.recorded import is_recorded
from reachmap.analysis.review.facts import ReviewFacts
from reachmap.analysis.review.rule import Case, Rule
from reachmap.model.nodes import Activity
from reachmap.words import within_sentence, words_of_count, words_of_day

ASKING = ("consultation", "co-design")
"""Levels that promise that something is still to be decided."""

NO_CHOICE = (
    "Say plainly why there was no choice and who decided, then co-design with those who use and "
    "work in the service what follows from it."
)
"""What to do where the outcome was not open: explain, and open what can be opened."""


def _remedy(activity: Activity) -> str:
    return NO_CHOICE if activity.no_choice else ""


def _decided_first(review_facts: ReviewFacts) -> Iterator[Case]:
    """Yield consultations and co-designs that took place after the decision."""
    for activity in review_facts.snapshot.outline.activities:
        decided, day = activity.decided_on, activity.date
        if activity.level in ASKING and decided is not None and day is not None and decided < day:
            slots = {"day": words_of_day(day), "decided": words_of_day(decided)}
            yield Case(activity.id, slots, remedy=_remedy(activity))


DECIDED_FIRST = Rule(
    code="decided-first",
    severity="next time",
    message="people were asked on {day}, after {decided}, when it was decided",
    reason="Being asked after the decision feels like a done deal, and people come less next time.",
    remedy="Tell people what was decided and why, what is still open, and ask earlier next time.",
    check=_decided_first,
)

NOT_OPEN = "the outcome was not open ({cause}), with no record of what follows from it"


def _nothing_open(review_facts: ReviewFacts) -> Iterator[Case]:
    """Yield activities of which nobody wrote down what could still change, where others say it."""
    in_use = is_recorded(review_facts.snapshot, "activities.can_change")
    for activity in review_facts.snapshot.outline.activities:
        if not activity.can_change and (in_use or activity.no_choice):
            message = NOT_OPEN if activity.no_choice else ""
            yield Case(activity.id, {"cause": activity.no_choice}, message, _remedy(activity))


NOTHING_OPEN = Rule(
    code="nothing-open",
    severity="next time",
    message="no record of what could still change",
    reason="People speak up more when they know what can change and what cannot.",
    remedy="Say in the invitation what is open, and write it into the column can_change.",
    check=_nothing_open,
)


def _short_notice(review_facts: ReviewFacts) -> Iterator[Case]:
    """Yield activities with fewer days of notice than their method needs."""
    for activity in review_facts.snapshot.outline.activities:
        method, notice = review_facts.method(activity), activity.notice_days
        if method is None or method.notice_days is None or notice is None:
            continue
        if notice < method.notice_days:
            name, days = within_sentence(method.name), words_of_count(notice, "day")
            yield Case(activity.id, {"days": days, "method": name, "needed": method.notice_days})


SHORT_NOTICE = Rule(
    code="short-notice",
    severity="next time",
    message="{days} of notice, where we take its method ({method}) to need {needed}",
    reason="Short notice leaves out whoever must arrange care, work or travel.",
    remedy="Give the days that the method needs; where that is past, offer another way to answer.",
    check=_short_notice,
)


def _is_anonymous(review_facts: ReviewFacts, activity: Activity) -> bool:
    """Return whether people could speak without being known, as far as is recorded."""
    if "anonymous-way" in activity.supports:
        return True
    if activity.anonymous is not None:
        return activity.anonymous
    channel, method = (
        review_facts.snapshot.channels.get(activity.channel or ""),
        review_facts.method(activity),
    )
    if channel is not None and channel.anonymous is not None:
        return channel.anonymous
    return method is not None and method.anonymous


def _no_anonymous_way(review_facts: ReviewFacts) -> Iterator[Case]:
    """Yield activities on a sensitive subject with no way without a name, where others say so."""
    for activity in (
        review_facts.snapshot.outline.activities if review_facts.says_if_anonymous else ()
    ):
        if activity.sensitive and not _is_anonymous(review_facts, activity):
            yield Case(activity.id, {})


NO_ANONYMOUS_WAY = Rule(
    code="no-anonymous-way",
    severity="soon",
    message="speaking up may be hard, and no anonymous way is on record",
    reason="Where speaking up is hard, people need a way that asks for no name.",
    remedy="Add an anonymous way: a line, a box, a form, or someone trusted outside the service.",
    check=_no_anonymous_way,
)


NAME_UNKNOWN = (
    "people were asked about {name} by {name} itself; whether they could answer without a name is "
    "not recorded"
)


def _asked_by_provider(review_facts: ReviewFacts) -> Iterator[Case]:
    """Yield activities at which people were asked about a service by those who provide it."""
    for activity in review_facts.snapshot.outline.activities:
        channel = review_facts.snapshot.channels.get(activity.channel or "")
        askers = {activity.run_by, channel.run_by if channel else None}
        if activity.concerns in askers - {None} and not _is_anonymous(review_facts, activity):
            message = "" if review_facts.says_if_anonymous else NAME_UNKNOWN
            yield Case(
                activity.id, {"name": review_facts.snapshot.names[str(activity.concerns)]}, message
            )


ASKED_BY_PROVIDER = Rule(
    code="asked-by-provider",
    severity="soon",
    message="people were asked about {name} by {name} itself, and no anonymous way is on record",
    reason="People may fear for their care, or staff for their job, if the provider is listening.",
    remedy="Have someone independent ask, and offer a way that asks for no name.",
    check=_asked_by_provider,
)
