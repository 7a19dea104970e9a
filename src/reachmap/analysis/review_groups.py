"""Rules of the review on what groups are asked, offered and told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta

from reachmap.analysis.review_known import Known
from reachmap.analysis.review_records import Raised
from reachmap.analysis.route_words import words_of_day
from reachmap.model.nodes import Activity
from reachmap.model.records import Said

ALWAYS = frozenset({"language"})
"""Barriers that stand in the way of every method."""

EXAMPLES = 2
"""Supports named as examples of what would lift a barrier."""


def group_asked_too_often(known: Known) -> Iterator[Raised]:
    """Yield groups about which more was asked in the quarter than is good."""
    after = known.day - timedelta(known.assumed.quarter_days)
    found = known.store.group_asks(after=after, as_of=known.day)
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
    due = known.day - timedelta(known.assumed.feedback_days)
    late = {
        activity.id: activity
        for activity in known.past
        if activity.date is not None
        and activity.date < due
        and not (activity.feedback_on and activity.feedback_on <= known.day)
    }
    told, owed = _said(known, late)
    for group, rows in owed.items():
        first = min(day for row in rows if (day := late[row.activity].date) is not None)
        things = "1 thing they said" if len(rows) == 1 else f"{len(rows)} things they said"
        owners = sorted({row.owner for row in rows if row.owner})
        who = f" ({', '.join(owners)} owes it)" if owners else ""
        words = f"no answer yet to {things}, the first on {words_of_day(first)}{who}"
        yield Raised("never-told", group, words)
    heard = _heard(known)
    for activity in late.values():
        if activity.id not in told and activity.id in heard:
            yield known.raised("never-told", activity, "no word yet on what came of it")


def _said(known: Known, late: dict[str, Activity]) -> tuple[set[str], dict[str, list[Said]]]:
    """Return activities told of or counted below, and what each group said without an answer."""
    told: set[str] = set()
    owed: defaultdict[str, list[Said]] = defaultdict(list)
    for row in known.store.said():
        if row.told_on is not None and row.told_on <= known.day:
            told.add(row.activity)
        elif row.group is not None and row.activity in late:
            told.add(row.activity)
            owed[row.group].append(row)
    return told, owed


def _heard(known: Known) -> set[str]:
    """Return the activities at which anybody was heard, as far as is recorded."""
    found = {activity.id for activity in known.past if activity.attended}
    found |= {row.activity for row in known.store.turnout() if row.attended}
    found |= {row.activity for row in known.store.said()}
    return found | {*known.comings.activities}
