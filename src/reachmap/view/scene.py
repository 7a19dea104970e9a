"""The scene: everything that the page shows, as words and figures, before any markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reachmap.analysis.briefing import Findings
from reachmap.model.stakeholders import StakeholderMap
from reachmap.plan import LinksToBuild
from reachmap.release.released import Released
from reachmap.view.charts import Bar, bars
from reachmap.view.parts.burden import AskedPart, asked_part
from reachmap.view.parts.everything import EVERYBODY, everything_tables
from reachmap.view.parts.evidence import Regard, regard
from reachmap.view.parts.first_screen import first_tables
from reachmap.view.parts.gatekeepers import Keepers, keepers, leaving_payload
from reachmap.view.parts.influence_grid import Grid, grid
from reachmap.view.parts.links import Building, building, nearest, to_build
from reachmap.view.parts.methods import Working, working
from reachmap.view.parts.review import Practice, answers_owed, practice
from reachmap.view.parts.strip import Fact, strip
from reachmap.view.parts.voices import Talk, talk
from reachmap.view.picture.kinds import LOOKS, STATUS_WORDS, Look
from reachmap.view.picture.payload import Packing, routes_payload
from reachmap.view.picture.picture import Picture, picture
from reachmap.view.tables import Table
from reachmap.words import words_of_day


@dataclass(frozen=True, slots=True)
class Scene:
    """What the page shows.

    Attributes
    ----------
    title, area, stamp, lead
        Heading, area, whom it is for, and how to read it.
    illustrative
        Whether the map is made up.
    strip, first
        Facts and tables of the first screen.
    asked, owed
        What we have asked, and the answers that we owe.
    talk
        The same voices.
    working, practice, regard
        What works for whom, what the review found, evidence towards due regard.
    change
        What has changed since the year before, in sentences.
    bars, unbarred
        The chart of people heard against people expected, and how many groups it leaves out.
    grid
        Influence and interest, where known.
    picture, left_out
        The map, and what it does not draw, in words.
    channel_names, areas
        What groups and places can be filtered by.
    keepers, building
        On whom the ways in hang, and which relationships to build.
    routes, leaving
        The ways to each group, for the panel beside the map; what changes if somebody leaves.
    looks
        How kinds of node are drawn.
    statuses
        Words of the statuses that occur.
    everything
        Tables for analysts.
    missing
        What could not be known.
    """

    title: str
    area: str
    stamp: str
    audience: str
    lead: tuple[str, ...]
    illustrative: bool
    strip: tuple[Fact, ...]
    first: tuple[Table, ...]
    asked: AskedPart
    owed: Table
    talk: Talk
    working: Working
    practice: Practice
    regard: Regard
    change: tuple[str, ...]
    bars: tuple[Bar, ...]
    unbarred: int
    grid: Grid | None
    picture: Picture
    left_out: str
    channel_names: tuple[str, ...]
    areas: tuple[str, ...]
    keepers: Keepers
    building: Building
    routes: dict[str, object]
    leaving: list[object]
    looks: dict[str, Look]
    statuses: dict[str, str]
    everything: tuple[Table, ...]
    missing: tuple[str, ...]

    @property
    def screen_only(self) -> tuple[Table, ...]:
        """The tables that are left out on paper."""
        own = (self.asked.everybody, self.working.groups, self.working.staff, self.regard.lines)
        return (*own, *self.everything)


def scene(
    findings: Released[Findings], town: Released[StakeholderMap], links: Released[LinksToBuild]
) -> Scene:
    """Return what the page shows to an audience."""
    answers, nodes = findings.content, town.content
    shown = {row.status for row in answers.heard.groups}
    near, build = nearest(links.content), to_build(links.content)
    drawn, charted = picture(nodes, answers), bars(answers.heard.groups)
    packed = Packing(nodes, drawn)
    leaving = leaving_payload(answers, packed, near)
    return Scene(
        title=answers.overview.title,
        area=answers.overview.area or "",
        stamp=findings.stamp,
        audience=findings.audience,
        lead=tuple(_lead(answers)),
        illustrative=answers.overview.illustrative,
        strip=strip(answers),
        first=first_tables(answers, nodes, near),
        asked=asked_part(answers.burden),
        owed=answers_owed(answers.owed),
        talk=talk(answers.voices),
        working=working(answers.methods),
        practice=practice(answers.review, packed.places),
        regard=regard(answers.evidence),
        change=answers.change.sentences(),
        bars=charted,
        unbarred=sum(row.ppr is not None for row in answers.heard.groups) - len(charted),
        grid=grid(nodes),
        picture=drawn,
        left_out=_left_out(drawn),
        channel_names=tuple(sorted({name for dot in drawn.dots for name in dot.channels})),
        areas=tuple(sorted({name for dot in drawn.dots for name in dot.areas})),
        keepers=keepers(answers),
        building=building(links.content),
        routes=routes_payload(answers, packed, build),
        leaving=leaving,
        looks={kind: look for kind, look in LOOKS.items() if kind in drawn.kinds},
        statuses={status: words for status, words in STATUS_WORDS.items() if status in shown},
        everything=everything_tables(answers, nodes, links.content),
        missing=tuple(dict.fromkeys((*answers.missing, *links.content.missing))),
    )


def _lead(answers: Findings) -> Iterator[str]:
    """Yield how to read the page."""
    yield (
        f"Our records {answers.heard.window}, as they stood on {words_of_day(answers.as_of)}. "
        "“Not recorded” does not mean “not there”."
    )
    links = {(step.from_, step.to): step for way in answers.best.routes for step in way.steps}
    if links:
        tried = sum(step.basis == "tried" for step in links.values())
        known = sum(step.basis == "known" for step in links.values())
        yield (
            f"Of the {len(links)} introductions on the best ways, {tried} have been tried and "
            f"{known} are on record; the rest is staff judgement or our assumption."
        )


def _left_out(drawn: Picture) -> str:
    """Return what of a large map is not drawn, and where it stands instead."""
    if not drawn.rests:
        return ""
    whole = len(drawn.dots)
    kept = whole - sum(rest.number for rest in drawn.rests)
    told = [
        f"{rest.number:,} {LOOKS[rest.kind].word.lower()}{'' if rest.number == 1 else 's'}"
        for rest in drawn.rests
    ]
    rest = " and ".join(part for part in (", ".join(told[:-1]), told[-1]) if part)
    return (
        f"This map is large: {kept:,} of {whole:,} are drawn, groups not yet heard first, with "
        f"the ways to them. Left out are {rest}: one shape below stands for all of a kind. "
        f"The table “{EVERYBODY}” lists all. Choose anybody by name to have them drawn."
    )
