"""Who is heard: the chart of people heard against people expected, and every figure."""

from collections.abc import Iterator
from dataclasses import dataclass

from reachmap.analysis.participation.question import Participation
from reachmap.analysis.participation.rows import GroupHeard
from reachmap.analysis.participation.words import (
    CANNOT_TELL,
    EVERY_GROUP,
    words_of_group,
    words_of_how_heard,
)
from reachmap.view.charts import PageChart, page_chart
from reachmap.view.tables import Cell, Table, table, table_of


@dataclass(frozen=True, slots=True)
class ParticipationPart:
    """The part of the page on people heard against people expected."""

    chart: PageChart
    unsettled: Table
    """Groups of which some are known, and too little to tell how fairly they are heard."""


def participation_part(answer: Participation) -> ParticipationPart:
    """Return the part of the page on people heard against people expected."""
    return ParticipationPart(page_chart(answer.charts()[0]), _unsettled(answer))


def _unsettled(answer: Participation) -> Table:
    rows = answer.of("uncertain", "unknown")
    lines = ((Cell(row.name, node=row.group), words_of_group(row)) for row in rows)
    return table("cannot-tell", CANNOT_TELL, lines)


def participation_tables(answer: Participation) -> Iterator[Table]:
    """Yield the table for analysts."""
    yield table_of("heard", EVERY_GROUP, answer)


def heard_cell(row: GroupHeard, number: int) -> Cell:
    """Return how a group is heard as a cell, sorted by its number in the order of least heard."""
    words = words_of_how_heard(row)
    return Cell(words, sort=str(number) if words else "")
