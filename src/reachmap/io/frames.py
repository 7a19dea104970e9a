"""A map as pandas frames, by the name of the table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from reachmap.errors import quoted
from reachmap.io.tables.collector import collect
from reachmap.io.tables.headings import columns_of, plain
from reachmap.io.tables.sheets import ParsedTables, Raw, Sheet
from reachmap.io.tables.texts import as_columns
from reachmap.model.stakeholders import StakeholderMap

if TYPE_CHECKING:
    import pandas as pd


def from_frames(tables: Mapping[str, pd.DataFrame]) -> StakeholderMap:
    """Return the map that pandas frames hold."""
    parsed = ParsedTables()
    for name, frame in tables.items():
        _take(parsed, str(name), frame)
    return collect(parsed, source="frames").stakeholders


def _take(parsed: ParsedTables, name: str, frame: pd.DataFrame) -> None:
    sheet = Sheet(table=name, file=name, columns={}, rows=range(1, len(frame) + 1))
    for position, name_ in enumerate(frame.columns):
        heading = plain(str(name_))
        if heading in sheet.columns:
            message = f"the heading {quoted(heading)} is there twice"
            parsed.issues.append(sheet.issue(message, "Rename one of them", column=heading))
        else:
            cells = frame.iloc[:, position].tolist()
            sheet.columns[heading] = [plain_cell(value) for value in cells]
    parsed.sheets.append(sheet)


def plain_cell(value: Any) -> Raw:  # noqa: ANN401  whatever a frame holds
    """Return a cell of a frame, or an attribute of a graph, as a plain Python value."""
    import pandas as pd

    if value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime(warn=False)
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    return value


def to_frames(stakeholders: StakeholderMap) -> dict[str, pd.DataFrame]:
    """Return the tables of a map as pandas frames."""
    import pandas as pd

    return {
        table: pd.DataFrame(
            {
                column: pd.Series(columns[column], dtype=object)
                for column in columns_of(table)
                if column in columns
            }
        )
        for table, columns in as_columns(stakeholders).items()
    }
