"""The tables for analysts: every figure and term, folded away."""

from reachmap.analysis.briefing import Briefing
from reachmap.analysis.participation.words import words_of_status
from reachmap.model.stakeholders import StakeholderMap
from reachmap.plan.links.question import LinksToBuild
from reachmap.view.parts.burden import burden_tables
from reachmap.view.parts.calibration import calibration_tables
from reachmap.view.parts.change import change_tables
from reachmap.view.parts.gatekeepers import gatekeepers_tables
from reachmap.view.parts.links import links_tables
from reachmap.view.parts.methods import methods_tables
from reachmap.view.parts.participation import participation_tables
from reachmap.view.parts.reach import reach_tables
from reachmap.view.parts.routes import routes_tables
from reachmap.view.parts.voices import voices_tables
from reachmap.view.parts.what_if import what_if_tables
from reachmap.view.picture.kinds import LOOKS
from reachmap.view.tables import Cell, Table, plain, table
from reachmap.view.words import ASSUMPTIONS, EVERY_LINK, EVERYBODY, KINDS, PAGE


def everything_tables(
    answers: Briefing, town: StakeholderMap, links: LinksToBuild
) -> tuple[Table, ...]:
    """Return the tables for analysts."""
    return (
        *participation_tables(answers.heard),
        *routes_tables(answers.best),
        *reach_tables(answers.reach),
        *calibration_tables(answers.calibration),
        *gatekeepers_tables(answers.gatekeepers),
        *what_if_tables(answers.leaving),
        *links_tables(links),
        *voices_tables(answers.voices),
        *burden_tables(answers.burden),
        *methods_tables(answers.methods),
        *change_tables(answers.change),
        _nodes(answers, town),
        _links(town),
        _assumptions(answers),
    )


def _nodes(answers: Briefing, town: StakeholderMap) -> Table:
    status = {row.group: words_of_status(row) for row in answers.heard.groups}
    rows = (
        (Cell(node.name, node=node.id), KINDS[node.kind], status.get(node.id, ""))
        for node in town.nodes()
        if node.kind in LOOKS
    )
    return table("nodes", EVERYBODY, rows)


def _links(town: StakeholderMap) -> Table:
    names = {node.id: node.name for node in town.nodes()}
    rows = (
        (
            names[link.from_],
            link.type.lower().replace("_", " "),
            names[link.to],
            plain(link.trust),
            plain(link.last_contact),
            link.owner,
        )
        for link in town.links
    )
    return table("links", EVERY_LINK, rows, count=len(town.links))


def _assumptions(answers: Briefing) -> Table:
    assumed = answers.overview.assumptions
    changed = assumed.changed()
    rows = (
        (name, plain(value), PAGE["changed"] if name in changed else "")
        for name, value in assumed.items().items()
    )
    return table("assumptions", ASSUMPTIONS, rows)
