"""Several values in one cell: what parts them, and what people are told of it."""

import re
import types
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Literal, Union, get_args, get_origin

from reachmap.errors import Issue, quoted
from reachmap.io.tables.problems import CellError
from reachmap.io.tables.sheets import Raw, Sheet
from reachmap.model.fields import Record, reference
from reachmap.model.texts import JOINED


def bare(shape: object) -> object:
    """Return a type without its metadata and without None."""
    origin = get_origin(shape)
    if origin is Annotated:
        return bare(get_args(shape)[0])
    if origin in {Union, types.UnionType}:
        kinds = [part for part in get_args(shape) if part is not types.NoneType]
        return bare(kinds[0]) if len(kinds) == 1 else shape
    return shape


def is_many(shape: object) -> bool:
    """Return whether a type holds several values."""
    return get_origin(bare(shape)) is tuple


def separators_of(record: type[Record], name: str) -> str:
    """Return what parts several values in the cells of a field that have no ``;``, as a pattern.

    Names may hold commas, and words of a list nothing that joins words.
    """
    if reference(record.model_fields[name]):
        return r"[|\n]"
    return rf"[|\n,]|{JOINED.pattern}" if _is_of_words(record, name) else r"[|\n,]"


def _is_of_words(record: type[Record], name: str) -> bool:
    """Return whether a field holds words of a list."""
    inner = get_args(bare(record.model_fields[name].annotation))[0]
    return get_origin(bare(inner)) is Literal


def parts_of(raw: Raw, separators: str = "") -> Sequence[Raw]:
    """Return the values in a cell, parted by ``;``, or else by what a pattern says."""
    if isinstance(raw, str):
        by_pattern = separators and ";" not in raw
        parts = re.split(separators, raw, flags=re.IGNORECASE) if by_pattern else raw.split(";")
        return [part for part in parts if part.strip()]
    if isinstance(raw, list | tuple):
        return raw
    if isinstance(raw, int | float | date):
        return [raw]  # one value, whose own reader says what is wrong with it
    message = "several values are a list, or text separated by ';'"
    raise CellError(message, "Write them as text, separated by ';'")


def notes_of_several(sheet: Sheet, record: type[Record], column: str, name: str) -> Iterator[Issue]:
    """Yield what is worth a second look where a column of names has several in a cell."""
    if not is_many(record.model_fields[name].annotation) or _is_of_words(record, name):
        return
    separators = separators_of(record, name)
    for position, raw in enumerate(sheet.columns[column]):
        if not isinstance(raw, str) or ";" in raw:
            continue
        values = [str(part).strip() for part in parts_of(raw, separators)]
        if reference(record.model_fields[name]) is None and any(map(JOINED.search, values)):
            message, remedy = "is read as one value", "Part several values by ';'"
        elif len(values) > 1:
            message = f"is read as {len(values)} values: {', '.join(map(quoted, values))}"
            remedy = "Nothing to do, unless it is one; ';' parts values for certain"
        else:
            continue
        issue = sheet.issue(
            message, remedy, position=position, column=column, value=raw, severity="warning"
        )
        yield replace(issue, kind="made" if len(values) > 1 else "slip")
