"""Who everything depends on: the only introductions on our map."""

from collections.abc import Iterator
from dataclasses import dataclass

from reachmap.analysis.briefing import Briefing
from reachmap.analysis.gatekeepers.question import Gatekeepers
from reachmap.analysis.gatekeepers.rows import Gatekeeper
from reachmap.analysis.gatekeepers.words import EVERY_GATEKEEPER, ONLY_INTRODUCTIONS, words_of_load
from reachmap.view.parts.what_if import leave_cell, untried
from reachmap.view.tables import Cell, Table, day_cell, table, table_of
from reachmap.words import words_of_day


@dataclass(frozen=True, slots=True)
class GatekeepersPart:
    """The part of the page on those who are the only introduction to some group."""

    table: Table
    words: str
    """What to say where there is nobody, or they may not be named."""
    untried: str
    """For how many it is not worked out what changes if they leave; empty where for none."""


def gatekeepers_part(answers: Briefing) -> GatekeepersPart:
    """Return the part of the page on the sole gatekeepers of groups."""
    sole = [row for row in answers.gatekeepers.sole if row.name is not None]
    tried = {row.node for row in answers.leaving.nodes}
    rows = (_row(row, tried=row.node in tried) for row in sole)
    return GatekeepersPart(
        table=table("only-introductions", ONLY_INTRODUCTIONS, rows),
        words="" if sole else answers.gatekeepers.sentences()[0],
        untried=untried(len(sole), len(tried)),
    )


def gatekeepers_tables(answer: Gatekeepers) -> Iterator[Table]:
    """Yield the table for analysts, where it may be seen."""
    if any(row.node is not None for row in answer.nodes):
        yield table_of("gatekeepers", EVERY_GATEKEEPER, answer)


def _row(row: Gatekeeper, *, tried: bool) -> tuple[Cell | str, ...]:
    asked = row.asked or 0
    return (
        Cell(row.name or "", node=row.node or ""),
        Cell(", ".join(row.sole_names), sort=str(len(row.sole_names))),
        Cell(words_of_load(row), sort=str(asked)),
        day_cell(row.until, words_of_day(row.until)) if row.until else "",
        leave_cell(row.node or "", row.kind or "", row.name or "") if tried else "",
    )
