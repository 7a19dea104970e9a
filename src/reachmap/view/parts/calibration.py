"""What we promised and what worked, for analysts."""

from collections.abc import Iterator

from reachmap.analysis.calibration.question import Calibration
from reachmap.analysis.calibration.words import HELD
from reachmap.view.tables import Table, table_of


def calibration_tables(answer: Calibration) -> Iterator[Table]:
    """Yield the table for analysts, where it may be seen, with what it says in words."""
    if any(row.asks is not None for row in answer.parts):
        yield table_of("promises", HELD._replace(lead=" ".join(answer.sentences())), answer)
