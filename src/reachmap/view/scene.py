"""The scene: everything that the page shows, as words and figures, before any markup."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reachmap.analysis.briefing import Briefing
from reachmap.analysis.one_minute.question import one_minute
from reachmap.analysis.one_minute.rows import OneMinute
from reachmap.analysis.participation.words import STATUS
from reachmap.analysis.readiness.words import words_of_sheets
from reachmap.analysis.routes.rows import Basis
from reachmap.model.links import INTRODUCTIONS
from reachmap.model.stakeholders import StakeholderMap
from reachmap.plan.links.question import LinksToBuild
from reachmap.plan.round.answer import Plan
from reachmap.release.released import Released
from reachmap.view.parts.burden import BurdenPart, burden_part
from reachmap.view.parts.everything import everything_tables
from reachmap.view.parts.evidence import EvidencePart, evidence_part
from reachmap.view.parts.gatekeepers import GatekeepersPart, gatekeepers_part
from reachmap.view.parts.groups import groups_table
from reachmap.view.parts.influence_grid import InfluenceGrid, influence_grid
from reachmap.view.parts.links import LinksPart, links_part, nearest, to_build
from reachmap.view.parts.methods import MethodsPart, methods_part
from reachmap.view.parts.notes import notes
from reachmap.view.parts.participation import ParticipationPart, participation_part
from reachmap.view.parts.plan import PlanPart, plan_part
from reachmap.view.parts.review import ReviewPart, answers_owed, review_part
from reachmap.view.parts.voices import VoicesPart, voices_part
from reachmap.view.parts.what_if import leaving_payload
from reachmap.view.picture.chosen import chosen_payload
from reachmap.view.picture.focus import opens_folded
from reachmap.view.picture.kinds import LOOKS, Look
from reachmap.view.picture.measures import Measure, measures
from reachmap.view.picture.payload import Packing, routes_payload
from reachmap.view.picture.picture import Picture, picture
from reachmap.view.tables import Table
from reachmap.view.words import EVERYBODY, KINDS, PAGE
from reachmap.words import join_names, words_of_count, words_of_day, words_of_times


@dataclass(frozen=True, slots=True)
class Scene:
    """What the page shows, from top to bottom."""

    title: str
    subtitle: str
    stamp: str
    audience: str
    lead: tuple[str, ...]
    """How to read the page."""
    illustrative: bool
    minute: OneMinute
    """The answer in one minute."""
    groups: Table
    """Every group, least heard first."""
    notes: dict[str, str]
    """What stands beside the heading of a part, by its id."""
    settle: tuple[str, ...]
    """What to ask on the sign-in sheets of open sittings, in words."""
    owed: Table
    picture: Picture
    left_out: str
    """What the map does not draw, in words."""
    measures: tuple[Measure, ...]
    """What the map can be coloured and sized by."""
    looks: dict[str, Look]
    statuses: dict[str, str]
    """Words of the statuses that occur."""
    channel_names: tuple[str, ...]
    areas: tuple[str, ...]
    routes: dict[str, object]
    """The routes to each group, for the panel next to the map."""
    leaving: list[object]
    """What changes if one of the gatekeepers leaves."""
    known: dict[str, object]
    """What is known of each node and link that can be chosen."""
    gatekeepers: GatekeepersPart
    links: LinksPart
    participation: ParticipationPart
    voices: VoicesPart
    burden: BurdenPart
    methods: MethodsPart
    review: ReviewPart
    evidence: EvidencePart
    change: tuple[str, ...]
    influence_grid: InfluenceGrid | None
    everything: tuple[Table, ...]
    """Tables for analysts."""
    missing: tuple[str, ...]
    """What could not be known."""
    plan: PlanPart | None = None
    """The next round, where one was asked for."""

    @property
    def aside(self) -> str:
        """How many of those drawn are on no way to a group and folded away, in words."""
        number = sum(dot.aside and dot.spot is not None for dot in self.picture.dots)
        return PAGE["aside"].format(number=number) if number else ""

    @property
    def open_picture(self) -> str:
        """What opens the picture of a map that is too large for it to be there at once."""
        whole = len(self.picture.dots)
        if not opens_folded(whole):
            return ""
        return PAGE["open_picture"].format(drawn=_number_drawn(self.picture), whole=whole)


def scene(
    findings: Released[Briefing], town: Released[StakeholderMap], links: Released[LinksToBuild]
) -> Scene:
    """Return what the page shows to an audience."""
    answers, nodes = findings.content, town.content
    statuses = {row.status for row in answers.heard.groups}
    near, build = nearest(links.content), to_build(links.content)
    drawn = picture(nodes, answers)
    packed = Packing(nodes, drawn)
    return Scene(
        title=answers.overview.title,
        subtitle=_subtitle(answers.overview.title, answers.overview.area or ""),
        stamp=findings.stamp,
        audience=findings.audience,
        lead=tuple(_lead(answers)),
        illustrative=answers.overview.illustrative,
        minute=one_minute(answers),
        groups=groups_table(answers, nodes, near),
        notes=notes(answers),
        settle=words_of_sheets(answers.sheets),
        owed=answers_owed(answers.owed),
        picture=drawn,
        left_out=_left_out(drawn),
        measures=measures(answers, drawn.dots),
        looks={kind: look for kind, look in LOOKS.items() if kind in drawn.kinds},
        statuses={status: words for status, words in STATUS.items() if status in statuses},
        channel_names=tuple(sorted({name for dot in drawn.dots for name in dot.channels})),
        areas=tuple(sorted({name for dot in drawn.dots for name in dot.areas})),
        leaving=leaving_payload(answers.leaving, packed, near),
        known=chosen_payload(answers, nodes, drawn, packed),
        routes=routes_payload(answers, packed, build),  # last: it has the texts of all
        gatekeepers=gatekeepers_part(answers),
        links=links_part(links.content),
        participation=participation_part(answers.heard),
        voices=voices_part(answers.voices),
        burden=burden_part(answers.burden),
        methods=methods_part(answers.methods),
        review=review_part(answers.review, packed.numbers),
        evidence=evidence_part(answers.evidence),
        change=answers.change.sentences() if answers.change.is_for_team else (),
        influence_grid=influence_grid(nodes),
        everything=everything_tables(answers, nodes, links.content),
        missing=tuple(dict.fromkeys((*answers.missing, *links.content.missing))),
    )


def _subtitle(title: str, area: str) -> str:
    return PAGE["subtitle_area" if area and area not in title else "subtitle"].format(area=area)


def with_plan(view: Scene, plan: Released[Plan]) -> Scene:
    """Return a scene with a plan as well, where its readers may see one."""
    part = plan_part(plan.content)
    if part is None:
        return view
    missing = tuple(dict.fromkeys((*view.missing, *plan.content.missing)))
    return replace(view, plan=part, notes=view.notes | {"plan": part.note}, missing=missing)


def _lead(answers: Briefing) -> Iterator[str]:
    """Yield how to read the page."""
    yield PAGE["records"].format(window=answers.heard.window, day=words_of_day(answers.as_of))
    links = {(step.from_, step.to): step for route in answers.best.routes for step in route.steps}
    introductions = [step for step in links.values() if step.type in INTRODUCTIONS]
    if introductions:
        untried = [step.basis for step in introductions if not step.asked]
        least = answers.overview.assumptions.tried_asks
        yield PAGE["grounds"].format(
            introductions=words_of_count(len(introductions), "introduction"),
            tried=len(introductions) - len(untried),
            often=sum((step.asked or 0) >= least for step in introductions),
            times=words_of_times(least),
        )
        yield from _untried(untried)


def _untried(bases: Sequence[Basis | None]) -> Iterator[str]:
    """Yield what the introductions rest on of which no ask is recorded."""
    known = bases.count("known")
    if bases and known == len(bases):
        yield PAGE["untried_known"]
    elif known:
        yield PAGE["untried"].format(known=known)
    elif bases:
        yield PAGE["untried_guessed"]


def _number_drawn(drawn: Picture) -> int:
    return len(drawn.dots) - sum(rest.number for rest in drawn.rests)


def _left_out(drawn: Picture) -> str:
    """Return what of a large map is not drawn, and where it is instead."""
    if not drawn.rests:
        return ""
    rests = [words_of_count(rest.number, KINDS[rest.kind].lower()) for rest in drawn.rests]
    return PAGE["left_out"].format(
        drawn=_number_drawn(drawn),
        whole=len(drawn.dots),
        rest=join_names(rests, most=None),
        table=EVERYBODY.title,
    )
