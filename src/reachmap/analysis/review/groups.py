"""Rules of the review on what groups are asked and offered, and what they hear back."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from datetime import date, timedelta

from reachmap.analysis.recorded import is_recorded
from reachmap.analysis.review.answers_owed import unanswered_activities
from reachmap.analysis.review.facts import ReviewFacts
from reachmap.analysis.review.rule import Case, Rule
from reachmap.model.nodes import Activity
from reachmap.store.counts import Span
from reachmap.words import join_names, within_sentence, words_of_count, words_of_day

ALWAYS = frozenset({"language"})
"""Barriers that stand in the way of every method."""

EXAMPLES = 2
"""Supports named as examples of what would lift a barrier."""


def _group_asked_too_often(review_facts: ReviewFacts) -> Iterator[Case]:
    """Yield groups about which more was asked in the quarter than is good."""
    snapshot, enough = review_facts.snapshot, review_facts.snapshot.assumptions.asked_too_often
    after = snapshot.day - timedelta(snapshot.assumptions.quarter_days)
    asked = snapshot.store.group_asks(Span(after, snapshot.day))
    asks_by_group: Counter[str] = Counter()
    for group, asks in zip(asked.to, asked.asks.tolist(), strict=True):
        asks_by_group[group] += asks
    for group, asks in sorted(asks_by_group.items()):
        if asks > enough:
            yield Case(group, {"asks": asks, "enough": enough})


GROUP_ASKED_TOO_OFTEN = Rule(
    code="group-asked-too-often",
    severity="now",
    message="we asked others about them {asks} times in a quarter, more than the {enough} that we "
    "take for enough",
    reason="Everyone asking too many questions wears a group out.",
    remedy="Pause; use what they have said already, and first tell them what happened as a result.",
    check=_group_asked_too_often,
)


NAMED_WITH_THE = "on record heard through {channel} alone"


def _one_channel(review_facts: ReviewFacts) -> Iterator[Case]:
    """Yield groups that are heard through one standing channel and nowhere else."""
    for row in review_facts.reliance:
        channel = row.depends_on
        if channel:
            message = NAMED_WITH_THE if channel.casefold().startswith("the ") else ""
            yield Case(row.group, {"channel": channel}, message)


ONE_CHANNEL = Rule(
    code="one-channel",
    severity="next time",
    message="on record heard through the {channel} alone",
    reason="A group heard in one place alone falls silent when that place closes, or is too mixed.",
    remedy="Find a second way to hear them: go where they are, or ask by another method.",
    check=_one_channel,
)


def _barriers_left(review_facts: ReviewFacts, activity: Activity, group: str) -> set[str]:
    """Return the barriers of a group that the method of an activity does not get round."""
    method = review_facts.method(activity)
    return {
        barrier
        for barrier in review_facts.snapshot.groups[group].barriers
        if method is None or barrier in {*method.excludes, *ALWAYS}
    }


WHAT_WOULD = ". What would: {supports}"
SUPPORTS_FOR = "{supports} ({barrier})"


def _what_would_lift(review_facts: ReviewFacts, barriers: Collection[str]) -> str:
    """Return what would lift each barrier, those made for it alone first."""
    table = review_facts.snapshot.outline.support_table.values()
    supports = sorted(table, key=lambda each: len(each.lifts))
    lines = [
        SUPPORTS_FOR.format(barrier=barrier, supports=" or ".join(names))
        for barrier in sorted(barriers)
        if (names := [within_sentence(s.name) for s in supports if barrier in s.lifts][:EXAMPLES])
    ]
    return WHAT_WOULD.format(supports=", ".join(lines)) if lines else ""


def _barriers_lifted(review_facts: ReviewFacts, activity: Activity) -> set[str]:
    """Return the barriers that the supports and the venue of an activity lift, as recorded."""
    supports, venue = (
        review_facts.snapshot.outline.support_table,
        review_facts.venues.get(activity.venue or ""),
    )
    lifted = {barrier for code in activity.supports for barrier in supports[code].lifts}
    return lifted | ({"access"} if venue and venue.accessible else set())


def _barrier_not_lifted(review_facts: ReviewFacts) -> Iterator[Case]:
    """Yield activities for a group with a barrier that nothing recorded lifts, where others do."""
    in_use = is_recorded(review_facts.snapshot, "activities.supports")
    for activity in review_facts.snapshot.outline.activities if in_use else ():
        lifted = _barriers_lifted(review_facts, activity)
        left = {
            group: sorted(_barriers_left(review_facts, activity, group) - lifted)
            for group in activity.groups
        }
        groups = [
            f"{review_facts.snapshot.names[group]} ({', '.join(of_group)})"
            for group, of_group in left.items()
            if of_group
        ]
        if groups:
            barriers = {barrier for of_group in left.values() for barrier in of_group}
            slots = {"groups": "; ".join(groups), "would": _what_would_lift(review_facts, barriers)}
            yield Case(activity.id, slots)


BARRIER_NOT_LIFTED = Rule(
    code="barrier-not-lifted",
    severity="next time",
    message="no support on record lifts what is in the way of {groups}{would}",
    reason="An invitation that cannot be taken up is no invitation.",
    remedy="Offer what lifts the barrier, say so in the invitation, and pay for it.",
    check=_barrier_not_lifted,
)

NO_ANSWER = "no answer on record yet to {things} they said, the first on {day}{late}{owners}"
SOME_LATE = "; {late:,} overdue"
OWED_BY = " (owed by {names})"


def _unanswered(review_facts: ReviewFacts) -> Iterator[Case]:
    """Yield groups and activities that were heard, with no answer recorded by the day it is due."""
    owed: defaultdict[str, list[tuple[date, bool, str | None]]] = defaultdict(list)
    for each in unanswered_activities(review_facts.snapshot):
        day = each.activity.date
        if day is None or each.due is None:
            continue
        is_late = each.due < review_facts.snapshot.day
        of_groups = [row for row in each.said if row.group is not None]
        for row in of_groups:
            owed[row.group or ""].append((day, is_late, row.owner))
        if is_late and not of_groups:
            yield Case(each.activity.id, {})
    for group, said in owed.items():
        late = sum(is_late for _, is_late, _ in said)
        if not late:
            continue
        names = sorted({owner for _, _, owner in said if owner})
        slots = {
            "things": words_of_count(len(said), "thing"),
            "day": words_of_day(min(day for day, _, _ in said)),
            "late": SOME_LATE.format(late=late) if late < len(said) else "",
            "owners": OWED_BY.format(names=join_names(names)) if names else "",
        }
        yield Case(group, slots, message=NO_ANSWER)


NEVER_TOLD = Rule(
    code="never-told",
    severity="soon",
    message="no record yet that people were told what happened as a result, which is overdue",
    reason="You said, we did: people who hear nothing back will think that nothing was done.",
    remedy="Tell them what was done, or could not be done and why, and write down the day.",
    check=_unanswered,
)
