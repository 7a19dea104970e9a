"""All answers about a map together: what a page says."""

from datetime import date
from typing import Annotated, ClassVar

from reachmap.analysis.burden.question import Burden, burden
from reachmap.analysis.calibration.question import Calibration, calibration
from reachmap.analysis.change.question import Change, change
from reachmap.analysis.evidence.question import Evidence, evidence
from reachmap.analysis.gatekeepers.question import Gatekeepers, gatekeepers
from reachmap.analysis.methods.question import Methods, methods
from reachmap.analysis.overview import Overview, overview
from reachmap.analysis.participation.question import Participation, participation
from reachmap.analysis.participation.rows import GroupHeard
from reachmap.analysis.reach.question import Reach, reach
from reachmap.analysis.readiness.rows import SignInSheet
from reachmap.analysis.readiness.settle import sign_in_sheets
from reachmap.analysis.relationships.question import relationships_in
from reachmap.analysis.relationships.rows import Relationship
from reachmap.analysis.review.answers_owed import answers_owed
from reachmap.analysis.review.facts import ReviewFacts
from reachmap.analysis.review.question import Review, review_of
from reachmap.analysis.review.rows import AnswerOwed
from reachmap.analysis.routes.question import Routes, RoutesToAll, routes_in, routes_to_all_in
from reachmap.analysis.routes.search import route_search
from reachmap.analysis.snapshot import Snapshot
from reachmap.analysis.voices.question import Voices, voices
from reachmap.analysis.what_if.leaving import Leaving, leaving, most_departures
from reachmap.model.answer import Answer, Row
from reachmap.model.fields import COUNT, ORGANISATION, PERSONAL, PUBLIC

SAMPLES = 1024
"""Samples of a chance that is not exact: a page rounds to times of ten."""


class Briefing(Answer):
    """Who is heard, whose voices fill the room, and who can introduce us to each group."""

    row: ClassVar[type[Row]] = GroupHeard

    overview: Annotated[Overview, PUBLIC]
    """What the map is."""

    as_of: Annotated[date, PUBLIC]
    """Day it counts from."""

    heard: Annotated[Participation, PUBLIC]
    """Who is heard."""

    sheets: Annotated[tuple[SignInSheet, ...], COUNT]
    """What to ask on the sign-in sheets of open sittings."""

    voices: Annotated[Voices, PUBLIC]
    """Whose voices fill the room."""

    best: Annotated[RoutesToAll, PUBLIC]
    """The best route to each group."""

    routes: Annotated[tuple[Routes, ...], ORGANISATION]
    """The three best routes to each group that has one."""

    relationships: Annotated[tuple[Relationship, ...], PERSONAL]
    """What is known of each link."""

    reach: Annotated[Reach, PUBLIC]
    """How sure it is that some introduction to each group works."""

    calibration: Annotated[Calibration, PUBLIC]
    """Whether introductions worked as often as promised."""

    gatekeepers: Annotated[Gatekeepers, PUBLIC]
    """Who everything depends on."""

    leaving: Annotated[Leaving, PUBLIC]
    """What changes if one of the sole gatekeepers leaves, each alone."""

    burden: Annotated[Burden, PUBLIC]
    """Who was asked how often, and who could help instead."""

    methods: Annotated[Methods, PUBLIC]
    """Which way of hearing people works for each group."""

    review: Annotated[Review, PUBLIC]
    """What was promised to people, and what good practice would do."""

    owed: Annotated[tuple[AnswerOwed, ...], PUBLIC]
    """Answers that we owe, those due first."""

    evidence: Annotated[Evidence, PUBLIC]
    """What was done to hear each group."""

    change: Annotated[Change, PUBLIC]
    """What has changed since the year before."""

    def rows(self) -> tuple[Row, ...]:
        """Return a row a group, by id."""
        return self.heard.rows()

    def sentences(self) -> tuple[str, ...]:
        """Return all answers in words."""
        parts: tuple[Answer, ...] = (self.overview, self.heard, self.best, self.voices)
        return tuple(line for part in parts for line in part.sentences())


def briefing(snapshot: Snapshot, *, k: int = 3) -> Briefing:
    """Answer every question about a map, for a page."""
    search, spoken = route_search(snapshot), voices(snapshot)
    heard, best = participation(snapshot), routes_to_all_in(search)
    sure, keepers = reach(snapshot, samples=SAMPLES), gatekeepers(snapshot)
    asked, works = burden(snapshot), methods(snapshot)
    practice, changes = review_of(ReviewFacts(snapshot)), change(snapshot)
    sole = [row.node for row in keepers.sole if row.node is not None]
    parts = (heard, spoken, best, sure, keepers, asked, works, practice, changes)
    return Briefing(
        overview=overview(snapshot),
        as_of=snapshot.day,
        heard=heard,
        sheets=sign_in_sheets(snapshot),
        voices=spoken,
        best=best,
        routes=tuple(routes_in(search, row.group, k=k) for row in best.groups if row.state),
        relationships=relationships_in(search),
        reach=sure,
        calibration=calibration(snapshot),
        gatekeepers=keepers,
        leaving=leaving(snapshot, sole[: most_departures(snapshot.outline)], samples=SAMPLES),
        burden=asked,
        methods=works,
        review=practice,
        owed=answers_owed(snapshot),
        evidence=evidence(snapshot),
        change=changes,
        missing=tuple(dict.fromkeys(line for part in parts for line in part.missing)),
    )
