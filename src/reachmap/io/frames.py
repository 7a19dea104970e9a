"""A map as frames, by the name of the table: of pandas, and to read also of polars and pyarrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from reachmap.errors import InputError, InvalidMap, Issue, quoted
from reachmap.io.tables.cells import is_blank
from reachmap.io.tables.collector import Reading, collect
from reachmap.io.tables.examples import is_marked
from reachmap.io.tables.grid import is_example
from reachmap.io.tables.headings import CARRYING, KNOWN_TABLES, columns_of, fields_of
from reachmap.io.tables.names import names_of, table_named
from reachmap.io.tables.sheets import ParsedTables, Raw, Sheet
from reachmap.io.tables.texts import as_columns
from reachmap.model.frame_types import series_of
from reachmap.model.spelling import nearest
from reachmap.model.stakeholders import StakeholderMap
from reachmap.model.tables import TABLES
from reachmap.model.texts import plain

if TYPE_CHECKING:
    import pandas as pd
    from narwhals.typing import IntoDataFrame

    Table = IntoDataFrame | Sequence[Mapping[str, Any]]

Extra = Literal["forbid", "ignore"]
"""What is done with columns that a table has not."""

PLAIN = frozenset({str, int, float, bool, date, tuple, list})
"""Types of cells that need no pandas to be known as plain."""

A_TABLE = 'Give a frame of pandas, polars or pyarrow, or dicts in a list: [{"name": ...}]'


def from_frames(tables: Mapping[str, Table]) -> StakeholderMap:
    """Return the map that frames hold."""
    return read_frames(tables).stakeholders


def read_frames(
    tables: Mapping[str, Table],
    *,
    columns: Mapping[str, Mapping[str, str]] | None = None,
    extra: Extra = "forbid",
    how_to_ignore: str = "",
) -> Reading:
    """Return the map that frames hold, with warnings."""
    if extra not in {"forbid", "ignore"}:
        message = f"extra is 'forbid' or 'ignore', not {quoted(str(extra))}"
        raise InputError(message)
    ignores = extra == "ignore"
    parsed = ParsedTables(remarks=False, ignores_extra=ignores, how_to_ignore=how_to_ignore)
    given: Any = tables
    if not isinstance(given, Mapping):
        message = f"{type(given).__name__} is no dict of tables"
        issue = Issue(message, 'Give frames by table name: {"groups": frame}', file="frames")
        raise InvalidMap((issue,))
    renamed = _renamed(given, columns)
    for name, frame in given.items():
        try:
            read = _called(_framed(frame), renamed.get(name, {}), str(name))
            take(parsed, str(name), *headings_and_cells(read))
        except _NoTableError as error:
            parsed.issues.append(Issue(error.message, error.remedy, file=str(name)))
    return collect(parsed, source="frames")


def _renamed(tables: Mapping[Any, Any], columns: Any) -> Mapping[Any, Any]:  # noqa: ANN401  whatever was given
    """Return what columns are to be called, by table; raise where a table is not there."""
    named = {} if columns is None else columns
    if not isinstance(named, Mapping) or not all(isinstance(n, Mapping) for n in named.values()):
        message = 'columns has new names by table, as {"groups": {"pop_2024": "population"}}'
        raise InputError(message)
    for name in named:
        if name not in tables:
            message = f"columns names the table {quoted(str(name))}, and there is no such frame"
            raise InputError(message)
    return named


def _called(frame: pd.DataFrame, names: Mapping[Any, Any], table: str) -> pd.DataFrame:
    """Return a frame with some columns called otherwise."""
    for name in names:
        if name not in frame.columns:
            near = nearest(str(name), [str(column) for column in frame.columns], count=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            message = f"columns names {quoted(str(name))}, which {table} has not.{hint}"
            raise InputError(message)
    return frame.rename(columns=dict(names))


def framed_for(name: str, rows: Any) -> pd.DataFrame:  # noqa: ANN401  whatever was given
    """Return rows as a frame; what is none is one problem of its table."""
    try:
        return _framed(rows)
    except _NoTableError as error:
        raise InvalidMap((Issue(error.message, error.remedy, file=name),)) from None


class _NoTableError(TypeError):
    """What is given is no table, and what to give instead."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy


def is_frame(table: Any) -> bool:  # noqa: ANN401  the same
    """Return whether something is a frame of pandas, polars, pyarrow or another library."""
    from narwhals.dependencies import is_into_dataframe

    return is_into_dataframe(table)


def _of_pandas(table: Any) -> Any:  # noqa: ANN401  the same
    """Return a frame of another library as one of pandas, with plain values; else what is given."""
    import narwhals as nw
    import pandas as pd

    frame = nw.from_native(table, eager_only=True, pass_through=True)
    if isinstance(table, pd.DataFrame) or not isinstance(frame, nw.DataFrame):
        return table
    cells = {name: frame.get_column(name).to_list() for name in frame.columns}
    return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in cells.items()})


def _framed(table: Any) -> pd.DataFrame:  # noqa: ANN401  whatever was given
    """Return a table with its named index as columns; a list of dicts becomes a frame."""
    import pandas as pd
    from pandas.api.types import is_integer_dtype

    if isinstance(table, list) and all(isinstance(row, Mapping) for row in table):
        if not all(table):
            message = f"row {1 + next(n for n, row in enumerate(table) if not row)} is empty"
            raise _NoTableError(message, "Leave it out, or name what it is of")
        table = pd.DataFrame(table)
    table = _of_pandas(table)
    if not isinstance(table, pd.DataFrame):
        message = f"{type(table).__name__} is no table"
        remedy = "Give what it gives: frame.collect()" if hasattr(table, "collect") else A_TABLE
        raise _NoTableError(message, remedy)
    index = table.index
    counts_rows = index.nlevels == 1 and is_integer_dtype(index)
    if len(index) and None in index.names and not counts_rows:
        message = "the index has values but no name, so they would be lost"
        remedy = "Name it, as frame.rename_axis('id'), or drop it: frame.reset_index(drop=True)"
        raise _NoTableError(message, remedy)
    named = [name for name in table.index.names if name is not None and name not in table.columns]
    return table.reset_index(level=named)


def take(
    parsed: ParsedTables, name: str, typed: Sequence[str], columns: Sequence[Sequence[Any]]
) -> None:
    """Take in a table, by its headings as they are typed and the cells below each."""
    table, count = table_named(name) or name, len(columns[0]) if columns else 0
    sheet = Sheet(table=table, file=name, columns={}, rows=range(1, count + 1))
    headings = names_of(table, typed) if table in KNOWN_TABLES else map(plain, typed)
    known = columns_of(table) if table in KNOWN_TABLES else ()
    for name_, heading_typed, cells in zip(headings, typed, columns, strict=True):
        heading = str(name_)
        if heading in sheet.columns or heading in sheet.own:
            message = f"the heading {quoted(heading)} is there twice"
            parsed.issues.append(sheet.issue(message, "Rename one of them", column=heading))
        elif heading in known or table in CARRYING or not parsed.ignores_extra:
            held = heading in known or table not in CARRYING
            cells_of = sheet.columns if held else sheet.own
            cells_of[heading] = [plain_cell(value) for value in cells]
            sheet.typed.setdefault(heading, heading_typed)
    sheet.strange = [*sheet.own]
    sheet.leave_out(_blank_rows(sheet))
    sheet.leave_out(_examples(sheet, parsed))
    parsed.sheets.append(sheet)


def headings_and_cells(frame: pd.DataFrame) -> tuple[list[str], list[list[Any]]]:
    """Return the columns of a frame as they are typed, and the cells of each."""
    cells = [frame.iloc[:, position].tolist() for position in range(frame.shape[1])]
    return [str(column) for column in frame.columns], cells


def _blank_rows(sheet: Sheet) -> frozenset[int]:
    """Return the positions of rows with nothing in them, as below a table read from a workbook."""
    blank: Sequence[int] = range(len(sheet.rows))
    for cells in (*sheet.columns.values(), *sheet.own.values()):
        blank = [position for position in blank if is_blank(cells[position])]
    return frozenset(blank)


def _examples(sheet: Sheet, parsed: ParsedTables) -> list[int]:
    """Return the positions of the worked examples of the template."""
    headings, columns = [*sheet.columns], [*sheet.columns.values()]
    return [
        position
        for position, mark in enumerate(columns[0] if columns else ())
        if is_marked(mark)
        and is_example(
            sheet, headings, [cells[position] for cells in columns], (position + 1, 0), parsed
        )
    ]


def plain_cell(value: Any) -> Raw:  # noqa: ANN401  whatever a frame holds
    """Return a cell of a frame, or an attribute of a graph, as a plain Python value."""
    if type(value) in PLAIN:
        return value
    import pandas as pd

    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime(warn=False)
    if isinstance(value, pd.Period):
        return value.to_timestamp().to_pydatetime() if value.freqstr == "D" else str(value)
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else float(value)
    return value


def to_frames(stakeholders: StakeholderMap) -> dict[str, pd.DataFrame]:
    """Return the tables of a map as pandas frames; each column has the type of its field."""
    import pandas as pd

    return {
        table: pd.DataFrame(
            {column: _series(table, column, values) for column, values in columns.items()}
        )
        for table, columns in as_columns(stakeholders).items()
    }


def _series(table: str, column: str, values: list[Any]) -> pd.Series[Any]:
    """Return a column of a table; yes and no are never blank where a blank says no."""
    import pandas as pd

    record = TABLES[table].record
    name = fields_of(record).get(column)
    if name is None:
        return pd.Series(values, dtype=object)
    blank = False if record.model_fields[name].default is False else None
    return series_of(record, name, [blank if value is None else value for value in values])
