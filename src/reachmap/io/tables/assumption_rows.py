"""The table of assumptions: a name and a value a row, each to be known and allowed."""

from collections.abc import Mapping
from typing import Any

from reachmap.errors import quoted
from reachmap.io.tables.cells import amount_of
from reachmap.io.tables.problems import CellError
from reachmap.io.tables.rows import Rows
from reachmap.io.tables.sheets import Sheet
from reachmap.model.assumptions import AssumptionRow, Assumptions, problem_of
from reachmap.model.fields import is_money
from reachmap.model.spelling import nearest


def read_assumptions(
    sheet: Sheet, columns: Mapping[str, list[Any]], bad: set[int], rows: Rows, *, currency: str
) -> Assumptions:
    """Return the assumptions that rows change, and note what is wrong; `bad` are left out."""
    for name in ("name", "value"):
        bad |= rows.blanks(sheet, AssumptionRow, name, columns.get(name, []))
    known = Assumptions().items()
    changed: dict[str, float | str] = {}
    pairs = zip(columns.get("name", []), columns.get("value", []), strict=False)
    for position, (given, raw) in enumerate(pairs):
        if position in bad:
            continue
        name = given.strip()
        value = _setting(name, raw, currency)
        problem = problem_of(name, value)
        column = "value" if problem and name in known else "name"
        problem = problem or ("is there twice" if name in changed else None)
        if problem is None:
            changed[name] = value
            continue
        message = f"the assumption {quoted(name)} {problem}"
        near = () if name in known else nearest(name, known, count=1)
        hint = f"Did you mean {near[0]!r}? " if near else ""
        remedy = f"{hint}See `reachmap about` for the assumptions and what they may be"
        number = int(value) if isinstance(value, float) and value.is_integer() else value
        wrong = number if column == "value" else name
        issue = sheet.issue(message, remedy, position=position, column=column, value=wrong)
        rows.issues.append(issue)
    return Assumptions.of(changed.items())


def _setting(name: str, value: float | str, currency: str) -> float | str:
    """Return the value of an assumption; a sum of money as a number."""
    field = Assumptions.model_fields.get(name)
    if field is None or not is_money(field):
        return value
    try:
        return amount_of(value, currency=currency)
    except CellError:
        return value
