"""How sure each group is reached, for analysts."""

from collections.abc import Iterator

from reachmap.analysis.reach.question import Reach
from reachmap.analysis.reach.words import EVERY_CHANCE
from reachmap.view.tables import Table, table_of


def reach_tables(answer: Reach) -> Iterator[Table]:
    """Yield the table for analysts, where it may be seen."""
    if any(row.chance is not None for row in answer.groups):
        yield table_of("reach", EVERY_CHANCE, answer)
