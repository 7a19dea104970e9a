"""Rules of the review on what groups are asked, offered and told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from reachmap.analysis.review.answers_owed import unanswered_activities
from reachmap.analysis.review.known import Known
from reachmap.analysis.review.rows import Raised
from reachmap.model.nodes import Activity
from reachmap.words import words_of_day

ALWAYS = frozenset({"language"})
"""Barriers that stand in the way of every method."""

EXAMPLES = 2
"""Supports named as examples of what would lift a barrier."""


def group_asked_too_often(known: Known) -> Iterator[Raised]:
    """Yield groups about which more was asked in the quarter than is good."""
    after = known.day - timedelta(known.assumed.quarter_days)
    found = known.snapshot.store.group_asks(after=after, as_of=known.day)
    counted: Counter[str] = Counter()
    for group, count in zip(found.to, found.asks.tolist(), strict=True):
        counted[group] += count
    for group, asks in sorted(counted.items()):
        if asks > known.assumed.asked_too_often:
            words = f"{asks} asks in a quarter, where {known.assumed.asked_too_often} is enough"
            yield Raised("group-asked-too-often", group, words)


def one_channel(known: Known) -> Iterator[Raised]:
    """Yield groups that are heard through one standing channel and nowhere else."""
    for row in known.voices.reliance:
        if row.depends_on:
            yield Raised("one-channel", row.group, f"heard through the {row.depends_on} alone")


def barrier_not_lifted(known: Known) -> Iterator[Raised]:
    """Yield activities for a group with a barrier in the way that nothing offered lifts."""
    supports = known.outline.support_table
    for activity in known.outline.activities:
        lifted = {barrier for code in activity.supports for barrier in supports[code].lifts}
        stay = {
            group: sorted(_in_the_way(known, activity, group) - lifted) for group in activity.groups
        }
        parts = [
            f"{known.groups[group].name} ({', '.join(barriers)})"
            for group, barriers in stay.items()
            if barriers
        ]
        if parts:
            would = _would_lift(known, {b for barriers in stay.values() for b in barriers})
            words = f"nothing offered lifts what is in the way of {'; '.join(parts)}{would}"
            yield known.raised("barrier-not-lifted", activity, words)


def _in_the_way(known: Known, activity: Activity, group: str) -> set[str]:
    """Return the barriers of a group that the method of an activity does not get round."""
    method = known.method(activity)
    return {
        barrier
        for barrier in known.groups[group].barriers
        if method is None or barrier in {*method.excludes, *ALWAYS}
    }


def _would_lift(known: Known, barriers: set[str]) -> str:
    """Return what would lift each barrier, those made for it alone first."""
    supports = sorted(known.outline.support_table.values(), key=lambda each: len(each.lifts))
    told = [
        f"for {barrier} {' or '.join(found)}"
        for barrier in sorted(barriers)
        if (found := [s.name.casefold() for s in supports if barrier in s.lifts][:EXAMPLES])
    ]
    return f"; what would: {', '.join(told)}" if told else ""


def never_told(known: Known) -> Iterator[Raised]:
    """Yield groups and activities that were heard, and told nothing in the days it should take."""
    owed: defaultdict[str, list[tuple[date, str | None]]] = defaultdict(list)
    for each in unanswered_activities(known.snapshot):
        day = each.activity.date
        if day is None or each.due is None or each.due >= known.day:
            continue
        of_groups = [row for row in each.said if row.group is not None]
        for row in of_groups:
            owed[row.group or ""].append((day, row.owner))
        if not of_groups:
            yield known.raised("never-told", each.activity, "no word yet on what came of it")
    for group, said in owed.items():
        things = "1 thing they said" if len(said) == 1 else f"{len(said)} things they said"
        owners = sorted({owner for _, owner in said if owner})
        who = f" ({', '.join(owners)} owes it)" if owners else ""
        first = words_of_day(min(day for day, _ in said))
        yield Raised("never-told", group, f"no answer yet to {things}, the first on {first}{who}")
