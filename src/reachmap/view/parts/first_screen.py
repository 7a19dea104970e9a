"""The first screen: the answer in words, before any picture."""

from collections.abc import Mapping
from dataclasses import replace

from reachmap.analysis.briefing import Briefing
from reachmap.analysis.participation.rows import GroupHeard
from reachmap.analysis.participation.words import (
    NOT_RECORDED,
    NOT_YET_HEARD,
    PAGE,
    SELDOM_HEARD,
    SENTENCES,
)
from reachmap.analysis.readiness.asked import question_about
from reachmap.analysis.routes.words import INTRODUCTION
from reachmap.model.nodes import Group
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.vocabulary import TaxonomyTerm
from reachmap.view.parts.participation import heard_cell
from reachmap.view.parts.routes import IntroductionCells, nobody_known
from reachmap.view.tables import Cell, Table, table


def first_tables(
    findings: Briefing, town: StakeholderMap, nearest: Mapping[str, str]
) -> tuple[Table, ...]:
    """Return the tables of the first screen; those without a row are left out."""
    heard, ways, terms = findings.heard, IntroductionCells(findings, town), town.taxonomy_table

    def with_introduction(row: GroupHeard) -> tuple[Cell | str, ...]:
        return Cell(row.name, node=row.group), heard_cell(row), *ways.cells(row.group)

    def with_question(row: GroupHeard) -> tuple[Cell | str, ...]:
        name, question = Cell(row.name, node=row.group), words_to_add(ways.groups[row.group], terms)
        return name, question, ways.introducer(row.group)

    tables = (
        table(
            "not-yet-heard",
            NOT_YET_HEARD.and_columns(*INTRODUCTION),
            map(with_introduction, heard.of("unheard")),
        ),
        table(
            "not-recorded",
            NOT_RECORDED.and_columns(INTRODUCTION[0]),
            map(with_question, heard.of("not-recorded")),
        ),
        nobody_known(findings.best, town, nearest),
        table(
            "seldom-heard",
            SELDOM_HEARD.and_columns(*INTRODUCTION),
            map(with_introduction, heard.of("under")),
        ),
    )
    filled = (each for each in tables if each.rows)
    if heard.is_for_team:
        return tuple(filled)
    return tuple(replace(each, lead=f"{each.lead} {SENTENCES['few']}".strip()) for each in filled)


def words_to_add(group: Group, terms: Mapping[str, TaxonomyTerm]) -> str:
    """Return what to add to the sign-in sheet to ask about a group."""
    key = "sign_in_question" if group.finding_question else "sign_in_box"
    words = PAGE[key].format(name=group.name, question=group.finding_question)
    private = question_about(group, terms).private
    return PAGE["sign_in_private"].format(words=words) if private else words
