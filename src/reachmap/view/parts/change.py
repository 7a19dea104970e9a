"""What has changed since the year before, for analysts."""

from collections.abc import Iterator

from reachmap.analysis.change.question import Change
from reachmap.analysis.change.words import EVERY_CHANGE
from reachmap.view.tables import Table, table_of


def change_tables(answer: Change) -> Iterator[Table]:
    """Yield the table for analysts, where it may be seen."""
    if any(row.now is not None for row in answer.rows()):
        yield table_of("change", EVERY_CHANGE, answer)
