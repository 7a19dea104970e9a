"""Types of the columns of a frame: those of the fields, whatever the rows hold."""

from __future__ import annotations

from datetime import date
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin, get_type_hints

from reachmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    import polars as pl
    from pydantic import BaseModel

DTYPES: dict[type, str] = {
    bool: "boolean",
    int: "Int64",
    float: "float64",
    date: "datetime64[ns]",
}
"""Types of pandas that leave room for a blank; all others are plain objects."""


def dtype_of(annotation: Any) -> str:  # noqa: ANN401  whatever stands in a class
    """Return the type of the column of a field.

    Examples
    --------
    >>> [dtype_of(each) for each in (int, bool | None, tuple[str, ...])]
    ['Int64', 'boolean', 'object']
    """
    return DTYPES.get(_plain(annotation), "object")


def is_number(record: type[BaseModel], name: str) -> bool:
    """Return whether a field, or what follows from fields, is a number."""
    return dtype_of(_annotation(record, name)) in {"Int64", "float64"}


def series_of(record: type[BaseModel], name: str, cells: Sequence[Any]) -> pd.Series[Any]:
    """Return the cells of a field, or of what follows from fields, as a column of its type."""
    import pandas as pd

    return pd.Series(list(cells), dtype=dtype_of(_annotation(record, name)))


def polars_frame(
    record: type[BaseModel], columns: Mapping[str, tuple[str, Sequence[Any]]]
) -> pl.DataFrame:
    """Return the cells of fields, by column, as a frame of polars."""
    try:
        import polars as pl
    except ModuleNotFoundError as error:
        message = "polars is not installed: pip install polars"
        raise InputError(message) from error
    types = {bool: pl.Boolean, int: pl.Int64, float: pl.Float64, date: pl.Date}
    schema: dict[str, Any] = {}
    for column, (name, _) in columns.items():
        kind = _plain(_annotation(record, name))
        several = pl.List(pl.String) if get_origin(kind) is tuple else pl.String
        schema[column] = types.get(kind, several)
    return pl.DataFrame({column: list(cells) for column, (_, cells) in columns.items()}, schema)


def _annotation(record: type[BaseModel], name: str) -> Any:  # noqa: ANN401  whatever stands in a class
    """Return the type of a field, or of what follows from fields."""
    field = record.model_fields.get(name)
    return field.annotation if field else get_type_hints(getattr(record, name).fget)["return"]


def _plain(annotation: Any) -> Any:  # noqa: ANN401  whatever stands in a class
    """Return a type without its marks, and without None."""
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        kinds = {_plain(each) for each in get_args(annotation) if each is not type(None)}
        return kinds.pop() if len(kinds) == 1 else object
    return annotation
