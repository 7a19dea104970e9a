"""The review: promises made to people, and good practice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar

from reachmap.analysis.review.facts import ReviewFacts
from reachmap.analysis.review.rows import SEVERITIES, ReviewFinding, Severity
from reachmap.analysis.review.rule import Rule
from reachmap.analysis.review.rules import RULES
from reachmap.analysis.review.unrecorded import missing
from reachmap.analysis.review.words import sentences, words_of_cases, words_of_subject
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.answer import Answer, Row
from reachmap.model.fields import ORGANISATION
from reachmap.model.nodes import Activity
from reachmap.words import FOR_TEAM


class Review(Answer):
    """What the review found."""

    row: ClassVar[type[Row]] = ReviewFinding

    findings: Annotated[tuple[ReviewFinding, ...], ORGANISATION]
    """What was found: first what cannot wait, then in the order of rules and subjects."""

    def rows(self) -> tuple[ReviewFinding, ...]:
        """Return what was found."""
        return self.findings

    def sentences(self) -> tuple[str, ...]:
        """Return how much was found, and what to deal with first."""
        if not self.is_for_team:
            return (FOR_TEAM,)
        return sentences(self.findings)


def review(snapshot: Snapshot, *, as_of: date | None = None) -> Review:
    """Look at what was promised to people, and at good practice.

    Each rule looks for one thing, as people who were asked after the decision, or who have not
    heard back. A blank cell counts only beside a column in use: where no row of the map fills it,
    `missing` says so once, as "not recorded" is not "not done". Activities to come are looked at
    too, as they can still be put right. Findings about several sittings of one channel are drawn
    together. What the team has answered, in the table of findings, is not raised again.

    Parameters
    ----------
    as_of
        Day to count from (the map's own, or today, where not given); later activities are
        planned, and later answers to findings do not count yet.

    Returns
    -------
    Review
        A row a finding: what to deal with now, then soon, then next time.

    Examples
    --------
    >>> import reachmap as rm
    >>> rm.demo().review().to_frame().severity.value_counts().to_dict()
    {'next time': 53, 'soon': 27, 'now': 5}

    References
    ----------
    .. [1] The Gunning principles, on asking while minds are open, with enough to go on, in time,
       and with what was said taken into account: R v Brent London Borough Council, ex parte
       Gunning (1985) 84 LGR 168.
    .. [2] NHS England (2022). Working in partnership with people and communities: statutory
       guidance.
    """
    return review_of(ReviewFacts(snapshot.on(as_of)))


def review_of(review_facts: ReviewFacts) -> Review:
    """Return what the review finds: `review` says what."""
    snapshot = review_facts.snapshot
    closed = {
        (row.rule, row.subject)
        for row in snapshot.store.findings()
        if row.on is None or row.on <= snapshot.day
    }
    cases = [case for case in _cases(review_facts) if case.key not in closed]
    drawn = [case for case in _together(review_facts, cases) if case.key not in closed]
    rows = [_row(snapshot.names[case.subject], case) for case in drawn]
    order = {rule.code: number for number, rule in enumerate(RULES)}
    rows.sort(key=lambda row: (SEVERITIES.index(row.severity), order[row.rule], row.subject or ""))
    return Review(findings=tuple(rows), missing=tuple(missing(review_facts)))


@dataclass(frozen=True, slots=True)
class _Case:
    """What a rule says of one subject."""

    rule: Rule
    subject: str
    words: str
    remedy: str
    severity: Severity

    @property
    def key(self) -> tuple[str, str]:
        return (self.rule.code, self.subject)


def _cases(review_facts: ReviewFacts) -> Iterable[_Case]:
    """Return the cases of every rule, those of one rule about one subject as one."""
    planned = {
        each.id
        for each in review_facts.snapshot.outline.activities
        if review_facts.is_planned(each)
    }
    cases: dict[tuple[str, str], _Case] = {}
    for rule in RULES:
        for each in rule.check(review_facts):
            words = (each.message or rule.message).format(**each.slots)
            # What is planned can still be put right now.
            severity = "now" if each.subject in planned else rule.severity
            case = _Case(rule, each.subject, words, each.remedy or rule.remedy, severity)
            if case.key in cases:
                case = replace(case, words=f"{cases[case.key].words}; {words}")
            cases[case.key] = case
    return cases.values()


def _together(review_facts: ReviewFacts, cases: Iterable[_Case]) -> Iterator[_Case]:
    """Yield cases, those of one rule about several past sittings of a channel as one."""
    activities = {activity.id: activity for activity in review_facts.snapshot.outline.activities}
    sittings: defaultdict[tuple[str, str], list[tuple[Activity, _Case]]] = defaultdict(list)
    for case in cases:
        activity = activities.get(case.subject)
        if activity is None or activity.channel is None or review_facts.is_planned(activity):
            yield case
        else:
            sittings[case.rule.code, activity.channel].append((activity, case))
    for (_, channel), pairs in sittings.items():
        latest, last = max(pairs, key=lambda pair: (pair[0].date or date.min, pair[0].id))
        if len(pairs) == 1:
            yield last
        else:
            words = words_of_cases(len(pairs), latest, last.words)
            yield replace(last, subject=channel, words=words)


def _row(name: str, case: _Case) -> ReviewFinding:
    return ReviewFinding(
        rule=case.rule.code,
        severity=case.severity,
        subject=case.subject,
        name=name,
        finding=words_of_subject(name, case.words),
        reason=case.rule.reason,
        remedy=case.remedy,
    )
