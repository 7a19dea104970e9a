"""A map as pandas frames, by the name of the table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from reachmap.io.collector import collect
from reachmap.io.headings import columns_of, plain
from reachmap.io.sheets import Found, Raw, Sheet
from reachmap.io.texts import as_columns
from reachmap.model.stakeholders import StakeholderMap

if TYPE_CHECKING:
    import pandas as pd


def from_frames(tables: Mapping[str, pd.DataFrame]) -> StakeholderMap:
    """Return the map that pandas frames hold.

    Parameters
    ----------
    tables
        Frames by table name; columns are field names. Lists are tuples, lists or text with
        ``;``; None, NaN and NaT are absent.

    Returns
    -------
    StakeholderMap
        The map.

    Raises
    ------
    InvalidMap
        If anything is wrong; rows are counted from 1, headings apart.
    """
    found = Found([_sheet(name, frame) for name, frame in tables.items()])
    return collect(found, source="frames").stakeholders


def _sheet(name: str, frame: pd.DataFrame) -> Sheet:
    columns = {
        plain(str(heading)): [_plain(value) for value in frame.iloc[:, place].tolist()]
        for place, heading in enumerate(frame.columns)
    }
    return Sheet(table=name, file=name, columns=columns, rows=range(1, len(frame) + 1))


def _plain(value: Any) -> Raw:  # noqa: ANN401  whatever a frame holds
    """Return a cell of a frame as a plain value."""
    import pandas as pd

    if value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    return value.item() if hasattr(value, "item") else value


def to_frames(stakeholders: StakeholderMap) -> dict[str, pd.DataFrame]:
    """Return the tables of a map as pandas frames.

    Parameters
    ----------
    stakeholders
        The map.

    Returns
    -------
    dict
        Table to frame; about always, other tables where they have rows. Lists are tuples,
        blanks None.
    """
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
