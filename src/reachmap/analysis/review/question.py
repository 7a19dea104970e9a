"""The review: promises made to people, and good practice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated, ClassVar

from reachmap.analysis.review.groups import (
    barrier_not_lifted,
    group_asked_too_often,
    never_told,
    one_channel,
)
from reachmap.analysis.review.known import Known
from reachmap.analysis.review.openness import (
    asked_by_provider,
    decided_first,
    no_anonymous_way,
    nothing_open,
    short_notice,
)
from reachmap.analysis.review.people import (
    champions,
    no_front_line_staff,
    no_service_users,
    past_experience_only,
    same_people,
)
from reachmap.analysis.review.rows import SEVERITIES, Raised, ReviewFinding
from reachmap.analysis.review.rules import RULES
from reachmap.analysis.review.ties import gone_cold, leaving_sole_way, single_holder
from reachmap.analysis.review.words import many, missing, sentences
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.answer import Answer, Row
from reachmap.model.fields import PUBLIC
from reachmap.model.nodes import Activity

LOOKS: tuple[Callable[[Known], Iterator[Raised]], ...] = (
    decided_first,
    nothing_open,
    no_service_users,
    no_front_line_staff,
    short_notice,
    no_anonymous_way,
    asked_by_provider,
    never_told,
    champions,
    group_asked_too_often,
    one_channel,
    gone_cold,
    single_holder,
    past_experience_only,
    barrier_not_lifted,
    leaving_sole_way,
    same_people,
)
"""What is looked for, rule by rule."""


class Review(Answer):
    """What the review found."""

    row: ClassVar[type[Row]] = ReviewFinding

    findings: Annotated[tuple[ReviewFinding, ...], PUBLIC]
    """What was found: first what cannot wait, then in the order of rules and subjects."""

    def rows(self) -> tuple[ReviewFinding, ...]:
        """Return what was found."""
        return self.findings

    def sentences(self) -> tuple[str, ...]:
        """Return how much was found, and what to deal with first."""
        return sentences(self.findings)


def review(snapshot: Snapshot, *, as_of: date | None = None) -> Review:
    """Look at what was promised to people, and at good practice.

    Activities to come are looked at too, as they can still be put right. Findings about
    several sittings of one channel are drawn together. What the team has answered, in the
    table of findings, is not raised again.

    Parameters
    ----------
    as_of
        Day to count from; the map's own, or today, where not given.

    Returns
    -------
    Review
        A row a finding.
    """
    return review_of(Known(snapshot.on(as_of)))


def review_of(known: Known) -> Review:
    """Return what the review finds in what is known of a map: `review` says what."""
    answered = {
        (row.rule, row.subject)
        for row in known.snapshot.store.findings()
        if row.on is None or row.on <= known.day
    }
    raised = _once(each for look in LOOKS for each in look(known))
    open_ = [each for each in raised if (each.rule, each.subject) not in answered]
    drawn = [each for each in _together(known, open_) if (each.rule, each.subject) not in answered]
    rows = [_row(known, each) for each in drawn]
    rules = [*RULES]
    rows.sort(
        key=lambda row: (SEVERITIES.index(row.severity), rules.index(row.rule), row.subject or "")
    )
    return Review(findings=tuple(rows), missing=missing(known.outline))


def _once(raised: Iterable[Raised]) -> list[Raised]:
    """Return findings, those of one rule about one subject as one."""
    found: dict[tuple[str, str], Raised] = {}
    for each in raised:
        key = (each.rule, each.subject)
        words = f"{found[key].words}; {each.words}" if key in found else each.words
        found[key] = replace(each, words=words)
    return [*found.values()]


def _together(known: Known, raised: Iterable[Raised]) -> Iterator[Raised]:
    """Yield findings, those of one rule about several past sittings of a channel as one."""
    activities = {activity.id: activity for activity in known.outline.activities}
    sittings: defaultdict[tuple[str, str], list[tuple[Activity, Raised]]] = defaultdict(list)
    for each in raised:
        activity = activities.get(each.subject)
        if activity is None or activity.channel is None or known.planned(activity):
            yield each
        else:
            sittings[each.rule, activity.channel].append((activity, each))
    for (rule, channel), found in sittings.items():
        if len(found) == 1:
            yield found[0][1]
        else:
            latest, last = max(found, key=lambda pair: (pair[0].date or date.min, pair[0].id))
            words = many(len(found), latest, last.words)
            yield Raised(rule, channel, words, remedy=last.remedy)


def _row(known: Known, raised: Raised) -> ReviewFinding:
    rule, name = RULES[raised.rule], known.outline.node(raised.subject).name
    return ReviewFinding(
        rule=rule.code,
        severity=raised.severity or rule.severity,
        subject=raised.subject,
        name=name,
        finding=f"{name}: {raised.words}.",
        reason=rule.reason,
        remedy=raised.remedy or rule.remedy,
    )
