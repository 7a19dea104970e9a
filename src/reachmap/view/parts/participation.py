"""Who is heard: the chart of people heard against people expected, and every figure."""

from collections.abc import Iterator
from dataclasses import dataclass

from reachmap.analysis.participation.question import Participation
from reachmap.analysis.participation.rows import GroupHeard
from reachmap.analysis.participation.words import EVERY_GROUP, PAGE, words_of_share
from reachmap.view.charts import Bar, bars
from reachmap.view.tables import Cell, Table, table_of


@dataclass(frozen=True, slots=True)
class ParticipationPart:
    """The part of the page on people heard against people expected."""

    bars: tuple[Bar, ...]
    left_out: str
    """How many groups the chart leaves out; empty where it has all."""


def participation_part(answer: Participation) -> ParticipationPart:
    """Return the part of the page on people heard against people expected."""
    charted = bars(answer.groups)
    rest = sum(row.ppr is not None for row in answer.groups) - len(charted)
    words = PAGE["left_out"].format(number=len(charted), rest=rest)
    return ParticipationPart(charted, words if rest else "")


def participation_tables(answer: Participation) -> Iterator[Table]:
    """Yield the table for analysts."""
    yield table_of("heard", EVERY_GROUP, answer)


def heard_cell(row: GroupHeard) -> Cell:
    """Return how many of a group were heard, as a cell."""
    return Cell(words_of_heard(row), sort="" if row.heard is None else str(row.heard))


def largest_first(row: GroupHeard) -> tuple[int, str]:
    """Return what puts the largest groups first."""
    return -(row.population or 0), row.name


def least_first(row: GroupHeard) -> tuple[float, str]:
    """Return what puts the groups first that are heard least for their number."""
    return row.ppr or 0, row.name


def words_of_heard(row: GroupHeard) -> str:
    """Return how many of a group were heard; empty where that may not be seen."""
    if row.heard is None:
        return ""
    if not row.heard:
        return PAGE["none"]
    share = words_of_share(row.ppr)
    return PAGE["heard_share" if share else "heard"].format(number=row.heard, share=share)
