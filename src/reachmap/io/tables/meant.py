"""What a cell of about probably means that has to be written otherwise: for checks alone.

The cell is refused all the same. What it means lets the rules that need it find at once what
else is to mend, rather than at the next run.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from reachmap.errors import Issue
from reachmap.io.tables.cells import is_blank, parser_of
from reachmap.io.tables.problems import CellError
from reachmap.io.tables.sheets import Raw, Sheet
from reachmap.model.about import About
from reachmap.model.checks import OF_DAYS, RULES, Rule
from reachmap.model.content import Content

_THOUSANDS = re.compile(r"\d{1,3}(?:([ ,])\d{3})(?:\1\d{3})*", re.ASCII)


def day_meant(raw: Raw) -> date | None:
    """Return the one day that a cell can mean, in whatever order; None where it may be several.

    Examples
    --------
    >>> day_meant("31/03/2026"), day_meant("03/04/2026"), day_meant("spring")
    (datetime.date(2026, 3, 31), None, None)
    """
    days = set()
    for order in ("dmy", "mdy"):
        try:
            days.add(parser_of(About, "as_of", date_order=order)(raw))
        except CellError:
            continue
    return days.pop() if len(days) == 1 else None


def count_meant(raw: Raw) -> int | None:
    """Return the whole number that a cell with marks of thousands means.

    Examples
    --------
    >>> count_meant("48,500"), count_meant("48.5")
    (48500, None)
    """
    text = str(raw).strip()
    return int(re.sub(r"\D", "", text)) if _THOUSANDS.fullmatch(text) else None


MEANT = {"as_of": day_meant, "area_population": count_meant}
"""Columns of about that rules need, and what finds their meaning."""


def values_meant(sheet: Sheet, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what cells of about mean that could not be read; None where that is not clear."""
    cells = {column: sheet.columns[column][0] for column in MEANT if column in sheet.columns}
    unread = (column for column, raw in cells.items() if not is_blank(raw))
    return {column: MEANT[column](cells[column]) for column in unread if column not in values}


def with_wait(issue: Issue, column: str, raw: Raw) -> Issue:
    """Return what is wrong with a cell of about; also that rules wait, if they need it."""
    if column not in MEANT or MEANT[column](raw) is not None:
        return issue
    return replace(issue, remedy=f"{issue.remedy}; other rows are checked against it then")


def as_meant(content: Content, meant: Mapping[str, Any]) -> Content:
    """Return tables with what about means, for the rules between rows."""
    return replace(content, about=content.about.model_copy(update={**meant})) if meant else content


def rules_for(meant: Mapping[str, Any]) -> list[Rule]:
    """Return the rules between rows that can be checked with what about means."""
    no_day = "as_of" in meant and meant["as_of"] is None
    return [rule for rule in RULES if not (no_day and rule in OF_DAYS)]


def date_order_of(sheet: Sheet) -> str | None:
    """Return the order of day and month that about gives, if it can be read."""
    cells = sheet.columns.get("date_order", [None])
    try:
        parse = parser_of(About, "date_order", date_order=None)
        return None if is_blank(cells[0]) else str(parse(cells[0]))
    except CellError:
        return None
