"""The one table of groups, those heard least first: how each is heard, and the way in."""

from collections.abc import Mapping
from dataclasses import replace

from reachmap.analysis.briefing import Briefing
from reachmap.analysis.participation.rows import GroupHeard, Status
from reachmap.analysis.participation.words import HEARD_LEAST_FIRST, PAGE, SENTENCES
from reachmap.analysis.routes.words import INTRODUCTION
from reachmap.model.nodes import Group
from reachmap.model.stakeholders import StakeholderMap
from reachmap.view.parts.participation import heard_cell
from reachmap.view.parts.routes import IntroductionCells
from reachmap.view.tables import Cell, Table, table

IN_SIGHT: frozenset[Status] = frozenset({"unheard", "not-recorded", "under"})
"""Statuses of groups whose rows are in sight from the start."""

MOST_IN_SIGHT = 24

COLUMNS_IN_SIGHT = 5


def groups_table(findings: Briefing, town: StakeholderMap, nearest: Mapping[str, str]) -> Table:
    """Return every group, least heard first, with the way in; its last columns are folded."""
    ways = IntroductionCells(findings, town, nearest)

    def row(number: int, heard: GroupHeard) -> tuple[Cell | str, ...]:
        introducer, ask, *others = ways.cells(heard.group)
        if heard.status == "not-recorded":
            ask = words_to_add(ways.groups[heard.group], private=ways.is_private(heard.group))
        name = Cell(heard.name, node=heard.group)
        return name, heard_cell(heard, number), introducer, ask, *others

    heard = findings.heard
    first = sum(each.status in IN_SIGHT for each in heard.groups)
    words = HEARD_LEAST_FIRST.and_columns(*INTRODUCTION)
    if not heard.is_for_team:
        words = words._replace(title=PAGE["every_group"], lead=SENTENCES["few"])
    rows = (row(number, each) for number, each in enumerate(heard.groups))
    return replace(
        table("groups-heard", words, rows),
        sight=min(first, MOST_IN_SIGHT) or None,
        columns_in_sight=COLUMNS_IN_SIGHT,
    )


def words_to_add(group: Group, *, private: bool) -> str:
    """Return what to add to the sign-in sheet to ask about a group."""
    if group.finding_question:
        key = "sign_in_question_private" if private else "sign_in_question"
    else:
        key = "sign_in_box_private" if private else "sign_in_box"
    return PAGE[key].format(question=group.finding_question)
