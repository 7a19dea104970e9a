"""Headings of no column, and columns that are absent: what is said of both."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import repeat

from reachmap.errors import Issue, Severity, quoted
from reachmap.io.tables.cells import is_blank
from reachmap.io.tables.headings import (
    ALIKE,
    AS_OWN,
    CARRYING,
    NOT_READ,
    columns_of,
    missing_columns,
    required_of,
)
from reachmap.io.tables.names import heading_of
from reachmap.io.tables.sheets import Sheet
from reachmap.model.own import START
from reachmap.model.spelling import Spellings
from reachmap.model.texts import folded


def check_headings(sheet: Sheet, how_to_ignore: str, *, remarks: bool) -> Iterator[Issue]:
    """Yield every unknown and missing column of a table; people's own are kept elsewhere.

    An unknown one is a remark, unless it is near a column or nobody would read `remarks`.
    """
    known = columns_of(sheet.table)
    spellings = Spellings(known, alike=ALIKE)
    strange = [each for each in (*sheet.columns, *sheet.strange) if each not in known]
    for heading in dict.fromkeys(strange):
        own = heading.startswith(START)
        near = () if own else spellings.nearest(heading, count=1)
        message = f"there is no column {quoted(sheet.typed.get(heading, heading))}"
        severity: Severity = "error"
        remedy = f"The columns are {', '.join(known)}; your own begin with {START}"
        remedy += f"; {how_to_ignore}" if how_to_ignore else ""
        meant = sheet.meant.get(heading)
        if near and (meant is None or near[0] not in sheet.columns):
            sheet.misnamed.add(near[0])
            remedy = f"Did you mean {near[0]!r}? If it is your own, begin it with {START}"
        elif meant:
            yield _asked_about(sheet, heading, meant, f"{message}{NOT_READ}", remarks=remarks)
            continue
        elif remarks or own:
            message, severity = f"{message}{NOT_READ}", "warning"
            remedy = "It stays in this file, but no copy of the map has it"
            if sheet.table in CARRYING and not own:
                remedy += f"; to keep it, {AS_OWN}"
        yield sheet.issue(message, remedy, column=heading, severity=severity)
    for column in missing_columns(sheet):
        if column not in sheet.misnamed:
            message = f"the column {quoted(column)} is missing"
            yield sheet.issue(message, f"Add it; each row of {sheet.table} needs it")
    column, without = _wanting(sheet)
    if column:
        if column not in sheet.misnamed:
            message = f"the column {quoted(_called(sheet, column))} is missing"
            yield sheet.issue(message, f"Add it: {without}")
        sheet.misnamed |= {column, *_FOLLOWING.get(sheet.table, ())}


_FOLLOWING = {"activities": ("name", "id")}
"""Columns whose faults follow from one that is absent."""


def _wanting(sheet: Sheet) -> tuple[str, str]:
    """Return the column that these very rows need and lack, and what is wrong without it."""
    if sheet.table == "turnout" and not sheet.columns.keys() & {"invited", "attended"}:
        return "attended", "without it, and 'invited', a row says nothing"
    if sheet.table == "activities" and "date" not in sheet.columns:
        names = sheet.columns.get("name", ())
        ids = sheet.columns.get("id", repeat(None))
        names = [
            n for n, id_ in zip(names, ids, strict=False) if isinstance(n, str) and is_blank(id_)
        ]
        if len({*map(folded, names)}) < len(names):
            return "date", "activities of one name cannot be told apart without it"
    return "", ""


def _called(sheet: Sheet, column: str) -> str:
    """Return what people call a column, where they call others by more than their plain names."""
    return heading_of(sheet.table, column) if sheet.typed else column


def _asked_about(sheet: Sheet, heading: str, column: str, message: str, *, remarks: bool) -> Issue:
    """Return the question whether a heading stands for a column that is absent."""
    remedy = f"Is this {quoted(_called(sheet, column))}? If so, name it so"
    if sheet.table in CARRYING:
        remedy += f"; if it is your own, {AS_OWN}"
    if not remarks or column in {*required_of(sheet.table), _wanting(sheet)[0]}:
        sheet.misnamed.add(column)
        return sheet.issue(message, remedy, column=heading)
    return replace(sheet.issue(message, remedy, column=heading, severity="warning"), kind="slip")
